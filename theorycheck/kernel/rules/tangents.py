"""The derivative by its definition: for functions of which no rule of the calculus knows the derivative."""

from __future__ import annotations

from .. import calculus
from ..errors import need
from ..neighbourhoods import tangent
from ..sorts import REAL, function
from ..terms import Term, apply, deriv, eq, fresh, substitute
from ..theorem import Theorem, conclude, rule


def _check(curve: Term, at: Term) -> None:
    need(curve.closed and curve.sort == function(REAL, REAL), "tangent: a closed real function")
    need(at.closed and at.sort == REAL, "tangent: at a real number")


@rule
def tangent_slope(line: Theorem, curve: Term, at: Term, slope: Term) -> Theorem:
    """From the definition of g'(a) = c conclude deriv(g, a) = c, for g any closed real function.

    The premise must be, word for word, `neighbourhoods.tangent`:
        ∀e. 0 < e ⇒ ∃r. 0 < r ∧ ∀t. t² < r ⇒ (g(a + t) - (g(a) + c·t))² ≤ e·t²

    Why: with e = ε² it says that the quotients (g(a + t) - g(a))/t have the limit c, and a limit is unique.  (Rudin,
    Principles of Mathematical Analysis, 1976, Definition 5.1.)

    >>> from theorycheck.kernel import sorts, terms as t
    >>> from theorycheck.kernel.rules import RULES
    >>> g, a, c = t.variable("g", sorts.function(REAL, REAL)), t.variable("a", REAL), t.variable("c", REAL)
    >>> tangent_slope(RULES["assume"](tangent(g, a, c)), g, a, c).conclusion
    (deriv(g, a) = c)
    >>> tangent_slope(RULES["assume"](tangent(g, a, c)), g, c, a)
    Traceback (most recent call last):
    theorycheck.kernel.errors.KernelError: tangent_slope: the premise is not the definition of this derivative
    """
    _check(curve, at)
    need(slope.closed and slope.sort == REAL, "tangent_slope: a real slope")
    definition = tangent(curve, at, slope)
    need(line.conclusion is definition, "tangent_slope: the premise is not the definition of this derivative")
    return conclude(eq(deriv(curve, at), slope), [line])


@rule
def tangent_line(domain: Theorem, curve: Term, at: Term) -> Theorem:
    """From D(a) conclude the definition of g'(a) = c, with c what the calculus makes of g at a.

    D and g' are as in `derive`, the conclusion is `neighbourhoods.tangent`.

    Why: where D holds, g is differentiable at a and g'(a) is its derivative.  (Rudin, Theorems 5.3 and 5.5.)

    >>> from theorycheck.kernel import terms as t
    >>> from theorycheck.kernel.rules import RULES
    >>> x = t.variable("x", REAL)
    >>> square = t.lam(x, t.mul(x, x))
    >>> tangent_line(RULES["truth"](), square, t.real(0)).conclusion.op
    'forall'
    >>> tangent_line(RULES["truth"](), t.lam(x, t.elementary("sqrt", x)), t.real(0))
    Traceback (most recent call last):
    theorycheck.kernel.errors.KernelError: tangent_line: the premise is not the condition for differentiability
    """
    _check(curve, at)
    t = fresh("t", REAL, curve)
    value = apply(curve, t)
    slope = calculus.derivative(value, t)
    condition = substitute(calculus.differentiable(value, t), {t: at})
    need(domain.conclusion is condition, "tangent_line: the premise is not the condition for differentiability")
    return conclude(tangent(curve, at, substitute(slope, {t: at})), [domain])
