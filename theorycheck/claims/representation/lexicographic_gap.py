r"""Coordinates that are added with quickly growing weights do not cancel: |g| >= 1, unless y = 0.

Meaning. g is made of y_0, ..., y_{D-1} by z -> S_k z + T_k y_k from z = 0.  With T_k > 0, S_k >= 1 + T_k |y_k| and
each T_k y_k either 0 or at least 1 in absolute value, |g| >= 1 wherever y is not 0.
Proof idea. Induction over the coordinates (representation.lexicographic_step): z is 0 or at least 1 in absolute value,
and 0 only where y was 0 so far.
Sharpness. The T_k must scale y up, and the S_k must be large.
Source. Textbook (numbers in lexicographic order); used by representation.two_points_come_apart.
How the formula differs. "y is not 0" is written as sum_k y_k^2 > 0.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    absolute,
    and_,
    dims,
    eq,
    fold,
    forall,
    have,
    le,
    lt,
    own,
    step,
    summation,
    vector,
)

D = dims("D")
y, S, T = vector("y S T", D)
squares = summation(D, lambda k: y[k] ** 2)


def gap(d=D):
    return fold(d, 0, lambda k, z: S[k] * z + T[k] * y[k])


def zero_next(k):
    """1 if the gap after coordinate k is 0, else 0."""
    return 1 - step((S[k] * gap(k) + T[k] * y[k]) ** 2)


def away(u):
    """u is 0, or at least 1 in absolute value."""
    return le(step(u**2), u**2)


positive_factors = forall(D, lambda k: lt(0, T[k]))
scaled = forall(D, lambda k: away(T[k] * y[k]))
growing = forall(D, lambda k: le(1 + T[k] * absolute(y[k]), S[k]))

claim = Claim(
    title="Coordinates with quickly growing weights do not cancel",
    source=own("textbook"),
    given=[positive_factors, scaled, growing, lt(0, squares)],
    conclude=le(1, gap() ** 2),
    uses=["representation.lexicographic_step"],
    lemmas=[
        have(forall(D + 1, lambda d: away(gap(d))), by="induct(x), at_indices, auto"),
        have(
            forall(D, lambda k: and_(eq(zero_next(k) * step(gap(k) ** 2), 0), eq(zero_next(k) * y[k] ** 2, 0))),
            by="at_indices, auto",
        ),
        have(eq((1 - step(gap() ** 2)) * squares, 0), by="induct(D), at_indices, ideal"),
        have(le(1, step(gap() ** 2)), by="contradict"),
        have(away(gap()), by="auto"),
    ],
    proof="auto",
    domain=Domain(sizes={"D": (1, 2)}),
    example=dict(D=1, y=[1], S=[2], T=[1]),
    expect="PROVED",
    neighbours=[
        Neighbour("not-scaled", given=[positive_factors, growing, lt(0, squares)], near=True),
        Neighbour("not-growing", given=[positive_factors, scaled, lt(0, squares)]),
    ],
)
