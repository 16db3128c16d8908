"""Finding cofactors for `nc_ideal`: rewriting with equations of entries, in every dimension.

Each premise a = b is read as a rule: its greatest monomial (each of them, if there are several) becomes the rest.
Monomials are compared by how often they mention the symbols that are to be eliminated (the first listed counts most),
then by their number of factors.  A rule applies wherever its monomial is a part of another: its
factors are found among the other's, its summed indices occur nowhere else, its free indices match any.
What is applied is recorded as cofactors, which the kernel checks; so nothing here needs to be trusted.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from theorycheck.algebra.linear_systems import solve
from theorycheck.kernel import terms
from theorycheck.kernel.contraction import Monomial, Shape, canonical, equal_sizes, expanded, shape_of, without_deltas
from theorycheck.kernel.rules.contractions import opened
from theorycheck.kernel.sorts import NATURAL
from theorycheck.kernel.terms import Term, real, select, sub

from .overlaps import overlaps

MAX_RELATIONS = 600
MAX_OVERLAPS = 200


@dataclass(frozen=True)
class Polynomial:
    """a - b of an equation of entries: monomials by canonical key; `ranges` are its free indices."""

    ranges: dict[Term, Term]
    monomials: dict[tuple, Monomial]

    @cached_property
    def negative(self) -> Term:
        """b - a, written out."""
        term: Term = real(0)
        for monomial in self.monomials.values():
            term = terms.add(term, _written(monomial._replace(coefficient=-monomial.coefficient)))
        return term

    @cached_property
    def shapes(self) -> list[tuple[Monomial, list[Shape]]]:
        """Each monomial with its factors without the indices, summed or free."""
        return [
            (m, [shape_of(factor, [*dict(m.indices), *self.ranges]) for factor in m.factors])
            for m in self.monomials.values()
        ]


@dataclass(frozen=True)
class Rule:
    """Premise `number`, whose greatest monomial is replaced by the rest."""

    number: int
    premise: Polynomial
    leading: Monomial

    @cached_property
    def indices(self) -> list[Term]:
        """The indices of the greatest monomial: what it sums over, and what the premise leaves open."""
        return [*dict(self.leading.indices), *self.premise.ranges]

    @cached_property
    def shapes(self) -> list[Shape]:
        """Its factors without their indices."""
        return [shape_of(factor, self.indices) for factor in self.leading.factors]


def collected(monomials: Sequence[Monomial]) -> dict[tuple, Monomial]:
    """Like terms collected, zeros dropped."""
    total: dict[tuple, Monomial] = {}
    for monomial in monomials:
        key = canonical(monomial)
        old = total.pop(key, None)
        value = monomial.coefficient + (old.coefficient if old else 0)
        if value:
            total[key] = monomial._replace(coefficient=value)
    return total


def equation(formula: Term, name: str, *avoid: Term) -> Polynomial:
    """a - b of an equation of entries, its free indices called `name` (which no declared symbol is: `_i`)."""
    ranges, a, b = opened(formula, name, *avoid)
    return Polynomial(ranges, collected(expanded(sub(a, b), ranges)))


class Order:
    """How monomials are compared."""

    def __init__(self, eliminated: Sequence[str]) -> None:
        self.eliminated = eliminated

    def weight(self, monomial: Monomial) -> tuple[int, ...]:
        counts = [sum(name in {n for n, _ in f.free} for f in monomial.factors) for name in self.eliminated]
        return (*counts, len(monomial.factors))

    def leading(self, monomials: Sequence[Monomial]) -> list[Monomial]:
        """The greatest ones."""
        most = max((self.weight(m) for m in monomials), default=())
        return [m for m in monomials if m.factors and self.weight(m) == most]


def rules_of(number: int, premise: Polynomial, order: Order) -> list[Rule]:
    """The premise as rewriting rules, one for each of its greatest monomials."""
    return [Rule(number, premise, leading) for leading in order.leading(list(premise.monomials.values()))]


# ------------------------------------------------------------------ one step


@dataclass(frozen=True)
class Found:
    """Where a rule's monomial lies in another: the index of the other that each of its indices is, and what remains."""

    indices: dict[Term, Term]
    rest: tuple[Term, ...]


def occurrences(
    rule: Rule, monomial: Monomial, offered: Sequence[Shape], sizes: dict[Term, Term]
) -> Iterator[Found]:
    """Every way the rule's greatest monomial is a part of this one.

    offered: the monomial's factors without their indices, whose sizes are `sizes`
    """
    wanted = rule.shapes
    pattern_sizes = {**rule.premise.ranges, **dict(rule.leading.indices)}

    def extend(place: int, used: tuple[int, ...], known: dict[Term, Term]) -> Iterator[Found]:
        if place == len(wanted):
            rest = tuple(f for n, f in enumerate(monomial.factors) if n not in used)
            if _inner_indices_are_free(rule, known, monomial, rest) and len(known) == len(rule.indices):
                yield Found(known, rest)
            return
        template, indices = wanted[place]
        for n, (other, at) in enumerate(offered):
            if n in used or other is not template:
                continue
            joined = dict(known)
            if all(
                joined.setdefault(i, k) is k and equal_sizes(pattern_sizes[i], sizes[k])
                for i, k in zip(indices, at, strict=True)
            ):
                yield from extend(place + 1, (*used, n), joined)

    return extend(0, (), {})


def _inner_indices_are_free(
    rule: Rule, known: dict[Term, Term], monomial: Monomial, rest: tuple[Term, ...]
) -> bool:
    """The pattern's summed indices are different summed indices of the monomial that stand nowhere else."""
    inner = [known.get(index) for index, _ in rule.leading.indices]
    outer = [known.get(index) for index in rule.premise.ranges]
    summed = dict(monomial.indices)
    return (
        all(k in summed for k in inner)
        and len(set(inner)) == len(inner)
        and not set(inner) & set(outer)
        and not any(k.data in factor.free for k in inner if k is not None for factor in rest)
    )


def cofactor(rule: Rule, found: Found, monomial: Monomial, goal: dict[Term, Term]) -> Term:
    """λ goal indices, premise indices: what the premise is multiplied with so that its greatest monomial cancels."""
    factor = monomial.coefficient / rule.leading.coefficient
    summed = dict(monomial.indices)
    stands_for: dict[Term, Term] = {}
    deltas: list[Term] = []
    for index in rule.premise.ranges:
        image = found.indices[index]
        if image in summed and image not in stands_for:
            stands_for[image] = index
        else:
            other = stands_for.get(image, image)
            deltas.append(select(terms.eq(other, index), real(1), real(0)))
    body = real(factor)
    for part in (*found.rest, *deltas):
        body = terms.mul(body, terms.substitute(part, stands_for) if stands_for else part)
    inner = {found.indices[index] for index, _ in rule.leading.indices}
    for index, size in reversed(monomial.indices):
        if index not in inner and index not in stands_for:
            body = terms.summation(size, index, body)
    return terms.bind("lambda", [*goal, *rule.premise.ranges], body)


# ------------------------------------------------------------------ all steps, and a linear system


def cofactors(goal: Polynomial, premises: Sequence[Polynomial], order: Order) -> list[tuple[int, Term]] | None:
    """Multiples of the premises that sum to the goal; None where these steps do not reach it.

    From the goal's monomials on, every rule is applied wherever it fits; premises at the goal's own indices join.
    Each application is a relation between monomials, and the goal must be a combination of them: so no choice of
    which rule to apply can be a wrong one.
    """
    relations = _Relations(goal.ranges)
    for number, premise in enumerate(premises):
        for images in _placements(premise.ranges, goal.ranges):
            relations.put(number, premise, images)
    rules = [rule for number, premise in enumerate(premises) for rule in rules_of(number, premise, order)]
    relations.meet(goal.monomials)
    found = relations.combined(rules, goal)
    if found is None:  # what two rules say together where they overlap
        leading = [(rule.leading, rule.premise.ranges) for rule in rules]
        relations.meet({canonical(m): m for m in itertools.islice(overlaps(leading, goal.ranges), MAX_OVERLAPS)})
        found = relations.combined(rules, goal)
    return found


class _Relations:
    """The multiples of premises so far, as columns over monomials, and the monomials not yet looked at."""

    def __init__(self, free: dict[Term, Term]) -> None:
        self.free = free
        self.found: list[tuple[int, Callable[[], Term], dict[tuple, Fraction]]] = []
        self.waiting: list[Monomial] = []
        self._met: set[tuple] = set()

    def put(self, number: int, premise: Polynomial, images: dict[Term, Term]) -> None:
        """The premise at these indices of the goal."""
        column = _multiplied(premise, Monomial(Fraction(-1), (), ()), images, self.free)
        self._add(number, premise, column, lambda: _placed(images, self.free))

    def apply(self, rule: Rule, found: Found, monomial: Monomial) -> None:
        column = applied(rule, found, monomial, self.free)
        self._add(rule.number, rule.premise, column, lambda: cofactor(rule, found, monomial, self.free))

    def _add(
        self, number: int, premise: Polynomial, column: list[Monomial] | None, multiple: Callable[[], Term]
    ) -> None:
        like = collected(_product(premise, multiple(), self.free) if column is None else column)
        self.found.append((number, multiple, {key: -m.coefficient for key, m in like.items()}))
        self.meet(like)

    def combined(self, rules: Sequence[Rule], goal: Polynomial) -> list[tuple[int, Term]] | None:
        """Every rule applied wherever it fits, until the goal is a combination of what that gives."""
        target = {key: m.coefficient for key, m in goal.monomials.items()}
        looked_at = 0
        while self.waiting and len(self.found) < MAX_RELATIONS:
            if 2 * len(self.found) > 3 * looked_at:
                looked_at = len(self.found)
                if (weights := self._weights(target)) is not None:
                    return weights
            monomial = self.waiting.pop()
            sizes = {**self.free, **dict(monomial.indices)}
            offered = [shape_of(factor, sizes) for factor in monomial.factors]
            for rule in rules:
                for found in occurrences(rule, monomial, offered, sizes):
                    self.apply(rule, found, monomial)
        return self._weights(target)

    def _weights(self, target: dict[tuple, Fraction]) -> list[tuple[int, Term]] | None:
        """The goal as a combination of the relations so far."""
        weights = _solved([column for _, _, column in self.found], target)
        if weights is None:
            return None
        return [(n, _times(w, m())) for (n, m, _), w in zip(self.found, weights, strict=True) if w]

    def meet(self, monomials: dict[tuple, Monomial]) -> None:
        for key, monomial in monomials.items():
            if key not in self._met:
                self._met.add(key)
                self.waiting.append(monomial)


def applied(rule: Rule, found: Found, monomial: Monomial, free: dict[Term, Term]) -> list[Monomial] | None:
    """- Σ_k c(i, k)·(a(k) - b(k)) for the cofactor c; None where a sum's index is idle."""
    inner = {found.indices[index] for index, _ in rule.leading.indices}
    kept = tuple(pair for pair in monomial.indices if pair[0] not in inner)
    factor = Monomial(-monomial.coefficient / rule.leading.coefficient, kept, found.rest)
    return _multiplied(rule.premise, factor, found.indices, free)


def _multiplied(
    premise: Polynomial, factor: Monomial, images: dict[Term, Term], free: dict[Term, Term]
) -> list[Monomial] | None:
    """a - b at these indices, times the factor, whose sums stand in front; None where a sum's index is idle."""
    found: list[Monomial] = []
    for monomial, shapes in reversed(premise.shapes):
        unused = (v for n in itertools.count(1) if (v := terms.variable(f"·{n}", NATURAL)) not in dict(factor.indices))
        names = dict(zip(dict(monomial.indices), unused, strict=False))
        put = {**images, **names}
        factors = (*factor.factors, *(terms.instantiate(t, [put[index] for index in at]) for t, at in shapes))
        summed = (*factor.indices, *((names[index], size) for index, size in monomial.indices))
        product = without_deltas(Monomial(factor.coefficient * monomial.coefficient, summed, factors), free)
        if not all(any(index.data in f.free for f in product.factors) for index, _ in product.indices):
            return None
        found.append(product)
    return found


def _product(premise: Polynomial, multiple: Term, free: dict[Term, Term]) -> list[Monomial]:
    """- Σ_k c(i, k)·(a(k) - b(k)), in monomials."""
    term = terms.mul(terms.apply(multiple, *free, *premise.ranges), premise.negative)
    for index, size in reversed(premise.ranges.items()):
        term = terms.summation(size, index, term)
    return expanded(term, free)


def _written(monomial: Monomial) -> Term:
    """The monomial as a term."""
    body: Term = real(monomial.coefficient)
    for factor in monomial.factors:
        body = terms.mul(body, factor)
    for index, size in reversed(monomial.indices):
        body = terms.summation(size, index, body)
    return body


def _placements(inner: dict[Term, Term], outer: dict[Term, Term]) -> Iterator[dict[Term, Term]]:
    """Every way to put the goal's indices for the premise's."""
    choices = [[i for i, n in outer.items() if equal_sizes(n, size)] for size in inner.values()]
    for images in itertools.product(*choices):
        yield dict(zip(inner, images, strict=True))


def _placed(images: dict[Term, Term], outer: dict[Term, Term]) -> Term:
    """λ goal, premise indices. Π deltas."""
    body: Term = real(1)
    for index, image in images.items():
        body = terms.mul(body, select(terms.eq(image, index), real(1), real(0)))
    return terms.bind("lambda", [*outer, *images], body)


def _times(weight: Fraction, multiple: Term) -> Term:
    variables: list[Term] = []
    while multiple.op == "lambda":
        variables.append(terms.fresh("_w", NATURAL, multiple, *variables))
        multiple = terms.apply(multiple, variables[-1])
    return terms.bind("lambda", variables, terms.mul(real(weight), multiple))


def _solved(columns: Sequence[dict[tuple, Fraction]], target: dict[tuple, Fraction]) -> list[Fraction] | None:
    """Weights with which the columns sum to the target; None if there are none."""
    keys = list({*target, *(key for column in columns for key in column)})
    dense = [[side.get(key, Fraction(0)) for key in keys] for side in (*columns, target)]
    return solve(dense[:-1], dense[-1])
