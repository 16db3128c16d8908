"""Small certificates of every kind, to be mutated; made by the kernel's own derivation."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as Q

import landscapes

from theorycheck.kernel import sorts
from theorycheck.kernel import terms as t
from theorycheck.kernel.calculus import derivative
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.neighbourhoods import line_minimum, local_minimum, starts_at
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.theorem import Theorem

Made = tuple[dict, Theorem, t.Term]
x, y = t.variable("x", REAL), t.variable("y", REAL)
n, m, i = (t.variable(name, NATURAL) for name in "nmi")
zero, one = t.real(0), t.real(1)


def _square() -> Made:
    """∀x y. 2xy ≤ x² + y², by a square."""
    d = Derivation()
    goal = t.le(t.mul(t.real(2), t.mul(x, y)), t.add(t.mul(x, x), t.mul(y, y)))
    theorem = d.psatz((), goal, ((Q(1), (), (), (t.sub(x, y),)),), ())
    theorem = d.forall_intro(d.forall_intro(theorem, y), x)
    return d.certificate(theorem, theorem.conclusion), theorem, theorem.conclusion


def _refutation() -> Made:
    """¬∀x. x ≤ 1."""
    d = Derivation()
    statement = t.forall(x, t.le(x, one))
    instance = d.forall_elim(d.assume(statement), t.real(Q(3, 2)))
    theorem = d.not_intro(d.not_elim(d.evaluate(instance.conclusion, ()), instance), statement)
    return d.certificate(theorem, statement, "refutation"), theorem, statement


def _ball() -> Made:
    """∀x. exp(x) ≤ 3, on [0, 1]."""
    d = Derivation()
    formula = t.le(t.elementary("exp", x), t.real(3))
    theorem = d.ball((x,), ((Q(0), Q(1)),), formula, ((0, Q(1, 2)), 0, 0), 40, ())
    statement = t.forall(x, formula)
    return d.certificate(theorem, statement), theorem, statement


def _gauss() -> Made:
    """∀n. Σ_{i<n+1} i·2 = n·(n + 1), by induction."""
    d = Derivation()

    def twice(size: t.Term) -> t.Term:
        return t.summation(size, i, t.mul(i, t.natural(2)))

    after = t.add(n, t.natural(1))
    claim = t.lam(n, t.eq(twice(after), t.mul(n, after)))
    base = d.convert(d.refl(t.natural(0)), t.apply(claim, t.natural(0)), ())
    assumed = d.assume(t.apply(claim, n))
    opened = d.recursion(twice(t.add(after, t.natural(1))))
    replaced = d.substitute(
        assumed, opened, t.lam(m, t.eq(opened.conclusion.args[0], t.add(m, t.mul(after, t.natural(2)))))
    )
    closing = d.ring(t.eq(replaced.conclusion.args[1], t.mul(after, t.add(after, t.natural(1)))))
    step = d.substitute(closing, replaced, t.lam(m, t.eq(opened.conclusion.args[0], m)))
    theorem = d.induction(base, d.implies_intro(step, assumed.conclusion), n, claim)
    return d.certificate(theorem, theorem.conclusion), theorem, theorem.conclusion


def _shift_of_a_group() -> Made:
    """∀h u. Σ_g h(g + u) = Σ_g h(g), on Z_3, from the abstract group."""
    d = Derivation()
    group = sorts.group("G")
    g, u = t.variable("g", group), t.variable("u", group)
    h = t.variable("h", sorts.function(group, REAL))
    there, back = t.lam(g, t.group_add(g, u)), t.lam(g, t.group_add(g, t.group_neg(u)))
    trips = [
        d.forall_intro(d.group_identity(t.eq(t.apply(a, t.apply(b, g)), g)), g)
        for a, b in ((back, there), (there, back))
    ]
    theorem = d.reindex(t.group_sum(g, t.apply(h, g)), there, back, *trips)
    theorem = d.instantiate_sort(d.forall_intro(d.forall_intro(theorem, u), h), "G", ("Z", 3))
    return d.certificate(theorem, theorem.conclusion), theorem, theorem.conclusion


def _cited() -> Made:
    """A definition, a citation, a rest that rests on it."""
    d = Derivation()
    square = d.define("square", t.lam(x, t.mul(x, x)))
    at_x = t.apply(square.conclusion.args[0], x)
    cited = d.cite("standard", "squares", t.forall(x, t.le(zero, t.mul(x, x))))
    theorem = d.convert(cited, t.forall(x, t.le(zero, at_x)), (square,))
    return d.certificate(theorem, theorem.conclusion), theorem, theorem.conclusion


def _algebraic_minimum() -> Made:
    """A spurious minimum of a quartic: Krawczyk, a definite second derivative, the second-order condition."""
    d = Derivation()
    theorem = landscapes.quartic(d)
    return d.certificate(theorem, theorem.conclusion), theorem, theorem.conclusion


def _minimum_modulo_rescaling() -> Made:
    """(1 - uv)² has a minimum at (1, 1), where its Hessian is singular."""
    d = Derivation()
    theorem = d.slice(*landscapes.curve(d))
    return d.certificate(theorem, theorem.conclusion), theorem, theorem.conclusion


def _least_square() -> Made:
    """∀x. (deriv(g, 0) = 0 ∧ 0 ≤ deriv(λs. deriv(g, s), 0)) ∧ deriv(g, x) = …, for g(s) = ((x + s) - x)²."""
    d, (q, s, w) = Derivation(), (t.variable(name, REAL) for name in "qsw")
    objective, line = t.lam(q, t.mul(t.sub(q, x), t.sub(q, x))), t.lam(s, t.add(x, s))
    below = d.psatz((), t.le(t.apply(objective, x), t.apply(objective, q)), ((Q(1), (), (), (t.sub(q, x),)),), ())
    near = t.conj(t.lt(t.sub(x, one), q), t.lt(q, t.add(x, one)))
    body = d.forall_intro(d.implies_intro(below, near), q)
    body = d.and_intro(d.evaluate(t.lt(zero, one), ()), body)
    minimum = d.exists_intro(body, local_minimum(objective, [x], [()]), one)
    start = d.ring(starts_at(line, x, ()))
    found = d.along(minimum, objective, (x,), ((),), (line,), (start,))
    curve = t.lam(s, t.apply(objective, t.apply(line, s)))
    value = d.ring(t.eq(t.apply(objective, x), t.apply(curve, zero)))
    found = d.substitute(value, found, t.lam(w, line_minimum(w, curve)))
    both = d.and_intro(d.fermat(found, d.truth(), curve), d.fermat_second_order(found, d.truth(), curve))
    theorem = d.forall_intro(d.and_intro(both, d.derive(d.truth(), curve, x)), x)
    return d.certificate(theorem, theorem.conclusion), theorem, theorem.conclusion


def _inverse() -> Made:
    """∀n A B C. A B = 1 ⇒ C A = 1 ⇒ C = B, for matrices of n rows and columns."""
    d, j, k, l = Derivation(), *(t.variable(name, NATURAL) for name in "jkl")
    a, b, c = (t.variable(name, sorts.function(NATURAL, NATURAL, REAL)) for name in "ABC")

    def delta(p: t.Term, q: t.Term) -> t.Term:
        return t.select(t.eq(p, q), one, zero)

    def entries(left: t.Term, right: t.Term) -> t.Term:
        return t.bounded_forall(i, n, t.bounded_forall(j, n, t.eq(left, right)))

    def product(p: t.Term, q: t.Term) -> t.Term:
        return t.summation(n, k, t.mul(t.apply(p, i, k), t.apply(q, k, j)))

    def cofactor(body: t.Term) -> t.Term:
        for index in (l, k, j, i):
            body = t.lam(index, body)
        return body

    left, right = entries(product(a, b), delta(i, j)), entries(product(c, a), delta(i, j))
    from_left = cofactor(t.neg(t.mul(t.apply(c, i, k), delta(l, j))))
    from_right = cofactor(t.mul(delta(i, k), t.apply(b, l, j)))
    goal = entries(t.apply(c, i, j), t.apply(b, i, j))
    theorem = d.nc_ideal((d.assume(left), d.assume(right)), goal, ((0, from_left), (1, from_right)))
    theorem = d.implies_intro(d.implies_intro(theorem, right), left)
    for variable in (c, b, a, n):
        theorem = d.forall_intro(theorem, variable)
    return d.certificate(theorem, theorem.conclusion), theorem, theorem.conclusion


def _finite() -> Made:
    """∀n m A h f. more columns than rows depend; h has extrema; fibres, a swap of two indices, an exchange."""
    d, group, index = Derivation(), sorts.group("G"), t.variable("b", NATURAL)
    g, k = t.variable("g", group), t.variable("k", group)
    table, h = t.variable("A", sorts.function(NATURAL, NATURAL, REAL)), t.variable("h", sorts.function(group, REAL))
    f = t.variable("f", sorts.function(NATURAL, REAL))
    fewer = t.lt(n, m)
    dependent = d.implies_intro(d.dependence(d.assume(fewer), table), fewer)
    found = d.and_intro(dependent, d.finite_extremum(h))
    delta = d.sum_delta(t.group_sum(k, t.select(t.eq(k, g), t.apply(h, k), zero)))
    found = d.and_intro(found, d.big_congruence(d.forall_intro(delta, g), "group_sum"))
    swap, inside = t.table(t.natural(1), t.natural(0)), t.lt(index, t.natural(2))
    back = t.conj(t.lt(t.apply(swap, index), t.natural(2)), t.eq(t.apply(swap, t.apply(swap, index)), index))
    trip = d.convert(d.truth(), t.forall(index, t.implies(inside, back)), ())
    found = d.and_intro(found, d.reindex(t.summation(t.natural(2), i, t.apply(f, i)), swap, swap, trip, trip))
    double = t.group_sum(g, t.summation(n, i, t.mul(t.apply(h, g), t.apply(f, i))))
    theorem = d.and_intro(found, d.sum_exchange(double))
    for variable in (f, h, table, m, n):
        theorem = d.forall_intro(theorem, variable)
    return d.certificate(theorem, theorem.conclusion), theorem, theorem.conclusion


def _area() -> Made:
    """∫_{-1}^1 |s| = 1, by an antiderivative on each side of 0."""
    d, s, left, minus = Derivation(), t.variable("s", REAL), t.real(-1), t.real(Q(-1, 2))
    size = t.select(t.lt(s, zero), t.neg(s), s)

    def between(relation: Callable, a: t.Term, b: t.Term, inner: Theorem) -> Theorem:
        return d.forall_intro(d.implies_intro(d.implies_intro(inner, relation(s, b)), relation(a, s)), s)

    def slope(curve: t.Term, a: t.Term, b: t.Term, chosen: Theorem) -> Theorem:
        equation = d.ring(t.eq(chosen.conclusion.args[1], derivative(curve, s)))
        return between(t.lt, a, b, d.substitute(equation, chosen, t.lam(w, t.eq(size, w))))

    w = t.variable("w", REAL)
    curves = [t.mul(t.mul(factor, s), s) for factor in (minus, t.real(Q(1, 2)))]
    both = d.psatz((d.assume(t.lt(zero, s)), d.assume(t.lt(s, zero))), t.FALSE,
                   ((Q(1), (0,), (), ()), (Q(1), (1,), (), ())), ())  # fmt: skip
    chosen = [d.select_true(d.assume(t.lt(s, zero)), size), d.select_false(d.not_intro(both, t.lt(s, zero)), size)]
    ends = [(left, zero), (zero, one)]
    orders = tuple(d.evaluate(t.le(*pair), ()) for pair in ends)
    domains = tuple(between(t.le, *pair, d.truth()) for pair in ends)
    slopes = tuple(slope(curve, *pair, known) for curve, pair, known in zip(curves, ends, chosen, strict=True))
    value = d.ftc(t.lam(s, size), (left, zero, one), tuple(t.lam(s, c) for c in curves), orders, domains, slopes)
    area, rises = value.conclusion.args
    theorem = d.substitute(d.ring(t.eq(rises, one)), value, t.lam(w, t.eq(area, w)))
    return d.certificate(theorem, theorem.conclusion), theorem, theorem.conclusion


_MAKERS: dict[str, Callable[[], Made]] = {
    "square": _square, "refutation": _refutation, "ball": _ball, "gauss": _gauss, "group": _shift_of_a_group,
    "cited": _cited, "minimum": _algebraic_minimum, "slice": _minimum_modulo_rescaling,
    "least square": _least_square, "inverse": _inverse, "finite": _finite, "area": _area,
}  # fmt: skip
SAMPLES = tuple(_MAKERS)


def sample(name: str) -> Made:
    """A fresh document, the theorem it proves, the statement it is about."""
    return _MAKERS[name]()
