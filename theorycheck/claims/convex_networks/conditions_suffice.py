r"""Conditions on the gradient, unit by unit, under which weights are optimal over the whole dictionary.

Meaning. l: R^n -> R is convex with gradient G, H has the M units h_j as columns, lam >= 0, and at w, for every unit
j, w_j <h_j, G(H w)> = -lam |w_j|, and |<h_j, G(H w)>| <= lam if w_j = 0.  (So <h_j, G(H w)> = -lam sign(w_j) on the
support, and at most lam in size everywhere.)  Then l(H w) + lam ||w||_1 <= l(H z) + lam ||z||_1 for every z.
Proof idea. l(H z) >= l(H w) + <G(H w), H z - H w>; by the conditions, <G, H z> >= -lam ||z||_1 and <G, H w> = -lam
||w||_1.
Sharpness. Each of the two conditions is needed, and so is convexity.
Source. Survey, §III-B, after Bengio et al. 2005; the subdifferential of the l1 norm.
The survey's words. "using arguments from gradient boosting, it is possible to show that problem (3) can be globally
optimized by sequentially adding hidden units to the network until one can no longer find a hidden unit whose addition
will decrease the objective function [45], [46], [47]".
How the formula differs. It is the half of that argument that ends at the optimum, for a finite dictionary; the loss
is differentiable, as gradient boosting has it.
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
    has_gradient,
    have,
    implies,
    inner,
    le,
    lt,
    matrix,
    nonnegative,
    or_,
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
w, z = vector("w z", M)


def size(v):
    return summation(M, lambda i: absolute(v[i]))


def objective(v):
    return l(H @ v) + lam * size(v)


def slope(j):
    return inner(G(H @ w), tabulate(n, lambda a: H[a, j]))


def slack(j):
    return z[j] * slope(j) + lam * absolute(z[j])


def within(j):
    return and_(le(-lam, slope(j)), le(slope(j), lam))


origin = tabulate(n, lambda a: 0)


def slope_at_zero(j):
    return inner(G(origin), tabulate(n, lambda a: H[a, j]))


small_at_zero = forall(M, lambda j: and_(le(-lam, slope_at_zero(j)), le(slope_at_zero(j), lam)))
bounded = forall(M, lambda j: implies(eq(w[j], 0), within(j)))
balanced = forall(M, lambda j: eq(w[j] * slope(j), -lam * absolute(w[j])))
here, there = inner(G(H @ w), H @ w), inner(G(H @ w), H @ z)

claim = Claim(
    title="Where no unit correlates with the gradient by more than lam, the weights are globally optimal",
    source=survey("III-B"),
    given=[convex(l), has_gradient(l, G), bounded, balanced],
    conclude=le(objective(w), objective(z)),
    lemmas=[
        have(le(l(H @ w) + inner(G(H @ w), H @ z - H @ w), l(H @ z)), by="supporting"),
        have(eq(inner(G(H @ w), H @ z - H @ w), there - here), by="matrix"),
        have(forall(M, lambda j: implies(lt(0, w[j]), eq(absolute(w[j]), w[j]))), by="auto"),
        have(forall(M, lambda j: implies(lt(w[j], 0), eq(absolute(w[j]), -w[j]))), by="auto"),
        have(forall(M, lambda j: or_(lt(0, w[j]), or_(lt(w[j], 0), eq(w[j], 0)))), by="either, either"),
        have(forall(M, lambda j: implies(lt(0, w[j]), within(j))), by="at_indices, contradict"),
        have(forall(M, lambda j: implies(lt(w[j], 0), within(j))), by="at_indices, contradict"),
        have(forall(M, within), by="at_indices, cases, auto"),
        have(forall(M, lambda j: le(0, slack(j))), by="at_indices, split, contradict"),
        have(le(0, summation(M, slack)), by="auto"),
        have(eq(summation(M, slack), there + lam * size(z)), by="matrix"),
        have(eq(here, summation(M, lambda j: w[j] * slope(j))), by="matrix"),
        have(eq(here, -lam * size(w)), by="matrix"),
    ],
    proof="auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        # at w = 0, where the other condition holds
        Neighbour(
            "not-convex",
            given=[has_gradient(l, G), small_at_zero],
            conclude=le(l(origin), objective(z)),
            near=True,
        ),
        Neighbour("bounded-alone", given=[convex(l), has_gradient(l, G), bounded], near=True),
        # w = 0 is balanced, whatever the correlations are
        Neighbour(
            "balanced-alone",
            given=[convex(l), has_gradient(l, G)],
            conclude=le(l(tabulate(n, lambda a: 0)), objective(z)),
        ),
    ],
)
