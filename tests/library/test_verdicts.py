"""The verdicts of the library: as expected, independent of what is expected, found again from other seeds."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from theorycheck.pipeline import Options, check
from theorycheck.session import Session
from theorycheck.statement.discovery import catalogue, load
from theorycheck.verdicts import AGAINST, Verdict

from .conftest import CHANCE, budget_of

FAST = 3.0  # seconds of a check
LONG = ("optimality.relu_student_teacher_minima_are_global",)  # whose refutations take seconds
HEADINGS = ("Meaning.", "idea.", "Source.", "How the formula differs.")


def every(results):
    """(id, covers) of each claim and neighbour."""
    for result in results:
        yield result.outcome.id, result.outcome.covers
        yield from ((neighbour.id, neighbour.covers) for neighbour in result.outcome.neighbours)


def test_no_key_is_covered_whole_twice(results):
    keys = [key for _, covers in every(results) for key, how in covers.items() if how == "whole"]
    assert len(keys) == len(set(keys))


def test_every_claim_meets_its_expectation_and_every_neighbour_falls(results):
    for result in results:
        assert result.error is None and not result.disappointing, result
        assert all(n.verdict in AGAINST for n in result.outcome.neighbours), result.outcome.id


def test_every_true_claim_ships_a_near_neighbour(results):
    """One hypothesis dropped, or a constant close to sharp.

    A refuted sentence has its repair instead; of what is assumed as textbook mathematics nothing is searched.
    """
    repaired = {result.claim.repairs for result in results}
    for result in results:
        near = [n for n in result.claim.neighbours if n.near]
        standard = result.claim.assumed == "standard"
        assert near or standard or result.outcome.id in repaired, result.outcome.id


def test_every_claim_file_says_what_it_means_and_how_it_differs(results):
    for result in results:
        text = ast.get_docstring(ast.parse(result.entry.path.read_text())) or ""
        assert all(heading in text for heading in HEADINGS), result.entry.path


def test_deleting_the_expectations_of_the_fast_claims_changes_no_verdict(results, tmp_path: Path):
    """The same files without `expect=` are checked with the same budget."""
    fast = [result for result in results if result.outcome.seconds < FAST]
    assert len(fast) >= 12
    check_without_expectations(fast, tmp_path)


@pytest.mark.slow
def test_deleting_the_other_expectations_changes_no_verdict(results, tmp_path: Path):
    check_without_expectations([result for result in results if result.outcome.seconds >= FAST], tmp_path)


def check_without_expectations(results, folder: Path):
    for result in results:
        path = folder / result.entry.path.name
        path.write_text(re.sub(r",\s*expect=\"[A-Z]+\"", "", result.entry.path.read_text()))
        assert "expect=" not in path.read_text()
    for result in results:
        session = Session(Options(examples=budget_of(result.outcome.id), folder=folder))
        again = session.one(catalogue([str(folder / result.entry.path.name)])[0]).outcome
        assert again.verdict is result.outcome.verdict, result.outcome.id
        assert [n.verdict for n in again.neighbours] == [n.verdict for n in result.outcome.neighbours]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_refutation_is_found_from_this_seed(results, seed, tmp_path: Path):
    """No stored witness helps: there is no ledger."""
    refute_again([result.entry for result in results if result.outcome.id not in LONG], seed, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_refutations_that_take_long_are_found_too(results, seed, tmp_path: Path):
    entries = [result.entry for result in results if result.outcome.id in LONG]
    assert len(entries) == len(LONG)
    refute_again(entries, seed, tmp_path)


def refute_again(entries, seed: int, folder: Path):
    for entry in entries:
        options = Options(seed=seed, examples=max(1_000, budget_of(entry.id)), prove=False, folder=folder)
        claim = load(entry)
        outcome = check(claim, entry.id, options)
        expected = [Verdict(neighbour.expect) for neighbour in claim.neighbours]
        assert [n.verdict for n in outcome.neighbours] == expected, entry.id
        assert set(expected) <= ({Verdict.REJECTED} if entry.id in CHANCE else {Verdict.REFUTED})
        assert (outcome.verdict is Verdict.REFUTED) == (claim.expect == "REFUTED"), entry.id
