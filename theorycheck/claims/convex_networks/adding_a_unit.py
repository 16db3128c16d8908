r"""A unit of the dictionary that cannot be added with profit correlates with the gradient by at most lam.

Meaning. F(w) = l(H w) + lam ||w||_1, H with the M units h_j as its columns, l: R^n -> R with the gradient G, lam >=
0.  If F(w) <= F(w + s e_j) for every s of either sign, then |<h_j, G(H w)>| <= lam.
Proof idea. F(w + s e_j) <= l(H w + s h_j) + lam (||w||_1 + |s|), and `convex_networks.unit_that_does_not_help`.
Sharpness. The bound is lam itself (neighbour `nine-tenths`); some unit may always be added with loss where lam > 0.
Source. Survey, §III-B, after Bengio et al. 2005 and gradient boosting.
The survey's words. "sequentially adding hidden units to the network until one can no longer find a hidden unit whose
addition will decrease the objective function".
How the formula differs. It is what these words say of the unit j; the loss is differentiable, not yet convex.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    dims,
    eq,
    forall,
    function,
    has_gradient,
    have,
    identity_matrix,
    inner,
    le,
    lt,
    matrix,
    nonnegative,
    real,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

n, M, j = dims("n M j")
l, G = function("l", vector(n), real()), function("G", vector(n), vector(n))
H = matrix("H", n, M)
lam = symbol("lam", nonnegative)
s = real("s")
w = vector("w", M)
at = identity_matrix(M)
unit = tabulate(n, lambda a: H[a, j])
slope = inner(G(H @ w), unit)


def size(v):
    return summation(M, lambda i: absolute(v[i]))


def objective(v):
    return l(H @ v) + lam * size(v)


def added(s):
    return tabulate(M, lambda i: w[i] + s * at[i, j])


def gap(i):
    return absolute(w[i]) + absolute(s) * at[i, j] - absolute(added(s)[i])


def within(bound):
    return and_(le(-bound, slope), le(slope, bound))


total, rest = summation(M, gap), size(w) + absolute(s) - size(added(s))

claim = Claim(
    title="A unit that cannot be added with profit correlates with the gradient by at most lam",
    source=survey("III-B"),
    given=[lt(j, M), has_gradient(l, G), forall(real(), lambda s: le(objective(w), objective(added(s))))],
    conclude=within(lam),
    uses=["convex_networks.unit_that_does_not_help"],
    lemmas=[
        have(eq(l(H @ added(s)), l(H @ w + s * unit)), by="congruence, matrix"),
        have(forall(M, lambda i: le(0, gap(i))), by="split, contradict"),
        have(le(0, lam * total), by="auto"),
        have(eq(total, rest), by="matrix"),
        have(eq(lam * total, lam * rest), by="ideal"),
        have(
            forall(real(), lambda s: le(l(H @ w) + lam * size(w), l(H @ w + s * unit) + lam * (size(w) + absolute(s)))),
            by="auto",
        ),
    ],
    proof="auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("nine-tenths", conclude=within(lam * 9 / 10), near=True),
        Neighbour("any-unit", given=[lt(j, M), has_gradient(l, G)], near=True),
    ],
)
