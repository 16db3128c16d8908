"""Sums of squares: what has one is proved exactly, the rest stays open; without Clarabel it says what to install."""

from __future__ import annotations

import sys
from fractions import Fraction
from functools import reduce

import pytest

from theorycheck import Claim, le, real
from theorycheck.kernel import terms as t
from theorycheck.pipeline import Options, check
from theorycheck.verdicts import Verdict

ZERO, ONE = t.real(0), t.real(1)


@pytest.fixture(autouse=True)
def _clarabel(request):
    if "without_it" not in request.node.name:
        pytest.importorskip("clarabel", reason="needs clarabel: pip install theorycheck[sos]")


def total(*parts):
    return reduce(t.add, parts)


def term(c, *factors):
    return reduce(t.mul, factors, t.real(Fraction(c)))


def power(x, n):
    return reduce(t.mul, [x] * n)


def assuming(claim, *facts):
    return reduce(lambda inner, fact: t.implies(fact, inner), reversed(facts), claim)


def motzkin(x, y):
    """x⁴y² + x²y⁴ - 3x²y² + 1: nonnegative, and no sum of squares of polynomials."""
    return total(
        term(1, *[x] * 4, *[y] * 2), term(1, *[x] * 2, *[y] * 4), term(-3, *[x] * 2, *[y] * 2), ONE
    )  # fmt: skip


def test_motzkin_is_not_proved_and_times_the_circle_it_is(v, stated, proved, gap):
    """The finder says what it looked for and what is left."""
    left = gap(stated(v.x, v.y, claim=t.le(ZERO, motzkin(v.x, v.y))), "squares")
    assert "up to degree 6 there is none" in left.reason and "open   (0 ≤" in left.goal
    circle = total(power(v.x, 2), power(v.y, 2))
    assert proved(stated(v.x, v.y, claim=t.le(ZERO, t.mul(circle, motzkin(v.x, v.y)))), "squares") == ()


def test_the_verdicts_on_motzkin(tmp_path):
    """Nonnegative and no sum of squares: it survives, and the reason names the goal; times the circle it is PROVED."""
    x, y = real("x y")
    polynomial = x**4 * y**2 + x**2 * y**4 - 3 * x**2 * y**2 + 1
    options = Options(examples=500, folder=tmp_path)
    alone, times_circle = (
        check(Claim(title="t", source="s", conclude=le(0, p), proof="squares"), options=options)
        for p in (polynomial, (x**2 + y**2) * polynomial)
    )
    assert alone.verdict is Verdict.SURVIVED and "left open: (0 ≤ " in alone.reason
    assert times_circle.verdict is Verdict.PROVED and times_circle.trust == ("kernel", "definitions")


@pytest.mark.parametrize("n", [2, 4])
def test_the_arithmetic_mean_is_not_below_the_geometric(n, v, stated, proved, gap):
    """n · Πx ≤ Σxⁿ, sharp: not with 101/100 of the left."""
    xs = [v.x, v.y, v.z, v.w][:n]
    powers = total(*(power(x, n) for x in xs))
    assert proved(stated(*xs, claim=t.le(term(n, *xs), powers)), "squares") == ()
    gap(stated(*xs, claim=t.le(term(Fraction(101 * n, 100), *xs), powers)), "squares")


def test_cauchy_and_schwarz_in_four_dimensions(v, stated, proved):
    xs, ys = ([t.variable(f"{name}{i}", v.x.sort) for i in range(4)] for name in "xy")
    inner = total(*map(t.mul, xs, ys))
    norms = t.mul(total(*(power(x, 2) for x in xs)), total(*(power(y, 2) for y in ys)))
    assert proved(stated(*xs, *ys, claim=t.le(power(inner, 2), norms)), "squares") == ()


def test_the_modulus_is_multiplicative(v, stated, proved):
    """(xz - yw)² ≤ (x² + y²)(z² + w²)."""
    real_part = t.sub(t.mul(v.x, v.z), t.mul(v.y, v.w))
    norms = t.mul(total(power(v.x, 2), power(v.y, 2)), total(power(v.z, 2), power(v.w, 2)))
    assert proved(stated(v.x, v.y, v.z, v.w, claim=t.le(power(real_part, 2), norms)), "squares") == ()


def test_strict_inequalities_keep_a_margin(v, stated, proved, gap):
    """0 < x⁴ - x + 1; not 0 < x², which is seen at 0, nor 0 < (x - 5)², where none looks at 5."""
    assert proved(stated(v.x, claim=t.lt(ZERO, total(power(v.x, 4), term(-1, v.x), ONE))), "squares") == ()
    assert "where x = 0" in gap(stated(v.x, claim=t.lt(ZERO, power(v.x, 2))), "squares").reason
    elsewhere = power(t.sub(v.x, t.real(5)), 2)
    assert "only ≤ was found" in gap(stated(v.x, claim=t.lt(ZERO, elsewhere)), "squares").reason


def test_a_strict_sign_may_come_from_a_strict_fact(v, stated, proved, gap):
    """0 < x and 0 < y give 0 < xy + x²; 0 ≤ x does not."""
    claim = t.lt(ZERO, total(t.mul(v.x, v.y), power(v.x, 2)))
    assert proved(stated(v.x, v.y, claim=assuming(claim, t.lt(ZERO, v.x), t.lt(ZERO, v.y))), "squares") == ()
    gap(stated(v.x, v.y, claim=assuming(claim, t.le(ZERO, v.x), t.lt(ZERO, v.y))), "squares")


def test_known_inequalities_carry_squares_as_weights(v, stated, proved, gap):
    """x + y ≤ 3/2 on the unit disc, not x + y ≤ 7/5."""
    disc = t.le(total(power(v.x, 2), power(v.y, 2)), ONE)
    bounded = lambda c: stated(v.x, v.y, claim=assuming(t.le(t.add(v.x, v.y), t.real(c)), disc))  # noqa: E731
    assert proved(bounded(Fraction(3, 2)), "squares") == ()
    assert "up to degree 4" in gap(bounded(Fraction(7, 5)), "squares").reason


def test_known_equations_carry_any_weight(v, stated, proved):
    """2xy ≤ 1 on the unit circle; 3xyz ≤ x³ + y³ + z³ for nonnegatives, from pairs of them."""
    circle = t.eq(total(power(v.x, 2), power(v.y, 2)), ONE)
    assert proved(stated(v.x, v.y, claim=assuming(t.le(term(2, v.x, v.y), ONE), circle)), "squares") == ()
    cubes = total(*(power(x, 3) for x in (v.x, v.y, v.z)))
    claim = assuming(t.le(term(3, v.x, v.y, v.z), cubes), *(t.le(ZERO, x) for x in (v.x, v.y, v.z)))
    assert proved(stated(v.x, v.y, v.z, claim=claim), "squares") == ()


def test_products_of_three_facts(v, stated, proved):
    """x(1 - y) + y(1 - z) + z(1 - x) ≤ 1 on the cube: what is missing is xyz + (1 - x)(1 - y)(1 - z)."""
    xs = v.x, v.y, v.z
    cyclic = total(*(t.mul(a, t.sub(ONE, b)) for a, b in zip(xs, (v.y, v.z, v.x), strict=True)))
    cube = [fact for x in xs for fact in (t.le(ZERO, x), t.le(x, ONE))]
    assert proved(stated(*xs, claim=assuming(t.le(cyclic, ONE), *cube)), "squares") == ()


def test_a_sum_of_squares_without_a_rational_one_stays_open(v, stated, gap):
    """Scheiderer's form is a sum of squares over the reals and of none with rational coefficients."""
    x, y, z = v.x, v.y, v.z
    form = total(
        power(x, 4), t.mul(x, power(y, 3)), power(y, 4), term(-3, x, x, y, z), term(-4, x, y, y, z),
        term(2, x, x, z, z), t.mul(x, power(z, 3)), t.mul(y, power(z, 3)), power(z, 4),
    )  # fmt: skip
    assert "could not be made exact" in gap(stated(x, y, z, claim=t.le(ZERO, form)), "squares").reason


def test_an_equation_follows_where_its_square_is_not_positive(v, stated, proved, gap):
    """x² + y² = 0 gives x = 0, which no combination of equations says; x² = y² does not give x = y."""
    flat = t.eq(total(power(v.x, 2), power(v.y, 2)), ZERO)
    assert proved(stated(v.x, v.y, claim=assuming(t.eq(v.x, ZERO), flat)), "squares") == ()
    gap(stated(v.x, v.y, claim=assuming(t.eq(v.x, v.y), t.eq(power(v.x, 2), power(v.y, 2)))), "squares")


def test_contradictory_facts_are_refuted(v, stated, proved, gap):
    """x² + y² < 2 and 1 < xy exclude each other; x² + y² < 3 and 1 < xy do not."""
    below = lambda c: t.lt(total(power(v.x, 2), power(v.y, 2)), t.real(c))  # noqa: E731
    above = t.lt(ONE, t.mul(v.x, v.y))
    assert proved(stated(v.x, v.y, claim=assuming(t.FALSE, above, below(2))), "squares") == ()
    gap(stated(v.x, v.y, claim=assuming(t.FALSE, above, below(3))), "squares")


def test_naturals_are_not_negative(v, stated, proved):
    """2n ≤ n² + 1 and 0 ≤ n³ + n over the naturals."""
    double, square = t.mul(t.natural(2), v.n), t.mul(v.n, v.n)
    assert proved(stated(v.n, claim=t.le(double, t.add(square, t.natural(1)))), "squares") == ()
    cube = t.cast(t.add(t.mul(square, v.n), v.n))
    assert proved(stated(v.n, claim=t.le(ZERO, cube)), "squares") == ()


def test_without_it_the_finder_says_what_to_install(v, stated, gap, monkeypatch):
    monkeypatch.setitem(sys.modules, "clarabel", None)
    left = gap(stated(v.x, claim=t.le(ZERO, power(v.x, 2))), "squares")
    assert left.reason == "squares: needs clarabel; pip install theorycheck[sos]"
