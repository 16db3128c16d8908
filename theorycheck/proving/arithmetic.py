"""Finding psatz certificates: linear programming over products of what is known, in exact rationals.

The kernel checks the identity.  A wrong choice costs time, never truth.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Sequence
from fractions import Fraction

from theorycheck.kernel.errors import KernelError, fuelled, spend, unmetered
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import FALSE, Term, cast, le, mul, postorder, real
from theorycheck.kernel.theorem import Theorem

from .context import Context
from .products import Candidate, Products
from .simplex import nonnegative_combination

MAX_FACTS = 16
MAX_CANDIDATES = 400
SEARCH_FUEL = 1_000_000  # products of coefficients
REMEMBERED = 4096  # searches; the same question comes up again and again in one proof
CONTEXTS = 64  # whose facts were sorted; many questions are asked in one

Weights = tuple[tuple, tuple]  # of products and of cofactors


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
    return _latest(context.facts)


@functools.lru_cache(maxsize=CONTEXTS)
def _latest(facts: tuple[Theorem, ...], of_indices: bool = False) -> tuple[Theorem, ...]:
    wanted = _between_indices if of_indices else _between_numbers
    found = {fact.conclusion: fact for fact in reversed(facts) if wanted(fact.conclusion)}
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
    if goal is not FALSE and not _between_numbers(goal):
        raise failure or context.open(goal, "not a relation between numbers")
    attempts = [(numeric_facts(context), tuple(degrees))]
    if _between_indices(goal):
        attempts = [(_latest(context.facts, of_indices=True), (1,)), (attempts[0][0], (1,))]
    for facts, tried in attempts:
        found, price = _certificate(tuple(fact.conclusion for fact in facts), goal, tried)
        spend(price)
        if found is not None:
            with contextlib.suppress(KernelError):
                return context.derivation.psatz(*_entering(facts, goal, *found))
    raise failure or context.open(goal, "no certificate of low degree found")


@functools.lru_cache(maxsize=REMEMBERED)
def _certificate(facts: tuple[Term, ...], goal: Term, degrees: tuple[int, ...]) -> tuple[Weights | None, int]:
    """The weights of a certificate, if one was found, and the fuel for the search, which is due each time.

    It depends on nothing but the arguments, the fuel that is left not being one: so it is the same if it is remembered.
    """
    with unmetered():
        try:
            with fuelled(SEARCH_FUEL):
                products = Products(facts, goal)
        except KernelError:
            return None, SEARCH_FUEL
        candidates: list[Candidate] = []
        for degree in degrees:
            candidates += products.level(degree)
            if len(candidates) > MAX_CANDIDATES or products.price > SEARCH_FUEL:
                break
            found = _solve(products, candidates)
            if found is not None:
                return found, products.price
        return None, products.price


def _between_numbers(formula: Term) -> bool:
    return formula.op in ("le", "lt", "eq") and formula.args[0].sort in (REAL, NATURAL)


@functools.lru_cache(maxsize=REMEMBERED)
def _between_indices(formula: Term) -> bool:
    """Whether it is an order or equation of sums of indices and literals: of such, linear ones alone decide."""
    return _between_numbers(formula) and all(
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


def _solve(products: Products, candidates: list[Candidate]) -> Weights | None:
    """The products and cofactors of a certificate, or None."""
    signs = [kind == "product" for kind, _, _ in candidates]
    positive = None
    if products.goal is FALSE:
        positive = [kind == "product" and _is_positive(products.facts, data) for kind, data, _ in candidates]
    weights = nonnegative_combination([p for *_, p in candidates], signs, products.target, positive)
    if weights is None:
        return None
    entering, cofactors = [], []
    for (kind, data, _), weight in zip(candidates, weights, strict=True):
        if not weight:
            continue
        if kind == "product":
            entering.append((weight, *data))
        else:
            cofactors.append((data[0], _scaled_atom(weight, data[1])))
    return tuple(entering), tuple(cofactors)


def _scaled_atom(weight: Fraction, atom: Term | None) -> Term:
    if atom is None:
        return real(weight)
    return mul(real(weight), cast(atom) if atom.sort == NATURAL else atom)


def _is_positive(facts: Sequence[Term], data: tuple) -> bool:
    """Whether the product is > 0 whenever its coefficient is: strict real facts only."""
    indices, naturals, squares = data
    strict = all(facts[i].op == "lt" and facts[i].args[0].sort == REAL for i in indices)
    return strict and not naturals and not squares
