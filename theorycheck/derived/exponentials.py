"""Antiderivatives of polynomials times exponentials of polynomials, such as (x³ - 3x)·exp(-x²/2), by division."""

from __future__ import annotations

from typing import Any

import sympy


def times_exponentials(expression: Any, x: Any) -> Any:
    """Σ q·exp(g) with the derivative Σ p·exp(g), an expanded expression; None where it is none, or there is none."""
    parts: dict[Any, Any] = {}
    for term in sympy.Add.make_args(expression):
        polynomial, exponent = _split(term, x)
        if not (exponent.is_polynomial(x) and polynomial.is_polynomial(x)):
            return None
        parts[exponent] = parts.get(exponent, 0) + polynomial
    found = [_divided(polynomial, exponent, x) for exponent, polynomial in parts.items()]
    return None if any(part is None for part in found) else sum(found)


def _split(term: Any, x: Any) -> tuple[Any, Any]:
    """p and g of p·exp(g)."""
    inside: list[Any] = []
    outside: list[Any] = []
    for factor in sympy.Mul.make_args(term):
        (inside if isinstance(factor, sympy.exp) and factor.has(x) else outside).append(factor)
    return sympy.Mul(*outside), sympy.Add(*(factor.args[0] for factor in inside))


def _divided(polynomial: Any, exponent: Any, x: Any) -> Any:
    """q·exp(g) with q' + q·g' = p, from the greatest power down."""
    if not exponent.has(x):
        return sympy.integrate(polynomial, x) * sympy.exp(exponent)
    rest, slope = sympy.Poly(polynomial, x), sympy.Poly(exponent.diff(x), x)
    total = sympy.Poly(0, x)
    while not rest.is_zero and rest.degree() >= slope.degree():
        power = sympy.Poly(rest.LC() / slope.LC() * x ** (rest.degree() - slope.degree()), x)
        total, rest = total + power, rest - power.diff(x) - power * slope
    return total.as_expr() * sympy.exp(exponent) if rest.is_zero else None
