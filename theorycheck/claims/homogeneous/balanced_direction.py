r"""More columns than rows have a combination that is 0, costs nothing and has a negative coefficient.

Meaning. B has q rows and r > q columns, and a_i >= 0 is the cost of column i. Then some d has sum_i d_i B_ki = 0 for
every k, sum_i d_i a_i <= 0, and a negative entry d_k, the least of all.
Proof idea. Some e other than 0 has sum_i e_i B_ki = 0; d is e or -e. If the cost is < 0, some entry is negative
(homogeneous.falling_sum_shrinks_a_block); if it is 0, the sign is free (homogeneous.fastest_shrinking_block).
Sharpness. The sign must be chosen (neighbour `this-sign`).
Source. A step of the meta-algorithm, after Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "if the network size is large enough".
How the formula differs. It is homogeneous.choice_of_the_sign for the numbers alone: the columns are the outputs of the
blocks and a the values of the regularizer, weighted as the path goes on.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exists,
    forall,
    have,
    implies,
    le,
    lt,
    matrix,
    ne,
    or_,
    summation,
    survey,
    vector,
)

q, r = dims("q r")
B = matrix("B", q, r)
a, e = vector("a e", r)
columns = vector(r)


def slope(d):
    return summation(r, lambda i: d[i] * a[i])


def change(d, k):
    return summation(r, lambda i: d[i] * B[k, i])


def balanced(d):
    return forall(q, lambda k: eq(change(d, k), 0))


def shrinks(d):
    return exists(r, lambda k: and_(lt(d[k], 0), forall(r, lambda i: le(d[k], d[i]))))


def dependent(d):
    return and_(exists(r, lambda i: ne(d[i], 0)), balanced(d))


def every(what):
    return forall(columns, what)


downhill = exists(columns, lambda d: and_(balanced(d), le(slope(d), 0), shrinks(d)))
costs = forall(r, lambda i: le(0, a[i]))


def not_zero(what, by):
    return have(forall(r, lambda s: implies(ne(e[s], 0), what(s))), by=by)


claim = Claim(
    title="More columns than rows have a balanced direction that costs nothing",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[costs, lt(q, r)],
    conclude=downhill,
    lemmas=[
        have(every(lambda d: implies(lt(slope(d), 0), shrinks(d))), by="auto"),
        have(every(lambda d: forall(r, lambda j: implies(lt(0, -d[j]), shrinks(d)))), by="auto"),
        have(every(lambda d: implies(and_(balanced(d), lt(slope(d), 0)), downhill)), by="exhibit, auto"),
        have(
            every(lambda d: forall(r, lambda j: implies(and_(balanced(d), le(slope(d), 0), lt(0, -d[j])), downhill))),
            by="exhibit, auto",
        ),
        have(eq(slope(-e), -slope(e)), by="sums"),
        have(forall(q, lambda k: eq(change(-e, k), -change(e, k))), by="sums"),
        have(implies(balanced(e), balanced(-e)), by="at_indices, auto"),
        not_zero(lambda s: implies(eq(e[s], 0), eq(e[s] + 1, e[s])), "ideal"),
        not_zero(lambda s: or_(lt(0, -e[s]), or_(lt(0, e[s]), eq(e[s], 0))), "either, either, auto"),
        not_zero(lambda s: or_(lt(0, -e[s]), lt(0, -(-e)[s])), "either, at_indices, cases, at_indices, contradict"),
        have(or_(lt(slope(e), 0), le(0, slope(e))), by="either"),
        have(or_(lt(0, slope(e)), le(slope(e), 0)), by="either"),
        not_zero(lambda s: implies(balanced(e), downhill), "at_indices(facts), cases, auto"),
        have(exists(columns, dependent), by="dependence"),
    ],
    proof="cases, auto",
    uses=["homogeneous.falling_sum_shrinks_a_block", "homogeneous.fastest_shrinking_block"],
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("this-sign", given=[costs, balanced(e)], conclude=le(slope(e), 0), near=True),
    ],
)
