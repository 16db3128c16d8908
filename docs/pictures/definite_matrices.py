"""Draws how rarely a random symmetric matrix is positive definite, beside n coins.

    python docs/pictures/definite_matrices.py        writes the file beside the claim

The matrices are those of the claims optimality.random_symmetric_matrix_definite (n = 2) and
random_networks.goe_three_definite_by_draws (n = 3), which have the exact values; 1/2 for n = 1.  Bars are draws of such
matrices from a fixed seed, with an interval of four standard deviations.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

from theorycheck.algebra import backends

sys.path.append(str(Path(__file__).parent))
from drawing import Window, axes, canvas, curve, keep, words, written

SIZES, DRAWS, SEED = range(1, 6), 400_000, 1
EXACT = {1: 1 / 2, 2: (2 - math.sqrt(2)) / 4, 3: (math.pi - 2 * math.sqrt(2)) / (4 * math.pi)}
WINDOW = Window(0.7, 5.3, -4.4, 0.0, 480, 300, x=84, y=20)
COINS, MATRICES = "#8b6fd0", "#e0672f"


def definite(n: int) -> int:
    """How many of the random symmetric n by n matrices are positive definite."""
    xp = backends.numpy_backend().xp
    square = xp.random.default_rng(SEED + n).standard_normal((DRAWS, n, n))
    return int((xp.linalg.eigvalsh(square + square.transpose(0, 2, 1))[:, 0] > 0).sum())


def picture() -> str:
    """The SVG."""
    title = "The probability that a random symmetric n by n matrix is positive definite falls far below 2 to the -n"
    root = canvas(WINDOW.x + WINDOW.width + 16, WINDOW.y + WINDOW.height + 52, title)
    axes(root, WINDOW, list(SIZES), [], across="size n of the matrix")
    words(root, (18, WINDOW.y + WINDOW.height / 2), "probability that it is definite", size=13, turned=True)
    for power in range(-4, 1):
        at = WINDOW.pixel(WINDOW.left, power)
        words(root, (at[0] - 9, at[1] + 4), f"{10.0**power:g}", anchor="end")
        curve(root, WINDOW, [(WINDOW.left, power), (WINDOW.right, power)], "#8b949e55", 1)
    curve(root, WINDOW, [(n, -n * math.log10(2)) for n in SIZES], COINS, 2, "6 5")
    found = {n: definite(n) / DRAWS for n in SIZES}
    curve(root, WINDOW, [(n, math.log10(EXACT.get(n, found[n]))) for n in SIZES], MATRICES, 2)
    for n, share in found.items():
        spread = 4 * math.sqrt(share / DRAWS)
        curve(
            root, WINDOW, [(n, math.log10(max(share - spread, 10**-4.4))), (n, math.log10(share + spread))], MATRICES, 7
        )
        said = f"{EXACT[n]:.3f} exactly" if n in EXACT else f"{share:.2g} drawn"
        x, y = WINDOW.pixel(n, math.log10(share))
        words(root, (x - 10, y + 18) if n > 1 else (x - 22, y + 30), said, anchor="end" if n > 1 else "start")
    x, y = WINDOW.pixel(4.0, -4 * math.log10(2))
    words(root, (x, y - 14), "n coins: 2⁻ⁿ", size=14, fill=COINS)
    x, y = WINDOW.pixel(3.4, -1.85)
    words(root, (x, y), "random symmetric matrices", size=14, anchor="start", fill=MATRICES)
    return written(root)


if __name__ == "__main__":
    keep("random_networks.goe_three_definite", picture())
