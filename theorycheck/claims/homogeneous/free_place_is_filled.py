r"""A block is put into a free place, and all that is known of the free places and of the blocks put there holds again.

Meaning. z_i in [0, 1] is 0 unless place i is free: unless the weight w_i is 0 and the block U_i is 0. U holds blocks in
places of weight 0. Let z_j > 0. With x in place j, and z_j set to 0, all of this holds again; the outputs of the blocks
grow by phi(x), their regularizers by theta(x), and the sum of the z_i falls by at most 1.
Proof idea. Only place j changes, where a block that is 0, of output 0 and regularizer 0, is replaced by x.
Sharpness. Without z_j > 0 the place need not be free (neighbour `taken`).
Source. Elementary; a step towards the path to a global minimum, after Haeffele and Vidal 2015 (arXiv:1506.07540);
survey, §III-D and Fig. 3.
The survey's words. "Starting from any initialization, a non-increasing path exists to a global minimizer."
How the formula differs. It is the step of an induction, homogeneous.free_places, of which the survey does not speak.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    fn,
    forall,
    function,
    have,
    le,
    lt,
    matrix,
    ne,
    real,
    summation,
    survey,
    tabulate,
    unit_vector,
    vector,
)

n, m, r, j = dims("n m r j")
U = matrix("U", r, n)
w, z = vector("w z", r)
x = vector("x", n)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
zero = tabulate(n, lambda l: 0)
at_j = unit_vector(r, j)


def total(entry):
    return summation(r, entry)


def block(V, i):
    return tabulate(n, lambda l: V(i, l))


def placed(i, l):
    return U[i, l]


def now_placed(i, l):
    return U[i, l] + at_j[i] * x[l]


def mark(i):
    return z[i]


def now_mark(i):
    return z[i] - at_j[i] * z[j]


def free(mark, V):
    """What is known of the places with a mark, and of the blocks put into places of weight 0; part by part."""
    return [
        forall(r, lambda i: le(0, mark(i))),
        forall(r, lambda i: le(mark(i), 1)),
        forall(r, lambda i: eq(mark(i) * w[i], 0)),
        forall(r, lambda i: forall(n, lambda l: eq(mark(i) * V(i, l), 0))),
        forall(r, lambda i: forall(n, lambda l: eq(w[i] * V(i, l), 0))),
    ]


before, after = free(mark, placed), free(now_mark, now_placed)
room = le(total(mark), total(now_mark) + 1)
outputs = forall(
    m,
    lambda k: eq(total(lambda i: phi(block(now_placed, i))[k]), total(lambda i: phi(block(placed, i))[k]) + phi(x)[k]),
)
cost = eq(total(lambda i: theta(block(now_placed, i))), total(lambda i: theta(block(placed, i))) + theta(x))
vanish = [forall(m, lambda k: eq(phi(zero)[k], 0)), eq(theta(zero), 0)]
is_free = [lt(j, r), lt(0, z[j])]

claim = Claim(
    title="A block is put into a free place",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[*vanish, *before, *is_free],
    conclude=and_(*after, room, outputs, cost),
    lemmas=[
        have(forall(r, lambda i: le(at_j[i] * z[j], z[i])), by="at_indices, split, rewrite, auto"),
        have(forall(r, lambda i: le(0, at_j[i] * z[j])), by="split, auto"),
        have(and_(*after[:2]), by="at_indices, auto"),
        have(forall(r, lambda i: eq(at_j[i] * z[j] * w[i], 0)), by="at_indices, split, rewrite, auto"),
        have(after[2], by="at_indices, ideal"),
        have(ne(z[j], 0), by="auto"),
        have(eq(w[j], 0), by="at_indices(facts), ideal"),
        have(forall(n, lambda l: eq(U[j, l], 0)), by="at_indices(facts), ideal"),
        have(
            forall(r, lambda i: forall(n, lambda l: eq(at_j[i] * z[j] * U[i, l], 0))),
            by="split, at_indices, rewrite, auto",
        ),
        have(
            forall(r, lambda i: forall(n, lambda l: eq((z[i] - at_j[i] * z[j]) * (at_j[i] * x[l]), 0))),
            by="split, rewrite, auto",
        ),
        have(after[3], by="at_indices, ideal"),
        have(forall(r, lambda i: forall(n, lambda l: eq(w[i] * at_j[i] * x[l], 0))), by="split, rewrite, auto"),
        have(after[4], by="at_indices, ideal"),
        have(eq(total(now_mark), total(mark) - z[j]), by="one_term(j), auto"),
        have(le(z[j], 1), by="at_indices(facts), auto"),
        have(room, by="auto"),
        have(eq(theta(tabulate(n, lambda l: U[j, l])), theta(zero)), by="congruence, at_indices, auto"),
        have(eq(theta(tabulate(n, lambda l: now_placed(j, l))), theta(x)), by="congruence, at_indices, split, auto"),
        have(
            forall(m, lambda k: eq(phi(tabulate(n, lambda l: U[j, l]))[k], phi(zero)[k])),
            by="congruence, at_indices, auto",
        ),
        have(
            forall(m, lambda k: eq(phi(tabulate(n, lambda l: now_placed(j, l)))[k], phi(x)[k])),
            by="congruence, at_indices, split, auto",
        ),
        have(
            eq(theta(tabulate(n, lambda l: now_placed(j, l))), theta(tabulate(n, lambda l: U[j, l])) + theta(x)),
            by="auto",
        ),
        have(
            forall(
                m,
                lambda k: eq(
                    phi(tabulate(n, lambda l: now_placed(j, l)))[k], phi(tabulate(n, lambda l: U[j, l]))[k] + phi(x)[k]
                ),
            ),
            by="at_indices, auto",
        ),
        have(outputs, by="one_term(j), congruence"),
        have(cost, by="one_term(j), congruence"),
    ],
    proof="auto",
    example={
        "n": 1,
        "m": 1,
        "r": 1,
        "j": 0,
        "U": [[0]],
        "w": [0],
        "z": [1],
        "x": [0],
        "phi": fn(vector(1), lambda y: y),
        "theta": fn(vector(1), lambda y: 0),
    },
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("taken", given=[before[4], lt(j, r)], conclude=after[4], near=True),
    ],
)
