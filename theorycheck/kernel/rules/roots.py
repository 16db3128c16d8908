"""Krawczyk's theorem: a box holds exactly one zero of a square system of equations."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from .. import interval as iv
from ..enclosure import Enclosure
from ..errors import need, spend
from ..interval import Interval
from ..landscape import conjunction, fresh_reals, inner_root, on_box, somewhere
from ..slopes import Slopes
from ..sorts import REAL
from ..terms import Term, conj, eq, implies, real, substitute
from ..theorem import Theorem, conclude, rule
from .evaluation import MAX_PRECISION, read_interval


@rule
def exists_root(
    variables: tuple[Term, ...], bounds: tuple, equations: tuple[Term, ...], centre: tuple, preconditioner: tuple,
    precision: int,
) -> Theorem:  # fmt: skip
    """⊢ (∃x in the interior of X. F(x) = 0) ∧ (∀x ∈ X ∀y ∈ X. F(x) = 0 ⇒ F(y) = 0 ⇒ x = y), spelled

        (∃x_1 … ∃x_n. lo_1 < x_1 ∧ x_1 < hi_1 ∧ … ∧ F_1(x) = 0 ∧ … ∧ F_n(x) = 0)
        ∧ ∀x_1. lo_1 ≤ x_1 ⇒ x_1 ≤ hi_1 ⇒ ∀x_2. … ⇒ ∀y_1. lo_1 ≤ y_1 ⇒ …
            ⇒ F_1(x) = 0 ⇒ … ⇒ F_n(x) = 0 ⇒ F_1(y) = 0 ⇒ … ⇒ F_n(y) = 0 ⇒ x_1 = y_1 ∧ … ∧ x_n = y_n

    X is the box of the rational `bounds`; m ∈ X the rational `centre`; Y the rational n × n `preconditioner` (any
    matrix serves that passes).  Checked: F is analytic on X (as `slopes.Slopes` sees it), and

        K = m - Y F(m) + (I - Y A)(X - m)   lies in the interior of X,

    with A the interval matrix of entries [∂_j F_i](X), enclosed over all of X by interval differentiation of F as it
    is stated, and the arithmetic outward.
    (Krawczyk, Computing 4, 1969; Neumaier, Interval Methods for Systems of Equations, 1990, Theorem 5.1.8.)

    Why: for x, y ∈ X the mean value theorem, row by row, gives F(x) - F(y) = B (x - y) with some real B ∈ A; the rows
    of B belong to different points of the segment, so A must bound every entry over the whole box, and that suffices.
    (1) For any B ∈ A let C = I - Y B.  C (X - m) ⊆ K - (m - Y F(m)) has in row i the width Σ_j |C_ij| w_j, w the
    widths of X; so Σ_j |C_ij| w_j < w_i, the spectral radius of |C| is below 1, and Y B = I - C, Y and B are regular.
    (2) Two zeros x, y ∈ X have B (x - y) = 0, so x = y.  (3) g(x) = x - Y F(x) = m - Y F(m) + (I - Y B)(x - m) lies in
    K for x ∈ X, so g maps X into its interior, and has a fixed point there (Brouwer); it is a zero, as Y is regular.
    """
    box, n = read_box(variables, bounds), len(variables)
    need(len(equations) == n, "exists_root: as many equations as variables")
    need(all(term.closed and term.sort == REAL for term in equations), "exists_root: closed real equations")
    need(0 < precision <= MAX_PRECISION, "exists_root: precision out of range")
    need(len(preconditioner) == n, "exists_root: a row of the preconditioner for each equation")
    m = read_rationals(centre, n)
    y = [[_rounded(entry, precision) for entry in read_rationals(row, n)] for row in preconditioner]
    need(all(side.lo <= value <= side.hi for value, side in zip(m, box, strict=True)), "exists_root: centre outside")
    over = Slopes(Enclosure(dict(zip(variables, box, strict=True)), precision), variables)
    at_centre = Enclosure({x: iv.point(value) for x, value in zip(variables, m, strict=True)}, precision)
    slopes = [[over.interval(slope) for slope in over.gradient(term)] for term in equations]
    values = [at_centre.value(term) for term in equations]
    for side, image in zip(box, _krawczyk(box, m, y, values, slopes, precision), strict=True):
        need(side.lo < image.lo and image.hi < side.hi, "exists_root: Krawczyk's image is not inside the box")
    existence = somewhere(variables, inner_root(variables, box, equations))
    return conclude(conj(existence, _uniqueness(variables, box, equations)))


def read_box(variables: tuple[Term, ...], bounds: tuple) -> list[Interval]:
    """The sides lo ≤ hi, one for each of the distinct real variables."""
    need(len(variables) == len(bounds) > 0 and len(set(variables)) == len(variables), "box: bounds for each variable")
    need(all(x.op == "variable" and x.sort == REAL for x in variables), "box: real variables")
    return [read_interval(pair) for pair in bounds]


def read_rationals(values: object, count: int) -> tuple[Fraction, ...]:
    """A tuple of that many rationals."""
    need(type(values) is tuple and len(values) == count, "a rational for each variable")
    need(all(type(value) is Fraction for value in values), "a rational is expected")  # type: ignore[attr-defined]
    return values  # type: ignore[return-value]


def _rounded(entry: Fraction, precision: int) -> Fraction:
    spend(1 + (entry.numerator.bit_length() + entry.denominator.bit_length() + precision >> 6))
    return iv.round_down(entry, precision)


def _krawczyk(
    box: Sequence[Interval], m: Sequence[Fraction], y: Sequence[Sequence[Fraction]], values: Sequence[Interval],
    slopes: Sequence[Sequence[Interval]], precision: int,
) -> list[Interval]:  # fmt: skip
    """m - Y F(m) + (I - Y A)(X - m), row by row."""
    values = [iv.outward(value.lo, value.hi, precision) for value in values]
    columns = [[iv.outward(a.lo, a.hi, precision) for a in column] for column in zip(*slopes, strict=True)]
    offsets = [Interval(side.lo - value, side.hi - value) for side, value in zip(box, m, strict=True)]
    images = []
    for i, row in enumerate(y):
        image = iv.add(iv.point(m[i]), iv.neg(_combination(row, values, precision)), precision)
        for j, offset in enumerate(offsets):
            distance = iv.add(iv.point(int(i == j)), iv.neg(_combination(row, columns[j], precision)), precision)
            image = iv.add(image, iv.mul(distance, offset, precision), precision)
        images.append(image)
    return images


def _combination(coefficients: Sequence[Fraction], sides: Sequence[Interval], precision: int) -> Interval:
    """Σ c_k·[a_k], rounded once, at the end: products of n × n matrices take n³ steps."""
    lo = hi = Fraction(0)
    for c, side in zip(coefficients, sides, strict=True):
        if c and side != (0, 0):
            spend(1 + (lo.denominator.bit_length() + c.denominator.bit_length() >> 8))
            ends = (c * side.lo, c * side.hi)
            lo, hi = lo + min(ends), hi + max(ends)
    return iv.outward(lo, hi, precision)


def _uniqueness(variables: Sequence[Term], box: Sequence[Interval], equations: Sequence[Term]) -> Term:
    others = fresh_reals("y", len(variables), *equations, *variables)
    renamed = dict(zip(variables, others, strict=True))
    formula = conjunction([eq(x, y) for x, y in renamed.items()])
    vanishing = [eq(term, real(0)) for term in (*equations, *(substitute(term, renamed) for term in equations))]
    for premise in reversed(vanishing):
        formula = implies(premise, formula)
    return on_box((*variables, *others), (*box, *box), formula)
