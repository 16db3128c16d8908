"""Closed formulas about a given map, for all points: that it is convex, say, or homogeneous, or has a gradient."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError, fuelled
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import Term, instantiate, lt, natural, postorder, real
from theorycheck.kernel.theorem import Theorem

from .context import Context, Open, introduce, stop
from .equations import restated
from .tactics.auto import auto
from .tactics.squares import squares

FUEL = 100_000
REMEMBERED = 512  # formulas
DEGREE = "4"  # of the sums of squares that are tried
ZERO = real(0)


def established(d: Derivation, formula: Term) -> Theorem:
    """⊢ the formula; raises KernelError. Of a map that many witnesses have it is found once."""
    found = _apart(formula)
    if isinstance(found, str):
        raise KernelError(found)
    origin, theorem = found
    d.adopt(origin)
    return theorem


@functools.lru_cache(maxsize=REMEMBERED)
def _apart(formula: Term) -> tuple[Derivation, Theorem] | str:
    """The theorem with a derivation of it alone, or why there is none."""
    d = Derivation()
    try:
        with fuelled(FUEL):
            theorem = introduce(Context(d), formula, _leaf)
    except (Open, KernelError) as error:
        return error.reason if isinstance(error, Open) else str(error)
    return d.only(theorem), theorem


def _leaf(context: Context, goal: Term) -> Theorem:
    if goal.op == "exists" and goal.data in (REAL, NATURAL):
        return _exhibited(context, goal)
    d, simple = context.derivation, normal_form(goal)
    if simple is not goal:
        return d.convert(introduce(context, simple, _leaf), goal, ())
    powers = [context.derivation.implies_elim(law, fact) for law, fact in _inverses(context, goal)]
    if powers:
        return restated(context, goal, powers, _leaf)
    try:
        return auto(context, goal, stop)
    except (Open, KernelError):
        if goal.op not in ("le", "lt"):
            raise
        return squares(context, goal, stop, DEGREE)


def _exhibited(context: Context, goal: Term) -> Theorem:
    """∃r, with r = 1 or a number that is known to be positive; ∃n:ℕ with n = 1."""
    d = context.derivation
    for example in (real(1), *_positive(context)) if goal.data == REAL else (natural(1),):
        try:
            return d.exists_intro(introduce(context, instantiate(goal.args[0], [example]), _leaf), goal, example)
        except (Open, KernelError):
            continue
    raise context.open(goal, "no example was found")


def _positive(context: Context) -> list[Term]:
    formulas = (fact.conclusion for fact in context.facts)
    return [f.args[1] for f in formulas if f.op == "lt" and f.args[0] is ZERO and f.args[1].op == "variable"]


def _inverses(context: Context, goal: Term) -> Iterator[tuple[Theorem, Theorem]]:
    """For each exp(log t) in the goal with t known to be positive: 0 < t ⇒ exp(log t) = t, and that fact."""
    d = context.derivation
    known = {fact.conclusion: fact for fact in context.facts}
    for part in postorder(goal):
        if part.op == "exp" and part.closed and part.args[0].op == "log":
            fact = known.get(lt(ZERO, part.args[0].args[0]))
            law = d.log_exp("exp_of_log")
            if fact is not None:
                yield d.forall_elim(law, part.args[0].args[0]), fact
