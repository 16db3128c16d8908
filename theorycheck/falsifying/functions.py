"""Statements about unknown functions: each function is tried as a map from a short list, at small exact points.

What numbers at one point decide sorts the candidates; the kernel decides.  A hypothesis that speaks of all points
(that f is convex, say) is proved for the map by whoever is handed in as `prover`.  Nothing is sampled from a law here,
so that nothing is counted: a statement that no candidate refutes was not "survived".
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.algebra.rationals import Rationals
from theorycheck.falsifying.certify import Certificate, Prover, certify
from theorycheck.falsifying.sample.maps import Differentiable, maps, vector_maps, with_slopes
from theorycheck.falsifying.sampling_truth import ALGEBRAS, truth
from theorycheck.statement.binders import substitute
from theorycheck.statement.environments import from_witness
from theorycheck.statement.evaluation import Evaluator
from theorycheck.statement.function_properties import HasGradient, HasSlope
from theorycheck.statement.node import Node, postorder
from theorycheck.statement.nodes import LAYER, Apply, Exists, ForAll, Index, Literal, Lt, Variable
from theorycheck.statement.predicate import Predicate
from theorycheck.statement.sorts import NATURAL, ArraySort, FamilySort, FunctionSort, Real, replace
from theorycheck.statement.symbols import symbols_of
from theorycheck.statement.truth import Truth

Witness = dict[str, Any]

POINTS, FEW = 400, 60  # looked at in numbers; where a proof is at hand already
CERTIFICATES, FEW_CERTIFICATES = 20, 5  # tried by the kernel; likewise
SIZES = (1, 1, 1, 1, 2, 0)
VALUES = tuple(map(Fraction, ("1", "0", "2", "-1", "1/2", "-2", "3", "-3", "-4")))


@dataclass(frozen=True)
class Found:
    """A witness with functions in it, and the kernel's theorem that the statement fails there."""

    witness: Witness
    certificate: Certificate


def functions_of(statement: Any) -> list[Variable]:
    """The unknown functions of a statement."""
    return [symbol for symbol in statement.symbols if isinstance(symbol.sort, FunctionSort)]


def refute_with_functions(
    statement: Any, seed: int, prover: Prover, stored: Sequence[Mapping[str, Any]] = (), thorough: bool = True
) -> Found | None:
    """The first candidate at which the kernel refutes the statement: those that fail a sample of points first.

    stored:   witnesses of earlier runs, tried before all others
    thorough: whether the kernel is also asked about candidates of which a sample of points says nothing
    """
    for earlier in stored:
        found = certify(statement, earlier, prover) if _complete(statement, earlier) else None
        if found is not None:
            return Found(dict(earlier), found)
    doubtful: list[Witness] = []
    tried, test = 0, _Test(statement)
    for witness in itertools.islice(_candidates(statement, seed), POINTS if thorough else FEW):
        fails = test.fails(witness)
        if fails is None and thorough and len(doubtful) < CERTIFICATES:
            doubtful.append(witness)
        if not fails:
            continue
        found = certify(statement, witness, prover)
        if found is not None:
            return Found(witness, found)
        tried += 1
        if tried == (CERTIFICATES if thorough else FEW_CERTIFICATES):
            return None
    for witness in doubtful[: CERTIFICATES - tried]:
        found = certify(statement, witness, prover)
        if found is not None:
            return Found(witness, found)
    return None


def _complete(statement: Any, witness: Mapping[str, Any]) -> bool:
    return all(symbol.name in witness for symbol in statement.symbols)


class _Test:
    """What a sample of points says of a candidate; what a hypothesis says of the symbols it has is asked once."""

    def __init__(self, statement: Any) -> None:
        self.statement = statement
        self.relations = sorted((statement.conclusion, *statement.hypotheses), key=_sampled)
        self.known: dict[tuple[Any, ...], Truth] = {}

    def fails(self, witness: Witness) -> bool | None:
        """Whether the conclusion fails there, None where that is not seen; False too where a hypothesis does not
        hold. What costs least is asked first."""
        conclusion = self.statement.conclusion
        if any(self._truth(node, witness) is (node is conclusion) for node in self.relations):
            return False
        return None if self._truth(conclusion, witness) is None else True

    def _truth(self, node: Node, witness: Witness) -> Truth:
        key = (node, *(str(witness[symbol.name]) for symbol in symbols_of(node)))
        if key not in self.known:
            environments = ((algebra, _environment(self.statement, witness, algebra)) for algebra in ALGEBRAS)
            self.known[key] = truth(node, environments)
        return self.known[key]


def _sampled(node: Node) -> int:
    """How many quantifiers of a relation, written out, range over infinitely many values."""
    parts = list(postorder(node))
    own = sum(isinstance(part, (ForAll, Exists)) and part.size is None for part in parts)
    return own + sum(_sampled(part.unfold()) for part in parts if isinstance(part, Predicate))


def _environment(statement: Any, witness: Witness, algebra: Any) -> dict[Any, Any]:
    numbers = [symbol for symbol in statement.symbols if not isinstance(symbol.sort, FunctionSort)]
    environment = from_witness(numbers, witness, algebra)
    evaluator = Evaluator(algebra, {})
    return environment | {f: evaluator.value(witness[f.name]) for f in functions_of(statement)}


# ------------------------------------------------------------------ candidates


def _candidates(statement: Any, seed: int) -> Iterator[Witness]:
    """The example first (a neighbour may have symbols more), then empty sizes, then maps and small numbers at random,
    each once."""
    if statement.hints.example is not None and _complete(statement, statement.hints.example):
        yield dict(statement.hints.example)
    if any(_unreadable(symbol.sort) for symbol in statement.symbols):
        return
    rng, seen = random.Random(seed), set()
    yield _drawn(statement, random.Random(seed), (0,))
    for _ in range(POINTS):
        witness = _drawn(statement, rng, SIZES)
        key = str(witness)
        if key not in seen:
            seen.add(key)
            yield witness


def _unreadable(sort: Any) -> bool:
    parts = sort.args if isinstance(sort, FunctionSort) else (sort,)
    if isinstance(sort, FamilySort):  # whose members have one shape
        member = sort.member(LAYER)
        return member is NATURAL or LAYER in postorder(member) or _unreadable(member)
    known = all(part is NATURAL or isinstance(part, (Real, ArraySort)) for part in parts)
    return not known or (isinstance(sort, FunctionSort) and len(parts) != 2)


def _drawn(statement: Any, rng: random.Random, choices: Sequence[int]) -> Witness:
    sizes = _sizes(statement, rng, choices)
    literal: dict[Variable, object] = {symbol: Literal(size) for symbol, size in sizes.items()}
    witness: Witness = {}
    chosen: dict[str, Differentiable] = {}
    linked = _gradients(statement)
    sloped = {node.function for node in postorder(*statement.given) if isinstance(node, HasSlope)}
    for symbol in statement.symbols:
        if symbol.sort is NATURAL:
            witness[symbol.name] = sizes[symbol]
            continue
        sort = _computed(substitute(symbol.sort, literal))
        if not isinstance(sort, FunctionSort):
            witness[symbol.name] = _values(sort, rng)
        elif isinstance(sort.result, Real) and symbol not in linked:
            smooth = symbol in linked.values()
            some = with_slopes if symbol in sloped else maps
            fitting = [one for one in some(sort.arguments[0]) if one.gradient is not None or not smooth]
            chosen[symbol.name] = rng.choice(fitting)
            witness[symbol.name] = chosen[symbol.name].map
        else:
            witness[symbol.name] = rng.choice(vector_maps(sort.arguments[0], sort.result))
    for gradient, function in linked.items():
        own = chosen.get(function.name)
        if own is not None and own.gradient is not None:
            witness[gradient.name] = own.gradient
    return witness


def _computed(sort: Any) -> Any:
    """The sort with its sizes as numbers, where they were sums or products of numbers."""
    arrays = [part for part in (sort, *sort.args) if isinstance(part, ArraySort)]
    sizes = {size for part in arrays for size in part.sizes if not isinstance(size, Literal)}
    evaluator = Evaluator(Rationals(), {})
    return replace(sort, {size: Literal(int(evaluator.value(size))) for size in sizes}) if sizes else sort


def _sizes(statement: Any, rng: random.Random, choices: Sequence[int]) -> dict[Variable, int]:
    """A value for each natural symbol; an index that a hypothesis bounds by another one lies below that."""
    sizes = {symbol: rng.choice(choices) for symbol in statement.symbols if symbol.sort is NATURAL}
    for node in statement.given:
        if isinstance(node, Lt) and all(side in sizes for side in node.args):
            index, bound = node.args
            sizes[index] = rng.randrange(max(1, sizes[bound]))
    return sizes


def _gradients(statement: Any) -> dict[Variable, Variable]:
    """Each symbol that a hypothesis makes the gradient of another."""
    nodes = list(postorder(*statement.given))
    pairs = [node.args for node in nodes if isinstance(node, HasGradient)]
    pairs += [(node.function, _applied(node.args[3])) for node in nodes if isinstance(node, HasSlope)]
    return {g: f for f, g in pairs if isinstance(f, Variable) and isinstance(g, Variable)}


def _applied(entry: Node) -> Node | None:
    """The function G of an entry G(x)[i] or a number G(x)."""
    value = entry.args[0] if isinstance(entry, Index) else entry
    return value.args[0] if isinstance(value, Apply) else None


def _values(sort: Any, rng: random.Random) -> Any:
    """Numbers for a scalar, an array or a family, within the literal bounds of their sort."""
    if isinstance(sort, FamilySort):
        return [_values(sort.member(Literal(k)), rng) for k in range(int(sort.upto.value))]
    entry = sort.entry if isinstance(sort, ArraySort) else sort
    return _numbers(_shape(sort), [v for v in VALUES if _within(entry, v)] or VALUES, rng)


def _within(sort: Any, value: Fraction) -> bool:
    """Whether the value satisfies those bounds of the sort that are numbers."""
    pairs = ((sort.data[0], sort.lower, 1), (sort.data[1], sort.upper, -1))
    margins = [(op, sign * (value - bound.value)) for op, bound, sign in pairs if isinstance(bound, Literal)]
    return all(margin > 0 or (margin == 0 and op == "<=") for op, margin in margins)


def _shape(sort: Any) -> list[int]:
    return [int(size.value) for size in sort.sizes] if isinstance(sort, ArraySort) else []


def _numbers(shape: Sequence[int], values: Sequence[Fraction], rng: random.Random) -> Any:
    if not shape:
        return rng.choice(values)
    return [_numbers(shape[1:], values, rng) for _ in range(shape[0])]
