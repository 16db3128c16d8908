r"""The factorised problems over ReLU networks and eq. (3) over the unit ball have the same infimum.

Meaning. Three problems for r units, a loss l of the output in R^N (any function at all) and lam >= 0: the product
problem, l(sum_i relu(X u_i) v_i) + lam sum_i ||u_i|| |v_i|; weight decay, with lam sum_i (||u_i||^2 + v_i^2)/2 for the
penalty; and eq. (3) over the units relu(X b) with ||b|| <= 1, l(sum_i relu(X b_i) w_i) + lam sum_i |w_i|.  A number m
below all values of eq. (3) is below all of the product problem, one below these is below all of weight decay, and one
below these is below all of eq. (3).  So the three have the same infimum.
Proof idea. To each network belongs another with the same output: `convex_networks.same_least_value`.
Sharpness. The values themselves differ (neighbour `decay-is-the-product`).
Source. Survey, §III-B, eq. (3), after Bengio et al. 2005, and §III-D, after Haeffele and Vidal 2015.
The survey's words. "Recent work [30], [31] largely echoes ideas from the above work, but takes a markedly different
approach."
How the formula differs. The survey states no relation.  One output; ||b_i|| <= 1 is squared.  An infimum is spoken of
by its lower bounds ("below" is <=), for each number r of units.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    dims,
    eq,
    fn,
    forall,
    function,
    have,
    implies,
    inner,
    le,
    matrix,
    nonnegative,
    norm,
    real,
    relu,
    sqrt,
    squared_norm,
    step,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

N, D, r = dims("N D r")
X, U, B = matrix("X", N, D), *matrix("U B", r, D)
v, w = vector("v w", r)
l = function("l", vector(N), real())
lam, m = symbol("lam", nonnegative), real("m")


def row(A, i):
    return tabulate(D, lambda d: A[i, d])


def response(a, unit):
    return relu(inner(row(X, a), unit))


def output(units, weights):
    return tabulate(N, lambda a: summation(r, lambda i: response(a, units(i)) * weights(i)))


def loss(A, weights):
    return l(output(lambda i: row(A, i), lambda i: weights[i]))


def in_ball(A):
    return forall(r, lambda i: le(squared_norm(row(A, i)), 1))


def l1_penalty(weights):
    return summation(r, lambda i: absolute(weights[i]))


def product_penalty(A, weights):
    return summation(r, lambda i: norm(row(A, i)) * absolute(weights[i]))


def decay_penalty(A, weights):
    return summation(r, lambda i: (squared_norm(row(A, i)) + weights[i] ** 2) / 2)


def convex_problem(A, weights):
    return loss(A, weights) + lam * l1_penalty(weights)


def product_problem(A, weights):
    return loss(A, weights) + lam * product_penalty(A, weights)


def weight_decay(A, weights):
    return loss(A, weights) + lam * decay_penalty(A, weights)


def below_all(problem, where=lambda A: le(0, 1)):
    return forall(
        matrix(r, D),
        lambda A: implies(where(A), forall(vector(r), lambda y: le(m, problem(A, y)))),
    )


def size(i):
    return norm(row(U, i))


unit = tabulate(r, D, lambda i, d: 1 / (size(i) + 1 - step(size(i))) * U[i, d])
weight = tabulate(r, lambda i: size(i) * v[i])
inner_weights = tabulate(r, D, lambda i, d: sqrt(absolute(w[i])) * B[i, d])
outer_weights = tabulate(r, lambda i: sqrt(absolute(w[i])) * (step(w[i]) - step(-w[i])))
below_convex = below_all(convex_problem, in_ball)
below_product, below_decay = below_all(product_problem), below_all(weight_decay)

claim = Claim(
    title="ReLU networks with weight decay and eq. (3) over the unit ball have the same infimum",
    source=survey("III-B, eq. (3); III-D"),
    given=[in_ball(B)],
    conclude=and_(
        implies(below_convex, le(m, product_problem(U, v))),
        implies(below_product, le(m, weight_decay(U, v))),
        implies(below_decay, le(m, convex_problem(B, w))),
    ),
    uses=["convex_networks.same_least_value"],
    lemmas=[
        have(in_ball(unit), by="auto"),
        have(implies(below_convex, le(m, convex_problem(unit, weight))), by="auto"),
        have(implies(below_decay, le(m, weight_decay(inner_weights, outer_weights))), by="auto"),
        have(eq(loss(unit, weight), loss(U, v)), by="congruence, auto"),
        have(eq(loss(inner_weights, outer_weights), loss(B, w)), by="congruence, auto"),
        have(eq(l1_penalty(weight), product_penalty(U, v)), by="auto"),
        have(forall(r, lambda i: eq(squared_norm(row(U, i)), size(i) ** 2)), by="quotients_and_roots, auto"),
        have(eq(decay_penalty(U, v), summation(r, lambda i: (size(i) ** 2 + v[i] ** 2) / 2)), by="matrix"),
        have(le(product_penalty(U, v), decay_penalty(U, v)), by="auto"),
        have(le(decay_penalty(inner_weights, outer_weights), l1_penalty(w)), by="auto"),
        have(le(0, lam * (decay_penalty(U, v) - product_penalty(U, v))), by="auto"),
        have(le(0, lam * (l1_penalty(w) - decay_penalty(inner_weights, outer_weights))), by="auto"),
        have(implies(below_convex, le(m, product_problem(U, v))), by="auto"),
        have(implies(below_product, le(m, product_problem(U, v))), by="auto"),
        have(implies(below_product, le(m, weight_decay(U, v))), by="contradict"),
        have(implies(below_decay, le(m, convex_problem(B, w))), by="contradict"),
    ],
    proof="auto",
    example=dict(N=1, D=1, r=0, X=[[1]], U=[], B=[], v=[], w=[], lam=0, m=0, l=fn(vector(1), lambda y: 0)),
    covers={"cvx.bengio-vs-hv": "whole"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("decay-is-the-product", given=[], conclude=eq(product_problem(U, v), weight_decay(U, v)), near=True),
    ],
)
