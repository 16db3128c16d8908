"""Arrays and networks that are named by a few integers, and drawn when their entries are asked for.

What Hypothesis prints of one is what re-creates it: `DrawnArray((1000, 1000), 'normals', seed=3, index=7)`. Importing
this page loads no mathematics.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any


class Drawn:
    """What is drawn from the counter generator at (lane, seed, index); equal names mean equal entries."""

    def __init__(self, lane: str, seed: int, index: int) -> None:
        self.lane, self.seed, self.index = lane, seed, index

    def _name(self) -> str:
        return f"{self.lane!r}, seed={self.seed}, index={self.index}"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and repr(other) == repr(self)

    def __hash__(self) -> int:
        return hash(repr(self))

    def _arrays(self, shapes: Sequence[tuple[int, ...]]) -> list[Any]:
        from theorycheck.algebra import backends
        from theorycheck.falsifying.sample.cells import Bounds, Cell
        from theorycheck.falsifying.sample.draw import Drawer
        from theorycheck.falsifying.sample.lanes import lanes

        lane = {lane.name: lane for lane in lanes()}[self.lane]
        backend = backends.select("numpy")
        drawer = Drawer(backend.xp, backend.dtype("float64"), self.seed)
        cells = [Cell("W", member, shape, Bounds()) for member, shape in enumerate(shapes)]
        return [array[0, ...] for array in drawer.draw(lane, cells, drawer.chosen([self.index]))]


class DrawnArray(Drawn):
    """One array of floats. They are dyadic rationals, so that `exact` is what the floats say."""

    def __init__(self, shape: Sequence[int], lane: str, *, seed: int, index: int) -> None:
        super().__init__(lane, seed, index)
        self.shape = tuple(shape)

    def __repr__(self) -> str:
        return f"DrawnArray({self.shape}, {self._name()})"

    @property
    def size(self) -> int:
        """The number of entries."""
        return math.prod(self.shape)

    @cached_property
    def array(self) -> Any:
        """The entries as a NumPy array of float64."""
        return self._arrays([self.shape])[0]

    @property
    def exact(self) -> Any:
        """The entries as nested lists of fractions, as a witness has them."""
        return _exact(self.array.tolist())

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        return self.array if dtype is None else self.array.astype(dtype)


class DrawnNetwork(Drawn):
    """The weights of a network, W_k of shape widths[k] × widths[k+1], and where asked for the biases of its layers."""

    def __init__(self, widths: Sequence[int], lane: str, *, seed: int, index: int, biases: bool = False) -> None:
        super().__init__(lane, seed, index)
        self.widths, self.has_biases = tuple(widths), biases

    def __repr__(self) -> str:
        return f"DrawnNetwork({self.widths}, {self._name()}{', biases=True' if self.has_biases else ''})"

    @property
    def size(self) -> int:
        """The number of parameters."""
        return sum(a * b + b * self.has_biases for a, b in itertools.pairwise(self.widths))

    @cached_property
    def _parameters(self) -> list[Any]:
        shapes: list[tuple[int, ...]] = list(itertools.pairwise(self.widths))
        return self._arrays([*shapes, *((b,) for _, b in shapes if self.has_biases)])

    @property
    def weights(self) -> list[Any]:
        """One NumPy matrix for each layer."""
        return self._parameters[: len(self.widths) - 1]

    @property
    def biases(self) -> list[Any]:
        """One NumPy vector for each layer; none without biases."""
        return self._parameters[len(self.widths) - 1 :]

    def __call__(self, X: Any) -> Any:
        """The outputs of the ReLU network, the activation acting at every layer; the rows of X are data."""
        for layer, weights in enumerate(self.weights):
            X = X @ weights + (self.biases[layer] if self.has_biases else 0)
            X = X * (X > 0)
        return X


def _exact(value: Any) -> Any:
    return [_exact(part) for part in value] if isinstance(value, list) else Fraction(value)
