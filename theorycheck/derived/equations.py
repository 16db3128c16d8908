"""Derived steps on equations: symmetry, transitivity, congruence.  Each is a few kernel rules."""

from __future__ import annotations

from collections.abc import Mapping

from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
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
    return all_replaced(term, {old: new})


def all_replaced(term: Term, values: Mapping[Term, Term]) -> Term:
    """`term` with each occurrence of these closed terms replaced, all at once."""
    return terms.rewrite(term, lambda t, depth: values.get(t), lambda t, depth: False)


def rewritten(d: Derivation, term: Term, equation: Theorem) -> Theorem:
    """t = t[b for a], from a = b; everywhere, also under binders (a and b have no bound variables of theirs)."""
    a, b = sides(equation)
    x = terms.fresh("x", a.sort, term, equation.conclusion)
    context = replaced(term, a, x)
    return d.congruence(equation, terms.lam(x, context)) if x.data in context.free else d.refl(term)
