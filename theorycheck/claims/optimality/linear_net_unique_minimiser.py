r"""The squared loss of a linear network has a unique global minimum, says the survey; it has not.

Meaning. The survey's sentence taken literally: two global minima (B, A) and (B', A') of ||Y - X B A||^2 are the same.
Proof idea. False: (B M, M^{-1} A) has the loss of (B, A), for every invertible M; with Y = 0 any (0, A) will do.
Sharpness. It stays false where X, Y and A have full rank (neighbour `at-full-rank`).  Its repair is
`optimality.linear_net_minimisers_up_to_basis`.
Source. Survey, §III-B: "for networks with a single hidden layer and linear activations, the squared loss has a unique
global minimum".
How the formula differs. It is the sentence as it stands; Baldi and Hornik speak of the product B A.
"""

from theorycheck import Claim, Domain, Neighbour, and_, dims, eq, global_minimum, inverses, matrix, squared_norm, survey

N, D, p, C = dims("N D p C")
X, Y = matrix("X", N, D), matrix("Y", N, C)
B, A, B_2, A_2 = matrix("B", D, p), matrix("A", p, C), matrix("B_2", D, p), matrix("A_2", p, C)
G, Q, R = matrix("G", p, p), matrix("Q", D, D), matrix("R", C, C)
E = squared_norm(Y - X @ B @ A)

two_minima = [global_minimum(E, [B, A]), global_minimum(E, [B, A], at=[B_2, A_2])]
full_rank = [inverses(X.T @ X, Q), inverses(Y.T @ Y, R), inverses(A @ A.T, G)]

claim = Claim(
    title="The squared loss of a linear network has a unique global minimum",
    source=survey("III-B", "the squared loss has a unique global minimum"),
    given=two_minima,
    conclude=and_(eq(B, B_2), eq(A, A_2)),
    domain=Domain(sizes={"N": (1, 1), "D": (1, 1), "p": (1, 1), "C": (1, 1)}),  # one unit has many minima already
    covers={"survey.III-B.unique-minimum": "whole"},
    fidelity="exact",
    expect="REFUTED",
    neighbours=[
        Neighbour(
            "at-full-rank",
            given=[*two_minima, *full_rank],
            near=True,
            covers={"mut.lin.unique-minimiser": "whole"},
        ),
    ],
)
