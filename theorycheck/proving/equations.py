"""Goals restated by equations, and definitions opened."""

from __future__ import annotations

from collections.abc import Sequence

from theorycheck.derived.equations import chain as chain
from theorycheck.derived.equations import replaced as replaced
from theorycheck.derived.equations import rewritten as rewritten
from theorycheck.derived.equations import sides as sides
from theorycheck.derived.equations import symmetric as symmetric
from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.terms import Term, eq
from theorycheck.kernel.theorem import Theorem

from .context import Context, Tactic


def unfolded(term: Term, definitions: dict[Term, Term]) -> Term:
    """`term` with every defined constant replaced by its body, to the bottom."""
    while any(part in definitions for part in terms.postorder(term)):
        term = terms.rewrite(term, lambda t, depth: definitions.get(t), lambda t, depth: False)
    return term


def outermost_first(definitions: Sequence[Theorem]) -> list[Theorem]:
    """The definitions in an order in which no constant comes back once it is written out."""
    waiting, ordered = list(definitions), []
    while waiting:
        within = {part for equation in waiting for part in terms.postorder(sides(equation)[1])}
        free = [equation for equation in waiting if sides(equation)[0] not in within]
        ordered += free
        waiting = [equation for equation in waiting if equation not in free]
    return ordered


def restated(context: Context, goal: Term, equations: list[Theorem], then: Tactic) -> Theorem:
    """Proves the goal by proving, with `then`, what it becomes when the equations are used left to right in turn."""
    d = context.derivation
    templates = []
    for equation in equations:
        a, b = sides(equation)
        x = terms.fresh("x", a.sort, goal, equation.conclusion)
        templates.append(terms.lam(x, replaced(goal, a, x)))
        goal = replaced(goal, a, b)
    proved = then(context, goal)
    for equation, template in zip(reversed(equations), reversed(templates), strict=True):
        proved = d.substitute(symmetric(d, equation), proved, template)
    return proved


def ring(d: Derivation, a: Term, b: Term) -> Theorem | None:
    """a = b as a polynomial identity, or None."""
    try:
        return d.ring(eq(a, b))
    except KernelError:
        return None
