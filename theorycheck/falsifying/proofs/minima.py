"""Local minima at a rational point: ∃r. 0 < r ∧ ∀q near a: f(a) ≤ f(q).

Three ways, in turn: f(a) is the least value of a sum of squares; the gradient vanishes and the Hessian is positive
definite on a box around a; the same on a slice across the orbits of a declared symmetry (`slices`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from theorycheck.kernel import landscape, terms
from theorycheck.kernel import polynomials as poly
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.interval import Interval
from theorycheck.kernel.polynomials import CONSTANT
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, instantiate, le, lt, real, substitute
from theorycheck.kernel.theorem import Theorem

from .formulas import Decider, Undecided
from .globally import at_least
from .opened import Opened, opened

PRECISION = 96
RADII = (1, 4, 16, 64, 1024, 2**20)

ONE = Fraction(1)


@dataclass(frozen=True)
class Local:
    """A local minimum in scalars: f = value(variables), the point a."""

    variables: tuple[Term, ...]
    value: Term
    at: tuple[Term, ...]

    @property
    def function(self) -> Term:
        """λx…. f(x)"""
        f = self.value
        for x in reversed(self.variables):
            f = terms.lam(x, f)
        return f

    @property
    def point(self) -> tuple[Fraction, ...]:
        """The coordinates, where they are rational; raises Undecided."""
        if any(a.op != "literal" for a in self.at):
            raise Undecided("the point is not rational")
        return tuple(a.data[1] for a in self.at)  # type: ignore[index]


Way = Callable[[Decider, Local, Opened], Theorem]  # ⊢ landscape.local_minimum(f, a), or KernelError


def locally(*ways: Way) -> Callable[[Decider, Term], Theorem]:
    """Proves ∃r. 0 < r ∧ ∀q near a: f(a) ≤ f(q), by the first of the ways that does."""

    def decide(decider: Decider, formula: Term) -> Theorem:
        if formula.op != "exists" or formula.data != REAL:
            raise Undecided("it is no local minimum")
        if formula.args[0].op != "and":  # of arrays without entries only 0 < r is left
            return decider.d.exists_intro(decider.holds(instantiate(formula.args[0], [real(1)])), formula, real(1))
        radius = terms.variable("_r", REAL)
        body = instantiate(formula.args[0], [radius])
        inner = opened(body.args[1], "forall")
        if inner.body.op != "le":
            raise Undecided("it is no local minimum")
        minimum = scalars(inner, radius)
        failures = []
        for way in ways:
            try:
                theorem = way(decider, minimum, inner)
            except KernelError as error:
                failures.append(f"{way.__name__}: {str(error)[:100]}")
                continue
            return _arrays(decider.d, theorem, formula, body, inner, radius)
        raise Undecided("; ".join(failures))

    return decide


def scalars(inner: Opened, radius: Term) -> Local:
    """The local minimum of what is opened, whose premises are near(a, q), as one of scalars."""
    x = tuple(terms.variable(f"_x{i}", REAL) for i in range(len(inner.entries)))
    centres = [_centre(inner, entry, radius) for entry in inner.entries]
    return Local(x, inner.scalar(inner.body.args[1], x), tuple(centres))


def _centre(inner: Opened, entry: Term, radius: Term) -> Term:
    """The a of the premise a - r < q: a rational number or a variable."""
    for premise in inner.premises:
        for part in conjuncts(premise):
            if part.op == "lt" and part.args[1] is entry:
                low = poly.plus(poly.polynomial(part.args[0]), poly.polynomial(radius))
                if set(low) <= {CONSTANT}:
                    return real(low.get(CONSTANT, Fraction(0)))
                ((monomial, coefficient), *others) = low.items()
                if not others and coefficient == 1 and len(monomial) == 1 and monomial[0][1] == 1:
                    return monomial[0][0]
    raise Undecided("a coordinate without a centre")


def conjuncts(formula: Term) -> list[Term]:
    """What a conjunction says, one by one, or the formula itself."""
    return [p for part in formula.args for p in conjuncts(part)] if formula.op == "and" else [formula]


def _arrays(d: Derivation, scalar: Theorem, formula: Term, body: Term, inner: Opened, radius: Term) -> Theorem:
    """The local minimum in scalars, as the formula about arrays says it."""
    (some,) = scalar.conclusion.args
    assumed = d.assume(instantiate(some, [radius]))
    theorem = d.and_right(assumed)
    for entry in inner.entries:
        theorem = d.forall_elim(theorem, entry)
    facts = [fact for premise in inner.premises for fact in _split(d, d.assume(premise))]
    while theorem.conclusion.op == "implies":
        within = theorem.conclusion.args[0]
        theorem = d.implies_elim(theorem, d.and_intro(*(_same(d, facts, part) for part in within.args)))
    theorem = _same(d, [theorem], inner.body)
    for premise in reversed(inner.premises):
        theorem = d.implies_intro(theorem, premise)
    for variable in reversed(inner.variables):
        theorem = d.forall_intro(theorem, variable)
    theorem = d.and_intro(d.and_left(assumed), theorem)
    return d.exists_elim(scalar, d.exists_intro(theorem, formula, radius), radius)


def _split(d: Derivation, theorem: Theorem) -> list[Theorem]:
    if theorem.conclusion.op != "and":
        return [theorem]
    return _split(d, d.and_left(theorem)) + _split(d, d.and_right(theorem))


def _same(d: Derivation, facts: Sequence[Theorem], goal: Term) -> Theorem:
    """The goal, from a fact that is the same inequality written otherwise."""
    for fact in facts:
        if fact.conclusion is goal:
            return fact
        if fact.conclusion.op == goal.op:
            try:
                return d.psatz((fact,), goal, ((ONE, (0,), (), ()),), ())
            except KernelError:
                continue
    for fact in facts:
        try:
            return d.convert(fact, goal, ())
        except KernelError:
            continue
    raise Undecided(f"not among the facts: {str(goal)[:60]}")


# ------------------------------------------------------------------ two ways


def by_squares(decider: Decider, minimum: Local, inner: Opened) -> Theorem:
    """f(a) is the least value, f being a sum of squares as it is written; nearby is as good as anywhere."""
    d = decider.d
    here = d.compute(terms.apply(minimum.function, *minimum.at), ())
    least = at_least(decider, le(here.conclusion.args[1], minimum.value))
    goal = landscape.local_minimum(minimum.function, minimum.at)
    radius = real(1)
    body = instantiate(goal.args[0], [radius])
    theorem = _everywhere(d, body.args[1], least, minimum)
    return d.exists_intro(d.and_intro(d.evaluate(lt(real(0), radius), ()), theorem), goal, radius)


def _everywhere(d: Derivation, goal: Term, least: Theorem, minimum: Local) -> Theorem:
    """∀x…. near ⇒ … ⇒ f(a) ≤ f(x), from c ≤ f(x) with the computed c."""
    general = least
    for x in reversed(minimum.variables):
        general = d.forall_intro(general, x)
    variables: list[Term] = []
    premises: list[Term] = []
    while goal.op == "forall":
        variables.append(terms.variable(f"_z{len(variables)}", REAL))
        goal = instantiate(goal.args[0], [variables[-1]])
    while goal.op == "implies":
        premises.append(goal.args[0])
        goal = goal.args[1]
    for v in variables:
        general = d.forall_elim(general, v)
    theorem = d.convert(general, goal, ())
    for premise in reversed(premises):
        theorem = d.implies_intro(theorem, premise)
    for v in reversed(variables):
        theorem = d.forall_intro(theorem, v)
    return theorem


def by_curvature(decider: Decider, minimum: Local, inner: Opened | None = None) -> Theorem:
    """The gradient vanishes at a, and the Hessian is positive definite on a box around it."""
    d, x, f = decider.d, minimum.variables, minimum.value
    slopes = landscape.gradient(f, x)
    put = dict(zip(x, minimum.at, strict=True))
    hessian = tuple(map(tuple, landscape.hessian(slopes, x)))
    failure: KernelError = Undecided("no radius was tried")
    for k in RADII:
        bounds = tuple((a - Fraction(1, k), a + Fraction(1, k)) for a in minimum.point)
        sides = [Interval(*pair) for pair in bounds]
        stationary = landscape.inner_root(minimum.at, sides, [substitute(slope, put) for slope in slopes])
        critical = d.evaluate(stationary, ())
        if critical.conclusion is not stationary:
            raise Undecided("the gradient is not 0 there")
        try:
            definite = d.definite(x, bounds, hessian, PRECISION)
            domain = d.ball(x, bounds, landscape.smooth((f, *slopes), x), (0,), PRECISION, ())
        except KernelError as error:
            failure = error
            continue
        return d.and_left(d.strict_minimum(critical, definite, domain, minimum.function, bounds, minimum.at))
    raise failure
