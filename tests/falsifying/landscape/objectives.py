"""Objectives with exact derivatives, on any backend: polynomials by their coefficients, and a few that misbehave."""
from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from theorycheck.algebra import backends
from theorycheck.falsifying.landscape.objective import AbstractObjective

Exponents = tuple[int, ...]


class Polynomial:
    """A polynomial in n variables: exponents -> coefficient."""

    def __init__(self, terms: Mapping[Exponents, float]) -> None:
        self.terms = {powers: coefficient for powers, coefficient in terms.items() if coefficient}

    def __add__(self, other: Polynomial | float) -> Polynomial:
        right = other if isinstance(other, Polynomial) else self._constant(other)
        keys = {**self.terms, **right.terms}
        return Polynomial({key: self.terms.get(key, 0) + right.terms.get(key, 0) for key in keys})

    def __mul__(self, other: Polynomial | float) -> Polynomial:
        right = other if isinstance(other, Polynomial) else self._constant(other)
        product: dict[Exponents, float] = {}
        for (first, a), (second, b) in itertools.product(self.terms.items(), right.terms.items()):
            key = tuple(i + j for i, j in zip(first, second, strict=True))
            product[key] = product.get(key, 0) + a * b
        return Polynomial(product)

    def _constant(self, value: float) -> Polynomial:
        return Polynomial({(0,) * len(next(iter(self.terms))): value})

    def __sub__(self, other: Polynomial | float) -> Polynomial:
        return self + other * -1

    def __rsub__(self, other: float) -> Polynomial:
        return self * -1 + other

    __radd__, __rmul__ = __add__, __mul__

    def derivative(self, place: int) -> Polynomial:
        """With respect to one variable."""
        return Polynomial(
            {(*p[:place], p[place] - 1, *p[place + 1 :]): c * p[place] for p, c in self.terms.items() if p[place]}
        )

    def __call__(self, xp: Any, x: Any) -> Any:
        total = xp.zeros_like(x[:, 0])
        for powers, coefficient in self.terms.items():
            term = xp.zeros_like(total) + coefficient
            for place, power in enumerate(powers):
                for _ in range(power):
                    term = term * x[:, place]
            total = total + term
        return total


def variables(count: int) -> list[Polynomial]:
    """The coordinates."""
    return [Polynomial({tuple(int(i == place) for i in range(count)): 1.0}) for place in range(count)]


def constant(count: int, value: float) -> Polynomial:
    """The same number everywhere, as a polynomial in so many variables."""
    return Polynomial({(0,) * count: value})


ZERO = Polynomial({})


@dataclass
class Squares(AbstractObjective):
    """plain + the sum of weight·square² over `squares`; `generators`: for each tangent one polynomial a coordinate."""

    dimension: int
    squares: Sequence[tuple[float, Polynomial]] = ()
    plain: Polynomial = ZERO
    generators: Sequence[Sequence[Polynomial]] = ()
    backend: Any = field(default_factory=lambda: backends.select("numpy"))

    def value(self, x: Any) -> Any:
        xp = self.backend.xp
        total = self.plain(xp, x)
        for weight, root in self.squares:
            total = total + weight * root(xp, x) ** 2
        return total

    def value_and_gradient(self, x: Any) -> tuple[Any, Any]:
        xp, n = self.backend.xp, range(self.dimension)
        gradient = _rows(xp, x, [self.plain.derivative(i) for i in n])
        for weight, root in self.squares:
            slope = _rows(xp, x, [root.derivative(i) for i in n])
            gradient = gradient + 2 * weight * root(xp, x)[:, None] * slope
        return self.value(x), gradient

    def hessian(self, x: Any) -> Any:
        xp = self.backend.xp
        total = _matrix(xp, x, self.plain)
        for weight, root in self.squares:
            slope = _rows(xp, x, [root.derivative(i) for i in range(self.dimension)])
            outer = slope[:, :, None] * slope[:, None, :]
            total = total + 2 * weight * (outer + root(xp, x)[:, None, None] * _matrix(xp, x, root))
        return total

    def tangents(self, x: Any) -> Any | None:
        if not self.generators:
            return None
        xp = self.backend.xp
        return xp.stack([_rows(xp, x, generator) for generator in self.generators], axis=1)


def _rows(xp: Any, x: Any, entries: Sequence[Polynomial]) -> Any:
    return xp.stack([entry(xp, x) for entry in entries], axis=1)


def _matrix(xp: Any, x: Any, of: Polynomial) -> Any:
    n = range(x.shape[1])
    return xp.stack([_rows(xp, x, [of.derivative(i).derivative(j) for j in n]) for i in n], axis=1)


# ------------------------------------------------------------------ landscapes of the books


def bowl(condition: float, n: int = 6) -> Squares:
    """A quadratic whose curvatures run from 1 to 1/condition, minimum at (1, ..., 1)."""
    return Squares(n, [(condition ** (-i / (n - 1)) / 2, x - 1) for i, x in enumerate(variables(n))])


def double_well() -> Squares:
    """x^4 - 3x^2 + x: the global minimum is near -1.30, a spurious one near 1.13, a maximum near 0.17."""
    (x,) = variables(1)
    return Squares(1, plain=x * x * x * x - 3 * x * x + x)


def himmelblau() -> Squares:
    """Four global minima of value 0, four saddles, one maximum."""
    x, y = variables(2)
    return Squares(2, [(1, x * x + y - 11), (1, x + y * y - 7)])


def rosenbrock(n: int) -> Squares:
    """The global minimum is (1, ..., 1); from n = 4 on there is a spurious one near (-1, 1, ..., 1)."""
    x = variables(n)
    pairs = list(itertools.pairwise(x))
    return Squares(n, [(100, b - a * a) for a, b in pairs] + [(1, 1 - a) for a, _b in pairs])


def product_of_three(symmetric: bool = False) -> Squares:
    """(1 - abc)^2: all local minima are global, 0 is a critical point without curvature; the group rescales."""
    a, b, c = variables(3)
    generators = [[a, b * -1, ZERO], [ZERO, b, c * -1]] if symmetric else []
    return Squares(3, [(1, 1 - a * b * c)], generators=generators)


def factorisation(target: Sequence[Sequence[float]], inner: int, symmetric: bool = True) -> Squares:
    """|Y - BA|^2 with B (rows x inner) and A (inner x columns), and the tangents of GL(inner)."""
    high, wide = len(target), len(target[0])
    coordinates = variables((high + wide) * inner)
    B = [[coordinates[i * inner + k] for k in range(inner)] for i in range(high)]
    A = [[coordinates[high * inner + k * wide + j] for j in range(wide)] for k in range(inner)]
    squares = [
        (1.0, target[i][j] - sum((B[i][k] * A[k][j] for k in range(inner)), ZERO))
        for i in range(high)
        for j in range(wide)
    ]
    generators = [_mixing(B, A, k, m) for k in range(inner) for m in range(inner)] if symmetric else []
    return Squares(len(coordinates), squares, generators=generators)


def _mixing(B: list[list[Polynomial]], A: list[list[Polynomial]], k: int, m: int) -> list[Polynomial]:
    """d/dt of (B (1 + tE)^-1, (1 + tE) A) for E with one 1 at (k, m)."""
    moved_b = [[row[k] * -1 if column == m else ZERO for column in range(len(row))] for row in B]
    moved_a = [[A[m][j] if row == k else ZERO for j in range(len(A[0]))] for row in range(len(A))]
    return [entry for row in moved_b + moved_a for entry in row]


def weighted_rank_one(symmetric: bool = True) -> Squares:
    """(1-u1v1)^2 + 4(u1v2)^2 + 4(u2v1)^2 + (1/2-u2v2)^2: up to rescaling a minimum of 1/4 and a spurious one of 1."""
    u1, u2, v1, v2 = variables(4)
    squares = [(1, 1 - u1 * v1), (4, u1 * v2), (4, u2 * v1), (1, 0.5 - u2 * v2)]
    return Squares(4, squares, generators=[[u1, u2, v1 * -1, v2 * -1]] if symmetric else [])


def monkey_saddle() -> Squares:
    """x^3 - 3xy^2: critical at 0, where the Hessian vanishes."""
    x, y = variables(2)
    return Squares(2, plain=x * x * x - 3 * x * y * y)


def cubic() -> Squares:
    """x^3 - 3x: unbounded below, with a local minimum of value -2 at 1."""
    (x,) = variables(1)
    return Squares(1, plain=x * x * x - 3 * x)


# ------------------------------------------------------------------ landscapes that misbehave (NumPy only)


@dataclass
class OneVariable(AbstractObjective):
    """f, f' and f'' of one real variable, as functions of arrays."""

    f: Any
    first: Any
    second: Any
    backend: Any = field(default_factory=lambda: backends.select("numpy"))
    dimension: int = 1

    def value(self, x: Any) -> Any:
        return self.f(x[:, 0])

    def value_and_gradient(self, x: Any) -> tuple[Any, Any]:
        return self.value(x), self.first(x[:, 0])[:, None]

    def hessian(self, x: Any) -> Any:
        return self.second(x[:, 0])[:, None, None]
