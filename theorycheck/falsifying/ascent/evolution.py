"""The separable evolution strategy sep-CMA-ES (Ros and Hansen 2008), many restarts side by side.

Each restart samples its generation from a normal law with diagonal covariance, and moves mean, step length and
variances towards its best half. A restart that has gained nothing for 30 generations begins again from another of the
starts, with a fresh step length. Nothing leaves the device on the way.
"""
from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from theorycheck.falsifying.ascent.method import AbstractMargin, AbstractMethod, Draws, Effort, better, reach

PATIENCE = 30
LARGEST = 1e300
FIRST_SPREAD = 0.3
LEAST_SPREAD, MOST_SPREAD = 1e-12, 1e4


@dataclass(frozen=True)
class Constants:
    """The strategy's parameters for n coordinates (Hansen 2016, table 1), learning faster as Ros and Hansen advise."""

    population: int
    weights: list[float]
    effective: float
    step_rate: float
    step_damping: float
    path_rate: float
    rank_one: float
    rank_mu: float
    length: float

    @classmethod
    def of(cls, n: int) -> Constants:
        population = 4 + int(3 * math.log(n + 1))
        parents = population // 2
        raw = [math.log((population + 1) / 2) - math.log(rank + 1) for rank in range(parents)]
        weights = [w / sum(raw) for w in raw] + [0.0] * (population - parents)
        effective = 1 / sum(w * w for w in weights)
        step_rate = (effective + 2) / (n + effective + 5)
        path_rate = (4 + effective / n) / (n + 4 + 2 * effective / n)
        faster = (n + 2) / 3
        rank_one = 2 / ((n + 1.3) ** 2 + effective)
        rank_mu = min(1 - rank_one, 2 * (effective - 2 + 1 / effective) / ((n + 2) ** 2 + effective))
        rank_one, rank_mu = min(0.5, faster * rank_one), min(0.5, faster * rank_mu)
        damping = 1 + 2 * max(0.0, math.sqrt((effective - 1) / (n + 1)) - 1) + step_rate
        length = math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n))
        return cls(population, weights, effective, step_rate, damping, path_rate, rank_one, rank_mu, length)


@dataclass
class Swarm:
    """The restarts: means (R, n), spreads (R,), variances and both paths (R, n), the best seen and how long ago."""

    mean: Any
    spread: Any
    variances: Any
    step_path: Any
    path: Any
    best: Any
    value: Any
    peak: Any
    idle: Any


class Evolution(AbstractMethod):
    """Rank-based, so it needs no scale of the margin, no derivative and no continuity."""

    name = "evolution"
    starts = 16

    def climb(self, margin: AbstractMargin, starts: Any, draws: Draws, effort: Effort) -> tuple[Any, Any]:
        constants = Constants.of(margin.dimension)
        swarm = _fresh(margin, starts, margin.values(starts))
        best, turn = (swarm.best, swarm.value), 0
        pool = starts
        while not effort.over(margin, turn, best[1]):
            self._generation(margin, swarm, constants, draws)
            best = better(margin.xp, swarm.value > best[1], (swarm.best, swarm.value), best)
            self._restart(margin, swarm, pool, draws)
            turn += 1
        return best

    def _generation(self, margin: AbstractMargin, s: Swarm, c: Constants, draws: Draws) -> None:
        xp = margin.xp
        (restarts, n), population = s.mean.shape, c.population
        deviations = xp.sqrt(s.variances)
        noise = draws.normal(restarts, population, n)
        points = s.mean[:, None, :] + (s.spread[:, None] * deviations)[:, None, :] * noise
        points = margin.admitted(xp.reshape(points, (restarts * population, n)))
        values = xp.reshape(margin.values(points), (restarts, population))
        points = xp.reshape(points, (restarts, population, n))
        order = xp.argsort(-xp.clip(values, -LARGEST, LARGEST), axis=1)
        weights = xp.asarray(c.weights, dtype=points.dtype)[xp.argsort(order, axis=1)][:, :, None]
        self._remember(xp, s, points, values)
        around = (points - s.mean[:, None, :]) / s.spread[:, None, None]
        shift = xp.sum(weights * around, axis=1)
        s.mean = s.mean + s.spread[:, None] * shift
        s.step_path = (1 - c.step_rate) * s.step_path + math.sqrt(
            c.step_rate * (2 - c.step_rate) * c.effective
        ) * shift / deviations
        length = xp.sqrt(xp.sum(s.step_path * s.step_path, axis=1))
        steady = xp.where(length < (1.4 + 2 / (n + 1)) * c.length, xp.ones_like(length), xp.zeros_like(length))[:, None]
        s.path = (1 - c.path_rate) * s.path + steady * math.sqrt(c.path_rate * (2 - c.path_rate) * c.effective) * shift
        learned = c.rank_one * s.path * s.path + c.rank_mu * xp.sum(weights * around * around, axis=1)
        s.variances = xp.clip((1 - c.rank_one - c.rank_mu) * s.variances + learned, 1e-20, 1e20)
        growth = xp.exp(xp.clip((length / c.length - 1) * (c.step_rate / c.step_damping), -1.0, 1.0))
        s.spread = xp.clip(s.spread * growth, LEAST_SPREAD, MOST_SPREAD)

    def _remember(self, xp: Any, s: Swarm, points: Any, values: Any) -> None:
        """The best point of a generation, where it is the best of its restart."""
        top = xp.max(values, axis=1)
        first = xp.argmax(values, axis=1)
        chosen = xp.arange(values.shape[1])[None, :] == first[:, None]
        point = xp.sum(xp.where(chosen[:, :, None], points, xp.zeros_like(points)), axis=1)
        gained = top > s.value
        s.best, s.value = better(xp, gained, (point, top), (s.best, s.value))
        s.idle = xp.where(top > s.peak, xp.zeros_like(s.idle), s.idle + 1)
        s.peak = xp.maximum(s.peak, top)

    def _restart(self, margin: AbstractMargin, s: Swarm, pool: Any, draws: Draws) -> None:
        """Restarts that have lost patience, or their numbers, begin again from a start at random."""
        xp = margin.xp
        sound = xp.all(xp.isfinite(s.mean) & xp.isfinite(s.variances) & xp.isfinite(s.step_path), axis=1)
        again = (s.idle >= PATIENCE) | ~sound | ~xp.isfinite(s.spread)
        count = s.mean.shape[0]
        pick = xp.argsort(draws.uniform(1, pool.shape[0])[0, :])
        fresh = xp.take(pool, pick[:count], axis=0)
        scale = xp.exp(xp.log(reach(xp, fresh)) + 2 * draws.normal(count, 1))
        fresh = margin.admitted(fresh + 0.5 * scale * draws.normal(count, s.mean.shape[1]))
        row = again[:, None]
        s.mean = xp.where(row, fresh, s.mean)
        s.spread = xp.where(again, FIRST_SPREAD * reach(xp, fresh)[:, 0], s.spread)
        s.variances = xp.where(row, xp.ones_like(s.variances), s.variances)
        s.step_path = xp.where(row, xp.zeros_like(s.path), s.step_path)
        s.path = xp.where(row, xp.zeros_like(s.path), s.path)
        s.idle = xp.where(again, xp.zeros_like(s.idle), s.idle)
        s.peak = xp.where(again, xp.full(s.peak.shape, -xp.inf, dtype=s.peak.dtype), s.peak)


def _fresh(margin: AbstractMargin, starts: Any, values: Any) -> Swarm:
    xp = margin.xp
    zeros = xp.zeros_like(starts)
    spread = FIRST_SPREAD * reach(xp, starts)[:, 0]
    return Swarm(starts, spread, xp.ones_like(starts), zeros, zeros, starts, values, values, xp.zeros_like(values))
