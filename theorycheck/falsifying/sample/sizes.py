"""Sizes are search variables: corners first (0, 1, 2), then small, log-uniform and powers of two.

Assignment number n of a space is a function of (seed, n). A statement about naturals alone is swept
exhaustively from its smallest tuples on every even number, so a claim that is first false at L = 6 falls within
the first few shells.
"""
from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from theorycheck.falsifying.randomness import choose

SIZE_STREAM = 1 << 20
SMALL_SPAN, ARRAY_CAP, COUNT_CAP = 3, 8, 64
SHELLS = 4096
Sizes = dict[str, "int | list[int]"]


@dataclass(frozen=True)
class Natural:
    """A natural symbol: its least and greatest value in the search, and for a family how long it is, given the
    others."""

    name: str
    least: int = 0
    greatest: int = ARRAY_CAP
    length: Callable[[Mapping[str, int | list[int]]], int] | None = None

    def clip(self, value: int) -> int:
        """The value moved into the range."""
        return max(self.least, min(self.greatest, value))


@dataclass
class SizeSpace:
    """All naturals of a statement that the search chooses, scalars before the families whose length depends on them."""

    naturals: tuple[Natural, ...]
    seed: int
    sweep: bool
    _shells: Iterator[tuple[int, ...]] = field(init=False, repr=False)
    _swept: list[tuple[int, ...]] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self._shells = itertools.islice(_shells(len(self.naturals)), SHELLS)

    def assignment(self, number: int) -> Sizes:
        """The sizes of bucket `number`."""
        if not self.naturals:
            return {}
        if self.sweep and number % 2 == 0 and (tuple_ := self._swept_tuple(number // 2)) is not None:
            return self._fill(lambda place, natural, member: natural.clip(natural.least + tuple_[place]))
        corners = len(self.naturals) + 4
        if not self.sweep and number < corners:
            return self._corner(number)
        return self._random(number)

    def is_random(self, number: int) -> bool:
        """Whether assignment `number` is an independent draw (and not a corner or a step of the sweep)."""
        return number % 2 == 1 if self.sweep else number >= len(self.naturals) + 4

    def random(self, number: int) -> Sizes:
        """The independent draw `number`, corners or not."""
        return self._random(number)

    def _swept_tuple(self, place: int) -> tuple[int, ...] | None:
        self._swept.extend(itertools.islice(self._shells, max(0, place + 1 - len(self._swept))))
        return self._swept[place] if place < len(self._swept) else None

    def _corner(self, number: int) -> Sizes:
        if number < 4:
            value = (2, 1, 0, 3)[number]
            return self._fill(lambda place, natural, member: natural.clip(value))
        return self._fill(lambda place, natural, member: natural.clip(0 if place == number - 4 else 2))

    def _random(self, number: int) -> Sizes:
        mode = choose(self.seed, SIZE_STREAM, number, 0, 4)

        def pick(place: int, natural: Natural, member: int) -> int:
            where = 1 + 64 * place + member
            return natural.clip(_value(natural, mode, self.seed, number, where))

        return self._fill(pick)

    def _fill(self, pick: Callable[[int, Natural, int], int]) -> Sizes:
        sizes: Sizes = {}
        for place, natural in enumerate(self.naturals):
            if natural.length is None:
                sizes[natural.name] = pick(place, natural, 0)
            else:
                sizes[natural.name] = [pick(place, natural, member) for member in range(natural.length(sizes))]
        return sizes


def _value(natural: Natural, mode: int, seed: int, number: int, where: int) -> int:
    """Modes 0 and 1: the least values; 2: log-uniform up to the greatest; 3: powers of two."""
    span = max(1, natural.greatest - natural.least)
    if mode < 2:
        return natural.least + choose(seed, SIZE_STREAM, number, where, min(SMALL_SPAN, span) + 1)
    octaves = span.bit_length()
    octave = choose(seed, SIZE_STREAM, number, where, octaves + 1)
    if mode == 3:
        return 1 << octave
    low = (1 << octave) >> 1
    return natural.least + low + choose(seed, SIZE_STREAM, number, where + (1 << 16), max(1, low))


def _shells(count: int) -> Iterator[tuple[int, ...]]:
    """All tuples of naturals, by their greatest member, then lexicographically."""
    if count == 0:
        return
    for radius in itertools.count():
        for values in itertools.product(range(radius + 1), repeat=count):
            if max(values) == radius:
                yield values
