"""Draws the meta-algorithm's path on a small ReLU network, its objective and its blocks.

    python docs/pictures/meta_algorithm_path.py        writes the file beside the claim

The network is that of docs/descent_paths.md; the path, its phases and its numbers are those of `descent_path`, exact
rationals that become floats here.  Within a phase the weights of the blocks move on straight lines; the norm of a block
is the root of its weight times the norm of its base.
"""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from typing import Any
from xml.etree.ElementTree import SubElement

from drawing import Window, axes, canvas, curve, keep, words, written

from theorycheck import ParallelNetwork, descent_path, dims, matrix, real, relu, squared_norm, tabulate, vector
from theorycheck.constructions.descent_paths import DescentPath
from theorycheck.constructions.phases import objective, totals

START = [([1, 2], 1), ([2, 1], -1), ([1, 1], 1), ([-1, 1], "1/2"), ([1, -1], 1)]
STEPS = 24  # points of a curve in each phase
WIDTH, HEIGHT = 760, 520
LINES = ("#d1495b", "#2e86ab", "#3c9d6b", "#b07aa1", "#e09f3e")  # one for each block
WHOLE, LOSS, PENALTY = "#d1495b", "#2e86ab", "#e09f3e"
SHADES = {"slide": "#3c9d6b", "rescaling": "#8b949e", "new block": "#e09f3e"}


def path() -> DescentPath:
    """The path of five ReLU units on three samples."""
    N, d = dims("N d")
    X, Y, Z = matrix("X", N, d), vector("Y", N), vector("Z", N)
    w, v = vector("w", d), real("v")
    network = ParallelNetwork(
        output=tabulate(N, lambda i: v * relu((X @ w)[i])),
        regularizer=(squared_norm(w) + v**2) / 2,
        over=[w, v],
        loss=squared_norm(Z - Y) / 2,
        prediction=Z,
        data={N: 3, d: 2, X: [[1, 0], [0, 1], [1, -1]], Y: [1, 2, 0]},
        weight="1/10",
    )
    return descent_path(network, START)


def picture() -> str:
    """The SVG."""
    found = path()
    ends, blocks = len(found.phases), range(len(START))
    title = f"A path of {ends} phases on which the objective of a ReLU network never increases; norms of its blocks"
    root = canvas(WIDTH, HEIGHT, title)
    above = Window(0, ends, 0, 1.8, 640, 200, 70, 60)
    below = Window(0, ends, 0, 3.2, 640, 150, 70, 310)
    for k, phase in enumerate(found.phases):
        _shade(root, above, below, k, phase.kind)
    axes(root, above, [], [0, 0.5, 1, 1.5], "", "objective")
    axes(root, below, range(ends + 1), [0, 1, 2, 3], "phase of the path", "norm of a block")
    values = [_values(found, k, step) for k in range(ends) for step in range(STEPS + 1)]
    for place, colour, dash in ((1, LOSS, ""), (2, PENALTY, ""), (0, WHOLE, "")):
        curve(root, above, [(t, parts[place]) for t, parts in values], colour, 2.5, dash)
    for block in blocks:
        curve(root, below, [(t, parts[3][block]) for t, parts in values], LINES[block], 2)
    for x, said, colour in ((430, "objective", WHOLE), (520, "loss", LOSS), (570, "regularizer × λ", PENALTY)):
        words(root, (x, 84), said, 13, "start", colour)
    return written(root)


def _values(found: DescentPath, k: int, step: int) -> tuple[float, Any]:
    """Where on the axis, and the objective, its two parts and the blocks' norms there."""
    phase, network = found.phases[k], found.network
    share = Fraction(step, STEPS)
    weights = phase.weights_at(share * phase.length)
    penalty = network.penalty * totals(network, phase.blocks, weights)[1]
    whole = objective(network, phase.blocks, weights)
    norms = [sqrt(float(w) * _square(block)) for w, block in zip(weights, phase.blocks, strict=True)]
    return k + float(share), (float(whole), float(whole - penalty), float(penalty), norms)


def _square(part: Any) -> float:
    return sum(map(_square, part)) if isinstance(part, tuple) else float(part) ** 2


def _shade(root: Any, above: Window, below: Window, k: int, kind: str) -> None:
    """The phase's band through both windows, and its name."""
    for window in (above, below):
        left, top = window.pixel(k, window.high)
        right, bottom = window.pixel(k + 1, window.low)
        band = {"x": f"{left:.1f}", "y": f"{top:.1f}", "width": f"{right - left:.1f}", "height": f"{bottom - top:.1f}"}
        SubElement(root, "rect", band | {"fill": SHADES[kind], "opacity": "0.16" if k % 2 else "0.26"})
    middle, top = above.pixel(k + 0.5, above.high)
    words(root, (middle, top - 8), kind, 11)


if __name__ == "__main__":
    keep("homogeneous.meta_algorithm_path", picture())
