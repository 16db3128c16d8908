"""Tasks in processes of their own: all are answered, what they tell arrives, and a death or an error is told."""

from __future__ import annotations

import functools
import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from theorycheck import workers
from theorycheck.errors import TheorycheckError


def squared(item: int, tell: Callable[[Any], None]) -> tuple[int, int]:
    tell(("at work on", item))
    return item * item, os.getpid()


def collected(item: int, tell: Callable[[Any], None]) -> tuple[int, int, int]:
    return gc.get_threshold()


def fails(how: str, item: int, tell: Callable[[Any], None]) -> None:
    if how == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    raise ValueError(f"bad item {item}")


def sleeps(item: int, tell: Callable[[Any], None]) -> None:
    time.sleep(item)


def test_every_item_is_answered_in_a_process_of_its_own() -> None:
    told: list[Any] = []
    answers = dict(workers.completed(squared, [5, 6, 7], 2, told.append))
    assert {place: square for place, (square, _) in answers.items()} == {0: 25, 1: 36, 2: 49}
    assert os.getpid() not in {pid for _, pid in answers.values()}
    assert sorted(told) == [("at work on", item) for item in (5, 6, 7)]


def test_items_with_parts_in_common_go_to_one_process() -> None:
    turns = workers.Turns([frozenset("a"), frozenset("ab"), frozenset("c"), frozenset("bd"), frozenset("e")])
    assert [turns.next(0), turns.next(1), turns.next(0), turns.next(1)] == [0, 2, 1, 4]
    assert turns.next(1) == 3  # what is left is the other's, but nobody idles
    assert not turns.left


def test_every_item_with_parts_is_answered_once() -> None:
    answers = list(workers.completed(squared, [5, 6, 7], 2, print, lambda item: frozenset({str(item % 2)})))
    assert sorted((place, square) for place, (square, _) in answers) == [(0, 25), (1, 36), (2, 49)]


def test_a_process_looks_for_garbage_rarely() -> None:
    answers = dict(workers.completed(collected, [0, 1], 2, print))
    assert set(answers.values()) == {workers.RARELY}
    assert workers.RARELY[0] > 700


def test_no_items_no_processes() -> None:
    assert list(workers.completed(squared, [], 2, print)) == []


def test_a_process_that_dies_is_told_with_its_cure() -> None:
    with pytest.raises(TheorycheckError, match="use --jobs 1"):
        list(workers.completed(functools.partial(fails, "dies"), [1], 1, print))


def test_an_error_comes_with_its_traceback() -> None:
    with pytest.raises(RuntimeError, match="bad item 1"):
        list(workers.completed(functools.partial(fails, "raises"), [1], 1, print))


def test_who_stops_listening_stops_the_work() -> None:
    started = time.monotonic()
    answers = workers.completed(sleeps, [0, 600], 2, print)
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 60


def test_no_process_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    """Also where the parent had no time to clean up."""
    script = tmp_path / "parent.py"
    script.write_text(
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from test_workers import squared\nfrom theorycheck import workers\n"
        "if __name__ == '__main__':\n"
        "    for _, (_, pid) in workers.completed(squared, [1, 2], 1, print):\n"
        "        sys.stdout.write(f'{pid}\\n'); sys.stdout.flush(); sys.stdin.readline()\n"
    )
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        lines = [parent.stdout.readline() for _ in range(2)]
        parent.kill()
    worker = int(lines[1])
    for _ in range(200):
        if not _lives(worker):
            return
        time.sleep(0.05)
    raise AssertionError(f"process {worker} is still there")


def _lives(pid: int) -> bool:
    """A process that has ended and that nobody has asked for (a zombie) does not live."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
