"""A symbol that a hypothesis gives outright: S = AᵀA, b = A x."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from theorycheck.algebra.base import Array
from theorycheck.falsifying.constraints.drawn import Drawn
from theorycheck.falsifying.constraints.method import Method
from theorycheck.statement.evaluation import Evaluator
from theorycheck.statement.nodes import Eq, Variable
from theorycheck.statement.symbols import symbols_of


@dataclass(frozen=True)
class Assigned(Method):
    """The symbol equals the expression."""

    expression: Any

    @property
    def words(self) -> str:
        return f"{self.fills[0]} is computed from the others"

    def fill(self, drawn: Drawn) -> Drawn:
        (place,) = drawn.places(self.fills[0])
        evaluator = Evaluator(drawn.algebra, drawn.environment())
        value = evaluator.real(self.expression, evaluator.value(self.expression))
        shape = value.shape if isinstance(value, Array) else ()
        return drawn.with_value(place, value) if tuple(shape) == drawn.cells[place].shape else drawn


def recognised(trial: Drawn, name: str, given: tuple[Any, ...]) -> Assigned | None:
    """The method, if the equation has the symbol alone on one side and not on the other."""
    (node,) = given
    if not isinstance(node, Eq) or len(trial.places(name)) != 1:
        return None
    for symbol, expression in (node.args, reversed(node.args)):
        if isinstance(symbol, Variable) and symbol.name == name and symbol not in symbols_of(expression):
            return Assigned((name,), given, expression)
    return None
