r"""Vectors as long as another one, or as a scalar says: reflections of that vector, or of its multiple of e_1.

x = H_u p = p - 2 u ⟨u, p⟩ / ⟨u, u⟩ with the draw as u, for |x|² = |p|², where p = y, or p = r e_1 for |x|² = r².
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.algebra.base import Array
from theorycheck.falsifying.constraints.drawn import Drawn
from theorycheck.falsifying.constraints.method import Method
from theorycheck.falsifying.constraints.reflections import factor, towards
from theorycheck.falsifying.constraints.trials import RATIONALS, other_entries
from theorycheck.statement.evaluation import Evaluator
from theorycheck.statement.node import postorder
from theorycheck.statement.nodes import Call, Literal, Mul, Power, Variable
from theorycheck.statement.sorts import ArraySort, Real
from theorycheck.statement.symbols import symbols_of
from theorycheck.statement.vocabulary.linear_algebra import squared_norm


@dataclass(frozen=True)
class EqualNorms(Method):
    """|x|² = |p|²; `pole` is the array p, or the scalar r with p = r e_1."""

    pole: Any

    @property
    def words(self) -> str:
        return f"{self.fills[0]} has the length of {self.pole}, by a reflection"

    def fill(self, drawn: Drawn) -> Drawn:
        (place,) = drawn.places(self.fills[0])
        pole = self.laid_out(drawn, place)
        return drawn if pole is None else drawn.with_value(place, _reflected(drawn.algebra, drawn.values[place], pole))

    def adopt(self, near: Drawn) -> Drawn:
        (place,) = near.places(self.fills[0])
        pole = self.laid_out(near, place)
        if pole is None:
            return near
        end = near.with_value(place, pole).entries(place)
        wanted = towards(near.entries(place), sum((value * value for value in end), Fraction(0))) or end
        u = near.with_entries(place, [a - b for a, b in zip(wanted, end, strict=True)]).values[place]
        return near.with_value(place, _reflected(RATIONALS, u, pole))

    def laid_out(self, drawn: Drawn, place: int) -> Array | None:
        """p, in the shape of x; None where it has another one, or x has no entry."""
        evaluator = Evaluator(drawn.algebra, drawn.environment())
        value, cell = evaluator.real(self.pole, evaluator.value(self.pole)), drawn.cells[place]
        if isinstance(value, Array):
            return value if tuple(value.shape) == cell.shape else None
        if not cell.size:
            return None
        zero = drawn.algebra.literal(Fraction(0))
        laid: Array = drawn.with_entries(place, [value, *[zero] * (cell.size - 1)]).values[place]
        return laid


def _reflected(algebra: Any, u: Array, pole: Array) -> Array:
    along = algebra.mul(factor(algebra, u), algebra.total(algebra.each(algebra.mul, u, pole)))
    return algebra.each(lambda a, b: algebra.sub(a, algebra.mul(along, b)), pole, u)


def recognised(trial: Drawn, name: str, given: tuple[Any, ...]) -> EqualNorms | None:
    """The method, if the equation is k (|x|² - |p|²) = 0 with an array or a squared scalar of the equation."""
    places = trial.places(name)
    if len(places) != 1 or not trial.cells[places[0]].shape or len(trial.residuals(given)) != 1:
        return None
    (place,) = places
    cell = trial.cells[place]
    points = (trial, trial.with_entries(place, other_entries(cell, 1)))
    for pole in _poles(name, given):
        method = EqualNorms((name,), given, pole)
        laid = method.laid_out(trial, place)
        if laid is None:
            continue
        length = sum(value * value for value in trial.with_value(place, laid).entries(place))
        gaps = [sum(value * value for value in point.entries(place)) - length for point in points]
        first, second = (point.residuals(given)[0] for point in points)
        if all(gaps) and first and first * gaps[1] == second * gaps[0]:
            return method
    return None


def _poles(name: str, given: tuple[Any, ...]) -> Iterator[Any]:
    """Other arrays that the equation mentions, and what it takes the square or the squared norm of."""
    for node in postorder(*given):
        squared = isinstance(node, Call) and node.notation is squared_norm
        squared = squared or (isinstance(node, Power) and node.args[1] is Literal(2))
        squared = squared or (isinstance(node, Mul) and len(set(node.args)) == 1)
        if squared or (isinstance(node, Variable) and isinstance(node.sort, ArraySort)):
            root = node.args[0] if squared else node
            plain = isinstance(root.sort, (Real, ArraySort)) and not root.loose
            if plain and name not in {symbol.name for symbol in symbols_of(root)}:
                yield root
