r"""The inequality of the means: K a_1 ... a_K <= a_1^K + ... + a_K^K for a_1, ..., a_K >= 0.

Meaning. Of K numbers of a given product, the sum of the K-th powers is least when they are equal.
Proof idea. Where the product p is positive, the claim is homogeneous; with c = 1/p it is
optimality.factors_of_mean_one.
Sharpness. Equality if all are equal; false for negative numbers, and for K = 0 it is 0 <= 0.
Source. Textbook (Cauchy; the proof is Pólya's).
How the formula differs. It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    family,
    have,
    implies,
    le,
    lt,
    nonnegative,
    own,
    product,
    rational,
    real,
    summation,
)

K = dims("K")
a = family("a", nonnegative, upto=K)
f = family("f", real(), upto=K)


def powers(numbers):
    return summation(K, lambda k: numbers[k] ** K)


p, s = product(a), powers(a)
otherwise = lt(s, K * p)

claim = Claim(
    title="The inequality of the arithmetic and the geometric mean",
    source=own("textbook"),
    conclude=le(K * p, s),
    lemmas=[
        have(and_(le(0, p), le(0, s)), by="auto"),
        have(implies(otherwise, lt(0, p)), by="contradict"),
        have(implies(otherwise, and_(lt(0, 1 / p), eq(1 / p * p, 1))), by="quotients_and_roots, auto"),
        have(implies(otherwise, le(K, 1 / p * s)), by="auto"),
    ],
    proof="contradict",
    uses=["optimality.factors_of_mean_one"],
    expect="PROVED",
    neighbours=[
        Neighbour("any-sign", conclude=le(K * product(f), powers(f)), near=True),
        Neighbour("a-tenth-more", conclude=le(rational("11/10") * K * p, s), near=True),
    ],
)
