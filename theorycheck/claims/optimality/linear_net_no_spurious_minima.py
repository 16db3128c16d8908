r"""Every local minimum of a linear network with one hidden layer is a global minimum.

Meaning. For E = ||Y - X B A||^2 with X'X invertible, whatever the number p of hidden units: no local minimum is worse
than the best.
Proof idea. A local minimum is critical (Fermat, along every coordinate) and has no direction of negative curvature; by
`optimality.linear_net_strict_saddles` every other critical point has one.
Sharpness. False for a weighted squared loss (neighbour `weighted`): a bottleneck of one unit has the local minimum
u = (0, 1), v = (0, 1/2) of value 1, where the best is 1/4.
Source. Survey, §III-B: "for networks with a single hidden layer and linear activations, the squared loss has a unique
global minimum and all other critical points are saddle points" [41].
How the formula differs. X'X invertible is Baldi and Hornik's assumption, which the survey omits; neither distinct
eigenvalues nor a bound on p is needed.  That the minimum is not unique is a claim of its own.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    change_of_basis,
    critical,
    dims,
    global_minimum,
    have,
    inverses,
    local_minimum,
    matrix,
    or_,
    rational,
    rescaling,
    squared_norm,
    strict_saddle,
    survey,
    vector,
)

N, D, p, C = dims("N D p C")
X, Y = matrix("X", N, D), matrix("Y", N, C)
B, A = matrix("B", D, p), matrix("A", p, C)
Q = matrix("Q", D, D)
E = squared_norm(Y - X @ B @ A)
u, v = vector("u v", 2)
weighted = (
    (1 - u[0] * v[0]) ** 2 + 4 * (u[0] * v[1]) ** 2 + 4 * (u[1] * v[0]) ** 2 + (rational("1/2") - u[1] * v[1]) ** 2
)

claim = Claim(
    title="Local minima of a linear network with one hidden layer are global",
    source=survey("III-B", "a unique global minimum and all other critical points are saddle points"),
    given=[local_minimum(E, [B, A]), inverses(X.T @ X, Q)],
    conclude=global_minimum(E, [B, A]),
    uses=["optimality.linear_net_strict_saddles"],
    lemmas=[
        have(critical(E, [B, A]), by="fermat"),
        have(or_(global_minimum(E, [B, A]), strict_saddle(E, [B, A])), by="either"),
    ],
    proof="cases, first(auto, no_descent)",
    example=dict(N=1, D=1, p=1, C=2, X=[[1]], Q=[[1]], Y=[[1, 2]], B=[[1]], A=[[1, 2]]),
    symmetry=[change_of_basis(B, A)],
    covers={"lin.bh.no-spurious-local-min": "part: without the least value"},
    fidelity="hypotheses added",
    expect="CONDITIONAL",
    neighbours=[
        Neighbour(
            "weighted",
            given=[local_minimum(weighted, [u, v])],
            conclude=global_minimum(weighted, [u, v]),
            near=True,
            covers={"mut.lin.weighted-loss": "whole"},
            symmetry=[rescaling(u, v)],
        ),
    ],
)
