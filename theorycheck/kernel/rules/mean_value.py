"""The mean value theorem."""

from __future__ import annotations

from ..calculus import continuous, derivative, differentiable
from ..errors import need
from ..sorts import REAL, function
from ..terms import Term, apply, between, conj, eq, exists, fresh, implies, le, lt, mul, sub
from ..theorem import Theorem, conclude, rule


@rule
def mean_value(closed: Theorem, inside: Theorem, curve: Term, s: Term, t: Term) -> Theorem:
    """From f continuous on [s, t], differentiable on (s, t): s < t ⇒ ∃c. s < c < t ∧ f(t) - f(s) = f'(c)·(t - s).

    `curve` is λx. f(x), a function that the rules of the calculus cover (`calculus.derivative` refuses others, and f'
    is what it writes).  The premises must be, word for word,
        closed   ∀x. s ≤ x ⇒ x ≤ t ⇒ C(x)      C as `calculus.continuous` lists it: every denominator ≠ 0, every
                                                argument of log > 0, every argument of sqrt ≥ 0
        inside   ∀x. s < x ⇒ x < t ⇒ D(x)      D as `calculus.differentiable` lists it: C, arguments of sqrt > 0
    C and D are `true` where f has none of these.  At an end a root may begin (sqrt x at 0); a logarithm may not.

    Why: by C, f is continuous on [s, t], and by D differentiable on (s, t) with derivative f'.  (Lagrange; Rudin,
    Principles of Mathematical Analysis, 1976, Theorem 5.10.)

    >>> from theorycheck.kernel.rules.logic import assume, forall_intro, implies_intro, truth
    >>> from theorycheck.kernel.terms import elementary, lam, real, variable
    >>> x, zero, one = variable("x", REAL), real(0), real(1)
    >>> def everywhere(relation, theorem):
    ...     upper = implies_intro(theorem, relation(x, one))
    ...     return forall_intro(implies_intro(upper, relation(zero, x)), x)
    >>> closed, inside = everywhere(le, truth()), everywhere(lt, truth())
    >>> mean_value(closed, inside, lam(x, elementary("sin", x)), zero, one).conclusion.op
    'implies'
    >>> mean_value(closed, inside, lam(x, elementary("log", x)), zero, one)
    Traceback (most recent call last):
    theorycheck.kernel.errors.KernelError: mean_value: the first premise is not that f is continuous on [s, t]
    """
    need(curve.closed and curve.sort == function(REAL, REAL), "mean_value: λx. f(x), a real function")
    need(s.closed and t.closed and s.sort == t.sort == REAL, "mean_value: two real numbers")
    x = fresh("x", REAL, curve, s, t)
    value = apply(curve, x)
    slope = derivative(value, x)
    need(closed.conclusion is between(le, s, x, t, continuous(value, x)),
         "mean_value: the first premise is not that f is continuous on [s, t]")  # fmt: skip
    need(inside.conclusion is between(lt, s, x, t, differentiable(value, x)),
         "mean_value: the second premise is not that f is differentiable on (s, t)")  # fmt: skip
    rise = sub(apply(curve, t), apply(curve, s))
    attained = exists(x, conj(conj(lt(s, x), lt(x, t)), eq(rise, mul(slope, sub(t, s)))))
    return conclude(implies(lt(s, t), attained), [closed, inside])
