r"""M (y - x) x^M <= x (y^M - x^M) for 0 <= x <= y: a power grows at least as fast as its tangent.

Meaning. Two numbers with one M-th power, M >= 1, are equal, unless that power is 0.
Proof idea. Induction over M.
Sharpness. Equality for x = y, for x = 0, and for M = 1.
Source. Textbook (Bernoulli's inequality, without a quotient); used by optimality.equality_of_means.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, dims, have, le, own, rational, real

M, N = dims("M N")
x, y = real("x y")


def grows(factor=1):
    return le(factor * M * (y - x) * x**M, x * (y**M - x**M))


claim = Claim(
    title="A power grows at least as fast as its tangent",
    source=own("textbook"),
    given=[le(0, x), le(x, y)],
    conclude=grows(),
    lemmas=[have(le(0, N * x**N * ((y - x) * (y - x))), by="auto")],
    proof="induct(M), at_indices, auto",
    expect="PROVED",
    neighbours=[
        Neighbour("a-tenth-faster", conclude=grows(rational("11/10")), near=True),
        Neighbour("any-order", given=[], near=True),
    ],
)
