"""Our search on a claim file, timed from the file to the kernel's certificate; imports apart, empty ledger."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.court import Court
from theorycheck.falsifying.result import SearchResult
from theorycheck.falsifying.search import search
from theorycheck.statement.discovery import catalogue, load

CERTIFYING = ("_establish", "_certified", "hear_box")  # of the court: to shrink and certify what was found


@dataclass(frozen=True)
class Run:
    """One run: processor seconds in all, those of the search up to the first refuting point, and what came of it."""

    seconds: float
    searching: float
    result: SearchResult

    @property
    def refuted(self) -> bool:
        """Whether the kernel has certified a counterexample."""
        return self.result.refutation is not None


class Stopwatch:
    """Adds up the processor time of the outermost of wrapped calls."""

    def __init__(self) -> None:
        self.seconds, self.running = 0.0, False

    def wrap(self, call: Any) -> Any:
        """The same call, timed."""

        def timed(*arguments: Any, **named: Any) -> Any:
            if self.running:
                return call(*arguments, **named)
            self.running, began = True, time.process_time()
            try:
                return call(*arguments, **named)
            finally:
                self.running = False
                self.seconds += time.process_time() - began

        return timed


def refute(path: Path, seed: int, seconds: float) -> Run:
    """Builds the statement in that file and searches it; `seconds` are of the wall clock."""
    entry = catalogue([str(path)])[0]
    began = time.process_time()
    claim = load(entry)
    return refute_statement(claim.statement, claim.domain, seed, seconds, began)


def refute_statement(statement: Any, domain: Any, seed: int, seconds: float, began: float | None = None) -> Run:
    """The same for a statement that is there; `began` is when its construction began."""
    start = time.process_time() if began is None else began
    after = Stopwatch()
    with ExitStack() as patched:
        for name in CERTIFYING:
            if (method := getattr(Court, name, None)) is not None:
                patched.enter_context(patch.object(Court, name, after.wrap(method)))
        result = search(statement, domain, Budget(seconds=seconds), seed, "numpy")
    spent = time.process_time() - start
    return Run(spent, spent - after.seconds, result)
