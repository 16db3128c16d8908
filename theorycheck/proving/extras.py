"""Libraries that finders use where they are installed; a finder that lacks one says so and leaves its goal open."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

from theorycheck.kernel.terms import Term

from .context import Context

EXTRAS = {"clarabel": "sos", "z3": "smt", "cvc5": "smt"}  # module -> the extra of this package that brings it


def required(context: Context, goal: Term, finder: str, module: str) -> Any:
    """The module; raises Open where it is not installed."""
    installed(context, goal, finder, module)
    return importlib.import_module(module)


def installed(context: Context, goal: Term, finder: str, module: str) -> None:
    """Raises Open where the module is not installed."""
    if importlib.util.find_spec(module) is None:
        raise context.open(goal, f"{finder}: needs {module}; pip install theorycheck[{EXTRAS[module]}]")
