r"""Where no unit can be spared, there are no more units than the output has entries.

Meaning. F(w) = l(H w) + lam ||w||_1 for M units, the columns h_j of H in R^n (n = N C for N samples and C outputs),
lam >= 0, l any function at all.  If no unit can be spared, that is if F(w) < F(z) for every z in which a weight is 0,
then M <= n: else the units could be thinned out at no cost.
Proof idea. More than n weighted units are dependent (`convex_networks.more_units_than_entries`), and units that
cannot be spared are not (`convex_networks.needed_units_are_independent`).
Sharpness. n units may all be needed (neighbour `fewer`).
Source. Survey, §III-B, after Bengio et al. 2005; the linear-programming vertex of min ||w||_1 over H w = z.
The survey's words. "the process of training a globally optimal neural network is analogous to selecting a finite
number of hidden units from a potentially infinite dimensional space of all possible hidden units".
How the formula differs. "Finite" is at most n.  The formula speaks of units none of which can be spared; that some
optimum has at most n units, whatever the units, is `convex_networks.optimum_in_any_dictionary`.
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
w, d = vector("w d", M)
opposite = tabulate(M, lambda j: -d[j])


def size(v):
    return summation(M, lambda j: absolute(v[j]))


def objective(v):
    return l(H @ v) + lam * size(v)


def dependent(c):
    return forall(n, lambda i: eq(summation(M, lambda j: c[j] * (H[i, j] * w[j])), 0))


def weighted(c):
    return summation(M, lambda j: c[j] * absolute(w[j]))


needed = forall(M, lambda j: forall(vector(M), lambda z: implies(eq(z[j], 0), lt(objective(w), objective(z)))))
more = lt(n, M)


def surplus(j):
    return and_(more, dependent(d), ne(d[j], 0))


known = and_(lt(0, M), dependent(d))

claim = Claim(
    title="Where no unit can be spared, there are no more units than the output has entries",
    source=survey("III-B"),
    given=[needed],
    conclude=le(M, n),
    uses=["convex_networks.more_units_than_entries", "convex_networks.needed_units_are_independent"],
    lemmas=[
        have(implies(dependent(d), dependent(opposite)), by="matrix"),
        have(eq(weighted(opposite), -weighted(d)), by="sums"),
        have(implies(and_(known, le(0, weighted(d))), eq(size(d), 0)), by="auto"),
        have(implies(and_(known, le(weighted(d), 0)), le(0, weighted(opposite))), by="auto"),
        have(implies(and_(known, le(weighted(d), 0)), eq(size(opposite), 0)), by="auto"),
        have(forall(M, lambda j: le(0, absolute(d[j]))), by="auto"),
        have(forall(M, lambda j: le(0, absolute(-d[j]))), by="auto"),
        have(
            implies(and_(known, le(0, weighted(d))), forall(M, lambda j: eq(absolute(d[j]), 0))), by="vanishing, auto"
        ),
        have(
            implies(and_(known, le(weighted(d), 0)), forall(M, lambda j: eq(absolute(-d[j]), 0))), by="vanishing, auto"
        ),
        have(or_(le(0, weighted(d)), le(weighted(d), 0)), by="either"),
        have(forall(M, lambda j: and_(le(d[j], absolute(d[j])), le(-d[j], absolute(d[j])))), by="auto"),
        have(forall(M, lambda j: and_(le(d[j], absolute(-d[j])), le(-d[j], absolute(-d[j])))), by="auto"),
        have(implies(known, forall(M, lambda j: eq(d[j], 0))), by="cases, at_indices, auto"),
        have(forall(M, lambda j: implies(surplus(j), eq(lam + 1, lam))), by="at_indices(facts), ideal"),
        have(forall(M, lambda j: implies(surplus(j), le(M, n))), by="at_indices(facts), auto"),
        have(implies(more, le(M, n)), by="cases, auto"),
        have(or_(le(M, n), le(M, n)), by="either"),
    ],
    proof="cases, auto",
    covers={"cvx.finite-support": "part: where none of the units can be spared"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[Neighbour("fewer", conclude=lt(M, n), near=True)],
)
