r"""Limits of sequences, and the integral over the line of a function that may be unknown, as a limit of Riemann sums.

They are relations, written with the quantifiers of the language.
"""

from __future__ import annotations

from collections.abc import Callable

from ..arithmetic import as_node
from ..binders import exists, forall, summation
from ..node import Node
from ..relations import and_, implies, le, lt
from ..sorts import NATURAL
from ..symbols import positive


def tends_to(sequence: Callable[[Node], object], limit: object) -> Node:
    r"""\forall e > 0\ \exists M > 0\ \forall N \ge M: l - e \le a(N) \le l + e, for l the limit."""

    def close(N: Node, e: Node) -> Node:
        return and_(le(as_node(limit) - e, sequence(N)), le(sequence(N), as_node(limit) + e))

    def eventually(e: Node) -> Node:
        return exists(NATURAL, lambda M: and_(lt(0, M), forall(NATURAL, lambda N: implies(le(M, N), close(N, e)))))

    return forall(positive, eventually)


def riemann_sum(integrand: Callable[[Node], object], N: object) -> Node:
    r"""\sum_{i < 2 N^2} w(i/N - N)/N, over the points of [-N, N) at distances 1/N; part of the statement is N > 0."""
    step = 1 / as_node(N)
    return summation(2 * as_node(N) ** 2, lambda i: as_node(integrand(i * step - N)) * step)


def has_integral(integrand: Callable[[Node], object], number: object) -> Node:
    """The Riemann sums tend to the number: the integral over the line, where the integrand is continuous and small."""
    return tends_to(lambda N: riemann_sum(integrand, N), number)
