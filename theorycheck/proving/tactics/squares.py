"""Polynomial inequalities by sums of squares: b - a = Σ σ · (product of slacks) + Σ c · (equation), each σ such a sum.

`squares` proves a ≤ b, a < b, a = b or a contradiction from what is known of numbers (Putinar's and Schmüdgen's
certificates, of bounded degree); `squares(6)` looks up to degree 6.  It needs Clarabel, which proposes; the
coefficients are made exact, and the kernel checks the identity.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.errors import ProofScriptError
from theorycheck.kernel import polynomials as poly
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import NATURAL, REAL, is_number
from theorycheck.kernel.terms import FALSE, Term, le, lt, mul, real, sub
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import numeric_facts
from ..context import Context, Open, Tactic, stop
from ..extras import required
from ..failures import failing_point
from ..shifts import without_shifts
from ..sparse import Exponents, Sparse, atoms_of, degree, dense, product, sparse, times, written
from ..sums_of_squares import Block, Found, weighted_squares

MAX_PREMISES = 8
MAX_TOGETHER = 3
MAX_BASIS = 600


def squares(context: Context, goal: Term, then: Tactic, most: str = "") -> Theorem:
    """A relation of numbers, or false; other goals go on. most: the degree of the certificate."""
    if most and not most.isdecimal():
        raise ProofScriptError(f"squares({most}) does not name a degree", cure="write squares or squares(6)")
    if goal.op == "eq" and goal.args[0].sort == REAL:
        return _equal(context, goal, most)
    if goal is not FALSE and not (goal.op in ("le", "lt") and is_number(goal.args[0].sort)):
        return then(context, goal)
    search = _Search(context, goal, required(context, goal, "squares", "clarabel"))
    if (place := search.failing()) is not None:
        raise context.open(goal, f"squares: what is known holds, and the goal fails, where {place}")
    answers: list[str] = []
    for bound, together in search.attempts(int(most) if most else None):
        found = search.attempt(bound, together)
        if isinstance(found, Theorem):
            return found
        products = f" with products of {together} facts" if together > 1 else ""
        answers.append(f"up to degree {bound}{products} {found}")
    raise context.open(goal, "squares: no sum of squares was found: " + "; ".join(answers))


def _equal(context: Context, goal: Term, most: str) -> Theorem:
    """a = b from (a - b)² ≤ 0: were one below the other, the square would be positive."""
    d = context.derivation
    a, b = goal.args
    difference = sub(a, b)
    flat = le(mul(difference, difference), real(0))
    try:
        square = squares(context, flat, stop, most)
    except Open as gap:
        raise context.open(goal, gap.reason) from None
    one = Fraction(1)
    bounds = []
    for low, high in ((a, b), (b, a)):
        above = d.assume(lt(high, low))
        contradiction = d.psatz((above, square), FALSE, ((one, (0, 0), (), ()), (one, (1,), (), ())), ())
        bounds.append(d.not_lt(d.not_intro(contradiction, lt(high, low))))
    return d.antisymmetry(*bounds)


@dataclass(frozen=True)
class _Premise:
    """A product of slacks (indices into the facts) and naturals, ≥ 0, or > 0 if strict."""

    indices: tuple[int, ...]
    naturals: tuple[Term, ...]
    value: Sparse
    strict: bool


class _Search:
    """The goal and the facts as polynomials over common atoms."""

    def __init__(self, context: Context, goal: Term, clarabel: Any):
        self.d, self.goal, self.clarabel = context.derivation, goal, clarabel
        target = {} if goal is FALSE else _slack(goal)
        self.facts = _about(target, numeric_facts(context))
        slacks = [_slack(fact.conclusion) for fact in self.facts]
        atoms = atoms_of([target, *slacks])
        (self.target, *self.slacks), self.atoms = without_shifts([sparse(p, atoms) for p in (target, *slacks)], atoms)
        self.one: Exponents = (0,) * len(self.atoms)
        naturals = [_Premise((), (n,), {self._unit(n): Fraction(1)}, False) for n in self.atoms if n.sort == NATURAL]
        self.single = [*(self._premise(i) for i in self._places("le", "lt")), *naturals][:MAX_PREMISES]
        self.equations = list(self._places("eq"))
        if goal is FALSE:
            # some strict products add up to 0 with the rest; their weights add up to 1 in a place of its own
            self.target = {self._aside: Fraction(1)}

    def failing(self) -> str | None:
        """Where the facts hold and the goal does not, each atom being any number."""
        facts = [(p, self._sign(fact.conclusion)) for p, fact in zip(self.slacks, self.facts, strict=True)]
        claim = None if self.goal is FALSE else (self.target, self._sign(self.goal))
        point = failing_point(facts, claim, [atom.sort == NATURAL for atom in self.atoms])
        if point is None:
            return None
        return ", ".join(f"{str(atom)[:40]} = {x}" for atom, x in zip(self.atoms, point, strict=True)) or "anywhere"

    @staticmethod
    def _sign(formula: Term) -> str:
        """Over the naturals < stands in the slack."""
        return "le" if formula.op == "lt" and formula.args[0].sort == NATURAL else formula.op

    @property
    def _aside(self) -> Exponents:
        """A monomial that no polynomial has."""
        return (-1,) * max(len(self.atoms), 1)

    def _unit(self, atom: Term) -> Exponents:
        return tuple(int(other is atom) for other in self.atoms)

    def _places(self, *ops: str) -> Iterator[int]:
        return (i for i, fact in enumerate(self.facts) if fact.conclusion.op in ops)

    def _premise(self, i: int) -> _Premise:
        formula = self.facts[i].conclusion
        return _Premise((i,), (), self.slacks[i], formula.op == "lt" and formula.args[0].sort == REAL)

    def attempts(self, most: int | None) -> Iterator[tuple[int, int]]:
        """Degrees to try, and of how many premises products may be."""
        least = max(degree(p) for p in ({} if self.goal is FALSE else self.target, *self.slacks))
        least += least % 2
        known = bool(self.single or self.equations)
        highest = most if most is not None else least + 2 * known
        for bound in range(min(least, highest), highest + 1, 2):
            for together in range(1, min(MAX_TOGETHER, max(len(self.single), 1), bound) + 1):
                yield bound, together

    def attempt(self, bound: int, together: int) -> Theorem | str:
        """One degree: the theorem, or why not."""
        if math.comb(len(self.atoms) + bound // 2, bound // 2) > MAX_BASIS:
            return f"there are more than {MAX_BASIS} monomials"
        premises = self._premises(bound, together)
        multiples = list(self._multiples(bound))
        alone = len(premises) == 1 and not multiples
        blocks = [Block(p.value, self._basis((bound - degree(p.value)) // 2, alone)) for p in premises]
        strict = self.goal is FALSE or (self.goal.op == "lt" and self.goal.args[0].sort == REAL)
        positive = [p for p in premises if p.strict] if strict else []
        for p in positive:
            aside = {self._aside: Fraction(1)} if self.goal is FALSE else {}
            blocks.append(Block(p.value | aside, ({self.one: Fraction(1)},)))
        free = [product({rest: Fraction(1)}, self.slacks[i]) for i, rest in multiples]
        found = weighted_squares(self.clarabel, self.target, blocks, free, len(positive))
        if isinstance(found, str):
            return found
        return self._theorem([*premises, *positive], found, multiples)

    def _premises(self, bound: int, together: int) -> list[_Premise]:
        """Products of up to so many different premises, the empty one first."""
        found = [_Premise((), (), {self.one: Fraction(1)}, True)]
        for count in range(1, together + 1):
            for chosen in itertools.combinations(self.single, count):
                value = functools.reduce(product, (p.value for p in chosen))
                indices = tuple(i for p in chosen for i in p.indices)
                naturals = tuple(n for p in chosen for n in p.naturals)
                found.append(_Premise(indices, naturals, value, all(p.strict for p in chosen)))
        return [p for p in found if degree(p.value) <= bound]

    def _basis(self, bound: int, alone: bool) -> tuple[Sparse, ...]:
        monomials = list(_monomials(len(self.atoms), bound))
        if alone:
            monomials = reduced(monomials, self.target)
        return tuple({m: Fraction(1)} for m in monomials)

    def _multiples(self, bound: int) -> Iterator[tuple[int, Exponents]]:
        for i in self.equations:
            for rest in _monomials(len(self.atoms), bound - degree(self.slacks[i])):
                yield i, rest

    def _theorem(
        self, premises: Sequence[_Premise], found: Found, multiples: Sequence[tuple[int, Exponents]]
    ) -> Theorem | str:
        products = [
            (weight * root[self.one] ** 2, p.indices, p.naturals, ())
            if set(root) == {self.one}
            else (weight, p.indices, p.naturals, (self._written(root),))
            for p, roots in zip(premises, found.squares, strict=True)
            for weight, root in roots
        ]
        weights: dict[int, Sparse] = {}
        for (i, rest), weight in zip(multiples, found.weights, strict=True):
            if weight:
                weights.setdefault(i, {})[rest] = weight
        cofactors = [(i, self._written(weight)) for i, weight in weights.items()]
        used = sorted({i for _, indices, *_ in products for i in indices} | set(weights))
        place = {old: new for new, old in enumerate(used)}
        entering = tuple(self.facts[i] for i in used)
        exact = tuple((weight, tuple(place[i] for i in indices), *rest) for weight, indices, *rest in products)
        try:
            return self.d.psatz(entering, self.goal, exact, tuple((place[i], term) for i, term in cofactors))
        except KernelError as error:
            return f"the kernel refused the identity ({error})"

    def _written(self, p: Sparse) -> Term:
        return written(dense(p, self.atoms))


def _slack(formula: Term) -> poly.Polynomial:
    """b - a; over the naturals b - a - 1 for a < b."""
    a, b = formula.args
    difference = poly.minus(poly.polynomial(b), poly.polynomial(a))
    whole = formula.op == "lt" and a.sort == NATURAL
    return poly.plus(difference, {poly.CONSTANT: Fraction(-1)}) if whole else difference


def _about(target: poly.Polynomial, facts: Sequence[Theorem]) -> list[Theorem]:
    """The facts whose atoms have to do with the target's; all of them where the target has none."""
    atoms = {fact: set(atoms_of([_slack(fact.conclusion)])) for fact in facts}
    reached = set(atoms_of([target]))
    if not reached:
        return list(facts)
    while wider := {atom for own in atoms.values() if own & reached for atom in own} - reached:
        reached |= wider
    return [fact for fact in facts if atoms[fact] & reached]


def _monomials(atoms: int, bound: int) -> Iterator[Exponents]:
    """All monomials up to that degree, the lowest first."""
    for total in range(bound + 1):
        for chosen in itertools.combinations_with_replacement(range(atoms), total):
            yield tuple(chosen.count(i) for i in range(atoms))


def reduced(monomials: Sequence[Exponents], target: Sparse) -> list[Exponents]:
    """The monomials that can be squared in target = Σ squares: those within half the Newton polytope, and fewer.

    m goes where m² is neither in the target nor a product of two others: its coefficient in every square is 0.  What
    stays has all its extreme points' squares in the target (Löfberg 2009), so it lies in half the Newton polytope.
    """
    kept = list(monomials)
    while True:
        met = set(target)
        for m, n in itertools.combinations(kept, 2):
            met.add(times(m, n))
        fewer = [m for m in kept if times(m, m) in met]
        if len(fewer) == len(kept):
            return kept
        kept = fewer
