"""Draws what weight decay does to a product of three layers, and a matched regulariser.

    python docs/pictures/weight_decay_bifurcation.py        writes the file beside the claim

The objectives are those of the claims homogeneous.weight_decay_degree_mismatch and homogeneous.matched_degree, for one
block a = b = c = t.  On a branch of critical points the strength is a function of t: t - t^4 and 2 (1 - t^3).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from theorycheck.algebra.rationals import Rationals
from theorycheck.claims.homogeneous import matched_degree as matched
from theorycheck.claims.homogeneous import weight_decay_degree_mismatch as decay
from theorycheck.statement.evaluation import Evaluator

sys.path.append(str(Path(__file__).parent))
from drawing import Point, Window, axes, canvas, curve, keep, words, written

LEFT = Window(0, 0.6, 0, 1.15, 300, 230, 66, 46)
RIGHT = Window(0, 3, 0, 1.15, 300, 230, 436, 46)
STEPS = 200
GREEN, RED, GREY = "#2da44e", "#e5534b", "#8b949e"
THRESHOLD = 2 ** (2 / 3) / 4  # (4 lam)^3 = 4
FOLD = 0.75 * 4 ** (-1 / 3)  # beyond it there is no other critical point


def value(module: Any, formula: Any, t: Fraction) -> float:
    """The objective at a = b = c = t."""
    return float(Evaluator(Rationals(), dict.fromkeys((module.x, module.y, module.z), t)).value(formula))


def branch(module: Any, formula: Callable[[Fraction], Any], strength: Callable[[Fraction], Fraction]) -> list[Point]:
    """(strength, value) along the critical points a = b = c = t > 0, from t = 1 to t = 0."""
    points = []
    for step in range(STEPS, -1, -1):
        t = Fraction(step, STEPS)
        points.append((float(strength(t)), value(module, formula(strength(t)), t)))
    return points


def decayed() -> list[Point]:
    return branch(decay, decay.of, lambda t: t - t**4)


def matching() -> list[Point]:
    def formula(lam: Fraction) -> Any:
        x, y, z = matched.x, matched.y, matched.z
        return (1 - x * y * z) ** 2 + lam * matched.of_cubes(x, y, z)

    return branch(matched, formula, lambda t: 2 * (1 - t**3))


def picture() -> str:
    """The SVG."""
    title = (
        "Weight decay of three layers keeps a spurious local minimum at 0 below the strength 0.397; a regulariser of "
        "degree 3 has none"
    )
    root = canvas(760, 340, title)
    points = decayed()
    turn = max(range(len(points)), key=lambda i: points[i][0])
    curve(root, LEFT, [(0, 1), (THRESHOLD, 1)], RED, 3)
    curve(root, LEFT, [(THRESHOLD, 1), (LEFT.right, 1)], GREEN, 3)
    split = next(i for i, (_, f) in enumerate(points) if f > 1)
    curve(root, LEFT, points[:split], GREEN, 3)
    curve(root, LEFT, points[split - 1 : turn + 1], RED, 3)
    curve(root, LEFT, points[turn:], GREY, 1.5, "4 3")
    curve(root, LEFT, [(THRESHOLD, 0), (THRESHOLD, 1)], GREY, 1, "2 3")
    axes(root, LEFT, [0, 0.2, 0.4, 0.6], [0, 0.5, 1], "strength of the regulariser", "value")
    words(root, LEFT.pixel(0.3, 1.28), "weight decay: a² + b² + c²", 14)
    words(root, LEFT.pixel(0.19, 1.05), "at 0: a spurious minimum", 12, fill=RED)
    words(root, LEFT.pixel(0.25, 0.38), "the global minimum", 12, "start", GREEN)
    words(root, LEFT.pixel(THRESHOLD + 0.01, 0.06), "0.397: (4λ)³ = 4", 12, "start")
    curve(root, RIGHT, [(0, 1), (2, 1)], GREY, 1.5, "4 3")
    curve(root, RIGHT, [(2, 1), (RIGHT.right, 1)], GREEN, 3)
    curve(root, RIGHT, matching(), GREEN, 3)
    axes(root, RIGHT, [0, 1, 2, 3], [0, 0.5, 1], "strength of the regulariser")
    words(root, RIGHT.pixel(1.5, 1.28), "matched: (|a|³ + |b|³ + |c|³)/3", 14)
    words(root, RIGHT.pixel(0.95, 1.05), "at 0: no minimum", 12)
    words(root, RIGHT.pixel(1.15, 0.55), "the only minimum, global", 12, "start", GREEN)
    return written(root)


if __name__ == "__main__":
    keep("homogeneous.weight_decay_degree_mismatch", picture())
