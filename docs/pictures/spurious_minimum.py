"""Draws the loss of a ReLU student on a plane through its certified spurious minimum.

    python docs/pictures/spurious_minimum.py        writes the file beside the claim

The minimum is the search's own (claim optimality.relu_student_teacher_minima_are_global, k = 6, seed 1); the values are
those of the claim's formula.  The plane holds the minimum, the nearest global one (the teacher, its units in another
order) and the direction in which the loss curves least.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from theorycheck.algebra import backends
from theorycheck.claims.optimality import relu_student_teacher_minima_are_global as wide_student
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.landscape.statement_objective import StatementObjective
from theorycheck.falsifying.search import search

sys.path.append(str(Path(__file__).parent))
from drawing import Window, bands, canvas, keep, level_lines, mark, written

K, SEED = 6, 1
CELL, COLUMNS, ROWS = 3, 220, 130  # pixels of a cell, cells
LEFT, RIGHT, LOW, HIGH = -0.75, 1.75, -1.1, 1.1  # in the plane: 0 the minimum, 1 the global one
FIRST, FACTOR, LEVELS = 0.00281, 1.25, 21  # the values at which lines are drawn
WINDOW = Window(LEFT, RIGHT, LOW, HIGH, COLUMNS * CELL, ROWS * CELL)


def plane() -> tuple[StatementObjective, Any, Any, Any]:
    """The loss, the minimum, the way to the nearest global one, and the direction of least curvature across it."""
    backend = backends.numpy_backend()
    xp = backend.xp
    claim = wide_student.claim
    found = search(claim.statement, claim.domain, Budget(examples=600), SEED).refutation
    sides = [side for row in found.witness["W"] for side in row]
    W = xp.asarray([float((side.low + side.high) / 2) for side in sides])
    (node,) = claim.statement.given
    loss = StatementObjective(backend, node, {wide_student.k: K}, [(K, K)])
    there = _nearest_teacher(xp, xp.reshape(W, (K, K))) - W
    bends, vectors = xp.linalg.eigh(loss.hessian(W[None, :])[0])
    across = vectors[:, 0] - there * (vectors[:, 0] @ there) / (there @ there)
    across = across * xp.sqrt(there @ there) / xp.sqrt(across @ across)
    return loss, W, there, across if across[int(xp.argmax(xp.abs(across)))] > 0 else -across


def _nearest_teacher(xp: Any, W: Any) -> Any:
    """The unit rows in the order that best fits the rows of W, one after the other."""
    rows, free = xp.zeros_like(W), set(range(K))
    for i in sorted(range(K), key=lambda i: -float(xp.max(W[i]))):
        j = max(free, key=lambda j: float(W[i, j]))
        free.remove(j)
        rows[i, j] = 1.0
    return xp.reshape(rows, (-1,))


def values(loss: StatementObjective, W: Any, there: Any, across: Any) -> list[list[float]]:
    """The loss at the corners of the cells, rows from the top."""
    xp = loss.backend.xp
    s = xp.linspace(LEFT, RIGHT, COLUMNS + 1)
    rows = (W + s[:, None] * there + t * across for t in xp.linspace(HIGH, LOW, ROWS + 1))
    return [loss.value(row).tolist() for row in rows]


def picture() -> str:
    """The SVG."""
    loss, W, there, across = plane()
    grid = values(loss, W, there, across)
    here = float(loss.value(W[None, :])[0])
    title = (
        f"The loss of a ReLU student with {K} units on a plane through a certified local minimum of value {here:.4f} "
        "and the global minimum of value 0"
    )
    root = canvas(WINDOW.width, WINDOW.height, title, ink=False)
    levels = [FIRST * FACTOR**i for i in range(LEVELS)]
    bands(root, grid, levels, CELL)
    level_lines(root, grid, levels, CELL)
    mark(root, WINDOW.pixel(0.0, 0.0), f"a local minimum: {here:.4f}", "certified: exactly one in its box", "#ff8a5c")
    mark(root, WINDOW.pixel(1.0, 0.0), "the global minimum: 0", "the student is the teacher", "#8fe3b8")
    return written(root)


if __name__ == "__main__":
    keep("optimality.relu_student_teacher_minima_are_global", picture())
