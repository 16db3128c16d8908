"""Draws spurious_minimum.svg: the loss of a ReLU student on a plane through its certified spurious minimum.

    python docs/pictures/spurious_minimum.py        writes the file beside this one

The minimum is the search's own (claim optimality.relu_student_teacher_minima_are_global, k = 6, seed 1); the values are
those of the claim's formula.  The plane holds the minimum, the nearest global one (the teacher, its units in another
order) and the direction in which the loss curves least.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from theorycheck.algebra import backends
from theorycheck.claims.optimality import relu_student_teacher_minima_are_global as wide_student
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.landscape.statement_objective import StatementObjective
from theorycheck.falsifying.search import search

K, SEED = 6, 1
CELL, COLUMNS, ROWS = 3, 220, 130  # pixels of a cell, cells
LEFT, RIGHT, LOW, HIGH = -0.75, 1.75, -1.1, 1.1  # in the plane: 0 the minimum, 1 the global one
FIRST, FACTOR, LEVELS = 0.00281, 1.25, 21  # the values at which lines are drawn
COLOURS = ((13, 36, 84), (28, 104, 134), (112, 172, 148), (214, 213, 160), (250, 236, 205))  # from low to high
FONT = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif'
Point = tuple[float, float]


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
    width, height = COLUMNS * CELL, ROWS * CELL
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "width": str(width)})
    root.attrib |= {"height": str(height), "viewBox": f"0 0 {width} {height}"}
    SubElement(root, "title").text = (
        f"The loss of a ReLU student with {K} units on a plane through a certified local minimum of value {here:.4f} "
        "and the global minimum of value 0"
    )
    levels = [FIRST * FACTOR**i for i in range(LEVELS)]
    _bands(root, grid, levels)
    for level in levels:
        lines = "".join("M" + " ".join(f"{x:.1f},{y:.1f}" for x, y in line) for line in _lines(grid, level))
        style = {"fill": "none", "stroke": "#fff", "stroke-width": "0.7", "opacity": "0.55"}
        SubElement(root, "path", {"d": lines} | style)
    _mark(root, _pixel(0.0, 0.0), f"a local minimum: {here:.4f}", "certified: exactly one in its box", "#ff8a5c")
    _mark(root, _pixel(1.0, 0.0), "the global minimum: 0", "the student is the teacher", "#8fe3b8")
    return tostring(root, encoding="unicode") + "\n"


def _pixel(s: float, t: float) -> Point:
    x = (s - LEFT) / (RIGHT - LEFT) * COLUMNS * CELL
    return x, (HIGH - t) / (HIGH - LOW) * ROWS * CELL


def _bands(root: Element, grid: list[list[float]], levels: list[float]) -> None:
    """One colour between two levels: in each row of cells a rectangle for each run of one band."""
    group = SubElement(root, "g", {"shape-rendering": "crispEdges"})
    paths: dict[int, list[str]] = {}
    for y, (above, below) in enumerate(pairwise(grid)):
        middle = [(a + b + c + d) / 4 for a, b, c, d in zip(above, above[1:], below, below[1:], strict=False)]
        bands = [sum(value > level for level in levels) for value in middle]
        start = 0
        for x in range(1, COLUMNS + 1):
            if x == COLUMNS or bands[x] != bands[start]:
                run = f"M{start * CELL},{y * CELL}h{(x - start) * CELL}v{CELL}h-{(x - start) * CELL}z"
                paths.setdefault(bands[start], []).append(run)
                start = x
    for band, runs in sorted(paths.items()):
        SubElement(group, "path", {"d": "".join(runs), "fill": _colour(band / len(levels))})


def _colour(share: float) -> str:
    """Between the colours that stand next to the share."""
    place = share * (len(COLOURS) - 1)
    start = min(int(place), len(COLOURS) - 2)
    pairs = zip(COLOURS[start], COLOURS[start + 1], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * (place - start)):02x}" for a, b in pairs)


def _lines(grid: list[list[float]], level: float) -> Iterator[list[Point]]:
    """The lines on which the interpolated value is the level (marching squares), pieces put end to end."""
    ends: dict[Point, list[Point]] = {}
    for y in range(ROWS):
        for x in range(COLUMNS):
            for a, b in _pieces(grid, x, y, level):
                ends.setdefault(a, []).append(b)
                ends.setdefault(b, []).append(a)
    while ends:
        start = next((point for point, others in ends.items() if len(others) == 1), next(iter(ends)))
        line = [start]
        while line[-1] in ends:
            here, following = line[-1], ends[line[-1]].pop()
            if not ends[here]:
                del ends[here]
            ends[following].remove(here)
            if not ends[following]:
                del ends[following]
            line.append(following)
        yield line


def _pieces(grid: list[list[float]], x: int, y: int, level: float) -> Iterator[tuple[Point, Point]]:
    corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
    heights = [grid[j][i] - level for i, j in corners]
    cuts = []
    for i in range(4):
        (p, h), (q, g) = (corners[i], heights[i]), (corners[(i + 1) % 4], heights[(i + 1) % 4])
        if (h > 0) != (g > 0):
            share = h / (h - g)
            cuts.append(tuple(round(CELL * (a + share * (b - a)), 2) for a, b in zip(p, q, strict=True)))
    yield from zip(cuts[::2], cuts[1::2], strict=False)  # type: ignore[misc]


def _mark(root: Element, at: Point, said: str, below: str, colour: str) -> None:
    x, y = at
    circle = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "6", "fill": colour, "stroke": "#fff", "stroke-width": "2"}
    SubElement(root, "circle", circle)
    style = {"font-family": FONT, "text-anchor": "middle", "fill": "#fff", "stroke": "#0d2a4a", "stroke-width": "3"}
    style |= {"paint-order": "stroke", "stroke-linejoin": "round"}
    for text, size, drop, weight in ((said, "15", 26.0, "700"), (below, "12", 43.0, "400")):
        place = {"x": f"{x:.1f}", "y": f"{y + drop:.1f}", "font-size": size, "font-weight": weight}
        SubElement(root, "text", style | place).text = text


if __name__ == "__main__":
    Path(__file__).with_suffix(".svg").write_text(picture(), encoding="utf-8")
