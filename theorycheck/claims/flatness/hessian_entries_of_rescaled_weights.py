r"""If scaling the weights leaves a loss alone, each entry of its Hessian is divided by the scales of row and column.

Meaning. L: R^n -> R has the gradient G, and the i-th entry of G has the gradient H_i (the i-th row of the Hessian).
If L(s o x) = L(x) for all x, with s_k > 0 and o entrywise, then s_i G_i(s o w) = G_i(w) and
s_i s_j H_ij(s o w) = H_ij(w): the Hessian at D w is D^{-1} H(w) D^{-1}, D = diag(s).
Proof idea. The chain rule: t -> L(s o (w + t v)) and t -> L(w + t v) are one function, and so are their derivatives
at 0.  Then the same for s_i G_i(s o x) = G_i(x).
Sharpness. The scales stand on both sides of H (neighbour `scaled-once`), and the law is needed.
Source. Dinh, Pascanu, Bengio, Bengio 2017, section 4 ([23] of the survey, cited in §I-D).
How the formula differs. [23] has two blocks of scales, a and 1/a; here any positive scales.  L is differentiable
everywhere and G_i too; twice differentiable at w would be enough, and the loss of a ReLU network is no more than that.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    curvature,
    dims,
    eq,
    fn,
    forall,
    function,
    hadamard,
    has_gradient,
    have,
    identity_matrix,
    inner,
    lt,
    matrix,
    paper,
    positive,
    rational,
    real,
    symbol,
    tabulate,
    vector,
)

n, i, j = dims("n i j")
s = vector("s", n, entry=positive)
w, v = vector("w v", n)
L, G = function("L", vector(n), real()), function("G", vector(n), vector(n))
H = function("H", vector(n), matrix(n, n))


def scaled(x):
    return hadamard(s, x)


def row(x):
    return tabulate(n, lambda k: H(x)[i, k])


def unit(k):
    return tabulate(n, lambda l: identity_matrix(n)[l, k])


smooth = [has_gradient(L, G), has_gradient(fn(vector(n), lambda x: G(x)[i]), fn(vector(n), row))]
law = forall(vector(n), lambda x: eq(L(scaled(x)), L(x)))
a, b, c = *real("a b"), symbol("c", positive)


def bend(x, y):
    """An entry of the Hessian of the smallest loss with the law, at (x, y)."""
    return curvature(rational("1/2") * (1 - a * b) ** 2, [a, b], [1, 0], at=[x, y])


within = [lt(i, n), lt(j, n)]

claim = Claim(
    title="The Hessian of a loss that does not see scales is divided by them twice",
    source=paper("Dinh et al. 2017, Sharp minima can generalize for deep nets", "section 4"),
    given=[*within, *smooth, law],
    conclude=and_(
        eq(s[i] * G(scaled(w))[i], G(w)[i]),
        eq(s[i] * s[j] * H(scaled(w))[i, j], H(w)[i, j]),
    ),
    lemmas=[
        have(eq(inner(G(scaled(w)), scaled(v)), inner(G(w), v)), by="chain_rule(w, v)"),
        have(eq(inner(G(scaled(w)), scaled(unit(i))), inner(G(w), unit(i))), by="auto"),
        have(eq(inner(G(scaled(w)), scaled(unit(i))), s[i] * G(scaled(w))[i]), by="matrix"),
        have(eq(inner(G(w), unit(i)), G(w)[i]), by="matrix"),
        have(eq(s[i] * G(scaled(w))[i], G(w)[i]), by="ideal"),
        have(forall(vector(n), lambda x: eq(s[i] * G(scaled(x))[i], G(x)[i])), by="auto"),
        have(eq(s[i] * inner(row(scaled(w)), scaled(v)), inner(row(w), v)), by="chain_rule(w, v)"),
        have(eq(s[i] * inner(row(scaled(w)), scaled(unit(j))), inner(row(w), unit(j))), by="auto"),
        have(eq(inner(row(scaled(w)), scaled(unit(j))), s[j] * H(scaled(w))[i, j]), by="matrix"),
        have(eq(inner(row(w), unit(j)), H(w)[i, j]), by="matrix"),
    ],
    proof="ideal",
    example=dict(
        n=1,
        i=0,
        j=0,
        s=[1],
        w=[0],
        L=fn(vector(1), lambda x: 0),
        G=fn(vector(1), lambda x: 0 * x),
        H=fn(vector(1), lambda x: 0 * identity_matrix(1)),
    ),
    covers={"flat.dinh.hessian-transform": "part: the entries, for a loss that is twice differentiable everywhere"},
    fidelity="hypotheses added",
    expect="PROVED",
    neighbours=[
        Neighbour("scaled-once", given=[], conclude=eq(c * bend(c * a, b / c), bend(a, b))),
        Neighbour("any-loss", given=[lt(i, n), smooth[0]], conclude=eq(s[i] * G(scaled(w))[i], G(w)[i]), near=True),
    ],
)
