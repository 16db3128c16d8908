"""The command line: `commands` (arguments in, exit code out), what they look up, and `terminal`, which prints it."""

from __future__ import annotations

from theorycheck.cli.commands import run as run
