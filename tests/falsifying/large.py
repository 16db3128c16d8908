"""Large false statements, each with a point that refutes it: where shrinking has work to do.

They are shaped like the benchmark suite: a wrong degree, a dead network, an interpolating network, a wide layer (of
fixed and of free width), and two families of any size.  Entries have 53 bits, as an ascent leaves them.
"""
from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy

from theorycheck.falsifying.point import Point, from_witness
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.binders import largest, summation
from theorycheck.statement.relations import eq, le, lt
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import dims, family, matrix, real, vector
from theorycheck.statement.vocabulary.elementwise import maximum, relu
from theorycheck.statement.vocabulary.linear_algebra import inner
from theorycheck.statement.vocabulary.networks import network

n, N, K = dims("n N K")
d = dims("d", upto=K)
alpha = real("alpha")
ROOT = rational("-416146/1000000"), rational("909297/1000000")  # a unit vector at angle 2, nearly
POINTS = [(rational(f"{x}/100"), rational(f"{y}/100")) for x, y in ((99, 10), (63, 78), (-10, 99), (-78, 63),
                                                                   (-99, -10), (-63, -78), (10, -99), (78, -63))]


@dataclass(frozen=True)
class Large:
    """A statement and how to draw a witness of it from a NumPy generator."""

    statement: Statement
    draw: Callable[[numpy.random.Generator], dict[str, Any]]

    def start(self, seed: int) -> Point:
        """The exact point of one draw."""
        return from_witness(_exact(self.draw(numpy.random.default_rng(seed))), StatementSpace(self.statement, seed))


def _exact(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _exact(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_exact(part) for part in value]
    if isinstance(value, numpy.ndarray):
        return _exact(value.tolist())
    return value if isinstance(value, int) else Fraction(value)


def degree() -> Large:
    W, v, x = matrix("W", 8, 4), vector("v", 8), vector("x", 4)
    claimed = eq(inner(2 * v, relu((2 * W) @ x)), 2 * inner(v, relu(W @ x)))
    return Large(
        Statement([], claimed),
        lambda g: {"W": g.standard_normal((8, 4)), "v": g.uniform(0.5, 2, 8), "x": g.uniform(0.5, 2, 4)},
    )


def dead(width: int = 8) -> Large:
    W, b = matrix("W", width, 2), vector("b", width)

    def unit(i: Any) -> Any:
        values = [W[i, 0] * px + W[i, 1] * py + b[i] for px, py in POINTS]
        top = values[0]
        for value in values[1:]:
            top = maximum(top, value)
        return top

    given = le(width, 4 * summation(width, lambda i: W[i, 0] ** 2 + W[i, 1] ** 2))
    return Large(
        Statement([given], lt(0, largest(width, unit))),
        lambda g: {"W": g.uniform(0.5, 1, (width, 2)), "b": g.uniform(-4, -2, width)},
    )


def interpolate(width: int = 12) -> Large:
    generator = numpy.random.default_rng(11)
    X, y = generator.integers(-16, 17, (2, 12)) / 8, generator.integers(-16, 17, 12) / 8
    W, b, v = matrix("W", width, 2), vector("b", width), vector("v", width)

    def label(j: int) -> Any:
        x1, x2, target = (rational(str(Fraction(value))) for value in (*X[:, j], y[j]))
        return summation(width, lambda i: v[i] * relu(W[i, 0] * x1 + W[i, 1] * x2 + b[i])) - target

    error = sum(((label(j)) ** 2 for j in range(1, 12)), label(0) ** 2)
    tolerance = rational(str(Fraction(float(y @ y)) / 100))

    def draw(g: numpy.random.Generator) -> dict[str, Any]:
        while True:
            weights, biases = g.standard_normal((width, 2)), g.standard_normal(width)
            features = numpy.maximum(weights @ X + biases[:, None], 0)
            outer = numpy.linalg.lstsq(features.T, y, rcond=None)[0]
            if numpy.sum((outer @ features - y) ** 2) < 0.005 * (y @ y):
                return {"W": weights, "b": biases, "v": outer}

    return Large(Statement([], le(tolerance, error)), draw)


def wide(width: Any = 64) -> Large:
    """A random layer maps the angle 2 to nearly 1.1 in the mean; here: never to less than 0.65."""
    W = matrix("W", width, 2)
    given = [] if isinstance(width, int) else [le(1, width)]

    def product(i: Any, x: Any, y: Any) -> Any:
        return relu(W[i, 0] * x[0] + W[i, 1] * x[1]) * relu(W[i, 0] * y[0] + W[i, 1] * y[1])

    one = (rational("1"), rational("0"))
    across, first, second = (
        summation(width, lambda i, x=x, y=y: product(i, x, y)) for x, y in ((one, ROOT), (one, one), (ROOT, ROOT))
    )
    share = rational("16/25")  # above cos(0.65)^2

    def draw(g: numpy.random.Generator) -> dict[str, Any]:
        angles = g.uniform(0.75, 1.25, 64) + (g.uniform(0, 1, 64) < 0.25) * 3
        scale = g.uniform(0.5, 2, 64)
        rows = numpy.stack([numpy.cos(angles) * scale, numpy.sin(angles) * scale], axis=1)
        return {"W": rows} if isinstance(width, int) else {"n": 64, "W": rows}

    return Large(Statement(given, le(across**2, share * first * second)), draw)


def free_width() -> Large:
    return wide(n)


def deep() -> Large:
    W, X = family("W", matrix(d.this, d.next), upto=K), matrix("X", N, d[0])
    claimed = eq(network(X, alpha * W), alpha ** (K + 1) * network(X, W))
    widths = [8, 12, 12, 4]

    def draw(g: numpy.random.Generator) -> dict[str, Any]:
        layers = [g.standard_normal((p, q)) for p, q in itertools.pairwise(widths)]
        return {"K": 3, "N": 16, "d": widths, "W": layers, "X": g.uniform(0.5, 2, (16, 8)), "alpha": 1.3125}

    return Large(Statement([], claimed), draw)


def commute() -> Large:
    A, B = matrix("A", n, n), matrix("B", n, n)
    return Large(
        Statement([], eq(A @ B, B @ A)),
        lambda g: {"n": 10, "A": g.standard_normal((10, 10)), "B": g.standard_normal((10, 10))},
    )


LARGE: dict[str, Callable[..., Large]] = {
    "degree": degree,
    "dead": dead,
    "interpolate": interpolate,
    "wide": wide,
    "free-width": free_width,
    "deep": deep,
    "commute": commute,
}
