r"""`descent_path(network, start)`: the meta-algorithm of Haeffele and Vidal, as a path with a checked report.

    1. slide      while the outputs of the blocks are dependent, sum_i d_i phi(B_i) = 0 with d other than 0, as they are
                  if more blocks are not 0 than the output has entries: Phi stays and Theta does not increase, until one
                  more block is 0
    2. rescaling  where <G, phi(X_i)> + lambda theta(X_i) is not 0 for some block, G the loss's gradient: the weights
                  move towards where all of these are 0
    3. new block  where <G, phi(Z)> + lambda theta(Z) < 0 for some Z: it grows in the place of a zero block

Where neither 2 nor 3 is possible, the point is a global minimum (hv.main); that no Z is left is said only of those
that were tried.  (Haeffele and Vidal, arXiv:1506.07540; survey §III-D and Fig. 3.)
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.algebra.linear_systems import dependence, solve
from theorycheck.errors import OptionError
from theorycheck.statement.claim import Claim

from .parallel_networks import Block, ParallelNetwork, Vector, shaped
from .phases import Phase, PhaseReport, checked, is_zero, slope, totals

MOST_PHASES = 24
MOST_CANDIDATES = 729
HALVINGS = 40
BITS = 64


@dataclass(frozen=True)
class DescentPath:
    """phases: in order; report: what was checked of each; ends: why the path ends there."""

    network: ParallelNetwork
    start: tuple[Block, ...]
    phases: tuple[Phase, ...]
    ends: str

    @property
    def report(self) -> tuple[PhaseReport, ...]:
        """Each phase checked afresh in exact rationals; raises PathRefused if one is not what it says."""
        return checked(self.network, self.phases, self.start)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What the report rests on, for `check` to decide."""
        return self.network.claims

    def __str__(self) -> str:
        return "\n".join([*map(str, self.report), self.ends])


def descent_path(
    network: ParallelNetwork, start: Sequence[Any], *, candidates: Sequence[Any] = (), phases: int = MOST_PHASES
) -> DescentPath:
    """A path from the start along which the objective never increases, at most that many phases long.

    start:      the blocks, each with exact values for the symbols `network.over`
    candidates: blocks that are tried as new ones, before those with entries -1, 0, 1
    Raises OptionError for a start that does not fit.
    """
    blocks = tuple(network.block(values) for values in start)
    if not blocks:
        raise OptionError("a path of no blocks", cure="give at least one block to start from")
    tried = [*(network.block(values) for values in candidates), *_small_blocks(network)]
    walk = _Walk(network, list(blocks), tuple(Fraction(not is_zero(b)) for b in blocks), tried)
    made: list[Phase] = []
    while len(made) < phases and (phase := walk.next()) is not None:
        made.append(phase)
    return DescentPath(network, blocks, tuple(made), walk.ends or f"{phases} phases were made")


class _Walk:
    """Where the path is, and what comes next."""

    def __init__(self, network: ParallelNetwork, blocks: list[Block], weights: Vector, tried: list[Block]) -> None:
        self.network, self.blocks, self.weights, self.tried = network, blocks, weights, tried
        self.ends = ""

    def next(self) -> Phase | None:
        """The next phase, after which the path is at its end; None where there is none, with the reason."""
        phase = self._slide() or self._rescaling() or self._new_block()
        if phase is not None:
            self.weights = phase.end
        elif 0 in self.weights:
            self.ends = f"no descent: the blocks are in balance, and none of {len(self.tried)} new blocks descends"
        else:
            self.ends = "no zero block, and the outputs of the blocks are independent: start with more blocks"
        return phase

    def _alive(self) -> list[int]:
        return [i for i, w in enumerate(self.weights) if w > 0]

    def _slide(self) -> Phase | None:
        alive = self._alive()
        found = dependence([self.network.outputs(self.blocks[i]) for i in alive])
        if found is None:
            return None
        direction = self._spread(alive, found)
        _, rate = totals(self.network, self.blocks, direction)
        if rate > 0 or (rate == 0 and min(direction) >= 0):
            direction = tuple(-d for d in direction)
        if min(direction) >= 0:
            raise OptionError(
                "the regularizer decreases without end",
                where="a slide of the path",
                why="it is negative for some block, so that no minimum is attained",
                cure="give a regularizer >= 0",
            )
        return self._phase("slide", direction, self._room(direction))

    def _rescaling(self) -> Phase | None:
        """Towards where every block's scale is stationary: a Newton step, or along the slopes where that is none."""
        alive = self._alive()
        slopes = self._slopes([self.blocks[i] for i in alive])
        if not any(slopes):
            return None
        step = self._newton(alive, slopes)
        along = step is not None and sum((s * d for s, d in zip(slopes, step, strict=True)), Fraction(0)) < 0
        direction = self._spread(alive, step if along and step is not None else [-s for s in slopes])
        return self._descending("rescaling", direction)

    def _new_block(self) -> Phase | None:
        if 0 not in self.weights or not self.tried:
            return None
        slopes = self._slopes(self.tried)
        best = min(range(len(slopes)), key=lambda i: slopes[i])
        if slopes[best] >= 0:
            return None
        place = self.weights.index(Fraction(0))
        self.blocks[place] = self.tried[best]
        return self._descending("new block", self._spread([place], [Fraction(1)]))

    # ---- parts

    def _slopes(self, blocks: Sequence[Block]) -> list[Fraction]:
        """<G, phi(B)> + lambda theta(B) for each block, G the gradient of the loss here."""
        here, _ = totals(self.network, self.blocks, self.weights)
        G = self.network.slopes_at(here)
        penalty = self.network.penalty
        return [
            sum(
                (g * x for g, x in zip(G, self.network.outputs(b), strict=True)),
                penalty * self.network.regularization(b),
            )
            for b in blocks
        ]

    def _newton(self, alive: list[int], slopes: list[Fraction]) -> list[Fraction] | None:
        """d with H d = -slopes, H the curvature of the loss along the outputs, as it is for a quadratic loss."""
        rows = [self.network.outputs(self.blocks[i]) for i in alive]
        here, _ = totals(self.network, self.blocks, self.weights)
        G = self.network.slopes_at(here)
        moved = [self.network.slopes_at(tuple(map(sum, zip(here, row, strict=True)))) for row in rows]  # type: ignore[arg-type]
        table = [
            [sum(((h - g) * x for h, g, x in zip(after, G, row, strict=True)), Fraction(0)) for after in moved]
            for row in rows
        ]
        return solve(list(zip(*table, strict=True)), [-s for s in slopes])

    def _descending(self, kind: str, direction: Vector) -> Phase | None:
        """Along the direction to where the objective stops decreasing, or to a zero block."""
        room = self._room(direction)
        length = Fraction(1) if room is None else min(room, Fraction(1)) if kind == "rescaling" else room
        trial = Phase(kind, tuple(self.blocks), self.weights, direction, length)
        first, last = (slope(self.network, trial, trial.weights_at(t)) for t in (Fraction(0), length))
        if last > 0:
            length = _shortened(length * first / (first - last))
        for _ in range(HALVINGS):
            if slope(self.network, trial, trial.weights_at(length)) <= 0:
                return self._phase(kind, direction, length)
            length /= 2
        return None

    def _phase(self, kind: str, direction: Vector, length: Fraction | None) -> Phase:
        return Phase(kind, tuple(self.blocks), self.weights, direction, length or Fraction(1))

    def _room(self, direction: Vector) -> Fraction | None:
        """How far the weights stay >= 0; None: for ever."""
        return min((-w / d for w, d in zip(self.weights, direction, strict=True) if d < 0), default=None)

    def _spread(self, places: Sequence[int], values: Sequence[Fraction]) -> Vector:
        given = dict(zip(places, values, strict=True))
        return tuple(given.get(i, Fraction(0)) for i in range(len(self.blocks)))


def _shortened(length: Fraction) -> Fraction:
    """A little less, with few digits: exact numbers must not grow from phase to phase."""
    unit = Fraction(1)
    while length < BITS * unit:
        unit /= 2
    return unit * (length // unit)


def _small_blocks(network: ParallelNetwork) -> Iterator[Block]:
    """Blocks with entries -1, 0, 1, the zero block left out; few of them where there are many."""
    shapes = [network.shape_of(symbol) for symbol in network.over]
    counts = list(map(math.prod, shapes))
    everything = itertools.product((1, 0, -1), repeat=sum(counts))
    for entries in itertools.islice(everything, MOST_CANDIDATES):
        rest = list(map(Fraction, entries))
        parts = []
        for shape, count in zip(shapes, counts, strict=True):
            parts.append(shaped(rest[:count], shape))
            rest = rest[count:]
        block = network.block(parts if len(parts) > 1 else parts[0])
        if not is_zero(block):
            yield block
