"""Critical points of every index, against landscapes whose critical points are known in closed form."""
from __future__ import annotations

import itertools
import math

import numpy
import pytest
from objectives import bowl, factorisation, himmelblau, monkey_saddle

from theorycheck.falsifying.landscape.classify import CRITICAL, classify
from theorycheck.falsifying.landscape.critical import find_critical
from theorycheck.falsifying.landscape.starts import Starts
from theorycheck.falsifying.landscape.survey import explore

TARGET = [[2.0, 0.0, 0.5], [0.0, 1.0, 0.0], [0.25, 0.0, 0.5]]


def starts(objective, count: int) -> numpy.ndarray:
    return Starts(objective.backend, objective.dimension, 2).block(0, count)


def test_himmelblau_has_nine_critical_points_of_three_indices() -> None:
    objective = himmelblau()
    ends = find_critical(objective, 3 * starts(objective, 2000))
    found = classify(objective, ends)
    places = {
        (*numpy.round(ends.points[row], 3).tolist(), end.kind, end.index)
        for row, end in enumerate(found)
        if end.kind in CRITICAL
    }
    assert [sum(place[2:] == (kind, index) for place in places) for kind, index in
            (("minimum", 0), ("saddle", 1), ("saddle", 2))] == [4, 4, 1]
    assert len(places) == 9 and (-0.271, -0.923, "saddle", 2) in places


@pytest.mark.parametrize("inner", [1, 2])
def test_all_critical_values_of_a_linear_network_are_found(inner: int) -> None:
    """|Y - BA|^2 is critical exactly where BA is Y on some of its singular pairs (Baldi and Hornik 1989)."""
    objective = factorisation(TARGET, inner)
    squares = numpy.linalg.svd(numpy.asarray(TARGET), compute_uv=False) ** 2
    expected = sorted(
        sum(squares) - sum(chosen)
        for size in range(inner + 1)
        for chosen in itertools.combinations(squares.tolist(), size)
    )
    survey = explore(objective, starts(objective, 600), find=find_critical)
    assert survey.critical_values == pytest.approx(expected, abs=1e-9)
    assert survey.kinds["saddle"] > 0 and survey.kinds["minimum"] > 0 and survey.kinds.get("degenerate", 0) == 0
    assert not survey.candidates and not survey.undecided


def test_a_declared_group_changes_flat_directions_and_no_index() -> None:
    """At a saddle of |Y - BA|^2 the orbit is one flat direction; at the saddle 0, a fixed point, it is none."""
    points = starts(factorisation(TARGET, 1), 300)
    with_group, without = (factorisation(TARGET, 1, symmetric) for symmetric in (True, False))
    ends = find_critical(with_group, points)
    seen = set()
    for one, other in zip(classify(with_group, ends), classify(without, ends), strict=True):
        if one.kind == "saddle":
            assert other.kind == "saddle" and other.index == one.index
            seen.add((one.index, one.flat, other.flat))
    assert seen == {(3, 0, 0), (2, 0, 1), (1, 0, 1)}


def test_convergence_to_a_point_without_curvature_is_degenerate() -> None:
    ends = find_critical(monkey_saddle(), numpy.asarray([[0.5, 0.1], [-1.0, 0.7]]))
    assert abs(ends.points).max() < 1e-4
    assert [end.kind for end in classify(monkey_saddle(), ends)] == ["degenerate", "degenerate"]


def test_a_minimum_of_the_gradient_that_is_not_zero_is_no_critical_point() -> None:
    from objectives import OneVariable

    objective = OneVariable(lambda x: x + x**3, lambda x: 1 + 3 * x**2, lambda x: 6 * x)
    found = classify(objective, find_critical(objective, numpy.asarray([[1.0], [-0.3]])))
    assert [end.kind for end in found] == ["stalled", "stalled"]


def test_a_start_without_value_stays_lost() -> None:
    points = numpy.asarray([[math.nan] * 6, [1e200] * 6, [0.5] * 6])
    assert [end.kind for end in classify(bowl(10.0), find_critical(bowl(10.0), points))] == [
        "diverged", "diverged", "minimum"
    ]
