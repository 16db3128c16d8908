r"""sum_i a_i b_i c_i <= s^3 where sum_i (a_i^2 + b_i^2 + c_i^2) = 3 s^2, s >= 0, for any number of terms.

Meaning. A network that is a sum of products of three weights gains, for its weight decay, no more than one product.
Proof idea. Each a_i b_i c_i is at most s times the mean of its squares, as these add up to at most 3 s^2; sum.
Sharpness. Equality for one term with a = b = c = s, the others 0: one block is optimal.
Source. Own; used by homogeneous.weight_decay_degree_mismatch.
How the formula differs. It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    forall,
    have,
    identity_matrix,
    le,
    nonnegative,
    own,
    rational,
    summation,
    symbol,
    vector,
)

r = dims("r")
s = symbol("s", nonnegative)
a, b, c = vector("a b c", r)


def squares(k):
    return a[k] * a[k] + b[k] * b[k] + c[k] * c[k]


def product(k):
    return a[k] * b[k] * c[k]


def others(k):
    return summation(r, lambda l: squares(l) * (1 - identity_matrix(r)[l, k]))


whole = summation(r, squares)

claim = Claim(
    title="A sum of products of three is at most the cube of the root mean square",
    source=own("elementary"),
    given=[eq(whole, 3 * s * s)],
    conclude=le(summation(r, product), s * s * s),
    lemmas=[
        have(forall(r, lambda k: eq(whole, squares(k) + others(k))), by="matrix"),
        have(
            forall(r, lambda k: forall(r, lambda l: le(0, squares(l) * (1 - identity_matrix(r)[l, k])))),
            by="split, auto",
        ),
        have(forall(r, lambda k: le(0, others(k))), by="at_indices, auto"),
        have(forall(r, lambda k: le(squares(k), 3 * s * s)), by="at_indices, auto"),
        have(forall(r, lambda k: le(product(k), s * squares(k) / 3)), by="at_indices, auto"),
        have(forall(r, lambda k: le(0, s * squares(k) / 3 - product(k))), by="at_indices, auto"),
        have(le(0, summation(r, lambda k: s * squares(k) / 3 - product(k))), by="auto"),
        have(
            eq(summation(r, lambda k: s * squares(k) / 3 - product(k)), s * whole / 3 - summation(r, product)),
            by="sums",
        ),
    ],
    proof="contradict",
    uses=["homogeneous.product_of_three"],
    expect="PROVED",
    neighbours=[
        Neighbour("nine-tenths", conclude=le(summation(r, product), rational("9/10") * s * s * s), near=True),
    ],
)
