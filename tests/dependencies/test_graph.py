"""Edges are what claims declare and what certificates use; a circle is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from theorycheck.dependencies.graph import claim_graph, rested_on
from theorycheck.dependencies.node import Node, of_entry, of_outcome
from theorycheck.errors import CyclicUses
from theorycheck.ledger import Ledger
from theorycheck.pipeline import Options
from theorycheck.session import Session
from theorycheck.statement import discovery
from theorycheck.statement.discovery import catalogue
from theorycheck.verdicts import Verdict

HEADER = 'from theorycheck import Claim, le, real, relu\nx = real("x")\n'
CLAIM = HEADER + 'claim = Claim(title="t", source="s", conclude={}, {})\n'


def test_an_edge_knows_whether_it_is_declared_and_used(drawn: Callable[[str], nx.DiGraph]) -> None:
    graph = drawn("a: CITED\nb: PROVED\nc: CONDITIONAL <- a, b?")
    assert dict(graph.edges) == {
        ("a", "c"): {"declared": True, "used": True},
        ("b", "c"): {"declared": True, "used": False},
    }
    hidden = claim_graph([Node("a"), Node("b", used=("a",))])
    assert hidden.edges["a", "b"] == {"declared": False, "used": True}


def test_what_is_named_and_not_given_is_open(drawn: Callable[[str], nx.DiGraph]) -> None:
    graph = drawn("b: SURVIVED <- elsewhere?")
    assert graph.nodes["elsewhere"]["node"] == Node("elsewhere")


def test_a_circle_is_refused_and_named(drawn: Callable[[str], nx.DiGraph]) -> None:
    with pytest.raises(CyclicUses, match="use each other in a circle") as refused:
        drawn("a: OPEN <- c?\nb: OPEN <- a?\nc: OPEN <- b?\nd: OPEN <- a?")
    assert set(refused.value.cycle) == {"a", "b", "c"}
    a, b, c = "a -> c", "c -> b", "b -> a"  # each uses the next
    assert all(step in str(refused.value) for step in (a, b, c))


def test_everything_below_is_looked_up_once() -> None:
    known = {"a": Node("a"), "b": Node("b", uses=("a",)), "c": Node("c", uses=("a", "b"))}
    asked: list[str] = []

    def find(name: str) -> Node:
        asked.append(name)
        return known[name]

    found = rested_on([Node("d", uses=("c", "b")), known["b"]], find)
    assert [node.id for node in found] == ["d", "b", "c", "a"] and asked == ["c", "a"]


# ---- from files, runs and the ledger


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "law.py").write_text(CLAIM.format("le(x**3, x**4 + 1)", 'assumed="cited"'))
    (tmp_path / "user.py").write_text(CLAIM.format("le(x**3, x**4 + 2)", 'proof="auto", uses=["law", "spare"]'))
    (tmp_path / "spare.py").write_text(CLAIM.format("le(0, relu(x))", 'proof="auto"'))
    return tmp_path


def checked(folder: Path, *names: str, **options: Any) -> Session:
    """Every file is known to the run, the named ones are checked."""
    with Ledger(folder / "ledger") as ledger:
        session = Session(Options(examples=200, folder=folder), ledger)
        session.run(catalogue([str(folder / f"{name}.py") for name in names]))
    return session


def test_a_run_s_graph_has_what_its_certificates_use(folder: Path) -> None:
    graph = checked(folder, "law", "user", "spare").graph
    assert graph.edges["law", "user"]["used"] and not graph.edges["spare", "user"]["used"]
    verdicts = {name: data["node"].verdict.value for name, data in graph.nodes.items()}
    assert verdicts == {"law": "CITED", "user": "CONDITIONAL", "spare": "PROVED"}


def test_the_ledger_remembers_what_was_used_until_something_changes(folder: Path) -> None:
    session = checked(folder, "law", "user", "spare")
    (entry,) = catalogue([str(folder / "user.py")])
    with Ledger(folder / "ledger") as ledger:
        run = ledger.latest("user")
    found = session.graph.nodes["user"]["node"]
    assert of_entry(entry, run) == found and found.used == ("law",)
    assert of_entry(entry, None) == Node("user", "t", Verdict.OPEN, ("law", "spare"))
    entry.path.write_text(entry.path.read_text() + "\n")
    assert of_entry(entry, run) == Node("user", "t", Verdict.STALE, ("law", "spare"))


def test_what_is_used_comes_back_from_the_ledger_with_the_outcome(folder: Path) -> None:
    first = checked(folder, "law", "user", "spare").graph
    with Ledger(folder / "ledger") as ledger:
        session = Session(Options(examples=200, folder=folder), ledger, reuse=True)
        results = session.run(catalogue([str(folder / f"{name}.py") for name in ("law", "user", "spare")]))
    assert all(result.reused for result in results) and dict(session.graph.edges) == dict(first.edges)
    assert [of_outcome(r.outcome) for r in results] == [first.nodes[r.entry.id]["node"] for r in results]


def test_a_single_check_reads_the_library_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many premises it has, and however often it is asked for them."""
    premises = [entry.id for entry in catalogue() if not entry.uses][:3]
    (folder / "many.py").write_text(CLAIM.format("le(0, relu(x))", f'proof="auto", uses={premises}'))
    entries, reads = catalogue([str(folder / "many.py")]), []
    monkeypatch.setattr(discovery, "read_library", lambda read=discovery.read_library: reads.append(1) or read())
    with Ledger(folder / "ledger") as ledger:
        (result,) = Session(Options(examples=50, folder=folder), ledger).run(entries)
    assert result.error is None and len(reads) == 1


def test_an_undeclared_use_fails_the_check_with_a_sentence(folder: Path) -> None:
    """user declares between, between rests on law, and user's own proof uses law as well."""
    (folder / "between.py").write_text(CLAIM.format("le(x**3, x**4 + 3)", 'proof="auto", uses=["law"]'))
    (folder / "user.py").write_text(CLAIM.format("le(x**3, x**4 + 2)", 'proof="auto", uses=["between"]'))
    with Ledger(folder / "ledger") as ledger:
        session = Session(Options(examples=200, folder=folder), ledger)
        *_, user = session.run(catalogue([str(folder / f"{name}.py") for name in ("law", "between", "user")]))
        assert ledger.latest("user") is None
    assert user.outcome.verdict is Verdict.UNKNOWN and user.disappointing
    assert str(user.error).startswith("the proof of user uses law (in ")
    assert str(user.error).endswith("add law to its uses=(...)")
