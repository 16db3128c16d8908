"""The comparison with other tools runs, loses nothing of what it has measured, and says what it could not measure."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from itertools import islice

import pytest

from benchmarks import __main__ as command
from benchmarks import falsify, table
from benchmarks.falsify import OURS, Effort, Record
from benchmarks.margins import CONJECTURES
from benchmarks.neighbours import Objective, neighbours
from benchmarks.ours import refute
from benchmarks.peers import PEERS, Peer, Trial
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.search import search

DEGREE, TIE = CONJECTURES[0], CONJECTURES[1]
INSTALLED = [peer for peer in PEERS if peer.version() is not None]
MARGIN = {
    "found": lambda point: 1.0,
    "never": lambda point: -1.0 - float(point @ point),
}


def trial(kind: str, seconds: float) -> Trial:
    return Trial(3, MARGIN[kind], lambda rows: rows.sum(1) * 0 + (1 if kind == "found" else -1), 1, seconds)


@pytest.mark.parametrize("peer", INSTALLED, ids=lambda peer: peer.name)
def test_a_tool_finds_what_is_everywhere_and_nothing_where_there_is_nothing(peer):
    assert peer.run(trial("found", 5.0))
    assert not peer.run(trial("never", 0.02))


def test_a_tool_that_is_not_installed_is_named_and_not_run():
    absent = Peer("nobody's", "no-such-distribution", PEERS[0].search)
    assert absent.version() is None
    assert "nobody's (not installed)" in table.planted([Record(DEGREE.label, OURS, 1, True, 1.0)], [absent.name], 3.0)


def test_a_tool_that_breaks_does_not_refute():
    def broken(run: Trial, seed: int) -> None:
        raise ValueError("no")

    records = list(falsify._tried("C", Peer("broken", "numpy", broken), Effort(1.0), lambda seed: trial("found", 1.0)))
    assert [(record.refuted, record.error) for record in records] == [(False, "ValueError: no")]


def test_after_two_failures_there_is_no_third_run():
    loop = next(peer for peer in PEERS if peer.name == "NumPy loop")
    records = list(falsify._tried("C", loop, Effort(0.01), lambda seed: trial("never", 0.01)))
    assert [record.seed for record in records] == [1, 2]
    assert loop.run(Trial(TIE.dimension, lambda point: float(point[0] > 1), None, 3, 5.0))


def test_our_time_has_two_parts_and_ends_with_a_certificate():
    run = refute(DEGREE.path, 1, 10.0)
    assert run.refuted
    assert 0 < run.searching < run.seconds


def test_an_objective_is_positive_at_the_counterexample_and_not_where_the_statement_holds():
    chosen = next(n for n in neighbours() if n.id == "optimality.relu_net_homogeneous_per_layer/negative-factors")
    statement, domain = chosen.statement(), chosen.claim.domain
    found = search(statement, domain, Budget(examples=2000), 1, "numpy").refutation
    of_neighbour = Objective(statement, domain, dict(found.found), 5.0)
    of_claim = Objective(chosen.claim.statement, domain, dict(found.found), 5.0)
    random = next(peer for peer in PEERS if peer.name == "NumPy batches")
    runs = [Trial(one.dimension, one.alone, one.batch, 1, 0.3, one.clock) for one in (of_neighbour, of_claim)]
    assert random.run(runs[0])
    assert not random.run(runs[1])
    assert of_neighbour.alone(next(iter(points(of_neighbour)))) <= 1.0
    assert of_neighbour.spared >= 0


def points(objective: Objective):
    import numpy

    yield numpy.ones(objective.dimension)


def test_the_command_writes_json_and_the_document_between_its_markers(tmp_path, monkeypatch, capsys):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n")
    quick = Effort(0.02, (1,))
    monkeypatch.setattr(command, "QUICK", (quick, quick))
    monkeypatch.setattr(command, "planted", lambda effort: islice(falsify.planted(effort, INSTALLED[4:6]), 3))
    monkeypatch.setattr(command, "beside", lambda effort: iter([Record("a/b", OURS, 1, True, 0.5, 0.25, 7)]))
    arguments = ["--quick", "--json", str(tmp_path / "found.json"), "--write", str(page)]
    assert command.main(arguments) == 0
    text = page.read_text()
    assert text.startswith("before\n") and text.endswith("after\n") and "old" not in text
    assert DEGREE.label in text and "NumPy loop" in text
    found = json.loads((tmp_path / "found.json").read_text())
    assert {record["tool"] for record in found["planted"]} == {OURS, "NumPy loop", "NumPy batches"}
    assert command.main(["--read", str(tmp_path / "found.json"), "--write", str(page)]) == 0
    assert page.read_text() == text


def test_a_document_without_markers_is_refused():
    with pytest.raises(ValueError, match="must hold"):
        table.written("no markers", "table")


def test_a_run_that_is_cut_keeps_what_it_has_and_says_so():
    left: list[str] = []
    records = (Record(f"C{number}", OURS, 1, True, 1.0) for number in range(5))
    kept = list(command._until(time.monotonic() - 1, records, left, "planted"))
    assert len(kept) == 1
    assert left == ["planted"]


def test_ratios_say_who_was_faster_and_who_alone():
    ours, other = Record("C", OURS, 1, True, 2.0, 1.0), Record("C", "other", 1, True, 1.0)
    assert "| 0.5 |" in table.planted([ours, other], [], 3.0)
    assert "| other | 0/1 | 3 |" in table.planted([ours, replace(other, refuted=False)], [], 3.0)
    assert "| only ours |" in table.planted([ours, replace(other, refuted=False)], [], 3.0)
    assert "| not ours |" in table.planted([replace(ours, refuted=False), other], [], 3.0)
    assert "| nobody |" in table.planted([replace(ours, refuted=False), replace(other, refuted=False)], [], 3.0)
