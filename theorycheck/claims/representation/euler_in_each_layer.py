r"""Euler's identity in each layer of a ReLU network: <W_k, dPhi/dW_k> = Phi, wherever Phi is differentiable in W_k.

Meaning. A holds the inputs of layer k, W its weights, and Psi what one output becomes of relu(A W): positively
homogeneous of degree 1, like the rest of any bias-free ReLU network.  If F(V) = Psi(relu(A V)) is differentiable at W
with the gradient G, then <G, W> = F(W).  Added up over K layers: sum_k <W_k, dPhi/dW_k> = K Phi.
Proof idea. F(t W) = t F(W) for t > 0; the derivative at t = 1.
Sharpness. The factor is 1 in each layer, and homogeneity of the rest is needed.
Source. Survey, §III-D, where positive homogeneity of ReLU networks is what the argument rests on.
The survey's words. "Interestingly, ReLU and max-pooling non-linearities are positively homogeneous, while sigmoids are
not, which could provide a possible explanation for the improved performance of ReLU and max pooling."
How the formula differs. The survey does not write the identity.  One layer at a time; that the layers after it are
homogeneous is representation.bias_free_nets_are_homogeneous_in_the_input.  Fréchet's definition at W, squared, is
written out: at a kink F may have no gradient, and nothing is said there.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    exists,
    fn,
    forall,
    function,
    have,
    homogeneous,
    implies,
    inner,
    le,
    lt,
    matrix,
    positive,
    rational,
    real,
    relu,
    squared_norm,
    survey,
)

N, D, h = dims("N D h")
A, W, G = matrix("A", N, D), matrix("W", D, h), matrix("G", D, h)
a = real("a", positive)
F, Psi = function("F", matrix(D, h), real()), function("Psi", matrix(N, h), real())
hidden = relu(A @ W)


def close(e, r, V):
    """|F(V) - F(W) - <G, V - W>| is at most sqrt(e) |V - W| where |V - W|^2 < r."""
    gap = F(V) - (F(W) + inner(G, V - W))
    return implies(lt(squared_norm(V - W), r), le(gap**2, e * squared_norm(V - W)))


differentiable = forall(positive, lambda e: exists(positive, lambda r: forall(matrix(D, h), lambda V: close(e, r, V))))
layer = forall(matrix(D, h), lambda V: eq(F(V), Psi(relu(A @ V))))

claim = Claim(
    title="Euler's identity holds in each layer of a ReLU network",
    source=survey("III-D"),
    given=[layer, homogeneous(Psi, 1), differentiable],
    conclude=eq(inner(G, W), F(W)),
    lemmas=[
        have(eq(relu(A @ (a * W)), a * hidden), by="scale"),
        have(eq(Psi(relu(A @ (a * W))), Psi(a * hidden)), by="congruence, auto"),
        have(eq(Psi(a * hidden), a * Psi(hidden)), by="auto"),
        have(eq(F(a * W), Psi(relu(A @ (a * W)))), by="auto"),
        have(eq(F(W), Psi(hidden)), by="auto"),
        have(eq(F(a * W), a * F(W)), by="ideal"),
        have(forall(positive, lambda t: eq(F(t * W), t * F(W))), by="auto"),
        have(eq(inner(G, W), 1 * F(W)), by="euler"),
    ],
    proof="auto",
    example=dict(
        N=1,
        D=1,
        h=1,
        A=[[1]],
        W=[[1]],
        G=[[0]],
        F=fn(matrix(1, 1), lambda V: rational(0)),
        Psi=fn(matrix(1, 1), lambda Z: rational(0)),
    ),
    covers={
        "pre.homogeneity.euler": "part: the layers after this one are homogeneous; that ReLU layers are is another file"
    },
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("any-rest", given=[layer, differentiable], near=True),
    ],
)
