"""Enclosures over a box: three truth values, choices whose condition is open, values outside a domain."""

from __future__ import annotations

import pytest
from shapes import Q, f, n, one, real, t, total, two, x, y, z, zero

from theorycheck.kernel.enclosure import Enclosure
from theorycheck.kernel.interval import Interval, Undecided

BOX = {x: Interval(Q(0), Q(1)), y: Interval(Q(-2), Q(2))}
TRUTHS = {True: t.le(x, two), False: t.lt(x, real(-1)), None: t.le(x, real("1/2"))}


def _kleene(op: str, a: bool | None, b: bool | None) -> bool | None:
    """By what the unknown ones may turn out to be."""
    choices = [(p,
        q) for p in ([a] if a is not None else [True, False]) for q in ([b] if b is not None else [True, False])]
    results = {{"and": p and q, "or": p or q, "implies": (not p) or q}[op] for p, q in choices}
    return results.pop() if len(results) == 1 else None


@pytest.mark.parametrize("op", ["and", "or", "implies"])
def test_connectives_know_what_they_do_not_know(op: str) -> None:
    """An undecided part leaves the whole undecided, unless the other part decides."""
    for a, p in TRUTHS.items():
        for b, q in TRUTHS.items():
            assert Enclosure(BOX).truth(t.make(op, None, (p, q))) is _kleene(op, a, b)


def test_negation_and_constants() -> None:
    """¬unknown is unknown; quantifiers are never decided here."""
    for truth, formula in TRUTHS.items():
        assert Enclosure(BOX).truth(t.negate(formula)) is (None if truth is None else not truth)
    assert Enclosure(BOX).truth(t.TRUE) is True and Enclosure(BOX).truth(t.FALSE) is False
    assert Enclosure(BOX).truth(t.forall(z, t.le(zero, one))) is None


@pytest.mark.parametrize(
    ("formula", "truth"),
    [
        (t.le(x, one), True), (t.lt(x, one), None), (t.lt(one, x), False), (t.le(one, x), None),
        (t.lt(x, zero), False), (t.le(x, zero), None),
        (t.eq(x, x), None), (t.eq(x, two), False), (t.eq(one, one), True), (t.eq(x, one), None),
        (t.le(zero, t.mul(y, y)), True),
        (t.le(t.mul(x, y), two), True), (t.le(z, z), None), (t.le(t.cast(n), one), None), (t.eq(f, f), None),
    ],
)  # fmt: skip
def test_comparisons(formula: t.Term, truth: bool | None) -> None:
    """True or false only if it is so at every point of the box."""
    assert Enclosure(BOX).truth(formula) is truth


def test_a_choice_whose_condition_is_open_takes_both_branches() -> None:
    """relu(y) on [-2, 2] is within [-2, 2]; where the condition is decided only that branch counts, junk or not."""
    relu = t.select(t.le(zero, y), y, zero)
    assert Enclosure(BOX).value(relu) == Interval(Q(-2), Q(2))
    assert Enclosure(BOX).value(t.select(t.le(y, real(-3)), t.div(one, zero), x)) == BOX[x]
    assert Enclosure(BOX).value(t.select(t.le(real(-3), y), x, t.div(one, zero))) == BOX[x]
    with pytest.raises(Undecided):
        Enclosure(BOX).value(t.select(t.le(zero, y), t.div(one, zero), x))


def test_what_has_no_enclosure_is_undecided_and_stays_so() -> None:
    """Division by what may be 0, logarithms at 0, sums of symbolic size, variables without bounds."""
    enclosure = Enclosure(BOX)
    for term in [t.div(one, y), t.elementary("log", x), t.elementary("sqrt", y), total(n, lambda i: x), z,
        t.apply(f, n)]:
        for _ in range(2):
            with pytest.raises(Undecided):
                enclosure.value(t.add(term, one))
        assert enclosure.truth(t.le(term, term)) is None
