"""Ascent: finds thin regions, stays inside its walls, is not fooled by values that are not finite."""
from __future__ import annotations

import array_api_strict
import numpy
import pytest

from theorycheck.falsifying.ascend import Ascent
from theorycheck.falsifying.randomness import Counter

FAR = 1e12


def uniform(xp):
    counter = Counter(xp, 1, 9)

    def draw(turn: int, rows: int, columns: int):
        words = counter.words(counter.indices(turn << 20, rows), 0, columns)
        return xp.astype(words >> xp.asarray([11], dtype=xp.uint64), xp.float64) * 2.0**-53

    return draw


def walls(xp, count: int, low: float = -FAR, high: float = FAR):
    return xp.asarray([low] * count, dtype=xp.float64), xp.asarray([high] * count, dtype=xp.float64)


@pytest.mark.parametrize("xp", [numpy, array_api_strict], ids=["numpy", "portable"])
@pytest.mark.parametrize("count", [2, 80])
def test_a_thin_peak_is_climbed(xp, count: int) -> None:
    target = xp.asarray([0.5 + 0.01 * place for place in range(count)], dtype=xp.float64)

    def objective(points):
        return 0.05 - xp.sum((points - target[None, :]) ** 2, axis=1) / count

    ascent = Ascent(xp, objective, uniform(xp))
    start = xp.zeros((4, count), dtype=xp.float64)
    _, values = ascent.climb(start, 60 if count < 10 else 150, *walls(xp, count))
    assert float(xp.max(values)) > 0 and ascent.evaluations > 0


def test_values_never_fall_and_points_stay_between_the_walls() -> None:
    def objective(points):
        return points[:, 0] + points[:, 1]

    start = numpy.asarray([[0.5, 0.5], [0.9, 0.1]])
    points, values = Ascent(numpy, objective, uniform(numpy)).climb(start, 40, *walls(numpy, 2, 0.0, 1.0))
    assert (values >= [1.0, 1.0]).all() and (points >= 0).all() and (points <= 1).all()
    assert (values > 1.9).all()


def test_what_is_not_finite_never_improves() -> None:
    def objective(points):
        return numpy.where(points[:, 0] > 1, numpy.inf, numpy.where(points[:, 0] < -1, numpy.nan, points[:, 0]))

    points, values = Ascent(numpy, objective, uniform(numpy)).climb(numpy.zeros((3, 1)), 50, *walls(numpy, 1))
    assert numpy.isfinite(values).all() and (points <= 1).all()


def test_the_same_start_climbs_the_same_way() -> None:
    def objective(points):
        return -numpy.abs(points).sum(axis=1)

    start = numpy.asarray([[1.0, -2.0, 3.0]])
    first, second = (Ascent(numpy, objective, uniform(numpy)).climb(start, 15, *walls(numpy, 3))[0] for _ in range(2))
    assert (first == second).all()
