"""Equations between real terms: rational functions of sines, cosines and other atoms, as one polynomial identity.

Sines and cosines are expanded, quotients u/v become u·(1/v) for each factor of v, and what remains is a polynomial
that vanishes by sin² + cos² = 1 and (1/v)·v = 1.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.polynomials import CONSTANT, Polynomial
from theorycheck.kernel.terms import Term, add, div, elementary, eq, mul, negate, postorder, real
from theorycheck.kernel.theorem import Theorem

from .equations import chain, rewritten, sides, symmetric
from .trigonometry import expanded, written

Close = Callable[[Term], Theorem]  # proves ¬(v = 0), or raises KernelError
MOST_POWERS = 12


def equal(d: Derivation, left: Term, right: Term, close: Close) -> Theorem:
    """⊢ left = right; raises KernelError where that is not seen."""
    if left is right:
        return d.refl(left)
    inverses: dict[Term, Theorem] = {}
    first, second = (_prepared(d, side, close, inverses) for side in (left, right))
    middle = _vanishing(d, sides(first)[1], sides(second)[1], list(inverses.items()))
    return chain(d, first, middle, symmetric(d, second))


def _prepared(d: Derivation, term: Term, close: Close, inverses: dict[Term, Theorem]) -> Theorem:
    """⊢ t = t', expanded, with quotients by single factors only; each new one with (1/v)·v = 1."""
    whole = expanded(d, term)
    done: set[Term] = set()
    while True:
        current = sides(whole)[1]
        quotient = next((p for p in postorder(current) if _is_quotient(p) and p not in done), None)
        if quotient is None:
            return whole
        factors = _factors(quotient.args[1])
        other = next((v for v in factors if written(poly.polynomial(v)) is not v), None)
        if other is not None:
            whole = chain(d, whole, rewritten(d, current, d.ring(eq(other, written(poly.polynomial(other))))))
            continue
        done.add(quotient)
        inverse = [div(real(1), v) for v in factors]
        for v, r in zip(factors, inverse, strict=True):
            if r not in inverses:
                inverses[r] = d.divide(close(negate(eq(v, real(0)))), r)
            done.add(r)
        if len(factors) != 1 or quotient is not inverse[0]:
            whole = chain(d, whole, rewritten(d, current, _split(d, quotient, inverse, inverses, close)))


def _is_quotient(term: Term) -> bool:
    return term.op == "div" and term.closed and not poly.divides(term)


def _factors(term: Term) -> list[Term]:
    """The factors of a product that are not numbers."""
    if term.op == "mul":
        return [factor for arg in term.args for factor in _factors(arg)]
    return [] if term.op == "literal" else [term]


def _split(
    d: Derivation, quotient: Term, inverse: list[Term], inverses: dict[Term, Theorem], close: Close
) -> Theorem:
    """⊢ u/v = u·c·(1/v_1)·(1/v_2)…, for v = v_1·v_2…/c."""
    u, v = quotient.args
    defining = d.divide(close(negate(eq(v, real(0)))), quotient)  # q·v = u
    number = Fraction(1)
    for part in _numbers(v):
        number *= part
    product = mul(u, real(1 / number))
    whole = real(1 / number)
    for r in inverse:
        product, whole = mul(product, r), mul(whole, r)
    # q - u·R = q·(1 - R·v) + R·(q·v - u), and 1 - R·v = Σ_j (Π_{i<j} r_i·v_i)·(1 - r_j·v_j), as c cancels
    premises, cofactors, so_far = [defining], [(0, whole)], quotient
    for r in inverse:
        premises.append(inverses[r])
        cofactors.append((len(premises) - 1, mul(real(-1), so_far)))
        so_far = mul(mul(so_far, r), r.args[1])
    return d.psatz(tuple(premises), eq(quotient, product), (), tuple(cofactors))


def _numbers(term: Term) -> list[Fraction]:
    if term.op == "mul":
        return [number for arg in term.args for number in _numbers(arg)]
    return [term.data[1]] if term.op == "literal" else []  # type: ignore[index]


def _vanishing(d: Derivation, left: Term, right: Term, inverses: list[tuple[Term, Theorem]]) -> Theorem:
    """⊢ left = right, both polynomials in atoms, by clearing one inverse after the other."""
    difference = poly.minus(poly.polynomial(right), poly.polynomial(left))
    premises, cofactors, rest = _by_pythagoras(d, difference)
    if not rest:
        return d.psatz(tuple(premises), eq(left, right), (), tuple(cofactors))
    for place, (r, known) in enumerate(inverses):
        degree = max((_power(monomial, r) for monomial in difference), default=0)
        if 0 < degree <= MOST_POWERS:
            cleared, factor = _cleared(difference, r, degree)
            zero = _vanishing(d, written(cleared), real(0), inverses[:place] + inverses[place + 1 :])
            top = written({((r, degree),): Fraction(-1)})
            return d.psatz((zero, known), eq(left, right), (), ((0, top), (1, factor)))
    raise KernelError("the two sides are not seen to be equal")


def _power(monomial: poly.Monomial, atom: Term) -> int:
    return next((power for other, power in monomial if other is atom), 0)


def _cleared(polynomial: Polynomial, r: Term, degree: int) -> tuple[Polynomial, Term]:
    """D·v^k in terms without r, for D = Σ r^j·p_j, and C with D = r^k·(that) + (1 - r·v)·C."""
    v = poly.polynomial(r.args[1])
    one = poly.times({((r, 1),): Fraction(1)}, v)
    cleared: Polynomial = {}
    factor: Polynomial = {}
    for monomial, coefficient in polynomial.items():
        power = _power(monomial, r)
        term: Polynomial = {monomial: coefficient}
        bare: Polynomial = {tuple(item for item in monomial if item[0] is not r): coefficient}
        for _ in range(degree - power):
            factor = poly.plus(factor, term)
            term, bare = poly.times(term, one), poly.times(bare, v)
        cleared = poly.plus(cleared, bare)
    return cleared, written(factor)


def _by_pythagoras(d: Derivation, polynomial: Polynomial) -> tuple[list[Theorem], list[tuple[int, Term]], Polynomial]:
    """Premises and cofactors that leave no square of a sine, and what is left."""
    premises: list[Theorem] = []
    cofactors: list[tuple[int, Term]] = []
    sines = {atom for monomial in polynomial for atom, power in monomial if atom.op == "sin" and power > 1}
    for sine in sorted(sines, key=str):
        cosine = elementary("cos", sine.args[0])
        quotient: Polynomial = {}
        while over := {m: c for m, c in polynomial.items() if _power(m, sine) > 1}:
            fewer = {_lowered(m, sine): c for m, c in over.items()}
            quotient = poly.plus(quotient, fewer)
            square = poly.polynomial(add(real(1), mul(real(-1), mul(cosine, cosine))))
            polynomial = poly.plus(poly.minus(polynomial, over), poly.times(fewer, square))
        premises.append(d.forall_elim(d.trigonometric("pythagoras"), sine.args[0]))
        cofactors.append((len(premises) - 1, written(poly.scaled(quotient, Fraction(-1)))))
    return premises, cofactors, polynomial


def _lowered(monomial: poly.Monomial, atom: Term) -> poly.Monomial:
    """The monomial with the atom's power two less."""
    return tuple((a, p - 2 if a is atom else p) for a, p in monomial if a is not atom or p > 2) or CONSTANT
