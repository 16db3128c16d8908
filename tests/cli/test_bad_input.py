"""Bad input: one clear sentence (what, where, why, what to type next), the right exit code, and nothing stored is lost.

The table, row by row of the design's section on bad input, is in bad_input_table.py. A case reads: what lies on the
desk, how it is spoiled, what is typed, the whole sentence, the exit code; then what the sentence says to do, which must
help. Before each case two claims were checked; after it all that was stored is still there.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the table beside this file

from bad_input import LEDGER, Case
from bad_input_table import BESIDE, CASES, ROWS

IMPORTS = '"""A conjecture."""\nfrom theorycheck import Claim, Domain, eq, interval, le, matrix, real, relu\n'
TRUE = 'x = real("x")\nclaim = Claim(title="t", source="s", conclude=le(0, relu(x)), proof="auto")\n'
FALSE = (
    'x, y = real("x"), real("y")\n'
    'claim = Claim(title="f", source="s", conclude=eq(relu(x * y), relu(x) * relu(y)), expect="REFUTED")\n'
)
connect = sqlite3.connect  # some cases replace it


@dataclass
class Bench:
    """A desk on which things go wrong; what was patched and started for it ends with it."""

    desk: Any
    patch: pytest.MonkeyPatch = field(default_factory=pytest.MonkeyPatch)
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.desk.folder

    def file(self, name: str, text: str) -> None:
        self.desk.file(name, text, IMPORTS if name.endswith(".py") else "")

    def type(self, *arguments: object) -> Any:
        return self.desk.type(*arguments)

    def start(self, *command: str) -> subprocess.Popen[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("THEORYCHECK_")}
        pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        # whoever runs the tests in the background of a shell ignores interrupts, and what it starts would too
        heeding: Any = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
        process = subprocess.Popen(command, cwd=self.folder, env=environment, text=True, **pipes, **heeding)
        self.processes.append(process)
        return self.processes[-1]

    def end_processes(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout, process.stderr):
                stream.close()  # type: ignore[union-attr]
        self.processes.clear()

    def stored(self) -> dict[str, Any]:
        """Everything that is stored: the rows of the ledger, or its bytes where it cannot be read; the certificates."""
        folder = self.folder / ".theorycheck"
        found: dict[str, Any] = {str(path): path.read_bytes() for path in (folder / "certificates").iterdir()}
        path = self.folder / LEDGER
        if path.is_dir():
            return found | {"elsewhere": path.with_name("elsewhere").read_bytes()}
        raw = connect(f"file:{path}?mode=ro", uri=True)
        try:
            if raw.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("damaged")
            for table in ("runs", "witnesses", "certificates"):
                found |= {f"{table} {row}": True for row in raw.execute(f"SELECT * FROM {table}")}
        except sqlite3.DatabaseError:
            found["ledger"] = path.read_bytes()
        finally:
            raw.close()
        return found


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two claims and what a check stored of them; paths in the ledger are relative, so that it can be copied."""
    folder = tmp_path_factory.mktemp("template")
    for name, text in (("conjecture_true.py", TRUE), ("conjecture_false.py", FALSE)):
        (folder / name).write_text(IMPORTS + text)
    command = [sys.executable, "-m", "theorycheck", "check", "conjecture_true.py", "conjecture_false.py"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("THEORYCHECK_")}
    subprocess.run([*command, "--examples", "50"], cwd=folder, env=environment, check=True, capture_output=True)
    return folder


@pytest.fixture
def bench(desk: Any, template: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    shutil.copytree(template, desk.folder, dirs_exist_ok=True)
    monkeypatch.setattr("theorycheck.ledger.BUSY_SECONDS", 0.05)
    found = Bench(desk)
    yield found
    found.patch.undo()
    found.end_processes()


def _still_there(before: dict[str, Any], after: dict[str, Any]) -> bool:
    return all(after.get(name) == content for name, content in before.items())


@pytest.mark.parametrize("case", CASES, ids=[f"{number} {case.name}" for number, case in enumerate(CASES)])
def test_bad_input(bench: Bench, case: Case) -> None:
    for name, text in case.files.items():
        bench.file(name, text)
    names = case.spoil(bench) or {}
    before = bench.stored()
    answer = case.how(bench, case.typed.format(**names))
    assert answer.code == case.code, answer.err
    says = case.says.format(**names)
    complaints = [line.removeprefix("theorycheck: ") for line in answer.err.splitlines() if "theorycheck: " in line]
    if complaints or not answer.out:
        assert complaints == ([says] if says else [])
    else:
        assert [line for line in map(str.strip, answer.out.splitlines()) if line == says] == [says], answer.out
    assert set(case.also) <= set(answer.err.splitlines())
    assert ("Traceback" in answer.err) == bool(case.also), (
        "a traceback is shown where a claim file raised, else nowhere"
    )
    if case.verdicts:
        claims = answer.json["claims"]
        assert {claim["id"]: claim["verdict"] for claim in claims} == case.verdicts
        assert [claim["reason"] for claim in claims if claim["id"] == "conjecture_bad"] == [says]
    assert _still_there(before, bench.stored())
    case.mend(bench)
    for typed in case.cure:
        answer = bench.type(*typed.format(**names).split())
        assert answer.code == 0, (typed, answer.err)


def test_every_row_of_the_section_has_a_case() -> None:
    """The section's rows, by name; a row without a case is bad input that nobody has tried."""
    assert [row for row in ROWS if row not in {case.row for case in CASES}] == []
    assert {case.row for case in CASES} == {*ROWS, *BESIDE}


@pytest.mark.parametrize("case", CASES, ids=[f"{number} {case.name}" for number, case in enumerate(CASES)])
def test_a_sentence_says_what_to_type_next_and_that_helps(case: Case) -> None:
    """A verdict is no mistake, and of a run that was killed nobody is left to speak."""
    assert case.cure
    assert "; " in case.says or case.row in ("contradictory hypotheses", "a killed run")


@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        ("--profile endless", 2, "the profile endless is unknown; choose quick, default, deep"),
        ("--seconds -1", 2, "a budget cannot be negative; give --seconds or --examples a number from 0 up"),
        ("--backend abacus", 2, "the backend 'abacus' is unknown; choose one of auto, numpy, cupy, portable"),
    ],
)
def test_a_wrong_option_is_usage(desk: Any, true: str, typed: str, code: int, says: str) -> None:
    answer = desk.type("check", true, *typed.split())
    assert (answer.code, answer.err, answer.out) == (code, f"theorycheck: {says}\n", "")


def test_an_option_that_does_not_exist_is_usage(desk: Any, true: str) -> None:
    answer = desk.type("check", true, "--colour", "red")
    assert answer.code == 2
    assert "No such option" in answer.err


def test_an_interrupt_reaches_what_is_started_where_interrupts_are_ignored(bench: Bench) -> None:
    """Else a killed run would run to its end there."""
    heeded = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = bench.start(sys.executable, "-c", "print('ready', flush=True); input()")
    finally:
        signal.signal(signal.SIGINT, heeded)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert err.endswith("KeyboardInterrupt\n")


def test_nothing_to_verify(desk: Any) -> None:
    says = "there is no certificate to verify; run theorycheck check first, or name a file"
    assert desk.type("verify").err == f"theorycheck: {says}\n"
    assert desk.type("verify").code == 5


def test_a_bug_of_ours_is_called_one(desk: Any, true: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the sky is falling")

    monkeypatch.setattr("theorycheck.cli.terminal.listing", broken)
    answer = desk.type("list", true)
    assert answer.code == 3
    says = "theorycheck: internal error: the sky is falling; please report the lines above"
    assert answer.err.splitlines()[-1] == says
    assert "Traceback" in answer.err


def test_the_comparison_can_fail(bench: Bench) -> None:
    """What `test_bad_input` looks at: rows, certificates, a file that cannot be read."""
    before = bench.stored()
    assert _still_there(before, bench.stored())
    (certificate,) = (bench.folder / ".theorycheck" / "certificates").glob("conjecture_true-proof-*")
    certificate.write_bytes(certificate.read_bytes() + b" ")
    assert not _still_there(before, bench.stored())
    before = bench.stored()
    raw = connect(bench.folder / LEDGER)
    raw.execute("DELETE FROM witnesses")
    raw.commit()
    raw.close()
    assert not _still_there(before, bench.stored())
    (bench.folder / LEDGER).write_bytes(b"one" * 500)
    before = bench.stored()
    (bench.folder / LEDGER).write_bytes(b"two" * 500)
    assert not _still_there(before, bench.stored())
