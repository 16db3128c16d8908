"""From the float coordinates of a critical point to rational ones, where there are some nearby on its orbit.

Along the orbit of a declared symmetry one coordinate for each parameter can be given a value of choice: it is moved to
1 or -1 (or left, rounded), the others follow by Newton's method with it fixed, and all are rounded to small
denominators. What comes out is a proposal: whether it is a critical point is decided exactly.
"""
from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from theorycheck.falsifying.landscape.objective import AbstractObjective

LARGEST_DENOMINATOR = 64
CLOSE = 1e-7
DENOMINATORS = (1, 4, 64)
FLOW_STEPS, NEWTON_STEPS = 60, 8


def rational_points(objective: AbstractObjective, point: Sequence[float]) -> Iterator[list[Fraction]]:
    """Rational points on or near the orbit of a point, the simplest first."""
    seen: set[tuple[Fraction, ...]] = set()
    for moved in (list(point), *_normalised(objective, point)):
        if not all(map(math.isfinite, moved)):
            continue
        snapped = [Fraction(c).limit_denominator(LARGEST_DENOMINATOR) for c in moved]
        close = all(abs(float(s) - c) <= CLOSE * (1 + abs(c)) for s, c in zip(snapped, moved, strict=True))
        if close and tuple(snapped) not in seen:
            seen.add(tuple(snapped))
            yield snapped


def simple_points(objective: AbstractObjective, point: Sequence[float]) -> Iterator[list[Fraction]]:
    """Rational points on the orbit, and then the point rounded more and more finely, for where a region is flat."""
    seen = []
    for found in rational_points(objective, point):
        seen.append(found)
        yield found
    for denominator in DENOMINATORS if all(map(math.isfinite, point)) else ():
        rounded = [Fraction(round(c * denominator), denominator) for c in point]
        if rounded not in seen:
            seen.append(rounded)
            yield rounded


def polished(objective: AbstractObjective, point: Sequence[float]) -> list[float]:
    """The point after Newton's method in all coordinates; as it was where derivatives are not finite."""
    x = _polished(objective, objective.backend.xp.asarray([list(point)], dtype=objective.backend.xp.float64), ())
    return list(point) if x is None else objective.backend.to_host(x)[0].tolist()


def _normalised(objective: AbstractObjective, point: Sequence[float]) -> Iterator[list[float]]:
    xp = objective.backend.xp
    x = xp.asarray([list(point)], dtype=xp.float64)
    tangents = objective.tangents(x)
    if tangents is None or not 0 < tangents.shape[1] < objective.dimension or not _finite(xp, tangents):
        return
    for target in (1.0, 2.0):
        fixed = _steepest(xp, tangents)
        signs = [1.0 if point[j] >= 0 else -1.0 for j in fixed]
        moved = _flow(objective, x, fixed, [sign * target for sign in signs])
        polished = None if moved is None else _polished(objective, moved, fixed)
        if polished is not None:
            yield objective.backend.to_host(polished)[0].tolist()


def _finite(xp: Any, values: Any) -> bool:
    return bool(xp.all(xp.isfinite(values)))


def _steepest(xp: Any, tangents: Any) -> list[int]:
    """One coordinate for each tangent, where it moves most."""
    fixed: list[int] = []
    for row in tangents[0].tolist():
        order = sorted(range(len(row)), key=lambda j: -abs(row[j]))
        fixed.append(next(j for j in order if j not in fixed))
    return fixed


def _flow(objective: AbstractObjective, x: Any, fixed: Sequence[int], targets: Sequence[float]) -> Any | None:
    """The point moved along its orbit until the fixed coordinates have their targets; None where it gets stuck."""
    xp = objective.backend.xp
    start = [float(x[0, j]) for j in fixed]
    for step in range(1, FLOW_STEPS + 1):
        tangents = objective.tangents(x)
        wanted = [a + (b - a) * step / FLOW_STEPS for a, b in zip(start, targets, strict=True)]
        gap = xp.asarray([[w - float(x[0, j]) for w, j in zip(wanted, fixed, strict=True)]], dtype=xp.float64)
        minor = xp.stack([tangents[0, :, j] for j in fixed], axis=0)  # type: ignore[index]
        if not _finite(xp, minor) or abs(float(xp.linalg.det(minor))) < CLOSE:
            return None
        x = x + xp.linalg.solve(minor, gap[0]) @ tangents[0]  # type: ignore[index]
    return x


def _polished(objective: AbstractObjective, x: Any, fixed: Sequence[int]) -> Any | None:
    """Newton's method in the coordinates that are not fixed; None where derivatives are not finite."""
    xp, n = objective.backend.xp, objective.dimension
    rest = [j for j in range(n) if j not in fixed]
    for _ in range(NEWTON_STEPS):
        _value, gradient = objective.value_and_gradient(x)
        hessian = objective.hessian(x)[0]
        if not (_finite(xp, hessian) and _finite(xp, gradient)):
            return None
        inner = xp.stack([xp.stack([hessian[i, j] for j in rest]) for i in rest])
        slope = xp.stack([gradient[0, j] for j in rest])
        step = xp.linalg.pinv(inner) @ slope
        moves = dict(zip(rest, step.tolist(), strict=True))
        x = x - xp.asarray([[moves.get(j, 0.0) for j in range(n)]], dtype=xp.float64)
    return x
