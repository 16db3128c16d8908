r"""Along a linear dependence of the units, one of them can be dropped at no cost.

Meaning. F(w) = l(H w) + lam ||w||_1, H with the M units h_j as its columns, lam >= 0, l any function at all.  Let
sum_j c_j w_j h_j = 0 be a dependence of the weighted units with sum_j c_j |w_j| >= 0 (else take -c), and p > 0 the
greatest of the c_j.  With the weights w_j (1 - c_j / p) the output H w is the same and F is no larger; and where c_k
= p, unit k has the weight 0.
Proof idea. No factor 1 - c_j / p is negative, so the l1 norm becomes ||w||_1 - (sum_j c_j |w_j|) / p.
Sharpness. With the other sign the l1 norm may grow (neighbour `other-sign`); nor are weights 0 where c_k < p.
Source. Survey, §III-B; the step by which Haeffele and Vidal's meta-algorithm, too, frees a block.
The survey's words. "selecting a finite number of hidden units from a potentially infinite dimensional space of all
possible hidden units".
How the formula differs. It is one step of `convex_networks.needed_units_are_independent`.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    dims,
    eq,
    forall,
    function,
    have,
    implies,
    le,
    lt,
    matrix,
    nonnegative,
    positive,
    real,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

n, M = dims("n M")
l = function("l", vector(n), real())
H = matrix("H", n, M)
lam, p = symbol("lam", nonnegative), symbol("p", positive)
w, c = vector("w c", M)
q = 1 / p
shrunk = tabulate(M, lambda j: w[j] * (1 - c[j] * q))
weighted = summation(M, lambda j: c[j] * absolute(w[j]))
dependent = forall(n, lambda i: eq(summation(M, lambda j: c[j] * (H[i, j] * w[j])), 0))
at_most = forall(M, lambda j: le(c[j], p))


def size(v):
    return summation(M, lambda i: absolute(v[i]))


def objective(v):
    return l(H @ v) + lam * size(v)


def gap(j):
    return absolute(w[j]) * (1 - c[j] * q) - absolute(shrunk[j])


no_dearer = le(objective(shrunk), objective(w))
dropped = forall(M, lambda k: implies(eq(c[k], p), eq(shrunk[k], 0)))

claim = Claim(
    title="Along a dependence of the units, one of them can be dropped at no cost",
    source=survey("III-B"),
    given=[at_most, le(0, weighted), dependent],
    conclude=and_(no_dearer, dropped),
    lemmas=[
        have(eq(q * p, 1), by="quotients_and_roots, auto"),
        have(lt(0, q), by="auto"),
        have(eq(l(H @ shrunk), l(H @ w)), by="congruence, matrix"),
        have(forall(M, lambda j: le(0, q * (p - c[j]))), by="at_indices, auto"),
        have(forall(M, lambda j: le(0, 1 - c[j] * q)), by="at_indices, contradict"),
        have(forall(M, lambda j: le(0, gap(j))), by="at_indices, split, auto"),
        have(le(0, lam * summation(M, gap)), by="auto"),
        have(eq(summation(M, gap), size(w) - q * weighted - size(shrunk)), by="sums"),
        have(le(0, lam * (q * weighted)), by="auto"),
        have(eq(lam * summation(M, gap), lam * (size(w) - q * weighted - size(shrunk))), by="ideal"),
        have(no_dearer, by="auto"),
    ],
    proof="at_indices, first(auto, ideal)",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("other-sign", given=[at_most, dependent], conclude=no_dearer, near=True),
        Neighbour("any-weights", given=[at_most, le(0, weighted)], conclude=no_dearer),
    ],
)
