r"""`sawtooth_network(depth)`: the ReLU network with 2 units in each layer that folds [0, 1] as often as it has layers.

    >>> from theorycheck import sawtooth_network
    >>> net = sawtooth_network(3)
    >>> net.units, [str(net(x)) for x in (0, "1/8", "1/4", "1/3", 1)]
    (6, ['0', '1', '0', '2/3', '0'])
    >>> print(net.report)
    3 hidden layers of 2 units; on [0, 1] 8 straight pieces between 0 and 1: the sawtooth

The sawtooth is the tent map x -> 2 relu(x) - 4 relu(x - 1/2), applied `depth` times: on [0, 1] it is 0 at the even
multiples of 1/2^depth, 1 at the odd ones, and straight between.  (Telgarsky 2015; survey §I-A.)  One hidden layer
needs 2^depth - 1 units for it: `representation.shallow_nets_need_exponential_width`.  The claim that comes along says
of these numbers that the network is the iterated tent map on the whole line, for `check` to decide.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.errors import OptionError
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.binders import forall, iterate, tabulate
from theorycheck.statement.claim import Claim, have
from theorycheck.statement.node import Node
from theorycheck.statement.relations import eq
from theorycheck.statement.source import own
from theorycheck.statement.symbols import natural, real
from theorycheck.statement.vocabulary.elementwise import relu

DEEPEST_REPORT = 12
HALF = Fraction(1, 2)

Exact = int | str | Fraction
Numbers = tuple[Fraction, ...]


@dataclass(frozen=True)
class Layer:
    """h -> relu(h W + b): weights holds the rows of W, one for each input, biases b."""

    weights: tuple[Numbers, ...]
    biases: Numbers

    def inputs(self, values: Sequence[Fraction]) -> Numbers:
        """What the units are applied to."""
        columns = zip(*self.weights, strict=True)
        return tuple(_inner(values, column) + b for column, b in zip(columns, self.biases, strict=True))


@dataclass(frozen=True)
class Piece:
    """On start <= x <= end the network is straight, with these values at the ends."""

    start: Fraction
    end: Fraction
    values: tuple[Fraction, Fraction]

    @property
    def slope(self) -> Fraction:
        return (self.values[1] - self.values[0]) / (self.end - self.start)


@dataclass(frozen=True)
class SawtoothReport:
    """Counted from the network's numbers: widths of the hidden layers; pieces on [0, 1], neighbours not in line."""

    widths: tuple[int, ...]
    pieces: tuple[Piece, ...]

    @property
    def is_the_sawtooth(self) -> bool:
        """Whether the pieces are those of the tent map, applied as often as there are layers."""
        grid = [Fraction(j, 2 ** len(self.widths)) for j in range(2 ** len(self.widths) + 1)]
        rising = [(Fraction(j % 2), Fraction((j + 1) % 2)) for j in range(len(grid) - 1)]
        return [(p.start, p.end, p.values) for p in self.pieces] == [
            (*ends, values) for ends, values in zip(itertools.pairwise(grid), rising, strict=True)
        ]

    def __str__(self) -> str:
        widths = ", ".join(map(str, sorted(set(self.widths))))
        low, high = (f(value for piece in self.pieces for value in piece.values) for f in (min, max))
        verdict = "the sawtooth" if self.is_the_sawtooth else "not the sawtooth"
        return (
            f"{len(self.widths)} hidden layers of {widths} units; on [0, 1] {len(self.pieces)} straight pieces "
            f"between {low} and {high}: {verdict}"
        )


@dataclass(frozen=True)
class SawtoothNetwork:
    """layers: the hidden ones, from the input on; output: the last weights; claim: that it is the iterated tent map."""

    layers: tuple[Layer, ...]
    output: Numbers
    claim: Claim

    @property
    def depth(self) -> int:
        return len(self.layers)

    @property
    def units(self) -> int:
        return sum(len(layer.biases) for layer in self.layers)

    def __call__(self, x: Exact) -> Fraction:
        """The value at a number, exactly."""
        values: Numbers = (rational(x).value,)
        for layer in self.layers:
            values = tuple(max(Fraction(0), z) for z in layer.inputs(values))
        return _inner(values, self.output)

    @property
    def report(self) -> SawtoothReport:
        """What these numbers do, computed afresh; raises OptionError where there are too many pieces to follow."""
        if self.depth > DEEPEST_REPORT:
            raise OptionError(
                f"the report of {self.depth} layers",
                why=f"it follows 2^{self.depth} pieces one by one",
                cure=f"ask for at most {DEEPEST_REPORT} layers; the claim holds at any depth",
            )
        widths = tuple(len(layer.biases) for layer in self.layers)
        return SawtoothReport(widths, tuple(_joined(_pieces(self))))


def sawtooth_network(depth: int) -> SawtoothNetwork:
    """With `depth` hidden layers, at least one.  Raises OptionError for any other depth."""
    if not isinstance(depth, int) or isinstance(depth, bool) or depth < 1:
        raise OptionError(
            f"a sawtooth network of depth {depth!r:.40}", why="it has at least one layer", cure="give 1, 2, 3, ..."
        )
    biases = (Fraction(0), -HALF)
    output = (Fraction(2), Fraction(-4))
    first = Layer(((Fraction(1), Fraction(1)),), biases)
    further = Layer(tuple((w, w) for w in output), biases)
    layers = (first, *itertools.repeat(further, depth - 1))
    return SawtoothNetwork(layers, output, _claim(first, further, output, depth))


def _inner(a: Sequence[Fraction], b: Sequence[Fraction]) -> Fraction:
    return sum((x * y for x, y in zip(a, b, strict=True)), Fraction(0))


# ------------------------------------------------------------------ its pieces


def _pieces(net: SawtoothNetwork) -> Iterator[Piece]:
    """[0, 1] in the order of x, cut wherever a unit's input changes its sign: the network is straight on each part."""
    ends = (Fraction(0), Fraction(1))
    parts: list[tuple[Numbers, tuple[Numbers, Numbers]]] = [(ends, ((ends[0],), (ends[1],)))]
    for layer in net.layers:
        parts = [part for ends, values in parts for part in _through(layer, ends, values)]
    for (start, end), values in parts:
        yield Piece(start, end, (_inner(values[0], net.output), _inner(values[1], net.output)))


def _through(
    layer: Layer, ends: Sequence[Fraction], values: tuple[Numbers, Numbers]
) -> Iterator[tuple[Numbers, tuple[Numbers, Numbers]]]:
    """A part on which the layer's inputs are straight, cut at the zeros of its units; with the units' values."""
    first, last = map(layer.inputs, values)
    zeros = {u / (u - v) for u, v in zip(first, last, strict=True) if u * v < 0}
    for s, t in itertools.pairwise([Fraction(0), *sorted(zeros), Fraction(1)]):
        cut = tuple(ends[0] + r * (ends[1] - ends[0]) for r in (s, t))
        at = [tuple(max(Fraction(0), u + r * (v - u)) for u, v in zip(first, last, strict=True)) for r in (s, t)]
        yield cut, (at[0], at[1])


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours in one line as one piece."""
    for _, group in itertools.groupby(pieces, key=operator.attrgetter("slope")):
        first, *rest = group
        last = rest[-1] if rest else first
        yield Piece(first.start, last.end, (first.values[0], last.values[1]))


# ------------------------------------------------------------------ its claim


def _claim(first: Layer, further: Layer, output: Numbers, depth: int) -> Claim:
    x = real("x")

    def tent(z: Any) -> Any:
        return 2 * relu(z) - 4 * relu(z - rational(HALF))

    def unit(layer: Layer, values: Sequence[Node]) -> Callable[[Node], Node]:
        """The units of a layer by their index 0 or 1."""
        return lambda j: relu(
            sum((_by_index(w, j) * v for w, v in zip(layer.weights, values, strict=True)), _by_index(layer.biases, j))
        )

    def net(layers: object) -> Node:
        """With so many layers after the first."""
        hidden = iterate(lambda h: tabulate(2, unit(further, (h[0], h[1]))), layers, tabulate(2, unit(first, (x,))))
        return rational(output[0]) * hidden[0] + rational(output[1]) * hidden[1]

    def folded(layers: object) -> Node:
        return tent(iterate(tent, layers, x))

    return Claim(
        title=f"A ReLU network with {depth} hidden layers of 2 units is the tent map applied {depth} times",
        source=own("sawtooth_network"),
        conclude=eq(net(depth - 1), folded(depth - 1)),
        lemmas=[
            have(
                forall(natural, lambda k: eq(folded(k), net(k))),
                by="induct(x_1), rewrite, compute, split, auto",
            )
        ],
        proof="specialise, auto",
    )


def _by_index(numbers: Numbers, j: Node) -> Node:
    """The first number at index 0, the second at index 1."""
    return rational(numbers[0]) + rational(numbers[1] - numbers[0]) * j
