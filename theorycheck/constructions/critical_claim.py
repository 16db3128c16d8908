r"""The claim that the points of a family are critical for ‖Y - X B A‖², and what the loss is there."""

from __future__ import annotations

import itertools
from functools import cached_property
from typing import Any

from theorycheck.statement.binders import summation, tabulate
from theorycheck.statement.claim import Claim, have
from theorycheck.statement.landscape import critical
from theorycheck.statement.node import Node
from theorycheck.statement.nodes import Literal, Variable
from theorycheck.statement.relations import and_, eq
from theorycheck.statement.sorts import NATURAL
from theorycheck.statement.source import own
from theorycheck.statement.symbols import matrix, symbol, symbols_of, vector
from theorycheck.statement.vocabulary.linear_algebra import diagonal, identity_matrix, inverses, squared_norm


class CriticalFamily:
    """A family in symbols; its own symbols have names that the loss does not use.

    target, data, B, A: Y, X (None: the identity) and the weights
    """

    def __init__(self, target: Any, data: Any, B: Variable, A: Variable) -> None:
        self.target, self.data, self.weights = target, data, (B, A)
        self._taken = {s.name for s in symbols_of(target, B, A, *([] if data is None else [data]))}
        (self.D, self.p), (_, self.C) = B.sort.sizes, A.sort.sizes
        self.r = self._new("r", NATURAL)
        self.Q = None if data is None else self._new("Q", matrix(self.D, self.D))
        self.U, self.spectrum = self._new("U", matrix(self.C, self.r)), self._new("l", vector(self.r))
        self.M, self.L = self._new("M", matrix(self.p, self.r)), self._new("L", matrix(self.r, self.p))
        self.R = self._new("R", matrix(self.D, self.p))

    def _new(self, name: str, sort: Any) -> Any:
        names = itertools.chain([name], (f"{name}_{k}" for k in itertools.count(1)))
        free = next(candidate for candidate in names if candidate not in self._taken)
        self._taken.add(free)
        return symbol(free, sort)

    def loss(self, B: Any, A: Any) -> Node:
        return squared_norm(self.target - (B @ A if self.data is None else self.data @ B @ A))

    @cached_property
    def moments(self) -> Any:
        """X'Y."""
        return self.target if self.data is None else self.data.T @ self.target

    @cached_property
    def point(self) -> tuple[Node, Node]:
        """B and A."""
        best = self.moments if self.Q is None else self.Q @ self.moments
        return best @ self.U @ self.L + self.R, self.M @ self.U.T

    @cached_property
    def value(self) -> Node:
        """The loss there."""
        return squared_norm(self.target) - summation(self.spectrum)

    def claim(self) -> Claim:
        return Claim(
            title="These points of a linear network are critical, and this is the value of the loss there",
            source=own("critical_points"),
            given=self._given(),
            conclude=and_(
                critical(self.loss(*self.weights), self.weights, at=self.point),
                eq(self.loss(*self.point), self.value),
            ),
            lemmas=[have(relation, by="matrix") for relation in self._symmetry()],
            proof="derive, matrix",
            example=self._example(),
        )

    def _given(self) -> list[Node]:
        """X'X has the inverse Q; S U = U diag(l), U'U = 1; L M = 1, R M = 0, R'X'Y U U' = R'X'Y."""
        U, M, Q = self.U, self.M, self.Q
        S = self.moments.T @ self.moments if Q is None else self.moments.T @ Q @ self.moments
        kept = self.R.T @ self.moments
        return [
            *([] if Q is None else [inverses(self.data.T @ self.data, Q)]),
            eq(S @ U, U @ diagonal(self.spectrum)),
            eq(U.T @ U, identity_matrix(self.r)),
            eq(self.L @ M, identity_matrix(self.r)),
            eq(self.R @ M, tabulate(self.D, self.r, lambda i, j: 0)),
            eq(kept @ (U @ U.T), kept),
        ]

    def _symmetry(self) -> list[Node]:
        """Q is symmetric, in two steps."""
        return [] if self.Q is None else [eq(self.Q.T @ self.data.T @ self.data @ self.Q, self.Q), eq(self.Q.T, self.Q)]

    def _example(self) -> dict[str, Any] | None:
        """The first eigenvector, where Y has a one in its corner and X is the identity, filled up with zeros."""
        shown = [self.target] if self.data is None else [self.target, self.data]
        sizes = [size for s in (*shown, *self.weights) for size in s.sort.sizes]
        simple = all(isinstance(s, Variable) for s in shown) and all(isinstance(n, (Literal, Variable)) for n in sizes)
        most = max([int(n.value) for n in sizes if isinstance(n, Literal)], default=1)
        of = {n: int(n.value) if isinstance(n, Literal) else most for n in sizes} if simple else {}
        D, p, C, N = (of.get(n, 0) for n in (self.D, self.p, self.C, self.target.sort.sizes[0]))
        if min(D, p, C) == 0 or N < D:
            return None
        found: dict[str, Any] = {n.name: k for n, k in of.items() if isinstance(n, Variable)}
        found |= {self.r.name: 1, self.spectrum.name: [1], self.R.name: _ones(0, D, p)}
        corners = {self.target: (N, C), self.U: (C, 1), self.M: (p, 1), self.L: (1, p)}
        found |= {x.name: _ones(1, *shape) for x, shape in corners.items()}
        return found if self.Q is None else found | {self.data.name: _ones(D, N, D), self.Q.name: _ones(D, D, D)}


def _ones(count: int, rows: int, columns: int) -> list[list[int]]:
    """The matrix with that many ones on its diagonal, from the first on."""
    return [[int(i == j < count) for j in range(columns)] for i in range(rows)]
