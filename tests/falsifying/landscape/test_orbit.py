"""The declared group: its orbits' tangent spaces have the dimension they should, and a false group is noticed."""
from __future__ import annotations

import numpy
import pytest
from objectives import ZERO, Squares, factorisation, himmelblau, product_of_three, variables, weighted_rank_one

from theorycheck.errors import NotASymmetry
from theorycheck.falsifying.landscape.orbit import orbit_at, require_symmetry
from theorycheck.falsifying.landscape.starts import Starts

TARGET = [[2.0, 0.0, 0.5], [0.0, 1.0, 0.0], [0.25, 0.0, 0.5]]


def generic(objective) -> numpy.ndarray:
    return Starts(objective.backend, objective.dimension, 3).block(0, 200)


def rank(objective, point: list[float]) -> float:
    orbit = orbit_at(objective, numpy.asarray([point]))
    assert orbit is not None and orbit.certain.all()
    return float(numpy.trace(orbit.projector[0]))


@pytest.mark.parametrize("objective", [factorisation(TARGET, 2), weighted_rank_one(), product_of_three(True)])
def test_true_groups_are_accepted(objective) -> None:
    require_symmetry(objective, generic(objective))


def test_a_larger_group_than_the_true_one_is_refused() -> None:
    """GL(2) acts on the factors of |Y - BA|^2, not on those of a weighted loss."""
    true = factorisation(TARGET, 1)
    b = variables(6)[:3]
    rotation = [b[1] * -1, b[0], ZERO, ZERO, ZERO, ZERO]
    false = Squares(6, true.squares, generators=[*true.generators, rotation])
    with pytest.raises(NotASymmetry, match="changes along tangent 1 of the declared symmetry"):
        require_symmetry(false, generic(false))


@pytest.mark.parametrize("scale", [1e-10, 1.0, 1e10])
def test_a_sign_error_in_a_generator_is_refused_at_any_scale(scale: float) -> None:
    u1, u2, v1, v2 = variables(4)
    squares = [(scale * weight, root) for weight, root in weighted_rank_one().squares]
    wrong = Squares(4, squares, generators=[[u1, u2, v1, v2]])
    with pytest.raises(NotASymmetry, match="tangent 0"):
        require_symmetry(wrong, generic(wrong))


def test_points_without_a_value_say_nothing_about_a_group() -> None:
    points = numpy.concatenate([generic(weighted_rank_one()), numpy.full((2, 4), numpy.nan), numpy.full((1, 4), 1e90)])
    with weighted_rank_one().backend.quiet():
        require_symmetry(weighted_rank_one(), points)


def test_without_a_group_there_is_nothing_to_check() -> None:
    require_symmetry(himmelblau(), generic(himmelblau()))
    assert orbit_at(himmelblau(), generic(himmelblau())) is None


def test_the_orbit_is_smaller_where_generators_depend() -> None:
    objective = factorisation(TARGET, 2)
    assert rank(objective, generic(objective)[0].tolist()) == pytest.approx(4)
    assert rank(objective, [0.0] * 12) == 0
    thin = [1.0, 0.0, 2.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]  # B and A of rank 1
    assert rank(objective, thin) == pytest.approx(3)
    assert rank(product_of_three(True), [1.0, 0.0, 0.0]) == pytest.approx(1)
    assert rank(product_of_three(True), [1.0, 2.0, 3.0]) == pytest.approx(2)


def test_a_tiny_orbit_next_to_a_fixed_point_is_none() -> None:
    assert rank(weighted_rank_one(), [1e-80, 0.0, 2e-80, 0.0]) == 0
    assert rank(weighted_rank_one(), [1e-3, 0.0, 2e-3, 0.0]) == pytest.approx(1)


@pytest.mark.parametrize("point", [[1.0, 1e-8, 1e-8], [1e-8, 1e-8, 1e-8], [1.0, float("nan"), 1.0]])
def test_a_rank_in_doubt_is_reported(point: list[float]) -> None:
    orbit = orbit_at(product_of_three(True), numpy.asarray([point]))
    assert orbit is not None and not orbit.certain.any() and numpy.isfinite(orbit.projector).all()
