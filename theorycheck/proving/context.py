"""Where a proof stands: the derivation so far, what may be used, and the goal that stays open when a tactic fails."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import Sort
from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem


class Open(Exception):
    """A goal no tactic could close.  It is a report, not a verdict: nothing follows from it."""

    def __init__(self, goal: Term, reason: str, facts: tuple[Theorem, ...] = ()):
        super().__init__(reason)
        self.goal, self.reason, self.facts = goal, reason, facts

    def text(self) -> str:
        """The open goal in words, with what is known."""
        known = "".join(f"\n  known  {fact.conclusion}" for fact in self.facts)
        return f"{self.reason}{known}\n  open   {self.goal}"


@dataclass(frozen=True)
class Context:
    """The derivation being written and the theorems that may be used (hypotheses assumed so far, lemmas)."""

    derivation: Derivation
    facts: tuple[Theorem, ...] = ()
    named: tuple[Term, ...] = ()

    @functools.cached_property
    def known(self) -> dict[Term, Theorem]:
        """The first fact that says a formula, by formula."""
        return {fact.conclusion: fact for fact in reversed(self.facts)}

    def assuming(self, formula: Term) -> Context:
        """The context in which `formula` is a fact; conjunctions are taken apart."""
        return self.knowing(self.derivation.assume(formula))

    def knowing(self, theorem: Theorem) -> Context:
        """The context with one more fact."""
        if theorem.conclusion.op == "and":
            left, right = self.derivation.and_left(theorem), self.derivation.and_right(theorem)
            return self.knowing(left).knowing(right)
        return Context(self.derivation, (*self.facts, theorem), self.named)  # `replace` takes five times as long

    def fresh(self, name: str, sort: Sort, *avoid: Term) -> Term:
        """A variable that no fact mentions."""
        return terms.fresh(name, sort, *avoid, *self.named, *(fact.conclusion for fact in self.facts))

    def naming(self, variable: Term) -> Context:
        """The context in which that variable's name is taken."""
        return Context(self.derivation, self.facts, (*self.named, variable))

    def open(self, goal: Term, reason: str) -> Open:
        return Open(goal, reason, self.facts)


Tactic = Callable[[Context, Term], Theorem]


def stop(context: Context, goal: Term) -> Theorem:
    """The tactic that leaves its goal open."""
    raise context.open(goal, "nothing follows here")


def introduce(context: Context, goal: Term, leaf: Tactic, names: tuple[str, ...] = ()) -> Theorem:
    """Proves ∀, ⇒ and ∧ from their parts; each atom (or ∨, ∃, ¬) goes to `leaf`.  What is known stays whole.

    The leading quantifiers take their variables' names from `names`, so that a script can speak of them.
    """
    d = context.derivation
    if goal in context.known:
        return context.known[goal]
    if goal.op == "forall":
        first = names[0] if names else "x"
        variable = context.fresh(first, goal.data, goal)  # type: ignore[arg-type]
        body = terms.instantiate(goal.args[0], [variable])
        return d.forall_intro(introduce(context.naming(variable), body, leaf, names[1:]), variable)
    if goal.op == "implies":
        hypothesis, rest = goal.args
        return d.implies_intro(introduce(context.assuming(hypothesis), rest, leaf, names), hypothesis)
    if goal.op == "and":
        left, right = (introduce(context, part, leaf) for part in goal.args)
        return d.and_intro(left, right)
    if goal is terms.TRUE:
        return d.truth()
    return leaf(context, goal)
