"""The examples in the kernel's docstrings do what they show."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import theorycheck.kernel

MODULES = sorted(
    info.name for info in pkgutil.walk_packages(theorycheck.kernel.__path__, "theorycheck.kernel.")
    if not info.name.endswith("__main__")
)  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_this_module_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_a_wrong_example_is_seen() -> None:
    """The runner compares what is printed."""
    wrong = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, None)
    assert doctest.DocTestRunner(verbose=False).run(wrong, out=lambda text: None).failed == 1
