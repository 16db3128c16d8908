r"""Every local minimum of a linear network with three layers is a global minimum.

Meaning. E(W_1, W_2, W_3) = ||Y - X W_1 W_2 W_3||^2, of any widths; if X and Y have full column rank (X'X and Y'Y are
invertible), no local minimum is worse than the best.
Proof idea. Not given here: Lu and Kawaguchi reduce the deep network to the shallow one by perturbing a local minimum to
one of full rank with the same value.  What is derived, and not cited, is the case of an invertible middle layer:
`optimality.deep_linear_net_invertible_layer`.
Sharpness. Saddles need not be strict (neighbour `strict`): (1 - a b c)^2 is flat to second order at the origin.
Source. Survey, §III-B, on deeper networks; Kawaguchi 2016 for data with distinct eigenvalues, Lu and Kawaguchi 2017
(arXiv:1702.08580) for X and Y of full rank.
How the formula differs. It is the case of three layers, rows are data, and the theorem is taken from its abstract and
introduction: whatever uses it says so.
"""

from theorycheck import (
    Claim,
    Neighbour,
    change_of_basis,
    critical,
    dims,
    global_minimum,
    inverses,
    local_minimum,
    matrix,
    not_,
    paper,
    squared_norm,
    strict_saddle,
)

N, D, p, q, C = dims("N D p q C")
X, Y = matrix("X", N, D), matrix("Y", N, C)
W_1, W_2, W_3 = matrix("W_1", D, p), matrix("W_2", p, q), matrix("W_3", q, C)
Q, R = matrix("Q", D, D), matrix("R", C, C)
E = squared_norm(Y - X @ W_1 @ W_2 @ W_3)
layers = [W_1, W_2, W_3]
full_rank = [inverses(X.T @ X, Q), inverses(Y.T @ Y, R)]

claim = Claim(
    title="Local minima of a linear network with three layers are global",
    source=paper("Lu and Kawaguchi 2017, arXiv:1702.08580", "the main theorem, for three layers"),
    given=[local_minimum(E, layers), *full_rank],
    conclude=global_minimum(E, layers),
    assumed="cited",
    symmetry=[change_of_basis(W_1, W_2), change_of_basis(W_2, W_3)],
    example=dict(
        N=1, D=1, p=1, q=1, C=1, X=[[1]], Q=[[1]], Y=[[1]], R=[[1]], W_1=[[1]], W_2=[[1]], W_3=[[1]]
    ),
    covers={"lin.deep.kawaguchi": "part: local minima with three layers; not other depths, nor other critical points"},
    fidelity="looser",
    expect="CITED",
    neighbours=[
        Neighbour(
            "strict",
            given=[critical(E, layers), not_(global_minimum(E, layers)), *full_rank],
            conclude=strict_saddle(E, layers),
            near=True,
        ),
        Neighbour("every-critical-point", given=[critical(E, layers), *full_rank]),
    ],
)
