"""What holds from some number on, at one number: facts ∃M. … ∀N. M ≤ N ⇒ p(N) are opened, and all p hold at one N.

Facts ∃M. x ≤ M are opened with them.  N is the sum of all the M.  What follows knows the p(N) and x ≤ N, what else is
said of the M, and of facts ∀N. 0 < N ⇒ q(N) the q(N), where 0 < N.
"""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.sorts import NATURAL
from theorycheck.kernel.terms import Term, cast, instantiate, le, lt, natural
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Open, Tactic
from ..discharge import discharged, without_premises
from ..instances import parts


def eventually(context: Context, goal: Term, then: Tactic) -> Theorem:
    """Whatever the goal is, at such an N."""
    context = discharged(context)
    facts = [fact for fact in context.facts if _starts(fact.conclusion)]
    if not facts:
        raise context.open(goal, "eventually: nothing is known to hold from some number on")
    return _opened(context, facts, [], goal, then)


def _starts(formula: Term) -> bool:
    """∃M:ℕ, with ∀N. M ≤ N ⇒ … or x ≤ M among what is said of it."""
    if formula.op != "exists" or formula.data != NATURAL:
        return False
    start = terms.fresh("M", NATURAL, formula)
    said = parts(instantiate(formula.args[0], [start]))
    return any(_speaks(part, le, start) or _bounds(part, start) for _, part in said)


def _bounds(formula: Term, start: Term) -> bool:
    return formula.op == "le" and formula.args[1] is cast(start)


def _speaks(formula: Term, relation, start: Term) -> bool:  # type: ignore[no-untyped-def]
    """∀N. r(start, N) ⇒ …, also as a part of what is said of N."""
    if formula.op != "forall" or formula.data != NATURAL:
        return False
    number = terms.fresh("N", NATURAL, formula, start)
    said = parts(instantiate(formula.args[0], [number]))
    return any(part.op == "implies" and part.args[0] is relation(start, number) for _, part in said)


def _opened(context: Context, facts: list[Theorem], starts: list[Term], goal: Term, then: Tactic) -> Theorem:
    if not facts:
        return then(_at(context, starts), goal)
    d, first = context.derivation, facts[0]
    start = context.fresh("M", NATURAL, goal, first.conclusion)
    inner = context.naming(start).assuming(instantiate(first.conclusion.args[0], [start]))
    return d.exists_elim(first, _opened(inner, facts[1:], [*starts, start], goal, then), start)


def _at(context: Context, starts: list[Term]) -> Context:
    """With each p at the sum of the starts."""
    d, number, zero = context.derivation, starts[0], natural(0)
    for start in starts[1:]:
        number = terms.add(number, start)
    known = [arithmetic(Context(d), le(start, number)) for start in starts]
    try:
        known.append(arithmetic(context, lt(zero, number)))
    except Open:
        zero = number  # of which nothing is asked
    inner = context
    for theorem in known:
        inner = inner.knowing(theorem)
    for fact in context.facts:
        for start, later in zip(starts, known, strict=False):
            if _bounds(fact.conclusion, start):
                higher = le(fact.conclusion.args[0], cast(number))
                inner = inner.knowing(arithmetic(Context(d, (fact, later)), higher))
    for fact in context.facts:
        if any(_speaks(fact.conclusion, le, start) for start in starts) or _speaks(fact.conclusion, lt, zero):
            at = Context(d).knowing(d.forall_elim(fact, number)).facts
            for part in at:
                inner = inner.knowing(without_premises(inner, part))
    return inner
