"""Which points are worth the court's time: what floats see at them, and what exact arithmetic rules out."""
from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from fractions import Fraction
from math import inf
from typing import Any

from theorycheck.algebra import backends
from theorycheck.algebra.base import Array
from theorycheck.algebra.quotients import Quotients
from theorycheck.algebra.rationals import Rationals
from theorycheck.falsifying.court import Court, Sighting
from theorycheck.falsifying.exact import Decision, value_at
from theorycheck.falsifying.hunting.subject import Subject, move_freely
from theorycheck.falsifying.landscape.curvature import FLAT, spectrum
from theorycheck.falsifying.landscape.kinks import lowest_nearby
from theorycheck.falsifying.landscape.orbit import orbit_at
from theorycheck.falsifying.landscape.statement_objective import StatementObjective
from theorycheck.falsifying.point import Point
from theorycheck.statement.landscape import Critical, GlobalMinimum, Landscape, LocalMinimum, StrictSaddle
from theorycheck.statement.smoothness import is_piecewise_polynomial, is_smooth
from theorycheck.statement.truth import holds

RATIONALS, QUOTIENTS = Rationals(), Quotients()


class Hearing:
    """Brings points of one statement before the court, each once; `search` lends it, and its space and program."""

    def __init__(self, search: Any, subject: Subject) -> None:
        self.search, self.subject = search, subject
        self.court: Court = search.court
        self.court.worthless = self._worthless  # shrinking asks the kernel about no other points than a hunt does
        self.heard: set[str] = set()  # digests: they can be kept, and a point may be large

    def hear(self, found: Point, lane: str, index: int, sizes: dict[str, Any]) -> None:
        """Decides a point, unless a landscape of the hypotheses is not even critical there, or a saddle strict."""
        digest = hashlib.sha256(repr((found.sizes, found.entries)).encode()).hexdigest()[:24]
        if digest in self.heard:
            return
        self.heard.add(digest)
        if self._worthless(found):
            return
        decision = self.court.hear(found, Sighting(lane, index, float("nan"), sizes))
        inside = decision is not Decision.OUTSIDE
        self.search.statistics.count(lane, 1, int(inside), int(decision is Decision.UNDECIDED))

    def _worthless(self, found: Point) -> bool:
        environment = self.court.judge.environment(found, QUOTIENTS)
        for node in self.subject.asserted:
            smooth = isinstance(node, Landscape) and is_smooth(node.objective)
            if smooth and holds(Critical(*node.args), QUOTIENTS, environment) is False:
                return True
            if node is self.subject.surveyed and isinstance(node, LocalMinimum) and not self._plausible(node, found):
                return True
            lowest = smooth and isinstance(node, GlobalMinimum) and move_freely(node.points)
            if lowest and self._least_curvature(node, found) < -FLAT:
                return True
        goal = self.subject.statement.conclusion
        if not (isinstance(goal, StrictSaddle) and move_freely(goal.points)):
            return False
        critical = holds(Critical(*goal.args), QUOTIENTS, environment)
        return bool(critical) and self._least_curvature(goal, found) < -FLAT

    def _plausible(self, node: Landscape, found: Point) -> bool:
        """Whether a local minimum there could be certified: value 0, or no slope and positive curvature off orbits, or
        on pieces nothing lower nearby."""
        environment = self.court.judge.environment(found, RATIONALS)
        if value_at(node.value(), environment) == 0:
            return True
        if has_pieces(node):
            objective, x = self._in_floats(node, found)
            return lowest_nearby(objective, objective.backend.to_host(x)[0].tolist())
        return self._slope(node, found) < FLAT and self._least_curvature(node, found) > FLAT

    def _slope(self, node: Landscape, found: Point) -> float:
        """The largest derivative in floats; not a number at a kink that leaves none."""
        objective, x = self._in_floats(node, found)
        with objective.backend.quiet():
            slopes = objective.backend.to_host(objective.value_and_gradient(x)[1])[0].tolist()
        return max(map(abs, slopes), default=0.0)

    def _least_curvature(self, node: Landscape, found: Point) -> float:
        """The least eigenvalue of the Hessian off the orbits, in floats; infinity without coordinates."""
        objective, x = self._in_floats(node, found)
        if objective.dimension == 0:
            return inf
        with objective.backend.quiet():
            curved = spectrum(objective, objective.hessian(x), orbit_at(objective, x))
        return float(objective.backend.to_host(curved.eigenvalues)[0, 0])

    def _in_floats(self, node: Landscape, found: Point) -> tuple[StatementObjective, Any]:
        objective, places = self.objective(node, found, alone=True)
        flat = [in_float(value) for place in places for value in found.entries[place]]
        return objective, objective.backend.asarray([flat], dtype=objective.backend.dtype("float64"))

    def objective(
        self, node: Landscape, data: Point, *, alone: bool = False
    ) -> tuple[StatementObjective, list[int]]:
        """The objective of a landscape over its own symbols at the data, and the places of these among the cells.

        What is asked of points `alone` is asked on the host: a device is for many.
        """
        names = [point.name for point in node.points]  # type: ignore[attr-defined]
        places = [next(p for p, cell in enumerate(data.cells) if cell.symbol == name) for name in names]
        backend = self.search.program.backend
        if alone and backend.remote:
            backend = backends.numpy_backend()

        def wrap(values: Sequence[Fraction], shape: tuple[int, ...]) -> Any:
            flat = backend.asarray([in_float(v) for v in values], dtype=backend.dtype("float64"))
            carrier = backend.reshape(flat, (1, *shape))
            return Array(carrier, shape) if shape else carrier

        environment = self.search.space.layout.environment(data.size_map(), data.entries, wrap)
        shapes = [data.cells[place].shape for place in places]
        symmetry = self.subject.statement.hints.symmetry
        return StatementObjective(backend, node, environment, shapes, symmetry), places


def has_pieces(node: Landscape) -> bool:
    """Whether the objective is a polynomial on pieces, and not on the whole."""
    return is_piecewise_polynomial(node.objective) and not is_smooth(node.objective)


def in_float(value: Fraction) -> float:
    """The number in floats; infinite where it is too large."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
