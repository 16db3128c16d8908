r"""A sum of vectors with n entries is a nonnegative combination of at most n of them, at no greater cost.

Meaning. The columns of A in R^(n x M) are M vectors, and a_j >= 0 is what one of each costs.  Then there are weights
t_j >= 0 with sum_j t_j A_ij = sum_j A_ij for each entry i, sum_j t_j a_j <= sum_j a_j, and at most n of the t_j are
not 0.  step(t) is 1 for t > 0, else 0.
Proof idea. Carathéodory's.  More than n vectors are dependent, sum_j c_j A_ij = 0; along c, with the sign at which the
cost does not grow, the weights 1 - c_j / c_k stay nonnegative until one of them vanishes.  Its vector is left out, and
so on: induction over M.
Sharpness. Not any such weights will do: t = 1 has M of them (neighbour `any-weights`).  For A the identity all n are
needed (neighbour `fewer`, of all weights that do it).
Source. Survey, §III-B: why a finite number of units is enough; textbook (Schrijver, Theory of Linear and Integer
Programming, 1986, §7.7: a basic solution of a linear program).
The survey's words. "selecting a finite number of hidden units from a potentially infinite dimensional space of all
possible hidden units".
How the formula differs. It is the algebra behind the words: `convex_networks.optimum_of_few_units` speaks of units.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exists,
    forall,
    le,
    lt,
    matrix,
    step,
    summation,
    survey,
    vector,
)

n, M = dims("n M")
A = matrix("A", n, M)
a, s = vector("a s", M)
costs = forall(M, lambda j: le(0, a[j]))


def total(f):
    return summation(M, f)


def active(t):
    return total(lambda j: step(t[j]))


def no_dearer(t):
    return and_(
        forall(M, lambda j: le(0, t[j])),
        forall(n, lambda i: eq(total(lambda j: t[j] * A[i, j]), total(lambda j: A[i, j]))),
        le(total(lambda j: t[j] * a[j]), total(lambda j: a[j])),
    )


claim = Claim(
    title="A sum of vectors with n entries is a nonnegative combination of at most n of them, at no greater cost",
    source=survey("III-B"),
    given=[costs],
    conclude=exists(vector(M), lambda t: and_(no_dearer(t), le(active(t), n))),
    proof="few_terms",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("any-weights", given=[costs, no_dearer(s)], conclude=le(active(s), n), near=True),
        Neighbour("fewer", given=[lt(0, n), costs, no_dearer(s), le(active(s), n)], conclude=lt(active(s), n)),
    ],
)
