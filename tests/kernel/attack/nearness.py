"""What the independent evaluator reads off a formula: which quantifier says `near`, and between which bounds.

A formula over the reals is never seen true by samples; where it is false is seen if the samples are the right ones.
"""

from __future__ import annotations

from typing import Any


def _is_here(term: Any) -> bool:
    """The variable of the innermost binder."""
    return term.op == "bound" and term.data[0] == 0


def _reads(term: Any, depth: int) -> bool:
    return any(position == depth for position, _ in term.loose)


def says_near(body: Any) -> bool:
    """∃r. 0 < r ∧ ∀…. |… - …| < r ⇒ …, where r stands in such bounds only: a smaller r does whenever r does."""
    if body.op != "and" or body.args[0].op != "lt" or body.args[1].op != "forall":
        return False
    zero, radius = body.args[0].args
    return zero.op == "literal" and zero.data[1] == 0 and _is_here(radius) and _shrinks(body.args[1], 0, False)


def _shrinks(formula: Any, depth: int, bound: bool) -> bool:
    """As r does, the formula weakens; or, as a `bound`, strengthens."""
    if not _reads(formula, depth):
        return True
    if formula.op == "forall":
        return _shrinks(formula.args[0], depth + 1, bound)
    if formula.op == "implies":
        return _shrinks(formula.args[0], depth, not bound) and _shrinks(formula.args[1], depth, bound)
    if formula.op == "and":
        return all(_shrinks(part, depth, bound) for part in formula.args)
    return bound and formula.op == "lt" and _falls(formula.args[0], depth, -1) and _falls(formula.args[1], depth, 1)


def _falls(side: Any, depth: int, sign: int) -> bool:
    """p + r on the right, p - r on the left, or without r."""
    if not _reads(side, depth):
        return True
    if side.op == "add":
        return _falls(side.args[0], depth, sign) and _falls(side.args[1], depth, sign)
    if side.op == "mul":
        return sign < 0 and side.args[0].op == "literal" and side.args[0].data[1] < 0 and side.args[1].op == "bound"
    return sign > 0 and side.op == "bound"


def bounds(body: Any) -> tuple[list[Any], list[Any]]:
    """The ends of a ≤ x ∧ x < b and the like, x the variable of the innermost binder."""
    below: list[Any] = []
    above: list[Any] = []
    waiting = [body]
    while waiting:
        part = waiting.pop()
        if part.op in ("implies", "and"):
            waiting += part.args
        if part.op in ("le", "lt"):
            left, right = part.args
            below += [left] if _is_here(right) and not _reads(left, 0) else []
            above += [right] if _is_here(left) and not _reads(right, 0) else []
    return below, above
