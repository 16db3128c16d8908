"""Polynomial normal forms: the one algorithm behind `ring`, `psatz` and the comparison of sizes.

A number term is read as a polynomial with rational coefficients over opaque atoms (every subterm whose head is not
+, ·, a literal, a cast or division by a non-zero literal).  A natural and its cast to the reals have the same
normal form, since they are the same number.

A vector of an abstract space is read as a linear combination of opaque vectors, whose coefficients are such
polynomials.  ⟨x, y⟩ is bilinear and symmetric: it is expanded over the combinations of x and y, and its atoms are
⟨a, b⟩ for opaque a and b, in one order.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from . import sorts
from .errors import need, spend, spend_on_numbers
from .terms import Term, make

Monomial = tuple[tuple[Term, int], ...]  # atoms with their powers, sorted by digest: the same in every process
Polynomial = dict[Monomial, Fraction]
Combination = dict[Term, Polynomial]  # opaque vectors with their coefficients; zero coefficients never occur

CONSTANT: Monomial = ()


def polynomial(root: Term) -> Polynomial:
    """The normal form of a real or natural term; zero coefficients never occur, so equality is `==`."""
    need(sorts.is_number(root.sort), "only numbers have a polynomial normal form")
    return _normal_form(root)


def combination(root: Term) -> Combination:
    """The normal form of a vector; equality is `==`."""
    need(sorts.is_space(root.sort), "only vectors are linear combinations")
    return _normal_form(root)


def _normal_form(root: Term) -> Any:
    done: dict[Term, Any] = {}
    stack = [root]
    while stack:
        term = stack[-1]
        parts = _parts(term)
        missing = [part for part in parts if part not in done]
        if term not in done and missing:
            stack.extend(missing)
            continue
        stack.pop()
        if term not in done:
            spend(1)
            done[term] = _combine(term, [done[part] for part in parts])
    return done[root]


def divides(term: Term) -> bool:
    return term.op == "div" and term.args[1].op == "literal" and term.args[1].data[1] != 0  # type: ignore[index]


def _parts(term: Term) -> tuple[Term, ...]:
    """The subterms that the normal form of `term` is made of; none for an atom or a literal."""
    if term.op in ("add", "mul", "cast", "vector_add", "vector_scale", "inner_product"):
        return term.args
    return term.args[:1] if divides(term) else ()


def _combine(term: Term, parts: list[Any]) -> Any:
    match term.op:
        case "literal":
            value: Fraction = term.data[1]  # type: ignore[index]
            return {CONSTANT: value} if value else {}
        case "add":
            return plus(parts[0], parts[1])
        case "mul":
            return times(parts[0], parts[1])
        case "cast":
            return parts[0]
        case "vector_zero":
            return {}
        case "vector_add":
            return vectors_plus(parts[0], parts[1])
        case "vector_scale":
            return vectors_times(parts[0], parts[1])
        case "inner_product":
            return _bilinear(parts[0], parts[1])
    if divides(term):
        return scaled(parts[0], 1 / term.args[1].data[1])  # type: ignore[index]
    atom: Polynomial = {((term, 1),): Fraction(1)}
    return {term: {CONSTANT: Fraction(1)}} if sorts.is_space(term.sort) else atom


def plus(p: Polynomial, q: Polynomial, factor: Fraction = Fraction(1)) -> Polynomial:
    """p + factor·q."""
    spend(len(p) + len(q))
    result = dict(p)
    for monomial, coefficient in q.items():
        spend_on_numbers(factor, coefficient)
        total = result.get(monomial, 0) + factor * coefficient
        if total:
            result[monomial] = total
        else:
            result.pop(monomial, None)
    return result


def minus(p: Polynomial, q: Polynomial) -> Polynomial:
    """p - q."""
    return plus(p, q, Fraction(-1))


def scaled(p: Polynomial, factor: Fraction) -> Polynomial:
    """factor·p."""
    return plus({}, p, factor)


def times(p: Polynomial, q: Polynomial) -> Polynomial:
    """p·q."""
    spend(len(p) * len(q))
    result: Polynomial = {}
    for left, a in p.items():
        for right, b in q.items():
            spend_on_numbers(a, b)
            monomial = _join(left, right)
            total = result.get(monomial, 0) + a * b
            if total:
                result[monomial] = total
            else:
                result.pop(monomial, None)
    return result


def _join(left: Monomial, right: Monomial) -> Monomial:
    spend((len(left) + len(right)) // 4)
    powers = dict(left)
    for atom, power in right:
        powers[atom] = powers.get(atom, 0) + power
    return tuple(sorted(powers.items(), key=lambda item: item[0].digest()))


def vectors_plus(x: Combination, y: Combination) -> Combination:
    """x + y."""
    spend(len(x) + len(y))
    result = dict(x)
    for vector, coefficient in y.items():
        total = plus(result.pop(vector, {}), coefficient)
        if total:
            result[vector] = total
    return result


def vectors_times(factor: Polynomial, x: Combination) -> Combination:
    """factor·x; a product of polynomials that are not zero is not zero."""
    spend(len(x))
    return {vector: times(factor, coefficient) for vector, coefficient in x.items()} if factor else {}


def _bilinear(x: Combination, y: Combination) -> Polynomial:
    """⟨x, y⟩ over ⟨a, b⟩ = ⟨b, a⟩ for the opaque a of x and b of y."""
    result: Polynomial = {}
    for a, left in x.items():
        for b, right in y.items():
            first, second = sorted((a, b), key=Term.digest)
            atom = ((make("inner_product", None, (first, second)), 1),)
            result = plus(result, times(times(left, right), {atom: Fraction(1)}))
    return result


def equal_polynomials(a: Term, b: Term) -> bool:
    """Whether a = b is a polynomial identity over the atoms."""
    return a is b or not minus(polynomial(a), polynomial(b))


def equal_sizes(a: Term, b: Term) -> bool:
    """Whether two natural terms are the same size for every value of their atoms."""
    return equal_polynomials(a, b)
