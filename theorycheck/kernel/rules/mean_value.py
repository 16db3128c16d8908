"""The mean value theorem, in the form that a positive derivative makes a function strictly increasing."""

from __future__ import annotations

from ..calculus import derivative, differentiable
from ..errors import need
from ..sorts import REAL
from ..terms import Term, apply, forall, fresh, implies, le, lt, real
from ..theorem import Theorem, conclude, rule


@rule
def mean_value(domain: Theorem, slope: Theorem, function: Term, s: Term, t: Term) -> Theorem:
    """From f differentiable on [s, t] and f' > 0 on (s, t), conclude s < t ⇒ f(s) < f(t).

    `function` is λx. f(x).  The premises must be, word for word,
        domain   ∀x. s ≤ x ⇒ x ≤ t ⇒ D(x)      D(x) as `calculus.differentiable` lists it: every denominator ≠ 0,
                                                every argument of log and sqrt > 0; `true` if there is none
        slope    ∀x. s < x ⇒ x < t ⇒ 0 < f'(x)  f' as `calculus.derivative` writes it
    """
    need(function.closed and function.sort == ("fun", REAL, REAL), "mean_value: λx. f(x), a real function")
    need(s.closed and t.closed and s.sort == t.sort == REAL, "mean_value: two real numbers")
    x = fresh("x", REAL, function, s, t)
    value = apply(function, x)
    within = forall(x, implies(le(s, x), implies(le(x, t), differentiable(value, x))))
    need(domain.conclusion is within, "mean_value: the first premise is not the domain condition")
    rising = forall(x, implies(lt(s, x), implies(lt(x, t), lt(real(0), derivative(value, x)))))
    need(slope.conclusion is rising, "mean_value: the second premise is not that the derivative is positive")
    return conclude(implies(lt(s, t), lt(apply(function, s), apply(function, t))), [domain, slope])
