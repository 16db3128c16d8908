r"""Every critical point of a linear network that is no global minimum is a strict saddle.

Meaning. For E = ||Y - X B A||^2 with X'X invertible, each critical point (B, A) is a global minimum or has a direction
in which the second derivative of E is negative.
Proof idea. A critical point that is no global minimum leaves out an eigenvector that would help (standard linear
algebra, assumed by name); along the line towards it the curvature is negative, as two other files prove.
Sharpness. False with three layers (neighbour `three-layers`): (1 - a b c)^2 has second derivative 0 at the origin.
Source. Survey, §III-B, "all other critical points are saddle points", after Baldi and Hornik 1989.
How the formula differs. Strict, which is more than the survey says.  No assumption on the rank of A or on the
eigenvalues; the data enter with X'X invertible, as in Baldi and Hornik.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    change_of_basis,
    critical,
    dims,
    global_minimum,
    inverses,
    matrix,
    not_,
    real,
    squared_norm,
    strict_saddle,
    survey,
)

N, D, p, C = dims("N D p C")
X, Y = matrix("X", N, D), matrix("Y", N, C)
B, A = matrix("B", D, p), matrix("A", p, C)
Q = matrix("Q", D, D)
E = squared_norm(Y - X @ B @ A)
a, b, c = real("a b c")
deep = (1 - a * b * c) ** 2

claim = Claim(
    title="Critical points of a linear network are global minima or strict saddles",
    source=survey("III-B", "all other critical points are saddle points"),
    given=[critical(E, [B, A]), not_(global_minimum(E, [B, A])), inverses(X.T @ X, Q)],
    conclude=strict_saddle(E, [B, A]),
    uses=[
        "optimality.linear_net_spectral_alternative",
        "optimality.linear_net_exchange_descends",
        "optimality.linear_net_unused_unit_descends",
    ],
    proof="cases",
    example=dict(N=1, D=1, p=1, C=1, X=[[1]], Q=[[1]], Y=[[1]], B=[[0]], A=[[0]]),
    symmetry=[change_of_basis(B, A)],
    covers={"lin.bh.strict-saddles": "whole"},
    fidelity="hypotheses added",
    expect="CONDITIONAL",
    neighbours=[
        Neighbour(
            "three-layers",
            given=[critical(deep, [a, b, c]), not_(global_minimum(deep, [a, b, c]))],
            conclude=strict_saddle(deep, [a, b, c]),
            near=True,
            covers={"mut.lin.deep-strict": "whole"},
        ),
        Neighbour(
            "every-critical-point-is-global",
            given=[critical(E, [B, A]), inverses(X.T @ X, Q)],
            conclude=global_minimum(E, [B, A]),
            covers={"mut.lin.critical=global": "whole"},
        ),
    ],
)
