r"""Where no unit can be spared, the weighted units have no dependence but the trivial one.

Meaning. F(w) = l(H w) + lam ||w||_1, H with the M > 0 units h_j as its columns, lam >= 0, l any function at all.  No
unit can be spared: F(w) < F(z) for every z in which a weight is 0.  Then a dependence sum_j c_j w_j h_j = 0 with
sum_j c_j |w_j| >= 0 has sum_j |c_j| = 0.
Proof idea. Were the greatest c_k positive, unit k could be dropped at no cost (`convex_networks.one_unit_less`).  So
no c_j is positive, sum_j c_j |w_j| is 0, and so is each of its terms; and no w_j is 0, since F(w) < F(w) is false.
Sharpness. False where a unit can be spared (neighbour `spared`).
Source. Survey, §III-B: why a finite number of units is enough.
The survey's words. "selecting a finite number of hidden units from a potentially infinite dimensional space of all
possible hidden units".
How the formula differs. It is a step of `convex_networks.needed_units`.  The sign of the sum is no restriction: -c is a
dependence, too.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
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
    ne,
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
l = function("l", vector(n), real())
H = matrix("H", n, M)
lam = symbol("lam", nonnegative)
w, c = vector("w c", M)


def size(v):
    return summation(M, lambda j: absolute(v[j]))


def objective(v):
    return l(H @ v) + lam * size(v)


def shrunk(k):
    return tabulate(M, lambda j: w[j] * (1 - c[j] * (1 / c[k])))


def maximal(k):
    return forall(M, lambda j: le(c[j], c[k]))


def for_greatest(what):
    return forall(M, lambda k: implies(maximal(k), implies(lt(0, c[k]), what(k))))


def loss_term(j):
    return -c[j] * absolute(w[j])


weighted = summation(M, lambda j: c[j] * absolute(w[j]))
dependent = forall(n, lambda i: eq(summation(M, lambda j: c[j] * (H[i, j] * w[j])), 0))
needed = forall(M, lambda j: forall(vector(M), lambda z: implies(eq(z[j], 0), lt(objective(w), objective(z)))))
trivial = eq(summation(M, lambda j: absolute(c[j])), 0)

claim = Claim(
    title="Where no unit can be spared, the weighted units are independent",
    source=survey("III-B"),
    given=[lt(0, M), le(0, weighted), dependent, needed],
    conclude=trivial,
    uses=["convex_networks.one_unit_less"],
    lemmas=[
        have(exists(M, maximal), by="attained"),
        have(for_greatest(lambda k: le(objective(shrunk(k)), objective(w))), by="auto"),
        have(forall(M, lambda k: implies(lt(0, c[k]), eq(shrunk(k)[k], 0))), by="quotients_and_roots, ideal"),
        have(for_greatest(lambda k: lt(objective(w), objective(shrunk(k)))), by="at_indices, auto"),
        have(for_greatest(lambda k: le(c[k], 0)), by="at_indices, contradict"),
        have(forall(M, lambda k: or_(lt(0, c[k]), le(c[k], 0))), by="either"),
        have(forall(M, lambda k: implies(maximal(k), le(c[k], 0))), by="at_indices, cases, at_indices, auto"),
        have(forall(M, lambda j: le(c[j], 0)), by="cases, at_indices(facts), contradict"),
        have(forall(M, lambda j: le(0, absolute(w[j]))), by="auto"),
        have(forall(M, lambda j: le(0, loss_term(j))), by="at_indices, contradict"),
        have(eq(summation(M, loss_term), -weighted), by="sums"),
        have(le(0, summation(M, loss_term)), by="auto"),
        have(eq(summation(M, loss_term), 0), by="auto"),
        have(forall(M, lambda j: eq(loss_term(j), 0)), by="vanishing, auto"),
        have(forall(M, lambda j: eq(absolute(w[j]) * absolute(w[j]), w[j] * w[j])), by="split, auto"),
        have(forall(M, lambda j: eq(c[j] * w[j] * w[j], 0)), by="at_indices, ideal"),
        have(forall(M, lambda j: implies(eq(w[j], 0), lt(objective(w), objective(w)))), by="at_indices(facts), auto"),
        have(forall(M, lambda j: or_(eq(w[j], 0), ne(w[j], 0))), by="either"),
        have(forall(M, lambda j: eq(c[j], 0)), by="at_indices, cases, at_indices, first(ideal, auto)"),
        have(forall(M, lambda j: eq(absolute(c[j]), 0)), by="at_indices, split, auto"),
    ],
    proof="matrix",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("spared", given=[lt(0, M), le(0, weighted), dependent], near=True)],
)
