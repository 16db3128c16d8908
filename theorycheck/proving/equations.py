"""Derived steps on equations: symmetry, transitivity, congruence, rewriting.  Each is a few kernel rules."""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.terms import Term, eq, expect
from theorycheck.kernel.theorem import Theorem


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


def rewritten(d: Derivation, term: Term, equation: Theorem) -> Theorem:
    """t = t[b for a], from a = b; everywhere, also under binders (a and b have no bound variables of theirs)."""
    a, b = sides(equation)
    x = terms.fresh("x", a.sort, term, equation.conclusion)
    template = terms.lam(x, replaced(term, a, x))
    if template.args and template.op == "lambda" and x.data not in replaced(term, a, x).free:
        return d.refl(term)
    return d.congruence(equation, template)


def rewrite_all(d: Derivation, term: Term, equations: list[Theorem]) -> Theorem:
    """t = t', each equation used once, in order, left to right."""
    result = d.refl(term)
    for equation in equations:
        result = chain(d, result, rewritten(d, sides(result)[1], equation))
    return result


def ring(d: Derivation, a: Term, b: Term) -> Theorem | None:
    """a = b as a polynomial identity, or None."""
    try:
        return d.ring(eq(a, b))
    except KernelError:
        return None


def transported(d: Derivation, theorem: Theorem, goal: Term) -> Theorem:
    """The goal, from a theorem with the same normal form."""
    return theorem if theorem.conclusion is goal else d.convert(theorem, goal, ())
