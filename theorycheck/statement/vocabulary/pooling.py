r"""Pooling over the entries of a vector, and over groups of g neighbouring columns of a matrix."""

from __future__ import annotations

from fractions import Fraction

from theorycheck.algebra.base import AbstractAlgebra, Carrier
from theorycheck.algebra.base import Array as ArrayValue
from theorycheck.algebra.base import Size as SizeValue

from ..nodes import Node
from ..relations import lt
from .notation import Array, Size, notation


def _nonempty(x: Node) -> Node:
    (n,) = x.sort.sizes
    return lt(0, n)


@notation(latex=r"\max_i {0}_i", defined=_nonempty)
def max_pool(A: AbstractAlgebra, x: Array) -> Carrier:
    """The largest entry of a vector of at least one."""
    (n,) = x.shape
    return A.max(n, lambda i: A.entry(x, i))


@notation(latex=r"\operatorname{{avg}}\left({0}\right)", defined=_nonempty)
def average_pool(A: AbstractAlgebra, x: Array) -> Carrier:
    """The mean of a vector of at least one entry."""
    (n,) = x.shape
    return A.div(A.sum(n, lambda i: A.entry(x, i)), A.cast(n))


@notation(latex=r"\left\| {0} \right\|_{{\mathrm{{pool}}}}")
def energy_pool(A: AbstractAlgebra, x: Array) -> Carrier:
    """The root of the sum of squares of a vector.  Total: a sum of squares has a square root."""
    (n,) = x.shape
    return A.elementary("sqrt", A.sum(n, lambda i: A.mul(A.entry(x, i), A.entry(x, i))))


@notation(latex=r"\operatorname{{maxpool}}_{{{1}, {2}}}\left({0}\right)", defined=lambda x, groups, size: lt(0, size))
def max_pool_columns(A: AbstractAlgebra, x: Array, groups: Size, size: Size) -> ArrayValue:
    """The largest entry of each group of `size` neighbouring columns; X has groups*size columns."""
    return _pool_columns(A, x, groups, size, lambda i, g: A.max(size, lambda j: A.entry(x, i, _column(A, g, size, j))))


@notation(latex=r"\operatorname{{avgpool}}_{{{1}, {2}}}\left({0}\right)", defined=lambda x, groups, size: lt(0, size))
def average_pool_columns(A: AbstractAlgebra, x: Array, groups: Size, size: Size) -> ArrayValue:
    """The mean of each group of `size` neighbouring columns; X has groups*size columns."""

    def mean(i: SizeValue, g: SizeValue) -> Carrier:
        total = A.sum(size, lambda j: A.entry(x, i, _column(A, g, size, j)))
        return A.mul(A.div(A.literal(Fraction(1)), A.cast(size)), total)

    return _pool_columns(A, x, groups, size, mean)


def _pool_columns(A: AbstractAlgebra, x: ArrayValue, groups: SizeValue, size: SizeValue, entry: object) -> ArrayValue:
    rows, columns = x.shape
    A.check_same_shape((columns,), (A.size_mul(groups, size),))
    return A.tabulate((rows, groups), entry)  # type: ignore[arg-type]


def _column(A: AbstractAlgebra, group: SizeValue, size: SizeValue, j: SizeValue) -> SizeValue:
    return A.size_add(A.size_mul(group, size), j)
