"""Elementary functions of polynomials in one writing; sines and cosines of sums and multiples of π/2 expanded."""

from __future__ import annotations

from fractions import Fraction

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.operators import ELEMENTARY
from theorycheck.kernel.polynomials import Polynomial
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, add, div, elementary, eq, fresh, lam, mul, neg, pi, postorder, real
from theorycheck.kernel.theorem import Theorem

from .equations import chain, rewritten, sides

_HALF_PI = div(pi(), real(2))
_ONE = Fraction(1)


def expanded(d: Derivation, term: Term) -> Theorem:
    """⊢ t = t', in which every elementary function outside a binder has its argument written in one way.

    Sines and cosines are of single monomials there, expanded by the kernel's addition theorems.
    """
    whole = d.refl(term)
    while True:
        current = sides(whole)[1]
        for part in postorder(current):
            if part.op in ELEMENTARY and part.closed:
                step = _step(d, part)
                if step is not None:
                    whole = chain(d, whole, rewritten(d, current, step))
                    break
        else:
            return whole


def written(polynomial: Polynomial) -> Term:
    """The polynomial as a term: the same term for the same polynomial."""
    total: Term | None = None
    for monomial, coefficient in sorted(polynomial.items(), key=lambda item: str(item[0])):
        product = None if coefficient == 1 and monomial else real(coefficient)
        for atom, power in monomial:
            for _ in range(power):
                product = atom if product is None else mul(product, atom)
        term = real(coefficient) if product is None else product
        total = term if total is None else add(total, term)
    return real(0) if total is None else total


def _step(d: Derivation, part: Term) -> Theorem | None:
    """⊢ f(u) = …, one step further; None if nothing is left to do."""
    (u,) = part.args
    name, polynomial = part.op, poly.polynomial(u)
    if name not in ("sin", "cos"):
        if u is not written(polynomial):
            return _moved(d, name, u, written(polynomial))
        return _computed(d, part) if u.op == "literal" else None
    if not polynomial:
        return chain(d, _moved(d, name, u, real(0)), d.trigonometric(f"{name}_zero"))
    first = min(polynomial, key=str)
    half = ((pi(), 1),)
    if polynomial == {half: Fraction(1, 2)}:
        return chain(d, _moved(d, name, u, _HALF_PI), d.trigonometric(f"{name}_half_pi"))
    if half in polynomial and abs(polynomial[half]) >= Fraction(1, 2):
        first = half
    coefficient = polynomial[first]
    if coefficient < 0 and (len(polynomial) == 1 or all(c < 0 for c in polynomial.values())):
        law = d.trigonometric("sin_odd" if name == "sin" else "cos_even")
        opposite = written(poly.scaled(polynomial, -_ONE))
        return chain(d, _moved(d, name, u, neg(opposite)), d.forall_elim(law, opposite))
    part_of_it = _split(first == half, coefficient)
    if len(polynomial) == 1 and part_of_it in (coefficient, None):
        return None if u is written(polynomial) else _moved(d, name, u, written(polynomial))
    piece = {first: coefficient if part_of_it is None else part_of_it}
    v = _HALF_PI if piece == {half: Fraction(1, 2)} else written(piece)
    w = written(poly.minus(polynomial, piece))
    law = d.forall_elim(d.forall_elim(d.trigonometric(f"{name}_sum"), v), w)
    return chain(d, _moved(d, name, u, add(v, w)), law)


def _computed(d: Derivation, part: Term) -> Theorem | None:
    """⊢ exp 0 = 1, sqrt 4 = 2 and the like, where the kernel computes it."""
    computed = d.compute(part, ())
    return None if sides(computed)[1] is part else computed


def _split(is_pi: bool, coefficient: Fraction) -> Fraction | None:
    """What is split off a monomial: π/2, or one of several equal ones; None: it stays whole."""
    if is_pi:
        return Fraction(1 if coefficient > 0 else -1, 2) if abs(coefficient) >= Fraction(1, 2) else None
    if coefficient.denominator == 1 and abs(coefficient) > 1:
        return _ONE if coefficient > 0 else -_ONE
    return None


def _moved(d: Derivation, name: str, u: Term, v: Term) -> Theorem:
    """⊢ sin u = sin v, where u and v are one polynomial."""
    z = fresh("z", REAL, u, v)
    return d.refl(elementary(name, u)) if u is v else d.congruence(d.ring(eq(u, v)), lam(z, elementary(name, z)))
