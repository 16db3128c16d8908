r"""Landscapes: gradients, and what it means that a point is critical, a minimum, a strict saddle.

Each predicate is a node over an objective f (a map of one or several scalars and arrays) and a point; its definition
stands here and nowhere else, as the relation it unfolds to:

    Critical       \nabla f(p) = 0
    LocalMinimum   \exists r > 0\ \forall q: |q - p| < r \Rightarrow f(p) \le f(q)       (entries, in every array)
    GlobalMinimum  \forall q: f(p) \le f(q)
    StrictSaddle   critical, and \exists\Delta: \tfrac{d^2}{dt^2} f(p + t\Delta)|_{t=0} < 0

A gradient stays a node until the kernel's `derive` expands it; over numbers it is computed by reverse mode.  An
objective must be smooth wherever it has a value: what branches or takes roots of its arguments is refused.  Minima ask
less: there it may branch if it has a value everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

from theorycheck.algebra.base import Value
from theorycheck.algebra.terms import Terms
from theorycheck.errors import NotNumeric, ShapeError

from . import definedness, evaluation, rendering, sizes
from .arithmetic import as_node
from .binders import bind, tabulate
from .evaluation import Evaluator, Frame
from .node import Node, intern
from .nodes import (
    Add,
    And,
    Eq,
    Exists,
    ForAll,
    Implies,
    Index,
    Le,
    Literal,
    Lt,
    Mul,
    Negate,
    Variable,
)
from .predicate import Predicate
from .relations import as_relation
from .smoothness import is_smooth, require_smooth
from .sorts import NATURAL, PROPOSITION, REAL, ArraySort, Below, Lambda, Real, close, fresh_hole, instantiate, replace


class Gradient(Node):
    """The gradient at a point of an objective of one scalar or array: of the point's shape."""

    __slots__ = ()

    def __new__(cls, objective: Lambda, point: Node) -> Gradient:
        _check_objective(objective, (point,))
        require_smooth(objective)
        sort = ArraySort(REAL, *point.sort.sizes) if isinstance(point.sort, ArraySort) else REAL
        return intern(cls, (), (objective, point), sort)


class Landscape(Predicate):
    """Base of the predicates: args are the objective, a map of each of the points in turn, and the points."""

    __slots__ = ("_value",)

    _value: Node

    def __new__(cls, objective: Lambda, *points: Node) -> Any:
        _check_objective(objective, points)
        cls._require(objective, points)
        return intern(cls, (), (objective, *points), PROPOSITION)

    @classmethod
    def _require(cls, objective: Lambda, points: Sequence[Node]) -> None:
        """Refuses an objective of which the predicate might have no meaning."""
        require_smooth(objective)

    @property
    def objective(self) -> Lambda:
        return self.args[0]

    @property
    def points(self) -> tuple[Node, ...]:
        return self.args[1:]

    @property
    def sorts(self) -> list[Any]:
        """The sorts of the objective's arguments."""
        found, body = [], self.args[0]
        for _ in self.points:
            found.append(body.bound.sort)
            body = body.body
        return found

    def value(self) -> Node:
        """The objective's expression at the predicate's own points; interned nodes keep it."""
        if not hasattr(self, "_value"):
            self._value = self.value_at(self.points)
        return self._value

    def value_at(self, points: Sequence[Node]) -> Node:
        """The objective's expression at other points."""
        body: Any = self.objective
        for point in points:
            body = instantiate(body, point)
        return body


class Critical(Landscape):
    """The gradient in each of the points is zero."""

    __slots__ = ()

    def _defined(self) -> Node:
        equations = []
        for place, (point, sort) in enumerate(zip(self.points, self.sorts, strict=True)):
            hole = fresh_hole(sort)
            moved = (*self.points[:place], hole, *self.points[place + 1 :])
            gradient_there = Gradient(close(hole, self.value_at(moved)), point)
            equations.append(Eq(gradient_there, _zero(gradient_there.sort)))
        return reduce(And, equations)


class Minimum(Landscape):
    """A comparison of values: the objective is smooth, or has a value everywhere."""

    __slots__ = ()

    @classmethod
    def _require(cls, objective: Lambda, points: Sequence[Node]) -> None:
        if not (is_smooth(objective) or _is_total(objective, points)):
            require_smooth(objective)


class LocalMinimum(Minimum):
    """No point whose entries are all within some r > 0 of this one's has a smaller value."""

    __slots__ = ()

    def _defined(self) -> Node:
        r = fresh_hole(Real("<", "", Literal(0)))
        return Exists(r.sort, close(r, self._no_smaller_within(r)))

    def _no_smaller_within(self, r: Node) -> Node:
        others = [fresh_hole(sort) for sort in self.sorts]
        relation: Node = Le(self.value(), self.value_at(others))
        for point, other in reversed(list(zip(self.points, others, strict=True))):
            relation = Implies(_near(point, other, r), relation)
        for other in reversed(others):
            relation = ForAll(other.sort, close(other, relation))
        return relation


class GlobalMinimum(Minimum):
    """No point has a smaller value."""

    __slots__ = ()

    def _defined(self) -> Node:
        others = [fresh_hole(sort) for sort in self.sorts]
        relation: Node = Le(self.value(), self.value_at(others))
        for other in reversed(others):
            relation = ForAll(other.sort, close(other, relation))
        return relation


class StrictSaddle(Landscape):
    """Critical, with a direction of negative curvature."""

    __slots__ = ()

    def _defined(self) -> Node:
        directions = [fresh_hole(sort) for sort in self.sorts]
        relation: Node = Lt(self.curvature(directions), Literal(0))
        for direction in reversed(directions):
            relation = Exists(direction.sort, close(direction, relation))
        return And(Critical(*self.args), relation)

    def curvature(self, directions: Sequence[Node]) -> Node:
        """The second derivative along p + t·direction at t = 0."""
        s, t = fresh_hole(REAL), fresh_hole(REAL)
        moved = [Add(p, Mul(t, direction)) for p, direction in zip(self.points, directions, strict=True)]
        slope = Gradient(close(t, self.value_at(moved)), s)
        return Gradient(close(s, slope), Literal(0))


# ------------------------------------------------------------------ what a claim file writes


def gradient(expression: object, over: Node) -> Node:
    """The gradient of an expression in a symbol, at that symbol."""
    return Gradient(_objective(expression, (over,)), over)


Points = Sequence[object] | None


def critical(expression: object, over: Sequence[Node], at: Points = None) -> Node:
    """The symbols (or the points `at`) are a critical point of the expression."""
    return Critical(_objective(expression, over), *_points(over, at))


def local_minimum(expression: object, over: Sequence[Node], at: Points = None) -> Node:
    """The symbols (or the points `at`) are a local minimum of the expression."""
    return LocalMinimum(_objective(expression, over), *_points(over, at))


def global_minimum(expression: object, over: Sequence[Node], at: Points = None) -> Node:
    """The symbols (or the points `at`) are a global minimum of the expression."""
    return GlobalMinimum(_objective(expression, over), *_points(over, at))


def strict_saddle(expression: object, over: Sequence[Node], at: Points = None) -> Node:
    """The symbols (or the points `at`) are a critical point with a direction of negative curvature."""
    return StrictSaddle(_objective(expression, over), *_points(over, at))


def curvature(expression: object, over: Sequence[Node], directions: Sequence[object], at: Points = None) -> Node:
    """The second derivative of the expression on the line through the symbols (or the points) in these directions."""
    saddle = StrictSaddle(_objective(expression, over), *_points(over, at))
    return saddle.curvature(_points(over, directions))


def _points(over: Sequence[Node], at: Points) -> Sequence[Node]:
    if at is not None and len(at) != len(over):
        raise ShapeError(
            f"{len(at)} points or directions for an objective over {', '.join(map(str, over))}",
            why="each symbol has its own",
            cure="write critical(E, [W, V], at=[W_2, V_2])",
        )
    return over if at is None else list(map(as_node, at))


def _objective(expression: object, over: Sequence[Node]) -> Lambda:
    body: Any = as_node(expression)
    if not over or not all(isinstance(symbol, Variable) for symbol in over) or len(set(over)) < len(over):
        raise ShapeError(
            f"an objective over {', '.join(map(str, over)) or 'nothing'}",
            why="it is a function of one or more different symbols",
            cure="write critical(E, [W, V])",
        )
    holes = [fresh_hole(symbol.sort) for symbol in over]
    body = replace(body, dict(zip(over, holes, strict=True)))
    for hole in reversed(holes):
        body = close(hole, body)
    return body


# ------------------------------------------------------------------ parts of the definitions


def _zero(sort: Any) -> Node:
    return tabulate(*sort.sizes, lambda *indices: Literal(0)) if isinstance(sort, ArraySort) else Literal(0)


def _near(point: Node, other: Node, radius: Node) -> Node:
    """Every entry of `other` lies within the radius of the point's; written as `kernel.neighbourhoods.near`."""
    shape = list(point.sort.sizes) if isinstance(point.sort, ArraySort) else []

    def at(indices: tuple[Node, ...]) -> Node:
        if len(indices) < len(shape):
            return ForAll(Below(shape[len(indices)]), bind(NATURAL, lambda i: at((*indices, i)), as_relation))
        p, q = (Index(x, *indices) if indices else x for x in (point, other))
        return And(Lt(Add(p, Negate(radius)), q), Lt(q, Add(p, radius)))

    return at(())


def _check_objective(objective: object, points: Sequence[Node]) -> None:
    body = objective
    for point in points:
        if not isinstance(body, Lambda) or not _unbounded(body.bound.sort):
            raise ShapeError(
                f"a landscape over {str(point)[:60]} of sort {point.sort}",
                why="an objective is a function of real scalars and arrays without bounds",
                cure='declare them with real("x"), vector or matrix; write x = y**2 or exp(y) for a bounded one',
            )
        sizes.require_sort(body.bound.sort, point)
        body = body.body
    if not points or not isinstance(getattr(body, "sort", None), Real):
        raise ShapeError("an objective that is not a real number", cure="write squared_norm(Y - X @ W)")


def _unbounded(sort: Any) -> bool:
    entry = sort.entry if isinstance(sort, ArraySort) else sort
    return isinstance(entry, Real) and not entry.args


def _is_total(objective: Node, points: Sequence[Node]) -> bool:
    """Whether it has a value at every point, whatever its other symbols are: then nothing near a point is missing."""
    body: Any = objective
    for _ in points:
        body = instantiate(body, fresh_hole(body.bound.sort))
    return not definedness.conditions(body)


# ------------------------------------------------------------------ values, conditions and print


def _gradient(e: Evaluator, node: Gradient, parts: list[Value], frame: Frame) -> Value:
    objective, point = node.args
    if isinstance(e.algebra, Terms):
        bound, body = objective.args
        at = e.real(point, parts[1])
        return e.algebra.gradient(lambda x: e.real(body, e.value(body, Frame({bound: x}, frame))), at)
    if node.loose:
        raise NotNumeric("the gradient inside a binder", why="numbers are computed at one point", cure="prove it")
    from .differentiation import gradient_at

    return gradient_at(objective, parts[1], e.algebra, e.root.values)


def _unfolded(e: Evaluator, node: Landscape, parts: list[Value], frame: Frame) -> Value:
    return e.value(node.unfold(), frame)


def _gradient_conditions(node: Gradient, bounds: definedness.Bounds) -> definedness.Conditions:
    """Where a smooth expression has a value at a point, it has one nearby: its conditions are open."""
    return definedness.conditions(instantiate(*node.args), bounds)


def _landscape_conditions(node: Landscape, bounds: definedness.Bounds) -> definedness.Conditions:
    """Of a local minimum: a value at the point; it has one nearby too, and r may be as small as that needs."""
    stated = node.value() if isinstance(node, LocalMinimum) else node.unfold()
    return definedness.conditions(stated, bounds)


def _latex_gradient(node: Node, pieces: list[rendering.Piece]) -> rendering.Piece:
    objective, point = node.args
    variable, _, body = pieces[0][0].partition(r" \mapsto ")
    if isinstance(point, Variable) and not node.loose:
        body = rendering.latex(instantiate(objective, point))
        return rf"\nabla_{{{pieces[1][0]}}} \left[{body}\right]", rendering.PRODUCT
    return rf"\nabla_{{{variable} = {pieces[1][0]}}} \left[{body}\right]", rendering.PRODUCT


def _latex_predicate(words: str) -> Callable[[Node, list[rendering.Piece]], rendering.Piece]:
    def tex(node: Any, pieces: list[rendering.Piece]) -> rendering.Piece:
        points = ", ".join(piece[0] for piece in pieces[1:])
        named = not node.loose and all(isinstance(point, Variable) for point in node.points)
        body = rendering.latex(node.value()) if named else pieces[0][0]
        return rf"\left({points}\right) \text{{ is {words} of }} {body}", rendering.CONNECTIVE

    return tex


_WORDS = {
    Critical: "a critical point",
    LocalMinimum: "a local minimum",
    GlobalMinimum: "a global minimum",
    StrictSaddle: "a strict saddle",
}

evaluation.RULES["Gradient"] = _gradient
definedness.RULES["Gradient"] = _gradient_conditions
rendering.LATEX["Gradient"] = _latex_gradient
for _kind, _words in _WORDS.items():
    evaluation.RULES[_kind.__name__] = _unfolded
    definedness.RULES[_kind.__name__] = _landscape_conditions
    rendering.LATEX[_kind.__name__] = _latex_predicate(_words)
for _name in ("Gradient", *(kind.__name__ for kind in _WORDS)):
    rendering.TEXT[_name] = rendering.text_default
