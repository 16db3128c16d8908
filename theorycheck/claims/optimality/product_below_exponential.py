r"""The product of b_1, ..., b_K >= 0 is at most exp((b_1 - 1) + ... + (b_K - 1)).

Meaning. One inequality, b <= exp(b - 1), for any number of factors at once.
Proof idea. Induction over K.
Sharpness. Equality if and only if every factor is 1; false for negative factors.
Source. Textbook (Pólya's proof of the inequality of the means); used by optimality.factors_of_mean_one.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, dims, exp, family, le, nonnegative, own, product, rational, real, summation

K = dims("K")
b = family("b", nonnegative, upto=K)
f = family("f", real(), upto=K)


def bounded(factors, shift=1):
    return le(product(factors), exp(summation(K, lambda k: factors[k] - shift)))


claim = Claim(
    title="A product below the exponential of a sum",
    source=own("textbook, after Pólya"),
    conclude=bounded(b),
    proof="induct(K), at_indices, laws(exp_sum, exp_positive, exp_above_tangent), auto",
    expect="PROVED",
    neighbours=[
        Neighbour("any-sign", conclude=bounded(f), near=True),
        Neighbour("shift-by-eleven-tenths", conclude=bounded(b, rational("11/10")), near=True),
    ],
)
