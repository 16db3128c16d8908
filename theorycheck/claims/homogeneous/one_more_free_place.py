r"""With a free place left, one more block is put among the others.

Meaning. Of c blocks s have a place: there are marks z_i in [0, 1], 0 where the weight w_i is not or where a block was
put, with sum_i z_i + s >= c, and blocks U_i that are 0 wherever w_i is not, with outputs that add up to T and
regularizers that add up to h. If s < c, some marks and blocks are as good for s + 1, the outputs being T + phi(x) and
the regularizers h + theta(x).
Proof idea. The sum of the marks is > 0, so one of them is, and x goes there (homogeneous.free_place_is_filled).
Sharpness. For s = c no mark need be left (neighbour `full`).
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
    exists,
    fn,
    forall,
    function,
    have,
    implies,
    le,
    lt,
    matrix,
    real,
    summation,
    survey,
    tabulate,
    unit_vector,
    vector,
)

n, m, r, c, s = dims("n m r c s")
h, g = real("h g")
U, V = matrix("U", r, n), matrix("V", r, n)
w, y, z = vector("w y z", r)
x = vector("x", n)
Q, S, T = vector("Q S T", m)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
zero = tabulate(n, lambda l: 0)


def total(entry):
    return summation(r, entry)


def block(V, i):
    return tabulate(n, lambda l: V(i, l))


def entries(U):
    return lambda i, l: U[i, l]


def entry(T):
    return lambda k: T[k]


def state(mark, V, filled, outputs, cost):
    """What is known of the places with a mark, and of the blocks put into places of weight 0; part by part."""
    return [
        forall(r, lambda i: le(0, mark(i))),
        forall(r, lambda i: le(mark(i), 1)),
        forall(r, lambda i: eq(mark(i) * w[i], 0)),
        forall(r, lambda i: forall(n, lambda l: eq(mark(i) * V(i, l), 0))),
        forall(r, lambda i: forall(n, lambda l: eq(w[i] * V(i, l), 0))),
        le(c, total(mark) + filled),
        forall(m, lambda k: eq(total(lambda i: phi(block(V, i))[k]), outputs(k))),
        eq(total(lambda i: theta(block(V, i))), cost),
    ]


def found(filled, outputs, cost):
    def with_blocks(z, U):
        return and_(*state(entry(z), entries(U), filled, outputs, cost))

    return exists(vector(r), lambda z: exists(matrix(r, n), lambda U: with_blocks(z, U)))


before = state(entry(z), entries(U), s, entry(T), h)
larger = forall(m, lambda k: eq(S[k], T[k] + phi(x)[k]))
vanish = [forall(m, lambda k: eq(phi(zero)[k], 0)), eq(theta(zero), 0)]
one_more = found(s + 1, entry(S), h + theta(x))


def now_placed(j):
    return lambda i, l: U[i, l] + unit_vector(r, j)[i] * x[l]


def now_mark(j):
    return lambda i: z[i] - unit_vector(r, j)[i] * z[j]


def at_free(what, by):
    return have(forall(r, lambda j: implies(lt(0, z[j]), what(j))), by=by)


claim = Claim(
    title="With a free place left, one more block is put among the others",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[*vanish, lt(s, c), larger, *before],
    conclude=one_more,
    lemmas=[
        have(
            implies(and_(*state(entry(y), entries(V), s + 1, entry(Q), g)), found(s + 1, entry(Q), g)),
            by="exhibit(y, V), auto",
        ),
        at_free(lambda j: and_(*state(now_mark(j), now_placed(j), s + 1, entry(S), h + theta(x))), "at_indices, auto"),
        at_free(lambda j: one_more, "at_indices(facts), auto"),
        have(lt(0, total(entry(z))), by="auto"),
        have(exists(r, lambda j: lt(0, z[j])), by="auto"),
    ],
    proof="cases, at_indices(facts), auto",
    uses=["homogeneous.free_place_is_filled", "homogeneous.positive_sum_has_a_positive_term"],
    example={
        "n": 1,
        "m": 1,
        "r": 1,
        "c": 1,
        "s": 0,
        "h": 0,
        "U": [[0]],
        "w": [0],
        "z": [1],
        "x": [0],
        "T": [0],
        "S": [0],
        "phi": fn(vector(1), lambda y: y),
        "theta": fn(vector(1), lambda y: 0),
    },
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("full", given=[le(s, c), before[5]], conclude=lt(0, total(entry(z))), near=True),
    ],
)
