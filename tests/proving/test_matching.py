"""Matching: the answer is the only one, nothing bound escapes, and what is no pattern matches nothing."""

from __future__ import annotations

import random

import pytest

from theorycheck.kernel import terms as t
from theorycheck.kernel.sorts import NATURAL, REAL, function
from theorycheck.proving.matching import match

ROW, TABLE = function(NATURAL, REAL), function(NATURAL, NATURAL, REAL)
i, j, k, n = (t.variable(name, NATURAL) for name in "ijkn")
x, y, c, e = (t.variable(name, REAL) for name in "xyce")
a, b, F = (t.variable(name, ROW) for name in "abF")
W, H = (t.variable(name, TABLE) for name in "WH")
ZERO = t.real(0)


def summed(body):
    return t.summation(n, i, body)


def each(body):
    return t.forall(i, t.forall(j, t.eq(body, ZERO)))


FOUND = {
    "a number": (t.add(c, y), t.add(t.mul(x, x), y), {c: t.mul(x, x)}),
    "twice the same": (t.mul(c, c), t.mul(x, x), {c: x}),
    "two holes": (t.add(t.mul(c, c), e), t.add(t.mul(x, x), y), {c: x, e: y}),
    "a function of a bound variable": (
        summed(t.apply(F, i)),
        summed(t.mul(t.apply(a, i), y)),
        {F: t.lam(i, t.mul(t.apply(a, i), y))},
    ),
    "a constant function": (summed(t.apply(F, i)), summed(y), {F: t.lam(i, y)}),
    "a number under a binder": (summed(c), summed(t.apply(a, k)), {c: t.apply(a, k)}),
    "arguments exchanged": (
        each(t.apply(H, j, i)),
        each(t.apply(W, i, j)),
        {H: t.lam(j, t.lam(i, t.apply(W, i, j)))},
    ),
    "a function in two places": (
        t.conj(t.eq(F, a), t.forall(i, t.eq(t.apply(F, i), ZERO))),
        t.conj(t.eq(a, a), t.forall(i, t.eq(t.apply(a, i), ZERO))),
        {F: a},
    ),
    "nested binders": (
        t.forall(j, t.eq(summed(t.apply(H, i, j)), t.apply(F, j))),
        t.forall(j, t.eq(summed(t.mul(t.apply(W, i, j), t.apply(a, j))), t.apply(b, j))),
        {H: t.lam(i, t.lam(j, t.mul(t.apply(W, i, j), t.apply(a, j)))), F: b},
    ),
}

NONE = {
    "another operator": (t.add(c, c), t.mul(x, x)),
    "two values of one hole": (t.mul(c, c), t.mul(x, y)),
    "a bound variable would escape": (summed(c), summed(t.apply(a, i))),
    "one of two would escape": (each(t.apply(F, i)), each(t.apply(W, i, j))),
    "the same argument twice": (t.forall(i, t.eq(t.apply(H, i, i), x)), t.forall(i, t.eq(t.apply(W, i, i), x))),
    "an argument that is not bound": (t.apply(F, k), t.apply(a, k)),
    "an argument that is a number": (t.apply(F, t.natural(0)), t.apply(a, t.natural(0))),
    "another sort": (c, t.natural(1)),
    "another literal": (t.add(c, t.real(1)), t.add(x, t.real(2))),
    "another variable": (t.add(c, x), t.add(x, y)),
}


@pytest.mark.parametrize(("pattern", "term", "values"), FOUND.values(), ids=FOUND)
def test_the_values_turn_the_pattern_into_the_term(pattern, term, values):
    found = match(pattern, term, [c, e, F, H])
    assert found == values
    assert t.substitute(pattern, found) is term


@pytest.mark.parametrize(("pattern", "term"), NONE.values(), ids=NONE)
def test_no_match(pattern, term):
    assert match(pattern, term, [c, e, F, H]) is None


def test_what_is_known_stays():
    assert match(t.add(c, e), t.add(x, y), [c, e], {c: x}) == {c: x, e: y}
    assert match(t.add(c, e), t.add(x, y), [c, e], {c: y}) is None


def test_a_hole_that_does_not_stand_in_the_pattern_is_left_open():
    assert match(t.add(c, x), t.add(y, x), [c, e]) == {c: y}
    assert match(x, x, [c]) == {} and match(x, y, [c]) is None


@pytest.mark.parametrize("seed", range(40))
def test_instances_are_matched(seed):
    """Whatever is put for the holes of a pattern is found again, up to what is equal anyway."""
    rng = random.Random(seed)

    def value(depth, indices):
        kind = rng.randrange(5)
        if depth == 0 or kind == 0:
            return rng.choice([x, y, t.real(rng.randrange(3)), *(t.apply(a, index) for index in indices)])
        if kind == 1:
            return t.apply(F, rng.choice(indices)) if indices else c
        if kind == 2:
            index = t.variable(f"s{depth}", NATURAL)
            return t.summation(n, index, value(depth - 1, [*indices, index]))
        return t.make(rng.choice(["add", "mul"]), None, [value(depth - 1, indices), value(depth - 1, indices)])

    pattern = t.add(value(4, []), t.add(c, summed(t.apply(F, i))))
    values = {c: t.mul(x, t.apply(b, k)), F: t.lam(i, t.add(t.apply(b, i), x))}
    assert match(pattern, t.substitute(pattern, values), [c, F]) == values
    other = t.substitute(pattern, values | {c: t.mul(y, y)})
    assert match(pattern, other, [c, F], values) is None
