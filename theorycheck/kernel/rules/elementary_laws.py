"""Textbook laws of the elementary functions, each by its name: of exp and log, and of sin, cos, tanh and arctan.

A law is a formula without free variables, true in the reals; its side conditions stand in it, as premises.  The tables
are all that is believed here.  Sources: R = Rudin, Principles of Mathematical Analysis, 1976; A = Abramowitz and
Stegun, Handbook of Mathematical Functions, 1964.  A law without source follows from the others (and from `mean_value`);
it stands here for convenience.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..errors import KernelError
from ..sorts import REAL
from ..terms import (  # fmt: skip
    Term,
    add,
    conj,
    div,
    elementary,
    eq,
    forall,
    implies,
    le,
    lt,
    mul,
    neg,
    pi,
    real,
    sub,
    variable,
)
from ..theorem import Theorem, conclude, rule

x, y = variable("x", REAL), variable("y", REAL)
ZERO, ONE, TWO = real(0), real(1), real(2)
HALF_PI = div(pi(), TWO)


def _of(name: str) -> Callable[[Term], Term]:
    return lambda term: elementary(name, term)


exp, log, sin, cos, tanh, arctan = map(_of, ("exp", "log", "sin", "cos", "tanh", "arctan"))


def _law(*premises_and_conclusion: Term) -> Term:
    """∀x y. premises ⇒ conclusion, over the variables that occur."""
    *premises, formula = premises_and_conclusion
    for premise in reversed(premises):
        formula = implies(premise, formula)
    for variable_ in (y, x):
        if variable_.data in formula.free:
            formula = forall(variable_, formula)
    return formula


LOG_EXP: Mapping[str, Term] = {
    "exp_zero": _law(eq(exp(ZERO), ONE)),  # R 8.6 (d)
    "exp_sum": _law(eq(exp(add(x, y)), mul(exp(x), exp(y)))),  # R 8.6 (d)
    "exp_negative": _law(eq(mul(exp(neg(x)), exp(x)), ONE)),
    "exp_positive": _law(lt(ZERO, exp(x))),  # R 8.6 (c)
    "log_of_exp": _law(eq(log(exp(x)), x)),  # R chapter 8, (37)
    "exp_of_log": _law(lt(ZERO, x), eq(exp(log(x)), x)),  # R chapter 8, (36)
    "log_product": _law(lt(ZERO, x), lt(ZERO, y), eq(log(mul(x, y)), add(log(x), log(y)))),  # R chapter 8, (40)
    "exp_increasing": _law(lt(x, y), lt(exp(x), exp(y))),  # R 8.6 (c)
    "exp_reflects": _law(lt(exp(x), exp(y)), lt(x, y)),
    "log_increasing": _law(lt(ZERO, x), lt(x, y), lt(log(x), log(y))),
    "log_reflects": _law(lt(ZERO, y), lt(log(x), log(y)), lt(x, y)),
    "exp_above_tangent": _law(le(add(ONE, x), exp(x))),
    "log_below_tangent": _law(lt(ZERO, x), le(log(x), sub(x, ONE))),
}

TRIGONOMETRIC: Mapping[str, Term] = {
    "pythagoras": _law(eq(add(mul(sin(x), sin(x)), mul(cos(x), cos(x))), ONE)),  # A 4.3.10
    "sin_sum": _law(eq(sin(add(x, y)), add(mul(sin(x), cos(y)), mul(cos(x), sin(y))))),  # A 4.3.16
    "cos_sum": _law(eq(cos(add(x, y)), sub(mul(cos(x), cos(y)), mul(sin(x), sin(y))))),  # A 4.3.17
    "sin_double": _law(eq(sin(mul(TWO, x)), mul(TWO, mul(sin(x), cos(x))))),
    "cos_double": _law(eq(cos(mul(TWO, x)), sub(ONE, mul(TWO, mul(sin(x), sin(x)))))),
    "sin_odd": _law(eq(sin(neg(x)), neg(sin(x)))),  # A 4.3.13
    "cos_even": _law(eq(cos(neg(x)), cos(x))),  # A 4.3.14
    "sin_zero": _law(eq(sin(ZERO), ZERO)),  # A 4.3
    "cos_zero": _law(eq(cos(ZERO), ONE)),  # A 4.3
    "sin_half_pi": _law(eq(sin(HALF_PI), ONE)),  # A 4.3
    "cos_half_pi": _law(eq(cos(HALF_PI), ZERO)),  # A 4.3
    "sin_pi": _law(eq(sin(pi()), ZERO)),
    "cos_pi": _law(eq(cos(pi()), real(-1))),
    "sin_bounded": _law(conj(le(real(-1), sin(x)), le(sin(x), ONE))),
    "cos_bounded": _law(conj(le(real(-1), cos(x)), le(cos(x), ONE))),
    "tanh_by_exp": _law(eq(mul(tanh(x), add(exp(x), exp(neg(x)))), sub(exp(x), exp(neg(x))))),  # A 4.5.1-3
    "tanh_odd": _law(eq(tanh(neg(x)), neg(tanh(x)))),
    "tanh_bounded": _law(conj(lt(real(-1), tanh(x)), lt(tanh(x), ONE))),
    "tan_of_arctan": _law(eq(sin(arctan(x)), mul(x, cos(arctan(x))))),  # A 4.4
    "arctan_range": _law(conj(lt(neg(HALF_PI), arctan(x)), lt(arctan(x), HALF_PI))),  # A 4.4
    "cos_of_arctan": _law(lt(ZERO, cos(arctan(x)))),
    "arctan_of_tan": _law(lt(neg(HALF_PI), x), lt(x, HALF_PI), eq(arctan(div(sin(x), cos(x))), x)),  # A 4.4
    "arctan_odd": _law(eq(arctan(neg(x)), neg(arctan(x)))),
}


@rule
def log_exp(law: str) -> Theorem:
    """⊢ the law of that name in the table `LOG_EXP`, for all reals that satisfy its premises.

    Among them exp(x + y) = exp x · exp y; 0 < exp x; log(exp x) = x; 0 < x ⇒ exp(log x) = x; the logarithm of a
    product, both factors being positive; monotonicity both ways; 1 + x ≤ exp x.  Of log x for x ≤ 0 nothing is said.

    >>> log_exp("exp_of_log")
     ⊢ (∀x0:ℝ. ((0 < x0) ⇒ (exp(log(x0)) = x0)))
    >>> log_exp("exp_of_log_everywhere")
    Traceback (most recent call last):
    theorycheck.kernel.errors.KernelError: log_exp: there is no law 'exp_of_log_everywhere'
    """
    return conclude(_entry("log_exp", LOG_EXP, law))


@rule
def trigonometric(law: str) -> Theorem:
    """⊢ the law of that name in the table `TRIGONOMETRIC`, for all reals that satisfy its premises.

    sin² + cos² = 1, the addition theorems, parity, values at 0, π/2 and π, bounds; tanh by exp; arctan as the inverse
    of sin/cos on (-π/2, π/2), outside of which nothing is said.

    >>> trigonometric("sin_pi")
     ⊢ (sin(π) = 0)
    >>> trigonometric("sin_half")
    Traceback (most recent call last):
    theorycheck.kernel.errors.KernelError: trigonometric: there is no law 'sin_half'
    """
    return conclude(_entry("trigonometric", TRIGONOMETRIC, law))


def _entry(name: str, table: Mapping[str, Term], law: str) -> Term:
    found = table.get(law)
    if found is None:
        raise KernelError(f"{name}: there is no law {law[:40]!r}")
    return found
