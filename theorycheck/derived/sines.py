"""Antiderivatives of polynomials in sin(x) and cos(x), such as sin(x)⁴ or cos(x)³·sin(x), power by power."""

from __future__ import annotations

from typing import Any

import sympy

u = sympy.Symbol("u", real=True)


def powers_of_sines(expression: Any, x: Any) -> Any:
    """One with the derivative Σ c·sin(x)^a·cos(x)^b, an expanded expression; None where it is none."""
    total = sympy.Integer(0)
    for term in sympy.Add.make_args(expression):
        powers = term.as_powers_dict()
        a, b = powers.pop(sympy.sin(x), 0), powers.pop(sympy.cos(x), 0)
        rest = sympy.Mul(*(base**power for base, power in powers.items()))
        if rest.has(x) or not all(isinstance(power, int | sympy.Integer) and power >= 0 for power in (a, b)):
            return None
        total += rest * _one(int(a), int(b), x)
    return total


def _one(a: int, b: int, x: Any) -> Any:
    """Of sin(x)^a·cos(x)^b: in u = sin(x) if b is odd, in u = cos(x) if a is, and by parts if none is."""
    sine, cosine = sympy.sin(x), sympy.cos(x)
    if b % 2:
        return sympy.integrate(sympy.expand(u**a * (1 - u**2) ** (b // 2)), u).subs(u, sine)
    if a % 2:
        return -sympy.integrate(sympy.expand((1 - u**2) ** (a // 2) * u**b), u).subs(u, cosine)
    whole = sympy.Poly(u**a * (1 - u**2) ** (b // 2), u)
    return sum(c * _even(n, x) for (n,), c in whole.terms())


def _even(n: int, x: Any) -> Any:
    """Of sin(x)^n: n·I(n) = (n - 1)·I(n - 2) - sin(x)^(n - 1)·cos(x)."""
    if n == 0:
        return x
    return ((n - 1) * _even(n - 2, x) - sympy.sin(x) ** (n - 1) * sympy.cos(x)) / n
