"""Equality, order, and choice by a condition."""

from __future__ import annotations

from shapes import LOOSE, NATURAL, P, at, by, f, f2, given, m, n, one, proves, r, refuses, t, x, y, z, zero


def test_refl__accepts_numbers_and_functions() -> None:
    """⊢ t = t"""
    proves(by.refl(x), t.eq(x, x))
    proves(by.refl(f), t.eq(f, f))


def test_refl__refuses_formulas_and_open_terms() -> None:
    """Truth values have no equations; a theorem is closed."""
    refuses(by.refl, P, because="eq: one sort")
    refuses(by.refl, LOOSE, because="not a closed formula")
    refuses(by.refl, t.lam(x, P), because="eq: one sort")


def test_substitute__accepts() -> None:
    """From a = b and p(a), p(b)."""
    template = t.lam(z, t.lt(z, t.add(x, one)))
    equation, below = given(t.eq(x, y)), given(t.lt(x, t.add(x, one)))
    proves(by.substitute(equation, below, template), t.lt(y, t.add(x, one)), t.eq(x, y), below.conclusion)


def test_substitute__refuses_another_instance() -> None:
    """The premise is the template at the left side; the template is closed, of that sort, a formula."""
    equation = given(t.eq(x, y))
    template = t.lam(z, t.le(z, zero))
    refuses(by.substitute, equation, given(t.le(y, zero)), template, because="not the template")
    refuses(by.substitute, equation, given(P), t.lam(n, t.le(t.cast(n), zero)), because="of a's sort")
    refuses(by.substitute, equation, given(P), t.lam(z, z), because="of a's sort")
    opened = t.make("lambda", z.sort, (t.le(t.make("bound", (1, z.sort)), zero),))
    refuses(by.substitute, equation, given(P), opened, because="of a's sort")
    refuses(by.substitute, given(t.le(x, y)), given(P), template, because="expected eq")


def test_congruence__accepts() -> None:
    """From a = b, c(a) = c(b)."""
    context = t.lam(z, t.mul(z, z))
    proves(by.congruence(given(t.eq(x, y)), context), t.eq(t.mul(x, x), t.mul(y, y)), t.eq(x, y))
    proves(by.congruence(given(t.eq(x, y)), r), t.eq(at(r, x), at(r, y)), t.eq(x, y))


def test_congruence__refuses_another_sort_and_open_contexts() -> None:
    """The context is a closed function on the sort of the equation, not into truth values."""
    refuses(by.congruence, given(t.eq(x, y)), f, because="congruence")
    refuses(by.congruence, given(t.eq(x, y)), x, because="congruence")
    opened = t.make("lambda", z.sort, (t.make("bound", (1, z.sort)),))
    refuses(by.congruence, given(t.eq(x, y)), opened, because="congruence")
    refuses(by.congruence, given(t.eq(x, y)), t.lam(z, t.le(z, zero)), because="eq: one sort")
    refuses(by.congruence, given(t.le(x, y)), r, because="expected eq")


def test_extensionality__accepts() -> None:
    """From f(n) = g(n) for arbitrary n, f = g."""
    equation = by.forall_elim(given(t.forall(n, t.eq(at(f, n), at(f2, n)))), n)
    proves(by.extensionality(equation, n), t.eq(f, f2), *equation.hypotheses)


def test_extensionality__refuses_a_variable_of_a_hypothesis() -> None:
    """f(n) = g(n) at one n does not make the functions equal."""
    refuses(by.extensionality, given(t.eq(at(f, n), at(f2, n))), n, because="free in a hypothesis")
    refuses(by.extensionality, by.refl(x), zero, because="a free variable is expected")
    refuses(by.extensionality, given(P), y, because="expected eq")


_CHOICE = t.select(P, x, y)


def test_select_true__accepts() -> None:
    """From p, (if p then a else b) = a."""
    proves(by.select_true(given(P), _CHOICE), t.eq(_CHOICE, x), P)


def test_select_true__refuses_another_condition() -> None:
    """The premise is the condition itself."""
    refuses(by.select_true, given(t.le(y, zero)), _CHOICE, because="not the condition")
    refuses(by.select_true, given(t.negate(P)), _CHOICE, because="not the condition")
    refuses(by.select_true, given(P), x, because="expected select")


def test_select_false__accepts() -> None:
    """From ¬p, (if p then a else b) = b."""
    proves(by.select_false(given(t.negate(P)), _CHOICE), t.eq(_CHOICE, y), t.negate(P))


def test_select_false__refuses_another_condition() -> None:
    """The premise is the negated condition itself."""
    refuses(by.select_false, given(P), _CHOICE, because="expected not")
    refuses(by.select_false, given(t.negate(t.le(y, zero))), _CHOICE, because="not the negated condition")
    refuses(by.select_false, given(t.negate(P)), x, because="expected select")


def test_not_le__accepts() -> None:
    """From ¬(a ≤ b), b < a."""
    proves(by.not_le(given(t.negate(t.le(x, y)))), t.lt(y, x), t.negate(t.le(x, y)))


def test_not_le__refuses_other_relations() -> None:
    """¬(a < b) gives something else."""
    refuses(by.not_le, given(t.negate(t.lt(x, y))), because="expected le")
    refuses(by.not_le, given(t.le(x, y)), because="expected not")


def test_not_lt__accepts() -> None:
    """From ¬(a < b), b ≤ a."""
    proves(by.not_lt(given(t.negate(t.lt(n, m)))), t.le(m, n), t.negate(t.lt(n, m)))


def test_not_lt__refuses_other_relations() -> None:
    """¬(a ≤ b) gives something else."""
    refuses(by.not_lt, given(t.negate(t.le(x, y))), because="expected lt")
    refuses(by.not_lt, given(t.lt(x, y)), because="expected not")


def test_antisymmetry__accepts() -> None:
    """From a ≤ b and b ≤ a, a = b."""
    proves(by.antisymmetry(given(t.le(x, y)), given(t.le(y, x))), t.eq(x, y), t.le(x, y), t.le(y, x))


def test_antisymmetry__refuses_what_is_not_the_converse() -> None:
    """Not the same inequality twice, not a strict one, not another."""
    refuses(by.antisymmetry, given(t.le(x, y)), given(t.le(x, y)), because="not the converse")
    refuses(by.antisymmetry, given(t.le(x, y)), given(t.le(z, x)), because="not the converse")
    refuses(by.antisymmetry, given(t.lt(x, y)), given(t.le(y, x)), because="expected le")
    assert x.sort != NATURAL
