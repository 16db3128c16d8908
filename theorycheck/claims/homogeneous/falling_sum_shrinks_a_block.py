r"""A slide that lowers the regularizer shrinks some block, and one fastest.

Meaning. q_i >= 0, the values theta(X_i), and sum_i b_i q_i < 0. Then some b_k < 0 is the least of the r entries of b.
Proof idea. Take the least of the b_i. Were it >= 0, no term of the sum would be negative.
Sharpness. q_i >= 0 is needed (neighbour `signed`), and a slope of 0 is not enough (neighbour `level`).
Source. A step of the meta-algorithm, after Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "a simple "sliding" method exists to find the edge of the plateau (green points)."
How the formula differs. It is a step of homogeneous.choice_of_the_sign, of which the survey does not speak.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    exists,
    forall,
    have,
    implies,
    le,
    lt,
    or_,
    summation,
    survey,
    vector,
)

r = dims("r")
b, q = vector("b q", r)
slope = summation(r, lambda i: b[i] * q[i])
shrinks = exists(r, lambda k: and_(lt(b[k], 0), forall(r, lambda i: le(b[k], b[i]))))
nonnegative = forall(r, lambda i: le(0, q[i]))


def least(k):
    return forall(r, lambda i: le(-b[i], -b[k]))


def were_it_not_negative(k):
    return and_(least(k), le(0, b[k]))


def at_the_least(what, by):
    return have(forall(r, lambda k: implies(were_it_not_negative(k), what)), by=by)


claim = Claim(
    title="A slide that lowers the regularizer shrinks some block, and one fastest",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[nonnegative, lt(slope, 0)],
    conclude=shrinks,
    lemmas=[
        have(implies(le(r, 0), forall(r, lambda i: le(0, b[i] * q[i]))), by="contradict, auto"),
        have(implies(le(r, 0), le(0, slope)), by="auto"),
        have(or_(lt(0, r), le(r, 0)), by="either"),
        have(lt(0, r), by="cases, auto"),
        have(exists(r, least), by="attained"),
        have(forall(r, lambda k: or_(lt(b[k], 0), le(0, b[k]))), by="either"),
        at_the_least(forall(r, lambda i: le(0, b[i])), "at_indices(facts), auto"),
        at_the_least(forall(r, lambda i: le(0, b[i] * q[i])), "at_indices(facts), auto"),
        at_the_least(le(0, slope), "at_indices(facts), auto"),
        have(forall(r, lambda k: implies(least(k), lt(b[k], 0))), by="at_indices, cases, at_indices, contradict"),
    ],
    proof="cases, at_indices(facts), exhibit, at_indices, auto",
    fidelity="exact",
    expect="PROVED",
    neighbours=[
        Neighbour("signed", given=[lt(slope, 0)], near=True),
        Neighbour("level", given=[nonnegative, le(slope, 0)], near=True),
    ],
)
