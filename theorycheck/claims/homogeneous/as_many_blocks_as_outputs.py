r"""No more blocks are needed than the output has entries: any network is replaced by one of m blocks at no cost.

Meaning. phi: R^n -> R^m and theta: R^n -> R are positively homogeneous of one real degree p > 0, theta >= 0. For all
blocks X_1, ..., X_r, however many, there are V_1, ..., V_m with sum_i phi(V_i) = sum_i phi(X_i) and
sum_i theta(V_i) <= sum_i theta(X_i): no loss and no penalty lambda >= 0 can tell the difference, or V is better.
Proof idea. By induction on r: the next block makes m + 1 of them, one too many (homogeneous.one_block_fewer).
Sharpness. The first m blocks need not do (neighbour `the-first`). m - 1 are too few: for phi(x) = x, m = n = 1, the
output 1 needs a block.
Source. Caratheodory's theorem for cones; after Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "if the network size is large enough".
How the formula differs. It says how large is enough for the value of a global minimum: as many blocks as the output has
entries, m = N C for N samples and C outputs. For
r >= 2 m the last part of the path, homogeneous.path_to_a_global_minimum, then has room for a global minimum.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exists,
    forall,
    function,
    have,
    homogeneous,
    implies,
    le,
    matrix,
    natural,
    positive,
    real,
    summation,
    survey,
    symbol,
    tabulate,
    unit_vector,
    vector,
)

n, m, r, s = dims("n m r s")
p = symbol("p", positive)
g, h = real("g h")
Q, S, T, x = *vector("Q S T", m), vector("x", n)
X, U, V, W = matrix("X", r, n), matrix("U", m + 1, n), matrix("V", m, n), matrix("W", m, n)
Y, Z = function("Y", natural, vector(n)), function("Z", natural, vector(n))
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
nonnegative_cost = forall(vector(n), lambda x: le(0, theta(x)))
zero = tabulate(n, lambda l: 0)


def outputs_of(V, count):
    return lambda k: summation(count, lambda i: phi(block(V, i))[k])


def cost_of(V, count):
    return summation(count, lambda i: theta(block(V, i)))


def block(V, i):
    return tabulate(n, lambda l: V(i, l))


def entries(V):
    return lambda i, l: V[i, l]


def values(Y):
    return lambda i, l: Y(i)[l]


def entry(T):
    return lambda k: T[k]


def reach(V, outputs, cost):
    """The m blocks V have these outputs at no more than this cost."""
    return [forall(m, lambda k: eq(outputs_of(V, m)(k), outputs(k))), le(cost_of(V, m), cost)]


def reached(outputs, cost):
    return exists(matrix(m, n), lambda V: and_(*reach(entries(V), outputs, cost)))


def longer(i, l):
    """Z with x after it."""
    last = unit_vector(m + 1, m)[i]
    return (1 - last) * Z(i)[l] + last * x[l]


def none(i, l):
    return p - p


old, new = (lambda i: block(values(Z), i)), (lambda i: block(longer, i))
larger = forall(m, lambda k: eq(S[k], T[k] + phi(x)[k]))
of_X = entries(X)
one_more = reached(entry(S), h + theta(x))
both = and_(*reach(values(Z), entry(T), h), larger)
shorter = and_(both, *reach(entries(V), outputs_of(longer, m + 1), cost_of(longer, m + 1)))
nothing = summation(m, lambda i: 0 * p)
after = reached(outputs_of(values(Y), s + 1), cost_of(values(Y), s) + theta(Y(s)))

claim = Claim(
    title="No more blocks are needed than the output has entries",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[homogeneous(phi, p), homogeneous(theta, p), nonnegative_cost],
    conclude=reached(outputs_of(of_X, r), cost_of(of_X, r)),
    lemmas=[
        have(implies(and_(*reach(entries(W), entry(Q), g)), reached(entry(Q), g)), by="exhibit(W), auto"),
        # one block more
        have(forall(m, lambda i: forall(n, lambda l: eq(longer(i, l), Z(i)[l]))), by="split, auto"),
        have(forall(n, lambda l: eq(longer(m, l), x[l])), by="split, auto"),
        have(forall(m, lambda k: eq(phi(new(m))[k], phi(x)[k])), by="congruence, at_indices, auto"),
        have(eq(theta(new(m)), theta(x)), by="congruence, at_indices, auto"),
        have(
            forall(m, lambda k: eq(outputs_of(longer, m)(k), outputs_of(values(Z), m)(k))),
            by="congruence, at_indices, auto",
        ),
        have(eq(cost_of(longer, m), cost_of(values(Z), m)), by="congruence, at_indices, auto"),
        have(
            forall(m, lambda k: eq(outputs_of(values(Y), s + 1)(k), outputs_of(values(Y), s)(k) + phi(Y(s))[k])),
            by="induct(s), auto",
        ),
        have(eq(cost_of(values(Y), s + 1), cost_of(values(Y), s) + theta(Y(s))), by="induct(s), auto"),
        have(
            forall(m, lambda k: eq(outputs_of(longer, m + 1)(k), outputs_of(longer, m)(k) + phi(new(m))[k])), by="auto"
        ),
        have(eq(cost_of(longer, m + 1), cost_of(longer, m) + theta(new(m))), by="auto"),
        have(
            forall(m, lambda k: eq(outputs_of(longer, m + 1)(k), outputs_of(values(Z), m)(k) + phi(x)[k])),
            by="at_indices, ideal",
        ),
        have(eq(cost_of(longer, m + 1), cost_of(values(Z), m) + theta(x)), by="ideal"),
        have(implies(both, reached(outputs_of(longer, m + 1), cost_of(longer, m + 1))), by="auto"),
        have(implies(shorter, forall(m, lambda k: eq(outputs_of(entries(V), m)(k), S[k]))), by="at_indices, ideal"),
        have(implies(shorter, le(cost_of(entries(V), m), h + theta(x))), by="contradict"),
        have(implies(shorter, one_more), by="auto"),
        have(implies(and_(reached(entry(T), h), larger), one_more), by="cases, at_premises, cases, auto"),
        have(implies(reached(outputs_of(values(Y), s), cost_of(values(Y), s)), after), by="auto"),
        # none
        have(forall(m, lambda i: eq(theta(block(none, i)), theta(zero))), by="congruence, auto"),
        have(forall(m, lambda k: forall(m, lambda i: eq(phi(block(none, i))[k], phi(zero)[k]))), by="congruence, auto"),
        have(forall(m, lambda k: eq(outputs_of(none, m)(k), nothing)), by="congruence, at_indices, auto"),
        have(eq(cost_of(none, m), nothing), by="congruence, at_indices, auto"),
        have(eq(nothing, 0), by="induct(m), auto"),
        have(and_(*reach(none, lambda k: 0, 0)), by="at_indices, auto"),
        have(reached(lambda k: 0, 0), by="auto"),
    ],
    proof="induct(r), auto",
    uses=["homogeneous.one_block_fewer", "homogeneous.vanishes_at_zero"],
    covers={"hv.path.meta-algorithm": "part: no more than m blocks are needed at a global minimum"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "the-first",
            given=[homogeneous(phi, p), homogeneous(theta, p), nonnegative_cost],
            conclude=forall(m, lambda k: eq(outputs_of(entries(U), m)(k), outputs_of(entries(U), m + 1)(k))),
            near=True,
        ),
    ],
)
