"""A goal that is known is not taken apart, wherever it stands in a greater one; one that is not known is."""

from __future__ import annotations

import pytest

from theorycheck.kernel import terms as t
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import REAL
from theorycheck.proving.context import Context, Open, introduce, stop

x, y = t.variable("x", REAL), t.variable("y", REAL)
SQUARES = t.forall(x, t.le(t.real(0), t.mul(x, x)))
CUBES = t.forall(x, t.le(t.real(0), t.mul(x, t.mul(x, x))))
CONTEXT = Context(Derivation()).assuming(SQUARES)


@pytest.mark.parametrize("goal", [SQUARES, t.conj(SQUARES, SQUARES), t.implies(CUBES, t.conj(CUBES, SQUARES))], ids=str)
def test_what_is_known_closes_at_once(goal):
    """Nothing follows the introduction, and nothing has to."""
    assert introduce(CONTEXT, goal, stop).conclusion is goal


@pytest.mark.parametrize("goal", [CUBES, t.conj(SQUARES, CUBES), t.implies(CUBES, t.le(y, y))], ids=str)
def test_what_is_not_known_goes_on(goal):
    with pytest.raises(Open):
        introduce(CONTEXT, goal, stop)
