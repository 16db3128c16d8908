"""Deciding closed formulas, and universally quantified ones on a box, by exact arithmetic and enclosures."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ..computation import normal_form
from ..enclosure import DEFAULT_PRECISION, Enclosure
from ..errors import KernelError, need
from ..interval import Interval
from ..sorts import PROPOSITION, REAL
from ..terms import Term, forall, implies, le, negate, real
from ..theorem import Theorem, conclude, rule
from .computing import definition_table

MAX_PRECISION = 4_000


@rule
def evaluate(formula: Term, definitions: tuple[Theorem, ...]) -> Theorem:
    """⊢ p or ⊢ ¬p, whichever holds, for a closed formula without free variables that can be decided.

    First everything literal is computed exactly; what is left (exp, tanh, sin … of rationals) is enclosed in
    intervals of 96 significant bits, then 384.
    """
    need(formula.sort == PROPOSITION and formula.closed, "evaluate: a closed formula")
    computed = normal_form(formula, definition_table(definitions))
    for precision in (DEFAULT_PRECISION, 4 * DEFAULT_PRECISION):
        decided = Enclosure({}, precision).truth(computed)
        if decided is not None:
            return conclude(formula if decided else negate(formula), definitions)
    raise KernelError("evaluate: undecided")


@rule
def ball(variables: tuple[Term, ...], bounds: tuple, formula: Term, tree: tuple, precision: int,
         definitions: tuple[Theorem, ...]) -> Theorem:  # fmt: skip
    """⊢ ∀x. lo ≤ x ⇒ x ≤ hi ⇒ … p(x), shown true by enclosures on each box of a bisection tree.

    `bounds` has a pair of rationals (lo, hi) for each of the real `variables`.  `tree` lists the tree in preorder:
    a leaf is 0, on which p must be enclosed as true; a branch is (axis, point) and is followed by its lower and
    its upper part, which share the point.
    """
    need(0 < precision <= MAX_PRECISION, "ball: precision out of range")
    need(len(variables) == len(bounds) > 0 and len(set(variables)) == len(variables), "ball: bounds for each variable")
    need(all(v.op == "variable" and v.sort == REAL for v in variables), "ball: real variables")
    need(formula.sort == PROPOSITION and formula.closed, "ball: a closed formula")
    box = [read_interval(pair) for pair in bounds]
    computed = normal_form(formula, definition_table(definitions))

    def check_leaf(sides: list[Interval]) -> None:
        decided = Enclosure(dict(zip(variables, sides, strict=True)), precision).truth(computed)
        if decided is not True:
            raise KernelError(f"ball: not decided on {', '.join(f'[{s.lo}, {s.hi}]' for s in sides)}"[:200])

    check_tree(box, tree, check_leaf)
    result = formula
    for variable, side in reversed(list(zip(variables, box, strict=True))):
        bounded = implies(le(real(side.lo), variable), implies(le(variable, real(side.hi)), result))
        result = forall(variable, bounded)
    return conclude(result, definitions)


def read_interval(pair: object) -> Interval:
    need(
        type(pair) is tuple and len(pair) == 2 and all(type(end) is Fraction for end in pair),
        "ball: a pair of rationals",
    )
    need(pair[0] <= pair[1], "ball: an empty side")  # type: ignore[index]
    return Interval(*pair)  # type: ignore[misc]


def check_tree(box: list[Interval], tree: tuple, check_leaf: Callable[[list[Interval]], None]) -> None:
    """Runs `check_leaf` on every leaf of a bisection tree (in preorder) over the box; refuses a malformed tree."""
    waiting = [box]
    for entry in tree:
        need(len(waiting) > 0, "ball: the tree is longer than its branches")
        current = waiting.pop()
        if type(entry) is int and entry == 0:
            check_leaf(current)
            continue
        axis, cut = _branch(entry, current)
        lower, upper = list(current), list(current)
        lower[axis] = Interval(current[axis].lo, cut)
        upper[axis] = Interval(cut, current[axis].hi)
        waiting += [upper, lower]
    need(not waiting, "ball: the tree stops before its branches do")


def _branch(entry: object, box: list[Interval]) -> tuple[int, Fraction]:
    need(type(entry) is tuple and len(entry) == 2, "ball: a leaf is 0, a branch is (axis, point)")
    axis, cut = entry  # type: ignore[misc]
    need(type(axis) is int and 0 <= axis < len(box) and type(cut) is Fraction, "ball: a branch is (axis, point)")
    need(box[axis].lo <= cut <= box[axis].hi, "ball: the branch point lies outside the box")
    return axis, cut
