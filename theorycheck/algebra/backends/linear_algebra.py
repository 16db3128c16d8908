"""Decompositions of stacks of small matrices, each item with a flag of its own.

Libraries disagree about a stack with one bad item: NumPy raises for all of it, CuPy returns numbers without a word.
Here an item that is not finite, or whose decomposition fails, is flagged and comes back as zeros (an identity where
vectors are orthonormal); the others are not touched by it. Nothing travels to the host.

Calls are split so that 32-bit sizes inside of the solvers hold: cuSOLVER's syevjBatched fails at 2,078,879 matrices of
2 x 2 and at 2,047,171 of 4 x 4 (cupy#7261), about 1,030 numbers of workspace an item at any small size, and its own
limit is batch n n < 2^31.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy

WORKSPACE = 4096
MOST_NUMBERS = 2**31 - 1


class LinearAlgebra:
    """What a backend adds to its table; stacks have shape (batch, n, n), flags (batch,)."""

    xp: Any
    full: Any
    where: Any
    isfinite: Any
    concat: Any
    permute: Any
    sqrt: Any
    quiet: Any

    def eigh(self, matrices: Any) -> tuple[Any, Any, Any]:
        """Eigenvalues (batch, n), increasing, eigenvectors in columns, and flags; of symmetric matrices."""
        eye = self._eye(matrices)
        clean, finite = self._clean(matrices, eye)
        values, vectors = self._stacked(self.xp.linalg.eigh, clean)
        good = finite & self.finite_items(values) & self.finite_items(vectors)
        return self._kept(good, values), self.where(_axes(good, 3), vectors, eye), good

    def svd(self, matrices: Any) -> tuple[Any, Any, Any]:
        """Singular values (batch, r), decreasing, right singular vectors in rows (batch, r, n), and flags."""
        clean, finite = self._clean(matrices, self.xp.zeros_like(matrices))

        def thin(part: Any) -> tuple[Any, Any]:
            _left, sizes, directions = self.xp.linalg.svd(part, full_matrices=False)
            return sizes, directions

        sizes, directions = self._stacked(thin, clean)
        good = finite & self.finite_items(sizes) & self.finite_items(directions)
        return self._kept(good, sizes), self._kept(good, directions), good

    def solve(self, matrices: Any, right: Any) -> tuple[Any, Any]:
        """x with A x = b for b of shape (batch, n), and flags: not where A is singular in floats."""
        clean, finite = self._clean(matrices, self._eye(matrices))
        sides, known = self._clean(right, self.xp.zeros_like(right))
        (x,) = self._stacked(lambda a, b: (self.xp.linalg.solve(a, b),), clean, sides[:, :, None])
        x = x[:, :, 0]
        good = finite & known & self.finite_items(x)
        return self._kept(good, x), good

    def inverse_cholesky(self, matrices: Any) -> tuple[Any, Any]:
        """The lower triangular L^-1 with L L' = A, and flags: not where A is not positive definite in floats.

        By halves, in stacked products: five to seven times as fast as eigenvalues.
        """
        clean, finite = self._clean(matrices, self._eye(matrices))
        with self.quiet():  # below a pivot that is not positive stands anything
            inverse, good = self._halved(clean)
        good = good & finite & self.finite_items(inverse)
        return self._kept(good, inverse), good

    def _halved(self, matrices: Any) -> tuple[Any, Any]:
        """A = (B, C'; C, D) has the factor (K, 0; C K'^-1, M), M that of D - C B^-1 C'."""
        n = int(matrices.shape[1])
        if n <= 1:
            good = self.xp.all(matrices > 0, axis=(1, 2))
            return 1 / self.sqrt(self.where(_axes(good, 3), matrices, self.xp.ones_like(matrices))), good
        half = n // 2
        first, good = self._halved(matrices[:, :half, :half])
        below = matrices[:, half:, :half] @ self.permute(first, (0, 2, 1))
        across = self.permute(below, (0, 2, 1))
        second, also = self._halved(matrices[:, half:, half:] - below @ across)
        corner = -(second @ below @ first)
        rows = [self.concat([first, self.xp.zeros_like(across)], axis=2), self.concat([corner, second], axis=2)]
        return self.concat(rows, axis=1), good & also

    def finite_items(self, array: Any) -> Any:
        """Which items have only finite entries, shape (batch,)."""
        return self.xp.all(self.isfinite(array), axis=tuple(range(1, array.ndim)))

    def _eye(self, matrices: Any) -> Any:
        return self.xp.eye(matrices.shape[-1], dtype=matrices.dtype)[None, :, :]

    def _clean(self, array: Any, instead: Any) -> tuple[Any, Any]:
        finite = self.finite_items(array)
        return self.where(_axes(finite, array.ndim), array, instead), finite

    def _kept(self, good: Any, array: Any) -> Any:
        return self.where(_axes(good, array.ndim), array, self.xp.zeros_like(array))

    def _stacked(self, call: Callable[..., tuple[Any, ...]], *stacks: Any) -> tuple[Any, ...]:
        """The call on the stack, in parts that are small enough; item by item where one of them makes it raise."""
        batch = stacks[0].shape[0]
        most = max(1, MOST_NUMBERS // (math.prod(stacks[0].shape[1:]) + WORKSPACE))
        if batch > most:
            return self._joined(call, stacks, range(0, batch, most))
        try:
            return tuple(call(*stacks))
        except numpy.linalg.LinAlgError:
            if batch == 1:
                return tuple(x * math.nan for x in call(*map(self._harmless, stacks)))
            return self._joined(call, stacks, range(batch))

    def _joined(self, call: Callable[..., tuple[Any, ...]], stacks: tuple[Any, ...], cuts: range) -> tuple[Any, ...]:
        batch = stacks[0].shape[0]
        parts = [self._stacked(call, *(s[at : min(at + cuts.step, batch), ...] for s in stacks)) for at in cuts]
        return tuple(self.concat(list(pieces), axis=0) for pieces in zip(*parts, strict=True))

    def _harmless(self, stack: Any) -> Any:
        """One item of the same shape that no decomposition fails at: ones on the diagonal."""
        return self.xp.eye(*stack.shape[1:], dtype=stack.dtype)[None, :, :]


def _axes(flags: Any, axes: int) -> Any:
    return flags[(slice(None), *([None] * (axes - 1)))]
