r"""If all outputs rise, the sum of the errors relu(a - y_n)^2 falls, unless it is 0; and that of relu(y_n - a)^2 rises.

Meaning. y_n < z_n for all n.  Then sum_n relu(a - z_n)^2 <= sum_n relu(a - y_n)^2, with equality only if both are 0.
Proof idea. No error rises (`backpropagation.threshold_error_falls`); then `backpropagation.errors_fall_together`.
Sharpness. Plain squared errors may all rise (neighbour `without-threshold`).
Source. Own, after Sontag and Sussmann 1991; used by backpropagation.threshold_errors_descend.
How the formula differs. It does not.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    forall,
    have,
    implies,
    le,
    lt,
    own,
    real,
    relu,
    summation,
    vector,
)

N = dims("N")
a = real("a")
y, z = vector("y z", N)


def short(v):
    return lambda n: relu(a - v[n]) ** 2


def over(v):
    return lambda n: relu(v[n] - a) ** 2


def falls(error, before, after):
    """That the sum of these errors falls, unless it is 0: two lemmas, and two of the terms."""
    first, then = summation(N, error(before)), summation(N, error(after))
    f, g = error(before), error(after)
    return [
        have(forall(N, lambda n: le(g(n), f(n))), by="at_indices, auto"),
        have(forall(N, lambda n: implies(le(f(n), g(n)), eq(f(n), 0))), by="at_indices, auto"),
        have(le(then, first), by="auto"),
        have(implies(le(first, then), eq(first, 0)), by="auto"),
    ]


def conclusion(error, before, after):
    first, then = summation(N, error(before)), summation(N, error(after))
    return and_(le(then, first), implies(le(first, then), eq(first, 0)))


claim = Claim(
    title="Errors with a threshold fall together",
    source=own("after Sontag and Sussmann 1991 (survey §III-B)"),
    given=[forall(N, lambda n: lt(y[n], z[n]))],
    conclude=and_(conclusion(short, y, z), conclusion(over, z, y)),
    lemmas=[*falls(short, y, z), *falls(over, z, y)],
    proof="auto",
    uses=["backpropagation.threshold_error_falls", "backpropagation.errors_fall_together"],
    expect="PROVED",
    neighbours=[
        Neighbour("without-threshold", conclude=conclusion(lambda v: lambda n: (a - v[n]) ** 2, y, z), near=True),
        Neighbour("any-order", given=[], near=True),
    ],
)
