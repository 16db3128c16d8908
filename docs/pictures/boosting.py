"""Draws one greedy pass of boosting against the best weights of the same units.

    python docs/pictures/boosting.py        writes the file beside the claim

The objective, the units and the ends are those of the claim convex_networks.one_greedy_pass; the plane holds the
weights of the first two units, and the third one's weight is 0 on it, at both ends too.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

from theorycheck.algebra.rationals import Rationals
from theorycheck.claims.convex_networks import one_greedy_pass as instance
from theorycheck.statement.arithmetic import as_node
from theorycheck.statement.evaluation import Evaluator

sys.path.append(str(Path(__file__).parent))
from drawing import Window, axes, bands, canvas, curve, keep, level_lines, mark, written

CELL, COLUMNS, ROWS = 5, 126, 74  # pixels of a cell, cells
EDGE, TOP = 62, 14  # room for the axes
STEP = Fraction(1, 100)  # of both weights, for a cell
LEFT, LOW = Fraction(-7, 100), Fraction(-14, 100)  # the least weights of the second and of the first unit
LEVELS = [Fraction(1, 9) + Fraction(1, 1500) * Fraction(14, 10) ** i for i in range(20)]
RIGHT, HIGH = LEFT + COLUMNS * STEP, LOW + ROWS * STEP
WINDOW = Window(float(LEFT), float(RIGHT), float(LOW), float(HIGH), COLUMNS * CELL, ROWS * CELL, EDGE, TOP)
ORANGE, GREEN, SAND = "#ff8a5c", "#8fe3b8", "#fff1c9"


def value(first: Fraction, second: Fraction) -> Fraction:
    """The claim's objective where the third weight is 0."""
    formula = instance.objective(instance.x, instance.y, 0)
    return Evaluator(Rationals(), {instance.x: first, instance.y: second}).value(formula)


def grid() -> list[list[float]]:
    """The objective at the corners of the cells, rows from the top."""
    rows = [HIGH - STEP * row for row in range(ROWS + 1)]
    return [[float(value(first, LEFT + STEP * column)) for column in range(COLUMNS + 1)] for first in rows]


def picture() -> str:
    """The SVG."""
    end, best = [
        tuple(float(Evaluator(Rationals(), {}).value(as_node(w))) for w in weights)
        for weights in (instance.GREEDY, instance.BEST)
    ]
    title = "One greedy pass of boosting ends at 3/25; the best weights of the same units reach 1/9"
    root = canvas(WINDOW.width + EDGE + 20, WINDOW.height + TOP + 52, title)
    values, levels = grid(), [float(level) for level in LEVELS]
    bands(root, values, levels, CELL, (EDGE, TOP))
    level_lines(root, values, levels, CELL, (EDGE, TOP))
    curve(root, WINDOW, [(0.0, 0.0), (1.0, 0.0), (1.0, end[0])], "#0d2a4a", 6)
    curve(root, WINDOW, [(0.0, 0.0), (1.0, 0.0), (1.0, end[0])], ORANGE, 3)
    axes(root, WINDOW, [0, 0.25, 0.5, 0.75, 1], [0, 0.2, 0.4], "weight of the unit chosen first", "of the second")
    mark(root, WINDOW.pixel(0.0, 0.0), "start", "", SAND)
    mark(root, WINDOW.pixel(1.0, end[0]), "one pass: 3/25", "each weight once", ORANGE)
    mark(root, WINDOW.pixel(best[1], best[0]), "the optimum: 1/9", "all weights trained again", GREEN)
    return written(root)


if __name__ == "__main__":
    keep("convex_networks.one_greedy_pass", picture())
