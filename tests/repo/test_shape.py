"""The repository's shape: file sizes, names, words that must not appear."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "theorycheck"
SOURCES = sorted(path for folder in ("theorycheck", "tests", "properties") for path in (ROOT / folder).rglob("*.py"))
MODULES = sorted(PACKAGE.rglob("*.py"))
CAP = 400


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_no_file_is_longer_than_the_cap(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= CAP


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_module_hides_one_of_the_standard_library_or_says_nothing(path: Path) -> None:
    name = path.parent.name if path.name == "__init__.py" else path.stem
    assert name not in {"utils", "misc", "helpers", "common", "test"}
    # inside a package a stdlib name is legal Python, but `import statistics` then means two things to a reader
    assert name.startswith("__") or name not in sys.stdlib_module_names


def _public_functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")}


@pytest.mark.parametrize("package", [path.parent for path in MODULES if path.name == "__init__.py"], ids=_name)
def test_no_public_function_shares_the_name_of_a_submodule(package: Path) -> None:
    """`from theorycheck import check` breaks once a module `check` has been imported."""
    submodules = {p.stem for p in package.glob("*.py")} | {p.parent.name for p in package.glob("*/__init__.py")}
    tree = ast.parse((package / "__init__.py").read_text(encoding="utf-8"))
    exported = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and not (node.level == 1 and node.module is None)
        for alias in node.names
    }
    exported |= _public_functions(package / "__init__.py")
    assert not exported & submodules


def test_the_front_page_exports_no_name_of_a_submodule() -> None:
    """The lazy table of `theorycheck/__init__.py` is held to the same rule as an import."""
    import theorycheck

    submodules = {path.stem for path in PACKAGE.glob("*.py")} | {
        path.parent.name for path in PACKAGE.glob("*/__init__.py")
    }
    assert not set(getattr(theorycheck, "__all__", ())) & submodules


def _tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name]


# Written in pieces, so that this file does not contain them. Machine paths, registry addresses, and who wrote what.
FORBIDDEN = [
    r"/wor" r"k/",
    r"/roo" r"t/",
    r"/hom" r"e/\w",
    r"pyp" r"i\.org",
    r"npm" r"js\.(?:com|org)",
    r"files\.python" r"hosted",
    r"index-" r"url",
    r"clau" r"de\b",
    r"anthro" r"pic",
    r"chat" r"gpt",
    r"language mod" r"el",
]


def test_no_tracked_file_names_a_machine_a_registry_or_a_workplace() -> None:
    pattern = re.compile("|".join(FORBIDDEN), re.IGNORECASE)
    for path in _tracked():
        if "vendor" in path.parts or not path.is_file():
            continue
        found = pattern.search(path.read_bytes().decode("utf-8", "ignore"))
        assert found is None, f"{path.relative_to(ROOT)}: {found and found.group()}"
