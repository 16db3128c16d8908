"""The kernel that stands by says what one that was started says, and a question that fails spoils no other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from theorycheck.certificates import replay_files, save, standing_by, wrap
from theorycheck.kernel import terms as t
from theorycheck.kernel.derivation import Derivation

pytestmark = pytest.mark.skipif(not standing_by.POSSIBLE, reason="this system cannot split off a process")


def _saved(value: int, folder: Path) -> Path:
    d = Derivation()
    theorem = d.refl(t.real(value))
    words = {"title": "", "words": "", "source": "", "role": "proof"}
    document = d.certificate(theorem, theorem.conclusion)
    return save(wrap(document, claim=f"a{value}", statement_hash=theorem.conclusion.digest(), **words), folder)[0]


def _pid() -> int:
    return standing_by._standing_by(os.getpid()).pid


def test_it_says_what_a_kernel_says_that_was_started(tmp_path: Path) -> None:
    good, other = _saved(1, tmp_path), tmp_path / "broken.json"
    other.write_text("{}")
    paths = [good, other, tmp_path / "missing.json"]
    assert replay_files(paths) == replay_files(paths, command=(sys.executable, "-I", "-m", "theorycheck.kernel"))


def test_one_kernel_answers_many_questions(tmp_path: Path) -> None:
    paths = [_saved(value, tmp_path) for value in (1, 2)]
    first = _pid()
    assert [replay_files([path])[0].conclusion for path in paths] == [a.conclusion for a in replay_files(paths)]
    assert _pid() == first


def test_a_kernel_that_was_killed_is_started_again(tmp_path: Path) -> None:
    path = _saved(1, tmp_path)
    os.kill(_pid(), 9)
    assert replay_files([path])[0].ok


def test_a_late_answer_is_no_answer_to_the_next_question(tmp_path: Path) -> None:
    one, two = (_saved(value, tmp_path) for value in (1, 2))
    late, *_ = replay_files([one], seconds=0.0)
    assert not late.ok and "no answer" in late.error
    assert replay_files([two])[0].conclusion != replay_files([one])[0].conclusion


def test_an_interrupt_leaves_no_answer_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = (_saved(value, tmp_path) for value in (1, 2))
    expected = [answer.conclusion for answer in replay_files([one, two])]

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(standing_by.os, "read", interrupted)
        replay_files([one])
    assert replay_files([two])[0].conclusion == expected[1] != expected[0]


def test_it_ends_with_the_process_that_asks(tmp_path: Path) -> None:
    path = _saved(1, tmp_path)
    code = (
        "import sys, pathlib, os\nfrom theorycheck.certificates import replay_files, standing_by\n"
        "assert replay_files([pathlib.Path(sys.argv[1])])[0].ok\nprint(standing_by._standing_by(os.getpid()).pid)"
    )
    said = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True).stdout
    with pytest.raises(ProcessLookupError):
        os.kill(int(said), 0)
