"""Budgets: whichever comes first, and no clock when only examples are given."""
from __future__ import annotations

import pytest

from theorycheck.falsifying.budget import Budget, Meter


def test_examples_alone_never_read_the_clock() -> None:
    meter = Meter(Budget(examples=10), started=-1e9)
    assert not meter.spent()
    meter.add(9)
    assert not meter.spent() and meter.left() == 1
    meter.add(1)
    assert meter.spent() and meter.left() == 0


def test_whichever_comes_first() -> None:
    assert Meter(Budget(seconds=5, examples=10), started=-1e9).spent()
    meter = Meter(Budget(seconds=1e9, examples=10))
    meter.add(5)
    assert meter.spent(share=0.5) and not meter.spent()
    assert Meter(Budget(seconds=1.0)).left() is None


@pytest.mark.parametrize("limits", [{}, {"seconds": -1.0}, {"examples": -1}])
def test_senseless_budgets_are_refused(limits: dict) -> None:
    with pytest.raises(ValueError):
        Budget(**limits)
