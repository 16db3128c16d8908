"""What every script ends with: computation, arithmetic, facts, case splits, enclosures — in that order.

`auto` is also the whole script of a claim that names none.
"""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.errors import KernelError, fuelled
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic, refute
from ..choices import by_choice, innermost_choice
from ..context import Context, Open, Tactic, introduce, stop
from ..instances import close, instance
from ..positivity import nonnegative, positive
from ..saturation import saturated
from .ball import ball

MAX_SPLITS = 6
IDEA_FUEL = 300_000  # what one idea may cost; every proof of the library costs less than twice that in all
FEW_BOXES = "200"  # a script that wants more names `ball`


def auto(context: Context, goal: Term, then: Tactic) -> Theorem:
    """Closes the goal by the first idea that works; raises Open with the goal that was left."""
    return _auto(context, goal, MAX_SPLITS)


def _auto(context: Context, goal: Term, splits: int) -> Theorem:
    if goal.op in ("forall", "implies", "and", "true"):
        return introduce(context, goal, lambda inner, leaf: _auto(inner, leaf, splits))
    for idea in (_known, _computed, _arithmetic, _positive, _informed, _enclosed):
        try:
            with fuelled(IDEA_FUEL):
                found = idea(context, goal)
        except (Open, KernelError):
            continue
        if found is not None:
            return found
    if splits:
        return _split(context, goal, splits)
    raise context.open(goal, "auto: no idea closes this goal")


def _known(context: Context, goal: Term) -> Theorem | None:
    return context.known.get(goal) or instance(context, goal)


def _computed(context: Context, goal: Term) -> Theorem | None:
    d = context.derivation
    simple = normal_form(goal)
    if simple is terms.TRUE:
        return d.convert(d.truth(), goal, ())
    if goal.free:
        return None
    theorem = d.evaluate(goal, ())
    return theorem if theorem.conclusion is goal else None


def _arithmetic(context: Context, goal: Term) -> Theorem | None:
    if goal.op == "not" or (goal.op in ("le", "lt", "eq") and goal.args[0].sort in (REAL, NATURAL)):
        return arithmetic(context, goal)
    return close(context, goal) if goal.op == "eq" else None


def _positive(context: Context, goal: Term) -> Theorem | None:
    if goal.op == "le" and goal.args[0].op == "literal" and goal.args[0].data[1] == 0:  # type: ignore[index]
        return nonnegative(context, goal.args[1])
    if goal.op == "lt" and goal.args[0] is terms.real(0) and goal.args[1].op in ("mul", "div", "exp", "sum"):
        return positive(context, goal.args[1])
    return None


def _informed(context: Context, goal: Term) -> Theorem | None:
    """Arithmetic again, with what general facts say about the goal's variables."""
    inner = saturated(context, goal)
    return None if inner.facts == context.facts else _arithmetic(inner, goal)


def _enclosed(context: Context, goal: Term) -> Theorem | None:
    return ball(context, goal, stop, FEW_BOXES)


def _absurd(context: Context, goal: Term) -> Theorem:
    """Anything, where the facts contradict each other, as they do in cases that cannot occur."""
    try:
        with fuelled(IDEA_FUEL):
            return context.derivation.false_elim(refute(context), goal)
    except (Open, KernelError):
        raise context.open(goal, "auto: no idea closes this goal") from None


def _split(context: Context, goal: Term, splits: int) -> Theorem:
    """Two cases, by the condition of the innermost choice in the goal."""
    choice = innermost_choice(goal)
    if choice is None:
        return _absurd(context, goal)
    return by_choice(context, goal, choice, lambda inner, leaf: _auto(inner, leaf, splits - 1))
