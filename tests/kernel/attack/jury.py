"""Which tests notice a slip.

One run over all tests with every check watched says which tests reach it and which see it refuse.  A slip is then
planted in a forked process, and only those tests run there, the fastest first, up to the first that fails.
"""

from __future__ import annotations

import importlib
import inspect
import json
import multiprocessing
import os
import resource
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from attack import slips
from attack.sick import SUITES, _calls
from attack.slips import Slip

SECONDS, MEMORY = 60.0, 4 << 30
AT_MOST = {"premise": 20.0}  # processor time for tests that reach it and never saw it refuse; 0.5 for the others
_FORK = multiprocessing.get_context("fork")
Test = tuple[str, dict[str, Any], Callable[..., None]]


@dataclass
class Seen:
    """By test: how long it takes; by check (file, line): the tests that reach it, and those that see it refuse."""

    seconds: dict[str, float] = field(default_factory=dict)
    reached: dict[str, list[str]] = field(default_factory=dict)
    refused: dict[str, list[str]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)


def known_tests(suites: Iterable[str]) -> dict[str, Test]:
    """Those that take no fixture and are in no lane."""
    found = {}
    for suite in suites:
        for name, test in vars(importlib.import_module(suite)).items():
            if name.startswith("test_") and inspect.isfunction(test):
                for number, arguments in enumerate(_calls(test)):
                    found[f"{suite}.{name}-{number}"] = (name, arguments, test)
    return found


def _in_a_child(work: Callable[[], Any], seconds: float) -> Any:
    """What `work` returns in a forked process; None if it takes too long or dies."""
    here, there = _FORK.Pipe(duplex=False)

    def run() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for stream in (1, 2):  # what a failing doctest prints
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        warnings.simplefilter("ignore")
        there.send(json.dumps(work()))

    child = _FORK.Process(target=run)
    child.start()
    there.close()
    try:
        return json.loads(here.recv()) if here.poll(seconds) else None
    except EOFError:
        return None
    finally:
        if child.is_alive():
            child.join(0.2)
        child.kill()
        child.join()
        here.close()


def watched(kernel: Path, known: dict[str, Test]) -> Seen:
    """Runs every test once, all checks watched."""

    def work() -> dict[str, Any]:
        seen, reached, refused = Seen(), set[str](), set[str]()
        slips.watch(kernel, lambda *at: reached.add(_at(*at)), lambda *at: refused.add(_at(*at)))
        for label, (_, arguments, test) in known.items():
            reached.clear()
            refused.clear()
            start = time.process_time()
            try:
                test(**arguments)
            except Exception:
                seen.failed.append(label)
            seen.seconds[label] = time.process_time() - start
            for table, places in ((seen.reached, reached), (seen.refused, refused)):
                for place in places:
                    table.setdefault(place, []).append(label)
        return vars(seen)

    found = _in_a_child(work, 3600)
    if found is None:
        raise RuntimeError("the watched run died")
    return Seen(**found)


def _at(file: str, line: int) -> str:
    return f"{file}:{line}"


def noticed(slip: Slip, kernel: Path, known: dict[str, Test], seen: Seen) -> str | None:
    """The first test that fails with the slip, or a time or memory that runs out; None if none does."""
    at = _at(slip.file, slip.line)
    order = sorted(seen.refused.get(at, []), key=seen.seconds.__getitem__)
    order += sorted(set(seen.reached.get(at, [])) - set(order), key=seen.seconds.__getitem__)

    def work() -> str:
        slips.plant(slip, kernel)
        start = time.process_time()
        for label in order:
            if time.process_time() - start > AT_MOST.get(slip.kind, 0.5) and label not in seen.refused.get(at, []):
                break
            _, arguments, test = known[label]
            try:
                test(**arguments)
            except BaseException:
                return label
        return ""

    if not order:
        return None
    limit = SECONDS + 3 * sum(seen.seconds[label] for label in seen.refused.get(at, []))
    found = _in_a_child(work, min(limit, 120))
    return "time or memory ran out" if found is None else found or None


def verdicts(
    chosen: Iterable[Slip], kernel: Path, suites: Iterable[str] = SUITES
) -> Iterator[tuple[Slip, str | None]]:
    """Each slip with what noticed it, or None."""
    known = known_tests(suites)
    seen = watched(kernel, known)
    if seen.failed:
        raise RuntimeError(f"the healthy kernel fails {seen.failed}")
    for slip in chosen:
        yield slip, noticed(slip, kernel, known, seen)
