"""Inequalities on a box, by adaptive bisection.

`ball` reads literal (or closed, such as π) bounds for each free real variable of the goal from the facts, bisects
until the kernel's enclosures decide the goal on every piece, and hands the tree to the kernel's rule `ball`.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from theorycheck.kernel.enclosure import DEFAULT_PRECISION, Enclosure
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.interval import Interval
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, le, real, variable
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Tactic
from ..script import rational

BOUND_BITS = 40


def ball(context: Context, goal: Term, then: Tactic, most: str = "3000") -> Theorem:
    """Proves a formula about bounded real variables, with at most so many boxes; raises Open."""
    variables = [variable(name, sort) for name, sort in sorted(goal.free)]
    if not variables or any(v.sort != REAL for v in variables):
        raise context.open(goal, "ball: the goal must be about real variables")
    box = [bounds(context, goal, x) for x in variables]
    places = dict(enumerate(variables))

    def decided(sides: list[Interval]) -> bool:
        return Enclosure({places[i]: side for i, side in enumerate(sides)}).truth(goal) is True

    tree = bisect([Interval(low, high) for low, high in box], decided, int(rational(most)))
    if tree is None:
        raise context.open(goal, f"ball: not decided with {most} boxes")
    d = context.derivation
    theorem = d.ball(tuple(variables), tuple(box), goal, tuple(tree), DEFAULT_PRECISION, ())
    for x, (low, high) in zip(variables, box, strict=True):
        theorem = d.forall_elim(theorem, x)
        theorem = d.implies_elim(theorem, bounded(context, le(real(low), x)))
        theorem = d.implies_elim(theorem, bounded(context, le(x, real(high))))
    return theorem


def bounds(context: Context, goal: Term, x: Term) -> tuple[Fraction, Fraction]:
    """Rational bounds of the variable, from the facts; raises Open if there are none."""
    low, high = bound_below(context, goal, x), bound_above(context, goal, x)
    if low > high:
        raise context.open(goal, f"the bounds of {x} exclude each other")
    return low, high


def bound_below(context: Context, goal: Term, x: Term) -> Fraction:
    """The largest known rational ≤ variable; raises Open."""
    known = _known(context, x, 1)
    if not known:
        raise context.open(goal, f"no literal lower bound is known for {x}")
    return max(known)


def bound_above(context: Context, goal: Term, x: Term) -> Fraction:
    """The smallest known rational ≥ variable; raises Open."""
    known = _known(context, x, 0)
    if not known:
        raise context.open(goal, f"no literal upper bound is known for {x}")
    return min(known)


def _known(context: Context, x: Term, place: int) -> list[Fraction]:
    """The rational bounds that facts give for the variable on the given side of their ≤ or <."""
    found = []
    for fact in context.facts:
        formula = fact.conclusion
        if formula.op in ("le", "lt") and formula.args[place] is x and not formula.args[1 - place].free:
            side = _enclosed(formula.args[1 - place])
            if side is not None:
                found.append(_rounded(side.lo, -1) if place else _rounded(side.hi, 1))
    return found


def _enclosed(term: Term) -> Interval | None:
    try:
        return Enclosure({}).value(term)
    except KernelError:
        return None


def _rounded(x: Fraction, direction: int) -> Fraction:
    """A short rational at or beyond x."""
    if x.denominator.bit_length() <= BOUND_BITS:
        return x
    scaled = x.numerator * 2**BOUND_BITS // x.denominator
    return Fraction(scaled + (direction > 0), 2**BOUND_BITS)


def bounded(context: Context, goal: Term) -> Theorem:
    """A literal bound on a variable, through a closed bound such as π where it must be."""
    d = context.derivation
    for fact in context.facts:
        formula = fact.conclusion
        if formula is goal:
            return fact
        if formula.op in ("le", "lt") and formula.args[0].sort == REAL:
            a, b = formula.args
            middle, link = (b, le(b, goal.args[1])) if a is goal.args[0] else (a, le(goal.args[0], a))
            if (a is goal.args[0] or b is goal.args[1]) and not middle.free:
                try:
                    known = d.evaluate(link, ())
                except KernelError:
                    continue
                if known.conclusion is link:
                    return arithmetic(context.knowing(known), goal)
    return arithmetic(context, goal)


def bisect(box: list[Interval], decided: Callable[[list[Interval]], bool], most: int) -> list | None:
    """A bisection tree in preorder on whose leaves `decided` holds, halving the widest side; None if too large."""
    tree: list = []
    waiting = [box]
    leaves = 0
    while waiting:
        current = waiting.pop()
        if decided(current):
            tree.append(0)
            leaves += 1
            continue
        if leaves + len(waiting) > most:
            return None
        axis = max(range(len(current)), key=lambda i: current[i].hi - current[i].lo)
        side = current[axis]
        if side.hi - side.lo < Fraction(1, 2**60):
            return None
        cut = (side.lo + side.hi) / 2
        tree.append((axis, cut))
        upper, lower = list(current), list(current)
        lower[axis], upper[axis] = Interval(side.lo, cut), Interval(cut, side.hi)
        waiting += [upper, lower]
    return tree
