r"""Whatever combination of units is given, at most as many of them as the output has entries do as well.

Meaning. F(w) = l(H w) + lam ||w||_1, H with the M units h_j as its columns, each with n entries (n = N C for N samples
and C outputs), lam >= 0, l any function at all.  For all weights w there are weights v, at most n of them not 0, with
the same output, H v = H w, and F(v) <= F(w).  Only units that w uses are used by v.
Proof idea. v_j = t_j w_j, with the weights t of `convex_networks.few_terms_suffice` for the vectors w_j h_j at the
costs |w_j|: where t_j = 0 the unit is dropped, and |v_j| = t_j |w_j|.
Sharpness. Not all weights that do as well have few units (neighbour `any-weights`).
Source. Survey, §III-B, after Bengio et al. 2005; a basic solution of the linear program min ||w||_1 over H w = z.
The survey's words. "the process of training a globally optimal neural network is analogous to selecting a finite
number of hidden units from a potentially infinite dimensional space of all possible hidden units".
How the formula differs. "Finite" is at most n, and nothing is said of optima: that follows in
`convex_networks.optimum_in_any_dictionary`.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    dims,
    eq,
    exists,
    forall,
    function,
    have,
    implies,
    le,
    matrix,
    nonnegative,
    real,
    step,
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
w, s, t = vector("w s t", M)
x, y = real("x y")


def total(f):
    return summation(M, f)


def size(v):
    return total(lambda j: absolute(v[j]))


def objective(v):
    return l(H @ v) + lam * size(v)


def active(v):
    return total(lambda j: step(absolute(v[j])))


def does_as_well(v):
    same = forall(n, lambda i: eq((H @ v)[i], (H @ w)[i]))
    return and_(same, le(objective(v), objective(w)), forall(M, lambda j: implies(eq(w[j], 0), eq(v[j], 0))))


def keeps(t):
    """Weights t of the units as they enter: the same output, at no greater cost."""
    return and_(
        forall(M, lambda j: le(0, t[j])),
        forall(n, lambda i: eq(total(lambda j: t[j] * (H[i, j] * w[j])), total(lambda j: H[i, j] * w[j]))),
        le(total(lambda j: t[j] * absolute(w[j])), size(w)),
    )


def few(t):
    return and_(keeps(t), le(total(lambda j: step(t[j])), n))


def gap(j):
    return step(t[j]) - step(absolute(v[j]))


def of_few_units(v):
    return and_(does_as_well(v), le(active(v), n))


def kept(relation, by):
    return have(implies(keeps(t), relation), by=by)


def for_each(relation, by):
    return kept(forall(M, relation), by=f"at_indices, {by}")


v = tabulate(M, lambda j: t[j] * w[j])

claim = Claim(
    title="Of any combination of units, at most as many as the output has entries do as well",
    source=survey("III-B"),
    given=[],
    conclude=exists(vector(M), of_few_units),
    uses=["convex_networks.few_terms_suffice"],
    lemmas=[
        have(forall(M, lambda j: le(0, absolute(w[j]))), by="auto"),
        have(exists(vector(M), few), by="auto"),
        have(implies(le(0, x), implies(le(0, y), le(step(x * y), step(x)))), by="split, auto"),
        for_each(lambda j: eq(absolute(v[j]), t[j] * absolute(w[j])), by="split, auto"),
        for_each(lambda j: le(step(t[j] * absolute(w[j])), step(t[j])), by="auto"),
        for_each(lambda j: eq(step(absolute(v[j])), step(t[j] * absolute(w[j]))), by="congruence, auto"),
        for_each(lambda j: le(0, gap(j)), by="auto"),
        kept(le(0, total(gap)), by="auto"),
        have(eq(total(gap), total(lambda j: step(t[j])) - active(v)), by="sums"),
        kept(eq(size(v), total(lambda j: t[j] * absolute(w[j]))), by="congruence, at_indices, auto"),
        kept(le(0, lam * (size(w) - size(v))), by="auto"),
        kept(eq(l(H @ v), l(H @ w)), by="congruence, matrix"),
        kept(forall(n, lambda i: eq((H @ v)[i], (H @ w)[i])), by="at_indices, matrix"),
        kept(le(objective(v), objective(w)), by="auto"),
        have(forall(M, lambda j: implies(eq(w[j], 0), eq(v[j], 0))), by="ideal"),
        have(implies(few(t), le(active(v), n)), by="auto"),
        have(implies(few(t), exists(vector(M), of_few_units)), by="exhibit, auto"),
    ],
    proof="cases, auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("any-weights", given=[does_as_well(s)], conclude=le(active(s), n), near=True)],
)
