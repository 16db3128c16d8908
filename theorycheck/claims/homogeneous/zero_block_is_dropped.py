r"""Of m + 1 blocks one of which is zero, m are left, with the same output and cost.

Meaning. phi and theta are maps that are 0 at 0. If W_1, ..., W_{m+1} are blocks and one is 0, then some V_1, ..., V_m
have sum_i phi(V_i) = sum_i phi(W_i) and sum_i theta(V_i) = sum_i theta(W_i).
Proof idea. The last block takes the place of the one that is 0.
Sharpness. The last block must take its place (neighbour `the-last`).
Source. Elementary; a step of the meta-algorithm, after Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D.
The survey's words. "positively homogeneous functions of the same degree".
How the formula differs. It is a step of homogeneous.one_block_fewer. The output has m entries there; here it may have
any number q.
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
    implies,
    le,
    lt,
    matrix,
    or_,
    real,
    summation,
    survey,
    tabulate,
    unit_vector,
    vector,
)

n, m, q = dims("n m q")
W, V = matrix("W", m + 1, n), matrix("V", m, n)
phi, theta = function("phi", vector(n), vector(q)), function("theta", vector(n), real())
zero = tabulate(n, lambda l: 0)


def block(V, i):
    return tabulate(n, lambda l: V(i, l))


def outputs(V, count, k):
    return summation(count, lambda i: phi(block(V, i))[k])


def cost(V, count):
    return summation(count, lambda i: theta(block(V, i)))


def given_blocks(i, l):
    return W[i, l]


def merged(j):
    return lambda i, l: W[i, l] + unit_vector(m + 1, j)[i] * W[m, l]


def like(V):
    same_output = forall(q, lambda k: eq(outputs(V, m, k), outputs(given_blocks, m + 1, k)))
    return and_(same_output, eq(cost(V, m), cost(given_blocks, m + 1)))


def is_zero(j):
    return forall(n, lambda l: eq(W[j, l], 0))


def at_zero(what, by, count=m):
    return have(forall(count, lambda j: implies(is_zero(j), what(j))), by=by)


def last(k):
    return phi(block(given_blocks, m))[k]


last_cost = theta(block(given_blocks, m))
fewer = exists(matrix(m, n), lambda V: like(lambda i, l: V[i, l]))
vanish = [forall(q, lambda k: eq(phi(zero)[k], 0)), eq(theta(zero), 0)]

claim = Claim(
    title="A zero block among m + 1 can be dropped",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[*vanish, exists(m + 1, is_zero)],
    conclude=fewer,
    lemmas=[
        have(implies(like(lambda i, l: V[i, l]), fewer), by="exhibit(V), auto"),
        have(
            forall(q, lambda k: eq(outputs(given_blocks, m + 1, k), outputs(given_blocks, m, k) + last(k))),
            by="induct(m), auto",
        ),
        have(eq(cost(given_blocks, m + 1), cost(given_blocks, m) + last_cost), by="induct(m), auto"),
        at_zero(
            lambda j: forall(q, lambda k: eq(phi(block(given_blocks, j))[k], phi(zero)[k])),
            "congruence, at_indices, auto",
            m + 1,
        ),
        at_zero(lambda j: eq(theta(block(given_blocks, j)), theta(zero)), "congruence, at_indices, auto", m + 1),
        at_zero(
            lambda j: forall(q, lambda k: eq(phi(block(merged(j), j))[k], last(k))),
            "congruence, at_indices, split, auto",
        ),
        at_zero(lambda j: eq(theta(block(merged(j), j)), last_cost), "congruence, at_indices, split, auto"),
        at_zero(
            lambda j: forall(q, lambda k: eq(phi(block(merged(j), j))[k], phi(block(given_blocks, j))[k] + last(k))),
            "at_indices, ideal",
        ),
        at_zero(
            lambda j: eq(theta(block(merged(j), j)), theta(block(given_blocks, j)) + last_cost), "at_indices, ideal"
        ),
        at_zero(
            lambda j: forall(q, lambda k: eq(outputs(merged(j), m, k), outputs(given_blocks, m, k) + last(k))),
            "one_term(x), congruence, at_indices, auto",
        ),
        at_zero(
            lambda j: eq(cost(merged(j), m), cost(given_blocks, m) + last_cost),
            "one_term(x), congruence, at_indices, auto",
        ),
        at_zero(lambda j: like(merged(j)), "at_indices, ideal"),
        at_zero(lambda j: fewer, "at_indices(facts), auto"),
        have(implies(is_zero(m), forall(q, lambda k: eq(last(k), phi(zero)[k]))), by="congruence, at_indices, auto"),
        have(implies(is_zero(m), eq(last_cost, theta(zero))), by="congruence, at_indices, auto"),
        have(implies(is_zero(m), like(given_blocks)), by="at_indices, ideal"),
        have(implies(is_zero(m), fewer), by="auto"),
        have(forall(m + 1, lambda j: implies(le(m, j), eq(m, j))), by="auto"),
        at_zero(lambda j: implies(le(m, j), and_(is_zero(m), le(m, j))), "at_indices(facts), rewrite, auto", m + 1),
        have(forall(m + 1, lambda j: or_(lt(j, m), le(m, j))), by="either"),
        at_zero(lambda j: fewer, "at_indices(facts), cases, at_indices(facts), cases, auto", m + 1),
    ],
    proof="cases, at_indices(facts), auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("the-last", conclude=eq(cost(given_blocks, m), cost(given_blocks, m + 1)), near=True),
    ],
)
