"""Every notation means the same in every algebra; a sabotaged one turns this red."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from theorycheck.algebra.balls import Balls
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.rationals import Rationals
from theorycheck.algebra.terms import Terms
from theorycheck.statement.vocabulary import all_notations
from theorycheck.statement.vocabulary.notation import Array, Notation, Scalar
from theorycheck.testing import ConformanceError, notation_conformance


@pytest.mark.parametrize("notation", all_notations(), ids=lambda n: n.name)
def test_every_notation_means_the_same_in_every_algebra(notation: Notation) -> None:
    assert notation_conformance(notation, points=12) > 0


# ------------------------------------------------------------------ the suite is seen to fail


def _zero(A: Any) -> Any:
    return A.literal(Fraction(0))


def wrong_in(kind: type) -> Notation:
    """relu, except that one algebra gets |x|."""

    def relu_but(A: Any, x: Scalar) -> Any:
        if type(A) is kind:
            return A.maximum(x, A.neg(x))
        return A.maximum(_zero(A), x)

    return Notation(relu_but, latex="{0}", defined=None, kinks=None)


@pytest.mark.parametrize("kind", [Terms, Rationals, Balls, Floats])
def test_a_notation_that_differs_in_one_algebra_is_caught(kind: type) -> None:
    with pytest.raises(ConformanceError):
        notation_conformance(wrong_in(kind))


def neighbour_sum(A: Any, x: Array) -> Any:
    """Reads one entry past the end."""
    (n,) = x.shape
    return A.sum(n, lambda i: A.entry(x, A.size_add(i, 1)))


def poisoned(A: Any, x: Array) -> Any:
    """Reads past the end in the kernel's term only."""
    (n,) = x.shape
    return A.sum(n, lambda i: A.entry(x, A.size_add(i, 1) if isinstance(A, Terms) else i))


def lopsided(A: Any, x: Array) -> Any:
    """Declares the transposed shape."""
    rows, columns = x.shape
    return A.tabulate((rows, columns) if isinstance(A, Terms) else (columns, rows), lambda i, j: _zero(A))


def partial(A: Any, x: Scalar) -> Any:
    """log, declared total."""
    return A.elementary("log", x)


def tie_breaker(A: Any, x: Scalar) -> Any:
    """Differs from relu at a tie only."""
    if isinstance(A, Floats):
        return A.select(A.equal(x, _zero(A)), A.literal(Fraction(1)), A.maximum(_zero(A), x))
    return A.maximum(_zero(A), x)


@pytest.mark.parametrize("definition", [neighbour_sum, poisoned, lopsided, partial, tie_breaker])
def test_a_sabotaged_definition_is_caught(definition: Any) -> None:
    with pytest.raises(ConformanceError):
        notation_conformance(Notation(definition, latex="{0}", defined=None, kinks=None), points=40)


def test_a_python_if_on_a_value_cannot_pass() -> None:
    def branching(A: Any, x: Scalar) -> Any:
        return x if A.less_equal(_zero(A), x) else A.neg(x)

    with pytest.raises((ConformanceError, TypeError, ValueError)):
        notation_conformance(Notation(branching, latex="{0}", defined=None, kinks=None))
