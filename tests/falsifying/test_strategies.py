"""Hypothesis over a statement's domain: examples are exact points, and the profiles leave no field to chance."""
from __future__ import annotations

from hypothesis import given, settings
from statements import TRUE

from theorycheck.falsifying.exact import Decision, Judge
from theorycheck.falsifying.point import from_witness
from theorycheck.falsifying.space import StatementSpace
from theorycheck.strategies import register_profiles, witnesses

STATEMENT = TRUE["homogeneous"]()
SPACE = StatementSpace(STATEMENT, 0)
JUDGE = Judge(STATEMENT, SPACE.layout)


@settings(max_examples=25, deadline=None)
@given(witnesses(STATEMENT))
def test_examples_are_points_where_a_truth_holds(witness: dict) -> None:
    assert JUDGE.decide(from_witness(witness, SPACE)) is Decision.HOLDS


def test_profiles_are_registered_without_touching_the_current_one() -> None:
    before = settings.get_current_profile_name() if hasattr(settings, "get_current_profile_name") else None
    register_profiles()
    profile = settings.get_profile("theorycheck-ci")
    assert profile.derandomize and profile.database is None and profile.deadline is None
    assert before is None or settings.get_current_profile_name() == before
