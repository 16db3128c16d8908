"""Slips that change no verdict, each with the reason.  `test_slips` refuses entries that no slip has any more."""

from __future__ import annotations

EQUIVALENT: dict[str, str] = {}
