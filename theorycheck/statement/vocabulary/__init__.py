"""The notations, one family a file.  Adding one touches one file: its module is found, not listed."""

from __future__ import annotations

import importlib
import pkgutil

from .notation import REGISTRY, Notation


def all_notations() -> tuple[Notation, ...]:
    """Every notation defined in a module of this folder, in order of module and name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return tuple(REGISTRY[key] for key in sorted(REGISTRY) if key.startswith(__name__ + "."))
