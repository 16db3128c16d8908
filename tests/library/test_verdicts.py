"""The verdicts of the library: as expected, independent of what is expected, found again from other seeds."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from theorycheck.falsifying.budget import Budget
from theorycheck.pipeline import PROFILES, Options
from theorycheck.session import Session
from theorycheck.statement.discovery import catalogue, load
from theorycheck.trial import Trial, replay_afresh
from theorycheck.verdicts import AGAINST

from .conftest import PROFILE, unaided

EACH = 3  # claims of a verdict
FALLEN = {"REFUTED", "REJECTED"}
LONG = ("optimality.relu_student_teacher_minima_are_global",)  # whose refutations take seconds
AREAS = sorted({entry.id.partition(".")[0] for entry in catalogue()})
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


def test_every_true_claim_ships_a_near_neighbour():
    """One hypothesis dropped, or a constant close to sharp.

    A refuted sentence has its repair instead; of what is assumed as textbook mathematics nothing is searched.
    """
    claims = {entry.id: load(entry) for entry in catalogue()}
    repaired = {claim.repairs for claim in claims.values()}
    bare = {name for name, claim in claims.items() if not any(n.near for n in claim.neighbours)}
    standard = {name for name, claim in claims.items() if claim.assumed == "standard"}
    assert not bare - standard - repaired


def test_every_claim_file_says_what_it_means_and_how_it_differs(results):
    for result in results:
        text = ast.get_docstring(ast.parse(result.entry.path.read_text())) or ""
        assert all(heading in text for heading in HEADINGS), result.entry.path


def test_deleting_the_expectations_changes_no_verdict(results, tmp_path: Path):
    """The same files without `expect=`: of each verdict the claims that are checked fastest."""
    fast = sorted(results, key=lambda result: result.outcome.seconds)
    verdicts = {result.outcome.verdict for result in results}
    some = [result for verdict in verdicts for result in [r for r in fast if r.outcome.verdict is verdict][:EACH]]
    assert len(verdicts) >= 6
    check_without_expectations(some, tmp_path)


@pytest.mark.slow
def test_deleting_all_expectations_changes_no_verdict(results, tmp_path: Path):
    check_without_expectations(results, tmp_path)


def check_without_expectations(results, folder: Path):
    for result in results:
        path = folder / result.entry.path.name
        path.write_text(re.sub(r",\s*expect=\"[A-Z]+\"", "", result.entry.path.read_text()))
        assert "expect=" not in path.read_text()
    for result in results:
        session = Session(Options(profile=PROFILE, folder=folder))
        again = session.one(catalogue([str(folder / result.entry.path.name)])[0]).outcome
        assert again.verdict is result.outcome.verdict, result.outcome.id
        assert [n.verdict for n in again.neighbours] == [n.verdict for n in result.outcome.neighbours]


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow)])
@pytest.mark.parametrize("area", AREAS)
def test_every_refutation_is_found_from_this_seed(area, seed, tmp_path: Path):
    """No stored witness helps, for there is no ledger, nor what the author knows."""
    refute_again([entry for entry in catalogue([f"{area}.*"]) if entry.id not in LONG], seed, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_refutations_that_take_long_are_found_too(seed, tmp_path: Path):
    refute_again(catalogue(LONG), seed, tmp_path)


def refute_again(entries, seed: int, folder: Path):
    """Each false neighbour, and each claim that is expected to be false, falls in a search of its own."""
    trials = []
    for entry in entries:
        claim = load(entry)
        false = [(f"{entry.id}/{n.name}", claim.neighbour_statement(n), n.expect) for n in claim.neighbours]
        if claim.expect in FALLEN:
            false.append((entry.id, claim.statement, claim.expect))
        for name, statement, expected in false:
            trial = Trial(name, claim.title, str(claim.source), unaided(statement), folder)
            trial.search(claim.domain, Budget(examples=PROFILES[PROFILE]), seed, "numpy", ())
            trials.append((trial, expected))
    replay_afresh([trial for trial, _ in trials])
    assert {trial.id: trial.decision().verdict.value for trial, _ in trials} == {
        trial.id: expected for trial, expected in trials
    }
    assert {expected for _, expected in trials} <= FALLEN
