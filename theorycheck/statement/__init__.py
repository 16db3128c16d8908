"""STAGE 1: what is claimed.

    symbols        dims, real, matrix, family ... : declared symbols and their sorts
    nodes          the closed core of expressions and relations; nothing in it evaluates
    vocabulary/    the notations (relu, matrix product, network ...), each defined once over the algebra
    statements     given ⇒ conclude, with definedness, as a kernel formula and in LaTeX
    evaluation, truth, margin      the same tree as a value, as a truth, as a signed violation
    claim, discovery               claim files, and how they are found without being run

Names are imported when they are first used, so that listing claims loads no SymPy.
"""

from __future__ import annotations

import importlib
from typing import Any

_HOME = {
    "Statement": "statements",
    "Claim": "claim",
    "Neighbour": "claim",
    "Domain": "domain",
    "evaluate": "evaluation",
    "holds": "truth",
    "violation": "margin",
    "eq": "relations",
    "le": "relations",
    "lt": "relations",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
