"""The best networks that any lane or method has found, a few for each of a few size assignments: ascents start here."""
from __future__ import annotations

from dataclasses import dataclass, field

from theorycheck.falsifying.point import Sizes

PER_SIZES, MOST_SIZES = 4, 8

Key = tuple[tuple[str, "int | tuple[int, ...]"], ...]


@dataclass(frozen=True)
class Elite:
    """One network: its entries, cell after cell, its violation, and the lane and index it began from."""

    entries: tuple[float, ...]
    violation: float
    lane: str
    index: int | None


@dataclass
class Elites:
    """The pool, by size assignment. Margins at different sizes are compared, for want of anything better."""

    kept: dict[Key, list[Elite]] = field(default_factory=dict)

    def add(self, sizes: Sizes, elite: Elite) -> None:
        """Keeps the network if it is among the best of its sizes, and its sizes if they are among the best."""
        own = self.kept.setdefault(key_of(sizes), [])
        if any(elite.entries == other.entries for other in own):
            return
        own.append(elite)
        own.sort(key=lambda one: -one.violation)
        del own[PER_SIZES:]
        if len(self.kept) > MOST_SIZES:
            del self.kept[min(self.kept, key=lambda key: self.kept[key][0].violation)]

    def of(self, sizes: Sizes) -> list[Elite]:
        """The best networks at these sizes, the best first."""
        return self.kept.get(key_of(sizes), [])

    def ranked(self) -> list[dict[str, int | list[int]]]:
        """The size assignments, the most promising first."""
        best_first = sorted(self.kept, key=lambda key: -self.kept[key][0].violation)
        return [{name: list(size) if isinstance(size, tuple) else size for name, size in key} for key in best_first]


def key_of(sizes: Sizes) -> Key:
    """Sizes as what a dictionary can be asked for."""
    return tuple((name, tuple(size) if isinstance(size, list) else size) for name, size in sizes.items())
