"""All moves: importing this fills the table."""

from __future__ import annotations

from . import moves_computing, moves_differentiation, moves_integrals, moves_landscape, moves_logic, moves_sums
from .hand import MOVES, Hand

__all__ = [
    "MOVES", "Hand", "moves_computing", "moves_differentiation", "moves_integrals", "moves_landscape", "moves_logic",
    "moves_sums",
]  # fmt: skip
