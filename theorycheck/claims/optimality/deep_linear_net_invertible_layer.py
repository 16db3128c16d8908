r"""A local minimum of a linear network with three layers, the middle one invertible, is a global minimum.

Meaning. E_3(W_1, W_2, W_3) = ||Y - X W_1 W_2 W_3||^2 with X'X invertible, W_2 square and invertible at the local
minimum: then it is a global minimum.
Proof idea. (W_1 W_2, W_3) is a critical point of the shallow network E_2(B, A) = ||Y - X B A||^2, since the gradient of
E_3 in W_1 is that of E_2 in B times W_2'.  Were it no global minimum of E_2, it would be a strict saddle; the line
towards (D_B, D_A) lifts to the line towards (D_B W_2^{-1}, 0, D_A), on which E_3 has the same values, so that E_3 would
decrease.  And every value of E_3 is one of E_2.
Sharpness. At a singular middle layer this says nothing: there Lu and Kawaguchi's perturbation is needed, which is cited
in `optimality.deep_linear_net_no_spurious_minima`.
Source. Survey, §III-B; the reduction of Lu and Kawaguchi 2017 (arXiv:1702.08580) where it needs no perturbation.
How the formula differs. Three layers, with the invertibility of the middle one as a hypothesis of our own.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    critical,
    curvature,
    dims,
    eq,
    global_minimum,
    have,
    inverses,
    local_minimum,
    matrix,
    or_,
    squared_norm,
    strict_saddle,
    substitute,
    survey,
    tabulate,
)

N, D, p, C = dims("N D p C")
X, Y = matrix("X", N, D), matrix("Y", N, C)
W_1, W_2, W_3 = matrix("W_1", D, p), matrix("W_2", p, p), matrix("W_3", p, C)
V_1, V_2, V_3 = matrix("V_1", D, p), matrix("V_2", p, p), matrix("V_3", p, C)
B, A = matrix("B", D, p), matrix("A", p, C)
D_B, D_A = matrix("D_B", D, p), matrix("D_A", p, C)
Q, G = matrix("Q", D, D), matrix("G", p, p)
shallow = squared_norm(Y - X @ B @ A)
deep = squared_norm(Y - X @ W_1 @ W_2 @ W_3)
layers = [W_1, W_2, W_3]
here = [W_1 @ W_2, W_3]


def zeros(rows, columns):
    return tabulate(rows, columns, lambda i, j: 0)


slope = X.T @ (Y - X @ W_1 @ W_2 @ W_3) @ W_3.T
lifted = [D_B @ G, zeros(p, p), D_A]

given = [local_minimum(deep, layers), inverses(W_2, G), inverses(X.T @ X, Q)]

claim = Claim(
    title="Local minima of a three-layer linear network with an invertible middle layer are global",
    source=survey("III-B"),
    given=given,
    conclude=global_minimum(deep, layers),
    uses=["optimality.linear_net_strict_saddles"],
    lemmas=[
        have(critical(deep, layers), by="fermat"),
        have(eq(slope @ W_2.T, zeros(D, p)), by="derive, matrix"),
        have(eq(slope @ W_2.T @ G.T, zeros(D, p)), by="matrix"),
        have(eq(slope, zeros(D, p)), by="matrix"),
        have(critical(shallow, [B, A], at=here), by="derive, matrix"),
        have(or_(global_minimum(shallow, [B, A], at=here), strict_saddle(shallow, [B, A], at=here)), by="either"),
        have(
            eq(curvature(shallow, [B, A], [D_B, D_A], at=here), curvature(deep, layers, lifted)),
            by="derive, matrix",
        ),
        have(eq(deep, substitute(shallow, {B: W_1 @ W_2, A: W_3})), by="matrix"),
        have(
            eq(substitute(deep, {W_1: V_1, W_2: V_2, W_3: V_3}), substitute(shallow, {B: V_1 @ V_2, A: V_3})),
            by="matrix",
        ),
    ],
    proof="cases, specialise, rewrite, first(auto, no_descent)",
    example=dict(N=1, D=1, p=1, C=1, X=[[1]], Q=[[1]], Y=[[1]], W_1=[[1]], W_2=[[1]], W_3=[[1]], G=[[1]]),
    covers={"lin.deep.kawaguchi": "part: three layers, the middle one invertible"},
    domain=Domain(sizes={"N": (1, 2), "D": (1, 2), "p": (1, 1), "C": (1, 1)}),
    fidelity="hypotheses added",
    expect="CONDITIONAL",
    neighbours=[
        Neighbour("critical", given=[critical(deep, layers), inverses(W_2, G), inverses(X.T @ X, Q)], near=True),
    ],
)
