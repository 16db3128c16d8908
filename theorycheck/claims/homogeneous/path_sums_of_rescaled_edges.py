r"""Sums over paths through rescaled nodes: they carry the scale of the node where the paths end.

Meaning. A_k and B_k are the numbers on the edges from layer k to k + 1, with B_k(i, j) s_k(i) = s_{k+1}(j) A_k(i, j):
each node's numbers are scaled where they enter it, and divided by the same where they leave it.  The sum over all paths
from the inputs (scale 1) to node j of layer K, of the product of the numbers on the path, is for B that for A times
t = s_K(j).
Proof idea. Induction over the layers: a path to j ends with an edge from some i, and the scale of i cancels.
Sharpness. The scales of the inputs must be 1 (neighbour `scaled-inputs`).
Source. Own; used by homogeneous.path_norm_invariant.
How the formula differs. It does not.  The sum over paths is written layer by layer, as a product of matrices.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    and_,
    dims,
    eq,
    family,
    fold,
    forall,
    function,
    have,
    implies,
    le,
    lt,
    matrix,
    natural,
    own,
    real,
    summation,
    tabulate,
    vector,
)

K, j, k, l = dims("K j k l")
d = dims("d", upto=K)
A, B = family("A", matrix(d.this, d.next), upto=K), family("B", matrix(d.this, d.next), upto=K)
s = family("s", vector(d.this), upto=K + 1)
t, r = real("t"), function("r", natural, real())


def path_sums(E):
    """For each node of the last layer, the sum over the paths to it."""
    return fold(
        K,
        tabulate(d[0], lambda i: 1),
        lambda n, p: tabulate(d[n + 1], lambda m: summation(d[n], lambda i: p[i] * E[n][i, m])),
        lambda n: d[n],
    )


def at_layer(n):
    """What the numbers on the edges from layer n are."""
    return forall(d[n + 1], lambda m: forall(d[n], lambda i: eq(B[n][i, m] * s[n][i], s[n + 1][m] * A[n][i, m])))


edges = forall(K, at_layer)
inputs = forall(d[0], lambda i: eq(s[0][i], 1))

claim = Claim(
    title="Sums over paths carry the scale of their last node",
    source=own("for path norms"),
    given=[lt(j, d[K]), eq(s[K][j], t), inputs, edges],
    conclude=eq(path_sums(B)[j], t * path_sums(A)[j]),
    lemmas=[
        have(implies(le(k + 1, K), at_layer(k)), by="at_indices, auto"),
        have(
            implies(
                and_(le(k + 1, K), lt(l, d[k + 1])),
                eq(
                    s[k + 1][l] * summation(d[k], lambda i: r(i) * A[k][i, l]),
                    summation(d[k], lambda i: s[k][i] * r(i) * B[k][i, l]),
                ),
            ),
            by="matrix",
        ),
        have(
            eq(path_sums(B)[j], s[K][j] * path_sums(A)[j]), by="induct(K, j), at_indices, at_terms, first(matrix, auto)"
        ),
    ],
    proof="ideal",
    domain=Domain(sizes={"K": (0, 2), "d": (0, 2)}),
    example=dict(K=1, j=0, d=[1, 1], A=[[[1]]], B=[[[2]]], s=[[1], [2]], t=2),
    expect="PROVED",
    neighbours=[Neighbour("scaled-inputs", given=[lt(j, d[K]), eq(s[K][j], t), edges], near=True)],
)
