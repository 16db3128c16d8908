"""Derivatives in facts and goals, expanded."""

from __future__ import annotations

from theorycheck.derived import derivatives
from theorycheck.derived.derivatives import mentions_derivative as mentions_derivative
from theorycheck.kernel import terms
from theorycheck.kernel.sorts import NATURAL
from theorycheck.kernel.terms import Term, instantiate
from theorycheck.kernel.theorem import Theorem

from .context import Context, Tactic, introduce
from .equations import replaced


def expansion(context: Context, term: Term, close: Tactic) -> Theorem:
    """⊢ t = t', each derivative in a closed term expanded; `close` proves what they need."""
    return derivatives.expansion(context.derivation, term, lambda goal: introduce(context, goal, close))


def expanded_fact(context: Context, fact: Theorem, close: Tactic) -> Theorem:
    """The fact ∀i < n … a = b (or ≤, <) with the derivatives of both sides expanded."""
    d, formula = context.derivation, fact.conclusion
    if formula.op == "forall" and formula.data == NATURAL:
        i = context.fresh("i", NATURAL, formula)
        within = instantiate(formula.args[0], [i]).args[0]
        opened = d.implies_elim(d.forall_elim(fact, i), d.assume(within))
        inner = expanded_fact(context.naming(i).assuming(within), opened, close)
        return d.forall_intro(d.implies_intro(inner, within), i)
    for side in formula.args:
        if mentions_derivative(side):
            equation = expansion(context, side, close)
            x = terms.fresh("x", side.sort, fact.conclusion)
            fact = d.substitute(equation, fact, terms.lam(x, replaced(fact.conclusion, side, x)))
    return fact
