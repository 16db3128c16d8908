"""A search that is interrupted at any pause and begun again ends as one that was left in peace."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest
from statements import FALSE, TRUE, L

from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.search import Search
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.binders import summation
from theorycheck.statement.landscape import global_minimum, local_minimum
from theorycheck.statement.relations import eq, le
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import real
from theorycheck.statement.vocabulary.elementwise import sin

a, b = real("a b")
x, y = real("x y")
RARE, RARELY = rational("577/408"), rational("2999/1000")
FACTORS = (1 - a * b) ** 2
CASES: dict[str, tuple[Callable[[], Statement], int]] = {
    "lanes and ascents": (lambda: TRUE["homogeneous"](), 6000),
    "real scalars": (lambda: TRUE["root-of-square"](), 8000),
    "a refutation": (lambda: Statement([], le(sin(x) + sin(rational("141/100") * x) + sin(RARE * x), RARELY)), 50_000),
    "an equation": (lambda: Statement([eq(x**3 + y**3, 3)], le(x + y, 5)), 6000),
    "naturals": (lambda: Statement([], le(L, summation(L, lambda l: 1 + 0 * l))), 3000),
    "a landscape": (
        lambda: Statement([local_minimum(FACTORS, [a, b])], global_minimum(FACTORS, [a, b])),
        8_000,
    ),
}


class Interrupted(Exception):
    """The kill."""


class Memory:
    """Keeps states as the ledger does, as text, and kills the search after so many."""

    def __init__(self, dies_after: int) -> None:
        self.left, self.text = dies_after, ""

    def kept(self) -> Any:
        return json.loads(self.text) if self.text else None

    def keep(self, state: Any) -> None:
        self.text = json.dumps(state, allow_nan=False)
        self.left -= 1
        if self.left == 0:
            raise Interrupted


def run(statement: Statement, examples: int, store: Memory | None, seed: int = 3) -> Any:
    search = Search(statement, None, Budget(examples=examples), seed, "numpy", None, store)
    search.checkpoint.every = 0.0
    return search.run([])


def told(found: Any) -> Any:
    """All that a search says, without its seconds."""
    counts = dataclasses.asdict(found.statistics)
    del counts["seconds"]
    refutation = found.refutation and (found.refutation.witness, found.refutation.lane, found.refutation.index)
    return counts, found.model, refutation


@pytest.mark.parametrize("name", CASES)
def test_interrupted_anywhere_it_ends_the_same(name: str) -> None:
    make, examples = CASES[name]
    undisturbed = told(run(make(), examples, None))
    store, kills = Memory(1), 0
    while True:
        try:
            ended = run(make(), examples, store)
            break
        except Interrupted:
            kills += 1
            store.left = kills % 2 + 1  # after one or two more slices
    assert kills >= 2
    assert told(ended) == undisturbed


def test_a_state_that_says_otherwise_changes_the_end() -> None:
    """The comparison above is seen to fail: the state is really what the search goes on from."""
    make, examples = CASES["lanes and ascents"]
    store = Memory(3)
    with pytest.raises(Interrupted):
        run(make(), examples, store)
    state = store.kept()
    state["own"]["arms"][0]["work"] += 5000
    store.text = json.dumps(state)
    assert told(run(make(), examples, store)) != told(run(make(), examples, None))


def test_a_refutation_that_is_stored_needs_no_state() -> None:
    refuted = run(FALSE["tanh"](), 2000, None).refutation
    store = Memory(99)
    search = Search(FALSE["tanh"](), None, Budget(examples=2000), 0, "numpy", None, store)
    assert search.run([refuted.witness]).refutation.lane == "stored" and not store.text
