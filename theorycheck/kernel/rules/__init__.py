"""The inference rules, one family a file.  Importing this package discovers them all into `theorem.RULES`."""

from __future__ import annotations

import importlib
import pkgutil

from ..theorem import RULES as RULES

for _module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")
