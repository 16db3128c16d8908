r"""Where a permutation matrix has a 1, it moves the value there: P_kj psi((Z P)_nj) = P_kj psi(Z_nk).

Meaning. In each column of P the entries add up to 1, and P_kj P_lj is P_kj for k = l, else 0.  psi is any function.
Proof idea. Where P_kj is not 0, (Z P)_nj is Z_nk.
Sharpness. False if the columns of P only add up to 1.
Source. Own; used by representation.permuted_units_same_function.
How the formula differs. It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    forall,
    function,
    have,
    identity_matrix,
    implies,
    lt,
    matrix,
    or_,
    own,
    real,
    relu,
    summation,
)

N, h, n, k, j = dims("N h n k j")
Z, P = matrix("Z", N, h), matrix("P", h, h)
psi = function("psi", real(), real())
unit = identity_matrix(h)
total = forall(h, lambda q: eq(summation(h, lambda p: P[p, q]), 1))
exclusive = forall(h, lambda q: forall(h, lambda p: forall(h, lambda l: eq(P[p, q] * P[l, q], unit[p, l] * P[p, q]))))
inside = [lt(n, N), lt(k, h), lt(j, h)]
value = (Z @ P)[n, j]


def moved(f):
    return eq(P[k, j] * f(value), P[k, j] * f(Z[n, k]))


claim = Claim(
    title="A permutation moves values",
    source=own("textbook"),
    given=[total, exclusive, *inside],
    conclude=moved(psi),
    lemmas=[
        have(
            forall(N, lambda m: forall(h, lambda q: forall(h, lambda p: eq(P[p, q] * ((Z @ P)[m, q] - Z[m, p]), 0)))),
            by="matrix",
        ),
        have(eq(P[k, j] * (value - Z[n, k]), 0), by="auto"),
        have(or_(eq(P[k, j], 0), eq(value, Z[n, k])), by="ideal, either, auto"),
        have(implies(eq(value, Z[n, k]), eq(psi(value), psi(Z[n, k]))), by="rewrite, auto"),
    ],
    proof="cases, ideal",
    expect="PROVED",
    neighbours=[Neighbour("not-exclusive", given=[total, *inside], conclude=moved(relu), near=True)],
)
