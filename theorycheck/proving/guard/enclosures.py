"""The value of a SymPy expression at a rational point, enclosed by a ball: SymPy is read here, never asked."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint
import sympy

from theorycheck.algebra.quotients import to_flint

BITS = 256
Point = Mapping[Any, Fraction]
Balls = Mapping[Any, flint.arb]


class Undefined(Exception):
    """The expression has no value there, or none that the ball decides; the message says where."""


def enclosure(expression: Any, point: Point, branch: Mapping[Any, Any] | None = None) -> flint.arb:
    """A ball that contains the value; raises Undefined.

    branch: expressions for other symbols. Their values are put in, not they themselves: SymPy evaluates what it
    substitutes, and (x/y).subs({x: 0, y: 0}) is 0 for it.
    """
    before, flint.ctx.prec = flint.ctx.prec, BITS
    try:
        balls = {symbol: flint.arb(to_flint(value)) for symbol, value in point.items()}
        balls |= {symbol: _value(value, balls) for symbol, value in (branch or {}).items()}
        found = _value(expression, balls)
    finally:
        flint.ctx.prec = before
    if not found.is_finite():
        raise Undefined(f"{expression} is not finite")
    return found


def _value(e: Any, point: Balls) -> flint.arb:
    if e in point:
        return point[e]
    if isinstance(e, sympy.Rational):
        return flint.arb(flint.fmpq(int(e.p), int(e.q)))
    if e is sympy.pi:
        return flint.arb.pi()
    if e is sympy.E:
        return flint.arb(1).exp()
    if isinstance(e, sympy.Piecewise):
        return _piecewise(e, point)
    rule = _RULES.get(type(e).__name__)
    if rule is None:
        raise Undefined(f"{type(e).__name__} is not known to the guard")
    return rule(*(_value(part, point) for part in e.args))


def _piecewise(e: Any, point: Balls) -> flint.arb:
    for value, condition in e.args:
        if condition is sympy.true or _holds(condition, point):
            return _value(value, point)
    raise Undefined("no case of the choice applies")


def _holds(condition: Any, point: Balls) -> bool:
    if not isinstance(condition, sympy.core.relational.Relational):
        raise Undefined(f"the condition {condition} is not a relation")
    left, right = (_value(side, point) for side in condition.args)
    yes, no = _ORDERS[condition.rel_op](left, right)
    if not yes and not no:
        raise Undefined(f"the condition {condition} is not decided")
    return bool(yes)


_ORDERS = {
    "<": lambda a, b: (a < b, a >= b), "<=": lambda a, b: (a <= b, a > b), ">": lambda a, b: (a > b, a <= b),
    ">=": lambda a, b: (a >= b, a < b), "==": lambda a, b: (_same(a, b), not a.overlaps(b)),
    "!=": lambda a, b: (not a.overlaps(b), _same(a, b)),
}  # fmt: skip


def _same(a: flint.arb, b: flint.arb) -> bool:
    return a.is_exact() and b.is_exact() and a == b


def _power(base: flint.arb, exponent: flint.arb) -> flint.arb:
    whole = exponent.unique_fmpz() if exponent.is_exact() and exponent.is_integer() else None
    if whole is not None:
        if whole < 0 and base.contains(0):
            raise Undefined("a negative power of 0")
        return base ** int(whole)
    if base == 0 and exponent > 0:
        return flint.arb(0)
    if exponent == flint.arb(flint.fmpq(1, 2)) and base >= 0:
        return base.sqrt()
    if not base > 0:
        raise Undefined("a broken power of a number that is not positive")
    return (exponent * base.log()).exp()


def _logarithm(x: flint.arb) -> flint.arb:
    if not x > 0:
        raise Undefined("the logarithm of a number that is not positive")
    return x.log()


def _jump(at_negative: int) -> Any:
    def value(x: flint.arb, *convention: flint.arb) -> flint.arb:
        if x > 0:
            return flint.arb(1)
        if x < 0:
            return flint.arb(at_negative)
        raise Undefined("a jump at 0, where its value is a convention")

    return value


def _elementary(name: str) -> Any:
    return lambda x: getattr(x, name)()


_RULES: dict[str, Any] = {
    "Add": lambda *xs: functools.reduce(lambda a, b: a + b, xs),
    "Mul": lambda *xs: functools.reduce(lambda a, b: a * b, xs),
    "Max": lambda *xs: functools.reduce(lambda a, b: a.max(b), xs),
    "Min": lambda *xs: functools.reduce(lambda a, b: a.min(b), xs),
    "Pow": _power, "log": _logarithm, "Abs": abs, "Heaviside": _jump(0), "sign": _jump(-1),
} | {name: _elementary(name) for name in ("exp", "sin", "cos", "tanh", "atan", "sinh", "cosh", "erf")}  # fmt: skip
