"""What a statement says of landscapes: which of them is surveyed, and which equations determine which symbols."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from theorycheck.statement.landscape import Critical, GlobalMinimum, Gradient, Landscape, LocalMinimum
from theorycheck.statement.node import Node, postorder
from theorycheck.statement.nodes import And, Eq, Variable
from theorycheck.statement.smoothness import is_smooth
from theorycheck.statement.sorts import NATURAL
from theorycheck.statement.symbols import symbols_of


def landscapes_of(*nodes: Node) -> list[Landscape]:
    """The landscape predicates in these nodes, each once."""
    return [node for node in postorder(*nodes) if isinstance(node, Landscape)]


def speaks_of_landscapes(statement: Any) -> bool:
    """Whether a statement mentions a gradient, a critical point or a minimum."""
    nodes = postorder(*statement.hypotheses, statement.conclusion)
    return any(isinstance(node, (Gradient, Landscape)) for node in nodes)


class Subject:
    """A statement as a hunt sees it.

    surveyed:      the first landscape, outside of binders, whose points are different real symbols
    moving:        the symbols that landscapes of the hypotheses are about
    equations:     the equations among the hypotheses, gradients of critical points and global minima among them
    determining:   for each symbol, by name, the equations that it is solved from
    asserted:      the parts of the hypotheses' conjunctions
    only_critical: whether no hypothesis speaks of a minimum
    """

    def __init__(self, statement: Any) -> None:
        self.statement = statement
        own = landscapes_of(*statement.hypotheses)
        everywhere = landscapes_of(*statement.hypotheses, statement.conclusion)
        self.surveyed = next((n for n in everywhere if not n.loose and move_freely(n.points)), None)
        self.moving = {symbol for node in own for point in node.points for symbol in symbols_of(point)}
        self.equations = [eq for node in statement.hypotheses for eq in _equations(node)]
        self.determining: dict[str, list[Eq]] = {}
        for equation in self.equations:
            for symbol in self._determined(equation):
                self.determining.setdefault(symbol.name, []).append(equation)
        self.asserted = [part for node in statement.hypotheses for part in _conjuncts(node)]
        self.only_critical = not any(isinstance(node, (LocalMinimum, GlobalMinimum)) for node in self.asserted)

    def _determined(self, equation: Eq) -> set[Variable]:
        """The symbols that an equation is solved for: of a gradient, its own point, in which it is often affine."""
        found, side = set(symbols_of(equation)), equation.args[0]
        return found - (self.moving - set(symbols_of(side.args[1]))) if isinstance(side, Gradient) else found


def move_freely(points: Sequence[Node]) -> bool:
    """Whether they are different symbols, none of them a natural number."""
    symbols = {point for point in points if isinstance(point, Variable) and point.sort is not NATURAL}
    return len(symbols) == len(points)


def _conjuncts(node: Node) -> list[Node]:
    return [part for side in node.args for part in _conjuncts(side)] if isinstance(node, And) else [node]


def _equations(node: Node) -> list[Eq]:
    """The equations that a hypothesis consists of or implies: the gradient at a critical point is 0."""
    if isinstance(node, And):
        return [eq for part in node.args for eq in _equations(part)]
    if isinstance(node, GlobalMinimum) and is_smooth(node.objective):  # where no slope is left
        return _equations(Critical(*node.args))
    if isinstance(node, Critical):
        return _equations(node.unfold())
    return [node] if isinstance(node, Eq) else []
