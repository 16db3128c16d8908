"""Local minima of piecewise polynomial functions at a rational point, kinks among them: piece by piece.

Near the point there is a piece for each way in which the choices that tie there can be decided, and the orthants cut
the pieces further, so that each is spoken of in distances u_j ≥ 0 from the point. There f - f(a) is a nonnegative
combination of what the choices say, of squares, and of a polynomial in which small powers outweigh larger ones: first
order growth where all one-sided derivatives are positive, and second order along those coordinates where they are 0.
What is stationary in other directions stays undecided. No rule of the kernel is about kinks: its steps are cases,
choices by their condition, and `psatz`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from theorycheck.derived.equations import replaced, symmetric
from theorycheck.kernel import landscape, terms
from theorycheck.kernel import polynomials as poly
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import FALSE, Term, instantiate, le, lt, negate, postorder, real, substitute
from theorycheck.kernel.theorem import Theorem

from .forms import linear, squares
from .formulas import Decider, Undecided
from .minima import Local
from .opened import Opened
from .outweighed import Local as Polynomial
from .outweighed import in_orthant, minus, nonnegative

RADII = (Fraction(1), Fraction(1, 8), Fraction(1, 128), Fraction(1, 2**14), Fraction(1, 2**30))
MOST_VARIABLES, MOST_CELLS = 8, 1024
SIMPLE = 10**6
PRICE = 1e-6  # of a multiplier, against the growth that it makes room for
SHARES = (Fraction(1, 2), Fraction(1, 16), Fraction(1, 256))


def by_pieces(decider: Decider, minimum: Local, inner: Opened | None = None) -> Theorem:
    """f(a) ≤ f(x) on each piece near a."""
    if not any(part.op == "select" for part in postorder(minimum.value)):
        raise Undecided("it has no pieces")
    if len(minimum.point) > MOST_VARIABLES:
        raise Undecided("it has too many coordinates for a piece in each orthant")
    first, *between, last = RADII
    try:
        return _within(decider.d, minimum, first)
    except KernelError:
        smallest = _within(decider.d, minimum, last)  # where that fails, all do
    for radius in between:
        with contextlib.suppress(KernelError):
            return _within(decider.d, minimum, radius)
    return smallest


def _within(d: Derivation, minimum: Local, radius: Fraction) -> Theorem:
    """⊢ the local minimum, with this r."""
    goal = landscape.local_minimum(minimum.function, minimum.at)
    formula = instantiate(goal.args[0], [real(radius)]).args[1]
    z: list[Term] = []
    while formula.op == "forall":
        z.append(terms.variable(f"_z{len(z)}", REAL))
        formula = instantiate(formula.args[0], [z[-1]])
    premises = []
    while formula.op == "implies":
        premises.append(formula.args[0])
        formula = formula.args[1]
    near = [d.assume(premise) for premise in premises]
    theorem = _Cells(d, minimum, radius, z, [d.and_left(one) for one in near], [d.and_right(one) for one in near]).all()
    theorem = d.convert(theorem, formula, ())
    for premise in reversed(premises):
        theorem = d.implies_intro(theorem, premise)
    for variable in reversed(z):
        theorem = d.forall_intro(theorem, variable)
    return d.exists_intro(d.and_intro(d.evaluate(lt(real(0), real(radius)), ()), theorem), goal, real(radius))


@dataclass
class _Cells:
    """The proof of f(a) ≤ f(z) near a, from z_j within r of a_j: `below` a_j - r < z_j and `above` z_j < a_j + r."""

    d: Derivation
    minimum: Local
    radius: Fraction
    z: Sequence[Term]
    below: Sequence[Theorem]
    above: Sequence[Theorem]
    count: int = 0

    def all(self) -> Theorem:
        """⊢ f(a) ≤ f(z), with f(a) computed."""
        x = self.minimum.variables
        least = normal_form(substitute(self.minimum.value, dict(zip(x, self.minimum.at, strict=True))))
        if least.op != "literal":
            raise Undecided("the value at the point is no rational number")
        goal = le(least, substitute(self.minimum.value, dict(zip(x, self.z, strict=True))))
        return self._orthants(goal, [])

    def _orthants(self, goal: Term, facts: list[Theorem]) -> Theorem:
        """Cut by a_j ≤ z_j, coordinate by coordinate."""
        j = len(facts)
        if j == len(self.z):
            signs = [1 if fact.conclusion.op == "le" else -1 for fact in facts]
            return _Orthant(self, signs, facts).proved(goal, [])
        condition = le(self.minimum.at[j], self.z[j])
        right = self._orthants(goal, [*facts, self.d.assume(condition)])
        left = self._orthants(goal, [*facts, self.d.not_le(self.d.assume(negate(condition)))])
        return self.d.cases(right, left, condition)


class _Orthant:
    """One orthant around the point: u_j = ±(z_j - a_j) ≥ 0."""

    def __init__(self, cells: _Cells, signs: Sequence[int], facts: Sequence[Theorem]) -> None:
        self.cells, self.d, self.signs = cells, cells.d, signs
        ends = [up if sign > 0 else down for sign, up, down in zip(signs, cells.above, cells.below, strict=True)]
        self.premises = (*facts, *ends)
        self.low, self.high = range(len(signs)), range(len(signs), 2 * len(signs))

    def proved(self, goal: Term, conditions: list[Theorem]) -> Theorem:
        """⊢ c ≤ F, choice by choice, the innermost first."""
        choice = next((part for part in postorder(goal.args[1]) if part.op == "select" and part.closed), None)
        if choice is None:
            return self._leaf(goal, conditions)
        condition = choice.args[0]
        if condition.op not in ("le", "lt"):
            raise Undecided(f"a choice by {condition.op}")
        known = self._decided(condition)
        if known is not None:
            return self._chosen(goal, choice, known, conditions)
        yes, no = self.d.assume(condition), self.d.assume(negate(condition))
        return self.d.cases(
            self._chosen(goal, choice, yes, [*conditions, yes]),
            self._chosen(goal, choice, no, [*conditions, self._turned(no)]),
            condition,
        )

    def _turned(self, no: Theorem) -> Theorem:
        return self.d.not_le(no) if no.conclusion.args[0].op == "le" else self.d.not_lt(no)

    def _chosen(self, goal: Term, choice: Term, known: Theorem, conditions: list[Theorem]) -> Theorem:
        """The goal, from the goal with the choice made."""
        d, taken = self.d, known.conclusion is choice.args[0]
        equation = d.select_true(known, choice) if taken else d.select_false(known, choice)
        made = replaced(goal, choice, choice.args[1 if taken else 2])
        theorem = self.proved(made, conditions)
        hole = terms.fresh("_h", REAL, goal)
        return d.substitute(symmetric(d, equation), theorem, terms.lam(hole, replaced(goal, choice, hole)))

    def _slack(self, formula: Term) -> Polynomial:
        a, b = formula.args
        difference = poly.minus(poly.polynomial(b), poly.polynomial(a))
        return in_orthant(difference, self.cells.z, self.cells.minimum.point, self.signs)

    def _decided(self, condition: Term) -> Theorem | None:
        """A condition that is the same near the point: it, or its negation."""
        d, slack = self.d, self._slack(condition)
        at_point = slack.get((0,) * len(self.signs), Fraction(0))
        if at_point == 0:
            return None
        if at_point > 0:
            return d.psatz(self.premises, condition, tuple(self._products(slack)), ())
        a, b = condition.args
        opposite = lt(b, a)
        theorem = d.psatz(self.premises, opposite, tuple(self._products(minus({}, slack, Fraction(1)))), ())
        absurd = d.psatz((theorem, d.assume(condition)), FALSE, _SUM, ())
        return d.not_intro(absurd, condition)

    def _products(self, p: Polynomial) -> list[tuple]:  # type: ignore[type-arg]
        found = nonnegative(p, self.cells.radius, self.low, self.high)
        if found is None:
            raise Undecided("no power outweighs another at this radius")
        return found

    def _leaf(self, goal: Term, conditions: Sequence[Theorem]) -> Theorem:
        """Of a polynomial F: F - c as multiples of the conditions, squares, and what outweighs the rest."""
        self.cells.count += 1
        if self.cells.count > MOST_CELLS:
            raise Undecided("there are too many pieces")
        value, slacks = self._slack(goal), [self._slack(fact.conclusion) for fact in conditions]
        for multipliers in _multipliers(value, slacks):
            rest = value
            for multiplier, slack in zip(multipliers, slacks, strict=True):
                rest = minus(rest, slack, multiplier)
            for roots, remaining in _completed(rest, len(self.signs)):
                products = nonnegative(remaining, self.cells.radius, self.low, self.high)
                if products is None:
                    continue
                first = len(self.premises)
                products += [(m, (first + i,), (), ()) for i, m in enumerate(multipliers) if m]
                products += [(c, (), (), (self._distance(row),)) for c, row in roots]
                return self.d.psatz((*self.premises, *conditions), goal, tuple(products), ())
        raise Undecided("a piece on which it is not seen to grow")

    def _distance(self, row: Sequence[Fraction]) -> Term:
        """Σ l_j u_j as a term."""
        point, signed = self.cells.minimum.point, [c * s for c, s in zip(row, self.signs, strict=True)]
        offset = sum((c * a for c, a in zip(signed, point, strict=True)), Fraction(0))
        return terms.sub(linear(signed, self.cells.z), real(offset))


_SUM = ((Fraction(1), (0,), (), ()), (Fraction(1), (1,), (), ()))


def _multipliers(value: Polynomial, slacks: Sequence[Polynomial]) -> Iterator[list[Fraction]]:
    """Multiples of the conditions that leave as much growth as they can: floats propose."""
    yield [Fraction(0)] * len(slacks)
    n = len(next(iter((*value, *(e for slack in slacks for e in slack))), ()))
    units = [tuple(int(i == j) for i in range(n)) for j in range(n)]
    steep = [unit if any(unit in p for p in (value, *slacks)) else _double(unit) for unit in units]
    for powers in (steep, units) if slacks and n else ():
        found = _most_growth(
            [float(value.get(power, 0)) for power in powers],
            [[float(slack.get(power, 0)) for slack in slacks] for power in powers],
        )
        if found is not None:
            yield [Fraction(max(0.0, m)).limit_denominator(SIMPLE) for m in found]


def _most_growth(growth: list[float], spent: list[list[float]]) -> list[float] | None:
    """λ ≥ 0 for which g_j - Σ λ_i s_ij ≥ 0 are large: the least of them, and each up to 1; None if there is none."""
    from scipy.optimize import linprog

    n, k = len(growth), len(spent[0])
    units = [[float(i == j) for i in range(n)] for j in range(n)]
    rows = [[*row, *unit, 0.0] for row, unit in zip(spent, units, strict=True)]
    rows += [[0.0] * k + [-entry for entry in unit] + [1.0] for unit in units]
    cost = [PRICE] * k + [-1.0] * n + [-float(n)]
    bounds = [(0, None)] * k + [(0, 1)] * (n + 1)
    found = linprog(cost, A_ub=rows, b_ub=growth + [0.0] * n, bounds=bounds, method="highs-ds")
    return [float(m) for m in found.x[:k]] if found.status == 0 and found.x is not None else None


def _double(unit: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(2 * power for power in unit)


def _completed(p: Polynomial, n: int) -> Iterator[tuple[list, Polynomial]]:
    """p as it is, and with squares c (Σ l_j u_j)² taken out of its quadratic part in coordinates without slope.

    Of that part a share of its diagonal is left, to outweigh higher powers.
    """
    yield [], p
    units = [tuple(int(i == j) for i in range(n)) for j in range(n)]
    flat = [j for j in range(n) if units[j] not in p]

    def place(i: int, j: int) -> tuple[int, ...]:
        return tuple(a + b for a, b in zip(units[i], units[j], strict=True))

    matrix = [[p.get(place(i, j), Fraction(0)) / (1 if i == j else 2) for j in flat] for i in flat]
    for share in SHARES if flat else ():
        kept = [[c * (1 - share) if i == j else c for j, c in enumerate(row)] for i, row in enumerate(matrix)]
        roots = squares(kept)
        if roots is None:
            continue
        rest = dict(p)
        for a, i in enumerate(flat):
            for b, j in enumerate(flat):
                if a <= b:
                    rest[place(i, j)] = share * matrix[a][a] if a == b else Fraction(0)
        wide = [(c, [dict(zip(flat, row, strict=True)).get(j, Fraction(0)) for j in range(n)]) for c, row in roots]
        yield wide, {e: c for e, c in rest.items() if c}
