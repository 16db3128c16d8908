"""The line that says how a running search is doing: at a terminal one that is written over, elsewhere one now and then.

Under `--json` nothing is said unless a person watches: whoever reads the document from a pipe may read both streams.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TextIO

from theorycheck.cli import terminal
from theorycheck.errors import OptionError

MODES = ("auto", "live", "plain", "none")
LIVE_EVERY, PLAIN_EVERY = 0.1, 30.0  # seconds
CLEAR = "\r\x1b[2K"


def mode(asked: str, json: bool, stream: TextIO) -> str:
    """How to tell: live at a terminal, plain elsewhere, nothing beside a document in a pipe."""
    if asked not in MODES:
        raise OptionError(f"progress={asked!r} is unknown", cure=f"choose {', '.join(MODES)}")
    if asked != "auto":
        return asked
    if stream.isatty() and not os.environ.get("CI"):
        return "live"
    return "none" if json else "plain"


@dataclass
class Line:
    """Tells of claims as they end and of searches as they run; `claims` is how many there are in all."""

    mode: str
    claims: int
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    clock: Callable[[], float] = time.monotonic
    ended: int = 0
    _last: float = field(init=False)

    def __post_init__(self) -> None:
        self._last = self.clock()

    def watch(self, progress: Any) -> None:
        """A search goes on."""
        now = self.clock()
        if self.mode == "none" or now - self._last < (LIVE_EVERY if self.mode == "live" else PLAIN_EVERY):
            return
        self._last = now
        text = f"[{self.ended}/{self.claims}] {described(progress)}"
        if self.mode == "live":
            self._write(CLEAR + text[: shutil.get_terminal_size().columns - 1])
        else:
            self._write(f"{text}\n")

    def told(self, result: Any) -> None:
        """A claim has ended."""
        self.ended += 1
        self.clear()
        if self.mode != "none" or result.error is not None:
            terminal.progress(result)

    def clear(self) -> None:
        """Takes the line away, so that something else can be said."""
        if self.mode == "live":
            self._write(CLEAR)

    def _write(self, text: str) -> None:
        self.stream.write(text)
        self.stream.flush()


def described(progress: Any) -> str:
    """One moment of a search in words."""
    rate = progress.networks / max(progress.seconds, 1e-9)
    closest = "no margin yet" if progress.closest is None else f"closest {progress.closest:+.3g}"
    return (
        f"{progress.about}  {progress.networks:,} networks, {rate:,.0f}/s, lane {progress.lane}, {closest}, "
        f"{100 * progress.left:.0f} % of the budget left"
    )
