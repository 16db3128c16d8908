"""0 ≤ t and 0 < t, read off the structure of t and the facts about its parts."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import Term, le, literal, lt, real
from theorycheck.kernel.theorem import Theorem

from .arithmetic import arithmetic
from .context import Context, Open
from .instances import instance


def nonnegative(context: Context, term: Term) -> Theorem:
    """⊢ 0 ≤ t; raises Open."""
    goal = le(literal(term.sort, 0), term)
    d = context.derivation
    if goal in context.known:
        return context.known[goal]
    if term.op == "literal" and term.data[1] < 0:  # type: ignore[index]
        raise context.open(goal, "a negative number")
    if term.op == "literal":
        return d.psatz((), goal, ((term.data[1], (), (), ()),), ())  # type: ignore[index]
    if term.op in ("add", "mul"):
        return _compound(context, term, goal)
    if term.op in ("sum", "prod"):
        return _big(context, term)
    if term.op == "sqrt":
        return d.square_root_nonnegative(nonnegative(context, term.args[0]))
    if term.op == "exp":
        return d.psatz((positive(context, term),), goal, ((Fraction(1), (0,), (), ()),), ())
    if term.op == "div":
        return _quotient(context, term, nonnegative(context, term.args[0]), lt)
    if term.sort == NATURAL:
        return d.natural_nonnegative(term)
    return instance(context, goal) or arithmetic(context, goal)


def positive(context: Context, term: Term) -> Theorem:
    """⊢ 0 < t for a real t: exp; products, quotients and sums by their parts; else by arithmetic.  Raises Open."""
    d = context.derivation
    goal = lt(real(0), term)
    if goal in context.known:
        return context.known[goal]
    if term.op == "exp":
        return d.forall_elim(d.log_exp("exp_positive"), term.args[0])
    if term.op == "sum" and term.sort == REAL:
        return _positive_sum(context, term)
    if term.op == "div":
        return _quotient(context, term, positive(context, term.args[0]), le)
    if term.op != "mul":
        return instance(context, goal) or arithmetic(context, goal)
    try:
        parts = tuple(positive(context, factor) for factor in term.args)
    except Open:
        return arithmetic(context, goal)
    return d.psatz(parts, goal, ((Fraction(1), (0, 1), (), ()),), ())


def _positive_sum(context: Context, term: Term) -> Theorem:
    """Positive terms, at least one: were the sum 0, the first of them would be."""
    d = context.derivation
    count, body = term.args
    some = arithmetic(context, lt(literal(NATURAL, 0), count))
    index = context.fresh("i", NATURAL, term)
    bound = lt(index, count)
    inner = context.assuming(bound).naming(index)
    above = d.implies_intro(positive(inner, terms.instantiate(body, [index])), bound)
    everywhere = d.forall_intro(above, index)
    first = d.implies_elim(d.forall_elim(everywhere, literal(NATURAL, 0)), some)
    within = d.assume(bound)
    at_index = d.implies_elim(d.forall_elim(everywhere, index), within)
    weak = d.psatz((at_index,), le(real(0), terms.instantiate(body, [index])), ((Fraction(1), (0,), (), ()),), ())
    pointwise = d.forall_intro(d.implies_intro(weak, bound), index)
    opposite = d.assume(le(term, real(0)))
    vanishing = d.antisymmetry(opposite, d.big_nonnegative(pointwise, term))
    zero = d.implies_elim(d.forall_elim(d.sum_zero(pointwise, vanishing, term), literal(NATURAL, 0)), some)
    absurd = d.psatz((first, zero), terms.FALSE, ((Fraction(1), (0,), (), ()),), ((1, real(1)),))
    return d.not_le(d.not_intro(absurd, opposite.conclusion))


def _quotient(context: Context, term: Term, above: Theorem, opposite: Callable[[Term, Term], Term]) -> Theorem:
    """0 < a/b from 0 < a, or 0 ≤ a/b from 0 ≤ a, for 0 < b: under the opposite, (a/b)·b = a has the wrong sign."""
    d = context.derivation
    below = positive(context, term.args[1])
    nonzero = arithmetic(Context(d, (below,)), terms.negate(terms.eq(term.args[1], real(0))))
    assumed = d.assume(opposite(term, real(0)))
    products = ((Fraction(1), (0, 1), (), ()), (Fraction(1), (2,), (), ()))
    absurd = d.psatz((assumed, below, above, d.divide(nonzero, term)), terms.FALSE, products, ((3, real(-1)),))
    negation = d.not_intro(absurd, assumed.conclusion)
    return d.not_le(negation) if opposite is le else d.not_lt(negation)


def _compound(context: Context, term: Term, goal: Term) -> Theorem:
    """Sums and products of nonnegatives; a square; otherwise linear arithmetic."""
    d, one = context.derivation, Fraction(1)
    a, b = term.args
    if term.op == "mul" and a is b:
        return d.psatz((), goal, ((one, (), (), (a,)),), ())
    try:
        parts = nonnegative(context, a), nonnegative(context, b)
    except Open:
        return instance(context, goal) or arithmetic(context, goal)
    products = ((one, (0, 1), (), ()),) if term.op == "mul" else ((one, (0,), (), ()), (one, (1,), (), ()))
    return d.psatz(parts, goal, products, ())


def _big(context: Context, term: Term) -> Theorem:
    """A sum or product of nonnegative terms."""
    d = context.derivation
    count, body = term.args
    index = context.fresh("i", NATURAL, term)
    bound = lt(index, count)
    inner = context.assuming(bound).naming(index)
    pointwise = d.implies_intro(nonnegative(inner, terms.instantiate(body, [index])), bound)
    return d.big_nonnegative(d.forall_intro(pointwise, index), term)
