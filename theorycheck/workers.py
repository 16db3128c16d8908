"""Several claims at once, each task in one of a few processes.

Processes and not threads: exact arithmetic holds the interpreter. They are started afresh, so that nothing of the
parent's is shared but what a task is given, and each hangs on a pipe: when the parent ends, however it ends, the pipe
does, and they with it.
"""

from __future__ import annotations

import contextlib
import itertools
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


def completed(
    task: Callable[[Item, Tell], Answer], items: Sequence[Item], processes: int, told: Tell
) -> Iterator[tuple[int, Answer]]:
    """(place of the item, task(item, tell)) in the order in which they end; what a task tells comes to `told` here.

    The task is a function of a module, or one made partial; items and answers can be pickled. Raises TheorycheckError
    where a task raises or its process dies.
    """
    context = multiprocessing.get_context("spawn")
    todo = iter(enumerate(items))
    busy: dict[Connection, int] = {}  # the place of the item that the process at the other end works on
    workers = []
    try:
        for place, item in itertools.islice(todo, processes):
            here, there = context.Pipe()
            workers.append(context.Process(target=_work, args=(task, there), daemon=True))
            workers[-1].start()
            there.close()
            here.send(item)
            busy[here] = place
        while busy:
            for pipe in wait(list(busy)):
                kind, what = _received(pipe)  # type: ignore[arg-type]
                if kind == TOLD:
                    told(what)
                    continue
                place = busy.pop(pipe)  # type: ignore[call-overload]
                if (following := next(todo, None)) is not None:
                    busy[pipe], item = following  # type: ignore[index]
                    pipe.send(item)  # type: ignore[union-attr, arg-type]
                yield place, what
    finally:
        for worker in workers:
            worker.terminate()


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
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            item = pipe.recv()
            try:
                answer = (DONE, task(item, lambda what: pipe.send((TOLD, what))))
            except Exception:
                answer = (FAILED, traceback.format_exc())
            pipe.send(answer)
