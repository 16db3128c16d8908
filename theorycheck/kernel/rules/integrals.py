"""The fundamental theorem of calculus: an integral is the difference of an antiderivative's values, piece by piece."""

from __future__ import annotations

from ..calculus import derivative, differentiable
from ..errors import need
from ..sorts import REAL, function
from ..terms import Term, add, apply, between, eq, fresh, integral, le, lt, sub
from ..theorem import Theorem, conclude, rule


@rule
def ftc(
    integrand: Term, points: tuple[Term, ...], antiderivatives: tuple[Term, ...], orders: tuple[Theorem, ...],
    domains: tuple[Theorem, ...], slopes: tuple[Theorem, ...],
) -> Theorem:  # fmt: skip
    """From antiderivatives F_1 … F_n of f on pieces, n ≥ 1, conclude

        integral(f, c_0, c_n) = (F_1(c_1) - F_1(c_0)) + … + (F_n(c_n) - F_n(c_{n-1}))     (added from the left)

    `integrand` is f, the `points` are c_0 … c_n, the `antiderivatives` are λx. F_k(x).  For each k, with s = c_{k-1}
    and t = c_k, the premises must be, word for word,
        order    s ≤ t
        domain   ∀x. s ≤ x ⇒ x ≤ t ⇒ D(x)           D for F_k, as in `mean_value`; `true` if F_k needs nothing
        slope    ∀x. s < x ⇒ x < t ⇒ f(x) = F_k'(x)  F_k' as `calculus.derivative` writes it
    Nothing is asked of f at the points themselves, nor outside [c_0, c_n].

    Why: D is open, and where it holds F_k is composed of infinitely differentiable functions; so F_k has at each point
    of [s, t], ends included, a continuous derivative, F_k'.  f agrees with it on (s, t), and changing two values of a
    continuous function on [s, t] changes neither that it is Riemann integrable nor its integral, F_k(t) - F_k(s).
    Integrals over adjacent intervals add up.  (Rudin, Principles of Mathematical Analysis, 1976, Theorems 6.10,
    6.12(c), 6.21.)

    >>> from theorycheck.kernel.rules import RULES
    >>> from theorycheck.kernel.terms import lam, mul, real, variable, TRUE
    >>> x, zero, one = variable("x", REAL), real(0), real(1)
    >>> def between(relation, formula, proved):
    ...     low, high = relation(zero, x), relation(x, one)
    ...     inner = RULES["implies_intro"](RULES["implies_intro"](proved, high), low)
    ...     return RULES["forall_intro"](inner, x)
    >>> square, double = lam(x, mul(x, x)), lam(x, add(x, x))
    >>> order = RULES["evaluate"](le(zero, one), ())
    >>> domain = between(le, TRUE, RULES["truth"]())
    >>> equation = eq(add(x, x), derivative(mul(x, x), x))
    >>> slope = between(lt, equation, RULES["ring"](equation))
    >>> RULES["ftc"](double, (zero, one), (square,), (order,), (domain,), (slope,))
     ⊢ (integral((λx0:ℝ. (x0 + x0)), 0, 1) = ((1 · 1) - (0 · 0)))
    >>> RULES["ftc"](square, (zero, one), (double,), (order,), (domain,), (slope,))
    Traceback (most recent call last):
    theorycheck.kernel.errors.KernelError: ftc: a premise is not that the integrand is the derivative on the piece
    """
    pieces = len(antiderivatives)
    need(pieces > 0 and len(points) == pieces + 1, "ftc: one more point than there are antiderivatives")
    need(len(orders) == len(domains) == len(slopes) == pieces, "ftc: an order, a domain and a slope for each piece")
    for curve in (integrand, *antiderivatives):
        need(curve.closed and curve.sort == function(REAL, REAL), "ftc: real functions without loose variables")
    need(all(point.closed and point.sort == REAL for point in points), "ftc: real numbers as points")
    total = None
    for k, curve in enumerate(antiderivatives):
        s, t = points[k], points[k + 1]
        x = fresh("x", REAL, integrand, curve, s, t)
        value = apply(curve, x)
        need(orders[k].conclusion is le(s, t), "ftc: a premise is not the order of two points")
        domain = between(le, s, x, t, differentiable(value, x))
        need(domains[k].conclusion is domain, "ftc: a premise is not the domain condition on the piece")
        slope = between(lt, s, x, t, eq(apply(integrand, x), derivative(value, x)))
        need(slopes[k].conclusion is slope, "ftc: a premise is not that the integrand is the derivative on the piece")
        rise = sub(apply(curve, t), apply(curve, s))
        total = rise if total is None else add(total, rise)
    return conclude(eq(integral(integrand, points[0], points[-1]), total), [*orders, *domains, *slopes])  # type: ignore[arg-type]
