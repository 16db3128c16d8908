r"""No factorization U V' = Z has a smaller (|U|^2 + |V|^2) / 2 than the nuclear norm of Z.

Meaning. Z = U V' with r columns, r any number. For every M of operator norm at most 1, that is, 1 - M'M = L'L for some
L: <Z, M> <= (|U|^2 + |V|^2) / 2. The largest <Z, M> over these M is the nuclear norm of Z.
Proof idea. 2 <Z, M> = 2 <U, M V> <= |U|^2 + |M V|^2, and |M V|^2 = |V|^2 - |L V|^2.
Sharpness. Attained by the singular value decomposition (homogeneous.factorization_attains_the_nuclear_norm); not for
any M (neighbour `any-matrix`).
Source. Survey, §I-D, after Haeffele, Young, Vidal 2014: the regularizer of a matrix factorization in their framework.
The survey's words. "Particular cases of this framework include, in addition to deep learning, matrix factorization and
tensor factorization [32]."
How the formula differs. The survey names no regularizer. The nuclear norm is written by its dual, as a bound for every
M; that the matrices 1 - M'M >= 0 are the L'L is not stated.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    have,
    identity_matrix,
    inner,
    le,
    matrix,
    squared_norm,
    survey,
)

n, m, r = dims("n m r")
U, V, M, L = matrix("U", n, r), matrix("V", m, r), matrix("M", n, m), matrix("L", m, m)
gap = squared_norm(U) + squared_norm(V) - squared_norm(L @ V) - 2 * inner(U @ V.T, M)

claim = Claim(
    title="The nuclear norm is at most half the squares of any factorization",
    source=survey("I-D", "after Haeffele, Young, Vidal 2014"),
    given=[eq(M.T @ M + L.T @ L, identity_matrix(m))],
    conclude=le(2 * inner(U @ V.T, M), squared_norm(U) + squared_norm(V)),
    lemmas=[
        have(eq(squared_norm(U - M @ V), gap), by="matrix"),
        have(le(0, squared_norm(U - M @ V)), by="auto"),
        have(le(0, squared_norm(L @ V)), by="auto"),
    ],
    proof="contradict",
    example={"n": 1, "m": 1, "r": 1, "U": [[1]], "V": [[1]], "M": [[1]], "L": [[0]]},
    covers={"survey.I-D.factorizations-are-cases": "part: the bound of the regularizer by the nuclear norm"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("any-matrix", given=[], near=True),
    ],
)
