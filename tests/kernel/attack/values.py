"""Numbers of the independent evaluator: int, Fraction, ball or jet; compared where that is decided, else None."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb, fmpq

from .jets import Jet, Skip, bare, combined


def ball(a: Any) -> arb:
    return a if isinstance(a, arb) else arb(fmpq(Fraction(a).numerator, Fraction(a).denominator))


def exact(*numbers: Any) -> bool:
    return all(not isinstance(number, arb) for number in numbers)


def compare(op: str, a: Any, b: Any) -> bool | None:
    if isinstance(a, Jet) or isinstance(b, Jet):  # what is not strict at the point may change nearby
        if compare("eq", bare(a), bare(b)) is not False:
            raise Skip
        return op != "eq" and compare(op, bare(a), bare(b))
    if not exact(a, b):
        a, b = ball(a), ball(b)
        if op == "le":
            return True if a <= b else False if a > b else None
        if op == "lt":
            return True if a < b else False if a >= b else None
        return False if a < b or a > b else None
    return {"le": a <= b, "lt": a < b, "eq": a == b}[op]


def arithmetic(op: str, a: Any, b: Any) -> Any:
    if isinstance(a, Jet) or isinstance(b, Jet):
        return combined(op, a, b, arithmetic)
    if op == "div":
        return quotient(a, b)
    if not exact(a, b):
        a, b = ball(a), ball(b)
    return a + b if op == "add" else a * b


def quotient(a: Any, b: Any) -> Any:
    if exact(a, b):
        return Fraction(a) / b
    a, b = ball(a), ball(b)
    if not (b < 0 or b > 0):
        raise Skip
    return a / b


def plain(*numbers: Any) -> bool:
    return all(isinstance(number, int | Fraction) for number in numbers)
