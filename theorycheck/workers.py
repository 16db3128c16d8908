"""Several claims at once, each task in one of a few processes.

Processes and not threads: exact arithmetic holds the interpreter. They are started afresh, so that nothing of the
parent's is shared but what a task is given, and each hangs on a pipe: when the parent ends, however it ends, the pipe
does, and they with it.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from theorycheck.errors import TheorycheckError

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Tell = Callable[[Any], None]
TOLD, DONE, FAILED = "told", "done", "failed"
RARELY = (100_000, 50, 100)  # as gc.set_threshold takes them


def completed(
    task: Callable[[Item, Tell], Answer],
    items: Sequence[Item],
    processes: int,
    told: Tell,
    parts: Callable[[Item], frozenset[str]] = lambda item: frozenset(),
) -> Iterator[tuple[int, Answer]]:
    """(place of the item, task(item, tell)) in the order in which they end; what a task tells comes to `told` here.

    The task is a function of a module, or one made partial; items and answers can be pickled. `parts` names what a
    process remembers of an item: items with some in common go to one process. Raises TheorycheckError where a task
    raises or its process dies.
    """
    context = multiprocessing.get_context("spawn")
    turns = Turns(list(map(parts, items)))
    busy: dict[Connection, int] = {}  # the place of the item that the process at the other end works on
    numbers: dict[Connection, int] = {}
    workers = []
    try:
        for number in range(min(processes, len(items))):
            here, there = context.Pipe()
            workers.append(context.Process(target=_work, args=(task, there), daemon=True))
            workers[-1].start()
            there.close()
            busy[here] = turns.next(number)
            here.send(items[busy[here]])
            numbers[here] = number
        while busy:
            for pipe in wait(list(busy)):
                kind, what = _received(pipe)  # type: ignore[arg-type]
                if kind == TOLD:
                    told(what)
                    continue
                place = busy.pop(pipe)  # type: ignore[call-overload]
                if turns.left:
                    busy[pipe] = turns.next(numbers[pipe])  # type: ignore[index]
                    pipe.send(items[busy[pipe]])  # type: ignore[union-attr, arg-type, index]
                yield place, what
    finally:
        for worker in workers:
            worker.terminate()


class Turns:
    """Which item a process takes next: one that shares parts with what it has met, else one that shares none with what
    another has met, else the first that is left."""

    def __init__(self, parts: Sequence[frozenset[str]]) -> None:
        self.left = dict(enumerate(parts))
        self._met: dict[int, set[str]] = {}

    def next(self, process: int) -> int:
        """The place of an item, which is taken."""
        own = self._met.setdefault(process, set())
        others = set[str]().union(*(met for number, met in self._met.items() if number != process))
        kindred = (place for place, parts in self.left.items() if parts & own)
        strangers = (place for place, parts in self.left.items() if not parts & others)
        place = next(kindred, next(strangers, next(iter(self.left))))
        own |= self.left.pop(place)
        return place


def collect_garbage_rarely() -> None:
    """For a process whose work is to check claims: circles of objects are looked for a hundred times less often.

    There are few, and what is in none is freed at once in any case. At Python's own thresholds the terms of all claims
    so far are walked through again and again, which takes a sixth of a run's time.
    """
    gc.set_threshold(*RARELY)


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _received(pipe: Connection) -> tuple[str, Any]:
    try:
        kind, what = pipe.recv()
    except (EOFError, ConnectionError) as error:
        raise TheorycheckError(
            "a process that checked a claim died", why="it was killed, or there was no memory left", cure="use --jobs 1"
        ) from error
    if kind == FAILED:
        raise RuntimeError(f"in a process of its own:\n{what}")
    return kind, what


def _work(task: Callable[[Any, Tell], Any], pipe: Connection) -> None:
    """Items in, answers out, until the other end is gone. One thread a process for the matrix products."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    collect_garbage_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            item = pipe.recv()
            try:
                answer = (DONE, task(item, lambda what: pipe.send((TOLD, what))))
            except Exception:
                answer = (FAILED, traceback.format_exc())
            pipe.send(answer)
