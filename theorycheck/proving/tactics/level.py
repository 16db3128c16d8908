"""A slope is 0 where a line has a local minimum: c = 0, from a slope c at 0 and g(0) ≤ g(t) for small t.

Both stand among the facts: the slope (`has_slope`) of T, and ∃r > 0. ∀t. -r < t ∧ t < r ⇒ A ≤ B(t) with T(t) = B(t) and
T(0) = A.  Were c not 0, then T(t) - T(0) - c·t would be at least |c|·|t| at small t of the other sign, while its square
is at most (c/2)²·t².
"""

from __future__ import annotations

from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, apply, eq, instantiate, le, lt, mul, neg, real
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Open, Tactic
from ..finite_sums import shown
from ..gradients import ZERO, fraction, too_steep, within_half
from ..slopes import Line, read, rest, slope_formula
from .on_curve import line

ONE = Fraction(1)


def level(context: Context, goal: Term, then: Tactic) -> Theorem:
    """c = 0; other goals go on."""
    if goal.op != "eq" or goal.args[1] is not ZERO:
        return then(context, goal)
    for fact in context.facts:
        slope = read(fact.conclusion)
        if slope is None or slope[2] is not goal.args[0] or slope_formula(*slope) is not fact.conclusion:
            continue
        for minimum in context.facts:
            found = line(context, minimum.conclusion)
            try:
                if found is not None:
                    return _level(context, Line(fact, *slope), minimum, found)
            except (Open, KernelError):
                continue
    raise context.open(goal, "level: no fact is this slope, on a line that a fact says has a local minimum at 0")


def _level(context: Context, tangent: Line, minimum: Theorem, found: tuple[Term, Term]) -> Theorem:
    """The slope is neither below 0 nor above."""
    d = context.derivation
    sides = []
    for goal, sign in ((le(ZERO, tangent.slope), 1), (le(tangent.slope, ZERO), -1)):
        opposite = lt(goal.args[1], goal.args[0])
        falls = _falls(context, tangent, minimum, found, d.assume(opposite), sign)
        sides.append(d.not_lt(d.not_intro(falls, opposite)))
    return d.antisymmetry(sides[1], sides[0])


def _falls(
    context: Context, tangent: Line, minimum: Theorem, found: tuple[Term, Term], opposite: Theorem, sign: int
) -> Theorem:
    """False, from c < 0 at small t > 0, or from 0 < c at small t < 0."""
    d, c = context.derivation, tangent.slope
    steep = arithmetic(Context(d, (opposite,)), lt(ZERO, mul(real(-sign), c)))
    near, e = within_half(d, tangent.theorem, steep)
    avoid = (near.conclusion, minimum.conclusion)
    q = context.fresh("q", REAL, *avoid)
    r = context.fresh("r", REAL, *avoid, q)
    close, small = (d.assume(instantiate(fact.conclusion.args[0], [v])) for fact, v in ((near, q), (minimum, r)))
    width, radius = d.and_left(close), d.and_left(small)
    first, second = fraction(d, width), fraction(d, radius)
    step = mul(first.term, second.term)
    known: tuple[Theorem, ...] = ()
    for part, limit, whole in ((first, q, width), (second, r, radius)):
        facts = Context(d, (whole, part.equation, part.positive))
        known += (part.positive, *(arithmetic(facts, lt(part.term, most)) for most in (real(1), limit)))
    positive = arithmetic(Context(d, known), lt(ZERO, step))
    below = Context(d, (*known, positive))
    less = [arithmetic(below, lt(step, limit)) for limit in (first.term, second.term)]
    inner = Context(d, (*known, positive, *less, radius))
    t = step if sign == 1 else neg(step)
    square = arithmetic(Context(d, (positive, *less, *known[1:3], known[4])), lt(mul(t, t), q))
    bound = d.implies_elim(d.forall_elim(d.and_right(close), t), square)
    off = rest(apply(tangent.curve, t), tangent.here, c, t)
    bound = d.convert(bound, le(mul(off, off), mul(e, mul(t, t))), ())
    inside = d.and_intro(*(arithmetic(inner, goal) for goal in (lt(neg(r), t), lt(t, r))))
    value, curve = found
    above = d.implies_elim(d.forall_elim(d.and_right(small), t), inside)
    above = d.convert(above, le(value, apply(curve, t)), ())
    pairs = ((value, tangent.here), (apply(curve, t), apply(tangent.curve, t)))
    same = [shown(context, eq(*pair), "level: two lines are not seen to be one") for pair in pairs]
    gap = terms.sub(off, mul(mul(real(-sign), c), step))
    rises = d.psatz((above, *same), le(ZERO, gap), ((ONE, (0,), (), ()),), ((1, real(-1)), (2, real(1))))
    contradiction = too_steep(d, bound, steep, positive, rises)
    return d.exists_elim(near, d.exists_elim(minimum, contradiction, r), q)
