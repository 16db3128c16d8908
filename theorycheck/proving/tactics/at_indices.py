"""What facts say of every index, at the indices of the goal."""

from __future__ import annotations

import itertools

from theorycheck.kernel.sorts import NATURAL
from theorycheck.kernel.terms import Term, variable
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..instances import applied

MAX_INDICES = 3


def at_indices(context: Context, goal: Term, then: Tactic, whose: str = "goal") -> Theorem:
    """Each fact ∀i… at each choice of indices of the goal, if its premises are known; what follows has them too.

    `at_indices(facts)` also takes those that only the facts speak of.
    """
    named = {name for fact in context.facts for name in fact.conclusion.free} if whose == "facts" else set()
    indices = [v for v in (variable(*name) for name in sorted(goal.free | named)) if _bounded(context, v)]
    inner = context
    for fact in context.facts if len(indices) <= MAX_INDICES else ():
        depth = _depth(fact.conclusion)
        for values in itertools.product(indices, repeat=depth) if depth else ():
            theorem = applied(context, fact, values)
            if theorem is not None:
                inner = inner.knowing(theorem)
    return then(inner, goal)


def _bounded(context: Context, v: Term) -> bool:
    return v.sort == NATURAL and any(f.conclusion.op == "lt" and f.conclusion.args[0] is v for f in context.facts)


def _depth(formula: Term) -> int:
    """How many indices the fact speaks of: ∀i. p ⇒ ∀j. …; of what follows a ∀ over other things, nothing is asked.

    Sizes are no indices: before such a ∀, each index has its bound, ∀i. i < n ⇒ ….
    """
    count = bounds = 0
    while formula.op in ("forall", "implies"):
        if formula.op == "forall" and formula.data != NATURAL:
            count = count if count == bounds else 0
            break
        count += formula.op == "forall"
        bounds += formula.op == "implies" and formula.args[0].op == "lt" and formula.args[0].args[0].sort == NATURAL
        formula = formula.args[-1]
    return count if count <= MAX_INDICES else 0
