r"""Of two opposite slides one does not raise the regularizer and shrinks a block.

Meaning. sum_i d_i phi(X_i) = 0 with some d_s other than 0, and theta >= 0. Then some c has sum_i c_i phi(X_i) = 0,
sum_i c_i theta(X_i) <= 0 and a negative entry c_k, the least of all.
Proof idea. c = d or c = -d: one of them has sum_i c_i theta(X_i) <= 0. If the sum is < 0, some entry is negative, as
theta >= 0 (homogeneous.falling_sum_shrinks_a_block); if it is 0, the sign is free, and the one with a negative entry is
taken (homogeneous.fastest_shrinking_block).
Sharpness. The sign must be chosen (neighbour `this-sign`), and the regularizer may stay (neighbour `strictly`).
Source. A step of the meta-algorithm, after Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "Starting from points on a plateau, a simple "sliding" method exists to find the edge of the plateau
(green points)."
How the formula differs. It is the choice of the sign of that slide, of which the survey does not speak.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exists,
    family,
    forall,
    function,
    have,
    implies,
    le,
    lt,
    ne,
    or_,
    real,
    summation,
    survey,
    vector,
)

r, n, m, s = dims("r n m s")
X = family("X", vector(n), upto=r)
d = vector("d", r)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())


def slope(c):
    return summation(r, lambda i: c[i] * theta(X[i]))


def change(c, k):
    return summation(r, lambda i: c[i] * phi(X[i])[k])


def balanced(c):
    return forall(m, lambda k: eq(change(c, k), 0))


def shrinks(c):
    return exists(r, lambda k: and_(lt(c[k], 0), forall(r, lambda i: le(c[k], c[i]))))


def every(what):
    return forall(vector(r), what)


downhill = exists(vector(r), lambda c: and_(balanced(c), le(slope(c), 0), shrinks(c)))
nonnegative_cost = forall(vector(n), lambda x: le(0, theta(x)))

claim = Claim(
    title="Of two opposite slides one does not raise the regularizer and shrinks a block",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[nonnegative_cost, balanced(d), lt(s, r), ne(d[s], 0)],
    conclude=downhill,
    lemmas=[
        have(forall(r, lambda i: le(0, theta(X[i]))), by="auto"),
        have(every(lambda c: implies(lt(slope(c), 0), shrinks(c))), by="auto"),
        have(every(lambda c: forall(r, lambda j: implies(lt(0, -c[j]), shrinks(c)))), by="auto"),
        have(every(lambda c: implies(and_(balanced(c), lt(slope(c), 0)), downhill)), by="exhibit, auto"),
        have(
            every(lambda c: forall(r, lambda j: implies(and_(balanced(c), le(slope(c), 0), lt(0, -c[j])), downhill))),
            by="exhibit, auto",
        ),
        have(eq(slope(-d), -slope(d)), by="sums"),
        have(forall(m, lambda k: eq(change(-d, k), -change(d, k))), by="sums"),
        have(balanced(-d), by="at_indices, auto"),
        have(or_(lt(slope(d), 0), le(0, slope(d))), by="either"),
        have(or_(lt(0, slope(d)), le(slope(d), 0)), by="either"),
        have(implies(eq(d[s], 0), eq(d[s] + 1, d[s])), by="ideal"),
        have(or_(lt(0, -d[s]), or_(lt(0, d[s]), eq(d[s], 0))), by="either, either, auto"),
        have(or_(lt(0, -d[s]), lt(0, -(-d)[s])), by="either, cases, contradict"),
    ],
    proof="cases, auto",
    uses=["homogeneous.falling_sum_shrinks_a_block", "homogeneous.fastest_shrinking_block"],
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("this-sign", conclude=le(slope(d), 0), near=True),
        Neighbour("strictly", conclude=or_(lt(slope(d), 0), lt(slope(-d), 0)), near=True),
    ],
)
