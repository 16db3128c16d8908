"""General facts at the arguments that other facts speak of: ∀x…. p(f(x…)) and a fact about f(a…) give p(f(a…))."""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.terms import Term, instantiate
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import refute
from ..context import Context, Open, Tactic
from ..discharge import without_premises
from ..equations import replaced
from ..matching import match

RELATIONS = ("eq", "le", "lt")


def specialise(context: Context, goal: Term, then: Tactic) -> Theorem:
    """What follows, with the instances; at once where they contradict what is known."""
    d = context.derivation
    relations = [f for f in (*(fact.conclusion for fact in context.facts), goal) if f.op in RELATIONS]
    sides = [side for relation in relations for side in relation.args]
    for fact in context.facts:
        for values in _values(context, fact, sides):
            theorem = fact
            for value in values:
                theorem = d.forall_elim(theorem, value)
            theorem = without_premises(context, theorem)
            context = context.knowing(theorem)
            if theorem.conclusion.op == "eq":
                context = _rewritten(context, theorem)
    try:
        return d.false_elim(refute(context), goal)
    except (Open, KernelError):
        return then(context, goal)


def _rewritten(context: Context, equation: Theorem) -> Context:
    """The context with each relation whose side is the equation's left side, at its right side."""
    d, (a, b) = context.derivation, equation.conclusion.args
    for fact in context.facts:
        if fact.conclusion.op in ("le", "lt") and a in fact.conclusion.args:
            x = terms.fresh("x", a.sort, fact.conclusion, b)
            context = context.knowing(d.substitute(equation, fact, terms.lam(x, replaced(fact.conclusion, a, x))))
    return context


def _values(context: Context, fact: Theorem, sides: list[Term]) -> list[list[Term]]:
    """Values of the fact's variables that make one of its sides one of these."""
    body = fact.conclusion
    holes: list[Term] = []
    while body.op == "forall":
        holes.append(context.fresh("hole", body.data, fact.conclusion, *holes))  # type: ignore[arg-type]
        body = instantiate(body.args[0], [holes[-1]])
    while body.op == "implies":
        body = body.args[1]
    if not holes or body.op not in RELATIONS:
        return []
    found = [match(pattern, side, holes) for pattern in body.args for side in sides]
    return [[values[hole] for hole in holes] for values in found if values is not None and len(values) == len(holes)]
