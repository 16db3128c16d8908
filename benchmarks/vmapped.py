"""PyTorch on the planted conjectures: their margins once more, under torch.func.vmap, drawn or raised by Adam.

C5 is not offered: its margin is the end of a minimisation.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy

from benchmarks import margins

STARTS, STEPS, RATE = 256, 300, 0.05


@cache
def torch() -> Any:
    """The library, on one thread."""
    import torch as library

    library.set_num_threads(1)
    return library


@cache
def margin(label: str) -> Callable[[Any], Any] | None:
    """The margin of one vector, in tensors; None where it is not offered. Hypotheses weigh as in `margins`."""
    t = torch()
    points, x, y, turned = map(t.from_numpy, (margins.POINTS, margins.X, margins.Y, margins.TURNED))

    def degree(v: Any) -> Any:
        W, out, at = v[:32].reshape(8, 4), v[32:40], v[40:]
        return abs(2 * out @ t.relu(2 * W @ at) - 2 * (out @ t.relu(W @ at))) - 1e-6

    def tie(v: Any) -> Any:
        return -abs(v[:16].reshape(4, 4) @ v[16:]).min() - 1e-300

    def dead(width: int) -> Callable[[Any], Any]:
        def of(v: Any) -> Any:
            W, b = v[: 2 * width].reshape(width, 2), v[2 * width :]
            short = (W * W).sum(1).min() - 0.25
            return t.where(short < 0, short - margins.OUTSIDE, -(W @ points + b[:, None]).max())

        return of

    def fit(v: Any) -> Any:
        W, b, out = v[:16].reshape(8, 2), v[16:24], v[24:]
        rest = out @ t.relu(W @ x + b[:, None]) - y
        return margins.ALLOWED - rest @ rest

    def angle(v: Any) -> Any:
        hidden = t.relu(v.reshape(-1, 2) @ turned)
        inner = hidden.T @ hidden
        cosine = inner[0, 1] / t.sqrt(t.clamp(inner[0, 0] * inner[1, 1], min=1e-300))
        # the arc cosine has no slope at 1
        return abs(t.arccos(t.clamp(cosine, max=1 - 1e-12)) - margins.FORMULA) - 0.45

    named = {"C1": degree, "C2": tie, "C4": fit, "C6": angle}
    return {"C3 dead, width 4": dead(4), "C3 dead, width 8": dead(8)}.get(label, named.get(label[:2]))


def drawn(trial: Any, seed: int) -> None:
    """Normal numbers, many networks at once."""
    of = _offered(trial)
    generator = torch().Generator().manual_seed(seed)
    points = torch().randn((STARTS, trial.dimension), generator=generator, dtype=torch().float64)
    trial.batch(points.numpy(), torch().func.vmap(of)(points).numpy())


def raised(trial: Any, seed: int) -> None:
    """Adam on every start of a batch, steps of 0.05."""
    t, of = torch(), _offered(trial)
    generator = t.Generator().manual_seed(seed)
    points = t.randn((STARTS, trial.dimension), generator=generator, dtype=t.float64)
    slope = t.func.vmap(t.func.grad_and_value(of))
    adam = t.optim.Adam([points], lr=RATE, maximize=True)
    for _ in range(STEPS):
        points.grad, values = slope(points)
        trial.batch(points.numpy(), values.numpy())
        adam.step()


def _offered(trial: Any) -> Callable[[Any], Any]:
    from benchmarks.peers import NotOffered

    of = margin(trial.label)
    if of is None:
        raise NotOffered
    return of


def agree(label: str, points: Any, values: Any) -> bool:
    """Whether the margins in tensors are those of NumPy."""
    of = margin(label)
    found = numpy.asarray([float(of(torch().from_numpy(point))) for point in points]) if of else values
    return bool(numpy.allclose(found, values, atol=1e-9))
