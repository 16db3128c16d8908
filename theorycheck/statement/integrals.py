r"""Integrals: `integral(cos(phi) * cos(phi - t), (phi, 0, pi))`.

An integral has a value where a <= b and where its integrand has one at every point of [a, b].  The integrand must be
built from operations that are continuous wherever they have a value, so that it then is continuous on [a, b]: what
jumps (step, a comparison) and unknown functions are refused.  The value is Riemann's integral.

In kernel terms an integral is exact; in floats it is an estimate that proposes points and decides nothing.
"""

from __future__ import annotations

from typing import Any

from theorycheck.algebra.base import Value
from theorycheck.errors import OutsideVocabulary, ShapeError

from . import definedness, evaluation, rendering
from .arithmetic import as_node
from .evaluation import Evaluator, Frame
from .node import Node, intern, postorder
from .nodes import Apply, Call, ForAll, Le, Literal, Named, Variable
from .shapes import SCALAR, Shapes
from .sorts import (
    REAL,
    Bound,
    FunctionSort,
    Hole,
    Lambda,
    Real,
    Sort,
    close,
    fresh_hole,
    is_scalar,
    open_binder,
    replace,
)
from .symbols import symbols_of


class Integral(Node):
    """The integral of a map of one real number between two bounds."""

    __slots__ = ()

    def __new__(cls, integrand: Lambda, a: Node, b: Node) -> Integral:
        for bound in (a, b):
            if not is_scalar(bound.sort):
                raise ShapeError(f"{bound} as a bound of an integral", why="it is not a number")
        if not isinstance(integrand, Lambda) or integrand.bound.sort is not REAL or not is_scalar(integrand.body.sort):
            raise ShapeError(
                "an integrand that is not a real number, or not of one real variable",
                cure='write integral(x**2, (x, 0, 1)) with x = real("x")',
            )
        _require_continuous(integrand)
        return intern(cls, (), (integrand, a, b), REAL)


def integral(integrand: object, over: tuple[Variable, object, object]) -> Node:
    """The integral of an expression over (symbol, lower bound, upper bound); the symbol is bound, as i in a sum."""
    variable, a, b = over
    ends = as_node(a), as_node(b)
    if not isinstance(variable, Variable) or variable.sort is not REAL or variable in symbols_of(*ends):
        raise ShapeError(
            f"an integral over {variable}",
            why="it runs over a real symbol without bounds, which its own bounds do not mention",
            cure='declare phi = real("phi") and write integral(cos(phi), (phi, 0, pi))',
        )
    if all(isinstance(end, Literal) for end in ends) and ends[0].value > ends[1].value:
        raise ShapeError(
            f"an integral from {ends[0]} down to {ends[1]}",
            why="an interval that runs backwards has no integral here",
            cure="exchange the ends and write -integral(…)",
        )
    hole = fresh_hole(REAL)
    return Integral(close(hole, replace(as_node(integrand), {variable: hole})), *ends)


def speaks_of_integrals(statement: Any) -> bool:
    """Whether a statement mentions an integral."""
    return any(isinstance(node, Integral) for node in postorder(*statement.hypotheses, statement.conclusion))


class _Continuous(Shapes):
    """Shapes, in which whatever branches on a real number is refused; the larger of two numbers is continuous."""

    def _refused(self, *args: object) -> Any:
        raise OutsideVocabulary(
            "the integral of an expression that branches",
            why="it may jump, and need not have an integral",
            cure="use continuous notations (relu, absolute, maximum, …), and one integral for each piece",
        )

    less_equal = less_than = equal = select = _refused  # type: ignore[assignment]


def _require_continuous(integrand: Lambda) -> None:
    """Refuses what may jump where it has a value; parts that depend on no bound variable are constants."""
    for node in postorder(integrand):
        if isinstance(node, Named):
            node.notation.definition(_Continuous(), *[SCALAR] * node.notation.arity)
        if not node.loose:
            continue
        kind = type(node).__name__
        if kind not in _KINDS and not isinstance(node, (Sort, Bound, Hole)):
            raise OutsideVocabulary(f"the integral of {kind}", why="it is not seen to be continuous")
        if isinstance(node, (Apply, Call)):
            _require_known(node)
        if isinstance(node, Call):
            scalars = [SCALAR] * len(node.args)
            values = scalars if node.notation.elementwise else node.notation.shape_values(node.args)
            node.notation.definition(_Continuous(), *values)


_KINDS = frozenset(
    "Lambda Add Mul Negate Div Power Index Call Apply Sum Prod Max Tabulate FamilyOf Fold Integral".split()
)


def _require_known(node: Node) -> None:
    for arg in node.args:
        if isinstance(arg.sort, FunctionSort) and not isinstance(arg, (Lambda, Named)):
            raise OutsideVocabulary(
                f"the integral of the unknown function {arg}", why="it may jump", cure="write the function out"
            )


# ------------------------------------------------------------------ values, conditions and print


def _value(e: Evaluator, node: Integral, parts: list[Value], frame: Frame) -> Value:
    integrand, *ends = node.args
    function, *bounds = parts
    a, b = (e.real(end, value) for end, value in zip(ends, bounds, strict=True))
    return e.algebra.integral(lambda x: e.real(integrand.args[1], function(x)), a, b)


def _conditions(node: Integral, bounds: definedness.Bounds) -> definedness.Conditions:
    """a <= b, and a value of the integrand at every point between."""
    integrand, a, b = node.args
    literal = isinstance(a, Literal) and isinstance(b, Literal) and a.value <= b.value
    hole, body = open_binder(integrand)  # type: ignore[arg-type]
    between = Real("<=", "<=", a, b)
    inner = (ForAll(between, close(hole, needed)) for needed in definedness.conditions(body, bounds))
    return (*(() if literal else (Le(a, b),)), *inner)


def _latex(node: Node, pieces: list[rendering.Piece]) -> rendering.Piece:
    variable, _, body = pieces[0][0].partition(r" \mapsto ")
    held = rendering.bracket((body, pieces[0][1]), rendering.BIG, r"\left(", r"\right)")
    return rf"\int_{{{pieces[1][0]}}}^{{{pieces[2][0]}}} {held} \, \mathrm{{d}}{variable}", rendering.BIG


evaluation.RULES["Integral"] = _value
definedness.RULES["Integral"] = _conditions
rendering.LATEX["Integral"] = _latex
rendering.TEXT["Integral"] = rendering.text_default
