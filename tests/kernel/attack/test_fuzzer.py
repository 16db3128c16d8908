"""Random compositions of all rules prove nothing that fails in the standard model."""

from __future__ import annotations

import pytest
from attack.fuzzer import Fuzzer
from attack.moves import MOVES

from theorycheck.kernel.rules import RULES

QUICK_SEEDS, ROUNDS = (1, 2), 60
# Hypotheses that contradict each other hold at no point: directed tests carry these rules.
UNSUPPORTED = {"not_elim", "false_elim"}


def test_the_fuzzer_plays_every_rule() -> None:
    """A rule without a move is a rule that is not attacked."""
    assert set(MOVES) == set(RULES)


@pytest.mark.parametrize("seed", QUICK_SEEDS)
def test_no_false_theorem(seed: int) -> None:
    """A short run; each rule proves something, at points where its hypotheses hold."""
    tally = Fuzzer(seed).run(ROUNDS)
    assert not [name for name in RULES if tally.proved[name] == 0]
    assert not [name for name in set(RULES) - UNSUPPORTED if tally.supported[name] == 0]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 108))
def test_no_false_theorem_in_a_longer_run(seed: int) -> None:
    """The same, thirty times as long."""
    Fuzzer(seed).run(20 * ROUNDS)
