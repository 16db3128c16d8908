"""Each method: finds what is planted, stays between its walls, is not fooled by what is not finite, repeats itself."""
from __future__ import annotations

import numpy
import pytest
from planted import Planted, draws, valley

from theorycheck.algebra import backends
from theorycheck.algebra.backends import fake_device_backend
from theorycheck.falsifying.ascent import METHODS
from theorycheck.falsifying.ascent.annealing import temperature, visit
from theorycheck.falsifying.ascent.evolution import Constants
from theorycheck.falsifying.ascent.least_squares import capped, damped_step
from theorycheck.falsifying.ascent.method import Draws, Effort

NAMES = {method.name: method for method in METHODS}
BACKENDS = {"numpy": backends.numpy_backend, "portable": backends.portable_backend, "fake": fake_device_backend}
EVERY = pytest.mark.parametrize("name", NAMES)


def starts(margin: Planted, count: int, at: float = -1.0):
    return margin.backend.full((count, margin.dimension), at, dtype=margin.xp.float64)


def host(margin: Planted, array) -> numpy.ndarray:
    return numpy.asarray(margin.backend.to_host(array))


@EVERY
@pytest.mark.parametrize("where", BACKENDS)
def test_a_planted_optimum_is_found_on_every_backend(name: str, where: str) -> None:
    margin = valley(BACKENDS[where](), 6)
    assert NAMES[name].suits(margin)
    points, values = NAMES[name].climb(margin, starts(margin, 8), draws(margin), Effort(20_000, enough=0.01))
    assert host(margin, values).max() > 0.01
    best = host(margin, points)[host(margin, values).argmax()]
    assert abs(best - numpy.asarray([0.5, 0.51, 0.52, 0.53, 0.54, 0.55])).max() < 0.6


@EVERY
def test_nothing_is_lost_and_walls_hold(name: str) -> None:
    backend = backends.numpy_backend()
    eye = numpy.eye(3)
    margin = Planted(
        backend, 3, lambda xp, x: xp.sum(x, axis=1), lambda xp, x: xp.ones_like(x),
        lambda xp, x: (x - 2, numpy.broadcast_to(eye, (len(x), 3, 3))), low=0.0, high=1.0,
    )  # fmt: skip
    begun = numpy.asarray([[0.5, 0.5, 0.2], [0.9, 0.1, 0.0]])
    points, values = NAMES[name].climb(margin, begun, draws(margin), Effort(6000))
    assert (values >= begun.sum(axis=1) - 1e-15).all() and (points >= 0).all() and (points <= 1).all()
    assert values.max() > 2.8
    assert numpy.allclose(values, points.sum(axis=1))


@EVERY
def test_what_is_not_finite_never_improves(name: str) -> None:
    def formula(xp, x):
        wild = xp.where(x[:, 0] < -1, xp.nan, x[:, 0])
        return xp.where(x[:, 0] > 1, xp.inf, wild)

    def parts(xp, x):
        return xp.where(x > 0.5, xp.nan, 5 - x), xp.broadcast_to(-xp.ones((1, 1, 1)), (len(x), 1, 1))

    margin = Planted(backends.numpy_backend(), 1, formula, lambda xp, x: xp.where(x > 0.9, xp.nan, 1 + 0 * x), parts)
    with numpy.errstate(all="ignore"):
        points, values = NAMES[name].climb(margin, numpy.zeros((5, 1)), draws(margin), Effort(4000))
    assert numpy.isfinite(values).all() and (numpy.abs(points) <= 1).all()


@EVERY
def test_where_nothing_is_to_be_gained_nothing_is_claimed(name: str) -> None:
    """A plateau, a margin without values, derivatives that vanish: the climb ends with its starts' margins."""
    nothing = numpy.zeros((4, 2))
    for formula in (lambda xp, x: 0 * x[:, 0] - 3, lambda xp, x: xp.nan * x[:, 0]):
        margin = Planted(
            backends.numpy_backend(), 2, formula, lambda xp, x: 0 * x,
            lambda xp, x: (0 * x, numpy.zeros((len(x), 2, 2))),
        )  # fmt: skip
        with numpy.errstate(all="ignore"):
            _, values = NAMES[name].climb(margin, nothing, draws(margin), Effort(3000))
        assert (values <= -3).all()


@EVERY
def test_the_same_seed_climbs_the_same_way(name: str) -> None:
    def climbed(seed: int):
        margin = valley(backends.numpy_backend(), 5)
        begun = numpy.linspace(-2, 2, 40).reshape(8, 5)
        return NAMES[name].climb(margin, begun, draws(margin, seed), Effort(2000))

    first, again = climbed(1), climbed(1)
    assert (first[0] == again[0]).all() and (first[1] == again[1]).all()
    if name in ("evolution", "annealing"):
        assert (climbed(2)[0] != first[0]).any()


@EVERY
def test_effort_ends_a_climb_and_enough_ends_it_sooner(name: str) -> None:
    def evaluations(effort: Effort) -> int:
        margin = valley(backends.numpy_backend(), 5)
        NAMES[name].climb(margin, numpy.zeros((8, 5)), draws(margin), effort)
        return margin.evaluations

    long, short = evaluations(Effort(20_000)), evaluations(Effort(20_000, enough=-100.0))
    assert short < 2000 < long < 22_000
    assert evaluations(Effort(20_000, spent=lambda: True)) < 2000


@EVERY
def test_no_iteration_waits_for_the_host(name: str) -> None:
    """Between two looks at whether to stop, nothing leaves the device."""
    backend = fake_device_backend()
    margin = valley(backend, 5)
    looked = []
    plain = backend.to_host
    backend.to_host = lambda array: looked.append(array.shape) or plain(array)
    NAMES[name].climb(margin, starts(margin, 8), draws(margin), Effort(4000))
    turns = 4000 // 8
    assert len(looked) <= turns / 4 and all(shape == (1,) for shape in looked)


# ------------------------------------------------------------------ the parts


def test_one_bad_item_does_not_spoil_a_stack() -> None:
    backend = backends.numpy_backend()
    generator = numpy.random.default_rng(0)
    residuals, jacobian = generator.standard_normal((6, 3)), generator.standard_normal((6, 3, 5))
    damping = numpy.full((6,), 1e-9)
    clean = damped_step(backend, residuals, jacobian, damping)
    jacobian[1], jacobian[2, 0, 0], residuals[3, 1], jacobian[4, 1] = 0, numpy.nan, numpy.inf, jacobian[4, 0]
    step = damped_step(backend, residuals, jacobian, damping)
    assert numpy.isfinite(step).all() and (step[[1, 2, 3]] == 0).all()
    assert (step[[0, 5]] == clean[[0, 5]]).all()
    assert numpy.abs(residuals[0] + jacobian[0] @ step[0]).max() < 1e-6


@pytest.mark.parametrize("shape", [(3, 5), (5, 3), (4, 4)])
def test_both_forms_of_the_damped_step_are_the_same_vector(shape: tuple[int, int]) -> None:
    backend = backends.numpy_backend()
    generator = numpy.random.default_rng(1)
    rows, columns = shape
    r, j = generator.standard_normal((2, rows)), generator.standard_normal((2, rows, columns))
    step = damped_step(backend, r, j, numpy.asarray([0.1, 10.0]))
    for item, damping in enumerate((0.1, 10.0)):
        mean = (j[item] ** 2).sum() / min(rows, columns)
        normal = j[item].T @ j[item] + damping * mean * numpy.eye(columns)
        assert numpy.allclose(step[item], -numpy.linalg.solve(normal, j[item].T @ r[item]), rtol=1e-6)


def test_steps_are_capped_and_finite() -> None:
    points = numpy.asarray([[10.0, 0.0], [0.1, 0.1], [1.0, 1.0]])
    step = capped(numpy, numpy.asarray([[100.0, -50.0], [0.01, 0.0], [numpy.nan, numpy.inf]]), points)
    assert numpy.allclose(step, [[0.5, -0.25], [0.01, 0.0], [0.0, 0.0]])


def test_random_numbers_have_their_laws_and_go_on() -> None:
    numbers = Draws(numpy, 3, 7, numpy.float64)
    uniform, normal = numbers.uniform(4000, 3), numbers.normal(4000, 3)
    assert uniform.min() > 0 and uniform.max() < 1 and abs(uniform.mean() - 0.5) < 0.02
    assert abs(normal.mean()) < 0.05 and abs(normal.std() - 1) < 0.05
    assert (numbers.uniform(4000, 3) != uniform).any()


def test_visiting_jumps_have_heavy_tails_and_cool_down() -> None:
    numbers = Draws(numpy, 3, 7, numpy.float64)
    hot, cold = (numpy.abs(visit(numpy, heat, numbers, 4000, 2)) for heat in (temperature(0), temperature(5000)))
    assert numpy.median(cold) < numpy.median(hot) / 20
    assert cold.max() > 50 * numpy.median(cold)  # a normal law would stay below 7 medians
    assert temperature(0) > temperature(1) > temperature(100) > 0


def test_weights_of_a_generation_favour_the_best() -> None:
    for n in (1, 5, 40, 400):
        constants = Constants.of(n)
        assert abs(sum(constants.weights) - 1) < 1e-12 and constants.weights == sorted(constants.weights, reverse=True)
        assert 0 < constants.rank_one + constants.rank_mu <= 1 and 1 <= constants.effective <= constants.population
