"""Small statements written directly as kernel formulas, so that these tests need no statement language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from theorycheck.kernel import terms as t
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import replay
from theorycheck.kernel.sorts import NATURAL, REAL, function
from theorycheck.kernel.terms import Term
from theorycheck.proving.context import Context
from theorycheck.proving.lemmas import Lemma
from theorycheck.proving.prove import Gap, Proof, prove


@dataclass
class Symbol:
    name: str


@dataclass
class Formula:
    """A statement given by its closed formula."""

    term: Term
    symbols: list[Symbol]
    definitions: dict[Term, Term] = field(default_factory=dict)

    def formula(self) -> Term:
        return self.term


class Letters:
    """The variables used throughout: x y c p real, n K N natural, f g sequences, d widths, W weights, X data."""

    def __getattr__(self, name: str) -> Term:
        sorts = {"n": NATURAL, "K": NATURAL, "N": NATURAL, "D": NATURAL, "i": NATURAL, "j": NATURAL, "k": NATURAL,
                 "f": function(NATURAL, REAL), "g": function(NATURAL, REAL), "a": function(NATURAL, REAL),
                 "d": function(NATURAL, NATURAL), "X": function(NATURAL, NATURAL, REAL),
                 "W": function(NATURAL, NATURAL, NATURAL, REAL)}  # fmt: skip
        return t.variable(name, sorts.get(name, REAL))


@pytest.fixture
def v() -> Letters:
    return Letters()


@pytest.fixture
def stated() -> Callable[..., Formula]:
    def make(*symbols: Term, claim: Term, definitions: dict[Term, Term] | None = None) -> Formula:
        for symbol in reversed(symbols):
            claim = t.forall(symbol, claim)
        return Formula(claim, [Symbol(s.data[0]) for s in symbols], definitions or {})

    return make


@pytest.fixture
def proved() -> Callable[..., tuple]:
    """Proves, replays the certificate with the kernel, and returns the restrictions; fails on a gap."""

    def run(statement: Formula, script: str = "", *lemmas: tuple[Formula, str]) -> tuple:
        result = prove(statement, script, [Lemma(*lemma) for lemma in lemmas])
        assert isinstance(result, Proof), result
        replayed = replay(result.certificate)
        assert replayed.theorem.conclusion is result.theorem.conclusion
        assert not replayed.theorem.hypotheses and not replayed.theorem.trust
        return reach(replayed)

    return run


@pytest.fixture
def gap() -> Callable[..., Gap]:
    """Runs a script that must fail, and returns the gap."""

    def run(statement: Formula, script: str = "", *lemmas: tuple[Formula, str]) -> Gap:
        result = prove(statement, script, [Lemma(*lemma) for lemma in lemmas])
        assert isinstance(result, Gap), f"proved what must not be proved: {result}"
        return result

    return run


@pytest.fixture
def knowing() -> Callable[..., Context]:
    def make(*facts: Term) -> Context:
        context = Context(Derivation())
        for fact in facts:
            context = context.assuming(fact)
        return context

    return make
