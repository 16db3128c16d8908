"""What a certificate may be made of: what is known, and products of it, in levels by their degree.

Each level is formed when the ones before it have failed, and no product twice.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel.polynomials import CONSTANT
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import FALSE, Term, add, cast, sub

# atoms by their places, each as often as its power says; whole coefficients are of Python's own kind, for speed
Monomial = tuple[int, ...]
Polynomial = dict[Monomial, Fraction | int]
Candidate = tuple[str, tuple, Polynomial]  # how it enters the certificate, and its polynomial


def slack(formula: Term) -> poly.Polynomial:
    """b - a of a ≤ b, a < b or a = b; b - a - 1 of naturals a < b."""
    a, b = formula.args
    difference = poly.minus(poly.polynomial(b), poly.polynomial(a))
    integral = formula.op == "lt" and a.sort == NATURAL
    return poly.plus(difference, {CONSTANT: Fraction(-1)}) if integral else difference


def target_of(goal: Term) -> poly.Polynomial:
    """What a certificate of the goal must come to."""
    if goal is FALSE:
        return {}
    a, b = goal.args
    target = poly.minus(poly.polynomial(b), poly.polynomial(a))
    return poly.plus(target, {CONSTANT: Fraction(-1)}) if goal.op == "lt" else target


@dataclass
class Products:
    """The facts' polynomials, and how long all products so far were to form."""

    facts: Sequence[Term]
    goal: Term
    price: int = 0
    slacks: list[Polynomial] = field(init=False)
    target: Polynomial = field(init=False)
    atoms: list[Term] = field(init=False)

    def __post_init__(self) -> None:
        slacks, target = [slack(fact) for fact in self.facts], target_of(self.goal)
        found = {atom: None for p in (*slacks, target) for monomial in p for atom, _ in monomial}
        self.atoms = list(found)
        self._place = {atom: place for place, atom in enumerate(self.atoms)}
        self.slacks = [self._compact(p) for p in slacks]
        self.price += sum(map(len, self.slacks))
        self.target = self._compact(target)
        self._inequalities = [i for i, fact in enumerate(self.facts) if fact.op != "eq"]
        self._equations = [i for i, fact in enumerate(self.facts) if fact.op == "eq"]
        self._naturals = [atom for atom in self.atoms if atom.sort == NATURAL]

    def level(self, degree: int) -> list[Candidate]:
        """The candidates that this degree adds to those of the degrees below it: 1, 2 or 3."""
        return (self._linear, self._quadratic, self._cubic)[degree - 1]()

    def _compact(self, p: poly.Polynomial) -> Polynomial:
        found: Polynomial = {}
        for monomial, coefficient in p.items():
            places = sorted(place for atom, power in monomial for place in [self._place[atom]] * power)
            found[tuple(places)] = coefficient.numerator if coefficient.denominator == 1 else coefficient
        return found

    def _atom(self, atom: Term) -> Polynomial:
        return {(self._place[atom],): 1}

    def _times(self, p: Polynomial, q: Polynomial) -> Polynomial:
        self.price += len(p) * len(q)
        found: Polynomial = {}
        for a, x in p.items():
            for b, y in q.items():
                monomial = tuple(sorted(a + b)) if a and b else a + b
                found[monomial] = found.get(monomial, 0) + x * y
        return {monomial: coefficient for monomial, coefficient in found.items() if coefficient}

    def _linear(self) -> list[Candidate]:
        found: list[Candidate] = [("product", ((), (), ()), {(): 1})]
        found += [("product", ((i,), (), ()), self.slacks[i]) for i in self._inequalities]
        found += [("product", ((), (n,), ()), self._atom(n)) for n in self._naturals]
        found += [("cofactor", (i, None), self.slacks[i]) for i in self._equations]
        return found

    def _quadratic(self) -> list[Candidate]:
        found: list[Candidate] = []
        for i, j in itertools.combinations_with_replacement(self._inequalities, 2):
            found.append(("product", ((i, j), (), ()), self._times(self.slacks[i], self.slacks[j])))
        for i, n in itertools.product(self._inequalities, self._naturals):
            found.append(("product", ((i,), (n,), ()), self._times(self.slacks[i], self._atom(n))))
        for n, m in itertools.combinations_with_replacement(self._naturals, 2):
            found.append(("product", ((), (n, m), ()), self._times(self._atom(n), self._atom(m))))
        for root, p in self._roots():
            found.append(("product", ((), (), (root,)), self._times(p, p)))
        for atom in self.atoms:
            for i in self._equations:
                found.append(("cofactor", (i, atom), self._times(self.slacks[i], self._atom(atom))))
        return found

    def _roots(self) -> list[tuple[Term, Polynomial]]:
        """What to square: each atom, and sums and differences of two."""
        reals = [(cast(a) if a.sort == NATURAL else a, self._place[a]) for a in self.atoms]
        found: list[tuple[Term, Polynomial]] = [(a, {(i,): 1}) for a, i in reals]
        for (a, i), (b, j) in itertools.combinations(reals[:6], 2):
            found += [(add(a, b), {(i,): 1, (j,): 1}), (sub(a, b), {(i,): 1, (j,): -1})]
        return found

    def _cubic(self) -> list[Candidate]:
        """Products of three different facts of which at most one is not strict; a fact times the square of an atom."""
        found: list[Candidate] = []
        for chosen in itertools.combinations(self._inequalities[:9], 3):
            if sum(self.facts[i].op == "lt" for i in chosen) >= 2:
                p, q, r = (self.slacks[i] for i in chosen)
                found.append(("product", (chosen, (), ()), self._times(self._times(p, q), r)))
        for root in [atom for atom in self.atoms if atom.sort == REAL][:5]:
            square = self._times(self._atom(root), self._atom(root))
            for i in self._inequalities[:5]:
                found.append(("product", ((i,), (), (root,)), self._times(self.slacks[i], square)))
        return found
