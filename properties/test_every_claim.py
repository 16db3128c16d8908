"""What holds of every claim of the library and of every false neighbour, at points that Hypothesis draws."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from theorycheck.algebra import backends
from theorycheck.errors import NotNumeric
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.exact import Decision, Judge
from theorycheck.falsifying.hunting.subject import speaks_of_landscapes
from theorycheck.falsifying.point import from_witness
from theorycheck.falsifying.screen import Screen
from theorycheck.falsifying.search import search
from theorycheck.falsifying.shrink import Shrinker
from theorycheck.falsifying.simplicity import measure
from theorycheck.falsifying.space import StatementSpace
from theorycheck.outcome import decode_witness, encode_witness, example_line
from theorycheck.statement.discovery import catalogue, load
from theorycheck.statement.domain import Domain
from theorycheck.statement.integrals import speaks_of_integrals
from theorycheck.statement.statements import Statement
from theorycheck.statement.storage import from_json, to_json
from theorycheck.strategies import Witness, profile, witness, witnesses

ENTRIES = catalogue(())
MOST_ENTRIES = 30  # of a point that is decided exactly here
EXAMPLES = {"quick": 5, "thorough": 400}
every_claim = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
each_lane = pytest.mark.parametrize("lane", ["quick", pytest.param("thorough", marks=pytest.mark.slow)])


def parts(entry: Any) -> Iterator[tuple[str, Statement, bool]]:
    """The statement of a claim and of each neighbour, and whether it is expected to be true."""
    claim = load(entry)
    yield entry.id, claim.statement, claim.expect in ("PROVED", "CERTIFIED")
    for neighbour in claim.neighbours:
        yield f"{entry.id}/{neighbour.name}", claim.neighbour_statement(neighbour), False


def numeric(entry: Any) -> list[tuple[str, Statement, bool, Any]]:
    """Those that can be decided at points; the claim's domain goes with them."""
    found = []
    for name, statement, true in parts(entry):
        try:
            found.append((name, statement, true, witnesses(statement, small(statement, load(entry).domain))))
        except NotNumeric:
            continue
    return found or pytest.skip("speaks of unknown functions or of all points")


def small(statement: Statement, domain: Domain | None) -> Domain:
    """The domain with sizes up to three, where the claim asks for no others."""
    sizes = dict.fromkeys(StatementSpace(statement, 0).size_names, (0, 3))
    return replace(domain or Domain(), sizes={**sizes, **(domain.sizes if domain else {})})


@every_claim
@each_lane
def test_truths_hold_and_floats_agree_at_drawn_points(entry: Any, lane: str) -> None:
    """A proved claim is never refuted by exact arithmetic, and what floats are sure of, exact arithmetic confirms."""
    for name, statement, true, points in numeric(entry):
        given(points)(settings(profile(lane), max_examples=EXAMPLES[lane])(confirmed(name, statement, true)))()


def confirmed(name: str, statement: Statement, true: bool) -> Any:
    """The test of one statement."""
    space = StatementSpace(statement, 0)
    judge, screen = Judge(statement, space.layout), Screen(statement, space.layout, backends.select("numpy"))

    def test(drawn: Witness) -> None:
        found = from_witness(drawn, space)
        if sum(cell.size for cell in found.cells) > MOST_ENTRIES:
            return
        decision = judge.decide(found)
        assert not (true and decision is Decision.REFUTES), name
        assert screen.possible([found]) == [True] or decision is not Decision.REFUTES, name
        value, bound = (part[0] for part in screen.bounded(statement.conclusion, [found]))
        assert not value - bound > 0 or decision is not Decision.HOLDS, name
        assert decode_witness(encode_witness(drawn)) == drawn

    return test


@every_claim
def test_what_is_written_down_is_read_back(entry: Any) -> None:
    """JSON and pickle give the very nodes; LaTeX has balanced braces; SymPy's own traversal rebuilds each node."""
    for name, statement, _ in parts(entry):
        for node in (*statement.given, statement.conclude):
            assert from_json(to_json(node)) is node, name
            assert pickle.loads(pickle.dumps(node)) is node, name
            assert not node.args or node.func(*node.args) is node, name
        shown = re.sub(r"\\[{}]|\\leftarrow|\\rightarrow", "", statement.latex())
        for left, right in (("{", "}"), (r"\left", r"\right"), (r"\begin", r"\end")):
            assert shown.count(left) == shown.count(right), name
        assert Statement(statement.given, statement.conclude).digest == statement.digest


@every_claim
def test_a_neighbour_s_witness_is_one_for_every_reader(entry: Any) -> None:
    """It refutes after a way through JSON and through the line for Hypothesis, and nothing simpler near it refutes."""
    claim = load(entry)
    for name, statement, _, _ in numeric(entry)[1:]:
        if speaks_of_landscapes(statement) or speaks_of_integrals(statement):
            continue  # the kernel decides these, one certificate each: see tests/library
        refutation = search(statement, claim.domain, Budget(examples=1000), 1, "numpy").refutation
        if refutation is None:
            continue  # whether it is refuted is for tests/library to say, with more networks
        stored = encode_witness(refutation.witness)
        assert decode_witness(stored) == refutation.witness, name
        assert eval(example_line(stored).removeprefix("@example"), {"witness": witness}) == refutation.witness
        space = StatementSpace(statement, 2)
        judge, found = Judge(statement, space.layout), from_witness(refutation.witness, space)
        assert judge.refutes(found), name
        if refutation.worst is not None:
            assert judge.refutes(from_witness(refutation.worst.witness, space)), name
            assert 0 < refutation.worst.relative <= 1
            assert refutation.worst.witness != refutation.witness
        if judge.layout.reals:
            again = Shrinker(judge.refutes, space).shrink(found)
            assert measure(again) == measure(found), name
