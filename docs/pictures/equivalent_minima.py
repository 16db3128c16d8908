"""Draws the valley a b = 1 of (1 - a b)^2 / 2, three of its minima, and how sharp each is.

    python docs/pictures/equivalent_minima.py        writes the file beside the claim

Loss, sharpness and area are those of the claims flatness.trace_least_at_balanced_weights and
flatness.strip_of_infinite_area.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

from theorycheck.algebra import backends
from theorycheck.algebra.floats import Floats
from theorycheck.claims.flatness import trace_least_at_balanced_weights as valley
from theorycheck.statement.evaluation import Evaluator

sys.path.append(str(Path(__file__).parent))
from drawing import Window, axes, bands, canvas, curve, keep, level_lines, mark, words, written

CELL, COLUMNS, ROWS = 3, 230, 110  # pixels of a cell, cells
WINDOW = Window(0.0, 6.9, 0.0, 3.3, COLUMNS * CELL, ROWS * CELL, x=64, y=12)
DEPTH = Fraction(1, 4)  # the strip |1 - a b| < 1/4
LEVELS = [float(DEPTH**2 / 2) * 2.2**i for i in range(12)]
POINTS = [
    (Fraction(1, 2), Fraction(2), "#ffd166"),
    (Fraction(1), Fraction(1), "#8fe3b8"),
    (Fraction(4), Fraction(1, 4), "#ff8a5c"),
]  # minima, and how they are marked


def trace(a: Fraction, b: Fraction) -> Fraction:
    """Of the Hessian, as the claim has it."""
    return a**2 + b**2


def losses(points: list[tuple[float, float]]) -> list[float]:
    """The claim's loss at each point."""
    backend = backends.numpy_backend()
    a, b = (backend.xp.asarray(side) for side in zip(*points, strict=True))
    return Evaluator(Floats(backend, len(points)), {valley.a: a, valley.b: b}).value(valley.f).tolist()


def picture() -> str:
    """The SVG."""
    across = [WINDOW.right * i / COLUMNS for i in range(COLUMNS + 1)]
    upwards = [WINDOW.high * (ROWS - i) / ROWS for i in range(ROWS + 1)]
    grid = [losses([(s, t) for s in across]) for t in upwards]
    title = (
        "The valley a b = 1 of the loss (1 - a b) squared over 2: three minima of one function, of different sharpness"
    )
    root = canvas(WINDOW.x + WINDOW.width + 16, WINDOW.y + WINDOW.height + 52, title)
    at = (WINDOW.x, WINDOW.y)
    bands(root, grid, LEVELS, CELL, at)
    level_lines(root, grid, LEVELS[1:], CELL, at)
    for side in (1 - float(DEPTH), 1 + float(DEPTH)):
        curve(root, WINDOW, [(s, side / s) for s in across if s * WINDOW.high > side], "#fff", 1.5, "5 4")
    curve(root, WINDOW, [(s, 1 / s) for s in across if s * WINDOW.high > 1], "#fff", 2)
    axes(root, WINDOW, range(1, 7), range(1, 4), across="first weight a", upwards="second weight b")
    for a, b, fill in POINTS:
        x, y = WINDOW.pixel(float(a), float(b))
        mark(root, (x, y), "", "", fill)
        label(root, (x + 64 / float(max(a, 1)) ** 1.2, y - 12), f"({a}, {b}): trace {float(trace(a, b)):g}")
    x, y = WINDOW.pixel(6.8, 1.35)
    label(root, (x, y), "between the dashed lines the loss is below 1/32", "end")
    label(root, (x, y + 18), "the strip goes on for ever, and its area with it", "end")
    return written(root)


def label(root, at, said: str, anchor: str = "start") -> None:  # type: ignore[no-untyped-def]
    words(root, at, said, size=14, anchor=anchor, fill="#0d2a4a")


if __name__ == "__main__":
    keep("flatness.trace_least_at_balanced_weights", picture())
