"""What a case of bad input is, and the ways in which things are spoiled for it. The cases are in bad_input_table.py."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from theorycheck.algebra.backends import Probe

LEDGER = Path(".theorycheck") / "ledger.sqlite"
# the head of a claim file that keeps its run waiting for input that never comes, as long as there is a file `waits`
WAITING = """import pathlib, sys
if pathlib.Path("waits").exists():
    print("waiting", file=sys.stderr, flush=True)
    sys.stdin.read()
"""
FINE = 'x = real("x")\nclaim = Claim(title="fine", source="here", conclude=le(0, relu(x) + 1), proof="auto")\n'

Spoiler = Callable[[Any], Mapping[str, object] | None]  # the desk -> names for the sentence


@dataclass(frozen=True)
class Case:
    """One thing that goes wrong.

    files:    what lies on the desk besides: name -> text after the imports (two lines)
    spoil:    what happens to the desk then
    typed:    the command, and `how` it is run
    says:     the whole sentence, {names} filled in; on standard output for verify and for a verdict, else on error
    code:     how the command ends
    verdicts: what the same run says of each claim
    also:     what else stands on standard error
    mend:     what the sentence says to do, and `cure`: what it says to type next; all end with exit code 0
    """

    row: str
    typed: str
    says: str
    code: int
    files: Mapping[str, str] = field(default_factory=dict)
    spoil: Spoiler = lambda desk: None
    how: Callable[[Any, str], Any] = lambda desk, typed: desk.type(*typed.split())
    verdicts: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    mend: Callable[[Any], object] = lambda desk: None
    cure: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.row}: {self.typed} {self.says.split(' (')[0][:40]}"


# -- how things are spoiled --------------------------------------------------------------------------------------------


def certificate(desk: Any, name: str = "conjecture_true") -> Path:
    (path,) = (desk.folder / ".theorycheck" / "certificates").glob(f"{name}-proof-*.json")
    return path


def _told(path: Path, desk: Any, stored: bytes = b"") -> dict[str, object]:
    now, then = sha256(path.read_bytes()).hexdigest(), sha256(stored).hexdigest()
    return {"path": path.relative_to(desk.folder), "now": now[:12], "then": then[:12]}


def edited_by_one_digit(desk: Any) -> dict[str, object]:
    """The first digit among the steps: a step's argument."""
    path = certificate(desk)
    stored, place = path.read_bytes(), path.read_bytes().index(b'"steps":')
    while not stored[place : place + 1].isdigit():
        place += 1
    path.write_bytes(stored[:place] + b"%d" % ((int(stored[place : place + 1]) + 1) % 10) + stored[place + 1 :])
    return _told(path, desk, stored)


def in_words_only(desk: Any) -> dict[str, object]:
    """The envelope says that it is about another statement; the steps are as they were."""
    path = certificate(desk)
    envelope = json.loads(path.read_text())
    path.write_text(json.dumps(envelope | {"statement_hash": "00" * 32}))
    return _told(path, desk)


def truncated(desk: Any) -> dict[str, object]:
    path = certificate(desk)
    path.write_bytes(path.read_bytes()[:-20])
    return _told(path, desk)


def removed(desk: Any) -> dict[str, object]:
    path = certificate(desk)
    told = _told(path, desk)
    path.unlink()
    return told


def of_another_claim(desk: Any) -> dict[str, object]:
    """A whole certificate, which the kernel accepts, under the name of this one."""
    assert desk.type("check", "conjecture_fine.py", "--examples", 50).code == 0
    shutil.copy(certificate(desk, "conjecture_fine"), certificate(desk))
    return _told(certificate(desk), desk)


def renamed(desk: Any) -> dict[str, object]:
    """Its words say that it is of a claim of the library; what was derived is another statement."""
    path = certificate(desk)
    envelope = json.loads(path.read_text())
    path.write_text(json.dumps(envelope | {"claim": "traps.square_nonnegative"}))
    (shown,) = desk.type("show", "traps.square_nonnegative", "--json").json["claims"]
    return _told(path, desk) | {"about": envelope["statement_hash"][:12], "claim": shown["statement_hash"][:12]}


def witness(value: str) -> Spoiler:
    """The stored witness gives y this value, as JSON."""

    def spoil(desk: Any) -> dict[str, object]:
        with sqlite3.connect(desk.folder / LEDGER) as raw:
            raw.execute("UPDATE witnesses SET witness = ?", (f'{{"x": 1, "y": {value}}}',))
            ((statement,),) = raw.execute("SELECT DISTINCT statement_hash FROM witnesses")
        raw.close()
        return {"ledger": LEDGER, "statement": statement[:12]}

    return spoil


def spoiled(change: Callable[[Path], object]) -> Spoiler:
    """The ledger's file is changed."""

    def spoil(desk: Any) -> dict[str, object]:
        change(desk.folder / LEDGER)
        return {"ledger": LEDGER}

    return spoil


def overwrite(place: int, content: bytes) -> Callable[[Path], object]:
    def change(path: Path) -> None:
        whole = path.read_bytes()
        path.write_bytes(whole[:place] + content + whole[place + len(content) :])

    return change


def folder_instead(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.mkdir()


def sql(statement: str) -> Callable[[Path], object]:
    def change(path: Path) -> None:
        raw = sqlite3.connect(path)
        raw.execute(statement)
        raw.commit()
        raw.close()

    return change


def as_if(**how: Any) -> Spoiler:
    """SQLite answers as it does where the file system is read-only, or full."""

    def spoil(desk: Any) -> dict[str, object]:
        connect = sqlite3.connect

        def connected(path: Path, **given: Any) -> sqlite3.Connection:
            found = connect(f"file:{path}?mode={how.get('mode', 'rw')}", uri=True, **given)
            if how.get("full"):
                (pages,) = found.execute("PRAGMA page_count").fetchone()
                found.execute(f"PRAGMA max_page_count = {pages}")
            return found

        desk.patch.setattr(sqlite3, "connect", connected)
        return {"ledger": LEDGER}

    return spoil


def undo(desk: Any) -> None:
    desk.patch.undo()


HOLDER = """
import sqlite3, sys
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def locked(desk: Any) -> dict[str, object]:
    """Another process is writing, and does not end."""
    holder = desk.start(sys.executable, "-c", HOLDER, str(desk.folder / LEDGER))
    assert holder.stdout.readline() == "held\n"
    return {"ledger": LEDGER}


def gpu(probe: Probe) -> Spoiler:
    return lambda desk: desk.patch.setattr("theorycheck.algebra.backends.probe", lambda: probe)


def ended_by(number: signal.Signals) -> Callable[[Any, str], Any]:
    """A real process gets the signal once its first claim is done, while its second waits in WAITING."""

    def run(desk: Any, typed: str) -> Any:
        process = desk.start(sys.executable, "-m", "theorycheck", *typed.split())
        told: list[str] = []
        while "waiting\n" not in told[-1:]:
            told.append(process.stderr.readline())
            assert told[-1], f"the run ended before it waited: {told}"
        process.send_signal(number)
        out, err = process.communicate()
        return SimpleNamespace(code=process.returncode, out=out, err="".join(told) + err)

    return run


def rewritten(name: str, text: str) -> Callable[[Any], object]:
    return lambda desk: desk.file(name, text)


def known(desk: Any) -> dict[str, object]:
    """How many claims there are today."""
    return {"count": len(desk.type("list", "--json").json["claims"])}
