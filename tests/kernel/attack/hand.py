"""How the fuzzer proposes arguments for each rule: often right, sometimes just wrong.

A move is a function of the fuzzer's hand (random terms, earlier theorems) that returns the rule's arguments.  What
makes a side condition matter is put in the way on purpose: variables that are free in hypotheses, bodies that depend
on the index where they must not, functions that agree within a bound only.
"""

from __future__ import annotations

from collections.abc import Callable

from theorycheck.kernel import terms as t
from theorycheck.kernel.rules import RULES
from theorycheck.kernel.sorts import NATURAL, PROPOSITION, REAL
from theorycheck.kernel.theorem import Theorem

from .random_terms import N_R, Z3, E, F, G, Terms, V

ZERO, ONE = t.natural(0), t.natural(1)
Move = Callable[["Hand"], tuple]
MOVES: dict[str, Move] = {}


class Hand(Terms):
    """Random terms and the theorems found so far."""

    def __init__(self, rng, pool: list[Theorem]):
        super().__init__(rng)
        self.pool = pool

    def given(self, formula: t.Term) -> Theorem:
        return RULES["assume"](formula)

    def theorem(self, op: str | None = None) -> Theorem:
        """An earlier theorem with that head, or an assumption with it."""
        fitting = [th for th in self.pool if op is None or th.conclusion.op == op]
        if fitting and self.rng.random() < 0.6:
            return self.rng.choice(fitting)
        return self.given(self.headed(op) if op else self.formula(2))

    def headed(self, op: str) -> t.Term:
        if op in ("le", "lt", "eq"):
            sort = self.rng.choice([REAL, REAL, NATURAL, *([N_R, G, Z3, V, E] if op == "eq" else [])])
            return self._pair(op, sort, 2, ())
        if op in ("and", "or", "implies"):
            return self._pair(op, PROPOSITION, 2, ())
        if op == "not":
            return t.negate(self.formula(2))
        v = self.new(self.rng.choice([NATURAL, REAL, G, F, Z3, V, E]))
        return (t.forall if op == "forall" else t.exists)(v, self.formula(2, v))

    def hypotheses(self, theorem: Theorem) -> list[t.Term]:
        """In an order that is the same in every run: a set of terms has another in each process."""
        return sorted(theorem.hypotheses, key=t.Term.digest)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def within(self, size: t.Term, relation: Callable[[t.Term], t.Term]) -> t.Term:
        index = self.new(NATURAL)
        return t.bounded_forall(index, size, relation(index))

    def big(self, op: str, body: Callable[[t.Term], t.Term], size: t.Term | None = None) -> t.Term:
        index = self.new(NATURAL)
        return t.big(op, self.natural(1) if size is None else size, index, body(index))

    def successor(self) -> t.Term:
        count = self.natural(1)
        return self.rng.choice([count, t.add(count, ONE), t.add(count, ONE), t.add(t.add(count, ONE), ONE)])


def move(function: Callable[[Hand], tuple]) -> Callable[[Hand], tuple]:
    MOVES[function.__name__.removeprefix("_")] = function
    return function


def simple(name: str, propose: Callable[[Hand], tuple]) -> None:
    MOVES[name] = propose
