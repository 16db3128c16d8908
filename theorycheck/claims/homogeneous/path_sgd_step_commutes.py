r"""A step of Path-SGD commutes with rescaling nodes: rescale and step, or step and rescale, it is the same point.

Meaning. The weights w_e of all edges are one vector; rescaling nodes multiplies w_e by s_e > 0 and leaves the loss
alone, L(s o x) = L(x).  The path weight kappa_e(w) > 0 is the sum over the paths through e of prod |w_e'|^2 over their
other edges; as no path sum changes, kappa_e(s o w) s_e^2 = kappa_e(w).  The step w_e - eta / kappa_e(w) dL/dw_e from
s o w ends at s o (the step from w).
Proof idea. dL/dw_e (s o w) = (dL/dw_e (w)) / s_e by the chain rule; the factor s_e^2 of 1/kappa_e makes s_e of it.
Sharpness. Plain gradient steps do not commute (neighbour `gradient-descent`), nor
steps divided by the root of kappa_e.
Source. Survey, §III-D; [50] (Neyshabur, Salakhutdinov, Srebro 2015, section 4: Path-SGD with p = 2).
The survey's words. "more recently proposed forms of regularization such as Path-SGD [50] or batch normalization [51]
can be easily incorporated into the analysis framework of [30], [31]".
How the formula differs. Of the network only what is used is said: the two laws.  That rescaled nodes leave the sum over
all paths alone is homogeneous.path_norm_invariant; that they do so to the paths through one edge is not stated.
kappa_e > 0 for the edge in question (else there is no step).  L is differentiable everywhere, which the loss of a ReLU
network is not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    forall,
    function,
    hadamard,
    has_gradient,
    have,
    identity_matrix,
    inner,
    lt,
    ne,
    positive,
    real,
    sqrt,
    survey,
    tabulate,
    vector,
)

n, e = dims("n e")
s = vector("s", n, entry=positive)
w, v = vector("w v", n)
eta, x, y, z, c = *real("eta x y z"), real("c", positive)
L, G = function("L", vector(n), real()), function("G", vector(n), vector(n))
kappa = function("kappa", vector(n), vector(n))


def scaled(x):
    return hadamard(s, x)


def slope(a, b):
    """d/da of (1 - a b)^2, a loss that does not see c in (c a, b / c)."""
    return -2 * b * (1 - a * b)


def step(x):
    return x[e] - eta / kappa(x)[e] * G(x)[e]


unit = tabulate(n, lambda l: identity_matrix(n)[l, e])
law = forall(vector(n), lambda x: eq(L(scaled(x)), L(x)))
weights = [eq(kappa(scaled(w))[e] * s[e] ** 2, kappa(w)[e]), lt(0, kappa(w)[e]), lt(0, kappa(scaled(w))[e])]
moved = scaled(w)[e] - eta / kappa(scaled(w))[e] * G(scaled(w))[e]

claim = Claim(
    title="Path-SGD's step commutes with rescaled nodes",
    source=survey("III-D", "Path-SGD [50] or batch normalization [51] can be easily incorporated"),
    given=[lt(e, n), law, has_gradient(L, G), *weights],
    conclude=eq(moved, s[e] * step(w)),
    lemmas=[
        have(eq(inner(G(scaled(w)), scaled(v)), inner(G(w), v)), by="chain_rule(w, v)"),
        have(eq(inner(G(scaled(w)), scaled(unit)), inner(G(w), unit)), by="auto"),
        have(eq(inner(G(scaled(w)), scaled(unit)), s[e] * G(scaled(w))[e]), by="matrix"),
        have(eq(inner(G(w), unit), G(w)[e]), by="matrix"),
        have(eq(s[e] * G(scaled(w))[e], G(w)[e]), by="ideal"),
        have(ne(kappa(w)[e], 0), by="auto"),
        have(
            eq(kappa(w)[e] * (eta / kappa(scaled(w))[e]), kappa(w)[e] * (eta / kappa(w)[e] * s[e] ** 2)),
            by="quotients_and_roots, ideal",
        ),
        have(eq(eta / kappa(scaled(w))[e], eta / kappa(w)[e] * s[e] ** 2), by="ideal"),
    ],
    proof="ideal",
    covers={
        "hv.pathsgd.path-norm": "part: the step, given the two laws of loss and path weights; the norm is another file"
    },
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "gradient-descent", given=[], conclude=eq(c * x - eta * slope(c * x, y / c), c * (x - eta * slope(x, y)))
        ),
        Neighbour(
            "scaled-by-the-root-of-the-weight",
            given=[lt(0, z)],
            conclude=eq(c * x - eta / sqrt(z / c**2) * slope(c * x, y / c), c * (x - eta / sqrt(z) * slope(x, y))),
            near=True,
        ),
    ],
)
