"""What SymPy takes for an antiderivative, as a term.  It proposes; whoever uses it has the kernel check it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

from theorycheck.kernel import terms
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, postorder, real

_FUNCTIONS = {"exp": "exp", "log": "log", "sin": "sin", "cos": "cos", "arctan": "atan", "tanh": "tanh"}
_BACK = {name: op for op, name in _FUNCTIONS.items()}
MOST_POWERS = 20


@lru_cache(maxsize=256)
def antiderivative(integrand: Term, variable: Term) -> Term:
    """A term that SymPy believes to have the integrand as its derivative; raises KernelError where it knows none."""
    import sympy
    from sympy.integrals.manualintegrate import manualintegrate

    symbols: dict[Term, Any] = {variable: sympy.Symbol("x", real=True)}
    expression = sympy.expand(sympy.expand_trig(_to_sympy(integrand, variable, symbols)))
    try:
        found = manualintegrate(expression, symbols[variable])
        if found.has(sympy.Integral):
            found = sympy.integrate(expression, symbols[variable])
        return _to_term(sympy.expand(sympy.expand_trig(found)), {symbol: term for term, symbol in symbols.items()})
    except KernelError:
        raise
    except Exception as error:  # whatever SymPy fails with is no proposal
        raise KernelError(f"SymPy proposes no antiderivative: {type(error).__name__}") from error


def _to_sympy(root: Term, variable: Term, symbols: dict[Term, Any]) -> Any:
    """The term with everything that does not depend on the variable, and is no arithmetic, as a symbol."""
    import sympy

    done: dict[Term, Any] = {}
    for term in postorder(root):
        parts = [done.get(arg) for arg in term.args]
        value = symbols.get(term)
        if value is None and term.op == "literal":
            value = sympy.Rational(term.data[1].numerator, term.data[1].denominator)  # type: ignore[index]
        elif value is None and term.op == "pi":
            value = sympy.pi
        elif value is None and None not in parts and term.op in _MADE:
            value = _MADE[term.op](*parts)
        elif value is None and None not in parts and term.op in (*_FUNCTIONS, "sqrt"):
            value = getattr(sympy, _FUNCTIONS.get(term.op, "sqrt"))(*parts)
        elif value is None and term.closed and variable.data not in term.free and term.sort == REAL:
            value = symbols[term] = sympy.Symbol(f"c{len(symbols)}", real=True)
        if value is not None:
            done[term] = value
    if root not in done:
        raise KernelError("the integrand is not one that SymPy is asked about")
    return done[root]


_MADE: dict[str, Callable[[Any, Any], Any]] = {
    "add": lambda a, b: a + b, "mul": lambda a, b: a * b, "div": lambda a, b: a / b,
}  # fmt: skip


def _to_term(expression: Any, known: dict[Any, Term]) -> Term:
    import sympy

    if expression in known:
        return known[expression]
    if expression.is_Rational:
        return real(Fraction(int(expression.p), int(expression.q)))
    if expression is sympy.pi:
        return terms.pi()
    name = type(expression).__name__
    parts = expression.args
    if name in ("Add", "Mul"):
        join = terms.add if name == "Add" else terms.mul
        result = _to_term(parts[0], known)
        for part in parts[1:]:
            result = join(result, _to_term(part, known))
        return result
    if name == "Pow":
        return _power(parts[0], parts[1], known)
    if name == "tan":
        (u,) = (_to_term(part, known) for part in parts)
        return terms.div(terms.elementary("sin", u), terms.elementary("cos", u))
    if name in _BACK:
        return terms.elementary(_BACK[name], _to_term(parts[0], known))
    raise KernelError(f"SymPy's antiderivative speaks of {name}")


def _power(base: Any, exponent: Any, known: dict[Any, Term]) -> Term:
    below = exponent.is_negative
    exponent = -exponent if below else exponent
    result = _to_term(base, known)
    if exponent.is_Rational and exponent.q == 2:
        result, exponent = terms.elementary("sqrt", result), exponent * 2
    if not exponent.is_Integer or not 1 <= exponent <= MOST_POWERS:
        raise KernelError(f"SymPy's antiderivative has the power {exponent}")
    factor = result
    for _ in range(int(exponent) - 1):
        result = terms.mul(result, factor)
    return terms.div(real(1), result) if below else result


