"""Bugs to plant in the fundamental theorem of calculus."""

# ruff: noqa: E501  (a bug a line, with the exact text of the source)

from __future__ import annotations

from .planted import Bug

INTEGRALS = "rules/integrals.py"

INTEGRAL_BUGS = [
    Bug("ftc", INTEGRALS, "need(orders[k].conclusion is le(s, t),", "need(True,"),
    Bug("ftc", INTEGRALS, "need(domains[k].conclusion is domain,", "need(True,"),
    Bug("ftc", INTEGRALS, "need(slopes[k].conclusion is slope,", "need(True,"),
    Bug("ftc", INTEGRALS, "need(pieces > 0 and len(points) == pieces + 1,", "need(pieces > 0 and len(points) > pieces,"),
    Bug("ftc", INTEGRALS, "need(len(orders) == len(domains) == len(slopes) == pieces,", "need(len(orders) >= pieces and len(domains) >= pieces and len(slopes) >= pieces,"),
    Bug("ftc", INTEGRALS, "need(curve.closed and curve.sort == function(REAL, REAL),", "need(curve.sort == function(REAL, REAL),"),
    Bug("ftc", INTEGRALS, "need(all(point.closed and point.sort == REAL for point in points),", "need(True,"),
    Bug("ftc", INTEGRALS, "for curve in (integrand, *antiderivatives):", "for curve in antiderivatives:"),
    Bug("ftc", INTEGRALS, "between(le, s, x, t, differentiable(value, x))", "between(lt, s, x, t, differentiable(value, x))"),
    Bug("ftc", INTEGRALS, "eq(apply(integrand, x), derivative(value, x))", "eq(apply(integrand, s), derivative(value, x))"),
    Bug("ftc", INTEGRALS, "s, t = points[k], points[k + 1]", "s, t = points[0], points[k + 1]"),
    Bug("ftc", INTEGRALS, "rise = sub(apply(curve, t), apply(curve, s))", "rise = sub(apply(curve, s), apply(curve, t))"),
    Bug("ftc", INTEGRALS, "total = rise if total is None else add(total, rise)", "total = rise"),
    Bug("ftc", INTEGRALS, "[*orders, *domains, *slopes])", "[*domains, *slopes])"),
    Bug("ftc", INTEGRALS, "[*orders, *domains, *slopes])", "[*orders, *slopes])"),
    Bug("ftc", INTEGRALS, "[*orders, *domains, *slopes])", "[*orders, *domains])"),
    Bug("ftc", INTEGRALS, 'x = fresh("x", REAL, integrand, curve, s, t)', 'x = fresh("x", REAL, curve, s, t)'),
    Bug("ftc", INTEGRALS, 'x = fresh("x", REAL, integrand, curve, s, t)', 'x = fresh("x", REAL, integrand, s, t)'),
    Bug("ftc", INTEGRALS, 'x = fresh("x", REAL, integrand, curve, s, t)', 'x = fresh("x", REAL, integrand, curve)'),
    Bug("ftc", "terms.py", "implies(relation(s, var), implies(relation(var, t), body))", "implies(relation(s, var), body)"),
]
