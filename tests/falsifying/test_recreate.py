"""A network is its name: seed, lane and index give the same network again, bit for bit."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from statements import FALSE, TRUE

from theorycheck.errors import OptionError
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.exact import Decision
from theorycheck.falsifying.recreate import recreate
from theorycheck.falsifying.search import Search


def test_the_network_that_came_closest_is_drawn_again() -> None:
    statement = TRUE["tie-of-maxima"]()
    closest = Search(statement, None, Budget(examples=3000), 5, "numpy", None).run([]).statistics.closest
    assert closest is not None
    again = recreate(statement, None, 5, closest.lane, closest.index)
    assert again.violation == closest.violation and again.decision is Decision.HOLDS
    assert recreate(statement, None, 6, closest.lane, closest.index).witness != again.witness


@pytest.mark.parametrize("lane", ["declared", "integers", "tied", "normals"])
def test_every_lane_and_a_violation(lane: str) -> None:
    again = recreate(FALSE["sigmoid"](), None, 1, lane, 5)
    assert again.decision in (Decision.REFUTES, Decision.HOLDS)
    assert isinstance(again.witness["N"], int) and all(isinstance(x, F) for row in again.witness["X"] for x in row)


def test_what_is_no_network_is_told() -> None:
    with pytest.raises(OptionError, match="choose integers, declared"):
        recreate(TRUE["homogeneous"](), None, 1, "ascent (gradient)", 0)
