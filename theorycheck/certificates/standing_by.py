"""A kernel process that stands by, one for each process that asks: Python starts once, not once for each claim.

It reads no certificate itself: it splits off a process for each question, which is as fresh as one that was started.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

POSSIBLE = hasattr(os, "fork")
END = b"\n.\n"
_ONE_AT_A_TIME = threading.Lock()


def answers(paths: Sequence[Path], seconds: float) -> str:
    """What a fresh kernel process says of the files; less than a line for each where it failed.

    Raises subprocess.TimeoutExpired.
    """
    with _ONE_AT_A_TIME:
        kernel = _standing_by(os.getpid())
        try:
            return _asked(kernel, json.dumps([str(path.absolute()) for path in paths]), seconds)
        except BaseException as error:  # what it still has to say must not answer another question
            _standing_by.cache_clear()
            _killed(kernel)
            if isinstance(error, OSError):
                return ""
            raise


@functools.cache
def _standing_by(asking: int) -> subprocess.Popen[bytes]:
    """The kernel process of the process with that number; a copy of that process starts its own."""
    command = [sys.executable, "-I", "-m", "theorycheck.kernel", "-"]
    kernel = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    atexit.register(_dismissed, kernel, asking)
    return kernel


def _asked(kernel: subprocess.Popen[bytes], question: str, seconds: float) -> str:
    """The answer up to the line that ends it."""
    until = time.monotonic() + seconds
    kernel.stdin.write(question.encode() + b"\n")  # type: ignore[union-attr]
    kernel.stdin.flush()  # type: ignore[union-attr]
    handle, said = kernel.stdout.fileno(), b""  # type: ignore[union-attr]
    while not said.endswith(END):
        if not select.select([handle], [], [], max(0.0, until - time.monotonic()))[0]:
            raise subprocess.TimeoutExpired(kernel.args, seconds)
        part = os.read(handle, 1 << 16)
        if not part:
            raise BrokenPipeError("the kernel process ended")
        said += part
    return said.decode()


def _killed(kernel: subprocess.Popen[bytes]) -> None:
    """The process and the one that it split off."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(kernel.pid, signal.SIGKILL)
    kernel.communicate()


def _dismissed(kernel: subprocess.Popen[bytes], asking: int) -> None:
    """It ends when nobody can ask any more."""
    if os.getpid() == asking and kernel.returncode is None:
        kernel.communicate()
