"""General facts where facts are their premises: ∀x…. p(x…) ⇒ q(x…) and p(a…) give q(a…)."""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.sorts import NATURAL
from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..discharge import discharged
from ..instances import MOST_COMPLETIONS, applied, completed, parts

MOST_VARIABLES = 3  # a lemma in general has more; it is known at the symbols of the same names


def at_premises(context: Context, goal: Term, then: Tactic) -> Theorem:
    """Whatever the goal is, with what general facts say of that for which their premises are facts."""
    known = {fact.conclusion for fact in context.facts}
    inner = context
    for fact in context.facts:
        for values in _values(context, fact.conclusion):
            theorem = applied(context, fact, values)
            if theorem is not None and theorem.conclusion not in known:
                known.add(theorem.conclusion)
                inner = inner.knowing(theorem)
    return then(discharged(inner), goal)


def _values(context: Context, formula: Term) -> list[list[Term]]:
    """Values of the variables before the first premise of which the premises are facts; not of indices alone."""
    body, sorts = formula, []
    while body.op == "forall":
        sorts.append(body.data)
        body = body.args[0]
    if body.op != "implies" or len(sorts) > MOST_VARIABLES or all(sort == NATURAL for sort in sorts):
        return []
    holes: list[Term] = []
    for sort in sorts:
        holes.append(context.fresh("hole", sort, formula, *holes))  # type: ignore[arg-type]
    body = terms.instantiate(body, holes[::-1])
    premises: list[Term] = []
    while body.op == "implies":
        premises += [part for _, part in parts(body.args[0])]
        body = body.args[1]
    found = completed(context, premises, holes, {}, iter(range(MOST_COMPLETIONS)))
    return [[values[hole] for hole in holes] for values in found]
