"""Terms without what says nothing: 0 + a, 0·a, 1·a, choices between equals, and sums of which one term is not 0.

Such parts are left where a derivative is taken at 0: a coordinate that moves is x_j + (if j = k then 0 else 0) there,
and its derivative is Σ_j (if j = k then 1 else 0)·….  Sums end as sums of single monomials, constants outside.
"""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import TRUE, Term, apply, eq, instantiate, real
from theorycheck.kernel.theorem import Theorem

from .context import Context
from .equations import chain, rewritten, sides, symmetric
from .finite_sums import congruent

ZERO, ONE = real(0), real(1)


def tidied(context: Context, term: Term) -> Theorem:
    """⊢ t = t', for a closed real term or map."""
    d = context.derivation
    if term.op == "lambda":
        x = terms.fresh("x", term.data, term)  # type: ignore[arg-type]
        inner = tidied(context, apply(term, x))
        return d.refl(term) if _same(inner) else d.extensionality(inner, x)
    if term.op in ("sum", "prod"):
        return _under_the_sum(context, term)
    whole = congruent(d, term, [tidied(context, part) if _is_real(part) else None for part in term.args])
    return chain(d, whole, _simplified(d, sides(whole)[1]))


def _is_real(part: Term) -> bool:
    """Whether it is a number, or a map to numbers."""
    return part.op == "lambda" or part.sort == REAL


def _same(equation: Theorem) -> bool:
    a, b = sides(equation)
    return a is b


def _under_the_sum(context: Context, term: Term) -> Theorem:
    d = context.derivation
    count, body = term.args
    i = context.fresh("i", NATURAL, term)
    inner = tidied(context.naming(i), instantiate(body, [i]))
    at_most_one = _single(context.naming(i), sides(inner)[1], i) if term.op == "sum" else None
    if at_most_one is not None:
        inner = chain(d, inner, at_most_one)
    whole = d.refl(term)
    if not _same(inner):
        whole = d.big_congruence(d.forall_intro(d.implies_intro(inner, terms.lt(i, count)), i), term.op)
    if at_most_one is not None:
        return _chosen(context, chain(d, whole, d.sum_delta(sides(whole)[1])))
    if term.op == "sum" and i.data not in sides(inner)[1].free:
        constant = d.sum_constant(sides(whole)[1])
        return chain(d, whole, constant, _simplified(d, sides(constant)[1]))
    return whole


def _single(context: Context, entry: Term, i: Term) -> Theorem | None:
    """⊢ f(i) = (if i = k then g(i) else 0), where f(i) has a choice by i = k and vanishes without it."""
    d = context.derivation
    for part in terms.postorder(entry):
        condition = part.args[0] if part.op == "select" and part.closed else TRUE
        if condition.op != "eq" or condition.args[0] is not i or i.data in condition.args[1].free:
            continue
        yes, no = d.assume(condition), d.assume(terms.negate(condition))
        here = _tidied_after(context, entry, d.select_true(yes, part))
        away = _tidied_after(context, entry, d.select_false(no, part))
        if sides(away)[1] is ZERO:
            single = terms.select(condition, sides(here)[1], ZERO)
            held = chain(d, here, symmetric(d, d.select_true(yes, single)))
            return d.cases(held, chain(d, away, symmetric(d, d.select_false(no, single))), condition)
    return None


def _tidied_after(context: Context, term: Term, equation: Theorem) -> Theorem:
    first = rewritten(context.derivation, term, equation)
    return chain(context.derivation, first, tidied(context, sides(first)[1]))


def _chosen(context: Context, whole: Theorem) -> Theorem:
    """The value of (if k < n then g(k) else 0), where k < n is a fact."""
    d, choice = context.derivation, sides(whole)[1]
    fact = context.known.get(choice.args[0])
    return whole if fact is None else chain(d, whole, d.select_true(fact, choice))


def _simplified(d: Derivation, term: Term) -> Theorem:
    """⊢ t = t' for the outermost operation of t."""
    simple = term
    if term.op == "add":
        a, b = term.args
        simple = b if a is ZERO else a if b is ZERO else term
    elif term.op == "mul":
        a, b = term.args
        simple = ZERO if ZERO in (a, b) else b if a is ONE else a if b is ONE else term
    elif term.op == "select" and term.args[1] is term.args[2]:
        condition = term.args[0]
        held = d.select_true(d.assume(condition), term)
        return d.cases(held, d.select_false(d.assume(terms.negate(condition)), term), condition)
    return d.refl(term) if simple is term else d.ring(eq(term, simple))
