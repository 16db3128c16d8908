r"""Any m + 1 blocks can be replaced by m at no cost, for m entries of the output.

Meaning. phi: R^n -> R^m and theta: R^n -> R are positively homogeneous of one real degree p > 0, theta >= 0. For all
blocks Y_1, ..., Y_{m+1} there are V_1, ..., V_m with sum_i phi(V_i) = sum_i phi(Y_i) and
sum_i theta(V_i) <= sum_i theta(Y_i).
Proof idea. Some weights v >= 0, one of them 0, keep the output and do not raise the cost
(homogeneous.a_weight_becomes_zero): Y_i becomes v_i^{1/p} Y_i, and the last block takes the place of the one that is 0.
Sharpness. The first m blocks need not do (neighbour `the-first`).
Source. Caratheodory's theorem for cones; a step of the meta-algorithm, after Haeffele and Vidal 2015
(arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "if the network size is large enough".
How the formula differs. It is a step of homogeneous.as_many_blocks_as_outputs, of which the survey does not speak.
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
    positive,
    real,
    root,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

n, m = dims("n m")
p = symbol("p", positive)
Y, V, W = matrix("Y", m + 1, n), matrix("V", m, n), matrix("W", m + 1, n)
v = vector("v", m + 1)
zero = tabulate(n, lambda l: 0)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
nonnegative_cost = forall(vector(n), lambda x: le(0, theta(x)))


def total(term):
    return summation(m + 1, term)


def block(i):
    return tabulate(n, lambda l: Y[i, l])


def scaled(i):
    return tabulate(n, lambda l: root(p, v[i]) * Y[i, l])


def outputs(V, count, k):
    return summation(count, lambda i: phi(tabulate(n, lambda l: V[i, l]))[k])


def cost(V, count):
    return summation(count, lambda i: theta(tabulate(n, lambda l: V[i, l])))


def no_dearer(V):
    return [forall(m, lambda k: eq(outputs(V, m, k), outputs(Y, m + 1, k))), le(cost(V, m), cost(Y, m + 1))]


def like(V):
    """As W, which may have one block more."""
    return [forall(m, lambda k: eq(outputs(V, m, k), outputs(W, m + 1, k))), eq(cost(V, m), cost(W, m + 1))]


def is_zero(j):
    return forall(n, lambda l: eq(W[j, l], 0))


def no_change(v):
    """Weights that change no output and raise no cost."""
    return and_(
        forall(m + 1, lambda i: le(0, v[i])),
        forall(m, lambda k: eq(total(lambda i: v[i] * phi(block(i))[k]), outputs(Y, m + 1, k))),
        le(total(lambda i: v[i] * theta(block(i))), cost(Y, m + 1)),
    )


def one_is_zero(v):
    return exists(m + 1, lambda j: eq(v[j], 0))


def suit(v):
    return and_(no_change(v), one_is_zero(v))


def at_zero(what, by):
    return have(forall(m + 1, lambda j: implies(and_(no_change(v), eq(v[j], 0)), what)), by=by)


def weighted(what, by):
    return have(implies(suit(v), what), by=by)


def scaled_is_zero(j):
    return forall(n, lambda l: eq(root(p, v[j]) * Y[j, l], 0))


fewer = exists(matrix(m, n), lambda V: and_(*no_dearer(V)))
as_good = and_(forall(m, lambda k: eq(outputs(W, m + 1, k), outputs(Y, m + 1, k))), le(cost(W, m + 1), cost(Y, m + 1)))

claim = Claim(
    title="Any m + 1 blocks can be replaced by m at no cost, for m entries of the output",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[homogeneous(phi, p), homogeneous(theta, p), nonnegative_cost],
    conclude=fewer,
    lemmas=[
        have(implies(and_(*no_dearer(V)), fewer), by="exhibit(V), auto"),
        have(forall(m + 1, lambda i: le(0, theta(block(i)))), by="auto"),
        have(exists(vector(m + 1), suit), by="auto"),
        weighted(
            forall(m, lambda k: forall(m + 1, lambda i: eq(phi(scaled(i))[k], v[i] * phi(block(i))[k]))),
            "at_indices, auto",
        ),
        weighted(forall(m + 1, lambda i: eq(theta(scaled(i)), v[i] * theta(block(i)))), "at_indices, auto"),
        weighted(
            forall(m, lambda k: eq(total(lambda i: phi(scaled(i))[k]), total(lambda i: v[i] * phi(block(i))[k]))),
            "congruence, at_indices, auto",
        ),
        weighted(
            eq(total(lambda i: theta(scaled(i))), total(lambda i: v[i] * theta(block(i)))),
            "congruence, at_indices, auto",
        ),
        weighted(le(total(lambda i: theta(scaled(i))), cost(Y, m + 1)), "auto"),
        weighted(forall(m, lambda k: eq(total(lambda i: phi(scaled(i))[k]), outputs(Y, m + 1, k))), "at_indices, auto"),
        have(forall(m + 1, lambda j: implies(is_zero(j), exists(m + 1, is_zero))), by="exhibit, auto"),
        have(forall(m, lambda k: eq(phi(zero)[k], 0)), by="auto"),
        have(eq(theta(zero), 0), by="auto"),
        have(implies(exists(m + 1, is_zero), exists(matrix(m, n), lambda V: and_(*like(V)))), by="auto"),
        have(
            forall(m + 1, lambda j: implies(is_zero(j), exists(matrix(m, n), lambda V: and_(*like(V))))),
            by="at_indices(facts), at_premises, auto",
        ),
        have(implies(and_(as_good, *like(V)), and_(*no_dearer(V))), by="at_indices, auto"),
        have(implies(and_(as_good, *like(V)), fewer), by="auto"),
        have(
            implies(as_good, forall(m + 1, lambda j: implies(is_zero(j), fewer))), by="at_indices(facts), cases, auto"
        ),
        have(
            forall(m + 1, lambda j: implies(eq(v[j], 0), and_(scaled_is_zero(j), eq(v[j], 0)))),
            by="split, auto",
        ),
        weighted(fewer, "cases, at_indices(facts), cases, auto"),
        at_zero(one_is_zero(v), "exhibit, auto"),
        at_zero(fewer, "at_indices(facts), at_premises, auto"),
    ],
    proof="cases, auto",
    uses=[
        "homogeneous.a_weight_becomes_zero",
        "homogeneous.root_scaling",
        "homogeneous.root_scaling_of_a_number",
        "homogeneous.zero_block_is_dropped",
    ],
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "the-first",
            conclude=forall(m, lambda k: eq(outputs(Y, m, k), outputs(Y, m + 1, k))),
            near=True,
        ),
    ],
)
