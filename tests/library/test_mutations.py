"""The false statements of the survey's catalogue: each falls as docs/mutations.md says, found anew, not remembered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.chance.process import run
from theorycheck.falsifying.search import search
from theorycheck.statement.discovery import catalogue, load

from .conftest import unaided

TABLE = Path(__file__).parents[2] / "docs" / "mutations.md"
SECONDS, EXAMPLES = 10.0, 4000
LONG = ("mut.teacher.k=m", "mut.lin.critical=global", "mut.lin.weighted-loss")  # landscapes: seconds each
TRAP = "mut.pre.only-first-bias-breaks"


def recorded() -> dict[str, tuple[str, str]]:
    """The table of the document: key -> (id, how it falls)."""
    lines = re.findall(r"^\| `(mut[^`]+)`[^|]*\| `([^`]+)` \| (\w+) \|$", TABLE.read_text(encoding="utf-8"), re.M)
    return {key: (name, how) for key, name, how in lines}


FALSE = sorted(key for key, (_, how) in recorded().items() if how == "search")
REJECTED = sorted(key for key, (_, how) in recorded().items() if how == "rejected")


def stated(key):
    """The statement without what its author knows of it, and its domain."""
    name = recorded()[key][0]
    claim = load(catalogue([name.partition("/")[0]])[0])
    neighbours = {neighbour.name: neighbour for neighbour in claim.neighbours}
    beside = neighbours.get(name.partition("/")[2])
    statement = claim.statement if beside is None else claim.neighbour_statement(beside)
    assert key in (claim if beside is None else beside).covers
    return unaided(statement), claim.domain


def test_the_table_names_every_row_of_the_library_and_no_other():
    found = []
    for entry in catalogue():
        claim = load(entry)
        found += [(key, entry.id) for key in claim.covers]
        found += [(key, f"{entry.id}/{beside.name}") for beside in claim.neighbours for key in beside.covers]
    rows = [(key, name) for key, name in found if key.startswith("mut.")]
    assert sorted(rows) == sorted((key, name) for key, (name, _) in recorded().items())


def test_the_others_are_the_trap_and_theorems_of_a_negation():
    """test_coverage asks for their proofs."""
    others = {key: how for key, (_, how) in recorded().items() if key not in FALSE + REJECTED}
    assert {key: how for key, how in others.items() if how != "proof"} == {TRAP: "true"}


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("key", REJECTED)
def test_independent_draws_reject_it_from_every_seed(key, seed):
    statement, domain = stated(key)
    assert run(statement, domain, Budget(examples=EXAMPLES), seed).rejected


def test_the_trap_is_not_refuted():
    statement, domain = stated(TRAP)
    assert search(statement, domain, Budget(examples=EXAMPLES), 1, "numpy").refutation is None


@pytest.mark.parametrize("key", [key for key in FALSE if key not in LONG])
def test_the_search_finds_a_counterexample(key):
    statement, domain = stated(key)
    assert search(statement, domain, Budget(examples=EXAMPLES), 1, "numpy").refutation is not None


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("key", FALSE)
def test_the_search_finds_one_from_every_seed_in_time(key, seed):
    statement, domain = stated(key)
    assert search(statement, domain, Budget(seconds=SECONDS), seed, "numpy").refutation is not None
