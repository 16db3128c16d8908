"""A local minimum modulo symmetries: they leave f alone, their tangents are independent, the slice has a minimum."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from theorycheck.derived.equations import chain, replaced, sides, symmetric
from theorycheck.kernel import landscape, terms
from theorycheck.kernel import polynomials as poly
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.polynomials import CONSTANT
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import FALSE, Term, apply, div, eq, lam, lt, postorder, real, substitute
from theorycheck.kernel.theorem import Theorem

from .formulas import Decider, Undecided
from .minima import Local, by_curvature
from .opened import Opened

RADIUS = Fraction(1, 2)
ONE = Fraction(1)

# The entries of the moved arrays, in the order of the entries it is given, for one parameter
Images = Callable[[Opened, Sequence[Term], Term], "list[Term] | None"]


def by_slice(images: Sequence[Images]) -> Callable[[Decider, Local, Opened], Theorem]:
    """The way that uses these symmetries, those that move the entries at hand."""

    def slice_across_orbits(decider: Decider, minimum: Local, inner: Opened) -> Theorem:
        d, x = decider.d, minimum.variables
        g: list[Term] = []
        moved: list[Term] = list(x)
        for image in images:
            parameter = terms.variable(f"_g{len(g)}", REAL)
            step = image(inner, moved, parameter)
            if step is not None:
                g.append(parameter)
                moved = [normal_form(entry) for entry in step]
        if not g:
            raise Undecided("no symmetry is declared for these arrays")
        maps = [_function((*g, *x), entry) for entry in moved]
        fixed = _fixed(g, x, moved, minimum)
        rest = [i for i in range(len(x)) if i not in fixed]
        arguments = (
            _invariance(d, minimum, g, moved),
            _neutral(d, x, maps, len(g)),
            *_smooth_with_rank(d, minimum, g, x, maps, fixed),
            _on_slice(decider, minimum, fixed, rest),
        )
        return d.slice(*arguments, minimum.function, tuple(maps), tuple(fixed), minimum.at, RADIUS)

    return slice_across_orbits


def _function(variables: Sequence[Term], body: Term) -> Term:
    for variable in reversed(variables):
        body = lam(variable, body)
    return body


def _fixed(g: Sequence[Term], x: Sequence[Term], moved: Sequence[Term], minimum: Local) -> list[int]:
    """As many coordinates as there are parameters whose tangents are independent at the point, the steepest first."""
    put = {**{k: real(0) for k in g}, **dict(zip(x, minimum.at, strict=True))}
    columns = []
    for entry in moved:
        slopes = [normal_form(substitute(slope, put)) for slope in landscape.gradient(entry, tuple(g))]
        if any(slope.op != "literal" for slope in slopes):
            raise Undecided("a tangent is not rational")
        columns.append([slope.data[1] for slope in slopes])  # type: ignore[index]
    fixed: list[int] = []
    for k in range(len(g)):
        pivot = max((j for j in range(len(columns)) if j not in fixed), key=lambda j: abs(columns[j][k]), default=None)
        if pivot is None or columns[pivot][k] == 0:
            raise Undecided("the tangents of the declared symmetries are not independent here")
        fixed.append(pivot)
        for j, column in enumerate(columns):
            if j != pivot:
                factor = column[k] / columns[pivot][k]
                columns[j] = [a - factor * b for a, b in zip(column, columns[pivot], strict=True)]
    return sorted(fixed)


def _on_slice(decider: Decider, minimum: Local, fixed: Sequence[int], rest: Sequence[int]) -> Theorem:
    put = {minimum.variables[i]: minimum.at[i] for i in fixed}
    value = substitute(minimum.value, put)
    inner = Local(tuple(minimum.variables[i] for i in rest), value, tuple(minimum.at[i] for i in rest))
    return by_curvature(decider, inner)


def _neutral(d: Derivation, x: Sequence[Term], maps: Sequence[Term], r: int) -> Theorem:
    zeros = [real(0)] * r
    unmoved = [eq(apply(phi, *zeros, *x), here) for phi, here in zip(maps, x, strict=True)]
    return _everywhere(d, x, d.convert(d.truth(), landscape.conjunction(unmoved), ()))


def _everywhere(d: Derivation, variables: Sequence[Term], theorem: Theorem) -> Theorem:
    for variable in reversed(variables):
        theorem = d.forall_intro(theorem, variable)
    return theorem


def _smooth_with_rank(
    d: Derivation, minimum: Local, g: Sequence[Term], x: Sequence[Term], maps: Sequence[Term], fixed: Sequence[int]
) -> tuple[Theorem, Theorem]:
    images = [apply(phi, *g, *x) for phi in maps]
    put = {**{k: real(0) for k in g}, **dict(zip(x, minimum.at, strict=True))}
    domain = _evaluated(d, substitute(landscape.smooth(images, (*g, *x)), put))
    columns = [[substitute(slope, put) for slope in landscape.gradient(images[j], tuple(g))] for j in fixed]
    tangent = landscape.determinant(list(zip(*columns, strict=True)))
    return domain, _evaluated(d, terms.negate(eq(tangent, real(0))))


def _evaluated(d: Derivation, formula: Term) -> Theorem:
    theorem = d.evaluate(formula, ())
    if theorem.conclusion is not formula:
        raise Undecided(f"it is false: {str(formula)[:80]}")
    return theorem


# ------------------------------------------------------------------ invariance


def _invariance(d: Derivation, minimum: Local, g: Sequence[Term], moved: Sequence[Term]) -> Theorem:
    """∀g near 0 ∀x. f(φ(g, x)) = f(x): each quotient t/c times c is t, and the rest is a polynomial identity."""
    x = minimum.variables
    target = substitute(minimum.value, dict(zip(x, moved, strict=True)))
    bounds = [d.assume(lt(real(-RADIUS), k)) for k in g], [d.assume(lt(k, real(RADIUS))) for k in g]
    same = d.refl(minimum.value)
    quotients = dict.fromkeys(p for entry in moved for p in postorder(entry) if p.op == "div" and p.closed)
    for quotient in quotients:
        t, c = quotient.args
        product = d.divide(_not_zero(d, c, g, *bounds), div(t, c))  # (t/c)·c = t
        current = sides(same)[1]
        hole = terms.fresh("_h", REAL, current)
        context = lam(hole, replaced(current, t, hole))
        same = chain(d, same, d.congruence(symmetric(d, product), context))
    # f(x) = … with the quotients in it, and f(φ(g, x)) is the same polynomial
    identity = d.ring(eq(target, sides(same)[1]))
    theorem = _everywhere(d, x, chain(d, identity, symmetric(d, same)))
    for k, low, high in reversed(list(zip(g, *bounds, strict=True))):
        theorem = d.implies_intro(d.implies_intro(theorem, high.conclusion), low.conclusion)
        theorem = d.forall_intro(theorem, k)
    return theorem


def _not_zero(d: Derivation, c: Term, g: Sequence[Term], low: Sequence[Theorem], high: Sequence[Theorem]) -> Theorem:
    """c ≠ 0 for c = α + β g with |β| ρ < α."""
    coefficients = dict(poly.polynomial(c))
    constant = coefficients.pop(CONSTANT, Fraction(0))
    ((monomial, beta),) = coefficients.items() if len(coefficients) == 1 else (((), Fraction(0)),)
    k = next((i for i, parameter in enumerate(g) if monomial == ((parameter, 1),)), None)
    left = constant - abs(beta) * RADIUS
    if k is None or left <= 0:
        raise Undecided("a denominator of the symmetry is not of the form 1 + g")
    vanishing = d.assume(eq(c, real(0)))
    bound = low[k] if beta > 0 else high[k]
    absurd = d.psatz(
        (bound, vanishing), FALSE, ((abs(beta), (0,), (), ()), (left, (), (), ())), ((1, real(1)),)
    )
    return d.not_intro(absurd, vanishing.conclusion)


