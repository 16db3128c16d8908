"""The mean value theorem: its premises word for word, its ends, and that the value c is there by numbers."""

from __future__ import annotations

import random

import pytest
from attack.model import Skip, World
from shapes import (
    LOOSE,
    NATURAL,
    REAL,
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
    total,
    x,
    y,
    zero,
)

from theorycheck.kernel import calculus, sorts
from theorycheck.kernel.theorem import Theorem

c = t.variable("c", REAL)
FIRST, SECOND = "first premise is not that f is continuous", "second premise is not that f is differentiable"


def between(relation, s: t.Term, end: t.Term, condition: t.Term) -> t.Term:
    """∀y. s ≤ y ⇒ y ≤ end ⇒ condition(y), or with <."""
    return t.forall(y, t.implies(relation(s, y), t.implies(relation(y, end), condition)))


def arguments(body: t.Term, s: t.Term, end: t.Term, closed: t.Term, inside: t.Term | None = None) -> tuple:
    """For λy. body, both conditions assumed."""
    opened = between(t.lt, s, end, closed if inside is None else inside)
    return given(between(t.le, s, end, closed)), given(opened), t.lam(y, body), s, end


def attained(body: t.Term, slope: t.Term, s: t.Term, end: t.Term) -> t.Term:
    """s < end ⇒ ∃c. (s < c ∧ c < end) ∧ f(end) - f(s) = f'(c)·(end - s)."""
    values = [t.substitute(body, {y: place}) for place in (end, s, c)]
    equation = t.eq(t.sub(*values[:2]), t.mul(t.substitute(slope, {y: c}), t.sub(end, s)))
    return t.implies(t.lt(s, end), t.exists(c, t.conj(t.conj(t.lt(s, c), t.lt(c, end)), equation)))


def test_mean_value__accepts_each_elementary_function() -> None:
    """The conclusion is spelled out here once more; both premises stay as hypotheses."""
    for name, condition, slope in [
        ("exp", t.TRUE, lambda value: value),
        ("log", t.lt(zero, y), lambda value: t.div(one, y)),
        ("sin", t.TRUE, lambda value: t.elementary("cos", y)),
        ("cos", t.TRUE, lambda value: t.neg(t.elementary("sin", y))),
        ("tanh", t.TRUE, lambda value: t.sub(one, t.mul(value, value))),
        ("arctan", t.TRUE, lambda value: t.div(one, t.add(one, t.mul(y, y)))),
    ]:
        body = t.elementary(name, y)
        found = arguments(body, zero, one, condition)
        expected = attained(body, t.mul(slope(body), one), zero, one)
        proves(by.mean_value(*found), expected, *(premise.conclusion for premise in found[:2]))


def test_mean_value__accepts_a_root_that_begins_at_an_end() -> None:
    """sqrt on [0, 1]: 0 ≤ y on the closed interval, 0 < y inside; not 0 ≤ y inside, and the closed one is needed."""
    root = t.elementary("sqrt", y)
    slope = t.mul(t.div(one, t.mul(real(2), root)), one)
    good = arguments(root, zero, one, t.le(zero, y), t.lt(zero, y))
    proves(by.mean_value(*good), attained(root, slope, zero, one), *(premise.conclusion for premise in good[:2]))
    refuses(by.mean_value, *arguments(root, zero, one, t.le(zero, y)), because=SECOND)
    refuses(by.mean_value, *arguments(root, zero, one, t.TRUE, t.lt(zero, y)), because=FIRST)
    refuses(by.mean_value, *arguments(root, zero, one, t.lt(zero, y)), because=FIRST)


def test_mean_value__refuses_a_logarithm_or_a_quotient_that_begins_at_an_end() -> None:
    """log on [0, 1] and 1/y on [0, 1] are not continuous, whatever holds inside."""
    for body, inside in [(t.elementary("log", y), t.lt(zero, y)), (t.div(one, y), nonzero(y))]:
        for closed in (t.TRUE, t.le(zero, y)):
            refuses(by.mean_value, *arguments(body, zero, one, closed, inside), because=FIRST)
        only_inside = given(between(t.lt, zero, one, inside))
        refuses(by.mean_value, only_inside, only_inside, t.lam(y, body), zero, one, because=FIRST)
        assert by.mean_value(*arguments(body, zero, one, inside)).conclusion.op == "implies"


def test_mean_value__accepts_sums_products_and_quotients() -> None:
    """(x + c)·x and x / c, with their derivatives as the calculus writes them; the ends may be any reals."""
    product = t.mul(t.add(y, x), y)
    slope = t.add(t.mul(t.add(one, zero), y), t.mul(t.add(y, x), one))
    ends = t.neg(x), t.mul(x, x)
    assert by.mean_value(*arguments(product, *ends, t.TRUE)).conclusion is attained(product, slope, *ends)
    quotient = t.div(y, x)
    slope = t.div(t.sub(t.mul(one, x), t.mul(y, zero)), t.mul(x, x))
    assert by.mean_value(*arguments(quotient, zero, one, nonzero(x))).conclusion is attained(quotient, slope, zero, one)
    named = t.add(y, t.variable("x", REAL))  # the rule's own variable is called x, too
    assert by.mean_value(*arguments(named, x, one, t.TRUE)).conclusion is attained(named, t.add(one, zero), x, one)


def test_mean_value__refuses_other_premises() -> None:
    """Of another interval, another function, the wrong way round, nothing at all."""
    good = arguments(t.elementary("log", y), one, real(2), t.lt(zero, y))
    assert by.mean_value(*good).conclusion.op == "implies"
    closed, inside, curve, s, end = good
    refuses(by.mean_value, closed, inside, curve, s, real(3), because=FIRST)
    refuses(by.mean_value, closed, inside, curve, zero, end, because=FIRST)
    refuses(by.mean_value, inside, closed, curve, s, end, because=FIRST)
    refuses(by.mean_value, by.truth(), inside, curve, s, end, because=FIRST)
    refuses(by.mean_value, closed, by.truth(), curve, s, end, because=SECOND)
    refuses(by.mean_value, closed, closed, curve, s, end, because=SECOND)
    weaker = given(between(t.lt, s, end, t.le(zero, y)))
    refuses(by.mean_value, closed, weaker, curve, s, end, because=SECOND)


def test_mean_value__refuses_functions_it_cannot_differentiate() -> None:
    """A kink, an unknown function, a product of symbolic size, a size that jumps, another sort, open ends."""
    for body, because in [
        (t.select(t.le(zero, y), y, zero), "a choice depends on the variable"),
        (at(t.variable("r", sorts.function(REAL, REAL)), y), "has no rule here"),
        (total(n, lambda i: y, "prod"), "has no rule here"),
        (total(t.select(t.le(zero, y), n, nat(0)), lambda i: y), "size of a sum depends on the variable"),
        (total(n, lambda i: t.div(t.cast(i), y)), "div under a sum"),
        (t.deriv(t.lam(x, t.mul(x, x)), y), "has no rule here"),
    ]:
        refuses(by.mean_value, *arguments(body, zero, one, t.TRUE), because=because)
    closed, inside, curve, *_ = good = arguments(y, zero, one, t.TRUE)
    assert by.mean_value(*good).conclusion.op == "implies"
    refuses(by.mean_value, closed, inside, f, zero, one, because="a real function")
    refuses(by.mean_value, closed, inside, curve, LOOSE, one, because="two real numbers")
    refuses(by.mean_value, closed, inside, curve, zero, m, because="two real numbers")
    refuses(by.mean_value, closed, inside, t.make("lambda", REAL, (LOOSE_BELOW,)), zero, one, because="a real function")


LOOSE_BELOW = t.make("bound", (1, REAL))


def _everywhere(relation, s: t.Term, end: t.Term) -> Theorem:
    upper = by.implies_intro(by.truth(), relation(y, end))
    return by.forall_intro(by.implies_intro(upper, relation(s, y)), y)


def _random_curve(rng: random.Random, depth: int) -> t.Term:
    """Smooth everywhere: polynomials, exp, sin, cos, tanh, arctan."""
    if depth == 0:
        return rng.choice([y, y, real(rng.choice([1, -2, 3])), t.mul(y, y)])
    parts = [_random_curve(rng, depth - 1) for _ in range(2)]
    if rng.random() < 0.5:
        return t.elementary(rng.choice(["sin", "cos", "tanh", "arctan", "exp"]), t.mul(real(Q(1, 2)), parts[0]))
    return rng.choice([t.add, t.mul])(*parts)


@pytest.mark.parametrize("seed", range(12))
def test_the_promised_value_is_there_by_numbers(seed: int) -> None:
    """g(c) = f'(c)(t - s) - (f(t) - f(s)), which has a zero in (s, t), takes both signs there, or is 0 throughout."""
    rng = random.Random(seed)
    body, low = _random_curve(rng, 3), rng.choice([-1, 0])
    s, end = real(low), real(low + 1)
    found = by.mean_value(_everywhere(t.le, s, end), _everywhere(t.lt, s, end), t.lam(y, body), s, end)
    assert not found.hypotheses
    inside, equation = t.instantiate(found.conclusion.args[1].args[0], [c]).args
    gap = t.sub(equation.args[1], equation.args[0])
    signs = set()
    for step in range(1, 200):
        put = {c: real(low + Q(step, 200))}
        assert World(0).holds(t.substitute(inside, put)) is True
        for sign, side in ((1, t.lt(zero, gap)), (-1, t.lt(gap, zero)), (0, t.lt(t.mul(gap, gap), real(Q(1, 10**40))))):
            try:
                if World(0).holds(t.substitute(side, put)) is True:
                    signs.add(sign)
            except Skip:
                continue
    assert 0 in signs or {1, -1} <= signs


def test_continuity_asks_less_of_roots_only() -> None:
    """The other conditions are those of `differentiable`."""
    for body in (t.div(one, y), t.elementary("log", y), t.elementary("exp", y), t.add(x, y)):
        assert calculus.continuous(body, y) is calculus.differentiable(body, y)
    root = t.elementary("sqrt", t.add(y, x))
    assert calculus.continuous(root, y) is t.le(zero, t.add(y, x))
    assert calculus.continuous(t.div(root, y), y) is t.conj(t.le(zero, t.add(y, x)), nonzero(y))
    assert calculus.differentiable(root, y) is t.lt(zero, t.add(y, x))


def test_a_function_without_slope_is_constant() -> None:
    """From f' = 0 on (s, t), f(s) = f(t): the weak forms follow from the one rule."""
    circle = t.add(*(t.mul(part, part) for part in (t.elementary("sin", y), t.elementary("cos", y))))
    s, end = t.variable("s", REAL), t.variable("e", REAL)
    found = by.mean_value(_everywhere(t.le, s, end), _everywhere(t.lt, s, end), t.lam(y, circle), s, end)
    inner = by.implies_elim(found, given(t.lt(s, end)))
    instance = t.instantiate(inner.conclusion.args[0], [c])
    goal = t.eq(*(t.substitute(circle, {y: place}) for place in (end, s)))
    equal = by.psatz([by.and_right(given(instance))], goal, [], [(0, one)])
    proves(by.exists_elim(inner, equal, c), goal, t.lt(s, end))


def test_naturals_are_no_ends() -> None:
    """A cast is a real; the natural itself is not."""
    count = t.variable("count", NATURAL)
    good = arguments(y, zero, t.cast(count), t.TRUE)
    assert by.mean_value(*good).conclusion.op == "implies"
