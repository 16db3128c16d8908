"""The graph of claims: what rests on what, how each claim stands by that, and who is to blame where one is refuted."""

from __future__ import annotations
