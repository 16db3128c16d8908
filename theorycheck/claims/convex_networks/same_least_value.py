r"""To each ReLU network belong weights of eq. (3) over the unit ball that cost no more, and back.

Meaning. The factorised problem: r units, output sum_i relu(X u_i) v_i in R^N, penalty sum_i ||u_i|| |v_i| or sum_i
(||u_i||^2 + v_i^2)/2.  Eq. (3) over the dictionary of the units relu(X b) with ||b|| <= 1: output sum_i relu(X b_i)
w_i, penalty sum_i |w_i|.  To each network of the first kind belongs one of the second with the same output, and so
with the same loss for any l, whose penalty is the product penalty and at most the other one; to each of the second
kind one of the first, whose weight decay is at most sum_i |w_i|.  So the three problems have the same infimum, for
every r: `convex_networks.same_infimum`.
Proof idea. b_i = u_i/||u_i|| and w_i = ||u_i|| v_i; back, u_i = sqrt|w_i| b_i and v_i = sqrt|w_i| sign(w_i).
Sharpness. The penalties differ before the split is even: weight decay is more than the product (neighbour
`decay-is-the-product`); outside the ball |w_i| is not enough.
Source. Survey, §III-B, eq. (3), after Bengio et al. 2005, and §III-D, after Haeffele and Vidal 2015.
The survey's words. "Recent work [30], [31] largely echoes ideas from the above work, but takes a markedly different
approach."
How the formula differs. The survey states no relation.  One output; ||b_i|| <= 1 is squared; the two infima are
compared by networks with the same r on both sides, and that their penalties are equal is written as inequalities both
ways.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    dims,
    eq,
    forall,
    have,
    inner,
    le,
    matrix,
    norm,
    relu,
    sqrt,
    squared_norm,
    step,
    summation,
    survey,
    tabulate,
    vector,
)

N, D, r = dims("N D r")
X, U, B = matrix("X", N, D), *matrix("U B", r, D)
v, w = vector("v w", r)


def row(A, i):
    return tabulate(D, lambda d: A[i, d])


def response(a, unit):
    return relu(inner(row(X, a), unit))


def output(units, weights):
    return tabulate(N, lambda a: summation(r, lambda i: response(a, units(i)) * weights(i)))


def size(i):
    return norm(row(U, i))


def unit(i):
    return 1 / (size(i) + 1 - step(size(i))) * row(U, i)


def inner_weights(i):
    return sqrt(absolute(w[i])) * row(B, i)


def outer_weight(i):
    return sqrt(absolute(w[i])) * (step(w[i]) - step(-w[i]))


def decay(i):
    return (squared_norm(inner_weights(i)) + outer_weight(i) ** 2) / 2


def saved(i):
    return absolute(w[i]) - decay(i)


def excess(i):
    return (size(i) ** 2 + v[i] ** 2) / 2 - size(i) * absolute(v[i])


network = output(lambda i: row(U, i), lambda i: v[i])
as_dictionary = output(unit, lambda i: size(i) * v[i])
dictionary = output(lambda i: row(B, i), lambda i: w[i])
as_network = output(inner_weights, outer_weight)
product_penalty = summation(r, lambda i: size(i) * absolute(v[i]))
decay_penalty = summation(r, lambda i: (size(i) ** 2 + v[i] ** 2) / 2)
l1_penalty = summation(r, lambda i: absolute(w[i]))
in_ball = forall(r, lambda i: le(squared_norm(unit(i)), 1))
forth = and_(
    in_ball,
    eq(as_dictionary, network),
    eq(summation(r, lambda i: absolute(size(i) * v[i])), product_penalty),
    le(product_penalty, decay_penalty),
)
back = and_(eq(as_network, dictionary), le(summation(r, decay), l1_penalty))

claim = Claim(
    title="To each ReLU network with weight decay belong weights of eq. (3) that cost no more, and back",
    source=survey("III-B, eq. (3); III-D"),
    given=[forall(r, lambda i: le(squared_norm(row(B, i)), 1))],
    conclude=and_(forth, back),
    uses=[
        "convex_networks.price_of_an_even_split",
        "convex_networks.unit_of_norm_one",
        "convex_networks.weight_split_evenly",
    ],
    lemmas=[
        have(in_ball, by="auto"),
        have(
            forall(N, lambda a: forall(r, lambda i: eq(response(a, unit(i)) * size(i), response(a, row(U, i))))),
            by="auto",
        ),
        have(
            forall(
                N,
                lambda a: forall(
                    r, lambda i: eq(response(a, inner_weights(i)) * outer_weight(i), response(a, row(B, i)) * w[i])
                ),
            ),
            by="auto",
        ),
        have(forall(r, lambda i: le(decay(i), absolute(w[i]))), by="at_indices, auto"),
        have(forall(r, lambda i: le(0, saved(i))), by="at_indices, auto"),
        have(le(0, summation(r, saved)), by="auto"),
        have(eq(summation(r, saved), l1_penalty - summation(r, decay)), by="sums"),
        have(forall(r, lambda i: le(0, size(i))), by="auto"),
        have(forall(r, lambda i: eq(absolute(size(i) * v[i]), size(i) * absolute(v[i]))), by="at_indices, split, auto"),
        have(eq(summation(r, lambda i: absolute(size(i) * v[i])), product_penalty), by="matrix"),
        have(forall(r, lambda i: le(0, excess(i))), by="split, auto"),
        have(le(0, summation(r, excess)), by="auto"),
        have(eq(summation(r, excess), decay_penalty - product_penalty), by="sums"),
        have(eq(as_dictionary, network), by="matrix"),
        have(eq(as_network, dictionary), by="matrix"),
    ],
    proof="auto",
    covers={"cvx.bengio-vs-hv": "part: networks with the same output and what each pays; not the infima"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("decay-is-the-product", given=[], conclude=eq(product_penalty, decay_penalty), near=True),
        Neighbour("any-dictionary", given=[], conclude=le(summation(r, decay), l1_penalty)),
    ],
)
