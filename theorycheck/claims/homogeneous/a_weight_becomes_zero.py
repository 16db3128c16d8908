r"""With more columns than rows, one weight can be made zero at no cost (a step of Caratheodory's theorem for cones).

Meaning. B has q rows and r > q columns, and a_i >= 0 is the cost of column i. Then there are weights v_i >= 0, one of
them 0, so that every row has the same weighted sum as with weights 1, sum_i v_i B_ki = sum_i B_ki, and the cost
sum_i v_i a_i is at most sum_i a_i.
Proof idea. v = 1 - d / d_j for the direction d of homogeneous.balanced_direction and its least entry d_j.
Sharpness. The weights must be chosen: others with the same sums can cost more (neighbour `any-weights`).
Source. A step of the meta-algorithm, after Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "Starting from points on a plateau, a simple "sliding" method exists to find the edge of the plateau
(green points)."
How the formula differs. It is the end of one slide, for the numbers alone: the columns are the outputs of the blocks, a
the values of the regularizer, and block i is scaled by the root of v_i.
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
    real,
    summation,
    survey,
    tabulate,
    vector,
)

q, r = dims("q r")
t = real("t")
B = matrix("B", q, r)
a, d, v = vector("a d v", r)


def total(entry):
    return summation(r, entry)


def no_dearer(v):
    return le(total(lambda i: v[i] * a[i]), total(lambda i: a[i]))


def same_rows(v):
    return forall(q, lambda k: eq(total(lambda i: v[i] * B[k, i]), total(lambda i: B[k, i])))


def nonnegative_weights(v):
    return forall(r, lambda i: le(0, v[i]))


def one_is_zero(v):
    return exists(r, lambda j: eq(v[j], 0))


def suits(v):
    return and_(nonnegative_weights(v), same_rows(v), no_dearer(v), one_is_zero(v))


costs = forall(r, lambda i: le(0, a[i]))
balanced = forall(q, lambda k: eq(total(lambda i: d[i] * B[k, i]), 0))
slope = total(lambda i: d[i] * a[i])
moved = tabulate(r, lambda i: 1 + t * d[i])
found = exists(vector(r), suits)
slides = and_(balanced, le(slope, 0), le(0, t))


def least(j):
    return and_(lt(d[j], 0), forall(r, lambda i: le(d[j], d[i])))


def at_least(what, by):
    return have(forall(r, lambda j: implies(and_(slides, least(j), eq(t * d[j], -1)), what(j))), by=by)


def in_time(what, by):
    return have(forall(r, lambda j: implies(least(j), what(j))), by=by)


claim = Claim(
    title="With more columns than rows, one weight can be made zero at no cost",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[costs, lt(q, r)],
    conclude=found,
    lemmas=[
        have(
            forall(
                q,
                lambda k: eq(
                    total(lambda i: moved[i] * B[k, i]), total(lambda i: B[k, i]) + t * total(lambda i: d[i] * B[k, i])
                ),
            ),
            by="sums",
        ),
        have(eq(total(lambda i: moved[i] * a[i]), total(lambda i: a[i]) + t * slope), by="sums"),
        have(implies(slides, le(t * slope, 0)), by="auto"),
        have(implies(slides, same_rows(moved)), by="at_indices, auto"),
        have(implies(slides, no_dearer(moved)), by="auto"),
        at_least(lambda j: forall(r, lambda i: le(t * d[j], t * d[i])), "at_indices, auto"),
        at_least(lambda j: forall(r, lambda i: le(0, moved[i])), "at_indices(facts), auto"),
        at_least(lambda j: one_is_zero(moved), "exhibit, auto"),
        at_least(lambda j: suits(moved), "at_indices, auto"),
        have(implies(suits(v), found), by="exhibit(v), auto"),
        at_least(lambda j: found, "at_indices(facts), auto"),
        in_time(lambda j: and_(le(0, 1 / -d[j]), eq(1 / -d[j] * d[j], -1)), "quotients_and_roots, contradict"),
        in_time(lambda j: implies(and_(balanced, le(slope, 0)), found), "at_indices(facts), auto"),
    ],
    proof="cases, auto",
    uses=["homogeneous.balanced_direction"],
    covers={"hv.path.meta-algorithm": "part: the weights with which a slide ends, for more blocks than outputs"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("any-weights", given=[costs, nonnegative_weights(v), same_rows(v)], conclude=no_dearer(v), near=True),
    ],
)
