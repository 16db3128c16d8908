r"""Weights that are optimal on their units, where no unit can be added with profit, are optimal over the dictionary.

Meaning. F(w) = l(H w) + lam ||w||_1, H with the M units h_j as its columns, l: R^n -> R convex with gradient G, lam
>= 0, and F(w) <= F(z) for every z that uses no other units than w does.  Then F(w) <= F(z) for every z whatever if
and only if |<h_j, G(H w)>| <= lam for every unit; and it is enough that F(w) <= F(w + s e_j) for every s and every
unit j that w does not use: no single unit can be added with profit.
Proof idea. A unit that cannot be added with profit has |<h_j, G(H w)>| <= lam, by the one-sided derivatives of F; on
the support <h_j, G(H w)> = -lam sign(w_j); these conditions suffice, by the tangent of l.
Sharpness. Without optimality on the support false: `convex_networks.boosting_in_one_pass`. For a loss that is not
differentiable the stopping rule is false, too: `convex_networks.boosting_with_kinks`.
Source. Survey, §III-B, after Bengio et al. 2005 and gradient boosting [46], [47].
The survey's words. "problem (3) can be globally optimized by sequentially adding hidden units to the network until
one can no longer find a hidden unit whose addition will decrease the objective function [45], [46], [47]".
How the formula differs. That the weights of the earlier units are trained again (totally corrective boosting) and
that the loss is differentiable is added: without either the sentence is false.  The dictionary has M units, for any
M; that the procedure ends, and that the next unit can be found, is not claimed.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    convex,
    dims,
    eq,
    forall,
    function,
    global_minimum,
    has_gradient,
    have,
    identity_matrix,
    implies,
    inner,
    le,
    matrix,
    nonnegative,
    real,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

n, M = dims("n M")
l, G = function("l", vector(n), real()), function("G", vector(n), vector(n))
H = matrix("H", n, M)
lam = symbol("lam", nonnegative)
w = vector("w", M)
at = identity_matrix(M)


def size(v):
    return summation(M, lambda i: absolute(v[i]))


def objective(v):
    return l(H @ v) + lam * size(v)


def slope(j):
    return inner(G(H @ w), tabulate(n, lambda a: H[a, j]))


def within(j):
    return and_(le(-lam, slope(j)), le(slope(j), lam))


def no_gain(j):
    return forall(real(), lambda s: le(objective(w), objective(tabulate(M, lambda i: w[i] + s * at[i, j]))))


def same_units(v):
    return forall(M, lambda i: implies(eq(w[i], 0), eq(v[i], 0)))


optimal_on_support = forall(vector(M), lambda v: implies(same_units(v), le(objective(w), objective(v))))
no_unit_helps = forall(M, lambda j: implies(eq(w[j], 0), no_gain(j)))
off_the_support = forall(M, lambda j: implies(eq(w[j], 0), within(j)))
everywhere = forall(M, within)
optimal = global_minimum(objective(w), [w])

claim = Claim(
    title="Weights optimal on their units, where no unit helps, are optimal over the dictionary",
    source=survey("III-B"),
    given=[convex(l), has_gradient(l, G), optimal_on_support],
    conclude=and_(implies(no_unit_helps, optimal), implies(everywhere, optimal), implies(optimal, everywhere)),
    uses=[
        "convex_networks.adding_a_unit",
        "convex_networks.conditions_suffice",
        "convex_networks.optimal_on_its_support",
    ],
    lemmas=[
        have(forall(M, lambda j: eq(w[j] * slope(j), -lam * absolute(w[j]))), by="auto"),
        have(implies(off_the_support, optimal), by="auto"),
        have(implies(everywhere, off_the_support), by="at_indices, auto"),
        have(implies(no_unit_helps, off_the_support), by="at_indices, auto"),
        have(implies(optimal, forall(M, no_gain)), by="auto"),
        have(implies(optimal, everywhere), by="at_indices, auto"),
    ],
    proof="auto",
    covers={"cvx.kkt-stopping": "whole"},
    repairs="convex_networks.boosting_in_one_pass",
    fidelity="hypotheses added",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "any-weights", given=[convex(l), has_gradient(l, G)], conclude=implies(everywhere, optimal), near=True
        ),
    ],
)
