"""Draws a sharp and a wide well, and local entropy of less and less detail.

    python docs/pictures/local_entropy.py        writes the file beside the claim

The loss is that of the neighbour local_entropy.quadratic_tends_to_moreau_envelope/minimiser-is-kept, local entropy the
formula of the claim local_entropy.semiconcave, over points so close that the Gaussian is no other; its limit over b,
the Moreau envelope, is the least of the same exponents.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import drawing

from theorycheck.algebra import backends
from theorycheck.algebra.floats import Floats
from theorycheck.claims.local_entropy import quadratic_tends_to_moreau_envelope as envelope
from theorycheck.claims.local_entropy import semiconcave
from theorycheck.statement.environments import from_witnesses
from theorycheck.statement.evaluation import evaluate
from theorycheck.statement.symbols import symbols_of

LEFT, RIGHT, STEP, MARGIN = (Fraction(number) for number in ("-1.2", "4.2", "0.02", "2.5"))
SHARPNESS, LIFT, B = 10, Fraction(1, 10), 4
SMOOTHED = ((Fraction(1, 50), "#4f9ddb"), (Fraction(1, 10), "#d98a2b"), (Fraction(1, 2), "#c2519a"))
LOSS, LIMIT = "#8a939c", "#3f9e6f"
PLOT = drawing.Window(left=float(LEFT), right=float(RIGHT), low=0.0, high=1.0, width=600, height=330, x=56, y=20)
Curve = list[tuple[float, float]]


def values(node: Any, witnesses: Sequence[dict[str, Any]]) -> list[float]:
    """The expression at each of these points, in floats."""
    algebra = Floats(backends.numpy_backend(), len(witnesses))
    return [float(v) for v in evaluate(node, algebra, from_witnesses(symbols_of(node), witnesses, algebra))]


def points(left: Fraction, right: Fraction) -> list[Fraction]:
    return [left + STEP * i for i in range(round((right - left) / STEP) + 1)]


def curves() -> tuple[Curve, list[Curve], Curve]:
    """The loss, its local entropies, and the Moreau envelope for the last g."""
    ys, xs = points(LEFT - MARGIN, RIGHT + MARGIN), points(LEFT, RIGHT)
    loss = values(envelope.wells(envelope.z), [{"z": y, "s": SHARPNESS, "e": LIFT} for y in ys])
    smoothed = []
    for g, _ in SMOOTHED:
        weights = [Fraction(float(STEP) * math.sqrt(B / (2 * math.pi * g)))] * len(ys)
        exact = list(map(Fraction, loss))
        whole = {"n": len(ys), "d": 1, "y": [[y] for y in ys], "a": exact, "w": weights, "b": B, "g": g}
        at = values(semiconcave.local_entropy(semiconcave.x), [whole | {"x": [x]} for x in xs])
        smoothed.append(list(zip(map(float, xs), at, strict=True)))
    least = [min(f + float((x - y) ** 2 / (2 * g)) for f, y in zip(loss, ys, strict=True)) for x in xs]
    here = [(float(y), f) for y, f in zip(ys, loss, strict=True) if LEFT <= y <= RIGHT]
    return here, smoothed, list(zip(map(float, xs), least, strict=True))


def picture() -> str:
    """The SVG."""
    loss, smoothed, least = curves()
    title = "A loss with a sharp and a wide well; its local entropy moves the minimum from the sharp to the wide one"
    root = drawing.canvas(680, 410, title)
    drawing.axes(root, PLOT, (-1, 0, 1, 2, 3, 4), (0, 0.25, 0.5, 0.75, 1), "weight", "value")
    drawing.curve(root, PLOT, _inside(loss), LOSS, 3)
    drawing.curve(root, PLOT, _inside(least), LIMIT, 2, "6 4")
    for (_, colour), curve in zip(SMOOTHED, smoothed, strict=True):
        drawing.curve(root, PLOT, _inside(curve), colour, 2)
        drawing.mark(root, PLOT.pixel(*min(curve, key=lambda point: point[1])), "", "", colour)
    named = [("loss f", LOSS), *((f"local entropy, g = {float(g):g}", colour) for g, colour in SMOOTHED)]
    for row, (said, colour) in enumerate([*named, (f"Moreau envelope, g = {float(SMOOTHED[-1][0]):g}", LIMIT)]):
        drawing.words(root, (300, 44 + 19 * row), said, 13, "start", colour)
    return drawing.written(root)


def _inside(curve: Curve) -> Curve:
    return [(x, v) for x, v in curve if v <= PLOT.high]


if __name__ == "__main__":
    drawing.keep("local_entropy.quadratic_tends_to_moreau_envelope", picture())
