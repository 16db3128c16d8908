"""A sum of terms that are not negative and a sum that is 0: then each term is 0.

For each fact Σ_{i<n} f(i) = 0 whose terms are seen not to be negative, ∀i < n. f(i) = 0 is known to what follows.
"""

from __future__ import annotations

from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import NATURAL
from theorycheck.kernel.terms import Term, instantiate, le, lt, real
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Open, Tactic
from ..instances import instance
from ..positivity import nonnegative


def vanishing(context: Context, goal: Term, then: Tactic) -> Theorem:
    """Whatever the goal is, with these facts."""
    for fact in context.facts:
        formula = fact.conclusion
        if formula.op == "eq" and formula.args[0].op == "sum" and formula.args[1] is real(0):
            try:
                context = context.knowing(_terms(context, fact, formula.args[0]))
            except (Open, KernelError):
                continue
    return then(context, goal)


def _terms(context: Context, fact: Theorem, whole: Term) -> Theorem:
    d = context.derivation
    size, entry = whole.args
    index = context.fresh("i", NATURAL, whole)
    within = lt(index, size)
    inner = context.assuming(within).naming(index)
    term = instantiate(entry, [index])
    shown = d.implies_intro(instance(inner, le(real(0), term)) or nonnegative(inner, term), within)
    return d.sum_zero(d.forall_intro(shown, index), fact, whole)
