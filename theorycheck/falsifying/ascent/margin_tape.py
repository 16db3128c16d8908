"""The tape on which margins are differentiated: where a margin takes the worst of its parts, all that come near pull.

A margin is a maximum over entries and cases. Its own gradient moves the worst part alone and forgets the next one;
ascent then zigzags. Here each part pulls with a weight that falls off exponentially with its distance from the worst,
so slopes are those of a smoothed margin, while values stay the margin's own.
"""
from __future__ import annotations

from typing import Any

from theorycheck.algebra.base import Array
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.reverse import Node, ReverseOfArrays

SOFTNESS = 0.1
TINY = 1e-300


class MarginTape(ReverseOfArrays):
    """Reverse mode over batched floats, with what the logic of margins asks of an algebra."""

    base: Floats

    def constant(self, value: Any) -> Any:
        """Also a bare Python number, as the logic of margins gives it."""
        return self.lifted(self.base.constant(value)) if isinstance(value, float) else super().constant(value)

    def extreme(self, sign: int) -> Node:
        """Plus or minus infinity."""
        return self.lifted(self.base.extreme(sign))

    def worse(self, a: Node, b: Node) -> Node:
        """The larger of two violations; both pull where they are near to each other."""
        base, value = self.base, self.base.worse(a.value, b.value)
        x, y = base.level(a.value, b.value)
        share = self._share(x, y)
        return self.pointwise(value, (a, lambda t: base.mul(t, share)), (b, lambda t: base.mul(t, 1.0 - share)))

    def _share(self, x: Any, y: Any) -> Any:
        """How much of the pull goes to x: 1/2 where both are equal, 1 where y has no value."""
        backend = self.base.backend
        scale = SOFTNESS * (backend.abs(x) + backend.abs(y)) + TINY
        ratio = (y - x) / scale
        ratio = backend.where(ratio > 40.0, ratio * 0 + 40.0, ratio)
        soft = 1.0 / (1.0 + backend.exp(ratio))
        one = ratio * 0
        hard = backend.where(x > y, one + 1.0, one)
        hard = backend.where(backend.isnan(y), hard * 0 + 1.0, hard)
        return backend.where(backend.isfinite(soft), soft, backend.where(backend.isfinite(hard), hard, soft))

    def largest(self, x: Array) -> Node:
        """The largest entry; each entry pulls by how near it comes."""
        base, inside = self.base, self.inside(x)
        backend, value = base.backend, base.largest(inside)
        top, entries = base.level(value, inside.value)
        weights = backend.exp((entries - top) / (SOFTNESS * backend.abs(top) + TINY))
        total = base.total(Array(weights, inside.shape))
        shares = base.div(weights, total)
        return self._node(value, (), [(x.value, lambda t: base.mul(shares, t))])
