"""Finding psatz certificates: linear programming over products of what is known, then exact rational solving.

The solver's floats only choose which products take part; their coefficients are solved for exactly, and the kernel
checks the identity.  A wrong choice costs time, never truth.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.polynomials import CONSTANT, Polynomial
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import FALSE, Term, add, cast, le, mul, postorder, real, sub
from theorycheck.kernel.theorem import Theorem

from .context import Context
from .simplex import nonnegative_combination

MAX_FACTS = 16
MAX_CANDIDATES = 400


def arithmetic(context: Context, goal: Term) -> Theorem:
    """Proves ≤, < or = between numbers, the negation of one, or false, from the facts; raises Open."""
    if goal.op == "not":
        (p,) = goal.args
        return context.derivation.not_intro(refute(context.assuming(p)), p)
    if goal.op == "eq":
        return _equation(context, goal)
    if goal.op == "lt" and goal.args[0].sort == REAL:
        return _strict(context, goal)
    return positivstellensatz(context, goal)


def numeric_facts(context: Context) -> tuple[Theorem, ...]:
    """The facts that are relations between numbers, each once, the latest first."""
    found = {
        fact.conclusion: fact for fact in reversed(context.facts)
        if fact.conclusion.op in ("le", "lt", "eq") and fact.conclusion.args[0].sort in (REAL, NATURAL)
    }  # fmt: skip
    return tuple(found.values())[:MAX_FACTS]


def _equation(context: Context, goal: Term) -> Theorem:
    d = context.derivation
    a, b = goal.args
    if a is b:
        return d.refl(a)
    if a.sort not in (REAL, NATURAL):
        raise context.open(goal, "an equation that is not between numbers")
    try:
        return d.ring(goal)
    except KernelError:
        return _by_equations(context, goal)


def _by_equations(context: Context, goal: Term) -> Theorem:
    """b - a as a rational combination of equations that are known, or by both inequalities."""
    a, b = goal.args
    d = context.derivation
    return d.antisymmetry(positivstellensatz(context, le(a, b)), positivstellensatz(context, le(b, a)))


def _strict(context: Context, goal: Term) -> Theorem:
    """a < b, by refuting b ≤ a."""
    d = context.derivation
    a, b = goal.args
    opposite = le(b, a)
    contradiction = positivstellensatz(context.assuming(opposite), FALSE, context.open(goal, "no certificate found"))
    return d.not_le(d.not_intro(contradiction, opposite))


def refute(context: Context) -> Theorem:
    """Proves false from the facts."""
    return positivstellensatz(context, FALSE)


def linear(context: Context, goal: Term) -> Theorem:
    """a ≤ b of reals as a sum of multiples of what is known, without any product; raises Open."""
    return positivstellensatz(context, goal, degrees=(1,))


def positivstellensatz(
    context: Context, goal: Term, failure: Exception | None = None, degrees: Sequence[int] = (1, 2, 3)
) -> Theorem:
    """One exact identity, of products of one fact, of two, of three.

    Between sums of indices linear ones alone are tried: from what is known of indices, then from all that is known.
    """
    error = failure or context.open(goal, "no certificate of low degree found")
    attempts = [(numeric_facts(context), degree) for degree in degrees]
    if _between_indices(goal):
        about_indices = tuple(fact for fact in context.facts if _between_indices(fact.conclusion))
        attempts = [(numeric_facts(replace(context, facts=about_indices)), 1), attempts[0]]
    for facts, degree in attempts:
        candidates = _candidates(facts, goal, degree)
        if len(candidates) > MAX_CANDIDATES:
            break
        found = _solve(facts, goal, candidates)
        if found is not None:
            try:
                return context.derivation.psatz(*_entering(facts, goal, *found))
            except KernelError:
                continue
    raise error


def _between_indices(formula: Term) -> bool:
    """Whether it is an order or equation of sums of indices and literals: of such, linear ones alone decide."""
    return formula.op in ("le", "lt", "eq") and all(
        part.sort == NATURAL and part.op in ("variable", "literal", "add")
        for side in formula.args
        for part in postorder(side)
    )


def _entering(facts: tuple[Theorem, ...], goal: Term, products: tuple, cofactors: tuple) -> tuple:
    """The same certificate with the facts that enter it alone: nothing shall rest on what was only at hand."""
    needed = sorted({i for _, indices, *_ in products for i in indices} | {i for i, _ in cofactors})
    place = {old: new for new, old in enumerate(needed)}
    products = tuple((weight, tuple(place[i] for i in indices), *rest) for weight, indices, *rest in products)
    return tuple(facts[i] for i in needed), goal, products, tuple((place[i], term) for i, term in cofactors)


Candidate = tuple[str, tuple, Polynomial]  # how it enters the certificate, and its polynomial


def _slack(fact: Theorem) -> Polynomial:
    a, b = fact.conclusion.args
    slack = poly.minus(poly.polynomial(b), poly.polynomial(a))
    integral = fact.conclusion.op == "lt" and a.sort == NATURAL
    return poly.plus(slack, {CONSTANT: Fraction(-1)}) if integral else slack


def _candidates(facts: tuple[Theorem, ...], goal: Term, degree: int) -> list[Candidate]:
    slacks = [_slack(fact) for fact in facts]
    inequalities = [i for i, fact in enumerate(facts) if fact.conclusion.op != "eq"]
    equations = [i for i, fact in enumerate(facts) if fact.conclusion.op == "eq"]
    atoms = _atoms([*slacks, _goal_polynomial(goal)])
    naturals = [atom for atom in atoms if atom.sort == NATURAL]
    found: list[Candidate] = [("product", ((), (), ()), {CONSTANT: Fraction(1)})]
    found += [("product", ((i,), (), ()), slacks[i]) for i in inequalities]
    found += [("product", ((), (n,), ()), poly.polynomial(n)) for n in naturals]
    found += [("cofactor", (i, None), slacks[i]) for i in equations]
    if degree >= 2:
        found += _quadratic(slacks, inequalities, equations, atoms, naturals)
    if degree == 3:
        found += _cubic(facts, slacks, inequalities)
        found += _weighted_squares(slacks, inequalities, atoms)
    return found


def _cubic(facts: tuple[Theorem, ...], slacks: list[Polynomial], inequalities: list[int]) -> list[Candidate]:
    """Products of three different facts of which at most one is not strict."""
    return [
        ("product", ((i, j, k), (), ()), poly.times(poly.times(slacks[i], slacks[j]), slacks[k]))
        for i, j, k in itertools.combinations(inequalities[:9], 3)
        if sum(facts[n].conclusion.op == "lt" for n in (i, j, k)) >= 2
    ]


def _weighted_squares(slacks: list[Polynomial], inequalities: list[int], atoms: list[Term]) -> list[Candidate]:
    """A slack times the square of an atom."""
    found: list[Candidate] = []
    for root in [atom for atom in atoms if atom.sort == REAL][:5]:
        square = poly.times(poly.polynomial(root), poly.polynomial(root))
        found += [("product", ((i,), (), (root,)), poly.times(slacks[i], square)) for i in inequalities[:5]]
    return found


def _quadratic(slacks, inequalities, equations, atoms, naturals) -> list[Candidate]:  # type: ignore[no-untyped-def]
    found: list[Candidate] = []
    for i, j in itertools.combinations_with_replacement(inequalities, 2):
        found.append(("product", ((i, j), (), ()), poly.times(slacks[i], slacks[j])))
    for i, n in itertools.product(inequalities, naturals):
        found.append(("product", ((i,), (n,), ()), poly.times(slacks[i], poly.polynomial(n))))
    for n, m in itertools.combinations_with_replacement(naturals, 2):
        found.append(("product", ((), (n, m), ()), poly.times(poly.polynomial(n), poly.polynomial(m))))
    for root in _roots(atoms):
        found.append(("product", ((), (), (root,)), poly.times(poly.polynomial(root), poly.polynomial(root))))
    for atom in atoms:
        for i in equations:
            found.append(("cofactor", (i, atom), poly.times(slacks[i], poly.polynomial(atom))))
    return found


def _roots(atoms: list[Term]) -> list[Term]:
    """What to square: each atom, and sums and differences of two."""
    reals = [cast(atom) if atom.sort == NATURAL else atom for atom in atoms]
    pairs = itertools.combinations(reals[:6], 2)
    return [*reals, *(root for a, b in pairs for root in (add(a, b), sub(a, b)))]


def _goal_polynomial(goal: Term) -> Polynomial:
    if goal is FALSE:
        return {}
    a, b = goal.args
    target = poly.minus(poly.polynomial(b), poly.polynomial(a))
    return poly.plus(target, {CONSTANT: Fraction(-1)}) if goal.op == "lt" else target


def _atoms(polynomials: list[Polynomial]) -> list[Term]:
    seen: dict[Term, None] = {}
    for polynomial in polynomials:
        for monomial in polynomial:
            seen.update((atom, None) for atom, _ in monomial)
    return list(seen)


def _solve(facts: tuple[Theorem, ...], goal: Term, candidates: list[Candidate]) -> tuple[tuple, tuple] | None:
    """The products and cofactors of a certificate, or None."""
    target = _goal_polynomial(goal)
    positive = [
        _is_positive(facts, data) if kind == "product" else False for kind, data, _ in candidates
    ]  # fmt: skip
    signs = [kind == "product" for kind, _, _ in candidates]
    weights = nonnegative_combination(
        [polynomial for _, _, polynomial in candidates], signs, target, positive if goal is FALSE else None
    )
    if weights is None:
        return None
    products, cofactors = [], []
    for (kind, data, _), weight in zip(candidates, weights, strict=True):
        if not weight:
            continue
        if kind == "product":
            products.append((weight, *data))
        else:
            cofactors.append((data[0], _scaled_atom(weight, data[1])))
    return tuple(products), tuple(cofactors)


def _scaled_atom(weight: Fraction, atom: Term | None) -> Term:
    if atom is None:
        return real(weight)
    return mul(real(weight), cast(atom) if atom.sort == NATURAL else atom)


def _is_positive(facts: tuple[Theorem, ...], data: tuple) -> bool:
    """Whether the product is > 0 whenever its coefficient is: strict real facts only."""
    indices, naturals, squares = data
    strict = all(facts[i].conclusion.op == "lt" and facts[i].conclusion.args[0].sort == REAL for i in indices)
    return strict and not naturals and not squares
