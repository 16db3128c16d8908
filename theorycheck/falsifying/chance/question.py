"""What is put to the test: the event, on which sides its probability is bounded, and at which instances.

A probability claim holds for all values of its other symbols. It is tested at exact instances that its file fixes in
advance (`Domain(instances=…)`, else the claim's example), and what rejects it at one of them rejects it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from theorycheck.algebra.balls import Balls
from theorycheck.errors import NotNumeric, TheorycheckError
from theorycheck.falsifying.exact import Judge
from theorycheck.falsifying.layout import Layout
from theorycheck.falsifying.point import Point, from_witness
from theorycheck.statement.evaluation import evaluate
from theorycheck.statement.laws import Law
from theorycheck.statement.node import Node
from theorycheck.statement.nodes import Eq, Le, Lt, Variable
from theorycheck.statement.probability import Probability, needs_draws
from theorycheck.statement.sorts import NATURAL
from theorycheck.statement.symbols import symbols_of

BITS = 128
AT_MOST, AT_LEAST = "at most", "at least"


@dataclass(frozen=True)
class Side:
    """A bound on one side, and its share of the evidence: an equality has two sides of a half each."""

    kind: str
    bound: Node
    share: float


@dataclass(frozen=True)
class Instance:
    """An exact point of the symbols that are not random.

    It is counted under `text`, the canonical JSON of its values in the order in which the digest binds their symbols:
    statements that differ in the names of their symbols have one digest, and share their counts.
    """

    text: str
    at: str  # the same for readers: each value with the name of its symbol
    point: Point
    limits: tuple[tuple[Side, float], ...]  # for each side the number in the claim, rounded in the claim's favour

    @property
    def claimed(self) -> str:
        """What the claim says of the probability here, in words."""
        return " and ".join(f"{side.kind} {limit:.6g}" for side, limit in self.limits)


@dataclass
class Question:
    """A statement whose conclusion is one bound on one probability."""

    statement: Any
    node: Probability = field(init=False)
    sides: tuple[Side, ...] = field(init=False)
    random: tuple[Variable, ...] = field(init=False)
    event: Node = field(init=False)

    def __post_init__(self) -> None:
        self.node, self.sides = _bounded(self.statement)
        taken = {symbol.name for symbol in self.statement.symbols}
        names = (name for name in (f"drawn_{n}" for n in range(1 << 30)) if name not in taken)
        self.random = tuple(Variable(name, sort) for name, sort in zip(names, self.node.sorts, strict=False))
        self.event = self.node.event(*self.random)

    @cached_property
    def free(self) -> Layout:
        """The symbols of the statement: what an instance gives values to."""
        return Layout(self.statement.symbols)

    @cached_property
    def layout(self) -> Layout:
        """The symbols of the event, random ones included."""
        return Layout(symbols_of(self.event, *self.random))

    def law(self, name: str) -> Law | None:
        """The law of the symbol of that name; None where it is not random."""
        laws = {variable.name: law for variable, law in zip(self.random, self.node.laws, strict=True)}
        return laws.get(name)

    def instance(self, witness: Mapping[str, Any]) -> Instance | None:
        """An instance from its witness form; None where a hypothesis is not seen to hold. Raises NotNumeric where it
        does not fit."""
        try:
            text = spelled([witness[symbol.name] for symbol in self.statement.bound])
            at = spelled({symbol.name: witness[symbol.name] for symbol in self.statement.symbols})
            point = from_witness(witness, self.free)  # type: ignore[arg-type]
        except (ValueError, KeyError, TypeError, ZeroDivisionError) as error:
            raise _unfit(repr(dict(witness)), f"it does not give every symbol its value ({error})") from None
        if Judge(self.statement, self.free).satisfies_hypotheses(point) is not True:
            return None
        return Instance(text, at, point, tuple((side, self._limit(side, point, at)) for side in self.sides))

    def counted(self, text: str) -> Instance | None:
        """The instance that draws were counted under."""
        values = json.loads(text)
        return self.instance(dict(zip((symbol.name for symbol in self.statement.bound), values, strict=True)))

    def _limit(self, side: Side, point: Point, at: str) -> float:
        """The bound at the point, rounded in the claim's favour."""
        balls = Balls(BITS)
        try:
            value = evaluate(side.bound, balls, Judge(self.statement, self.free).environment(point, balls))
            ball = balls.cast(value) if side.bound.sort is NATURAL else value
            mantissa, exponent = (ball.upper() if side.kind == AT_MOST else ball.lower()).man_exp()
            exact = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
        except (TheorycheckError, ValueError, OverflowError):
            raise _unfit(at, "the bound has no value there") from None
        return _rounded(exact, up=side.kind == AT_MOST)


def declared_instances(question: Question, domain: Any) -> list[Instance]:
    """The instances that the claim's file fixes (its domain's, else its example) and where its hypotheses hold.

    So a neighbour that drops a hypothesis is tested at points that are no instances of its claim.
    """
    statement, names = question.statement, [symbol.name for symbol in question.statement.symbols]
    declared = list(getattr(domain, "instances", ()) or ())
    if not declared and names and statement.hints.example is None:
        raise NotNumeric(
            "a probability is tested at instances of the other symbols, and none is declared",
            cure='write domain=Domain(instances=[{"m": 20, "x": [1, "1/2"]}])',
        )
    points = declared or [statement.hints.example or {}]
    found = [question.instance(point) for point in points]
    if not any(found):
        raise NotNumeric("the hypotheses were seen to hold at none of the declared instances", cure="declare others")
    return [instance for instance in found if instance is not None]


def spelled(values: Any) -> str:
    """Canonical JSON: naturals are numbers, reals are numbers or texts p/q."""
    return json.dumps(_plain(values), sort_keys=True, separators=(",", ":"))


def p0(side: Side, limit: float) -> float:
    """The probability that the claim allows to what speaks against it on this side."""
    return limit if side.kind == AT_MOST else math.nextafter(1 - limit, math.inf)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value if type(value) is int else str(Fraction(value))


def _bounded(statement: Any) -> tuple[Probability, tuple[Side, ...]]:
    """The probability and its bounds; the bound must be a number at every instance."""
    relation = statement.conclude
    if isinstance(relation, (Le, Lt, Eq)) and not needs_draws(*statement.given):
        left, right = relation.args
        for node, bound, kind in ((left, right, AT_MOST), (right, left, AT_LEAST)):
            if isinstance(node, Probability) and not needs_draws(bound):
                if isinstance(relation, Eq):
                    return node, (Side(AT_MOST, bound, 0.5), Side(AT_LEAST, bound, 0.5))
                return node, (Side(kind, bound, 1.0),)
    raise NotNumeric(
        "only a bound on one probability can be tested by draws",
        cure="conclude with probability(event, of={…}) <= bound (or >=, or eq), no probability in the hypotheses",
    )


def _rounded(exact: Fraction, *, up: bool) -> float:
    value = float(min(max(exact, Fraction(0)), Fraction(1)))
    if (Fraction(value) < exact) if up else (Fraction(value) > exact):
        value = math.nextafter(value, math.inf if up else -math.inf)
    return min(max(value, 0.0), 1.0)


def _unfit(text: str, why: str) -> NotNumeric:
    return NotNumeric(f"the instance {text:.80} cannot be tested: {why}", cure="correct Domain(instances=…)")
