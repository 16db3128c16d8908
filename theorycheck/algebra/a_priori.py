"""A cheap bound on the rounding error of a recorded computation: one number a network, from norms.

`error_bounds` carries a bound beside every entry, which costs thirty times the value. Here each array has one bound for
all its entries, and a matrix product needs the largest entry of one side and the largest row or column sum of the
other: less than the value costs. It is coarser, and decides nearly always: a margin is seldom close to what it is
compared with.

The rules are the textbook ones (Higham, Accuracy and Stability of Numerical Algorithms, chapters 2 and 3), with a sum
of n terms in whatever order and elementary functions within `ULPS` units of the last place. Inputs are exact. Where
floats and exact values may choose differently, the bound reaches from one side to the other. What is not a number or
not finite on the way leaves a bound that is not finite, which bounds nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .error_bounds import ULPS
from .tape import Tape, compiled
from .tracing import VIEWS, Operation, Place, Recorder, Traced, Untraceable, size

UP = 1 + 2.0**-14  # the roundings of one rule
SUMMED = 1 + 2.0**-10  # the rounding of a sum of magnitudes
MOST_TERMS = 4096
_COMPARISONS = {"less", "less_equal", "greater", "greater_equal", "equal", "not_equal"}
_CONNECTIVES = {"logical_and", "logical_or", "logical_not", "bitwise_and", "bitwise_or", "invert"}


@dataclass(frozen=True)
class Known:
    """A result: its floats, a bound on their errors for each network (0.0: exact), whether the exact values cannot be
    negative; for a truth `error` is where it may differ from that of the exact values (False: nowhere)."""

    value: Any
    error: Any
    nonnegative: bool = False


def with_error_bound(tape: Tape) -> Tape:
    """The tape with a second output, a bound on the error of the first. Raises Untraceable where there is no rule."""
    recorder = Recorder(tape.backend, tape.dtype)
    rules = _Rules(recorder)
    known: dict[int, Known] = {}
    for place in tape.inputs:
        known[place] = Known(recorder.input(tape.operations[place].shape[1:]), 0.0)
    inputs = [known[place].value.place for place in tape.inputs]
    for place, operation in enumerate(tape.operations):
        if place not in known and operation.name != "input":
            operands = [known[x] if isinstance(x, Place) else Known(x, 0.0, x >= 0) for x in operation.operands]
            value = recorder.note(operation.name, [x.value for x in operands], operation.told, operation.shape)
            known[place] = rules.known(operation, value, operands)
    result = known[tape.outputs[0]]
    error = result.error if isinstance(result.error, Traced) else recorder.full((1,), result.error, tape.dtype)
    return compiled(recorder.operations, tape.workspace, inputs, [result.value.place, error.place])


class _Rules:
    """One rule for each kind of operation; numbers a network are arrays of shape (ROWS,) or (1,)."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.u = recorder.spacing(recorder.format) / 2
        self.tiny = recorder.tiny(recorder.format)

    def known(self, operation: Operation, value: Any, operands: Sequence[Known]) -> Known:
        """What is known of a result."""
        name = operation.name
        if name == "full":
            number = self.recorder.rounded(operands[0].value, self.recorder.format)
            return Known(value, abs(number) * 2 * self.u + self.tiny, math.copysign(1, number) > 0)
        if name in _COMPARISONS:
            return Known(value, self._doubtful(*operands))
        if name in _CONNECTIVES:
            return Known(value, self._any([x.error for x in operands]))
        if name in VIEWS | {"stack", "concat", "max"}:
            worst = self._worst([x.error for x in operands])
            return Known(value, worst, all(x.nonnegative for x in operands))
        rule = getattr(self, f"_{name}", None)
        if rule is None:
            raise Untraceable(f"a bound on the error of {name}")
        error, nonnegative = rule(value, *operands)
        return Known(value, error if isinstance(error, float) else error * UP, nonnegative)

    # ---- norms

    def _most(self, x: Known) -> Any:
        """The largest magnitude of a network's entries."""
        return self._over_entries(self._size(x)) if isinstance(x.value, Traced) else abs(x.value)

    def _least(self, x: Any) -> Any:
        """The smallest entry."""
        if not isinstance(x, Traced):
            return x
        negated = self.recorder.elementwise("negative", (x,))
        return self.recorder.elementwise("negative", (self._over_entries(negated),))

    def _size(self, x: Known) -> Any:
        return self.recorder.elementwise("abs", (x.value,))

    def _over_entries(self, x: Any) -> Any:
        if size(x.shape) == 0:
            return self.recorder.full((1,), 0.0, self.recorder.format)
        return self.recorder.max(x, tuple(range(1, x.ndim))) if x.ndim > 1 else x

    def _sums(self, x: Known, axis: int) -> Any:
        """The largest sum of magnitudes along an axis."""
        return self._over_entries(self.recorder.sum(self._size(x), axis)) * SUMMED

    # ---- combining numbers a network, of which 0.0 is nothing

    def _worst(self, errors: Sequence[Any]) -> Any:
        return self._folded("maximum", [x for x in errors if not _nothing(x)])

    def _any(self, doubts: Sequence[Any]) -> Any:
        found = self._folded("logical_or", [x for x in doubts if x is not False])
        return found if isinstance(found, Traced) else False

    def _folded(self, name: str, parts: Sequence[Any]) -> Any:
        if not parts:
            return 0.0
        found = parts[0]
        for part in parts[1:]:
            if part is not found:
                found = max(found, part) if isinstance(found, float) and isinstance(part, float) else (
                    self.recorder.elementwise(name, (found, part))
                )  # fmt: skip
        return found

    def _doubtful(self, a: Known, b: Known) -> Any:
        """Where a comparison of the floats may differ from that of the exact values."""
        if a.value is b.value or (_nothing(a.error) and _nothing(b.error)):
            return False
        apart = self._least(self.recorder.elementwise("abs", (a.value - b.value,)))
        return ~(apart > (a.error + b.error) * UP + self.tiny)

    # ---- arithmetic

    def _add(self, value: Any, a: Known, b: Known) -> tuple[Any, bool]:
        return a.error + b.error + self._most(Known(value, 0.0)) * self.u, a.nonnegative and b.nonnegative

    def _subtract(self, value: Any, a: Known, b: Known) -> tuple[Any, bool]:
        return self._add(value, a, b)[0], False

    def _multiply(self, value: Any, a: Known, b: Known) -> tuple[Any, bool]:
        error = self._most(a) * self._most(b) * self.u + self.tiny
        if not _nothing(b.error):
            error = error + (self._most(a) + a.error) * b.error
        if not _nothing(a.error):
            error = error + self._most(b) * a.error
        return error, (a.nonnegative and b.nonnegative) or a.value is b.value

    def _divide(self, value: Any, a: Known, b: Known) -> tuple[Any, bool]:
        most, nonnegative = self._most(Known(value, 0.0)), a.nonnegative and b.nonnegative
        rounding = most * self.u + self.tiny
        if _nothing(a.error) and _nothing(b.error):
            return self._finite(most, rounding), nonnegative
        least = self._least(self._size(b)) if isinstance(b.value, Traced) else abs(b.value)
        return self._where_positive(least - b.error, a.error + most * b.error, rounding), nonnegative

    def _finite(self, most: Any, error: Any) -> Any:
        """Infinite where the values are not finite, so that their bounds are not either."""
        return error + (most - most)

    def _where_positive(self, room: Any, carried: Any, rounding: Any) -> Any:
        """carried / room + rounding where there is room, else infinity."""
        if not isinstance(room, Traced):
            return carried / room + rounding if room > 0 else float("inf")
        positive: Any = self.recorder.elementwise("greater", (room, 0.0))
        return self.recorder.elementwise("where", (positive, carried / room, float("inf"))) + rounding

    def _negative(self, value: Any, a: Known) -> tuple[Any, bool]:
        return a.error, False

    def _abs(self, value: Any, a: Known) -> tuple[Any, bool]:
        return a.error, True

    def _maximum(self, value: Any, a: Known, b: Known) -> tuple[Any, bool]:
        return self._worst([a.error, b.error]), a.nonnegative or b.nonnegative

    def _floor(self, value: Any, a: Known) -> tuple[Any, bool]:
        return (0.0 if _nothing(a.error) else a.error + 1.0), a.nonnegative

    def _where(self, value: Any, condition: Known, a: Known, b: Known) -> tuple[Any, bool]:
        nonnegative = a.nonnegative and b.nonnegative
        error = self._worst([a.error, b.error])
        if condition.error is False:
            return error, nonnegative
        reach = self._most(a) + self._most(b) + error
        return self.recorder.elementwise("where", (condition.error, reach, error)), nonnegative

    def _matmul(self, value: Any, a: Known, b: Known) -> tuple[Any, bool]:
        inner, error = a.value.shape[-1], self.tiny * a.value.shape[-1]
        if not _nothing(b.error):
            rows = self._sums(a, -1)
            error = error + rows * b.error + self._factor(inner) * rows * self._most(b)
        if not _nothing(a.error) or _nothing(b.error):
            columns = self._sums(b, -2)
            error = error + columns * a.error + self._factor(inner) * columns * self._most(a)
            if not _nothing(b.error):
                error = error + a.error * b.error * float(inner)
        return self._finite(self._most(Known(value, 0.0)), error), a.nonnegative and b.nonnegative

    def _sum(self, value: Any, a: Known) -> tuple[Any, bool]:
        count = size(a.value.shape) // max(1, size(value.shape))
        carried = 0.0 if _nothing(a.error) else a.error * float(count)
        error = carried + self._most(a) * (count * self._factor(count)) + self.tiny * count
        return self._finite(self._most(Known(value, 0.0)), error), a.nonnegative

    def _factor(self, count: int) -> float:
        """What the sum of the magnitudes of `count` products is multiplied with to bound the rounding of their sum."""
        if count > MOST_TERMS:
            raise Untraceable("a bound on the error of a sum of so many terms")
        return 2 * (count + 4) * self.u

    # ---- elementary functions

    def _rounded(self, value: Any, carried: Any) -> Any:
        most = self._most(Known(value, 0.0))
        return self._finite(most, carried + most * (ULPS * self.u) + self.tiny)

    def _exp(self, value: Any, a: Known) -> tuple[Any, bool]:
        if _nothing(a.error):
            return self._rounded(value, 0.0), True
        raised: Any = self.recorder.elementwise("exp", (a.error,)) if isinstance(a.error, Traced) else 2.0
        return self._rounded(value, self._most(Known(value, 0.0)) * (raised * a.error)), True

    def _log(self, value: Any, a: Known) -> tuple[Any, bool]:
        if _nothing(a.error):
            return self._rounded(value, 0.0), False
        return self._rounded(value, self._where_positive(self._least(a.value) - a.error, a.error, 0.0)), False

    def _sqrt(self, value: Any, a: Known) -> tuple[Any, bool]:
        if _nothing(a.error):
            return self._rounded(value, 0.0), True
        carried: Any = self.recorder.elementwise("sqrt", (a.error,)) if isinstance(a.error, Traced) else a.error**0.5
        if not a.nonnegative:  # the exact value may have no root
            room = self._least(a.value) - a.error
            carried = self.recorder.elementwise("where", (room > 0, carried, float("inf")))
        return self._rounded(value, carried), True

    def _lipschitz(self, value: Any, a: Known) -> tuple[Any, bool]:
        return self._rounded(value, a.error), False

    _sin = _cos = _tanh = _arctan = _lipschitz


def _nothing(error: Any) -> bool:
    return isinstance(error, float) and error == 0.0
