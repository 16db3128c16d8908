"""Starts per second of the landscape search, against a loop of scipy.optimize.minimize over the same starts.

Ours: both phases and the classification of end points by the Hessian; "all" of them, or those "above the best" value
that the same run has seen: 16 starts go all the way, later ones are left where they reach it; "best known" is told the
best value before. SciPy: BFGS and L-BFGS-B with the exact gradient, written for one point, and no classification.
Process CPU time, the best of several repeats in turns, one BLAS thread. The last case is the one before it as the claim
of the library states it, against the same loop. Prints a table, then one JSON document.

    OPENBLAS_NUM_THREADS=1 python benchmarks/landscape.py
"""
# ruff: noqa: T201
from __future__ import annotations

import json
import math
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy
import scipy
from scipy.optimize import minimize, rosen, rosen_der

from theorycheck.algebra import backends
from theorycheck.falsifying.landscape.objective import AbstractObjective
from theorycheck.falsifying.landscape.starts import Starts
from theorycheck.falsifying.landscape.statement_objective import StatementObjective
from theorycheck.falsifying.landscape.survey import above_the_best, explore
from theorycheck.statement.discovery import catalogue, load
from theorycheck.statement.landscape import LocalMinimum
from theorycheck.statement.symbols import symbols_of

REPEATS, PEER_STARTS = 3, 40
BACKEND = backends.select("numpy")
NEURONS = 6


class WeightedRankOne(AbstractObjective):
    """sum of w (u v' - y)^2 with w = (1 4; 4 1), y = diag(1, 1/2); the tangent (u, -v)."""

    backend = BACKEND
    dimension = 4
    weights = numpy.asarray([[1.0, 4.0], [4.0, 1.0]])
    target = numpy.asarray([[1.0, 0.0], [0.0, 0.5]])

    def value(self, x: Any) -> Any:
        return self.value_and_gradient(x)[0]

    def value_and_gradient(self, x: Any) -> tuple[Any, Any]:
        u, v = x[:, :2], x[:, 2:]
        rest = u[:, :, None] * v[:, None, :] - self.target
        pull = 2 * self.weights * rest
        gradient = numpy.concatenate([(pull @ v[:, :, None])[:, :, 0], (u[:, None, :] @ pull)[:, 0, :]], axis=1)
        return (self.weights * rest * rest).sum(axis=(1, 2)), gradient

    def hessian(self, x: Any) -> Any:
        u, v = x[:, :2], x[:, 2:]
        product = u[:, :, None] * v[:, None, :]
        result = numpy.zeros((len(x), 4, 4))
        result[:, [0, 1], [0, 1]] = 2 * (v * v) @ self.weights.T
        result[:, [2, 3], [2, 3]] = 2 * (u * u) @ self.weights
        result[:, :2, 2:] = 2 * self.weights * (2 * product - self.target)
        result[:, 2:, :2] = result[:, :2, 2:].transpose(0, 2, 1)
        return result

    def tangents(self, x: Any) -> Any:
        return numpy.concatenate([x[:, :2], -x[:, 2:]], axis=1)[:, None, :]


def rank_one_alone(x: Any) -> tuple[float, Any]:
    """The same for one point, in plain numbers."""
    a, b, c, d = x.tolist()
    p, q, r, s = a * c - 1, a * d, b * c, b * d - 0.5
    slopes = [2 * (p * c + 4 * q * d), 2 * (4 * r * c + s * d), 2 * (p * a + 4 * r * b), 2 * (4 * q * a + s * b)]
    return p * p + 4 * q * q + 4 * r * r + s * s, numpy.asarray(slopes)


class Rosenbrock(AbstractObjective):
    """SciPy's `rosen` in ten variables."""

    backend = BACKEND
    dimension = 10

    def value(self, x: Any) -> Any:
        return self.value_and_gradient(x)[0]

    def value_and_gradient(self, x: Any) -> tuple[Any, Any]:
        here, rest = 1 - x[:, :-1], x[:, 1:] - x[:, :-1] ** 2
        gradient = numpy.zeros_like(x)
        gradient[:, :-1] = -400 * x[:, :-1] * rest - 2 * here
        gradient[:, 1:] += 200 * rest
        return (100 * rest * rest + here * here).sum(axis=1), gradient

    def hessian(self, x: Any) -> Any:
        result = numpy.zeros((len(x), self.dimension, self.dimension))
        i = numpy.arange(self.dimension - 1)
        result[:, i, i] = 1200 * x[:, :-1] ** 2 - 400 * x[:, 1:] + 2
        result[:, i + 1, i + 1] += 200
        result[:, i, i + 1] = result[:, i + 1, i] = -400 * x[:, :-1]
        return result


def pairs(w: Any, v: Any) -> tuple[Any, Any, Any]:
    """Lengths of the rows of w, sines and angles between the rows of w and v (of length 1 or w itself)."""
    long, other = numpy.sqrt((w * w).sum(-1)), numpy.sqrt((v * v).sum(-1))
    cosine = w @ numpy.swapaxes(v, -1, -2) / (long[..., :, None] * other[..., None, :])
    cosine = numpy.minimum(numpy.maximum(cosine, -1), 1)
    return long, numpy.sqrt(1 - cosine * cosine), numpy.arccos(cosine)


def teacher_student(w: Any) -> tuple[Any, Any]:
    """E (sum relu(w_i x) - sum relu(x_i))^2 / 2 over standard normal x, and its gradient, for w of shape (..., k, k).

    The arc-cosine kernel of Cho and Saul (2009), as in Safran and Shamir (2018).
    """
    k = w.shape[-1]
    eye = numpy.eye(k)
    long, sine, angle = pairs(w, w)
    sine, angle = sine * (1 - eye), angle * (1 - eye)
    _long, across, turn = pairs(w, eye)
    inner = (numpy.pi - angle) / (2 * numpy.pi)
    outer = (numpy.pi - turn) / (2 * numpy.pi)
    radial = ((long[..., None, :] * sine).sum(-1) - across.sum(-1)) / (2 * numpy.pi * long)
    gradient = inner @ w - outer + radial[..., None] * w
    own = long[..., :, None] * long[..., None, :] * sine / (2 * numpy.pi) + inner * (w @ numpy.swapaxes(w, -1, -2))
    shared = long[..., :, None] * across / (2 * numpy.pi) + outer * w
    fixed = k / 4 + k * (k - 1) / (4 * numpy.pi)
    return own.sum((-2, -1)) / 2 - shared.sum((-2, -1)) + fixed, gradient


class TeacherStudent(AbstractObjective):
    """Six neurons learn six: the loss whose spurious minima this search was built for."""

    backend = BACKEND
    dimension = NEURONS * NEURONS

    def value(self, x: Any) -> Any:
        return self.value_and_gradient(x)[0]

    def value_and_gradient(self, x: Any) -> tuple[Any, Any]:
        values, gradients = teacher_student(x.reshape(-1, NEURONS, NEURONS))
        return values, gradients.reshape(x.shape)

    def hessian(self, x: Any) -> Any:
        k, w = NEURONS, x.reshape(-1, NEURONS, NEURONS)
        result = numpy.zeros((len(x), k, k, k, k))
        for i in range(k):
            rest = [j for j in range(k) if j != i]
            teachers = numpy.broadcast_to(numpy.eye(k), (len(x), k, k))
            turned = _bend(w[:, i : i + 1], w[:, rest]) - _bend(w[:, i : i + 1], teachers)
            result[:, i, :, i, :] = numpy.eye(k) / 2 + turned
            for j in rest:
                result[:, i, :, j, :] = _cross(w[:, i], w[:, j])
        return result.reshape(-1, k * k, k * k)


def stated() -> AbstractObjective:
    """The same loss, as the claim about it states it."""
    (entry,) = catalogue(["optimality.relu_student_teacher_minima_are_global"])
    (landscape,) = (node for node in load(entry).statement.given if isinstance(node, LocalMinimum))
    k = next(symbol for symbol in symbols_of(landscape) if symbol.name == "k")
    return StatementObjective(BACKEND, landscape, {k: NEURONS}, [(NEURONS, NEURONS)])


def _unit(v: Any) -> Any:
    return v / numpy.sqrt((v * v).sum(-1, keepdims=True))


def _bend(w: Any, others: Any) -> Any:
    """Second derivative in w of the kernels with the rows of `others`, without the constant part."""
    k = w.shape[-1]
    long, a, b = numpy.sqrt((w * w).sum(-1, keepdims=True)), _unit(w), _unit(others)
    cosine = (a * b).sum(-1, keepdims=True)
    sine = numpy.sqrt(numpy.maximum(1 - cosine * cosine, 1e-30))
    normal = (b - cosine * a) / sine
    size = numpy.sqrt((others * others).sum(-1, keepdims=True)) * sine / (2 * numpy.pi * long)
    projector = numpy.eye(k) - numpy.swapaxes(a, 1, 2) * a
    return size.sum(1)[:, :, None] * projector + numpy.swapaxes(size * normal, 1, 2) @ normal


def _cross(w: Any, v: Any) -> Any:
    """Mixed second derivative of the kernel of w and v."""
    a, b = _unit(w), _unit(v)
    cosine = (a * b).sum(-1, keepdims=True)
    sine = numpy.sqrt(numpy.maximum(1 - cosine * cosine, 1e-30))
    from_b, from_a = (a - cosine * b) / sine, (b - cosine * a) / sine
    angle = numpy.arccos(numpy.clip(cosine, -1, 1))[:, :, None]
    bent = from_b[:, :, None] * b[:, None, :] + from_a[:, :, None] * a[:, None, :]
    return ((numpy.pi - angle) * numpy.eye(w.shape[-1]) + bent) / (2 * numpy.pi)


def student_alone(x: Any) -> tuple[float, Any]:
    """The loss at one point."""
    value, gradient = teacher_student(x.reshape(NEURONS, NEURONS))
    return float(value), gradient.reshape(-1)


def rosen_alone(x: Any) -> tuple[float, Any]:
    """SciPy's own."""
    return rosen(x), rosen_der(x)


@dataclass(frozen=True)
class Case:
    """A landscape, how many starts we take, and what its best value is known to be."""

    name: str
    objective: AbstractObjective
    alone: Callable[[Any], tuple[float, Any]]
    starts: int
    best: float


CASES = (
    Case("weighted rank one, n = 4", WeightedRankOne(), rank_one_alone, 4096, 0.25),
    Case("Rosenbrock, n = 10", Rosenbrock(), rosen_alone, 4096, 0.0),
    Case("teacher and student, n = 36", TeacherStudent(), student_alone, 1024, 0.0),
    Case("the same as its claim states it", stated(), student_alone, 1024, 0.0),
)


def check(case: Case) -> None:
    """Raises if derivatives disagree with differences, or the batch with the single point."""
    x, h = Starts(BACKEND, case.objective.dimension, 9).block(0, 64), 1e-6
    x = x[(x != 0).all(axis=1)]
    values, gradients = case.objective.value_and_gradient(x)
    hessians = case.objective.hessian(x)
    for place in range(case.objective.dimension):
        shift = h * numpy.eye(case.objective.dimension)[place]
        (up, above), (down, below) = (case.objective.value_and_gradient(x + sign * shift) for sign in (1, -1))
        size = 1 + numpy.abs(values) + numpy.abs(hessians).max(axis=(1, 2))
        off = numpy.abs((up - down) / (2 * h) - gradients[:, place]) / size
        bent = numpy.abs((above - below) / (2 * h) - hessians[:, place]).max(axis=1) / size
        if max(numpy.median(off), numpy.median(bent)) > 1e-6:
            raise SystemExit(f"{case.name}: derivatives are wrong")
    for row in range(len(x)):
        value, gradient = case.alone(x[row])
        if not (math.isclose(value, values[row], abs_tol=1e-9) and numpy.allclose(gradient, gradients[row])):
            raise SystemExit(f"{case.name}: the loop minimises another function")


# by default L-BFGS-B stops where values change by 10^-9, mostly with gradients far above 10^-5
OPTIONS = {"BFGS": {}, "L-BFGS-B": {"ftol": 1e-15, "gtol": 1e-6}}


def loop(case: Case, points: Any, method: str) -> int:
    """How many starts the peer brings to a gradient below 10^-5."""
    with numpy.errstate(all="ignore"):
        ends = [minimize(case.alone, point, jac=True, method=method, options=OPTIONS[method]) for point in points]
    return sum(bool(numpy.abs(end.jac).max() < 1e-5) for end in ends)


def measure(case: Case) -> dict[str, Any]:
    """Starts per second of everybody, in turns."""
    check(case)
    points = Starts(BACKEND, case.objective.dimension, 0).block(0, case.starts)
    works: dict[str, tuple[Callable[[], Any], int]] = {
        "all": (lambda: explore(case.objective, points), case.starts),
        "above the best": (lambda: above_the_best(case.objective, points), case.starts),
        "best known": (lambda: explore(case.objective, points, best_known=case.best), case.starts),
        "BFGS": (lambda: loop(case, points[:PEER_STARTS], "BFGS"), PEER_STARTS),
        "L-BFGS-B": (lambda: loop(case, points[:PEER_STARTS], "L-BFGS-B"), PEER_STARTS),
    }
    best, seen = dict.fromkeys(works, math.inf), {}
    for _ in range(REPEATS):
        for name, (work, _count) in works.items():
            started = time.process_time()
            seen[name] = work()
            best[name] = min(best[name], time.process_time() - started)
    rate = {name: count / best[name] for name, (_work, count) in works.items()}
    return {
        "case": case.name,
        **{name: round(value) for name, value in rate.items()},
        "ratio to BFGS": round(rate["all"] / rate["BFGS"], 1),
        "ratio to L-BFGS-B": round(rate["all"] / rate["L-BFGS-B"], 1),
        "ratio to L-BFGS-B, above the best": round(rate["above the best"] / rate["L-BFGS-B"], 1),
        "ratio to L-BFGS-B, best known": round(rate["best known"] / rate["L-BFGS-B"], 1),
        "converged": {name: f"{seen[name]}/{PEER_STARTS}" for name in ("BFGS", "L-BFGS-B")},
        "seen": seen["all"].line(),
        "seen above the best": seen["above the best"].line(),
    }


def main() -> None:
    """Measures and prints."""
    results = [measure(case) for case in CASES]
    for row in results:
        print("\n".join(f"{name}: {value}" for name, value in row.items()), end="\n\n")
    print(json.dumps({"benchmark": "landscape", "numpy": numpy.__version__, "scipy": scipy.__version__,
                      "results": results}))


if __name__ == "__main__":
    main()
