r"""The singular value decomposition is a factorization whose (|U|^2 + |V|^2) / 2 is the nuclear norm.

Meaning. Let Z = A diag(s) B' be a singular value decomposition: A'A = 1, B'B = 1 and s_i = q_i^2 >= 0; its nuclear norm
is the sum of the s_i. Then U = A diag(q) and V = B diag(q) have U V' = Z and (|U|^2 + |V|^2) / 2 = sum_i s_i. The bound
of homogeneous.factorizations_bound_the_nuclear_norm for M = A B' is the same number, <Z, A B'> = sum_i s_i, and this M
is one of those: 2 <x, A B' y> <= |x|^2 + |y|^2. So the least regularizer over all factorizations is the nuclear norm.
Proof idea. A'A = 1 and B'B = 1; and |A'x| <= |x|, since |x - A A'x|^2 = |x|^2 - |A'x|^2.
Sharpness. Not without orthonormal columns (neighbour `any-basis`).
Source. Survey, §I-D, after Haeffele, Young, Vidal 2014.
The survey's words. "Particular cases of this framework include, in addition to deep learning, matrix factorization and
tensor factorization [32]."
How the formula differs. The survey names no regularizer. That a singular value decomposition exists is not stated; the
roots q_i of the singular values may have either sign.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    diagonal,
    dims,
    eq,
    have,
    identity_matrix,
    inner,
    le,
    matrix,
    squared_norm,
    summation,
    survey,
    vector,
)

n, m, r = dims("n m r")
A, B, q = matrix("A", n, r), matrix("B", m, r), vector("q", r)
x, y = vector("x", n), vector("y", m)
U, V = A @ diagonal(q), B @ diagonal(q)
orthonormal = [eq(A.T @ A, identity_matrix(r)), eq(B.T @ B, identity_matrix(r))]
nuclear = summation(r, lambda i: q[i] ** 2)

claim = Claim(
    title="The singular value decomposition attains the nuclear norm",
    source=survey("I-D", "after Haeffele, Young, Vidal 2014"),
    given=orthonormal,
    conclude=and_(
        eq(U @ V.T, A @ diagonal(q) @ diagonal(q) @ B.T),
        eq(squared_norm(U), nuclear),
        eq(squared_norm(V), nuclear),
        eq(inner(U @ V.T, A @ B.T), nuclear),
        le(2 * inner(x, A @ (B.T @ y)), squared_norm(x) + squared_norm(y)),
    ),
    lemmas=[
        have(eq(squared_norm(x - A @ (A.T @ x)), squared_norm(x) - squared_norm(A.T @ x)), by="matrix"),
        have(eq(squared_norm(y - B @ (B.T @ y)), squared_norm(y) - squared_norm(B.T @ y)), by="matrix"),
        have(
            eq(
                squared_norm(A.T @ x - B.T @ y),
                squared_norm(A.T @ x) + squared_norm(B.T @ y) - 2 * inner(x, A @ (B.T @ y)),
            ),
            by="matrix",
        ),
        have(le(0, squared_norm(x - A @ (A.T @ x))), by="auto"),
        have(le(0, squared_norm(y - B @ (B.T @ y))), by="auto"),
        have(le(0, squared_norm(A.T @ x - B.T @ y)), by="auto"),
    ],
    proof="first(matrix, contradict)",
    covers={"survey.I-D.factorizations-are-cases": "part: the nuclear norm is attained by a factorization"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("any-basis", given=orthonormal[1:], conclude=eq(squared_norm(U), nuclear), near=True),
    ],
)
