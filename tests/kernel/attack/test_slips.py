"""Mutation testing of the kernel: every side condition that is left out or weakened makes some test fail."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from attack import jury, slips
from attack.equivalent import EQUIVALENT
from attack.run import _slips
from attack.sick import SUITES

import theorycheck.kernel

KERNEL = Path(theorycheck.kernel.__file__).parent
SLIPS = slips.slips(KERNEL)
SAMPLE = 12


def _unnoticed(chosen: Iterable[slips.Slip], suites: Iterable[str]) -> list[str]:
    return [slip.key for slip, by in jury.verdicts(chosen, KERNEL, suites) if by is None]


def test_each_slip_has_a_name_of_its_own() -> None:
    """By which the table of equivalents knows it."""
    assert len({slip.key for slip in SLIPS}) == len(SLIPS)


def test_every_check_of_the_kernel_is_among_them() -> None:
    """Each need(…), wherever it stands, and each `raise KernelError` under an `if`."""
    counted = 0
    for file in slips.sources(KERNEL):
        for node in ast.walk(ast.parse((KERNEL / file).read_text(encoding="utf-8"))):
            counted += isinstance(node, ast.Call) and slips._name(node) == "need"
    assert counted > 200
    assert sum(slip.kind == "check" for slip in SLIPS) >= counted


def test_the_table_of_equivalents_is_not_stale() -> None:
    """An entry whose slip is gone says nothing any more."""
    assert not set(EQUIVALENT) - {slip.key for slip in SLIPS}
    assert all(len(reason) > 15 for reason in EQUIVALENT.values())


def test_a_sample_of_slips_is_noticed() -> None:
    """In the rules of logic and of sums, by their own suites."""
    near = [slip for slip in SLIPS if slip.file in ("rules/logic.py", "rules/sums.py") and slip.key not in EQUIVALENT]
    assert not _unnoticed(random.Random(4).sample(near, SAMPLE), ["test_logic", "test_sums"])


def test_a_slip_that_no_test_looks_for_is_told() -> None:
    """By a suite that says nothing about sums."""
    (slip,) = [slip for slip in SLIPS if slip.function == "sum_zero" and "vanishing.conclusion" in slip.text]
    assert _unnoticed([slip], ["test_equality"]) == [slip.key]
    assert _unnoticed([slip], ["test_sums"]) == []


TOY = """
def f(a, b):
    need(a < b and b > 0, "refused")
    if a == 3:
        raise KernelError("refused")
    return conclude(a, [a, b], also=[b])
"""


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("check", {"a < b and b > 0", "a == 3"}),
        ("conjunct", {"a < b", "b > 0"}),
        ("bound", {"a < b", "b > 0"}),
        ("premise", {"a of a", "b of a"}),
    ],
)
def test_the_slips_of_a_toy(kind: str, texts: set[str]) -> None:
    """What is left out of a function of two checks and one conclusion."""
    ((_, function),) = slips.functions(ast.parse(TOY))
    assert {site.text for site in slips._sites(function) if site.kind == kind} == texts


def _changed(number: int) -> ast.AST:
    tree = ast.parse(TOY)
    ((_, function),) = slips.functions(tree)
    list(slips._sites(function))[number].change()
    return ast.fix_missing_locations(function)


def test_each_slip_changes_the_toy() -> None:
    """And each in another way; all compile."""
    ((_, function),) = slips.functions(ast.parse(TOY))
    texts = {ast.unparse(_changed(number)) for number, _ in enumerate(slips._sites(function))}
    assert len(texts) == 9 and ast.unparse(function) not in texts
    assert all(compile(text, "toy", "exec") for text in texts)


@pytest.mark.slow
def test_every_slip_is_noticed_or_explained() -> None:
    """All of them, against all suites."""
    told, _, good = _slips([])
    assert good, told


@pytest.mark.slow
def test_no_explained_slip_is_noticed() -> None:
    """Else the reason is wrong."""
    explained = [slip for slip in SLIPS if slip.key in EQUIVALENT]
    assert set(_unnoticed(explained, SUITES)) == set(EQUIVALENT)
