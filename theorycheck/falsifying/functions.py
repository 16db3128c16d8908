"""Statements about unknown functions: each function is tried as a map from a short list, at small exact points.

What numbers at one point decide sorts the candidates; the kernel decides.  A hypothesis that speaks of all points
(that f is convex, say) is proved for the map by whoever is handed in as `prover`.  Nothing is sampled from a law here,
so that nothing is counted: a statement that no candidate refutes was not "survived".
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.errors import ShapeError
from theorycheck.falsifying.candidates import Witness, candidates, complete, frozen
from theorycheck.falsifying.certify import Certificate, Prover, certify
from theorycheck.falsifying.sampling_truth import ALGEBRAS, closed_truth, truth
from theorycheck.statement.binders import substitute
from theorycheck.statement.environments import from_witness
from theorycheck.statement.evaluation import Environment, Evaluator
from theorycheck.statement.function_properties import FunctionProperty
from theorycheck.statement.node import Node, postorder
from theorycheck.statement.nodes import Exists, ForAll, Variable
from theorycheck.statement.predicate import Predicate
from theorycheck.statement.sorts import FunctionSort
from theorycheck.statement.symbols import symbols_of
from theorycheck.statement.truth import Truth

Key = tuple[Hashable, ...]  # a relation and the values of its symbols

POINTS, FEW = 400, 60  # looked at in numbers; where a proof is at hand already
CERTIFICATES, FEW_CERTIFICATES = 20, 5  # tried by the kernel; likewise
_UNASKED = object()


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
        found = certify(statement, earlier, prover) if complete(statement, earlier) else None
        if found is not None:
            return Found(dict(earlier), found)
    doubtful: list[Witness] = []
    tried, test = 0, _Test(statement)
    for witness in itertools.islice(candidates(statement, seed, POINTS), POINTS if thorough else FEW):
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


class _Test:
    """What a sample of points says of a candidate; what a relation says of the symbols it has is asked once."""

    def __init__(self, statement: Any) -> None:
        self.statement = statement
        self.relations = sorted((statement.conclusion, *statement.hypotheses), key=_cost)
        self.symbols = {node: symbols_of(node) for node in self.relations}
        self.known: dict[Key, Truth] = {}

    def fails(self, witness: Witness) -> bool | None:
        """Whether the conclusion fails there, None where that is not seen; False too where a hypothesis does not
        hold. What is known is looked up before anything is computed, and then what costs least is asked first."""
        conclusion, values = self.statement.conclusion, {name: frozen(value) for name, value in witness.items()}
        keys = {node: (node, *(values[s.name] for s in symbols)) for node, symbols in self.symbols.items()}
        unknown = [node for node in self.relations if keys[node] not in self.known]
        if any(self.known.get(key, _UNASKED) is (node is conclusion) for node, key in keys.items()):
            return False
        environments = _Environments(self.statement, witness)
        for node in unknown:
            found = self.known[keys[node]] = self._truth(node, environments)
            if found is (node is conclusion):
                return False
        return None if self.known[keys[conclusion]] is None else True

    def _truth(self, node: Node, environments: _Environments) -> Truth:
        """Of a map and numbers a property is asked once for all statements; no array can be written in its place."""
        values = {symbol: environments.witness[symbol.name] for symbol in self.symbols[node]}
        if isinstance(node, FunctionProperty) and all(isinstance(v, (Node, int, Fraction)) for v in values.values()):
            with contextlib.suppress(ShapeError):  # a neighbour may have a map of another sort than the example gives
                return closed_truth(substitute(node, values))
        return truth(node, environments)


class _Environments:
    """The algebras, each with the environment of a witness: made when it is asked for, once."""

    def __init__(self, statement: Any, witness: Witness) -> None:
        self.statement, self.witness = statement, witness
        self._made: list[tuple[Any, Environment]] = []

    def __iter__(self) -> Iterator[tuple[Any, Environment]]:
        for n, algebra in enumerate(ALGEBRAS):
            if n == len(self._made):
                self._made.append((algebra, _environment(self.statement, self.witness, algebra)))
            yield self._made[n]


def _cost(node: Node) -> tuple[int, int]:
    """How many quantifiers of a relation, written out, range over infinitely many values; how long it is."""
    parts = list(postorder(node))
    own = sum(isinstance(part, (ForAll, Exists)) and part.size is None for part in parts)
    inner = [_cost(part.unfold()) for part in parts if isinstance(part, Predicate)]
    return own + sum(cost[0] for cost in inner), len(parts) + sum(cost[1] for cost in inner)


def _environment(statement: Any, witness: Witness, algebra: Any) -> Environment:
    numbers = [symbol for symbol in statement.symbols if not isinstance(symbol.sort, FunctionSort)]
    environment = from_witness(numbers, witness, algebra)
    evaluator = Evaluator(algebra, {})
    return environment | {f: evaluator.value(witness[f.name]) for f in functions_of(statement)}
