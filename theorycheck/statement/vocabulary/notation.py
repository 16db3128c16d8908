"""How a notation is defined: once, as a Python function over the algebra.

    @notation(latex=r"\\rho({0})", kinks=lambda x: eq(x, 0))
    def relu(A, x: Scalar): return A.maximum(A.literal(Fraction(0)), x)

The annotations say what the arguments are.  A notation of scalars alone is *elementwise*: on arrays it acts at
every entry.  The shape rule, the values in every algebra and the kernel's constant all come from the definition.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from theorycheck.algebra.base import AbstractAlgebra, Array, Family, Value
from theorycheck.errors import OutsideVocabulary, ShapeError

from .. import sizes
from ..arithmetic import as_node
from ..binders import as_map, bind
from ..node import Node
from ..nodes import Call, FamilyOf, Index
from ..shapes import Shapes, sort_of, value_of
from ..sorts import (
    NATURAL,
    REAL,
    ArraySort,
    FamilySort,
    FunctionSort,
    Sort,
    close,
    fresh_hole,
    is_scalar,
)

# What a parameter of a definition may be annotated with.
Scalar = Any
Size = Any
Map = Callable[..., Any]

_KINDS = {"Scalar": "scalar", "Array": "array", "Family": "family", "Size": "size", "Map": "map", "Any": "scalar"}

REGISTRY: dict[str, Notation] = {}


class Notation:
    """A notation: call it with nodes to build a node.

    name:        unique among notations, and the first half of the kernel's constant
    definition:  the function of (algebra, values) that means it
    latex:       a format string of the arguments' LaTeX, or a function of them
    defined:     the node that says where it has a value, as a function of the arguments; None if it is total
    kinks:       the node that says where it is not differentiable, likewise
    """

    def __init__(
        self,
        definition: Callable[..., Value],
        *,
        latex: str | Callable[..., str],
        defined: Callable[..., Node] | None,
        kinks: Callable[..., Node] | None,
    ) -> None:
        self.definition = definition
        self.name = definition.__name__
        self.module = definition.__module__
        self.__doc__ = definition.__doc__
        self.latex = latex
        self.defined = defined
        self.kinks = kinks
        parameters = list(inspect.signature(definition).parameters.values())[1:]
        self.kinds = tuple(_kind(self.name, p) for p in parameters)
        self.elementwise = all(kind == "scalar" for kind in self.kinds)

    @property
    def arity(self) -> int:
        return len(self.kinds)

    @property
    def total(self) -> bool:
        return self.defined is None

    def __repr__(self) -> str:
        return self.name

    def __reduce__(self) -> Any:
        return find, (f"{self.module}:{self.name}",)

    # ---- building

    def __call__(self, *args: object) -> Node:
        """The notation at its arguments; with its last argument missing, the map that takes it."""
        if self.elementwise and self.arity > 1 and len(args) == self.arity - 1:
            return bind(REAL, lambda x: self(*args, x))
        if len(args) != self.arity:
            raise ShapeError(f"{self.name} takes {self.arity} arguments, not {len(args)}")
        nodes = [as_map(a) if kind == "map" else as_node(a) for kind, a in zip(self.kinds, args, strict=True)]
        family = self._family_to_spread_over(nodes)
        if family is None:
            return Call(self, *nodes)
        k = fresh_hole(NATURAL)
        members = [Index(x, k) if isinstance(x.sort, FamilySort) else x for x in nodes]
        return FamilyOf(family.upto, close(k, Call(self, *members)))

    def _family_to_spread_over(self, nodes: list[Node]) -> FamilySort | None:
        if "family" in self.kinds:
            return None
        return next((x.sort for x in nodes if isinstance(x.sort, FamilySort)), None)

    def result_sort(self, args: tuple[Node, ...]) -> Sort:
        """The shape rule.  Raises ShapeError naming this notation."""
        if len(args) != self.arity:
            raise ShapeError(f"{self.name} takes {self.arity} arguments, not {len(args)}")
        for kind, arg in zip(self.kinds, args, strict=True):
            self._require(kind, arg)
        if self.elementwise:
            return _elementwise_sort(args)
        try:
            return sort_of(self.definition(Shapes(), *self.shape_values(args)))
        except ShapeError as error:
            raise error.located(f"{self.name}({', '.join(str(a)[:40] for a in args)})") from None
        except (ValueError, IndexError, TypeError, AttributeError) as error:
            # A definition takes its arguments' shapes apart: `rows, columns = x.shape` fails for a vector.
            raise ShapeError(
                f"{self.name} does not take {', '.join(sizes.describe(a.sort) for a in args)}",
                why=str(error),
                cure=f"its arguments are {', '.join(self.kinds)}; help({self.name}) says which shapes",
            ) from error

    def shape_values(self, args: tuple[Node, ...]) -> list[Value]:
        """What stands for the arguments in the algebra of shapes."""
        return [arg if kind == "size" else value_of(arg.sort) for kind, arg in zip(self.kinds, args, strict=True)]

    def _require(self, kind: str, arg: Node) -> None:
        wanted: Any = {"array": ArraySort, "family": FamilySort, "map": FunctionSort}.get(kind)
        fits = (
            arg.sort is NATURAL
            if kind == "size"
            else is_scalar(arg.sort)
            if wanted is None
            else isinstance(arg.sort, wanted)
        )
        if kind == "scalar" and self.elementwise:
            fits = fits or isinstance(arg.sort, ArraySort)
        if not fits:
            raise ShapeError(f"{self.name} wants a {kind}, and {str(arg)[:60]} is of sort {arg.sort}")

    # ---- meaning

    def evaluate(self, algebra: AbstractAlgebra, *values: Value) -> Value:
        """The value over an algebra; at every entry for an elementwise notation of arrays."""
        if self.elementwise and any(isinstance(value, Array) for value in values):
            return algebra.each(lambda *scalars: algebra.notation(self.name, self.definition, *scalars), *values)
        return algebra.notation(self.name, self.definition, *values)


def notation(
    *,
    latex: str | Callable[..., str],
    defined: Callable[..., Node] | None = None,
    kinks: Callable[..., Node] | None = None,
) -> Callable[[Callable[..., Value]], Notation]:
    """Makes a notation of a definition over the algebra: see the head of this module."""

    def make(definition: Callable[..., Value]) -> Notation:
        made = Notation(definition, latex=latex, defined=defined, kinks=kinks)
        REGISTRY[f"{made.module}:{made.name}"] = made
        return made

    return make


def find(reference: str) -> Notation:
    """The notation `module:name`, as stored in files.  Only modules of the vocabulary are imported for it."""
    if reference not in REGISTRY and reference.startswith(__package__ + "."):
        import importlib

        importlib.import_module(reference.partition(":")[0])
    if reference not in REGISTRY:
        raise OutsideVocabulary(
            f"the notation {reference} is not known here", cure="import the module that defines it first"
        )
    return REGISTRY[reference]


def _kind(name: str, parameter: inspect.Parameter) -> str:
    kind = _KINDS.get(str(parameter.annotation))
    if kind is None:
        raise ShapeError(
            f"the parameter {parameter.name} of the notation {name} has the annotation {parameter.annotation}",
            cure=f"annotate it with one of {', '.join(_KINDS)} (and `from __future__ import annotations`)",
        )
    return kind


def _elementwise_sort(args: tuple[Node, ...]) -> Sort:
    shapes = [arg.sort.sizes for arg in args if isinstance(arg.sort, ArraySort)]
    for other in shapes[1:]:
        sizes.require_same_shape(shapes[0], other)
    return ArraySort(REAL, *shapes[0]) if shapes else REAL


__all__ = ["Array", "Family", "Map", "Notation", "Scalar", "Size", "find", "notation"]
