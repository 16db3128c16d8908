"""Which methods make the hypotheses of a statement true, and in which order."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Any

from theorycheck.falsifying.constraints import (
    affine,
    assigned,
    equal_norms,
    folded,
    mirrored,
    orthogonal,
    scaled,
    sphere,
)
from theorycheck.falsifying.constraints.affine import Affine
from theorycheck.falsifying.constraints.assigned import Assigned
from theorycheck.falsifying.constraints.constraints import Constraints, or_same
from theorycheck.falsifying.constraints.drawn import Drawn
from theorycheck.falsifying.constraints.folded import Folded
from theorycheck.falsifying.constraints.method import Method
from theorycheck.falsifying.constraints.mirrored import Mirrored
from theorycheck.falsifying.constraints.residuals import (
    conjuncts,
    is_equation,
    is_inequality,
    sign_of_root,
    without_roots,
)
from theorycheck.falsifying.constraints.trials import FAILURES, trial_points
from theorycheck.falsifying.layout import Layout, layout_of
from theorycheck.falsifying.sample.cells import Cell
from theorycheck.falsifying.unknowns import find_unknowns
from theorycheck.statement.nodes import Variable
from theorycheck.statement.symbols import symbols_of

Recogniser = Callable[[Drawn, str, tuple[Any, ...]], Method | None]
SHAPES: tuple[Recogniser, ...] = (
    assigned.recognised, mirrored.recognised, orthogonal.recognised, sphere.recognised, equal_norms.recognised,
)  # fmt: skip
ONE_ENTRY: Recogniser = partial(affine.recognised, first=True)
MOST_RELATIONS = 40


@lru_cache(maxsize=64)
def constraints_of(symbols: tuple[Variable, ...], given: tuple[Any, ...]) -> Constraints:
    """The methods for the relations `given` about the symbols; naturals that equalities determine are solved for.

    A method is taken if, with it, everything taken so far holds at the trial points. What no method is found for is
    left to chance, and everything is decided at the end.
    """
    layout = layout_of(symbols)
    complete = find_unknowns(layout, given).solve_sizes
    stated = [part for node in given for part in conjuncts(node)][:MOST_RELATIONS]
    signs = [sign for sign in map(sign_of_root, stated) if sign is not None]
    parts = [*signs, *map(without_roots, stated)]
    parts = [part for part in parts if is_equation(part) or is_inequality(part)]
    found, left = Constraints(layout), list[Any]()
    trials = _Trials(trial_points(layout, complete) if parts else [])
    signs = [part for part in parts if is_inequality(part) and len(_reals(layout, part)) == 1]
    for part in dict.fromkeys((*signs, *filter(is_equation, parts), *parts)):
        longer = _with(found, part, trials)
        if longer is None and _reals(layout, part):
            left.append(part)
        found = longer or found
    equations = tuple(filter(is_equation, left))
    return replace(found, left=equations, bounds=tuple(part for part in left if part not in equations))


def _reals(layout: Layout, part: Any) -> list[str]:
    return [symbol.name for symbol in symbols_of(part) if symbol in layout.reals]


@dataclass
class _Trials:
    """The trial points, and what chains of methods make of them: no beginning of a chain is gone through twice."""

    points: Sequence[Drawn]
    _known: dict[tuple[int, tuple[Method, ...]], Drawn] = field(default_factory=dict, repr=False)

    def after(self, methods: tuple[Method, ...], at: int) -> Drawn:
        """Trial point `at` with the symbols filled."""
        if not methods:
            return self.points[at]
        if (at, methods) not in self._known:
            self._known[at, methods] = or_same(methods[-1].fill, self.after(methods[:-1], at))
        return self._known[at, methods]


def _with(known: Constraints, part: Any, trials: _Trials) -> Constraints | None:
    """The chain made longer by a method for one relation, if one works; as it is where the relation is true already."""
    points = [trials.after(known.methods, at) for at in range(len(trials.points))]
    here = next((point for point in points if _truth(point, (part,)) is not None), points[0] if points else None)
    if here is None:
        return None
    if is_equation(part) and all(_true(point, part) for point in points):
        return known
    for method in _proposals(known, part, here):
        for chain in _places(known.methods, method):
            if _works(chain, trials):
                return Constraints(known.layout, chain)
    return None


def _true(exact: Drawn, part: Any) -> bool:
    try:
        return not any(exact.residuals((part,)))
    except FAILURES:
        return False


def _places(methods: tuple[Method, ...], new: Method) -> Iterator[tuple[Method, ...]]:
    """The chain with a method at its end, or as far in front of it as needed; what it takes over is left out."""
    rest = tuple(method for method in methods if not set(method.given) <= set(new.given))
    for place in range(len(rest), -1, -1):
        yield (*rest[:place], new, *rest[place:])


def _works(chain: tuple[Method, ...], trials: _Trials) -> bool:
    """Whether all relations hold after the chain wherever they have values, at one of the trial points at least."""
    seen = all(isinstance(method, Assigned) for method in chain)
    for at in range(len(trials.points)):
        after = trials.after(chain, at)
        truths = [_truth(after, method.given) for method in chain]
        lacking = [method for method, truth in zip(chain, truths, strict=True) if truth is None]
        if not all(isinstance(method, Assigned) for method in lacking):
            continue
        if False not in truths:
            seen = True
        elif at + 1 < len(trials.points):  # at size 1 much is impossible: |x| = 1 and ⟨x, y⟩ = 0
            return False
    return seen


def _truth(exact: Drawn, given: tuple[Any, ...]) -> bool | None:
    """Whether relations of one kind hold; None where they have no values."""
    equations = is_equation(given[0])
    try:
        values = exact.residuals(given) if equations else exact.excess(given)
    except FAILURES:
        return None
    if not values:
        return None
    return not any(values) if equations else all(value <= 0 for value in values)


def _proposals(known: Constraints, part: Any, here: Drawn) -> Iterator[Method]:
    """Methods for one relation, those that lose no solution first."""
    filled = known.fills
    own = _reals(known.layout, part)
    free = [name for name in own if name not in filled]
    recognised: list[tuple[Recogniser, list[str]]]
    if is_inequality(part):
        recognised = [(folded.recognised, free[::-1])]
    else:
        inner = [name for name in free if _free(here, name)]
        bounded = [name for name in free if name not in inner]
        cones = [m.fills[0] for m in known.methods if isinstance(m, (Folded, Mirrored)) and m.fills[0] in own]
        recognised = [(each, free) for each in SHAPES]
        recognised += [(affine.recognised, inner), (scaled.recognised, [*bounded, *cones, *inner])]
        recognised += [(affine.recognised, bounded), (ONE_ENTRY, free)]
    for recogniser, candidates in recognised:
        for name in candidates:
            method = _tried(recogniser, here, name, (part,))
            if method is not None:
                yield method
    if not is_inequality(part):
        yield from _joined(known, part, here, free)


def _joined(known: Constraints, part: Any, here: Drawn, free: Sequence[str]) -> Iterator[Method]:
    """The relation together with those that are solved for symbols of its own already, perhaps for one more of them."""
    mentioned = {symbol.name for symbol in symbols_of(part)}
    others = [m for m in known.methods if isinstance(m, Affine) and not m.first and mentioned & set(m.fills)]
    fills = tuple(name for method in others for name in method.fills)
    given = (*(node for method in others for node in method.given), part)
    for more in ((), *((name,) for name in free)) if others else ():
        method = _tried(partial(_jointly, (*fills, *more)), here, "", given)
        if method is not None:
            yield method


def _jointly(fills: tuple[str, ...], here: Drawn, name: str, given: tuple[Any, ...]) -> Method | None:
    return affine.jointly(here, fills, given)


def _tried(recogniser: Recogniser, here: Drawn, name: str, given: tuple[Any, ...]) -> Method | None:
    try:
        return recogniser(here, name, given)
    except FAILURES:
        return None


def _free(here: Drawn, name: str) -> bool:
    cells: list[Cell] = [here.cells[place] for place in here.places(name)]
    return all(cell.bounds.free for cell in cells)
