"""Where a setting comes from: the command line, else THEORYCHECK_*, else [tool.theorycheck] in pyproject, else ours.

Standard library only: `theorycheck list` and the pytest plugin read settings before anything heavy is loaded.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theorycheck.errors import OptionError

TYPES: dict[str, type] = {
    "profile": str,
    "seed": int,
    "backend": str,
    "ledger": str,
    "examples": int,
    "seconds": float,
    "jobs": int,
    "progress": str,
}
DEFAULTS: dict[str, Any] = {
    "profile": "default",
    "seed": 20171212,
    "backend": "auto",
    "ledger": ".theorycheck/ledger.sqlite",
    "examples": None,
    "seconds": None,
    "jobs": None,
    "progress": "auto",
}


@dataclass(frozen=True)
class Setting:
    """A value and who said so."""

    value: Any
    origin: str


def resolve(flags: Mapping[str, Any] | None = None, folder: Path | None = None) -> dict[str, Setting]:
    """Every setting with its origin. `flags` holds what the command line gave; None there means: not given."""
    table, path = _pyproject(folder or Path.cwd())
    unknown = sorted(set(table) - set(TYPES))
    if unknown:
        raise OptionError(
            f"[tool.theorycheck] has no setting {unknown[0]}", where=str(path), cure=f"known are {', '.join(TYPES)}"
        )
    return {name: _one(name, flags or {}, table, path) for name in TYPES}


def _one(name: str, flags: Mapping[str, Any], table: Mapping[str, Any], path: Path | None) -> Setting:
    variable = f"THEORYCHECK_{name.upper()}"
    if flags.get(name) is not None:
        return Setting(flags[name], f"--{name}")
    if os.environ.get(variable):
        return Setting(_converted(name, os.environ[variable], variable), variable)
    if name in table:
        return Setting(_converted(name, table[name], f"{path}"), str(path))
    return Setting(DEFAULTS[name], "default")


def _converted(name: str, value: Any, origin: str) -> Any:
    try:
        return TYPES[name](value)
    except (TypeError, ValueError):
        wanted = "a whole number" if TYPES[name] is int else "a number"
        raise OptionError(f"{name}={value!r} is not {wanted}", where=origin, cure=f"give {name} {wanted}") from None


def _pyproject(folder: Path) -> tuple[dict[str, Any], Path | None]:
    """[tool.theorycheck] of the nearest pyproject.toml at or above the folder."""
    for place in (folder, *folder.parents):
        path = place / "pyproject.toml"
        if path.is_file():
            try:
                document = tomllib.loads(path.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise OptionError("pyproject.toml cannot be read", where=str(path), why=str(error)) from None
            return document.get("tool", {}).get("theorycheck", {}), path
    return {}, None
