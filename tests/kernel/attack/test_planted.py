"""The suite is tested: one bug at a time is planted in a copy of the kernel, and some test must notice."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from attack.planted import RULE_BUGS, Bug
from attack.planted_differentiation import DIFFERENTIATION_BUGS
from attack.planted_elsewhere import OTHER_BUGS
from attack.planted_integrals import INTEGRAL_BUGS
from attack.planted_landscape import LANDSCAPE_BUGS
from attack.planted_spaces import SPACES_BUGS
from attack.sick import CAUGHT

import theorycheck.kernel
from theorycheck.kernel.rules import RULES

KERNEL = Path(theorycheck.kernel.__file__).parent
RULE_BUGS = [*RULE_BUGS, *LANDSCAPE_BUGS, *DIFFERENTIATION_BUGS, *INTEGRAL_BUGS, *SPACES_BUGS]
BUGS = [*RULE_BUGS, *OTHER_BUGS]
SECONDS, WORKERS, EVERY = 120, 2, 20
OPERATIONS = {"make", "build", "shift", "instantiate", "abstract", "rewrite", "fold", "fresh", "digest", "operators",
    "sorts", "normal_form",
              "polynomial", "interval", "enclosure", "reach", "codec", "replay", "spend", "theorem", "conclude",
              "rule"}  # fmt: skip

FIRST = {"normal_form": "test_computation", "polynomial": "test_polynomials", "interval": "test_interval",
    "enclosure": "test_enclosure",
         "spend": "test_limits", "conclude": "trust", "theorem": "theorem", "rule": "test_rules"} | dict.fromkeys(
             ("make", "build", "shift", "instantiate", "abstract", "rewrite", "fold", "fresh", "digest", "operators",
                 "sorts"), "test_terms")  # fmt: skip


def _ran(parent: Path, word: str) -> tuple[int, str]:
    command = [sys.executable, str(Path(__file__).parent / "sick.py"), str(parent), word]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, cwd=parent, check=False)
    except subprocess.TimeoutExpired:
        return CAUGHT, "a test ran out of time"
    return done.returncode, done.stdout + done.stderr[-400:]


def _copy(parent: Path) -> Path:
    shutil.copytree(KERNEL, parent / "theorycheck" / "kernel", ignore=shutil.ignore_patterns("__pycache__"))
    (parent / "theorycheck" / "__init__.py").write_text("")
    return parent


def _plant(bug: Bug, parent: Path) -> str | None:
    """What is wrong with the entry, or None; the sick kernel is left in `parent`."""
    path = _copy(parent) / "theorycheck" / "kernel" / bug.file
    source = path.read_text(encoding="utf-8")
    if source.count(bug.old) != 1:
        return f"{bug.subject}: {source.count(bug.old)} times in {bug.file}: {bug.old}"
    path.write_text(source.replace(bug.old, bug.new), encoding="utf-8")
    return None


def _missed(bug: Bug, parent: Path) -> str | None:
    """What went wrong, or None if the bug is caught."""
    parent.mkdir()
    try:
        wrong = _plant(bug, parent)
        if wrong:
            return wrong
        code, said = _ran(parent, bug.tests or FIRST.get(bug.subject, bug.subject))
        if code in (0, 3):  # a neighbour's suite may be the one that sees it
            code, said = _ran(parent, "")
        return None if code == CAUGHT else f"{bug.subject}, exit {code}: {bug.old}  →  {bug.new}\n{said}"
    finally:
        shutil.rmtree(parent)


def _missed_of(bugs: list[Bug], folder: Path) -> list[str]:
    with ThreadPoolExecutor(WORKERS) as pool:
        found = pool.map(_missed, bugs, [folder / str(number) for number in range(len(bugs))])
    return [message for message in found if message]


def test_every_rule_and_every_operation_has_a_planted_bug() -> None:
    """No rule is left out."""
    assert {bug.subject for bug in RULE_BUGS} == set(RULES)
    assert {bug.subject for bug in OTHER_BUGS} == OPERATIONS


def test_every_planted_bug_fits_its_source(tmp_path: Path) -> None:
    """The text stands in the source exactly once: after a change of the kernel, the table is kept up to date."""
    sources = {path.relative_to(KERNEL).as_posix(): path.read_text(encoding="utf-8") for path in KERNEL.rglob("*.py")}
    assert not [f"{bug.subject} in {bug.file}: {bug.old}" for bug in BUGS if sources[bug.file].count(bug.old) != 1]


def test_the_healthy_kernel_passes(tmp_path: Path) -> None:
    """Else every bug would seem caught."""
    assert _ran(_copy(tmp_path), "logic") == (0, "")


def test_a_sample_of_planted_bugs_is_caught(tmp_path: Path) -> None:
    """Every twentieth."""
    assert not _missed_of(BUGS[::EVERY], tmp_path)


# Slips that make a rule prove what is false (others only make it accept nonsense, or lose what never matters).
VISIBLE = ("without=theorem.hypotheses)", "[implication])", "conclude(_formula(right), [theorem])", "without=[p, q])",
    "condition])", "conclude(forall",
           "[rest])", "(body,)), [theorem])", "[bare])", "apply(context, b)))", "lam(variable, b)", "p, _, a",
           "p, b, _", "lt(a, b), [theorem])",
           "(lt(b, a), [theorem])", "poly.times(value, root)", "not naturals and not squares", "NATURAL, 1), term)",
           "b), a))", "term.args[0]])", "shorter, last)",
           "variable_", "conclude(eq(*sides))", "whole.rebuilt(f), whole.rebuilt(f))", "{i: add(m, i)}",
           "[left])", "[theorem])", "conclude(formula, definitions)",
           "decided is False", "le(term, instantiate", "Interval(cut, cut)")  # fmt: skip


@pytest.mark.slow
def test_the_fuzzer_alone_sees_most_false_rules(tmp_path: Path) -> None:
    """A fuzzer proves nothing until it is shown to see (spike, trap S3)."""
    bugs = [bug for bug in RULE_BUGS if bug.new.endswith(VISIBLE)]
    folders = [tmp_path / str(number) for number in range(len(bugs))]
    for bug, folder in zip(bugs, folders, strict=True):
        folder.mkdir()
        assert _plant(bug, folder) is None
    with ThreadPoolExecutor(WORKERS) as pool:
        codes = list(pool.map(lambda folder: _ran(folder, "fuzzer")[0], folders))
    missed = [f"{bug.subject}: {bug.new}" for bug, code in zip(bugs, codes, strict=True) if code != CAUGHT]
    assert len(missed) < len(bugs) / 4, missed


@pytest.mark.slow
def test_all_planted_bugs_are_caught(tmp_path: Path) -> None:
    """One bug at a time, each in a fresh process."""
    assert _ran(_copy(tmp_path / "healthy"), "") == (0, "")
    assert not _missed_of(BUGS, tmp_path)
