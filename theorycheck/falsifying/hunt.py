"""The search for landscape statements: points that are critical, or minima, and whatever a statement says of them.

Turns, until the budget is spent or a point refutes: points near the author's example, small exact points (with the
landscape's own symbols at zero too), and a survey of the landscape of the statement at the same data.  Array
symbols that equality hypotheses determine are solved for.  What a point's hypotheses leave undecided in numbers
(a minimum among all points nearby) is decided by the kernel, in the court.
"""
from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from math import inf
from typing import Any

from theorycheck.algebra.base import Array
from theorycheck.algebra.rationals import Rationals
from theorycheck.errors import Inexact, NotNumeric, TheorycheckError, UndefinedValue
from theorycheck.falsifying.court import Court, Sighting
from theorycheck.falsifying.exact import Decision, value_at
from theorycheck.falsifying.landscape.critical import find_critical
from theorycheck.falsifying.landscape.curvature import FLAT, spectrum
from theorycheck.falsifying.landscape.minimize import minimize
from theorycheck.falsifying.landscape.orbit import orbit_at
from theorycheck.falsifying.landscape.rational import polished, rational_points
from theorycheck.falsifying.landscape.starts import Starts, reflected
from theorycheck.falsifying.landscape.statement_objective import StatementObjective
from theorycheck.falsifying.landscape.survey import Survey, explore
from theorycheck.falsifying.point import Point, from_witness, nested, with_entries
from theorycheck.falsifying.randomness import choose
from theorycheck.falsifying.sample.solve_arrays import solve_affine_system
from theorycheck.statement.evaluation import evaluate
from theorycheck.statement.landscape import Critical, GlobalMinimum, Gradient, Landscape, LocalMinimum, StrictSaddle
from theorycheck.statement.node import Node, postorder
from theorycheck.statement.nodes import And, Eq, Variable
from theorycheck.statement.smoothness import is_smooth
from theorycheck.statement.sorts import NATURAL
from theorycheck.statement.symbols import symbols_of
from theorycheck.statement.truth import holds
from theorycheck.statement.witness import Between

EXACT, NEARBY, SURVEY = "small exact points", "near the example", "landscape"
EXACT_DRAWS, NEARBY_DRAWS = 12, 32
FEW_STARTS, FIRST_STARTS, MOST_STARTS = 16, 256, 4096
MOST_ENTRIES = 60  # of a point at sizes that the author has not chosen
RADII = (Fraction(1, 2**36), Fraction(1, 2**24), Fraction(1, 2**12))  # of boxes around a minimum
GRID = Fraction(1, 2**52)
CHANGED_CELLS, SMALL = 3, 3
CHANGE_STREAM = 1 << 21
CANDIDATES, ROUNDINGS = 3, 6
RATIONALS = Rationals()


def landscapes_of(*nodes: Node) -> list[Landscape]:
    """The landscape predicates in these nodes, each once."""
    return [node for node in postorder(*nodes) if isinstance(node, Landscape)]


def speaks_of_landscapes(statement: Any) -> bool:
    """Whether a statement mentions a gradient, a critical point or a minimum."""
    nodes = postorder(*statement.hypotheses, statement.conclusion)
    return any(isinstance(node, (Gradient, Landscape)) for node in nodes)


class Hunt:
    """One run; `search` lends its space, court, meter, examiner and statistics."""

    def __init__(self, search: Any) -> None:
        self.search = search
        self.court: Court = search.court
        self.space = search.space
        self.statement = search.statement
        self.own = landscapes_of(*self.statement.hypotheses)
        self.surveyed = self._surveyed()
        self.equations = [eq for node in self.statement.hypotheses for eq in _equations(node)]
        self.moving = {symbol for node in self.own for point in node.points for symbol in symbols_of(point)}
        self.determining: dict[str, list[Eq]] = {}
        for equation in self.equations:
            for symbol in self._determined(equation):
                self.determining.setdefault(symbol.name, []).append(equation)
        self.asserted = self._asserted()
        self.only_critical = not any(isinstance(node, (LocalMinimum, GlobalMinimum)) for node in self.asserted)
        self.heard: set[Point] = set()

    def _surveyed(self) -> Landscape | None:
        """The first landscape, outside of binders, whose points are different real symbols."""
        everywhere = landscapes_of(*self.statement.hypotheses, self.statement.conclusion)
        return next((n for n in everywhere if not n.loose and _move_freely(n.points)), None)

    def _determined(self, equation: Eq) -> set[Variable]:
        """The symbols that an equation is solved for: of a gradient, its own point, in which it is often affine."""
        found, side = set(symbols_of(equation)), equation.args[0]
        return found - (self.moving - set(symbols_of(side.args[1]))) if isinstance(side, Gradient) else found

    def _asserted(self) -> list[Node]:
        """The parts of the hypotheses' conjunctions."""
        waiting, found = list(self.statement.hypotheses), []
        while waiting:
            node = waiting.pop()
            if isinstance(node, And):
                waiting.extend(node.args)
            else:
                found.append(node)
        return found

    def run(self) -> None:
        """Turns until the budget is spent or a point refutes."""
        self.search.statistics.hunted = True
        example = self._example()
        if example is not None:
            self._hear(example, NEARBY, 0, {})
        sizes = self._sizes()
        for turn in itertools.count():
            if self._done():
                return
            before = self.search.meter.examples
            if example is not None and example.cells:
                self._near(example, turn)
            here = next(sizes)
            if here is not None:
                self._at(here, turn)
            if self.search.meter.examples == before:  # a turn without a point: examples alone must end the run
                self.search.meter.add(1)

    def _done(self) -> bool:
        return self.court.refutation is not None or self.search.meter.spent()

    # ---- points

    def _example(self) -> Point | None:
        witness = self.statement.hints.example
        if witness is None:
            return None
        known = {name: witness[name] for name in (s.name for s in self.statement.symbols) if name in witness}
        try:
            return from_witness(known, self.space)
        except (KeyError, ValueError, TypeError, IndexError, TheorycheckError):
            self.court.note("the example does not fit this statement and was passed over")
            return None

    def _sizes(self) -> Iterator[dict[str, Any] | None]:
        if not self.space.size_names:
            yield from itertools.repeat({})
        for number in itertools.count():
            sizes = self.space.sizes(number)
            entries = 0 if sizes is None else sum(cell.size for cell in self.space.cells(sizes))
            small = entries <= MOST_ENTRIES or bool(self.space.ranges)
            yield sizes if sizes is not None and small and self.court.judge.naturals_allow(sizes) else None

    def _near(self, example: Point, turn: int) -> None:
        """Points that differ from the example in a few arrays, of small integers."""
        for number in range(turn * NEARBY_DRAWS, (turn + 1) * NEARBY_DRAWS):
            if self._done():
                return
            self.search.meter.add(1)
            found = example
            for change in range(1 + choose(self.space.seed, CHANGE_STREAM, number, 0, CHANGED_CELLS)):
                place = choose(self.space.seed, CHANGE_STREAM, number, 1 + change, len(found.cells))
                found = self._changed(found, place, number)
            for candidate in self._variants(found, self._solved(found)):
                self._hear(candidate, NEARBY, number, {})

    def _changed(self, found: Point, place: int, number: int) -> Point:
        """Every fourth array becomes zero, and of the others about half of the entries."""
        zero = choose(self.space.seed, CHANGE_STREAM, number, 8 + place, 4) == 0
        where = range(64 * (place + 1), 64 * (place + 1) + found.cells[place].size)
        drawn = [choose(self.space.seed, CHANGE_STREAM, number, at, 4 * SMALL) - SMALL for at in where]
        return with_entries(found, place, [Fraction(0 if zero or abs(v) > SMALL else v) for v in drawn])

    def _at(self, sizes: dict[str, Any], turn: int) -> None:
        """Small exact points at these sizes, and the landscape at the data of the first of them."""
        data: Point | None = None
        for found in self._drawn(sizes, turn):
            if self._done():
                return
            self.search.meter.add(1)
            solved = self._solved(found)
            for candidate in self._variants(found, solved):
                self._hear(candidate, EXACT, turn, sizes)
            data = data or solved or (found if not self.equations else None)
        if data is not None and self.surveyed is not None and not self._done():
            self._survey(self.surveyed, data, turn)

    def _drawn(self, sizes: dict[str, Any], turn: int) -> Iterator[Point]:
        lane = self.search.lanes[turn % len(self.search.lanes)]
        cells = self.space.cells(sizes)
        for index in range(turn * EXACT_DRAWS, (turn + 1) * EXACT_DRAWS):
            drawer = self.search.examiner.drawer
            values = drawer.draw(lane, cells, drawer.chosen([index]))
            found = self.search.examiner.exact(sizes, values, 0)
            if found is not None:
                yield found

    def _variants(self, found: Point, solved: Point | None) -> Iterator[Point]:
        """Both as they are, and with the landscape's own symbols at zero."""
        for candidate in (found, solved):
            if candidate is not None:
                yield candidate
                yield self._at_zero(candidate)

    def _at_zero(self, found: Point) -> Point:
        """The same data, with the landscape's own symbols at zero."""
        names = {symbol.name for symbol in self.moving}
        for place, cell in enumerate(found.cells):
            if cell.symbol in names:
                found = with_entries(found, place, [Fraction(0)] * cell.size)
        return found

    # ---- equations

    def _solved(self, found: Point) -> Point | None:
        """The point with each array that its equations determine solved for, in the order of the symbols."""
        if not self.equations:
            return None
        for place, cell in reversed(list(enumerate(found.cells))):
            residual = partial(self._residual, found, place, self.determining.get(cell.symbol, []))
            values = solve_affine_system(residual, found.entries[place])
            if values is not None:
                found = with_entries(found, place, values)
        return found

    def _residual(
        self, found: Point, place: int, equations: Sequence[Eq], values: Sequence[Fraction]
    ) -> list[Fraction] | None:
        environment = self.court.judge.environment(with_entries(found, place, values), RATIONALS)
        try:
            return [entry for equation in equations for entry in _difference(equation, environment)]
        except (Inexact, UndefinedValue, NotNumeric):
            return None

    def _hear(self, found: Point, lane: str, index: int, sizes: dict[str, Any]) -> None:
        """Decides a point, unless a landscape of the hypotheses is not even critical there, or a saddle strict."""
        if found in self.heard:
            return
        self.heard.add(found)
        environment = self.court.judge.environment(found, RATIONALS)
        for node in self.asserted:
            smooth = isinstance(node, Landscape) and is_smooth(node.objective)
            if smooth and holds(Critical(*node.args), RATIONALS, environment) is False:
                return
            if node is self.surveyed and isinstance(node, LocalMinimum) and not self._plausible(node, found):
                return
        goal = self.statement.conclusion
        if isinstance(goal, StrictSaddle) and _move_freely(goal.points):
            critical = holds(Critical(*goal.args), RATIONALS, environment)
            if critical and self._least_curvature(goal, found) < -FLAT:
                return
        decision = self.court.hear(found, Sighting(lane, index, float("nan"), sizes))
        inside = decision is not Decision.OUTSIDE
        self.search.statistics.count(lane, 1, int(inside), int(decision is Decision.UNDECIDED))

    def _plausible(self, node: Landscape, found: Point) -> bool:
        """Whether a local minimum there could be certified: value 0, or no slope and positive curvature off orbits."""
        environment = self.court.judge.environment(found, RATIONALS)
        if value_at(node.value_at(node.points), environment) == 0:
            return True
        return self._slope(node, found) < FLAT and self._least_curvature(node, found) > FLAT

    def _slope(self, node: Landscape, found: Point) -> float:
        """The largest derivative in floats; not a number at a kink that leaves none."""
        objective, x = self._in_floats(node, found)
        with objective.backend.quiet():
            slopes = objective.backend.to_host(objective.value_and_gradient(x)[1])[0].tolist()
        return max(map(abs, slopes), default=0.0)

    def _in_floats(self, node: Landscape, found: Point) -> tuple[StatementObjective, Any]:
        objective, places = self._objective(node, found)
        flat = [_float(value) for place in places for value in found.entries[place]]
        return objective, objective.backend.asarray([flat], dtype=objective.backend.dtype("float64"))

    def _least_curvature(self, node: Landscape, found: Point) -> float:
        """The least eigenvalue of the Hessian off the orbits, in floats; infinity without coordinates."""
        objective, x = self._in_floats(node, found)
        if objective.dimension == 0:
            return inf
        with objective.backend.quiet():
            curved = spectrum(objective, objective.hessian(x), orbit_at(objective, x))
        return float(objective.backend.to_host(curved.eigenvalues)[0, 0])

    # ---- the landscape

    def _survey(self, node: Landscape, data: Point, turn: int) -> None:
        """Surveys the landscape at the data, and hears what is worth hearing."""
        objective, places = self._objective(node, data)
        if objective.dimension == 0:
            return
        count = min(MOST_STARTS, FIRST_STARTS << turn)
        left = self.search.meter.left()
        count = count if left is None else max(1, min(count, left))
        starts = Starts(objective.backend, objective.dimension, self.space.seed).block(turn * MOST_STARTS, count)
        follow = partial(self._follow, objective, data, places, turn)
        if not isinstance(self.statement.conclusion, GlobalMinimum):
            follow(starts)
            return
        # only minima above the best are wanted: what few starts reach need not be reached again
        seen = follow(starts[:FEW_STARTS, ...])
        if seen.lowest and not self._done():
            follow(reflected(objective.backend, seen.lowest[0].point, FIRST_STARTS), seen.best)
        if count > FEW_STARTS and not self._done():
            follow(starts[FEW_STARTS:, ...], seen.best)

    def _follow(
        self, objective: StatementObjective, data: Point, places: Sequence[int], turn: int, starts: Any,
        best: float | None = None,
    ) -> Survey:  # fmt: skip
        # where the hypotheses speak of minima, other critical points are of no use
        find = find_critical if self.only_critical and turn % 2 else minimize
        seen = explore(objective, starts, best, find, self._done)
        self.search.meter.add(seen.starts)
        self.search.statistics.count(SURVEY, seen.starts, seen.starts, len(seen.undecided))
        self._remember(seen)
        self._hear_candidates(seen, objective, data, places, turn)
        return seen

    def _remember(self, seen: Survey) -> None:
        kinds = self.search.statistics.kinds
        for kind, number in seen.kinds.items():
            kinds[kind] = kinds.get(kind, 0) + number

    def _hear_candidates(
        self, seen: Survey, objective: StatementObjective, data: Point, places: Sequence[int], turn: int
    ) -> None:
        minima = seen.candidates[:CANDIDATES]
        if not isinstance(self.statement.conclusion, GlobalMinimum):
            minima = (*minima, *seen.lowest)
        for candidate in (*minima, *seen.undecided[:CANDIDATES]):
            for point in itertools.islice(rational_points(objective, candidate.point), ROUNDINGS):
                found, start = data, 0
                for place in places:
                    size = data.cells[place].size
                    found = with_entries(found, place, point[start : start + size])
                    start += size
                self._hear(found, SURVEY, turn, {})
                if self._done():
                    return
        for candidate in minima:
            if self._hear_boxes(data, places, polished(objective, candidate.point), turn):
                return

    def _hear_boxes(self, data: Point, places: Sequence[int], point: Sequence[float], turn: int) -> bool:
        """Boxes around a minimum that need not be rational, the smallest first."""
        for radius in RADII:
            witness, start = self.space.witness(data), 0
            for place in places:
                cell = data.cells[place]
                part = [round(Fraction(c) / GRID) * GRID for c in point[start : start + cell.size]]
                sides: list[Any] = [Between(c - radius, c + radius) for c in part]
                witness[cell.symbol] = nested(sides, cell.shape)
                start += cell.size
            if self.court.hear_box(witness, Sighting(SURVEY, turn, float("nan"), {})):
                return True
        return False

    def _objective(self, node: Landscape, data: Point) -> tuple[StatementObjective, list[int]]:
        names = [point.name for point in node.points]  # type: ignore[attr-defined]
        places = [next(p for p, cell in enumerate(data.cells) if cell.symbol == name) for name in names]
        backend = self.search.program.backend
        sizes = data.size_map()

        def wrap(values: Sequence[Fraction], shape: tuple[int, ...]) -> Any:
            flat = backend.asarray([_float(v) for v in values], dtype=backend.dtype("float64"))
            carrier = backend.reshape(flat, (1, *shape))
            return Array(carrier, shape) if shape else carrier

        environment = self.space.layout.environment(sizes, data.entries, wrap)
        shapes = [data.cells[place].shape for place in places]
        return StatementObjective(backend, node, environment, shapes, self.statement.hints.symmetry), places


def _move_freely(points: Sequence[Node]) -> bool:
    """Whether they are different symbols, none of them a natural number."""
    symbols = {point for point in points if isinstance(point, Variable) and point.sort is not NATURAL}
    return len(symbols) == len(points)


def _float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _equations(node: Node) -> list[Eq]:
    """The equations that a hypothesis consists of, gradients of a critical point among them."""
    if isinstance(node, And):
        return [eq for part in node.args for eq in _equations(part)]
    if isinstance(node, Critical):
        return _equations(node.unfold())
    return [node] if isinstance(node, Eq) else []


def _difference(equation: Eq, environment: dict[Any, Any]) -> list[Fraction]:
    left, right = (evaluate(side, RATIONALS, environment) for side in equation.args)
    if isinstance(left, Array):
        return [left.value[index] - right.value[index] for index in left.value]
    return [Fraction(left) - Fraction(right)]
