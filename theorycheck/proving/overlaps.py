"""Critical pairs: where the greatest monomials of two rules overlap, the monomial that contains both.

Each rule rewrites it in its own way, so the two results are equal, which neither rule says of its own monomial alone:
from C A = 1 and A B = 1 it is C A B that gives C = B.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.contraction import Monomial, equal_sizes, shape_of
from theorycheck.kernel.sorts import NATURAL
from theorycheck.kernel.terms import Term

Ranges = Mapping[Term, Term]
Leading = tuple[Monomial, Ranges]  # a rule's monomial, and the ranges of its free indices


def overlaps(rules: Sequence[Leading], goal: Ranges) -> Iterator[Monomial]:
    """The monomials at the goal's free indices that contain two of these, sharing a factor."""
    for first, second in itertools.product(rules, repeat=2):
        other = _renamed(second, [*first[1], *dict(first[0].indices), *goal])
        for f, g in itertools.product(first[0].factors, other[0].factors):
            joined = _joined(first, other, f, g)
            if joined is not None:
                yield from _placed(*joined, goal)


def _renamed(rule: Leading, taken: Sequence[Term]) -> Leading:
    """The rule with indices of its own."""
    monomial, ranges = rule
    names: dict[Term, Term] = {}
    for index in (*ranges, *dict(monomial.indices)):
        names[index] = terms.fresh("_o", NATURAL, *taken, *names.values(), *monomial.factors)
    factors = tuple(terms.substitute(factor, names) for factor in monomial.factors)
    indices = tuple((names[index], size) for index, size in monomial.indices)
    renamed = monomial._replace(factors=factors, indices=indices)
    return renamed, {names[index]: size for index, size in ranges.items()}


def _joined(first: Leading, second: Leading, f: Term, g: Term) -> tuple[tuple[Term, ...], Ranges, Ranges] | None:
    """Factors, summed indices and free ones of the two with f and g made one; None where they cannot be."""
    mine, theirs = ({**ranges, **dict(monomial.indices)} for monomial, ranges in (first, second))
    (template, at), (other, places) = shape_of(f, list(mine)), shape_of(g, list(theirs))
    if template is not other:
        return None
    images: dict[Term, Term] = {}
    for index, image in zip(places, at, strict=True):
        if images.setdefault(index, image) is not image or not equal_sizes(theirs[index], mine[image]):
            return None
    rest = [factor for factor in second[0].factors if factor is not g]
    factors = (*first[0].factors, *(terms.substitute(factor, images) for factor in rest))
    sizes = {**mine, **{images.get(i, i): size for i, size in theirs.items() if i not in images}}
    summed = {i for i, _ in first[0].indices} | {images.get(i, i) for i, _ in second[0].indices}
    return factors, {i: sizes[i] for i in summed}, {i: n for i, n in sizes.items() if i not in summed}


def _placed(factors: tuple[Term, ...], summed: Ranges, free: Ranges, goal: Ranges) -> Iterator[Monomial]:
    """The monomial for every way to put the goal's indices for its free ones."""
    choices = [[i for i, n in goal.items() if equal_sizes(n, size)] for size in free.values()]
    for images in itertools.product(*choices):
        names = dict(zip(free, images, strict=True))
        put = tuple(terms.substitute(factor, names) for factor in factors) if names else factors
        yield Monomial(Fraction(1), tuple(summed.items()), put)
