"""Cases by the solutions of what is known: `solve(x, y)` proves the goal on each branch that SymPy finds for x and y.

The branches are a proposal: the guard puts them back and looks for a lost one, and that there is no other is proved
here, by ideal membership. Where SymPy lost a branch the goal stays open, and the message says which.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from theorycheck.derived.translation import Atoms
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import FALSE, Term, eq, negate, real, variable
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic, stop
from ..guard import in_sympy, in_terms, solved
from .ideal import ideal

Branches = Sequence[Sequence[Term]]  # the equations of each


def solve(context: Context, goal: Term, then: Tactic, *names: str) -> Theorem:
    """The goal, by what follows, on each branch; without equations about the unknowns it goes on as it is."""
    unknowns = [variable(name, REAL) for name in names]
    atoms: Atoms = {}
    symbols = [in_sympy(unknown, atoms) for unknown in unknowns]
    equations = [
        in_sympy(fact.conclusion.args[0], atoms) - in_sympy(fact.conclusion.args[1], atoms)
        for fact in context.facts
        if fact.conclusion.op == "eq" and fact.conclusion.args[0].sort == REAL
    ]
    equations = [e for e in equations if e.free_symbols & set(symbols)]
    if not equations:
        return then(context, goal)
    found = solved(equations, symbols)
    named = {symbol: str(term) for term, symbol in atoms.items()}
    if found.complete is False:
        raise context.open(goal, f"solve: SymPy lost a branch, as Z3 finds: {_renamed(found.lost, named)}")
    if found.wrong and found.complete is None:
        raise context.open(goal, f"solve: the guard refuses what SymPy says: {found.wrong}")
    branches = [
        [eq(term, value) for term, value in ((_back(s, atoms), in_terms(v, atoms)) for s, v in branch.items())
         if term is not None and value is not None]
        for branch in found.branches
    ]  # fmt: skip
    if any(len(mine) < len(theirs) for mine, theirs in zip(branches, found.branches, strict=True)):
        raise context.open(goal, f"solve: a branch is no equation of the kernel's: {found.branches}")
    return _each(context, goal, branches, then)


def _each(context: Context, goal: Term, branches: Branches, then: Tactic) -> Theorem:
    """The goal on each branch; the last one must follow where no other holds, and without any a contradiction."""
    d = context.derivation
    if not branches:
        nothing = ideal(context, eq(real(0), real(1)), stop)
        absurd = d.psatz((nothing,), FALSE, ((Fraction(1), (), (), ()),), ((0, real(-1)),))
        return d.false_elim(absurd, goal)
    first, *rest = branches
    if rest:
        return _along(context, goal, first, rest, then)
    for equation in first:
        context = context.knowing(ideal(context, equation, stop))
    return then(context, goal)


def _along(context: Context, goal: Term, equations: Sequence[Term], rest: Branches, then: Tactic) -> Theorem:
    """The goal where the equations hold, and on the other branches where the first of them fails."""
    if not equations:
        return then(context, goal)
    first, *others = equations
    holds = _along(context.assuming(first), goal, others, rest, then)
    fails = _each(context.assuming(negate(first)), goal, rest, then)
    return context.derivation.cases(holds, fails, first)


def _back(symbol: object, atoms: Atoms) -> Term | None:
    return next((term for term, known in atoms.items() if known is symbol or known == symbol), None)


def _renamed(point: str, named: dict) -> str:
    for symbol, name in named.items():
        point = point.replace(f"{symbol} =", f"{name} =")
    return point
