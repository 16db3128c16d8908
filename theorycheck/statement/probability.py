r"""Probabilities: `probability(le(squared_norm(x), 1), of={x: gaussian})`, the entries of x independent.

An entry is drawn from a *law*: `gaussian` (the standard normal law), `uniform` (on [0, 1]), `signs` (-1 or 1),
`bernoulli(p)` (1 with probability p, else 0), `uniform_index(n)` (0, ..., n - 1).  What is random is bound, as i is in
a sum; all other symbols keep the values that the statement gives them.

Over finite laws at literal sizes a probability is a finite sum, in the kernel and in every algebra, so such a statement
is proved and refuted like any other.  All else has no value over numbers: it is put to the test by independent draws
(`falsifying.chance`), which can reject it and decides nothing.  The kernel has no measures: a statement that speaks of
a law that is not finite, or of symbolic sizes, has no formula.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from typing import Any

from theorycheck.algebra.base import Value
from theorycheck.algebra.terms import Terms
from theorycheck.errors import NotNumeric, OutsideVocabulary, ShapeError

from . import definedness, evaluation, rendering
from .arithmetic import as_node
from .binders import product, tabulate
from .evaluation import Evaluator, Frame
from .laws import Law, law_of
from .node import Node, intern, postorder
from .nodes import And, Eq, ForAll, Implies, Le, Literal, Lt, Not, Or, Sum, Variable
from .nodes import Exists as ExistsNode
from .relations import as_relation
from .sorts import (
    NATURAL,
    PROPOSITION,
    REAL,
    ArraySort,
    Lambda,
    Real,
    close,
    fresh_hole,
    instantiate,
    is_numeric,
    replace,
)
from .symbols import symbols_of
from .vocabulary.elementwise import step

MOST_OUTCOMES = 4096  # above this many a finite sum is not worked out over numbers
MOST_ENTRIES = 64  # above this many random entries it is not even written down


# ------------------------------------------------------------------ the node


class Probability(Node):
    """The probability of an event: one law for each of the nested binders, in order, then the binders."""

    __slots__ = ("_indicator", "_sum")

    _sum: Node
    _indicator: Any

    def __new__(cls, *parts: Any) -> Probability:
        *laws, binder = parts
        inner = binder
        for law in laws:
            law_of(law)
            if not isinstance(inner, Lambda):
                raise ShapeError("a probability with more laws than random symbols")
            entry = inner.bound.sort.entry if isinstance(inner.bound.sort, ArraySort) else inner.bound.sort
            if entry is not REAL:
                raise ShapeError(
                    "a random symbol that is no number or array of numbers without bounds",
                    why="its law says where it lies",
                    cure='declare it with real("x"), vector("x", n) or matrix("M", m, n)',
                )
            inner = inner.body
        if not laws or inner.sort is not PROPOSITION:
            raise ShapeError(
                "a probability of what is no event, or without a random symbol",
                cure="write probability(le(x, 1), of={x: gaussian})",
            )
        return intern(cls, tuple(laws), (binder,), REAL)

    @property
    def laws(self) -> tuple[Law, ...]:
        return tuple(map(law_of, self.data))

    @property
    def sorts(self) -> tuple[Any, ...]:
        """The sorts of what is random."""
        found, inner = [], self.args[0]
        for _ in self.data:
            found.append(inner.bound.sort)
            inner = inner.body
        return tuple(found)

    def event(self, *values: Node) -> Node:
        """The event at values of what is random."""
        inner: Any = self.args[0]
        for value in values:
            inner = instantiate(inner, value)
        return inner

    @property
    def outcomes(self) -> int:
        """How many outcomes there are, equal ones counted apart; 0 where that is not a literal number."""
        if not all(map(_literal, self.sorts)) or sum(map(_entries, self.sorts)) > MOST_ENTRIES:
            return 0
        return math.prod(law.count ** _entries(sort) for law, sort in zip(self.laws, self.sorts, strict=True))

    @property
    def is_sum(self) -> bool:
        """Whether it stands for a finite sum."""
        return self.outcomes > 0 and _decidable(self)

    def indicator(self) -> Any:
        """The indicator of the event, under binders of what is random."""
        if not hasattr(self, "_indicator"):
            holes = [fresh_hole(sort) for sort in self.sorts]
            inner: Any = indicator(self.event(*holes))
            for hole in reversed(holes):
                inner = close(hole, inner)
            self._indicator = inner
        return self._indicator

    def unfold(self) -> Node:
        """That sum."""
        if not hasattr(self, "_sum"):
            self._sum = _as_sum(self)
        return self._sum


def probability(event: object, of: Mapping[Any, Law]) -> Node:
    """The probability of a relation under independent laws of the symbols in `of`, entry by entry."""
    body: Node = as_relation(event)
    for symbol, law in of.items():
        if not isinstance(symbol, Variable) or not isinstance(law, Law):
            raise ShapeError(
                f"{symbol} with the law {law}",
                why="a declared symbol and a law belong together",
                cure="write of={x: gaussian}; laws are gaussian, uniform, signs, bernoulli(p), uniform_index(n)",
            )
    inner: Any = body
    for symbol in reversed(list(of)):
        hole = fresh_hole(symbol.sort)
        inner = close(hole, replace(inner, {symbol: hole}))
    return Probability(*map(str, of.values()), inner)


def needs_draws(*nodes: Node) -> bool:
    """Whether a probability in them has no value over numbers, so that draws are all there is."""
    found = [node for node in postorder(*nodes) if isinstance(node, Probability)]
    return any(not node.is_sum or node.outcomes > MOST_OUTCOMES for node in found)


def beyond_kernel(*nodes: Node) -> bool:
    """Whether a probability in them is no finite sum, so that the kernel has no term for it."""
    return any(isinstance(node, Probability) and not node.is_sum for node in postorder(*nodes))


def shadow(given: tuple[Node, ...], conclude: Node) -> tuple[list[str], list[Node], Node]:
    """Laws, and a statement that the kernel can say and that is the same only where laws and statement are the same.

    In it a probability is an unknown number, and that its event always holds is claimed besides: so the event is part
    of its formula, with the notations that it uses, whatever its symbols are called.
    """
    unsaid = [p for p in postorder(*given, conclude) if isinstance(p, Probability) and not p.is_sum and not p.loose]
    taken = {symbol.name for symbol in symbols_of(*given, conclude)}
    names = (name for name in map("probability_{}".format, itertools.count()) if name not in taken)
    numbers: dict[Node, Node] = {node: Variable(next(names), REAL) for node in unsaid}
    events: list[Node] = []
    for node in unsaid:
        holes = [fresh_hole(sort) for sort in node.sorts]
        event = node.event(*holes)
        for hole in reversed(holes):
            event = ForAll(hole.sort, close(hole, event))
        events.append(replace(event, {one: number for one, number in numbers.items() if one is not node}))
    claimed = reduce(And, [*events, replace(conclude, numbers)])
    return [law for node in unsaid for law in node.data], [replace(one, numbers) for one in given], claimed


# ------------------------------------------------------------------ finite sums


def _literal(sort: Any) -> bool:
    return isinstance(sort, Real) or all(isinstance(size, Literal) for size in sort.sizes)


def _entries(sort: Any) -> int:
    return 1 if isinstance(sort, Real) else math.prod(int(size.value) for size in sort.sizes)


def _decidable(node: Probability) -> bool:
    """Whether the event is made of comparisons of numbers and arrays, over finite ranges."""
    parts = [part for part in postorder(node.args[0]) if part.sort is PROPOSITION]
    for part in parts:
        if isinstance(part, (ForAll, ExistsNode)) and part.size is None:
            return False
        if not isinstance(part, (Le, Lt, Eq, And, Or, Not, Implies, ForAll, ExistsNode)):
            return False
        if isinstance(part, (Le, Lt, Eq)) and not is_numeric(part.args[0].sort):
            return False
    return True


def _as_sum(node: Probability) -> Node:
    """The sum over all outcomes of weight times indicator: one index for each random entry."""
    indices, values, weights = [], [], []
    for law, sort in zip(node.laws, node.sorts, strict=True):
        own = [fresh_hole(NATURAL) for _ in range(_entries(sort))]
        indices += [(index, law.count) for index in own]
        weights += [law.weight(index) for index in own]
        values.append(_assembled(sort, [law.value(index) for index in own]))
    body: Node = reduce(lambda a, b: a * b, weights) * indicator(node.event(*values))
    for index, count in reversed(indices):
        body = Sum(Literal(count), close(index, body))
    return body


def _assembled(sort: Any, entries: list[Any]) -> Node:
    """A number, or the array of the sort with these entries, row by row."""
    if isinstance(sort, Real):
        return entries[0]
    shape = [int(size.value) for size in sort.sizes]

    def entry(*at: Node) -> Node:
        total: Any = as_node(0)
        for place, value in zip(itertools.product(*map(range, shape)), entries, strict=True):
            here = [_equal(i, as_node(k)) for i, k in zip(at, place, strict=True)]
            total = total + reduce(lambda a, b: a * b, here, value)
        return total

    return tabulate(*sort.sizes, entry)


def _equal(a: Any, b: Any) -> Node:
    return _below(a, b) * _below(b, a)


def _below(a: Any, b: Any) -> Node:
    """1 where a <= b, else 0."""
    return as_node(1) - step(a - b)


def _strictly_below(a: Any, b: Any) -> Node:
    return step(b - a)


def indicator(event: Any) -> Any:
    """1 where the event holds, else 0."""
    match event:
        case Le() | Lt() | Eq():
            left, right = event.args
            return _compared(type(event), left, right)
        case And():
            return reduce(lambda a, b: a * b, map(indicator, event.args))
        case Or():
            return 1 - reduce(lambda a, b: a * b, (1 - indicator(part) for part in event.args))
        case Implies():
            return 1 - indicator(event.args[0]) * (1 - indicator(event.args[1]))
        case Not():
            return 1 - indicator(event.args[0])
        case ForAll() if event.size is not None:
            return product(event.size, lambda i: indicator(instantiate(event.args[1], i)))
        case ExistsNode() if event.size is not None:
            return 1 - product(event.size, lambda i: 1 - indicator(instantiate(event.args[1], i)))
    raise OutsideVocabulary(f"the indicator of {str(event)[:60]}", why="it ranges over infinitely many values")


def _compared(kind: type[Node], left: Any, right: Any) -> Node:
    if not isinstance(left.sort, ArraySort):
        scalar: dict[type[Node], Callable[[Any, Any], Node]] = {Le: _below, Lt: _strictly_below, Eq: _equal}
        return scalar[kind](left, right)

    def at(indices: tuple[Node, ...]) -> Node:
        if len(indices) == len(left.sort.sizes):
            return _compared(kind, left[indices], right[indices])
        return product(left.sort.sizes[len(indices)], lambda i: at((*indices, i)))

    return at(())


# ------------------------------------------------------------------ values, conditions and print


def _value(e: Evaluator, node: Probability, parts: list[Value], frame: Frame) -> Value:
    if not node.is_sum and isinstance(e.algebra, Terms):
        raise OutsideVocabulary(
            f"a formula for {str(node)[:60]}", why="the kernel has no measures, and this is no finite sum"
        )
    if not isinstance(e.algebra, Terms) and needs_draws(node):
        raise NotNumeric(
            f"{str(node)[:60]} has no value at a point",
            why="it is no small finite sum",
            cure="conclude with probability(event, of={…}) <= bound, which independent draws put to the test",
        )
    return e.value(node.unfold(), frame) if isinstance(e.algebra, Terms) else _enumerated(e, node, frame)


def _enumerated(e: Evaluator, node: Probability, frame: Frame) -> Value:
    """The same sum over numbers, outcome by outcome: the arrays are made at once, and what is not random once only."""
    total = e.algebra.literal(Fraction(0))
    entries = [(law, _entries(sort)) for law, sort in zip(node.laws, node.sorts, strict=True)]
    for outcome in itertools.product(*(range(law.count) for law, count in entries for _ in range(count))):
        left, inner, values, weight = list(outcome), node.indicator(), {}, Fraction(1)
        for (law, count), sort in zip(entries, node.sorts, strict=True):
            own, left = left[:count], left[count:]
            weight *= math.prod(Fraction(law.weight(i)) for i in own)
            values[inner.bound] = _made(e, sort, [Fraction(law.value(i)) for i in own])
            inner = inner.body
        if weight:
            held = e.real(inner, e.value(inner, Frame(values, frame)))
            total = e.algebra.add(total, e.algebra.mul(e.algebra.literal(weight), held))
    return total


def _made(e: Evaluator, sort: Any, entries: list[Fraction]) -> Value:
    """A number or an array of these entries, row by row."""
    if isinstance(sort, Real):
        return e.algebra.literal(entries[0])
    shape = tuple(int(size.value) for size in sort.sizes)
    at = dict(zip(itertools.product(*map(range, shape)), entries, strict=True))
    return e.algebra.tabulate(shape, lambda *place: e.algebra.literal(at[place]))


def _conditions(node: Probability, bounds: definedness.Bounds) -> definedness.Conditions:
    """The event has a value whatever the outcome."""
    if node.is_sum:
        return definedness.conditions(node.unfold(), bounds)
    holes = [fresh_hole(sort) for sort in node.sorts]
    needed = definedness.conditions(node.event(*holes), bounds)
    for hole in reversed(holes):
        needed = tuple(ForAll(hole.sort, close(hole, one)) if _mentions(one, hole) else one for one in needed)
    return needed


def _mentions(node: Node, hole: Node) -> bool:
    return hole in node.holes


def _latex(node: Node, pieces: list[rendering.Piece]) -> rendering.Piece:
    rest, drawn = pieces[0][0], []
    for spelled in node.data:
        variable, _, rest = rest.partition(r" \mapsto ")
        drawn.append(rf"{variable} \sim {law_of(spelled).latex}")
    return rf"\mathbb{{P}}_{{{', '.join(drawn)}}}\left[{rest}\right]", rendering.ATOM


def _text(node: Node, pieces: list[rendering.Piece]) -> rendering.Piece:
    return f"probability({pieces[0][0]}, {', '.join(node.data)})", rendering.ATOM


evaluation.RULES["Probability"] = _value
definedness.RULES["Probability"] = _conditions
rendering.LATEX["Probability"] = _latex
rendering.TEXT["Probability"] = _text
