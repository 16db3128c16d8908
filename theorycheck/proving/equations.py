"""Derived steps on equations: symmetry, transitivity, congruence, rewriting.  Each is a few kernel rules."""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.terms import Term, eq, expect
from theorycheck.kernel.theorem import Theorem

from .context import Context, Tactic


def sides(equation: Theorem) -> tuple[Term, Term]:
    """The two sides of a proved equation."""
    left, right = expect(equation.conclusion, "eq")
    return left, right


def symmetric(d: Derivation, equation: Theorem) -> Theorem:
    """From a = b, b = a."""
    a, _ = sides(equation)
    x = terms.fresh("x", a.sort, equation.conclusion)
    return d.substitute(equation, d.refl(a), terms.lam(x, eq(x, a)))


def chain(d: Derivation, first: Theorem, *others: Theorem) -> Theorem:
    """From a = b, b = c, … the equation of the first and the last."""
    for equation in others:
        a, b = sides(first)
        if a is b:
            first = equation
            continue
        x = terms.fresh("x", a.sort, first.conclusion, equation.conclusion)
        first = d.substitute(equation, first, terms.lam(x, eq(a, x)))
    return first


def replaced(term: Term, old: Term, new: Term) -> Term:
    """`term` with each occurrence of the closed `old` replaced by `new`."""
    return terms.rewrite(term, lambda t, depth: new if t is old else None, lambda t, depth: False)


def unfolded(term: Term, definitions: dict[Term, Term]) -> Term:
    """`term` with every defined constant replaced by its body, to the bottom (the kernel's `convert` undoes it)."""
    while any(part in definitions for part in terms.postorder(term)):
        term = terms.rewrite(term, lambda t, depth: definitions.get(t), lambda t, depth: False)
    return term


def rewritten(d: Derivation, term: Term, equation: Theorem) -> Theorem:
    """t = t[b for a], from a = b; everywhere, also under binders (a and b have no bound variables of theirs)."""
    a, b = sides(equation)
    x = terms.fresh("x", a.sort, term, equation.conclusion)
    context = replaced(term, a, x)
    return d.congruence(equation, terms.lam(x, context)) if x.data in context.free else d.refl(term)


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
