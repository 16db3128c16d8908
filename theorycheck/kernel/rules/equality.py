"""Equality: reflexivity, Leibniz' substitution, extensionality, congruence, and choice by a condition."""

from __future__ import annotations

from ..errors import need
from ..sorts import PROPOSITION, function
from ..terms import Term, apply, eq, expect, lam, le, lt
from ..theorem import Theorem, conclude, rule
from .logic import not_free


@rule
def refl(term: Term) -> Theorem:
    """⊢ t = t"""
    return conclude(eq(term, term))


@rule
def substitute(equation: Theorem, theorem: Theorem, template: Term) -> Theorem:
    """From a = b and p(a) conclude p(b); `template` is λx. p(x)."""
    a, b = expect(equation.conclusion, "eq")
    need(template.closed and template.sort == function(a.sort, PROPOSITION), "substitute: λx. formula, x of a's sort")
    need(apply(template, a) is theorem.conclusion, "substitute: the premise is not the template at the left side")
    return conclude(apply(template, b), [equation, theorem])


@rule
def congruence(equation: Theorem, context: Term) -> Theorem:
    """From a = b conclude c(a) = c(b); `context` is λx. c(x), with any value."""
    a, b = expect(equation.conclusion, "eq")
    need(context.closed and context.sort[0] == "fun" and context.sort[1] == a.sort, "congruence: λx. term")
    return conclude(eq(apply(context, a), apply(context, b)), [equation])


@rule
def extensionality(equation: Theorem, variable: Term) -> Theorem:
    """From f(x) = g(x), x not free in the hypotheses, conclude (λx. f(x)) = (λx. g(x))."""
    a, b = expect(equation.conclusion, "eq")
    not_free(variable, equation)
    return conclude(eq(lam(variable, a), lam(variable, b)), [equation])


@rule
def select_true(condition: Theorem, term: Term) -> Theorem:
    """From p conclude (if p then a else b) = a."""
    p, a, _ = expect(term, "select")
    need(condition.conclusion is p, "select_true: the premise is not the condition")
    return conclude(eq(term, a), [condition])


@rule
def select_false(condition: Theorem, term: Term) -> Theorem:
    """From ¬p conclude (if p then a else b) = b."""
    p, _, b = expect(term, "select")
    (q,) = expect(condition.conclusion, "not")
    need(q is p, "select_false: the premise is not the negated condition")
    return conclude(eq(term, b), [condition])


@rule
def not_le(theorem: Theorem) -> Theorem:
    """From ¬(a ≤ b) conclude b < a."""
    (p,) = expect(theorem.conclusion, "not")
    a, b = expect(p, "le")
    return conclude(lt(b, a), [theorem])


@rule
def not_lt(theorem: Theorem) -> Theorem:
    """From ¬(a < b) conclude b ≤ a."""
    (p,) = expect(theorem.conclusion, "not")
    a, b = expect(p, "lt")
    return conclude(le(b, a), [theorem])


@rule
def antisymmetry(left: Theorem, right: Theorem) -> Theorem:
    """From a ≤ b and b ≤ a conclude a = b."""
    a, b = expect(left.conclusion, "le")
    need(right.conclusion is le(b, a), "antisymmetry: the second premise is not the converse")
    return conclude(eq(a, b), [left, right])
