"""A kernel term in scalar variables as an objective: values, and derivatives from the kernel's own derivative terms."""
from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from theorycheck.falsifying.landscape.objective import AbstractObjective
from theorycheck.kernel import calculus
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.terms import Term, postorder


class TermObjective(AbstractObjective):
    """For a handful of variables: each second derivative is a term of its own."""

    def __init__(self, backend: Any, term: Term, variables: Sequence[Term]) -> None:
        self.backend, self.dimension, self.variables = backend, len(variables), tuple(variables)
        self._value = term
        self._slopes = [normal_form(calculus.derivative(term, x)) for x in variables]
        self._bends: list[list[Term]] | None = None

    def value(self, x: Any) -> Any:
        return self._evaluate([self._value], x)[0]

    def value_and_gradient(self, x: Any) -> tuple[Any, Any]:
        value, *slopes = self._evaluate([self._value, *self._slopes], x)
        return value, self.backend.stack(slopes, axis=1)

    def hessian(self, x: Any) -> Any:
        if self._bends is None:
            self._bends = [[normal_form(calculus.derivative(s, v)) for v in self.variables] for s in self._slopes]
        flat = self._evaluate([bend for row in self._bends for bend in row], x)
        return self.backend.reshape(self.backend.stack(flat, axis=1), (x.shape[0], self.dimension, self.dimension))

    def _evaluate(self, wanted: Sequence[Term], x: Any) -> list[Any]:
        known: dict[Term, Any] = {v: x[:, i] for i, v in enumerate(self.variables)}
        zero = x[:, 0] * 0
        for term in wanted:
            for part in postorder(term):
                if part not in known:
                    known[part] = zero + self._number(part, [known[arg] for arg in part.args])
        return [known[term] for term in wanted]

    def _number(self, term: Term, values: list[Any]) -> Any:
        match term.op:
            case "literal":
                return _float(term.data[1])  # type: ignore[index]
            case "pi":
                return 3.141592653589793
            case "add":
                return values[0] + values[1]
            case "mul":
                return values[0] * values[1]
            case "div":
                return values[0] / values[1]
            case "exp" | "log" | "sqrt" | "sin" | "cos" | "arctan" | "tanh":
                return getattr(self.backend, term.op)(values[0])
        raise KernelError(f"no number for {term.op}")


def _float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        raise KernelError("a number too large for a float") from None
