r"""Matrices and vectors: products, traces, inner products, norms."""

from __future__ import annotations

from theorycheck.algebra.base import AbstractAlgebra, Carrier
from theorycheck.algebra.base import Array as ArrayValue
from theorycheck.errors import ShapeError

from ..arithmetic import as_node
from ..node import OPERATORS, Node
from ..nodes import And, Eq
from ..sorts import ArraySort
from .notation import Array, Map, Size, notation


@notation(latex="{0} {1}")
def matrix_product(A: AbstractAlgebra, x: Array, y: Array) -> ArrayValue:
    """XY, of shape rows(X) × columns(Y)."""
    if x.order != 2 or y.order != 2:
        raise ShapeError("a matrix product of arrays that are not matrices", cure="write X @ v for a vector v")
    return A.matmul(x, y)


@notation(latex="{0} {1}")
def matrix_vector(A: AbstractAlgebra, x: Array, v: Array) -> ArrayValue:
    """Xv, a vector."""
    return A.apply_matrix(x, v)


@notation(latex=r"{0}^{{\top}}")
def transpose(A: AbstractAlgebra, x: Array) -> ArrayValue:
    """The matrix with rows and columns exchanged."""
    return A.transpose(x)


@notation(latex=r"I_{{{0}}}")
def identity_matrix(A: AbstractAlgebra, n: Size) -> ArrayValue:
    """The n × n matrix with ones on the diagonal."""
    return A.tabulate((n, n), A.kronecker)


@notation(latex=r"e_{{{1}}}")
def unit_vector(A: AbstractAlgebra, n: Size, j: Size) -> ArrayValue:
    """The n numbers that are 0 except for a 1 at the index j; all are 0 where j is no index."""
    return A.tabulate((n,), lambda i: A.kronecker(i, j))


@notation(latex=r"\operatorname{{diag}}\left({0}\right)")
def diagonal(A: AbstractAlgebra, v: Array) -> ArrayValue:
    """The square matrix with the vector v on the diagonal and zeros elsewhere."""
    (n,) = v.shape
    return A.tabulate((n, n), lambda i, j: A.mul(A.kronecker(i, j), A.entry(v, i)))


@notation(latex=r"{0} {1}^{{\top}}")
def outer(A: AbstractAlgebra, u: Array, v: Array) -> ArrayValue:
    """The matrix u vᵀ of two vectors."""
    (rows,), (columns,) = u.shape, v.shape
    return A.tabulate((rows, columns), lambda i, j: A.mul(A.entry(u, i), A.entry(v, j)))


@notation(latex=r"\operatorname{{tr}}\left({0}\right)")
def trace(A: AbstractAlgebra, x: Array) -> Carrier:
    """The sum of the diagonal of a square matrix."""
    rows, columns = x.shape
    A.check_same_shape((rows,), (columns,))
    return A.sum(rows, lambda i: A.entry(x, i, i))


@notation(latex=r"\operatorname{{sum}}\left({0}\right)")
def entry_sum(A: AbstractAlgebra, x: Array) -> Carrier:
    """The sum of all entries."""
    return A.total(x)


@notation(latex=r"{0} \odot {1}")
def hadamard(A: AbstractAlgebra, x: Array, y: Array) -> ArrayValue:
    """The entrywise product of two arrays of one shape."""
    return A.each(A.mul, x, y)


@notation(latex=r"\left\langle {0}, {1} \right\rangle")
def inner(A: AbstractAlgebra, x: Array, y: Array) -> Carrier:
    """The sum of the products of the entries."""
    return A.total(A.each(A.mul, x, y))


@notation(latex=r"\left\| {0} \right\|^2")
def squared_norm(A: AbstractAlgebra, x: Array) -> Carrier:
    """The sum of the squares of the entries."""
    return A.total(A.each(lambda t: A.mul(t, t), x))


@notation(latex=r"\left\| {0} \right\|")
def norm(A: AbstractAlgebra, x: Array) -> Carrier:
    """The Euclidean (Frobenius) norm.  Total: a sum of squares has a square root."""
    return A.elementary("sqrt", A.total(A.each(lambda t: A.mul(t, t), x)))


@notation(latex=r"\left\| {0} \right\|_1")
def norm_1(A: AbstractAlgebra, x: Array) -> Carrier:
    """The sum of the absolute values of the entries."""
    return A.total(A.each(A.absolute, x))


@notation(latex=r"{0} + \mathbf{{1}} {1}^{{\top}}")
def add_to_rows(A: AbstractAlgebra, x: Array, b: Array) -> ArrayValue:
    """The vector b added to every row of X: a bias."""
    rows, columns = x.shape
    A.check_same_shape((columns,), b.shape)
    return A.add_to_rows(x, b)


@notation(latex=r"\left({0}\right)_{{\mathrm{{entrywise}}}} {1}")
def entrywise(A: AbstractAlgebra, f: Map, x: Array) -> ArrayValue:
    """A map of one real argument at every entry."""
    return A.each(f, x)


def inverses(M: object, G: object) -> Node:
    """M and G are square matrices, each the inverse of the other."""
    m, g = as_node(M), as_node(G)
    one_way, back = matrix_product(m, g), matrix_product(g, m)
    unit = identity_matrix(m.sort.sizes[0])
    return And(Eq(one_way, unit), Eq(back, unit))


def _at(left: object, right: object) -> Node:
    """`@`: matrix times matrix, matrix times vector, vector times vector."""
    a, b = as_node(left), as_node(right)
    orders = [len(x.sort.sizes) if isinstance(x.sort, ArraySort) else None for x in (a, b)]
    if orders == [2, 1]:
        return matrix_vector(a, b)
    if orders == [1, 1]:
        return inner(a, b)
    return matrix_product(a, b)


OPERATORS["matmul"] = _at
OPERATORS["transpose"] = transpose
