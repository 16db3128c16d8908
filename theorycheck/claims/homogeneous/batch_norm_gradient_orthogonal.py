r"""After batch normalization (eps = 0) a loss has degree 0 in the weights before it, and a gradient orthogonal to them.

Meaning. F(V) = loss(BN(X V)) wherever the batch variance of every unit is positive, as it is at W.  Then
F(a W) = F(W) for a > 0, and <G, W> = 0 for the gradient G of F at W, whatever the loss.
Proof idea. homogeneous.batch_norm_scale_invariant; then Euler's identity with degree 0: t -> F((1 + t) W) is constant
near 0 and has the slope <G, W> there.
Sharpness. Without the normalization it is false (neighbour `without-normalization`), and so is every other degree, the
network's own included (neighbour `degree-one`).
Source. Survey, §III-D; [51] (Ioffe and Szegedy 2015, section 3.3).
The survey's words. "more recently proposed forms of regularization such as Path-SGD [50] or batch normalization [51]
can be easily incorporated into the analysis framework of [30], [31]".
How the formula differs. W has the weights into m units, m = 1 is one unit (what else the loss sees is in it).  F is
differentiable at W: Fréchet's definition, squared, written out.  What F is where a variance vanishes is left open.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    batch_norm,
    batch_variance,
    dims,
    eq,
    exists,
    fn,
    forall,
    function,
    gradient,
    have,
    implies,
    inner,
    le,
    lt,
    matrix,
    positive,
    rational,
    real,
    squared_norm,
    survey,
)

N, D, m = dims("N D m")
X, W, G = matrix("X", N, D), matrix("W", D, m), matrix("G", D, m)
a = real("a", positive)
F, loss = function("F", matrix(D, m), real()), function("loss", matrix(N, m), real())


def alive(V):
    return forall(m, lambda k: lt(0, batch_variance(X @ V)[k]))


def normalized(V):
    return batch_norm(X @ V, 0)


def close(e, r, V):
    """|F(V) - F(W) - <G, V - W>| is at most sqrt(e) |V - W| where |V - W|^2 < r."""
    gap = F(V) - (F(W) + inner(G, V - W))
    return implies(lt(squared_norm(V - W), r), le(gap**2, e * squared_norm(V - W)))


differentiable = forall(positive, lambda e: exists(positive, lambda r: forall(matrix(D, m), lambda V: close(e, r, V))))
after_normalization = forall(matrix(D, m), lambda V: implies(alive(V), eq(F(V), loss(normalized(V)))))
batch = [lt(0, N), alive(W)]

claim = Claim(
    title="The gradient of a loss after batch normalization is orthogonal to the weights",
    source=survey("III-D", "batch normalization [51] can be easily incorporated into the analysis framework"),
    given=[*batch, after_normalization, differentiable],
    conclude=and_(and_(eq(normalized(a * W), normalized(W)), eq(F(a * W), F(W))), eq(inner(G, W), 0)),
    lemmas=[
        have(alive(a * W), by="auto"),
        have(eq(normalized(a * W), normalized(W)), by="auto"),
        have(eq(loss(normalized(a * W)), loss(normalized(W))), by="congruence, auto"),
        have(eq(F(a * W), loss(normalized(a * W))), by="auto"),
        have(eq(F(W), loss(normalized(W))), by="auto"),
        have(eq(F(a * W), F(W)), by="auto"),
        have(forall(positive, lambda t: eq(F(t * W), F(W))), by="auto"),
        have(eq(inner(G, W), 0 * F(W)), by="euler"),
        have(eq(inner(G, W), 0), by="ideal"),
    ],
    proof="auto",
    uses=["homogeneous.batch_norm_scale_invariant"],
    example=dict(
        N=2,
        D=1,
        m=1,
        X=[[1], [-1]],
        W=[[1]],
        G=[[0]],
        a=1,
        F=fn(matrix(1, 1), lambda V: rational(0)),
        loss=fn(matrix(2, 1), lambda V: rational(0)),
    ),
    covers={"hv.bn.scale-invariance": "whole"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "without-normalization",
            given=[],
            conclude=eq(inner(gradient(squared_norm(X @ W), W), W), 0),
            near=True,
        ),
        Neighbour("degree-one", conclude=eq(F(a * W), a * F(W))),
    ],
)
