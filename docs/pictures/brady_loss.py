"""Draws the squared errors of one sigmoid unit on Brady's data, over the plane of its two weights.

    python docs/pictures/brady_loss.py        writes the file beside the claim

The losses are those of the claims backpropagation.squared_errors_separate_separable_data (100 copies) and
backpropagation.brady_local_minimum (30 copies), the minima the search's own, each certified as the only one in its box.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from theorycheck.algebra import backends
from theorycheck.claims.backpropagation import brady_local_minimum as thirty
from theorycheck.claims.backpropagation import squared_errors_separate_separable_data as hundred
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.landscape.statement_objective import StatementObjective
from theorycheck.falsifying.search import search
from theorycheck.statement.landscape import Landscape

sys.path.append(str(Path(__file__).parent))
from drawing import Window, axes, bands, canvas, caption, curve, keep, level_lines, mark, words, written

CELL, COLUMNS, ROWS, SEED = 3, 120, 86, 1
LEFT, RIGHT, LOW, HIGH = -1.0, 11.0, 0.0, 4.3  # the two weights
FIRST, FACTOR, LEVELS = 0.32, 1.2, 24  # the values at which lines are drawn
PLACES = (56, 56 + COLUMNS * CELL + 30)
TOP, BELOW = 34, 50
BETTER = (8.8, 2.2)  # what the claim compares the local minimum with
LIGHT, WARM, COOL = "#fff", "#ff8a5c", "#8fe3b8"


def panel(root: Any, x: float, claim: Any, said: str) -> tuple[Window, tuple[float, float], float]:
    """The map of the loss, the border of the separating weights, and the minimum that the search finds."""
    backend = backends.numpy_backend()
    xp = backend.xp
    window = Window(LEFT, RIGHT, LOW, HIGH, COLUMNS * CELL, ROWS * CELL, x, TOP)
    found = search(claim.statement, claim.domain, Budget(examples=600), SEED).refutation
    place = tuple(float((side.low + side.high) / 2) for side in (found.witness["first"], found.witness["second"]))
    minimum = next(node for node in claim.statement.given if isinstance(node, Landscape))
    loss = StatementObjective(backend, minimum, {}, [(), ()])
    s = xp.linspace(LEFT, RIGHT, COLUMNS + 1)
    rows = (xp.stack([s, xp.full_like(s, t)], axis=1) for t in xp.linspace(HIGH, LOW, ROWS + 1))
    grid = [loss.value(row).tolist() for row in rows]
    levels = [FIRST * FACTOR**i for i in range(LEVELS)]
    bands(root, grid, levels, CELL, (x, TOP))
    level_lines(root, grid, levels, CELL, (x, TOP))
    curve(root, window, [(0, 0), (RIGHT, RIGHT / 3)], LIGHT, 2, "7 5")
    axes(root, window, range(0, 11, 2), range(5), "weight 1", "weight 2" if x == PLACES[0] else "")
    words(root, (x + window.width / 2, TOP - 12), said, 14)
    return window, place, float(loss.value(xp.asarray([place]))[0])  # type: ignore[return-value]


def picture() -> str:
    """The SVG."""
    title = "The squared errors of a sigmoid unit on separable data: the best weights, or a trap, do not separate"
    root = canvas(PLACES[1] + COLUMNS * CELL + 16, TOP + ROWS * CELL + BELOW, title)
    window, place, value = panel(root, PLACES[0], hundred.claim, "100 copies of the two easy points")
    mark(root, window.pixel(*place), f"best: {value:.3f}", "misclassifies a point", WARM)
    caption(root, window.pixel(7.9, 2.0), "below the line they separate,")
    caption(root, window.pixel(7.9, 1.72), "at a loss above 0.99")
    window, place, value = panel(root, PLACES[1], thirty.claim, "30 copies")
    mark(root, window.pixel(*place), f"local minimum: {value:.3f}", "certified; misclassifies", WARM)
    mark(root, window.pixel(*BETTER), "better: 0.299", "separates", COOL)
    return written(root)


if __name__ == "__main__":
    keep("backpropagation.brady_local_minimum", picture())
