"""Matrix, trace and tensor identities in every dimension, from equations of entries.

`matrix(Y, B)` reduces the goal by the equations among the facts, eliminating Y first, then B; what is left must be
zero, or a linear combination of facts.  See `proving.contractions` for how rules are chosen.
"""

from __future__ import annotations

import functools

from theorycheck.kernel import terms
from theorycheck.kernel.errors import KernelError, fuelled, unmetered
from theorycheck.kernel.operators import BIG
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import Term, postorder
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..contractions import Order, Polynomial, cofactors, equation
from ..discharge import discharged

REMEMBERED = 1024  # formulas that were read
READ_FUEL = 1_000_000  # for one, whatever is left, so that what is remembered depends on nothing else


def matrix(context: Context, goal: Term, then: Tactic, *eliminated: str) -> Theorem:
    """An equation of entries; other goals go on."""
    if goal.op != "eq" or goal.args[0].sort != REAL:
        return then(context, goal)
    context, d = discharged(context), context.derivation
    bounds = index_bounds(context, goal)
    closed = goal
    for index, fact in reversed(bounds.items()):
        closed = terms.bounded_forall(index, fact.conclusion.args[1], closed)
    theorem = identity(context, closed, eliminated)
    for index, fact in bounds.items():
        theorem = d.implies_elim(d.forall_elim(theorem, index), fact)
    return theorem


def index_bounds(context: Context, goal: Term) -> dict[Term, Theorem]:
    """The fact i < n for each free index of the goal, in order of the facts; one bound an index.

    A layer k, on which sizes such as d(k) depend, is no index here: it stays a parameter.
    """
    found: dict[Term, Theorem] = {}
    for fact in context.facts:
        if fact.conclusion.op == "lt" and fact.conclusion.args[0].op == "variable":
            index, size = fact.conclusion.args
            if index.sort == NATURAL and index.data in goal.free and index.data not in size.free:
                found.setdefault(index, fact)
    sizes = [part.args[0] for part in postorder(goal) if part.op in BIG]
    sizes += [fact.conclusion.args[1] for fact in found.values()]
    return {index: fact for index, fact in found.items() if all(index.data not in size.free for size in sizes)}


def identity(context: Context, goal: Term, eliminated: tuple[str, ...] = ()) -> Theorem:
    """⊢ ∀i < n … a = b, by ideal membership; raises Open with what was left."""
    read = [(fact, premise) for fact in context.facts if (premise := _read(fact.conclusion)) is not None]
    facts, premises = [fact for fact, _ in read], [premise for _, premise in read]
    target = equation(goal, "_i")
    found = cofactors(target, premises, Order(eliminated))
    if found is None:
        raise context.open(goal, "matrix: the goal is no combination of the facts that these steps reach")
    return context.derivation.nc_ideal(tuple(facts), goal, tuple(found))


@functools.lru_cache(maxsize=REMEMBERED)
def _read(formula: Term) -> Polynomial | None:
    """An equation of entries; None for another formula."""
    inner = formula
    while inner.op in ("forall", "implies"):
        inner = inner.args[-1]
    if inner.op != "eq":
        return None
    try:
        with unmetered(), fuelled(READ_FUEL):
            return equation(formula, "_k")
    except KernelError:
        return None
