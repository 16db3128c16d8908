"""The examples in the kernel's docstrings are what the kernel does; a rule's accept once and refuse once."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from collections.abc import Iterator

import theorycheck.kernel
from theorycheck.kernel.rules import RULES


def _examples() -> Iterator[doctest.DocTest]:
    """All modules; and all rules, which doctest passes over, since they are wrapped where they are registered."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    for info in pkgutil.walk_packages(theorycheck.kernel.__path__, "theorycheck.kernel."):
        if not info.name.endswith("__main__"):
            yield from finder.find(importlib.import_module(info.name))
    for name, rule in RULES.items():
        plain = rule.__wrapped__  # type: ignore[attr-defined]
        yield from finder.find(plain, name, globs=plain.__globals__ | {name: rule})


def test_the_examples_of_the_kernel_hold() -> None:
    """There are some, among them a rule's, and none fails."""
    runner = doctest.DocTestRunner(verbose=False)
    run = {test.name for test in _examples() if runner.run(test).attempted}
    assert runner.summarize(verbose=False).failed == 0
    assert "finite_extremum" in run


def test_a_wrong_example_is_seen() -> None:
    """The runner compares what is printed."""
    wrong = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, None)
    assert doctest.DocTestRunner(verbose=False).run(wrong, out=lambda text: None).failed == 1
