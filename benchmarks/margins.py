"""The planted conjectures as a user of another tool would write them: one number of one parameter vector, plain NumPy.

Above 0 the vector refutes the conjecture. Where a hypothesis fails the margin is below -10, and smaller the more it
fails, so that a search is led back. `batch` is the same for many vectors at once, where a tool can use that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from scipy.optimize import minimize

from benchmarks.conjectures import no_dead_layer_of_four as dead
from benchmarks.conjectures import no_net_fits_these_labels as fit
from benchmarks.landscape import NEURONS, TeacherStudent, student_alone
from theorycheck.statement.discovery import LIBRARY

FOLDER = Path(__file__).parent / "conjectures"
OUTSIDE = 10.0
SPURIOUS, FLAT, CURVED = 5e-3, 1e-5, 1e-6


@dataclass(frozen=True)
class Conjecture:
    """A claim file of ours, and its margin for everybody else; a parameter vector holds the `symbols` in this order."""

    label: str
    path: Path
    symbols: str
    dimension: int
    alone: Callable[[Any], float]
    batch: Callable[[Any], Any] | None = None


# -- C1


def doubled(t: Any) -> float:
    """|f(2 W, 2 v) - 2 f(W, v)| beyond what rounding explains."""
    W, v, x = t[:32].reshape(8, 4), t[32:40], t[40:]
    return abs(2 * v @ numpy.maximum(2 * W @ x, 0) - 2 * (v @ numpy.maximum(W @ x, 0))) - 1e-6


def doubled_batch(T: Any) -> Any:
    """The same for rows."""
    W, v, x = T[:, :32].reshape(-1, 8, 4), T[:, 32:40], T[:, 40:]
    once = (v * numpy.maximum((W @ x[:, :, None])[:, :, 0], 0)).sum(1)
    twice = (2 * v * numpy.maximum((2 * W @ x[:, :, None])[:, :, 0], 0)).sum(1)
    return numpy.abs(twice - 2 * once) - 1e-6


# -- C2


def tie(t: Any) -> float:
    """Minus the smallest |pre-activation|, and 1 where one is 0."""
    if not numpy.all(t):
        return -OUTSIDE
    least = numpy.min(numpy.abs(t[:16].reshape(4, 4) @ t[16:]))
    return 1.0 if least == 0 else -float(least)


def tie_batch(T: Any) -> Any:
    """The same for rows."""
    least = numpy.abs((T[:, :16].reshape(-1, 4, 4) @ T[:, 16:, None])[:, :, 0]).min(1)
    return numpy.where((T != 0).all(1), numpy.where(least == 0, 1.0, -least), -OUTSIDE)


# -- C3

POINTS = numpy.asarray(dead.POINTS).T / 100


def dead_layer(width: int) -> Callable[[Any], float]:
    """Minus the largest pre-activation."""

    def alone(t: Any) -> float:
        W, b = t[: 2 * width].reshape(width, 2), t[2 * width :]
        short = (W * W).sum(1).min() - 0.25
        return short - OUTSIDE if short < 0 else -float((W @ POINTS + b[:, None]).max())

    return alone


def dead_layer_batch(width: int) -> Callable[[Any], Any]:
    """The same for rows."""

    def batch(T: Any) -> Any:
        W, b = T[:, : 2 * width].reshape(-1, width, 2), T[:, 2 * width :]
        short = (W * W).sum(2).min(1) - 0.25
        return numpy.where(short < 0, short - OUTSIDE, -(W @ POINTS + b[:, :, None]).max((1, 2)))

    return batch


# -- C4

X, Y = numpy.asarray(fit.X).T / 100, numpy.asarray(fit.Y) / 100
ALLOWED = 0.01 * float(Y @ Y)


def fitted(t: Any) -> float:
    """How far the squared error is below what is allowed."""
    W, b, v = t[:16].reshape(8, 2), t[16:24], t[24:]
    rest = v @ numpy.maximum(W @ X + b[:, None], 0) - Y
    return ALLOWED - float(rest @ rest)


def fitted_batch(T: Any) -> Any:
    """The same for rows."""
    W, b, v = T[:, :16].reshape(-1, 8, 2), T[:, 16:24], T[:, 24:]
    rest = (v[:, None] @ numpy.maximum(W @ X + b[:, :, None], 0))[:, 0] - Y
    return ALLOWED - (rest * rest).sum(1)


# -- C5


def spurious(t: Any) -> float:
    """The value of the minimum that descent from t ends in, if it is one: a saddle is none.

    Without the second-order test tools report saddles, where descent from equal neurons ends.
    """
    if numpy.any((t.reshape(NEURONS, NEURONS) ** 2).sum(1) < 1e-6):
        return -OUTSIDE
    start = t / numpy.sqrt(NEURONS)
    options = {"maxiter": 500, "gtol": 1e-8, "ftol": 1e-15}
    with numpy.errstate(all="ignore"):
        end = minimize(student_alone, start, jac=True, method="L-BFGS-B", options=options)
        value = float(end.fun) - SPURIOUS
        if not value > 0:
            return value if value == value else -OUTSIDE
        _, slope = student_alone(end.x)
        bent = TeacherStudent().hessian(end.x[None])[0]
    flat = numpy.abs(slope).max() < FLAT and bool(numpy.isfinite(bent).all())
    return value if flat and numpy.linalg.eigvalsh(bent)[0] > CURVED else -SPURIOUS


# -- C6

TURNED = numpy.asarray([[1.0, -6981 / 16781], [0.0, 15260 / 16781]])
ANGLE = 2 * numpy.arctan(109 / 70)
FORMULA = float(numpy.arccos((numpy.sin(ANGLE) + (numpy.pi - ANGLE) * numpy.cos(ANGLE)) / numpy.pi))


def turned(t: Any) -> float:
    """How far the angle after the layer is from the formula, beyond 0.45."""
    hidden = numpy.maximum(t.reshape(-1, 2) @ TURNED, 0)
    inner = hidden.T @ hidden
    lengths = inner[0, 0] * inner[1, 1]
    if not lengths > 0:
        return -OUTSIDE
    return abs(float(numpy.arccos(min(1.0, inner[0, 1] / numpy.sqrt(lengths)))) - FORMULA) - 0.45


def turned_batch(T: Any) -> Any:
    """The same for rows."""
    hidden = numpy.maximum(T.reshape(len(T), -1, 2) @ TURNED, 0)
    inner = numpy.swapaxes(hidden, 1, 2) @ hidden
    lengths = inner[:, 0, 0] * inner[:, 1, 1]
    cosine = inner[:, 0, 1] / numpy.sqrt(numpy.maximum(lengths, 1e-300))
    margin = numpy.abs(numpy.arccos(numpy.minimum(cosine, 1)) - FORMULA) - 0.45
    return numpy.where(lengths > 0, margin, -OUTSIDE)


STUDENT = LIBRARY / "optimality" / "relu_student_teacher_minima_are_global.py"
CONJECTURES = (
    Conjecture("C1 wrong degree", FOLDER / "doubling_weights_doubles_output.py", "W v x", 44, doubled, doubled_batch),
    Conjecture("C2 exact tie", FOLDER / "no_preactivation_is_zero.py", "W x", 20, tie, tie_batch),
    Conjecture("C3 dead, width 4", FOLDER / "no_dead_layer_of_four.py", "W b", 12, dead_layer(4), dead_layer_batch(4)),
    Conjecture("C3 dead, width 8", FOLDER / "no_dead_layer_of_eight.py", "W b", 24, dead_layer(8), dead_layer_batch(8)),
    Conjecture("C4 fit", FOLDER / "no_net_fits_these_labels.py", "W b v", 32, fitted, fitted_batch),
    Conjecture("C5 spurious minimum", STUDENT, "W", NEURONS * NEURONS, spurious),
    Conjecture("C6 angle", FOLDER / "layer_keeps_the_formula_of_angles.py", "W", 128, turned, turned_batch),
)
