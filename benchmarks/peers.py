"""Drivers of other tools, each used as its documentation recommends: they raise a margin until it is above 0.

All searches are restarted with a new seed when they stop, until the margin is positive or the processor time is spent.
The boxes are [-3, 3], which holds a refutation of every conjecture here. Hypothesis neither shrinks nor stores.
"""

from __future__ import annotations

import importlib.metadata
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy
from hypothesis import HealthCheck, Phase, Verbosity, given, settings, target
from hypothesis import seed as seeded
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import differential_evolution, dual_annealing, minimize

from benchmarks import vmapped

HIGH = 3.0
EXAMPLES = 2000
CHUNK = 256


class Falsified(BaseException):
    """The margin is above 0. No tool may catch it: it is no Exception."""


class Spent(BaseException):
    """No time is left."""


class NotOffered(Exception):
    """The tool has no form of this margin."""


@dataclass
class Trial:
    """One run: a margin that counts and stops, for one point or for rows, and a seed."""

    dimension: int
    margin: Callable[[Any], float]
    rows: Callable[[Any], Any] | None
    seed: int
    seconds: float
    clock: Callable[[], float] = time.process_time
    label: str = ""
    evaluations: int = 0
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.clock()

    def elapsed(self) -> float:
        """Processor seconds so far."""
        return self.clock() - self.began

    def alone(self, point: Any) -> float:
        """The margin of one point."""
        self._still()
        self.evaluations += 1
        value = float(self.margin(numpy.asarray(point, dtype=float)))
        if value > 0:
            raise Falsified
        return value

    def batch(self, points: Any, known: Any = None) -> Any:
        """The margins of rows, which a tool may have computed in its own numbers: then a hit is looked at once more."""
        self._still()
        if known is None and self.rows is None:
            return numpy.asarray([self.alone(point) for point in points])
        self.evaluations += len(points)
        values = self.rows(points) if known is None and self.rows is not None else known
        seeming = numpy.flatnonzero(values > 0)
        if len(seeming) and (known is None or self.margin(points[seeming[0]]) > 0):
            raise Falsified
        return values

    def _still(self) -> None:
        if self.elapsed() > self.seconds:
            raise Spent


@dataclass(frozen=True)
class Peer:
    """A tool: its name, the distribution it comes from, and its search for one restart number."""

    name: str
    distribution: str
    search: Callable[[Trial, int], None]

    def version(self) -> str | None:
        """What is installed; None if nothing is."""
        try:
            return importlib.metadata.version(self.distribution)
        except importlib.metadata.PackageNotFoundError:
            return None

    def run(self, trial: Trial) -> bool:
        """Whether the margin came above 0 in time."""
        restart = 0
        with warnings.catch_warnings(), numpy.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            try:
                while True:
                    self.search(trial, 1000 * trial.seed + restart)
                    restart += 1
            except Falsified:
                return True
            except Spent:
                return False


def hypothesis_search(elements: Any, *, targeted: bool, fill: bool = True) -> Callable[[Trial, int], None]:
    """@given(arrays(...)), with `target(margin)`; without `fill` no value is repeated on purpose."""

    def search(trial: Trial, seed: int) -> None:
        drawn = arrays(numpy.float64, trial.dimension, elements=elements, fill=None if fill else st.nothing())
        phases = [Phase.generate, *([Phase.target] if targeted else [])]
        profile = settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=False,
            phases=phases,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
            verbosity=Verbosity.quiet,
        )

        @profile
        @seeded(seed)
        @given(drawn)
        def holds(point: Any) -> None:
            value = trial.alone(point)
            if targeted and numpy.isfinite(value):
                target(value)

        holds()

    return search


def loop(trial: Trial, seed: int) -> None:
    """Normal numbers, one network after the other."""
    generator = numpy.random.default_rng(seed)
    for _ in range(EXAMPLES):
        trial.alone(generator.standard_normal(trial.dimension))


def batches(trial: Trial, seed: int) -> None:
    """Normal numbers, many networks at once."""
    trial.batch(numpy.random.default_rng(seed).standard_normal((CHUNK, trial.dimension)))


def evolution(trial: Trial, seed: int) -> None:
    """SciPy's differential evolution with its defaults, never polished."""
    box = [(-HIGH, HIGH)] * trial.dimension
    differential_evolution(lambda point: -trial.alone(point), box, rng=seed, maxiter=2000, polish=False, tol=0)


def evolution_of_rows(trial: Trial, seed: int) -> None:
    """The same, a generation at once."""
    box = [(-HIGH, HIGH)] * trial.dimension

    def values(points: Any) -> Any:
        return -trial.batch(numpy.ascontiguousarray(points.T))

    differential_evolution(
        values, box, rng=seed, maxiter=2000, polish=False, tol=0, vectorized=True, updating="deferred"
    )


def annealing(trial: Trial, seed: int) -> None:
    """SciPy's dual annealing, local searches included."""
    dual_annealing(lambda point: -trial.alone(point), [(-HIGH, HIGH)] * trial.dimension, rng=seed, maxiter=3000)


def multistart(trial: Trial, seed: int) -> None:
    """L-BFGS-B from a normal start, gradients by differences."""
    start = numpy.random.default_rng(seed).standard_normal(trial.dimension)
    minimize(lambda point: -trial.alone(point), start, method="L-BFGS-B", options={"maxiter": 200})


def evolution_strategy(trial: Trial, seed: int) -> None:
    """CMA-ES from a normal start with step 1/2, restarted when it stops; its interface wants two dimensions."""
    import cma

    start = numpy.random.default_rng(seed).standard_normal(max(2, trial.dimension))
    strategy = cma.CMAEvolutionStrategy(start, 0.5, {"seed": seed + 1, "verbose": -9, "maxiter": 2000})
    while not strategy.stop():
        points = strategy.ask()
        strategy.tell(points, [-trial.alone(point[: trial.dimension]) for point in points])


FLOATS = st.floats(-HIGH, HIGH, allow_nan=False, allow_infinity=False, width=32)
INTEGERS = st.integers(-3, 3).map(float)
PEERS = (
    Peer("Hypothesis", "hypothesis", hypothesis_search(FLOATS, targeted=False)),
    Peer("Hypothesis, target", "hypothesis", hypothesis_search(FLOATS, targeted=True)),
    Peer("Hypothesis, target, no fill", "hypothesis", hypothesis_search(FLOATS, targeted=True, fill=False)),
    Peer("Hypothesis, small integers", "hypothesis", hypothesis_search(INTEGERS, targeted=False)),
    Peer("NumPy loop", "numpy", loop),
    Peer("NumPy batches", "numpy", batches),
    Peer("SciPy differential evolution", "scipy", evolution),
    Peer("SciPy differential evolution, vectorized", "scipy", evolution_of_rows),
    Peer("SciPy dual annealing", "scipy", annealing),
    Peer("multistart L-BFGS-B", "scipy", multistart),
    Peer("CMA-ES, restarts", "cma", evolution_strategy),
    Peer("PyTorch vmap, drawn", "torch", vmapped.drawn),
    Peer("PyTorch vmap, Adam", "torch", vmapped.raised),
)
