r"""A sum of parallel networks on exact data: Phi = sum_i phi(X_i), Theta = sum_i theta(X_i), l(Phi) + lambda Theta.

phi and theta are expressions in the weights of one block; both must be positively homogeneous of one degree p > 0,
which is read off their structure.  So a block w^(1/p) B has the output w phi(B) and the regularizer w theta(B): blocks
are kept as pairs of a base B and a weight w >= 0, and every number here is an exact rational.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from theorycheck.algebra.base import Array
from theorycheck.algebra.rationals import Rationals
from theorycheck.errors import Inexact, OptionError, TheorycheckError
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.binders import fn, substitute
from theorycheck.statement.claim import Claim
from theorycheck.statement.environments import from_witness
from theorycheck.statement.evaluation import evaluate
from theorycheck.statement.function_properties import convex
from theorycheck.statement.landscape import gradient
from theorycheck.statement.node import Node
from theorycheck.statement.nodes import Literal, Variable
from theorycheck.statement.sorts import NATURAL
from theorycheck.statement.source import own
from theorycheck.statement.symbols import symbols_of

from .homogeneity import Homogeneity, homogeneity_degree

Exact = int | str | Fraction
Block = tuple[Any, ...]  # exact values of the weights of one block, arrays as nested lists
Vector = tuple[Fraction, ...]


@dataclass(frozen=True, kw_only=True)
class ParallelNetwork:
    """What is minimised.

    output:      phi, the array or number that one block gives for all samples
    regularizer: theta, a number
    over:        the symbols of one block's weights, real numbers or arrays
    loss:        l, a convex expression in the symbol `prediction`, which has the shape of the output
    data:        exact values of all other symbols, sizes among them
    weight:      lambda >= 0
    Raises OptionError if phi and theta are not positively homogeneous of one degree, or if something does not fit.
    """

    output: Node
    regularizer: Node
    over: Sequence[Variable]
    loss: Node
    prediction: Variable
    data: Mapping[Variable, Any] = field(default_factory=dict)
    weight: Exact = 0

    def __post_init__(self) -> None:
        if self.penalty < 0:
            raise OptionError(f"the weight {self.penalty} of the regularizer is negative", cure="give one >= 0")
        missing = [s for s in self._symbols if s not in self.data and s not in (*self.over, self.prediction)]
        if missing:
            raise OptionError(
                f"{', '.join(s.name for s in missing)} has no value",
                where="the data of a network",
                why="a path is made of exact numbers",
                cure=f"add data={{{missing[0].name}: …}}",
            )
        _ = self.degree

    @property
    def penalty(self) -> Fraction:
        """lambda."""
        return Fraction(rational(self.weight).value)

    @cached_property
    def _symbols(self) -> tuple[Variable, ...]:
        return symbols_of(self.output, self.regularizer, self.loss, self.prediction)

    @cached_property
    def homogeneity(self) -> tuple[Homogeneity, Homogeneity]:
        """How output and regularizer scale with a block."""
        return tuple(homogeneity_degree(part, in_=self.over) for part in (self.output, self.regularizer))  # type: ignore[return-value]

    @cached_property
    def degree(self) -> int:
        """p."""
        found = []
        for name, part in zip(("output", "regularizer"), self.homogeneity, strict=True):
            degree = substitute(part.degree, self._sizes) if part.degree is not None else None
            if not isinstance(degree, Literal) or degree.value <= 0:
                broken = f": {part.reason} in {str(part.broken_by)[:60]}" if part.broken_by is not None else ""
                raise OptionError(
                    f"the {name} of a block is not seen to be positively homogeneous{broken}",
                    why="the path scales blocks",
                    cure=f"ask homogeneity_degree({name}, in_=[…]) and write it without biases, with relu and products",
                )
            found.append(int(degree.value))
        if found[0] != found[1]:
            raise OptionError(
                f"the output has degree {found[0]} in a block and the regularizer degree {found[1]}",
                why="the path needs one degree of both: else a local minimum with a zero block need not be global",
                cure="for a degree 2 take (|u|^2 + |v|^2)/2, for a degree K a product of K norms",
            )
        return found[0]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What the path rests on, for `check`: both degrees, and that the loss is convex."""
        shape = substitute(self.prediction.sort, self._sizes)
        loss = fn(shape, lambda z: substitute(substitute(self.loss, self._sizes), {self._prediction: z}))
        convexity = Claim(
            title="The loss is convex in the prediction",
            source=own("ParallelNetwork"),
            conclude=convex(loss),
            proof="compute, squares",
        )
        return (*(part.claim for part in self.homogeneity if part.claim is not None), convexity)

    @cached_property
    def _sizes(self) -> dict[Variable, object]:
        return {s: value for s, value in self.data.items() if s.sort is NATURAL}

    @property
    def _prediction(self) -> Variable:
        """The symbol of the prediction, its sizes written out."""
        (found,) = symbols_of(substitute(self.prediction, self._sizes))
        return found

    # ---- exact values

    def outputs(self, block: Block) -> Vector:
        """phi of a block, its entries in a row."""
        return self._block_values(block)[0]

    def regularization(self, block: Block) -> Fraction:
        """theta of a block."""
        return self._block_values(block)[1]

    def _block_values(self, block: Block) -> tuple[Vector, Fraction]:
        if block not in self._known:
            values = (_flat(self._value(part, self._at(block))) for part in (self.output, self.regularizer))
            outputs, (regularization,) = values
            self._known[block] = outputs, regularization
        return self._known[block]

    @cached_property
    def _known(self) -> dict[Block, tuple[Vector, Fraction]]:
        return {}

    def loss_at(self, outputs: Vector) -> Fraction:
        return _flat(self._value(self.loss, self._predicting(outputs)))[0]

    def slopes_at(self, outputs: Vector) -> Vector:
        """The gradient of the loss."""
        return _flat(self._value(self._gradient, self._predicting(outputs)))

    @cached_property
    def _gradient(self) -> Node:
        return gradient(self.loss, self.prediction)

    def block(self, values: Any) -> Block:
        """The block as exact numbers; raises OptionError if it has another shape."""
        parts = tuple(values) if len(self.over) > 1 else (values,)
        if len(parts) != len(self.over):
            raise OptionError(
                f"a block of {len(parts)} parts",
                why=f"its weights are {', '.join(s.name for s in self.over)}",
                cure="give one value for each, in this order",
            )
        _ = self._environment(self._at(parts), self.over)
        return tuple(map(_exact, parts))

    def _at(self, block: Block) -> dict[Variable, Any]:
        return dict(zip(self.over, block, strict=True))

    def _predicting(self, outputs: Vector) -> dict[Variable, Any]:
        return {self.prediction: shaped(list(outputs), self.shape_of(self.prediction))}

    def shape_of(self, symbol: Variable) -> tuple[int, ...]:
        """The sizes of a symbol, written out."""
        sizes: Any = getattr(symbol.sort, "sizes", ())
        return tuple(int(substitute(size, self._sizes).value) for size in sizes)

    def _value(self, node: Node, values: Mapping[Variable, Any]) -> Any:
        try:
            return evaluate(node, Rationals(), self._environment(values, symbols_of(node)))
        except Inexact as error:
            raise OptionError(
                f"{str(node)[:80]} is no rational number at a rational point",
                why=f"{error.what}: the path is exact",
                cure="use polynomials, relu, maxima and quotients; of the regularizers, sums of squares",
            ) from error

    def _environment(self, values: Mapping[Variable, Any], symbols: Sequence[Variable]) -> Any:
        given = {**self.data, **values}
        try:
            return from_witness(symbols_of(*symbols), {s.name: v for s, v in given.items()}, Rationals())
        except TheorycheckError as error:
            raise OptionError(error.what, where="the values of a network", why=error.why, cure=error.cure) from error


def _flat(value: Any) -> Vector:
    """The entries in a row."""
    return tuple(value.value[i] for i in sorted(value.value)) if isinstance(value, Array) else (Fraction(value),)


def shaped(entries: list[Fraction], shape: tuple[int, ...]) -> Any:
    """The entries, given in a row, as nested lists."""
    if not shape:
        return entries[0]
    step = len(entries) // shape[0] if shape[0] else 0
    return [shaped(entries[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])]


def _exact(value: Any) -> Any:
    return tuple(map(_exact, value)) if isinstance(value, (list, tuple)) else Fraction(value)
