"""The Jacobian's approximate inverse: a proposal, or an honest refusal."""

from __future__ import annotations

from fractions import Fraction

import pytest

from theorycheck.falsifying.proofs.algebraic import _inverse
from theorycheck.falsifying.proofs.formulas import Undecided
from theorycheck.kernel import terms
from theorycheck.kernel.sorts import REAL

x = terms.variable("x", REAL)
square = terms.mul(x, x)


def test_the_inverse_of_a_simple_zeros_slope() -> None:
    assert _inverse((square,), (x,), (Fraction(1),)) == ((Fraction(1, 2),),)


def test_a_double_zero_is_undecided() -> None:
    with pytest.raises(Undecided, match="not simple"):
        _inverse((square,), (x,), (Fraction(0),))


def test_a_slope_without_a_value_is_undecided() -> None:
    with pytest.raises(Undecided, match="no slopes"):
        _inverse((terms.div(x, x),), (x,), (Fraction(0),))
