"""A formula in closed form: what says that it is one is an edge, is told with the verdict, and is no lemma."""

from __future__ import annotations

from pathlib import Path

from theorycheck.pipeline import Options
from theorycheck.session import Session
from theorycheck.statement.discovery import catalogue, load

HEADER = 'from theorycheck import Claim, eq, le, real\nx = real("x")\n'
AREA = HEADER + 'claim = Claim(title="area", source="s", conclude=eq(x * x, x**2), proof="auto")\n'
ROOM = HEADER + 'claim = Claim(title="r", source="s", conclude=le({}), closed_form={{"area": "that A is the area"}})\n'


def checked(folder: Path, conclusion: str) -> Session:
    (folder / "area.py").write_text(AREA)
    (folder / "room.py").write_text(ROOM.format(conclusion))
    session = Session(Options(examples=200, folder=folder))
    session.run(catalogue([str(folder / "area.py"), str(folder / "room.py")]))
    return session


def test_the_file_is_read_alike_with_and_without_importing_it(tmp_path: Path) -> None:
    checked(tmp_path, "x, x")
    (entry,) = catalogue([str(tmp_path / "room.py")])
    assert entry.rests_on == load(entry).rests_on == ("area",) and entry.uses == load(entry).uses == ()


def test_a_refutation_is_told_to_be_of_the_closed_form(tmp_path: Path) -> None:
    (tmp_path / "area.py").write_text(AREA)
    (tmp_path / "room.py").write_text(ROOM.format("x, 0"))
    session = Session(Options(examples=200, folder=tmp_path))
    _, room = session.run(catalogue([str(tmp_path / "area.py"), str(tmp_path / "room.py")]))
    assert room.outcome.verdict.value == room.outcome.standing == "REFUTED"
    assert room.outcome.reason.endswith("; all of it for the closed form: that A is the area is area")
    assert room.outcome.uses == ("area",) and room.outcome.used == ()
    assert session.graph.edges["area", "room"] == {"declared": True, "used": False}


def test_a_name_that_nobody_has_is_a_mistake_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text(ROOM.format("x, x + 1"))
    (result,) = Session(Options(examples=200, folder=tmp_path)).run(catalogue([str(tmp_path / "room.py")]))
    assert "no claim is called area" in str(result.error)


def test_a_proof_may_not_use_it(tmp_path: Path) -> None:
    session = checked(tmp_path, "x, x + 1")
    assert session.graph.edges["area", "room"]["used"] is False
    assert session.graph.nodes["room"]["node"].verdict.value == "PROVED"
