"""Derivatives for the independent evaluator: a number with its slope in one direction, v + s·ε with ε² = 0.

Every derivative has an ε of its own (the tag); a value inside may be a jet of an outer one.  A comparison that is
strict at the point stays what it is nearby; one that is not is left undecided.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Skip(Exception):
    """Too large, or not decided by this evaluator: the point says nothing."""


class Jet:
    """value + slope·ε."""

    def __init__(self, tag: int, value: Any, slope: Any):
        self.tag, self.value, self.slope = tag, value, slope


def parts(number: Any, tag: int) -> tuple[Any, Any]:
    """Value and slope in the direction of that tag."""
    return (number.value, number.slope) if isinstance(number, Jet) and number.tag == tag else (number, 0)


def combined(op: str, a: Any, b: Any, plain: Callable[[str, Any, Any], Any]) -> Any:
    """a + b, a·b or a / b, where one at least is a jet; b's value is not 0 where it divides."""
    tag = max(number.tag for number in (a, b) if isinstance(number, Jet))
    (u, du), (v, dv) = parts(a, tag), parts(b, tag)
    if op == "add":
        return Jet(tag, plain("add", u, v), plain("add", du, dv))
    if op == "mul":
        return Jet(tag, plain("mul", u, v), plain("add", plain("mul", du, v), plain("mul", u, dv)))
    quotient = plain("div", u, v)
    return Jet(tag, quotient, plain("div", plain("add", du, plain("mul", -1, plain("mul", quotient, dv))), v))


def through(op: str, x: Jet, outer: Callable[[str, Any], Any], plain: Callable[[str, Any, Any], Any]) -> Jet:
    """op(x) by the chain rule, `outer` for op of the value."""
    u = x.value
    value = outer(op, u)
    square = plain("mul", value if op == "tanh" else u, value if op == "tanh" else u)
    slope = {
        "exp": lambda: value, "log": lambda: plain("div", 1, u),
        "sqrt": lambda: plain("div", 1, plain("mul", 2, value)),
        "sin": lambda: outer("cos", u), "cos": lambda: plain("mul", -1, outer("sin", u)),
        "tanh": lambda: plain("add", 1, plain("mul", -1, square)),
        "arctan": lambda: plain("div", 1, plain("add", 1, square)),
    }[op]()  # fmt: skip
    return Jet(x.tag, value, plain("mul", slope, x.slope))


def bare(number: Any) -> Any:
    """The value, all slopes left out."""
    while isinstance(number, Jet):
        number = number.value
    return number
