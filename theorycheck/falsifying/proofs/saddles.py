"""∃Δ…. Q(Δ) < 0, Q the second derivative along Δ: a quadratic form, decided by exact elimination."""

from __future__ import annotations

from fractions import Fraction

from theorycheck.derived.derivatives import expansion
from theorycheck.derived.equations import sides
from theorycheck.kernel import terms
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.terms import FALSE, Term, instantiate, real
from theorycheck.kernel.theorem import Theorem

from .forms import descent, linear, matrix_of, squares
from .formulas import Decider, Undecided
from .opened import Opened, arrays, opened


def negative_curvature(decider: Decider, formula: Term) -> Theorem:
    """Decides ∃Δ…. Q(Δ) < 0 for a quadratic form Q, written out or as a second derivative."""
    inner = opened(formula, "exists", "_d")
    if inner.premises or inner.body.op != "lt" or inner.body.args[1] is not real(0):
        raise Undecided("it does not say that a form is negative somewhere")
    expanded = expansion(decider.d, inner.body.args[0], decider.holds)
    form = normal_form(sides(expanded)[1])
    matrix = matrix_of(form, inner.entries)
    if matrix is None:
        raise Undecided("no quadratic form")
    direction = descent(matrix)
    if direction is not None:
        return _exhibited(decider, formula, inner, direction)
    return _refuted(decider, formula, inner, form, expanded, matrix)


def _exhibited(decider: Decider, formula: Term, inner: Opened, direction: list[Fraction]) -> Theorem:
    d = decider.d
    values = arrays(inner, [real(value) for value in direction])
    levels = [formula]
    for value in values:
        levels.append(instantiate(levels[-1].args[0], [value]))
    theorem = decider.holds(levels[-1])
    for level, value in zip(reversed(levels[:-1]), reversed(values), strict=True):
        theorem = d.exists_intro(theorem, level, value)
    return theorem


def _refuted(
    decider: Decider, formula: Term, inner: Opened, form: Term, expanded: Theorem, matrix: list
) -> Theorem:  # type: ignore[type-arg]
    """¬∃Δ…: at such a Δ the form is negative, and it is a sum of squares."""
    d = decider.d
    negative = d.assume(inner.body)
    x = terms.fresh("_x", form.sort, inner.body)
    below = d.substitute(expanded, negative, terms.lam(x, terms.lt(x, real(0))))
    roots = squares(matrix) or []
    products: list[tuple] = [(Fraction(1), (0,), (), ())]  # type: ignore[type-arg]
    products += [(c, (), (), (linear(row, inner.entries),)) for c, row in roots]
    theorem = d.psatz((below,), FALSE, tuple(products), ())
    for place in reversed(range(len(inner.variables))):
        level = formula
        for variable in inner.variables[:place]:
            level = instantiate(level.args[0], [variable])
        theorem = d.exists_elim(d.assume(level), theorem, inner.variables[place])
    return d.not_intro(theorem, formula)
