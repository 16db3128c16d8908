"""Who may import whom: the contracts of pyproject.toml, and what import-linter cannot say."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KERNEL = sorted((ROOT / "theorycheck" / "kernel").rglob("*.py"))


def _imports(path: Path) -> set[str]:
    """Every absolute module a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module or "")
    return found


def test_the_import_contracts_hold() -> None:
    linter = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    done = subprocess.run(
        [sys.executable, "-c", linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", KERNEL, ids=lambda p: p.stem)
def test_the_kernel_imports_the_standard_library_and_itself_only(path: Path) -> None:
    for name in _imports(path):
        ours = name == "theorycheck.kernel" or name.startswith("theorycheck.kernel.")
        assert ours or name.split(".")[0] in sys.stdlib_module_names, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", KERNEL, ids=lambda p: p.stem)
def test_each_kernel_file_can_be_imported_alone(path: Path) -> None:
    """A reader can open any rule without first knowing which other module must have been loaded."""
    if path.name == "__main__.py":
        pytest.skip("runs when imported")
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    banned = "('sympy', 'numpy', 'scipy', 'flint', 'networkx')"
    code = f"import sys, {name}; sys.exit(any(m in sys.modules for m in {banned}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_sympy_is_asked_by_the_guard_alone() -> None:
    """The statement language stands on it, for printing; what it says of mathematics goes through `proving/guard`."""
    speaks = {f"statement/{name}.py" for name in ("node", "arithmetic", "sympy_bridge")}
    speaks |= {"constructions/parameters.py"}
    # A term is what is translated; an antiderivative is checked by the kernel's fundamental theorem, whoever asked.
    speaks |= {f"derived/{name}.py" for name in ("translation", "antiderivatives", "exponentials", "sines")}
    package = ROOT / "theorycheck"
    for path in package.rglob("*.py"):
        name = path.relative_to(package).as_posix()
        if any(module.split(".")[0] == "sympy" for module in _imports(path)):
            assert name in speaks or name.startswith("proving/guard/"), f"{name}: ask SymPy through proving/guard"


def test_nobody_imports_a_claim_by_name() -> None:
    for path in (ROOT / "theorycheck").rglob("*.py"):
        for name in _imports(path):
            assert not name.startswith("theorycheck.claims."), f"{path} imports {name}"


def test_claims_import_the_front_page_the_statement_language_and_constructions_only() -> None:
    allowed = ("theorycheck.statement", "theorycheck.constructions")
    for path in (ROOT / "theorycheck" / "claims").rglob("*.py"):
        for name in _imports(path) - {"theorycheck", "__future__", "fractions"}:
            assert name.startswith(allowed), f"{path} imports {name}"
