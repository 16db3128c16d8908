r"""With at least twice as many blocks as outputs, a path of two legs leads from anywhere to a global minimum.

Meaning. f(V) = l(Phi(V)) + lambda Theta(V) for blocks V_1, ..., V_r, with Phi(V) = sum_i phi(V_i) in R^m and
Theta(V) = sum_i theta(V_i); l: R^m -> R convex, lambda >= 0, phi and theta positively homogeneous of one real degree
p > 0, theta >= 0, and r >= 2 m. Let f have a global minimum Z. For all blocks Y_1, ..., Y_r there are weights w_i >= 0
and blocks U_1, ..., U_r so that f does not increase along the first leg, (1 + v (w_i - 1))^{1/p} Y_i from v = 0 to 1,
nor along the second, ((1 - u) w_i)^{1/p} Y_i + u^{1/p} U_i from u = 0 to 1; the first starts at Y, the second where the
first ends, and it ends at U, which is a global minimum of f. At v + h (1 - v), 0 <= h <= 1, is any point of a leg later
than v.
Proof idea. The weights leave m places free, and some global minimum fits into these
(homogeneous.minimum_in_free_places); the legs through such weights to such a minimum are homogeneous.two_legs.
Sharpness. Not for any weights: with all w_i = 1 no place is free, the first leg stands still, and the second can lead
over a hill, already for two blocks of phi(x, y) = x y, l(z) = (z - 1)^2 and lambda = 0 (neighbour `no-place-left`).
Source. Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "if the network size is large enough [...] Starting from any initialization, a non-increasing path
exists to a global minimizer."
How the formula differs. "Large enough" is r >= 2 m, m = N C entries of the output for N samples and C outputs; Haeffele
and Vidal ask for r > m. That the minimum is attained is assumed. The path is given by its formula, which says more than
that there is one; that it is continuous, as roots are, the formula does not say.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    convex,
    dims,
    eq,
    exists,
    forall,
    function,
    have,
    homogeneous,
    implies,
    interval,
    le,
    matrix,
    nonnegative,
    positive,
    real,
    root,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

n, m, r = dims("n m r")
p, penalty = symbol("p", positive), symbol("lambda", nonnegative)
u = real("u", interval(0, 1))
Y, Z, U = matrix("Y", r, n), matrix("Z", r, n), matrix("U", r, n)
a, b, c, d = real("a b c d")
w = vector("w", r)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
loss = function("l", vector(m), real())
nonnegative_cost = forall(vector(n), lambda x: le(0, theta(x)))
unit = interval(0, 1)


def total(term):
    return summation(r, term)


def rows(V):
    return lambda i: tabulate(n, lambda l: V[i, l])


def first(w, v):
    return lambda i: tabulate(n, lambda l: root(p, 1 + v * (w[i] - 1)) * Y[i, l])


def second(w, U, u):
    return lambda i: tabulate(n, lambda l: root(p, (1 - u) * w[i]) * Y[i, l] + root(p, u) * U[i, l])


def outputs(block):
    return tabulate(m, lambda k: total(lambda i: phi(block(i))[k]))


def cost(block):
    return total(lambda i: theta(block(i)))


def objective(block):
    return loss(outputs(block)) + penalty * cost(block)


def least(U):
    return forall(matrix(r, n), lambda V: le(objective(rows(U)), objective(rows(V))))


def same(one, other):
    return forall(r, lambda i: forall(n, lambda l: eq(one(i)[l], other(i)[l])))


def later(v, h):
    return v + h * (1 - v)


def falls(leg):
    return forall(unit, lambda v: forall(unit, lambda h: le(objective(leg(later(v, h))), objective(leg(v)))))


def path(w, U):
    return and_(
        falls(lambda v: first(w, v)),
        falls(lambda u: second(w, U, u)),
        same(first(w, 0), rows(Y)),
        same(first(w, 1), second(w, U, 0)),
        same(second(w, U, 1), rows(U)),
    )


def weights(w):
    return forall(r, lambda i: le(0, w[i]))


def suits(w, U):
    """What homogeneous.minimum_in_free_places says that there is."""
    return and_(
        weights(w),
        forall(m, lambda k: eq(total(lambda i: w[i] * phi(rows(Y)(i))[k]), total(lambda i: phi(rows(Y)(i))[k]))),
        le(total(lambda i: w[i] * theta(rows(Y)(i))), cost(rows(Y))),
        forall(r, lambda i: forall(n, lambda l: eq(w[i] * U[i, l], 0))),
        least(U),
    )


def hill(u):
    """The objective (x y + z t - 1)^2 on the second leg from (a, b), (c, d) to (1, 1), (0, 0), all weights 1, p = 2."""
    x, y = (root(2, 1 - u) * start + root(2, u) for start in (a, b))
    z, t = (root(2, 1 - u) * start for start in (c, d))
    return (x * y + z * t - 1) ** 2


found = exists(vector(r), lambda w: exists(matrix(r, n), lambda U: and_(path(w, U), weights(w), least(U))))

claim = Claim(
    title="With twice as many blocks as outputs, a path leads from anywhere to a global minimum",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[homogeneous(phi, p), homogeneous(theta, p), nonnegative_cost, convex(loss), le(m + m, r), least(Z)],
    conclude=found,
    lemmas=[have(implies(suits(w, U), found), by="exhibit(w, U), auto")],
    proof="cases, auto",
    uses=["homogeneous.minimum_in_free_places", "homogeneous.two_legs"],
    covers={"hv.path.meta-algorithm": "part: the whole path for r >= 2 m; not for r > m, nor that it is continuous"},
    fidelity="hypotheses added",
    expect="PROVED",
    neighbours=[
        Neighbour("no-place-left", given=[], conclude=le(hill(u), hill(0)), near=True),
    ],
)
