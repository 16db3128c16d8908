r"""A change of basis in the hidden layer of a linear network turns a global minimum into another.

Meaning. If (B, A) is a global minimum of ||Y - X B A||^2 and M is invertible, (B M, M^{-1} A) is one too.
Proof idea. X B M M^{-1} A = X B A, so the two have the same loss.
Sharpness. Any other right factor changes the product (neighbour `scaled-twice`).
Source. Repairs the survey's §III-B, "a unique global minimum": minima come in orbits of GL(p).
How the formula differs. It is the part of the correct sentence that says why the literal one is false.
"""

from theorycheck import Claim, Domain, Neighbour, dims, eq, global_minimum, have, inverses, matrix, squared_norm, survey

N, D, p, C = dims("N D p C")
X, Y = matrix("X", N, D), matrix("Y", N, C)
B, A = matrix("B", D, p), matrix("A", p, C)
M, M_inverse = matrix("M", p, p), matrix("M_inverse", p, p)
E = squared_norm(Y - X @ B @ A)
moved = squared_norm(Y - X @ (B @ M) @ (M_inverse @ A))

claim = Claim(
    title="A change of basis in the hidden layer leaves a global minimum global",
    source=survey("III-B", "the squared loss has a unique global minimum"),
    given=[global_minimum(E, [B, A]), inverses(M, M_inverse)],
    conclude=global_minimum(E, [B, A], at=[B @ M, M_inverse @ A]),
    lemmas=[have(eq(moved, E), by="matrix")],
    proof="rewrite",
    example=dict(N=1, D=1, p=1, C=1, X=[[1]], Y=[[1]], B=[[1]], A=[[1]], M=[[2]], M_inverse=[["1/2"]]),
    repairs="optimality.linear_net_unique_minimiser",
    covers={"lin.bh.uniqueness-up-to-GL": "part: minima come in orbits"},
    domain=Domain(sizes={"N": (1, 2), "D": (1, 2), "p": (1, 1), "C": (1, 1)}),
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("scaled-twice", conclude=global_minimum(E, [B, A], at=[2 * (B @ M), M_inverse @ A]), near=True),
    ],
)
