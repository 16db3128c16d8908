r"""What a claim may suppose of an unknown function f of one real scalar, vector or array.

Each property is a node; its definition stands here and nowhere else, as the relation it unfolds to:

    Convex         \forall x, y\ \forall t \in [0, 1]: f((1 - t)\,x + t\,y) \le (1 - t)\,f(x) + t\,f(y)
    Homogeneous    \forall x\ \forall t > 0: f(t\,x) = t^p f(x)      (t^p = \exp(p \log t) for a real degree p;
                   the values of f may be arrays)
    HasGradient    \forall x\ \forall e > 0\ \exists r > 0\ \forall y: |y - x|^2 < r \Rightarrow
                   (f(y) - f(x) - \langle G(x), y - x\rangle)^2 \le e\,|y - x|^2
    HasSlope       \forall e > 0\ \exists r > 0\ \forall s: s^2 < r \Rightarrow
                   (f(x + s\,v) - f(x) - c\,s)^2 \le e\,s^2      (at one point x, in one direction v)

HasGradient is Fréchet's definition with the Euclidean norm, squared (e = \varepsilon^2 and r = \delta^2), so that only
sums and products stand in it; as all norms of R^n are equivalent, it does not depend on the norm.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from theorycheck.algebra.base import Value
from theorycheck.errors import ShapeError

from . import definedness, evaluation, rendering, sizes
from .arithmetic import as_node
from .binders import as_map
from .evaluation import Evaluator, Frame
from .node import Node, intern
from .nodes import Add, Apply, Eq, Exists, ForAll, Implies, Le, Literal, Lt, Mul, Negate, Power
from .predicate import Predicate
from .sorts import NATURAL, PROPOSITION, REAL, ArraySort, FunctionSort, Lambda, Real, Sort, close, fresh_hole, is_scalar

UNIT = Real("<=", "<=", Literal(0), Literal(1))
POSITIVE = Real("<", "", Literal(0))


class FunctionProperty(Predicate):
    """Base of the properties: args are the function, and what else the property names."""

    __slots__ = ()
    arrays = False  # whether the values may be arrays

    def __new__(cls, function: Node, *others: Node) -> Any:
        _argument_sort(function, cls.arrays)
        cls._check(function, *others)
        return intern(cls, (), (function, *others), PROPOSITION)

    @classmethod
    def _check(cls, function: Node, *others: Node) -> None:
        """Refuses others that do not fit the function."""

    @property
    def function(self) -> Node:
        return self.args[0]

    @property
    def argument(self) -> Any:
        """The sort of the function's argument."""
        return _argument_sort(self.args[0], self.arrays)

    def at(self, x: Node) -> Node:
        """The function's value."""
        return Apply(self.args[0], x)


class Convex(FunctionProperty):
    """On a segment the function lies on or below its chord."""

    __slots__ = ()

    def _defined(self) -> Node:
        x, y, t = fresh_hole(self.argument), fresh_hole(self.argument), fresh_hole(UNIT)
        rest = Add(Literal(1), Negate(t))
        between = self.at(Add(Mul(rest, x), Mul(t, y)))
        chord = Add(Mul(rest, self.at(x)), Mul(t, self.at(y)))
        return _for_all(x, _for_all(y, _for_all(t, Le(between, chord))))


class Homogeneous(FunctionProperty):
    """Positively homogeneous; the degree is a natural or a real number."""

    __slots__ = ()
    arrays = True

    @classmethod
    def _check(cls, function: Node, *others: Node) -> None:
        (degree,) = others
        if degree.sort is not NATURAL and not isinstance(degree.sort, Real):
            raise ShapeError(f"the degree {degree} of homogeneity", why="it is a natural or a real number")

    def _defined(self) -> Node:
        x, t = fresh_hole(self.argument), fresh_hole(POSITIVE)
        return _for_all(x, _for_all(t, Eq(self.at(Mul(t, x)), Mul(_power(t, self.args[1]), self.at(x)))))


class HasGradient(FunctionProperty):
    """Differentiable everywhere, with the gradient G(x)."""

    __slots__ = ()

    @classmethod
    def _check(cls, function: Node, *others: Node) -> None:
        (gradient,) = others
        wanted = FunctionSort(_argument_sort(function), _argument_sort(function))
        if not isinstance(gradient.sort, FunctionSort) or len(gradient.sort.args) != 2:
            raise ShapeError(f"{gradient} is no gradient", why="it is a map", cure="declare function('G', sort, sort)")
        for own, other in zip(wanted.args, gradient.sort.args, strict=True):
            if not (is_scalar(own) and other is NATURAL):
                sizes.require_sort_matches(own, other, gradient)

    def _defined(self) -> Node:
        x, y = fresh_hole(self.argument), fresh_hole(self.argument)
        e, r = fresh_hole(POSITIVE), fresh_hole(POSITIVE)
        step = _minus(y, x)
        square = _inner(step, step)
        rest = _minus(self.at(y), Add(self.at(x), _inner(Apply(self.args[1], x), step)))
        close_enough = Implies(Lt(square, r), Le(Power(rest, Literal(2)), Mul(e, square)))
        return _for_all(x, _for_all(e, Exists(POSITIVE, close(r, _for_all(y, close_enough)))))


class HasSlope(FunctionProperty):
    """Differentiable at a point in a direction, with that derivative."""

    __slots__ = ()

    @classmethod
    def _check(cls, function: Node, *others: Node) -> None:
        *vectors, slope = others
        for other in vectors:
            sizes.require_sort(_argument_sort(function), other)
        if not is_scalar(slope.sort):
            raise ShapeError(f"the slope {slope} of sort {slope.sort}", why="a derivative in a direction is a number")

    def _defined(self) -> Node:
        _, x, direction, slope = self.args
        e, r, s = fresh_hole(POSITIVE), fresh_hole(POSITIVE), fresh_hole(REAL)
        rest = _minus(self.at(Add(x, Mul(s, direction))), Add(self.at(x), Mul(slope, s)))
        square = Power(s, Literal(2))
        close_enough = Implies(Lt(square, r), Le(Power(rest, Literal(2)), Mul(e, square)))
        return _for_all(e, Exists(POSITIVE, close(r, _for_all(s, close_enough))))


# ------------------------------------------------------------------ what a claim file writes


def convex(function: object) -> Node:
    """The function is convex."""
    return Convex(as_map(function))


def homogeneous(function: object, degree: object) -> Node:
    """The function is positively homogeneous of this degree: f(t x) = t^degree f(x) for t > 0."""
    return Homogeneous(as_map(function), as_node(degree))


def has_gradient(function: object, gradient: object) -> Node:
    """The function is differentiable (in the sense of Fréchet) everywhere, and gradient(x) is its gradient at x."""
    return HasGradient(as_map(function), as_map(gradient))


def has_slope(function: object, x: object, direction: object, slope: object) -> Node:
    """At x, in that direction, the function has this derivative: of s -> f(x + s direction), at s = 0."""
    return HasSlope(as_map(function), as_node(x), as_node(direction), as_node(slope))


# ------------------------------------------------------------------ parts of the definitions


def _argument_sort(function: Node, arrays: bool = False) -> Any:
    """The sort of the one argument: a scalar or an array of reals without bounds.

    arrays: whether the values may be arrays
    """
    sort = function.sort
    fits = isinstance(sort, FunctionSort) and len(sort.args) == 2
    fits = fits and (is_scalar(sort.result) or (arrays and isinstance(sort.result, ArraySort)))
    argument = sort.arguments[0] if fits else None
    entry = argument.entry if isinstance(argument, ArraySort) else argument
    if not isinstance(entry, Real) or entry.args:
        raise ShapeError(
            f"a property of {str(function)[:60]} of sort {sort}",
            why="it is stated of functions of one real scalar or array without bounds, with real values",
            cure='declare function("f", vector(n), real())',
        )
    return argument


def _for_all(hole: Node, relation: Node) -> Node:
    domain: Sort = hole.sort
    return ForAll(domain, close(hole, relation))


def _minus(a: Node, b: Node) -> Node:
    return Add(a, Negate(b))


def _inner(a: Node, b: Node) -> Node:
    """⟨a, b⟩ of two arrays, a·b of two scalars."""
    from .vocabulary.linear_algebra import inner

    return inner(a, b) if isinstance(a.sort, ArraySort) else Mul(a, b)


def _power(base: Node, exponent: Node) -> Node:
    """base^exponent for base > 0."""
    from .vocabulary.elementwise import exp, log

    return Power(base, exponent) if exponent.sort is NATURAL else exp(exponent * log(base))


# ------------------------------------------------------------------ values, conditions and print


def _unfolded(e: Evaluator, node: FunctionProperty, parts: list[Value], frame: Frame) -> Value:
    return e.value(node.unfold(), frame)


def _conditions(node: FunctionProperty, bounds: definedness.Bounds) -> definedness.Conditions:
    """An unknown function has a value everywhere; what a map of the statement needs is part of the property."""
    written_out = any(isinstance(arg, Lambda) for arg in node.args)
    return definedness.conditions(node.unfold(), bounds) if written_out else ()


_LATEX: dict[type[FunctionProperty], Callable[..., str]] = {
    Convex: lambda f: rf"{f} \text{{ is convex}}",
    Homogeneous: lambda f, p: rf"{f} \text{{ is positively homogeneous of degree }} {p}",
    HasGradient: lambda f, g: rf"{f} \text{{ is differentiable with }} \nabla {f} = {g}",
    HasSlope: lambda f, x, v, c: rf"{f} \text{{ has at }} {x} \text{{ along }} {v} \text{{ the derivative }} {c}",
}


def _latex(words: Callable[..., str]) -> Callable[[Node, list[rendering.Piece]], rendering.Piece]:
    return lambda node, pieces: (words(*(piece[0] for piece in pieces)), rendering.CONNECTIVE)


for _kind, _words in _LATEX.items():
    evaluation.RULES[_kind.__name__] = _unfolded
    definedness.RULES[_kind.__name__] = _conditions
    rendering.LATEX[_kind.__name__] = _latex(_words)
    rendering.TEXT[_kind.__name__] = rendering.text_default
