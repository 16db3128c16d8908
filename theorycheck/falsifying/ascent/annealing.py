"""Annealing jumps: generalised simulated annealing (Tsallis and Stariolo 1996; Xiang et al. 1997), chains side by side.

A jump is drawn from the heavy-tailed visiting law of index 2.62 in all coordinates or in one of them, wrapped into a
box; acceptance is the generalised one of index -5, which soon takes gains only. Temperatures fall together.
"""
from __future__ import annotations

import math
from typing import Any

from theorycheck.falsifying.ascent.method import AbstractMargin, AbstractMethod, Draws, Effort, better, reach

VISITING, ACCEPTANCE = 2.62, -5.0
FIRST_TEMPERATURE, REANNEAL_AT = 5230.0, 2e-5
LONGEST = 1e8
BOX = 4.0


class Annealing(AbstractMethod):
    """Jumps over what a climb cannot cross."""

    name = "annealing"
    starts = 64

    def climb(self, margin: AbstractMargin, starts: Any, draws: Draws, effort: Effort) -> tuple[Any, Any]:
        xp = margin.xp
        points, values = starts, margin.values(starts)
        best = points, values
        half = BOX * reach(xp, starts)
        turn, cooled = 0, 0
        while not effort.over(margin, turn, best[1]):
            heat = temperature(cooled)
            cooled = 0 if heat < FIRST_TEMPERATURE * REANNEAL_AT else cooled + 1
            if cooled == 0:
                points, values = best
            moved = margin.admitted(_wrapped(xp, points + self._jump(xp, points, heat, turn, draws), half))
            reached = margin.values(moved)
            taken = self._accepted(xp, values, reached, heat / (cooled + 1), draws)
            points, values = better(xp, taken, (moved, reached), (points, values))
            best = better(xp, values > best[1], (points, values), best)
            turn += 1
        return best

    def _jump(self, xp: Any, points: Any, heat: float, turn: int, draws: Draws) -> Any:
        """All coordinates in one turn, one of them in the next."""
        batch, count = points.shape
        steps = visit(xp, heat, draws, batch, count)
        if turn % 2 == 0:
            return steps
        which = xp.floor(draws.uniform(batch, 1) * count)
        here = xp.arange(count, dtype=which.dtype)[None, :] == xp.reshape(which, (batch, 1))
        return xp.where(here, steps, xp.zeros_like(steps))

    def _accepted(self, xp: Any, old: Any, new: Any, heat: float, draws: Draws) -> Any:
        loss = xp.where(xp.isfinite(new) & xp.isfinite(old), old - new, xp.zeros_like(old))
        base = xp.clip(1 - (1 - ACCEPTANCE) * loss / heat, 1e-300, 1e300)
        chance = xp.exp(xp.log(base) / (1 - ACCEPTANCE))
        lucky = draws.uniform(old.shape[0], 1)[:, 0] < chance
        return (new > old) | (xp.isfinite(new) & xp.isfinite(old) & lucky)


def temperature(turn: int) -> float:
    """The visiting temperature of a turn."""
    power = VISITING - 1
    return FIRST_TEMPERATURE * (2**power - 1) / ((turn + 2.0) ** power - 1)


def visit(xp: Any, heat: float, draws: Draws, *shape: int) -> Any:
    """Steps from the visiting law: its tail falls like the distance to the power -2 / (index - 1)."""
    q = VISITING
    factor2 = math.exp((4 - q) * math.log(q - 1))
    factor3 = math.exp((2 - q) * math.log(2) / (q - 1))
    factor4 = math.sqrt(math.pi) * math.exp(math.log(heat) / (q - 1)) * factor2 / (factor3 * (3 - q))
    factor5 = 1 / (q - 1) - 0.5
    factor6 = math.pi * (1 - factor5) / math.sin(math.pi * (1 - factor5)) / math.exp(math.lgamma(2 - factor5))
    sigma = math.exp(-(q - 1) * math.log(factor6 / factor4) / (3 - q))
    over = xp.exp(xp.log(xp.abs(draws.normal(*shape)) + 1e-300) * ((q - 1) / (3 - q)))
    steps = sigma * draws.normal(*shape) / over
    return xp.clip(steps, -LONGEST, LONGEST)


def _wrapped(xp: Any, points: Any, half: Any) -> Any:
    """Points folded into the box of half-width `half` around 0."""
    inside = xp.abs(points) <= half
    turned = points + half - 2 * half * xp.floor((points + half) / (2 * half)) - half
    return xp.where(inside, points, turned)
