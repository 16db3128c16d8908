"""What `doctor` finds: versions, backends and why, the ledger, and where each setting comes from."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping
from typing import Any

from theorycheck import engine
from theorycheck.errors import BackendUnavailable, TheorycheckError
from theorycheck.ledger import Ledger
from theorycheck.settings import Setting


def examine(settings: Mapping[str, Setting]) -> dict[str, Any]:
    """The whole examination as one document; nothing in it is needed to be well."""
    used, reason, notes = backend_line(settings["backend"].value)
    return {
        "schema": "theorycheck/doctor-1",
        "python": f"{platform.python_version()} ({sys.executable})",
        "system": f"{platform.system()} {platform.machine()}",
        "theorycheck": engine.version(),
        "engine": engine.engine_digest()[:16],
        "libraries": {name: engine.version(name) for name in engine.LIBRARIES},
        "backend": {"asked": settings["backend"].value, "used": used, "reason": reason},
        "notes": notes,
        "ledger": _ledger(settings["ledger"].value),
        "settings": {name: {"value": s.value, "origin": s.origin} for name, s in settings.items()},
    }


def backend_line(asked: str) -> tuple[str, str, list[str]]:
    """The backend that runs when `asked` is asked for, why, and what was therefore not checked."""
    from theorycheck.algebra import backends

    try:
        found = backends.select(asked)
    except BackendUnavailable as error:  # the doctor says so; a check has failed before it gets here
        return "none", str(error), [f"GPU parity: not checked ({error.why})"]
    if found.name == "cupy":
        return found.name, f"the GPU {found.device} computed a kernel and a solve rightly", []
    why = found.why or f"asked for {found.name}"
    return found.name, why, [f"GPU parity: not checked ({why})"]


def _ledger(path: str) -> str:
    from pathlib import Path

    if not Path(path).exists():
        return f"{path} (none yet)"
    try:
        with Ledger(path) as book:
            return f"{path} ({len(book.certificates())} certificates)"
    except TheorycheckError as error:
        return str(error)
