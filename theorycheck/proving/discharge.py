"""Facts behind premises: p ⇒ q becomes q where p is known."""

from __future__ import annotations

from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from .context import Context


def discharged(context: Context) -> Context:
    """The context with the conclusion of each fact whose premises are all facts (or conjunctions of facts)."""
    known = {fact.conclusion for fact in context.facts}
    for fact in context.facts:
        theorem = without_premises(context, fact)
        if theorem is not fact and theorem.conclusion not in known:
            context = context.knowing(theorem)
    return context


def without_premises(context: Context, theorem: Theorem) -> Theorem:
    """The theorem p ⇒ … ⇒ q without its leading premises, as far as they are facts."""
    if theorem.conclusion.op != "implies":
        return theorem
    known = {fact.conclusion: fact for fact in context.facts}
    while theorem.conclusion.op == "implies":
        premise = _known(context, theorem.conclusion.args[0], known)
        if premise is None:
            break
        theorem = context.derivation.implies_elim(theorem, premise)
    return theorem


def _known(context: Context, formula: Term, known: dict[Term, Theorem]) -> Theorem | None:
    if formula in known or formula.op != "and":
        return known.get(formula)
    left, right = (_known(context, part, known) for part in formula.args)
    return None if left is None or right is None else context.derivation.and_intro(left, right)
