"""`first(a; b; c)` proves the goal by the first of the tactics that does; written with arguments as `from_end t 0`."""

from __future__ import annotations

from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Open, Tactic
from ..script import compose


def first(context: Context, goal: Term, then: Tactic, *alternatives: str) -> Theorem:
    """Tries each alternative on the same goal."""
    failure: Exception | None = None
    for alternative in alternatives:
        name, *arguments = alternative.split()
        try:
            return compose([(name, tuple(arguments))])(context, goal)
        except (Open, KernelError) as error:
            failure = error
    raise failure or context.open(goal, "first: no alternative was given")
