"""The value of an integral: an antiderivative on each piece, checked by the kernel's fundamental theorem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel.calculus import derivative, differentiable
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import TRUE, Term, apply, eq, forall, fresh, implies, lam, le, lt, negate, postorder
from theorycheck.kernel.theorem import Theorem

from .antiderivatives import antiderivative
from .equations import chain, rewritten, sides
from .identities import equal
from .trigonometry import written

Prove = Callable[[Term], Theorem]  # proves a formula with free parameters, or raises KernelError
Relation = Callable[[Term, Term], Term]


def mentions_integral(term: Term) -> bool:
    return any(part.op == "integral" for part in postorder(term))


def integral_value(d: Derivation, term: Term, breaks: Sequence[Term], prove: Prove) -> Theorem:
    """⊢ integral(f, a, b) = (F_1(c_1) - F_1(a)) + …, split at the `breaks`; raises KernelError where one piece fails.

    `prove` is asked for a ≤ c_1 and so on, for ∀x. s ≤ x ⇒ x ≤ t ⇒ … of what the antiderivatives need, and for
    ∀x. s < x ⇒ x < t ⇒ … of denominators that are not 0 and conditions of choices that hold, or do not.
    """
    integrand, a, b = term.args
    points = (a, *breaks, b)
    orders, domains, slopes, curves = [], [], [], []
    for s, t in pairwise(points):
        piece = _Piece(d, s, t, integrand, prove)
        curve, slope = piece.antiderivative()
        orders.append(prove(le(s, t)))
        domains.append(piece.domain(curve))
        slopes.append(slope)
        curves.append(curve)
    return d.ftc(integrand, points, tuple(curves), tuple(orders), tuple(domains), tuple(slopes))


def integral_with(d: Derivation, term: Term, curve: Term, prove: Prove) -> Theorem:
    """⊢ integral(f, a, b) = F(b) - F(a) for the map F that is given; raises KernelError where f = F' is not seen."""
    integrand, a, b = term.args
    piece = _Piece(d, a, b, integrand, prove)
    slope = piece.slope(piece.value, apply(curve, piece.x), d.refl(piece.value))
    return d.ftc(integrand, (a, b), (curve,), (prove(le(a, b)),), (piece.domain(curve),), (slope,))


class _Piece:
    """The integrand between two points."""

    def __init__(self, d: Derivation, s: Term, t: Term, integrand: Term, prove: Prove) -> None:
        self.d, self.s, self.t, self.prove = d, s, t, prove
        self.x = fresh("x", REAL, integrand, s, t)
        self.value = apply(integrand, self.x)
        self.inside = lt(s, self.x), lt(self.x, t)

    def antiderivative(self) -> tuple[Term, Theorem]:
        """λx. F(x), and ⊢ ∀x. s < x ⇒ x < t ⇒ f(x) = F'(x)."""
        chosen = self._chosen()
        value = antiderivative(sides(chosen)[1], self.x)
        return lam(self.x, value), self.slope(sides(chosen)[1], value, chosen)

    def slope(self, plain: Term, value: Term, chosen: Theorem) -> Theorem:
        """⊢ ∀x. s < x ⇒ x < t ⇒ f(x) = F'(x), from ⊢ f(x) = plain and F(x)."""
        slope = chain(self.d, chosen, equal(self.d, plain, derivative(value, self.x), self.known))
        above, below = self.inside
        inner = self.d.implies_intro(self.d.implies_intro(slope, below), above)
        return self.d.forall_intro(inner, self.x)

    def domain(self, curve: Term) -> Theorem:
        """⊢ ∀x. s ≤ x ⇒ x ≤ t ⇒ D(x)"""
        d, x, condition = self.d, self.x, differentiable(apply(curve, self.x), self.x)
        if condition is not TRUE:
            return self.prove(self._between(le, condition))
        inner = d.implies_intro(d.implies_intro(d.truth(), le(x, self.t)), le(self.s, x))
        return d.forall_intro(inner, x)

    def known(self, formula: Term) -> Theorem:
        """s < x, x < t ⊢ formula"""
        theorem = self.d.forall_elim(self.prove(self._between(lt, formula)), self.x)
        for bound in self.inside:
            theorem = self.d.implies_elim(theorem, self.d.assume(bound))
        return theorem

    def _between(self, relation: Relation, formula: Term) -> Term:
        return forall(self.x, implies(relation(self.s, self.x), implies(relation(self.x, self.t), formula)))

    def _chosen(self) -> Theorem:
        """s < x, x < t ⊢ f(x) = what it is without the choices of which one side is seen to be taken.

        What is multiplied by 0 is left out: there a choice need not be seen.
        """
        whole, open_ = self.d.refl(self.value), set[Term]()
        while choices := [p for p in postorder(sides(whole)[1]) if _is_choice(p) and p not in open_]:
            current = sides(whole)[1]
            try:
                whole = chain(self.d, whole, rewritten(self.d, current, self._taken(choices[0])))
            except KernelError:
                open_.add(choices[0])
        current = sides(whole)[1]
        plain = written(poly.polynomial(current)) if open_ else current
        return whole if plain is current else chain(self.d, whole, self.d.ring(eq(current, plain)))

    def _taken(self, choice: Term) -> Theorem:
        condition = choice.args[0]
        try:
            return self.d.select_true(self.known(condition), choice)
        except KernelError:
            return self.d.select_false(self.known(negate(condition)), choice)


def _is_choice(term: Term) -> bool:
    return term.op == "select" and term.closed
