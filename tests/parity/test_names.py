"""Every function that the code takes from an array namespace exists in CuPy, and the standard's where it has one."""
from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

import theorycheck
from theorycheck.algebra.backends.backend import OPERATIONS

PACKAGE = Path(theorycheck.__file__).parent
CUPY = set((Path(__file__).parent / "cupy_names.txt").read_text().split())  # in 14.0.1 and in 14.2.0


def names(source: str) -> Iterator[str]:
    """What is read from `xp` or from anything's `.xp`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            path = _path(node)
            if "xp" in path[:-1]:
                yield ".".join(path[path.index("xp") + 1 :])


def _path(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Attribute):
        return [*_path(node.value), node.attr]
    return [node.id] if isinstance(node, ast.Name) else [""]


def missing(source: str) -> set[str]:
    """Names that CuPy does not have."""
    return {name for name in names(source) if name != "linalg" and name not in CUPY}


@pytest.mark.parametrize("folder", ["algebra", "falsifying"])
def test_cupy_has_what_is_used(folder: str) -> None:
    found = {str(file): lacking for file in (PACKAGE / folder).rglob("*.py") if (lacking := missing(file.read_text()))}
    assert not found and any(set(names(file.read_text())) for file in (PACKAGE / folder).rglob("*.py"))


def test_cupy_has_the_table() -> None:
    assert all(CUPY & set(spellings) for spellings in OPERATIONS.values())


def test_what_cupy_lacks_is_seen() -> None:
    assert missing("self.xp.vecdot(x, y) + backend.xp.linalg.vector_norm(x) + xp.sum(x)") == {
        "vecdot", "linalg.vector_norm"
    }  # fmt: skip


@pytest.mark.skipif(importlib.util.find_spec("cupy") is None, reason="CuPy is not installed")
def test_the_list_is_of_cupy() -> None:
    import cupy

    for name in CUPY:
        owner = cupy.linalg if name.startswith("linalg.") else cupy
        assert hasattr(owner, name.removeprefix("linalg.")), name
