r"""Where few enough blocks are in use, there is a free place for each of c new blocks.

Meaning. r places have weights w_i >= 0, and at least c of them are 0. Then there are blocks U_1, ..., U_r, 0 wherever
w_i is not, so that any given Z_1, ..., Z_c stand among them: phi and theta, which are 0 at 0, add up to the same over U
as over Z. step(t) is 1 for t > 0, else 0.
Proof idea. By induction on c: there is always one more free place (homogeneous.one_more_free_place).
Sharpness. Blocks in places of weight 0 have no outputs that are given beforehand (neighbour `any-blocks`).
Source. Elementary; a step towards the path to a global minimum, after Haeffele and Vidal 2015 (arXiv:1506.07540);
survey, §III-D and Fig. 3.
The survey's words. "if the network size is large enough".
How the formula differs. It says where a global minimum has room in a network most blocks of which are out of use; no
loss stands in it.
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
    natural,
    real,
    step,
    summation,
    survey,
    tabulate,
    vector,
)

n, m, r, c, s, q = dims("n m r c s q")
h = real("h")
U, V, Z = matrix("U", r, n), matrix("V", r, n), matrix("Z", c, n)
w, z = vector("w z", r)
x = vector("x", n)
S, T = vector("S T", m)
Y = function("Y", natural, vector(n))
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


def placed(V, outputs, cost):
    """What the blocks in free places are and do."""
    return [
        forall(r, lambda i: forall(n, lambda l: eq(w[i] * V(i, l), 0))),
        forall(m, lambda k: eq(total(lambda i: phi(block(V, i))[k]), outputs(k))),
        eq(total(lambda i: theta(block(V, i))), cost),
    ]


def state(mark, V, filled, outputs, cost):
    """What homogeneous.one_more_free_place knows of the places with a mark, and of the blocks put among the others."""
    return [
        forall(r, lambda i: le(0, mark(i))),
        forall(r, lambda i: le(mark(i), 1)),
        forall(r, lambda i: eq(mark(i) * w[i], 0)),
        forall(r, lambda i: forall(n, lambda l: eq(mark(i) * V(i, l), 0))),
        forall(r, lambda i: forall(n, lambda l: eq(w[i] * V(i, l), 0))),
        le(c, total(mark) if filled is None else total(mark) + filled),
        forall(m, lambda k: eq(total(lambda i: phi(block(V, i))[k]), outputs(k))),
        eq(total(lambda i: theta(block(V, i))), cost),
    ]


def found(filled, outputs, cost):
    def with_blocks(z, U):
        return and_(*state(entry(z), entries(U), filled, outputs, cost))

    return exists(vector(r), lambda z: exists(matrix(r, n), lambda U: with_blocks(z, U)))


def outputs_of(Y, count):
    return lambda k: summation(count, lambda l: phi(Y(l))[k])


def cost_of(Y, count):
    return summation(count, lambda l: theta(Y(l)))


def filled(Y, count):
    return found(count, outputs_of(Y, count), cost_of(Y, count))


def none(i, l):
    return w[i] - w[i]


def unused(i):
    return 1 - step(w[i])


def of_Z(l):
    return tabulate(n, lambda b: Z[l, b])


nothing = total(lambda i: 0 * w[i])
larger = forall(m, lambda k: eq(S[k], T[k] + phi(x)[k]))
vanish = [forall(m, lambda k: eq(phi(zero)[k], 0)), eq(theta(zero), 0)]
weights = forall(r, lambda i: le(0, w[i]))
few = le(total(lambda i: step(w[i])) + c, r)
before = state(entry(z), entries(U), s, entry(T), h)
one_more = found(s + 1, entry(S), h + theta(x))
after = found(s + 1, outputs_of(Y, s + 1), cost_of(Y, s) + theta(Y(s)))
as_Z = placed(entries(U), outputs_of(of_Z, c), cost_of(of_Z, c))
places = exists(matrix(r, n), lambda U: and_(*placed(entries(U), outputs_of(of_Z, c), cost_of(of_Z, c))))

claim = Claim(
    title="Where few enough blocks are in use, there is a free place for each new block",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[*vanish, weights, few],
    conclude=places,
    lemmas=[
        have(implies(and_(found(s, entry(T), h), lt(s, c), larger), one_more), by="cases, auto"),
        have(
            forall(m, lambda k: eq(outputs_of(Y, s + 1)(k), outputs_of(Y, s)(k) + phi(Y(s))[k])),
            by="induct(s), auto",
        ),
        have(implies(and_(filled(Y, s), lt(s, c)), after), by="auto"),
        have(forall(r, lambda i: eq(theta(block(none, i)), theta(zero))), by="congruence, auto"),
        have(forall(m, lambda k: forall(r, lambda i: eq(phi(block(none, i))[k], phi(zero)[k]))), by="congruence, auto"),
        have(eq(total(lambda i: theta(block(none, i))), nothing), by="congruence, at_indices, auto"),
        have(
            forall(m, lambda k: eq(total(lambda i: phi(block(none, i))[k]), nothing)), by="congruence, at_indices, auto"
        ),
        have(eq(nothing, 0), by="tidy, auto"),
        have(eq(total(unused), r - total(lambda i: step(w[i]))), by="tidy, auto"),
        have(le(c, total(unused)), by="auto"),
        have(and_(*state(unused, none, None, lambda k: 0, 0)), by="at_indices, split, first(ideal, auto)"),
        have(found(None, lambda k: 0, 0), by="exhibit, auto"),
        have(implies(le(q, c), filled(Y, q)), by="induct(q), auto"),
        have(filled(of_Z, c), by="auto"),
        have(implies(and_(*as_Z), places), by="exhibit(U), auto"),
    ],
    proof="cases, auto",
    uses=["homogeneous.one_more_free_place"],
    covers={"hv.path.meta-algorithm": "part: room for a global minimum among blocks most of which are out of use"},
    example={
        "n": 1,
        "m": 1,
        "r": 1,
        "c": 1,
        "w": [0],
        "Z": [[0]],
        "phi": fn(vector(1), lambda y: y),
        "theta": fn(vector(1), lambda y: 0),
    },
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("any-blocks", given=[weights, few, as_Z[0]], conclude=as_Z[2], near=True),
    ],
)
