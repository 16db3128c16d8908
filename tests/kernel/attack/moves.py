"""All moves: importing this fills the table from every file moves_*.py."""

from __future__ import annotations

import importlib
from pathlib import Path

from .hand import MOVES as MOVES
from .hand import Hand as Hand

for _path in sorted(Path(__file__).parent.glob("moves_*.py")):
    importlib.import_module(f"{__package__}.{_path.stem}")
