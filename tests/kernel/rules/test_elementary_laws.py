"""Each law of exp, log, sin, cos, tanh, arctan: true at exact points, false once it is changed or a premise dropped."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from attack.model import Skip, World
from shapes import REAL, Q, by, one, proves, refuses, t, two, x, y, zero

from theorycheck.kernel.rules.elementary_laws import LOG_EXP, TRIGONOMETRIC, arctan, cos, exp, log, sin, tanh

HALF_PI = t.div(t.pi(), two)
TINY = t.real(Q(1, 10**30))
POINTS = [Q(text) for text in ("0", "1", "-1", "1/2", "-3", "2", "7/5", "20")]
LAWS = {**LOG_EXP, **TRIGONOMETRIC}
RULE = dict.fromkeys(LOG_EXP, "log_exp") | dict.fromkeys(TRIGONOMETRIC, "trigonometric")


def product(a: t.Term, b: t.Term) -> t.Term:
    return t.mul(a, b)


# A slip in each law; every one of them is false.
SLIPS = {
    "exp_zero": t.eq(exp(zero), zero),
    "exp_sum": t.eq(exp(t.add(x, y)), t.add(exp(x), exp(y))),
    "exp_negative": t.eq(product(exp(t.neg(x)), exp(x)), zero),
    "exp_positive": t.lt(exp(x), zero),
    "log_of_exp": t.eq(log(exp(x)), t.neg(x)),
    "exp_of_log": t.eq(exp(log(x)), x),
    "log_product": t.eq(log(product(x, y)), product(log(x), log(y))),
    "exp_increasing": t.implies(t.lt(x, y), t.lt(exp(y), exp(x))),
    "exp_reflects": t.implies(t.lt(exp(x), exp(y)), t.lt(y, x)),
    "log_increasing": t.implies(t.lt(x, y), t.lt(log(x), log(y))),
    "log_reflects": t.implies(t.lt(log(x), log(y)), t.lt(x, y)),
    "exp_above_tangent": t.lt(t.add(one, x), exp(x)),
    "log_below_tangent": t.implies(t.lt(zero, x), t.lt(log(x), t.sub(x, one))),
    "pythagoras": t.eq(t.sub(product(cos(x), cos(x)), product(sin(x), sin(x))), one),
    "sin_sum": t.eq(sin(t.add(x, y)), t.sub(product(sin(x), cos(y)), product(cos(x), sin(y)))),
    "cos_sum": t.eq(cos(t.add(x, y)), t.add(product(cos(x), cos(y)), product(sin(x), sin(y)))),
    "sin_double": t.eq(sin(product(two, x)), product(two, sin(x))),
    "cos_double": t.eq(cos(product(two, x)), t.sub(one, product(sin(x), sin(x)))),
    "sin_odd": t.eq(sin(t.neg(x)), sin(x)),
    "cos_even": t.eq(cos(t.neg(x)), t.neg(cos(x))),
    "sin_zero": t.eq(sin(zero), one),
    "cos_zero": t.eq(cos(zero), zero),
    "sin_half_pi": t.eq(sin(HALF_PI), zero),
    "cos_half_pi": t.eq(cos(HALF_PI), one),
    "sin_pi": t.eq(sin(t.pi()), one),
    "cos_pi": t.eq(cos(t.pi()), one),
    "sin_bounded": t.le(zero, sin(x)),
    "cos_bounded": t.lt(cos(x), one),
    "tanh_by_exp": t.eq(product(tanh(x), t.add(exp(x), exp(t.neg(x)))), t.sub(exp(t.neg(x)), exp(x))),
    "tanh_odd": t.eq(tanh(t.neg(x)), tanh(x)),
    "tanh_bounded": t.le(zero, tanh(x)),
    "tan_of_arctan": t.eq(product(x, sin(arctan(x))), cos(arctan(x))),
    "arctan_range": t.lt(zero, arctan(x)),
    "cos_of_arctan": t.lt(cos(arctan(x)), zero),
    "arctan_of_tan": t.eq(arctan(t.div(cos(x), sin(x))), x),
    "arctan_odd": t.eq(arctan(t.neg(x)), arctan(x)),
}


def _within(law: t.Term) -> t.Term:
    """The law at x and y, without its quantifiers."""
    for variable in (x, y):
        if law.op == "forall":
            law = t.instantiate(law.args[0], [variable])
    return law


def _close(formula: t.Term) -> t.Term:
    """Equations as differences below 10^-30: balls decide those."""
    if formula.op == "eq":
        gap = t.sub(*formula.args)
        return t.conj(t.lt(t.neg(TINY), gap), t.lt(gap, TINY))
    if formula.op in ("and", "implies"):
        return t.make(formula.op, None, [_close(part) for part in formula.args])
    return formula


def _values(formula: t.Term) -> Iterator[bool | None]:
    """The truth value at each point, as far as the evaluator says anything, in a few worlds (junk differs)."""
    for number, values in enumerate(itertools.product(POINTS, repeat=2)):
        for seed in (number, 1_000 + number):
            put = dict(zip((x, y), map(t.real, values), strict=True))
            try:
                yield World(seed).holds(t.substitute(formula, put))
            except Skip:
                continue


@pytest.mark.parametrize("name", sorted(LAWS))
def test_each_law_is_proved_and_holds_at_every_point(name: str) -> None:
    """Without hypotheses or trust, for all reals; never false, nor undecided but where both sides are the same."""
    law = LAWS[name]
    proves(getattr(by, RULE[name])(name), law)
    assert not law.free and law.closed
    values = list(_values(_close(_within(law))))
    assert False not in values and values.count(True) > 60, name


@pytest.mark.parametrize("name", sorted(LAWS))
def test_a_slip_in_the_law_fails_somewhere(name: str) -> None:
    """The points see more than that the formula is well made."""
    assert False in list(_values(_close(SLIPS[name]))), name


def _without_one_premise(law: t.Term) -> Iterator[t.Term]:
    premises = []
    while law.op == "implies":
        premises.append(law.args[0])
        law = law.args[1]
    for left_out in premises:
        formula = law
        for premise in premises:
            formula = formula if premise is left_out else t.implies(premise, formula)
        yield formula


@pytest.mark.parametrize("name", sorted(name for name, law in LAWS.items() if _within(law).op == "implies"))
def test_no_premise_is_idle(name: str) -> None:
    """Whichever premise is dropped, the rest fails at some point, or in some world that has its own log(-1)."""
    for weaker in _without_one_premise(_within(LAWS[name])):
        assert False in list(_values(_close(weaker))), weaker


def test_log_exp__accepts_its_table() -> None:
    """Each law by its name."""
    for name, law in LOG_EXP.items():
        proves(by.log_exp(name), law)


def test_trigonometric__accepts_its_table() -> None:
    """Each law by its name."""
    for name, law in TRIGONOMETRIC.items():
        proves(by.trigonometric(name), law)


def test_log_exp__refuses_other_names() -> None:
    """A law of the other table, an unknown law, what is no name."""
    assert by.log_exp("exp_sum").conclusion.op == "forall"
    for name in ("pythagoras", "", "exp_sum ", "EXP_SUM", "exp_log"):
        refuses(by.log_exp, name, because="there is no law")
    for name in (0, x, None, ("exp_sum",)):
        refuses(by.log_exp, name, because="expected str")


def test_trigonometric__refuses_other_names() -> None:
    """A law of the other table, an unknown law, what is no name."""
    assert by.trigonometric("pythagoras").conclusion.op == "forall"
    for name in ("exp_sum", "", "sin", "tan_of_tan"):
        refuses(by.trigonometric, name, because="there is no law")
    refuses(by.trigonometric, 1, because="expected str")


def test_nothing_follows_about_a_logarithm_of_no_positive_number() -> None:
    """exp(log(-1)) = -1 would contradict 0 < exp: the law at -1 keeps a premise that is refutable."""
    law = by.forall_elim(by.log_exp("exp_of_log"), t.real(-1))
    proves(by.evaluate(law.conclusion.args[0], []), t.negate(t.lt(zero, t.real(-1))))
    assert law.conclusion.op == "implies"


# -- laws that stand for convenience follow from the others -----------------------------------------------------------

ONE = Q(1)


def at(law: str, *values: t.Term):
    theorem = getattr(by, RULE[law])(law)
    for value in values:
        theorem = by.forall_elim(theorem, value)
    return theorem


def test_exp_reflects_follows_from_exp_increases() -> None:
    """¬(x < y): y ≤ x, so y = x or y < x; both contradict exp x < exp y."""
    below = by.assume(t.lt(exp(x), exp(y)))
    other = by.assume(t.lt(y, x))
    above = by.implies_elim(at("exp_increasing", y, x), other)
    no = by.psatz([below, above], t.FALSE, [(ONE, (0,), (), ()), (ONE, (1,), (), ())], [])
    not_above = by.not_lt(by.not_intro(no, t.lt(y, x)))  # x ≤ y
    upper = by.assume(t.le(y, x))
    same = by.antisymmetry(not_above, upper)
    moved = by.substitute(same, below, t.lam(t.variable("w", REAL), t.lt(exp(t.variable("w", REAL)), exp(y))))
    false = by.psatz([moved], t.FALSE, [(ONE, (0,), (), ())], [])
    found = by.not_le(by.not_intro(false, t.le(y, x)))
    theorem = by.forall_intro(by.forall_intro(by.implies_intro(found, t.lt(exp(x), exp(y))), y), x)
    proves(theorem, LOG_EXP["exp_reflects"])


def test_the_logarithm_of_a_product_follows() -> None:
    """log(xy) = log(exp(log x) · exp(log y)) = log(exp(log x + log y)) = log x + log y."""
    w = t.variable("w", REAL)
    positive = [by.assume(t.lt(zero, v)) for v in (x, y)]
    back = [by.implies_elim(at("exp_of_log", v), p) for v, p in zip((x, y), positive, strict=True)]
    summed = at("exp_sum", log(x), log(y))
    first = by.substitute(back[0], summed, t.lam(w, t.eq(exp(t.add(log(x), log(y))), product(w, exp(log(y))))))
    second = by.substitute(back[1], first, t.lam(w, t.eq(exp(t.add(log(x), log(y))), product(x, w))))
    inverse = at("log_of_exp", t.add(log(x), log(y)))
    theorem = by.substitute(second, inverse, t.lam(w, t.eq(log(w), t.add(log(x), log(y)))))
    for premise in (t.lt(zero, y), t.lt(zero, x)):
        theorem = by.implies_intro(theorem, premise)
    proves(by.forall_intro(by.forall_intro(theorem, y), x), LOG_EXP["log_product"])


def test_the_bounds_of_the_sine_follow_from_pythagoras() -> None:
    """2(1 - s) = (1 - s)² + c²."""
    circle = at("pythagoras", x)
    half = Q(1, 2)
    bounds = []
    for goal, gap in [(t.le(t.real(-1), sin(x)), t.add(one, sin(x))), (t.le(sin(x), one), t.sub(one, sin(x)))]:
        squares = [(half, (), (), (gap,)), (half, (), (), (cos(x),))]
        bounds.append(by.psatz([circle], goal, squares, [(0, t.real(half))]))
    proves(by.forall_intro(by.and_intro(*bounds), x), TRIGONOMETRIC["sin_bounded"])
