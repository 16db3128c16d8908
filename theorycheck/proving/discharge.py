"""Facts behind premises: p ⇒ q becomes q where p is known."""

from __future__ import annotations

from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from .context import Context


def discharged(context: Context) -> Context:
    """The context with the conclusion of each fact whose premises are all facts (or conjunctions of facts)."""
    whole = context
    for fact in context.facts:
        theorem = without_premises(whole, fact)
        if theorem is not fact and theorem.conclusion not in context.known:
            whole = whole.knowing(theorem)
    return whole


def without_premises(context: Context, theorem: Theorem) -> Theorem:
    """The theorem p ⇒ … ⇒ q without its leading premises, as far as they are facts."""
    while theorem.conclusion.op == "implies":
        premise = _known(context, theorem.conclusion.args[0])
        if premise is None:
            break
        theorem = context.derivation.implies_elim(theorem, premise)
    return theorem


def _known(context: Context, formula: Term) -> Theorem | None:
    if formula in context.known or formula.op != "and":
        return context.known.get(formula)
    left, right = (_known(context, part) for part in formula.args)
    return None if left is None or right is None else context.derivation.and_intro(left, right)
