"""Each choice of the goal (relu, a modulus, a maximum) decided: `split` leaves the goal once for each way to decide."""

from __future__ import annotations

from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from ..choices import by_choice, innermost_choice
from ..context import Context, Tactic
from ..script import rational

MOST = "8"


def split(context: Context, goal: Term, then: Tactic, most: str = MOST) -> Theorem:
    """The goal in at most 2^most cases, each by what follows; with more choices than that it stays open."""
    choice = innermost_choice(goal)
    if choice is None:
        return then(context, goal)
    left = int(rational(most))
    if left <= 0:
        raise context.open(goal, "split: there are more choices than were allowed")
    return by_choice(context, goal, choice, lambda inner, leaf: split(inner, leaf, then, str(left - 1)))
