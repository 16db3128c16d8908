"""Every rule has a test that accepts and one that refuses; the suites say which, by their names."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from theorycheck.kernel.rules import RULES

SUITES = sorted((Path(__file__).parent / "rules").glob("test_*.py"))


@cache
def _tests() -> dict[str, ast.FunctionDef]:
    found = {}
    for path in SUITES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found[node.name] = node
    return found


def _mentions(function: ast.FunctionDef, rule: str) -> bool:
    """The rule itself is used: by.rule, or given(…), which is by.assume."""
    uses = {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return rule in uses or (rule == "assume" and "given" in names)


@pytest.mark.parametrize("rule", sorted(RULES))
@pytest.mark.parametrize("verb", ["accepts", "refuses"])
def test_each_rule_is_specified(rule: str, verb: str) -> None:
    """test_<rule>__accepts… and test_<rule>__refuses… exist, and use the rule."""
    fitting = [node for name, node in _tests().items() if name.startswith(f"test_{rule}__{verb}")]
    assert fitting, f"write test_{rule}__{verb}_… in tests/kernel/rules"
    assert any(_mentions(node, rule) for node in fitting)
    assert all(ast.get_docstring(node) for node in fitting)


def test_no_suite_speaks_of_a_rule_that_is_gone() -> None:
    """A test named after a rule names a registered one."""
    named = {name.removeprefix("test_").split("__")[0] for name in _tests() if "__" in name}
    assert named <= set(RULES)
