"""A `theorycheck check` that is killed loses nothing that it had stored, and the same command goes on from there."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from checkers import Checkers
from writers import copied

from theorycheck.ledger import Ledger

HEADER = "from theorycheck import Claim, Neighbour, eq, exp, le, real, relu\nx, y = real('x'), real('y')\n"
CLAIMS = {
    "conjecture_a": 'conclude=le(0, relu(x)), proof="auto", neighbours=[Neighbour("sharper", conclude=le(1, relu(x)))]',
    "conjecture_b": "conclude=eq(relu(x * y), relu(x) * relu(y)), expect='REFUTED'",
    "conjecture_c": "given=[le(-5, x)], conclude=le(x, exp(x)), neighbours=[Neighbour('far', conclude=le(exp(x), x)),"
    " Neighbour('near', conclude=le(x, exp(x) - 2))]",
    "conjecture_d": 'conclude=le(x, relu(x)), proof="restrict(x, 0, 2), auto"',
    "conjecture_e": "given=[le(x, -1), le(1, x)], conclude=eq(x, 5), expect='VACUOUS'",
}
FILES = tuple(f"{name}.py" for name in CLAIMS)
COMMAND = ("check", *FILES, "--examples", "300", "--json", "--progress", "plain")
SHORT_LANE, LONG_LANE = 6, 200


def _desk(folder: Path) -> Path:
    folder.mkdir()
    for name, fields in CLAIMS.items():
        (folder / f"{name}.py").write_text(f"{HEADER}claim = Claim(title='t', source='s', {fields})\n")
    return folder


def _said(folder: Path) -> list[dict[str, Any]]:
    """What a run printed, without the seconds that it took; certificates are looked at by `_stored`."""
    claims = json.loads((folder / "out.0").read_text())["claims"]
    for claim in claims:
        for timed in (claim, *claim["neighbours"]):
            del timed["seconds"]
        claim.pop("certificate")
    return claims


def _finished(folder: Path, number: int = 0) -> dict[str, str]:
    """The claims that a run said were done, and after how long; one line of standard error each."""
    lines = (folder / f"err.{number}").read_text().splitlines()
    return {line.split()[2]: line.split("(")[1].rstrip(")") for line in lines if "  conjecture_" in line}


def _stored(folder: Path) -> list[str]:
    """The claims in the ledger, each with its neighbours and with every certificate it names whole."""
    path = folder / ".theorycheck" / "ledger.sqlite"
    if not path.exists():
        return []
    looks = len(list(folder.glob("look-*")))
    with Ledger(copied(path, folder / f"look-{looks}")) as ledger:
        assert ledger._rows("PRAGMA integrity_check") == [("ok",)]
        rows = ledger._rows("SELECT claim, outcome FROM runs ORDER BY id")
        named = [(one.path, one.sha256) for one in ledger.certificates()]
    outcomes = {claim: json.loads(text) for claim, text in rows}
    claims = [claim for claim in outcomes if "/" not in claim]
    for claim in claims:
        assert {n["id"] for n in outcomes[claim]["neighbours"]} == {c for c in outcomes if c.startswith(f"{claim}/")}
        named += [(one["path"], one["sha256"]) for one in outcomes[claim]["documents"].values()]
    for name, sha256 in named:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256
    return claims


@pytest.fixture(scope="module")
def checkers() -> Iterator[Checkers]:
    with Checkers() as found:
        yield found


@pytest.fixture(scope="module")
def calm(checkers: Checkers, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict[str, Any]], float]:
    """What an undisturbed run says, and its seconds."""
    folder = _desk(tmp_path_factory.mktemp("calm") / "desk")
    started = time.monotonic()
    assert checkers.run(folder, COMMAND) == [0], (folder / "err.0").read_text()
    seconds = time.monotonic() - started
    assert _stored(folder) == list(CLAIMS)
    assert [c["verdict"] for c in _said(folder)] == ["PROVED", "REFUTED", "SURVIVED", "CERTIFIED", "VACUOUS"]
    return _said(folder), seconds


def _killed_and_resumed(checkers: Checkers, folder: Path, delay: float, undisturbed: list[dict[str, Any]]) -> int:
    """How many claims were stored when the kill came."""
    (code,) = checkers.run(folder, COMMAND, delay=delay)
    assert code in (-9, 0)  # it may have been faster than the kill
    done, stored = _finished(folder), _stored(folder)
    assert stored == list(CLAIMS)[: len(stored)]
    assert set(done) <= set(stored)
    assert len(stored) <= len(done) + 1  # at most one was stored and not yet told
    assert checkers.run(folder, COMMAND) == [0]
    assert {claim for claim, how in _finished(folder).items() if how == "stored"} == set(stored)
    assert _said(folder) == undisturbed
    assert _stored(folder) == list(CLAIMS)
    return len(stored)


@pytest.mark.parametrize("kills", [SHORT_LANE, pytest.param(LONG_LANE, marks=pytest.mark.slow)])
def test_a_killed_check_is_resumed(checkers: Checkers, calm: Any, tmp_path: Path, kills: int) -> None:
    undisturbed, seconds = calm
    chance = random.Random(kills)
    seen = []
    for number in range(kills):
        # one moment from each of as many equal spans: a handful of kills is spread over the whole run too, and beyond
        # its end, since a machine that is busier now than it was is slower
        delay = 1.5 * seconds * (number + chance.random()) / kills
        seen.append(_killed_and_resumed(checkers, _desk(tmp_path / str(number)), delay, undisturbed))
    assert any(0 < stored < len(CLAIMS) for stored in seen), "no kill came in the middle"


def test_a_check_that_is_killed_again_and_again_comes_to_its_end(checkers: Checkers, calm: Any, tmp_path: Path) -> None:
    """Each run stores at least something, or the next is given more time."""
    undisturbed, seconds = calm
    folder, chance, delay, stored = _desk(tmp_path / "desk"), random.Random(9), 0.0, 0
    for _ in range(40):
        checkers.run(folder, COMMAND, delay=delay + chance.uniform(0, seconds / 10))
        before, stored = stored, len(_stored(folder))
        assert stored >= before
        if stored == len(CLAIMS):
            break
        delay += seconds / 40 if stored == before else 0
    assert stored == len(CLAIMS)
    assert checkers.run(folder, COMMAND) == [0]
    assert set(_finished(folder).values()) == {"stored"}
    assert _said(folder) == undisturbed
    assert checkers.run(folder, ["verify"]) == [0], (folder / "out.0").read_text()


def test_rests_of_a_kill_are_in_nobodys_way(checkers: Checkers, calm: Any, tmp_path: Path) -> None:
    """A half-written certificate under its hidden name, and one under its own: a disk may lose what was not synced."""
    undisturbed, _ = calm
    folder = _desk(tmp_path / "desk")
    assert checkers.run(folder, COMMAND) == [0]
    places = sorted((folder / ".theorycheck" / "certificates").iterdir())
    whole = [path.read_bytes() for path in places]
    shutil.rmtree(folder / ".theorycheck")
    places[0].parent.mkdir(parents=True)
    for path, content in zip(places, whole, strict=True):
        path.write_bytes(content[: len(content) // 2])
        path.with_name(f".{path.stem}.0123abcd.part").write_bytes(content[:7])
    assert checkers.run(folder, COMMAND) == [0]
    assert _said(folder) == undisturbed
    assert [path.read_bytes() for path in places] == whole
    assert checkers.run(folder, ["verify"]) == [0]


def test_two_checks_of_the_same_claims_at_once(checkers: Checkers, calm: Any, tmp_path: Path) -> None:
    undisturbed, _ = calm
    folder = _desk(tmp_path / "desk")
    assert checkers.run(folder, COMMAND, times=2) == [0, 0], (folder / "err.0").read_text()
    assert [c["verdict"] for c in _said(folder)] == [c["verdict"] for c in undisturbed]
    assert _stored(folder) == list(CLAIMS)
    assert checkers.run(folder, ["verify"]) == [0]


def test_several_processes_say_the_same_and_a_kill_loses_what_they_were_at(calm: Any, tmp_path: Path) -> None:
    undisturbed, _ = calm
    folder = _desk(tmp_path / "desk")
    command = [sys.executable, "-m", "theorycheck", *COMMAND, "--jobs", "2"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("THEORYCHECK_")}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.kill()
    stored = _stored(folder)
    assert stored
    with (folder / "out.0").open("w") as out, (folder / "err.0").open("w") as err:
        assert subprocess.run(command, cwd=folder, env=environment, stdout=out, stderr=err, check=False).returncode == 0
    assert {claim for claim, how in _finished(folder).items() if how == "stored"} == set(stored)
    assert _said(folder) == undisturbed


def test_the_command_itself_is_killed_and_resumed(calm: Any, tmp_path: Path) -> None:
    """Not a fork that shares anything with a test: the process that a person starts."""
    undisturbed, _ = calm
    folder = _desk(tmp_path / "desk")
    command = [sys.executable, "-m", "theorycheck", *COMMAND]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("THEORYCHECK_")}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        first = [process.stderr.readline() for _ in range(2)]
        process.kill()
    assert ["conjecture_a" in first[0], "conjecture_b" in first[1]] == [True, True]
    stored = _stored(folder)
    assert stored[:2] == list(CLAIMS)[:2]
    with (folder / "out.0").open("w") as out, (folder / "err.0").open("w") as err:
        assert subprocess.run(command, cwd=folder, env=environment, stdout=out, stderr=err, check=False).returncode == 0
    assert {claim for claim, how in _finished(folder).items() if how == "stored"} == set(stored)
    assert _said(folder) == undisturbed
