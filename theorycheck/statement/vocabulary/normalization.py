r"""Batch normalization: each column of a batch less its mean, over its standard deviation."""

from __future__ import annotations

from theorycheck.algebra.base import AbstractAlgebra, Carrier
from theorycheck.algebra.base import Array as ArrayValue
from theorycheck.algebra.base import Size as SizeValue

from ..arithmetic import as_node
from ..binders import forall
from ..node import Node
from ..relations import and_, lt
from .notation import Array, Scalar, notation


def _nonempty(Z: Node) -> Node:
    return lt(0, Z.sort.sizes[0])


def _positive(Z: Node, eps: Node) -> Node:
    return and_(_nonempty(Z), forall(Z.sort.sizes[1], lambda j: lt(0, as_node(batch_variance(Z))[j] + eps)))


@notation(latex=r"\operatorname{{var}}\left({0}\right)", defined=_nonempty)
def batch_variance(A: AbstractAlgebra, Z: Array) -> ArrayValue:
    """The vector of the columns' variances: the mean of (Z_ij - mean_j)^2 over the rows i; there must be one."""
    _, columns = Z.shape
    return A.tabulate((columns,), lambda j: _variance(A, Z, j))


@notation(latex=r"\operatorname{{BN}}_{{{1}}}\left({0}\right)", defined=_positive)
def batch_norm(A: AbstractAlgebra, Z: Array, eps: Scalar) -> ArrayValue:
    """(Z_ij - mean_j)/sqrt(var_j + eps) for a batch of rows; part of the statement is that var_j + eps > 0."""

    def entry(i: SizeValue, j: SizeValue) -> Carrier:
        deviation = A.sub(A.entry(Z, i, j), _mean(A, Z, j))
        return A.div(deviation, A.elementary("sqrt", A.add(_variance(A, Z, j), eps)))

    return A.tabulate(Z.shape, entry)


def _mean(A: AbstractAlgebra, Z: Array, j: SizeValue) -> Carrier:
    rows = Z.shape[0]
    return A.div(A.sum(rows, lambda i: A.entry(Z, i, j)), A.cast(rows))


def _variance(A: AbstractAlgebra, Z: Array, j: SizeValue) -> Carrier:
    rows, mean = Z.shape[0], _mean(A, Z, j)

    def squared(i: SizeValue) -> Carrier:
        deviation = A.sub(A.entry(Z, i, j), mean)
        return A.mul(deviation, deviation)

    return A.div(A.sum(rows, squared), A.cast(rows))
