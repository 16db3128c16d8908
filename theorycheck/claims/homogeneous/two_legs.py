r"""From a network to a global minimum in its free places a path of two legs leads, along which no objective increases.

Meaning. f(V) = l(Phi(V)) + lambda Theta(V), l convex, lambda >= 0, phi and theta positively homogeneous of one real
degree p > 0. Let w_i >= 0 be weights with sum_i w_i phi(Y_i) = sum_i phi(Y_i) and
sum_i w_i theta(Y_i) <= sum_i theta(Y_i), and U a global minimum of f that is 0 wherever w_i is not. Then f does not
increase along (1 + v (w_i - 1))^{1/p} Y_i from v = 0 to 1, nor along ((1 - u) w_i)^{1/p} Y_i + u^{1/p} U_i from u = 0
to 1; the first leg starts at Y, the second where the first ends, and it ends at U. At v + h (1 - v), 0 <= h <= 1, is
any point of a leg later than v.
Proof idea. homogeneous.first_leg, homogeneous.second_leg, homogeneous.legs_meet.
Sharpness. The second leg can rise if U is no global minimum, for the squared norm and l = 0 (neighbour `any-end`).
Source. Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "Starting from any initialization, a non-increasing path exists to a global minimizer."
How the formula differs. It is that path for given weights and blocks; that there are such, for r >= 2 m, is
homogeneous.minimum_in_free_places, in the same words, and both in one is homogeneous.whole_path. That the path is
continuous, as roots are, the formula does not say.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    convex,
    dims,
    eq,
    forall,
    function,
    have,
    homogeneous,
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
h, v = real("h v", interval(0, 1))
Y, U = matrix("Y", r, n), matrix("U", r, n)
w = vector("w", r)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
loss = function("l", vector(m), real())
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


at_once = [homogeneous(phi, p), homogeneous(theta, p)]
weights = [
    forall(r, lambda i: le(0, w[i])),
    forall(m, lambda k: eq(total(lambda i: w[i] * phi(rows(Y)(i))[k]), total(lambda i: phi(rows(Y)(i))[k]))),
    le(total(lambda i: w[i] * theta(rows(Y)(i))), cost(rows(Y))),
]
free = forall(r, lambda i: forall(n, lambda l: eq(w[i] * U[i, l], 0)))


def squares(u):
    """The squared norm of the blocks on the second leg, for degree 2."""
    return total(lambda i: summation(n, lambda l: (root(2, (1 - u) * w[i]) * Y[i, l] + root(2, u) * U[i, l]) ** 2))


claim = Claim(
    title="From a network to a global minimum in its free places a path of two legs leads",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[*at_once, convex(loss), *weights, free, least(U)],
    conclude=and_(
        falls(lambda v: first(w, v)),
        falls(lambda u: second(w, U, u)),
        same(first(w, 0), rows(Y)),
        same(first(w, 1), second(w, U, 0)),
        same(second(w, U, 1), rows(U)),
    ),
    lemmas=[
        have(le(v, later(v, h)), by="auto"),
        have(and_(le(0, later(v, h)), le(later(v, h), 1)), by="auto"),
        have(le(objective(first(w, later(v, h))), objective(first(w, v))), by="auto"),
        have(le(objective(second(w, U, later(v, h))), objective(second(w, U, v))), by="auto"),
        have(
            and_(
                same(first(w, 0), rows(Y)),
                same(first(w, 1), second(w, U, 0)),
                same(second(w, U, 1), rows(U)),
            ),
            by="auto",
        ),
    ],
    proof="auto",
    uses=["homogeneous.first_leg", "homogeneous.legs_meet", "homogeneous.second_leg"],
    covers={"hv.path.meta-algorithm": "part: the whole path, for given weights and a global minimum in free places"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("any-end", given=[weights[0]], conclude=le(squares(later(v, h)), squares(0)), near=True),
    ],
)
