"""General equations at the terms of the goal: ∀x… p ⇒ l = r becomes l = r wherever a term of the goal looks like l."""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.terms import Term, instantiate, postorder
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..instances import applied
from ..matching import match

MOST = 30  # instances in all


def at_terms(context: Context, goal: Term, then: Tactic) -> Theorem:
    """Whatever the goal is, with these facts, if their premises can be shown."""
    parts = [part for part in postorder(goal) if part.closed and part.args]
    inner, count, operators = context, 0, {part.op for part in parts}
    for fact in context.facts:
        if _operator(fact.conclusion) not in operators:
            continue
        left, holes = _left(fact.conclusion)
        for part in parts if left is not None and holes else ():
            values = match(left, part, holes)  # type: ignore[arg-type]
            if values is None or len(values) < len(holes) or count == MOST:
                continue
            theorem = applied(context, fact, [values[hole] for hole in holes])
            if theorem is not None and theorem.conclusion.op == "eq":
                inner, count = inner.knowing(theorem), count + 1
    return then(inner, goal)


def _operator(formula: Term) -> str:
    """That of the left side, read off without opening the fact."""
    while formula.op in ("forall", "implies"):
        formula = formula.args[-1]
    return formula.args[0].op if formula.op == "eq" else ""


def _left(formula: Term) -> tuple[Term | None, list[Term]]:
    """l and the variables of ∀x… p ⇒ l = r; None for another formula, and where l is a variable."""
    holes: list[Term] = []
    while formula.op in ("forall", "implies"):
        if formula.op == "forall":
            holes.append(terms.fresh("hole", formula.data, formula, *holes))  # type: ignore[arg-type]
            formula = instantiate(formula.args[0], [holes[-1]])
        else:
            formula = formula.args[1]
    left = formula.args[0] if formula.op == "eq" and formula.args[0].args else None
    return left, holes
