r"""Losses."""

from __future__ import annotations

from theorycheck.algebra.base import AbstractAlgebra, Carrier

from .notation import Array, notation


@notation(latex=r"\left\| {0} - {1} \right\|^2")
def squared_loss(A: AbstractAlgebra, prediction: Array, target: Array) -> Carrier:
    """The sum of the squared differences of two arrays of one shape."""

    def squared(p: Carrier, t: Carrier) -> Carrier:
        difference = A.sub(p, t)
        return A.mul(difference, difference)

    return A.total(A.each(squared, prediction, target))
