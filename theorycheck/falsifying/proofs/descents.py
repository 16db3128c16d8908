"""No local minimum at a rational point: on some line through it the objective decreases.

The statement is assumed and restricted to the line a + t·Δ.  There Fermat's conditions say that the slope is 0 and the
curvature is not negative; of a polynomial in t, the first coefficient that is not 0 must be positive, of an even power.
"""

from __future__ import annotations

import contextlib
import itertools
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from theorycheck.algebra import backends
from theorycheck.falsifying.landscape.terms_objective import TermObjective
from theorycheck.kernel import calculus, terms
from theorycheck.kernel import polynomials as poly
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.neighbourhoods import line_minimum
from theorycheck.kernel.polynomials import CONSTANT
from theorycheck.kernel.rules.differentiation import twice_differentiable
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import FALSE, TRUE, Term, add, instantiate, lam, le, mul, negate, real, substitute
from theorycheck.kernel.theorem import Theorem

from .formulas import Decider, Undecided
from .minima import Local, scalars
from .opened import Opened, arrays, opened

T, R = terms.variable("_t", REAL), terms.variable("_r", REAL)
ONE = Fraction(1)
DENOMINATOR = 64
MOST_LINES = 81  # among the directions with entries -1, 0, 1


def descends(decider: Decider, formula: Term) -> Theorem:
    """Refutes ∃r. 0 < r ∧ ∀q near a: f(a) ≤ f(q); raises KernelError where no line that is tried descends."""
    if formula.op != "exists" or formula.data != REAL or formula.args[0].op != "and":
        raise Undecided("it is no local minimum")
    body = instantiate(formula.args[0], [R])
    inner = opened(body.args[1], "forall")
    if inner.body.op != "le":
        raise Undecided("it is no local minimum")
    minimum = scalars(inner, R)
    if not minimum.at:
        raise Undecided("a point without coordinates lies on no line")
    for direction in _directions(minimum):
        values = [add(a, mul(real(c), T)) for a, c in zip(minimum.at, direction, strict=True)]
        curve = lam(T, normal_form(inner.scalar(inner.body.args[1], values)))
        try:
            absurd = _absurd(decider, _on_line(decider.d, body, inner, values, curve), curve)
        except KernelError:
            continue
        return decider.d.not_intro(decider.d.exists_elim(decider.d.assume(formula), absurd, R), formula)
    raise Undecided("no line descends")


def _directions(minimum: Local) -> Iterator[list[Fraction]]:
    """Against the gradient, along the least curvature, and a few others; the largest entry is at most 1."""
    for row in _steepest(minimum):
        size = max(map(abs, row))
        if size > 0:
            yield [Fraction(round(c / size * DENOMINATOR), DENOMINATOR) for c in row]
    small = itertools.islice(itertools.product((1, 0, -1), repeat=len(minimum.at)), MOST_LINES)
    yield from ([Fraction(c) for c in row] for row in small if any(row))


def _steepest(minimum: Local) -> list[list[float]]:
    """Downhill, and the eigenvector of the least curvature, where floats know them."""
    backend = backends.numpy_backend()
    objective = TermObjective(backend, minimum.value, minimum.variables)
    with backend.quiet():
        try:
            here = backend.asarray([[float(a) for a in minimum.point]], dtype=backend.dtype("float64"))
            _, slopes = objective.value_and_gradient(here)
            curved = backend.xp.linalg.eigh(objective.hessian(here))[1][:, :, 0]
        except (OverflowError, ValueError):  # a point beyond floats, no eigenvalues
            return []
    return [row for row in (*(-slopes).tolist(), *curved.tolist()) if all(map(math.isfinite, row))]


def _on_line(d: Derivation, body: Term, inner: Opened, values: Sequence[Term], curve: Term) -> Theorem:
    """The local minimum in `body`, with R for its radius, on the line: ∃r. 0 < r ∧ ∀t. |t| < r ⇒ f(a) ≤ g(t)."""
    at_t = terms.apply(curve, T)
    goal = line_minimum(substitute(at_t, {T: real(0)}), curve)
    within, least = instantiate(instantiate(goal.args[0], [R]).args[1].args[0], [T]).args
    assumed, inside = d.assume(body), d.assume(within)
    facts = d.and_left(assumed), d.and_left(inside), d.and_right(inside)
    theorem = d.and_right(assumed)
    for value in arrays(inner, values):
        theorem = d.forall_elim(theorem, value)
    while theorem.conclusion.op == "implies":
        theorem = d.implies_elim(theorem, _near(d, facts, theorem.conclusion.args[0]))
    theorem = d.implies_intro(d.convert(theorem, least, ()), within)
    return d.exists_intro(d.and_intro(facts[0], d.forall_intro(theorem, T)), goal, R)


def _near(d: Derivation, facts: Sequence[Theorem], goal: Term) -> Theorem:
    """Conjunctions of 0 < αR + βT with |β| ≤ α, from 0 < R, -R < T and T < R."""

    def shown(formula: Term) -> Theorem:
        if formula is TRUE:
            return d.truth()
        if formula.op == "and":
            return d.and_intro(*map(shown, formula.args))
        slack = poly.minus(poly.polynomial(formula.args[1]), poly.polynomial(formula.args[0]))
        alpha, beta = (slack.get(((v, 1),), Fraction(0)) for v in (R, T))
        products = ((alpha - abs(beta), (0,), (), ()), (abs(beta), (1 if beta > 0 else 2,), (), ()))
        return d.psatz(tuple(facts), formula, tuple(p for p in products if p[0]), ())

    return d.convert(shown(normal_form(goal)), goal, ())


# ------------------------------------------------------------------ on the line


def _absurd(decider: Decider, line: Theorem, curve: Term) -> Theorem:
    """⊢ false, from a minimum on a line on which the value decreases."""
    value = terms.apply(curve, T)
    coefficients = poly.polynomial(value)
    if all(monomial == CONSTANT or (len(monomial) == 1 and monomial[0][0] is T) for monomial in coefficients):
        return _by_order(decider.d, line, {m[0][1]: c for m, c in coefficients.items() if m != CONSTANT})
    d = decider.d
    first = substitute(calculus.differentiable(value, T), {T: real(0)})
    second = substitute(twice_differentiable(value, T), {T: real(0)})
    for rule, domain in ((d.fermat, first), (d.fermat_second_order, second)):
        with contextlib.suppress(KernelError):  # a slope of 0 need not be decided
            consequence = rule(line, decider.holds(domain), curve)
            verdict = decider.decide(consequence.conclusion)
            if verdict.conclusion is not consequence.conclusion:
                return d.not_elim(verdict, consequence)
    raise Undecided("no slope, and no negative curvature")


def _by_order(d: Derivation, line: Theorem, coefficients: dict[int, Fraction]) -> Theorem:
    """Near 0 the first power t^k with a coefficient outweighs the others: at t = ±r/2 if r ≤ ε, else at ±ε/2."""
    k = min(coefficients, default=0)
    if k == 0 or (k % 2 == 0 and coefficients[k] > 0):
        raise Undecided("the value does not decrease on this line")
    half = Fraction(-1 if coefficients[k] > 0 else 1, 2)
    rest = sum((abs(c) for i, c in coefficients.items() if i > k), Fraction(0))
    epsilon = min(ONE, abs(coefficients[k]) / (2 * rest)) if rest else ONE
    assumed, short = d.assume(instantiate(line.conclusion.args[0], [R])), le(R, real(epsilon))
    positive, everywhere = d.and_left(assumed), d.and_right(assumed)
    near = _instance(d, everywhere, mul(real(half), R), positive, Fraction(0))
    products = _outweighed({i: c * half**i for i, c in coefficients.items()}, k, epsilon)
    small = d.psatz((near, positive, d.assume(short)), FALSE, products, ())
    far = _instance(d, everywhere, real(half * epsilon), d.not_le(d.assume(negate(short))), epsilon)
    return d.exists_elim(line, d.cases(small, d.convert(far, FALSE, ()), short), R)


def _instance(d: Derivation, everywhere: Theorem, t: Term, above: Theorem, end: Fraction) -> Theorem:
    """⊢ f(a) ≤ g(t), where -R < t and t < R follow from end < R."""
    theorem, parts = d.forall_elim(everywhere, t), []
    within = theorem.conclusion.args[0]
    for part in within.args:
        slack = poly.minus(poly.polynomial(part.args[1]), poly.polynomial(part.args[0]))
        alpha, rest = slack[((R, 1),)], slack.get(CONSTANT, Fraction(0))
        products = ((alpha, (0,), (), ()), (alpha * end + rest, (), (), ()))
        parts.append(d.psatz((above,), part, tuple(p for p in products if p[0]), ()))
    return d.implies_elim(theorem, d.and_intro(*parts))


def _outweighed(b: dict[int, Fraction], k: int, epsilon: Fraction) -> tuple:  # type: ignore[type-arg]
    """0 = Σ b_i r^i + …, the products for `psatz`: of 0 ≤ Σ b_i r^i, 0 < r and r ≤ ε, where r^k outweighs the rest."""
    rest = {i: c for i, c in b.items() if i > k}
    first = -b[k] - sum(c * epsilon ** (i - k) for i, c in rest.items() if c > 0)
    products = [(ONE, (0,), (), ()), (first, (1,) * k, (), ())]
    for i, c in rest.items():
        if c < 0:
            products.append((-c, (1,) * i, (), ()))
            continue
        # r^k (ε^m - r^m) = Σ_j ε^(m-1-j) r^(k+j) (ε - r)
        products += [(c * epsilon ** (i - k - 1 - j), (1,) * (k + j) + (2,), (), ()) for j in range(i - k)]
    return tuple(products)
