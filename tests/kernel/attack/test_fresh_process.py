"""The judge alone: a fresh process, the standard library, one file; and nothing rests on `assert`."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from attack.certificates import SAMPLES, sample

import theorycheck.kernel
from theorycheck.certificates import build_kernel_archive
from theorycheck.kernel import terms as t
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import REAL

KERNEL = Path(theorycheck.kernel.__file__).parent
ROOT, TESTS = KERNEL.parents[1], Path(__file__).resolve().parents[1]


def _run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *command], capture_output=True, text=True, timeout=300, cwd=cwd, check=False)


def _written(folder: Path) -> list[Path]:
    paths = []
    for name in SAMPLES:
        document, _, _ = sample(name)
        paths.append(folder / f"{name}.json")
        paths[-1].write_text(json.dumps(document), encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """kernel.pyz"""
    return build_kernel_archive(tmp_path_factory.mktemp("archive") / "kernel.pyz")


def test_the_archive_accepts_certificates_without_any_package(tmp_path: Path, archive: Path) -> None:
    """`python -I -S kernel.pyz FILE…`: one line of JSON a file, exit 0."""
    done = _run("-I", "-S", str(archive), *map(str, _written(tmp_path)), cwd=tmp_path)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert [answer["ok"] for answer in answers] == [True] * len(SAMPLES)
    for name, answer in zip(SAMPLES, answers, strict=True):
        _, theorem, statement = sample(name)
        assert answer["statement"] == statement.digest() and answer["conclusion"] == theorem.conclusion.digest()
        assert set(answer["trust"]) == theorem.trust


def test_replay_loads_nothing_but_the_standard_library(tmp_path: Path) -> None:
    """Neither SymPy nor NumPy nor anything of ours but the kernel."""
    (path, *_) = _written(tmp_path)
    code = (
        f"import sys, json; sys.path.insert(0, {str(ROOT)!r}); from theorycheck.kernel.__main__ import report;"
        f"assert report({str(path)!r})['ok'] or sys.exit(9);"
        "print(json.dumps([name for name in sys.modules if name.split('.')[0] not in sys.stdlib_module_names]))"
    )
    done = _run("-I", "-S", "-c", code, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout))
    assert all(name == "theorycheck" or name.startswith("theorycheck.kernel") for name in loaded - {"__main__"})
    assert not loaded & {"sympy", "numpy", "cupy", "scipy", "flint"}


def test_the_kernel_imports_the_standard_library_and_itself_only() -> None:
    """Read from the source, so that no lazy import hides."""
    for path in KERNEL.rglob("*.py"):
        depth = len(path.relative_to(KERNEL).parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level:
                assert node.level <= depth, f"{path} reaches out of the kernel"
                continue
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert all(name.split(".")[0] in sys.stdlib_module_names for name in names), f"{path} imports {names}"


def test_nothing_in_the_kernel_rests_on_assert_eval_or_floats() -> None:
    """`python -O` drops asserts; text is never run; no float literal decides."""
    for path in KERNEL.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not isinstance(node, ast.Assert), f"{path}:{node.lineno}"
            assert not (isinstance(node, ast.Constant) and type(node.value) is float), f"{path}:{node.lineno}"
            assert not (isinstance(node, ast.Name) and node.id in {"eval", "exec", "float", "pickle", "__import__"}), (
                f"{path}:{node.lineno}"
            )


def test_the_rules_hold_under_python_minus_o(tmp_path: Path) -> None:
    """Each rule still refuses when asserts are off (so are the suites' own: only refusals are tested here)."""
    code = (
        f"import sys; sys.path[:0] = {[str(ROOT), str(TESTS), str(TESTS / 'rules')]!r};"
        "assert not __debug__ or sys.exit(9)\n"
        "import test_logic, test_equality, test_arithmetic, test_iteration, test_sums, test_computing\n"
        "import test_mean_value, test_spaces\n"
        "count, suites = 0, [module for name, module in list(globals().items()) if name.startswith('test_')]\n"
        "for module in suites:\n"
        "    for name, test in list(vars(module).items()):\n"
        "        if name.startswith('test_') and not test.__code__.co_argcount:\n"
        "            test(); count += 1\n"
        "print(count)"
    )
    done = _run("-O", "-c", code, cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) > 140


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"a": NaN}',
        b'{"schema": 1, "schema": 2}',
        b'"\\ud800"',
        b"{" + b'"x":{' * 9_000,
    ],
)
def test_files_that_are_no_certificates_get_one_line_and_exit_one(tmp_path: Path, content: bytes) -> None:
    """No traceback, whatever the bytes."""
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    _refused(path)


def _refused(path: Path) -> str:
    done = _main(path)
    answer = json.loads(done.stdout)
    assert done.returncode == 1 and answer["ok"] is False and answer["error"] and not done.stderr
    return answer["error"]


def _main(path: Path) -> subprocess.CompletedProcess[str]:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from theorycheck.kernel.__main__ import main;"
    code += f"sys.exit(main([{str(path)!r}]))"
    return _run("-I", "-S", "-c", code, cwd=path.parent)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    """And no argument is a usage error."""
    _refused(tmp_path / "nowhere.json")
    _refused(tmp_path)
    assert _run("-I", "-S", str(build_kernel_archive(tmp_path / "k.pyz")), cwd=tmp_path).returncode == 2


def _proof(theorem_of: Derivation, conclusion: t.Term) -> dict:
    theorem = theorem_of.refl(conclusion)
    return theorem_of.certificate(theorem, theorem.conclusion)


def test_strange_but_valid_certificates_are_accepted(tmp_path: Path) -> None:
    """A name that is half a surrogate pair; a conclusion 3,000 levels deep; a number of 3,900 digits."""
    d = Derivation()
    deep, x = t.real(1), t.variable("x", REAL)
    for _ in range(3_000):
        deep = t.add(deep, t.real(1))
    half = d.define("\ud800", t.lam(x, t.mul(x, x)))
    documents = [_proof(d, deep), d.certificate(half, half.conclusion), _proof(d, t.real(10**3_900))]
    for document in documents:
        path = tmp_path / "strange.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        done = _main(path)
        assert done.returncode == 0 and json.loads(done.stdout)["ok"], done.stdout + done.stderr


def test_a_restriction_with_more_digits_than_python_writes_is_shown(tmp_path: Path) -> None:
    """∀x. x ≤ 10^7000 ⇒ S(x): a literal that only computation can make, and that no `str` may write."""
    d = Derivation()
    x, big = t.variable("x", REAL), t.real(10**3_500)
    body = t.eq(t.add(x, t.real(1)), t.add(t.real(1), x))
    computed = d.compute(t.mul(big, big), ())
    statement = t.forall(x, body)
    under = d.implies_intro(d.ring(body), t.le(x, t.mul(big, big)))
    hole = t.variable("hole", REAL)
    theorem = d.substitute(computed, d.forall_intro(under, x), t.lam(hole, t.forall(x, t.implies(t.le(x, hole), body))))
    path = tmp_path / "wide.json"
    path.write_text(json.dumps(d.certificate(theorem, statement)), encoding="utf-8")
    done = _main(path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "about 2^" in json.loads(done.stdout)["reach"][0]
