"""Polynomial identities, positivity certificates, division and square roots."""

from __future__ import annotations

from shapes import (
    LOOSE,
    LOOSE_SIZE,
    Q,
    at,
    by,
    f,
    given,
    m,
    n,
    nat,
    nonzero,
    one,
    proves,
    real,
    refuses,
    t,
    two,
    x,
    y,
    z,
    zero,
)

from theorycheck.kernel.sorts import NATURAL


def test_ring__accepts_identities_over_opaque_atoms() -> None:
    """(x + f(n))² = x² + 2·x·f(n) + f(n)²; division by a literal; a natural is its own cast."""
    a = at(f, n)
    square = t.mul(t.add(x, a), t.add(x, a))
    opened = t.add(t.mul(x, x), t.add(t.mul(two, t.mul(x, a)), t.mul(a, a)))
    proves(by.ring(t.eq(square, opened)), t.eq(square, opened))
    half = t.eq(t.add(t.div(x, two), t.div(x, two)), x)
    proves(by.ring(half), half)
    casts = t.eq(t.cast(t.mul(n, t.add(m, nat(1)))), t.add(t.mul(t.cast(n), t.cast(m)), t.cast(n)))
    proves(by.ring(casts), casts)
    natural = t.eq(t.add(n, m), t.add(m, n))
    proves(by.ring(natural), natural)


def test_ring__refuses_what_is_no_identity() -> None:
    """A wrong coefficient, a wrong power, a division by a variable or by 0, a casted real."""
    for left, right in [
        (t.add(x, x), t.mul(real(3), x)), (t.mul(x, x), x), (t.mul(t.div(x, y), y), x), (t.div(x, zero), zero),
        (t.mul(t.div(x, zero), zero), x), (x, t.add(x, one)), (t.cast(n), x), (t.elementary("exp", zero), one),
    ]:  # fmt: skip
        refuses(by.ring, t.eq(left, right), because="not an identity")
    refuses(by.ring, t.eq(t.add(LOOSE, x), t.add(x, LOOSE)), because="a closed equation")
    refuses(by.ring, t.eq(f, f), because="between numbers")
    refuses(by.ring, t.le(x, x), because="expected eq")


def _product(coefficient: str, indices: tuple = (), naturals: tuple = (), squares: tuple = ()) -> tuple:
    return (Q(coefficient), indices, naturals, squares)


def test_psatz__accepts_each_kind_of_goal() -> None:
    """≤ from a square, < from strict premises, = from equations, false from a contradiction."""
    square = t.le(t.mul(two, t.mul(x, y)), t.add(t.mul(x, x), t.mul(y, y)))
    proves(by.psatz([], square, [_product("1", (), (), (t.sub(x, y),))], []), square)
    x_y, y_z = t.lt(x, y), t.le(y, z)
    chain = by.psatz(
        [given(x_y), given(y_z)], t.lt(x, t.add(z, one)), [_product("1", (0,)), _product("1", (1,)), _product("1")], []
    )
    proves(chain, t.lt(x, t.add(z, one)), x_y, y_z)
    equal = t.eq(x, y)
    proves(
        by.psatz([given(equal)], t.eq(t.mul(x, z), t.mul(y, z)), [], [(0, z)]), t.eq(t.mul(x, z), t.mul(y, z)), equal
    )
    back = t.lt(y, x)
    proves(
        by.psatz([given(x_y), given(back)], t.FALSE, [_product("1", (0,)), _product("1", (1,))], []), t.FALSE, x_y, back
    )
    proves(by.psatz([], t.lt(zero, one), [_product("1")], []), t.lt(zero, one))


def test_psatz__accepts_products_of_premises_and_naturals() -> None:
    """0 ≤ x and n a natural give 0 ≤ n·x; over the naturals a < b is a + 1 ≤ b."""
    positive = t.le(zero, x)
    goal = t.le(zero, t.mul(t.cast(n), x))
    proves(by.psatz([given(positive)], goal, [_product("1", (0,), (n,))], []), goal, positive)
    below = t.lt(n, m)
    proves(
        by.psatz([given(below)], t.le(t.add(n, nat(1)), m), [_product("1", (0,))], []), t.le(t.add(n, nat(1)), m), below
    )
    proves(by.psatz([], t.lt(n, t.add(n, nat(1))), [], []), t.lt(n, t.add(n, nat(1))))


def test_psatz__refuses_wrong_identities() -> None:
    """The sum of the products is the goal's difference, exactly."""
    refuses(by.psatz, [given(t.le(x, y))], t.le(x, t.add(y, one)), [_product("1", (0,))], [], because="identity fails")
    refuses(by.psatz, [], t.le(zero, x), [_product("1", (), (), (x,))], [], because="identity fails")
    refuses(
        by.psatz, [], t.le(zero, t.mul(x, t.mul(x, x))), [_product("1", (), (), (x, x))], [], because="identity fails"
    )
    refuses(by.psatz, [given(t.eq(x, y))], t.eq(y, x), [], [(0, one)], because="identity fails")
    refuses(
        by.psatz, [given(t.lt(n, m))], t.lt(t.add(n, nat(1)), m), [_product("1", (0,))], [], because="identity fails"
    )


def test_psatz__refuses_strictness_that_is_not_there() -> None:
    """a < b over the reals needs a product > 0: not a weak premise, a square, a natural, a zero coefficient."""
    weak, strict = given(t.le(x, y)), given(t.lt(x, y))
    refuses(by.psatz, [weak], t.lt(x, y), [_product("1", (0,))], [], because="needs a product that is > 0")
    square = t.lt(zero, t.mul(x, x))
    refuses(by.psatz, [], square, [_product("1", (), (), (x,))], [], because="needs a product that is > 0")
    natural = t.lt(zero, t.cast(n))
    refuses(by.psatz, [], natural, [_product("1", (), (n,))], [], because="needs a product that is > 0")
    refuses(by.psatz, [strict], t.lt(x, x), [_product("0", (0,))], [], because="needs a product that is > 0")
    mixed = t.lt(zero, t.mul(t.sub(y, x), t.sub(y, x)))
    refuses(by.psatz, [weak, strict], mixed, [_product("1", (0, 1))], [], because="needs a product that is > 0")
    sizes = t.lt(zero, t.sub(t.sub(t.cast(m), t.cast(n)), one))
    refuses(by.psatz, [given(t.lt(n, m))], sizes, [_product("1", (0,))], [], because="needs a product that is > 0")
    refuses(by.psatz, [], t.FALSE, [], [], because="needs a product that is > 0")
    refuses(by.psatz, [strict], t.FALSE, [_product("1", (0,), (), (zero,))], [], because="needs a product that is > 0")


def test_psatz__refuses_negative_coefficients_and_equations_from_inequalities() -> None:
    """A product is ≥ 0; an equation follows from equations; equations are cofactors only, and only they are."""
    weak = given(t.le(x, y))
    refuses(by.psatz, [weak], t.le(y, x), [_product("-1", (0,))], [], because="rational ≥ 0")
    refuses(by.psatz, [weak], t.le(x, y), [(1, (0,), (), ())], [], because="rational ≥ 0")
    refuses(by.psatz, [weak], t.eq(x, y), [_product("1", (0,))], [], because="from equations only")
    refuses(by.psatz, [weak], t.eq(x, y), [], [(0, one)], because="cofactors belong to equations")
    refuses(by.psatz, [given(t.eq(x, y))], t.le(x, y), [_product("1", (0,))], [], because="among the cofactors")


def test_psatz__refuses_malformed_entries() -> None:
    """Indices in range, naturals of sort natural, squares and cofactors numbers, premises about numbers."""
    weak, equation = given(t.le(x, y)), given(t.eq(x, y))
    goal = t.le(x, y)
    refuses(by.psatz, [weak], goal, [_product("1", (1,))], [], because="no such premise")
    refuses(by.psatz, [weak], goal, [_product("1", (-1,))], [], because="no such premise")
    refuses(by.psatz, [weak], goal, [_product("1", (True,))], [], because="no such premise")
    refuses(by.psatz, [equation], goal, [], [(-1, one)], because="no such premise")
    refuses(by.psatz, [weak], goal, [_product("1", (0,), (x,))], [], because="a natural is expected")
    refuses(by.psatz, [weak], goal, [_product("1", (0,), (), (f,))], [], because="a number is expected")
    refuses(by.psatz, [equation], goal, [], [(0, f)], because="a cofactor is a number")
    refuses(by.psatz, [weak], goal, [(Q(1), (0,))], [], because="four parts")
    refuses(by.psatz, [equation], goal, [], [(0,)], because="two parts")
    refuses(by.psatz, [given(t.eq(f, f))], goal, [], [], because="premises are")
    refuses(by.psatz, [], t.conj(goal, goal), [], [], because="the goal is")
    refuses(by.psatz, [], t.le(LOOSE, LOOSE), [], [], because="an open goal")


def test_natural_nonnegative__accepts() -> None:
    """⊢ 0 ≤ n"""
    proves(by.natural_nonnegative(t.add(n, m)), t.le(nat(0), t.add(n, m)))


def test_natural_nonnegative__refuses_reals_and_open_terms() -> None:
    """A real may be negative."""
    refuses(by.natural_nonnegative, x, because="a closed natural")
    refuses(by.natural_nonnegative, t.cast(n), because="a closed natural")
    refuses(by.natural_nonnegative, LOOSE_SIZE, because="a closed natural")


def test_natural_above__accepts() -> None:
    """⊢ ∃n:ℕ. x ≤ n; the n is none that x speaks of."""
    for value in (x, t.add(t.cast(n), one), at(f, n)):
        above = by.natural_above(value)
        k = t.fresh("k", NATURAL, value)
        proves(above, t.exists(k, t.le(value, t.cast(k))))


def test_natural_above__refuses_naturals_functions_and_open_terms() -> None:
    """Only a real that stands on its own has a natural above it."""
    for value in (n, f, LOOSE, t.le(x, y)):
        refuses(by.natural_above, value, because="a closed real")


def test_divide__accepts() -> None:
    """From ¬(b = 0), (a / b)·b = a."""
    proves(by.divide(given(nonzero(y)), t.div(x, y)), t.eq(t.mul(t.div(x, y), y), x), nonzero(y))


def test_divide__refuses_without_a_denominator_that_is_not_zero() -> None:
    """Not 0 = b turned around, not another term, not an open quotient."""
    refuses(by.divide, given(nonzero(x)), t.div(x, y), because="must be ¬")
    refuses(by.divide, given(t.eq(y, zero)), t.div(x, y), because="must be ¬")
    refuses(by.divide, given(nonzero(y)), t.mul(x, y), because="expected div")
    refuses(by.divide, given(nonzero(y)), t.div(LOOSE, y), because="a closed quotient")


def test_square_root__accepts() -> None:
    """From 0 ≤ x, sqrt(x)·sqrt(x) = x."""
    root = t.elementary("sqrt", x)
    proves(by.square_root(given(t.le(zero, x))), t.eq(t.mul(root, root), x), t.le(zero, x))


def test_square_root__refuses_another_premise() -> None:
    """-1 ≤ x is not enough, nor x ≤ 0."""
    refuses(by.square_root, given(t.le(real(-1), x)), because="must be 0 ≤ x")
    refuses(by.square_root, given(t.le(x, zero)), because="must be 0 ≤ x")
    refuses(by.square_root, given(t.le(nat(0), n)), because="must be 0 ≤ x")
    refuses(by.square_root, given(t.lt(zero, x)), because="expected le")


def test_square_root_nonnegative__accepts() -> None:
    """From 0 ≤ x, 0 ≤ sqrt(x)."""
    proves(by.square_root_nonnegative(given(t.le(zero, x))), t.le(zero, t.elementary("sqrt", x)), t.le(zero, x))


def test_square_root_nonnegative__refuses_another_premise() -> None:
    """Outside 0 ≤ x nothing is known of sqrt."""
    refuses(by.square_root_nonnegative, given(t.le(real(-1), x)), because="must be 0 ≤ x")
    refuses(by.square_root_nonnegative, given(t.le(nat(0), n)), because="must be 0 ≤ x")
    refuses(by.square_root_nonnegative, given(t.eq(zero, x)), because="expected le")
