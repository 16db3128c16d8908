"""How simple a point is: what shrinking lowers. Tuples of naturals under the lexicographic order are well-founded."""
from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from theorycheck.falsifying.point import Point

Measure = tuple[int, ...]


def measure(found: Point) -> Measure:
    """Sizes that are 0, sizes, entries, then the costs of all entries added up.

    Empty arrays are legal but tell a reader little, so they are not simpler than arrays of one entry.
    """
    sizes = [part for _, size in found.sizes for part in (size if isinstance(size, tuple) else (size,))]
    return (sizes.count(0), sum(sizes), sum(cell.size for cell in found.cells), *_total(found.entries))


def is_simpler(candidate: Point, found: Point) -> bool:
    """Whether the candidate has the smaller measure. At equal sizes only the entries that differ are looked at: the
    costs of the others are the same on both sides of a comparison of sums."""
    if candidate.cells is not found.cells or candidate.sizes != found.sizes:
        return measure(candidate) < measure(found)
    new, old = [], []
    for after, before in zip(candidate.entries, found.entries, strict=True):
        if after is not before:
            for place, (one, other) in enumerate(zip(after, before, strict=True)):
                if one is not other:
                    new.append(cost(one, place))
                    old.append(cost(other, place))
    return _sum(new) < _sum(old)


def cost(value: Fraction, place: int = 0) -> Measure:
    """Of one entry: whether it is nonzero, its bits, its magnitude, whether it has a minus sign, and how late it stands
    in its array. Late large entries cost more than late small ones, so that one order of the same units is simplest.
    """
    if not value:
        return NOTHING
    top, bottom = abs(value.numerator), value.denominator
    late = place * (2 * (top + bottom) + (value > 0))
    return (1, top.bit_length() + bottom.bit_length() - 1, top + bottom, int(value < 0), late)


NOTHING = (0, 0, 1, 0, 0)


def _total(entries: Iterable[tuple[Fraction, ...]]) -> Measure:
    return _sum([cost(value, place) for values in entries for place, value in enumerate(values)])


def _sum(costs: list[Measure]) -> Measure:
    return tuple(map(sum, zip(*costs, strict=True))) if costs else (0,) * len(NOTHING)
