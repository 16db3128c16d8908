"""Symmetries: families of maps, near the identity, that leave an objective alone.

A symmetry moves the points of a landscape along a curve: `Symmetry({u: (1 + g) * u, v: v / (1 + g)}, g)` has g = 0 as
its identity.  It is a hint: the search looks for curvature off its orbits only, and a certificate of a minimum modulo
it proves the invariance afresh.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from theorycheck.errors import ShapeError

from . import sizes
from .arithmetic import as_node
from .binders import tabulate
from .node import Node
from .nodes import Variable
from .sorts import NATURAL, REAL
from .vocabulary.linear_algebra import identity_matrix, matrix_product

PARAMETER = Variable("symmetry_parameter", REAL)
ROW, COLUMN = Variable("symmetry_row", NATURAL), Variable("symmetry_column", NATURAL)


@dataclass(frozen=True)
class Symmetry:
    """The image of each symbol that moves, as an expression in the symbols and in `PARAMETER`, 0 at the identity.

    With a `size` n it is n² such families, one for each `ROW` and `COLUMN` below n.
    """

    images: Mapping[Variable, Node]
    size: Node | None = None

    def __post_init__(self) -> None:
        for symbol, image in self.images.items():
            if not isinstance(symbol, Variable):
                raise ShapeError(f"a symmetry moves {symbol}", why="it moves symbols", cure="write {u: (1 + g) * u}")
            sizes.require_sort(symbol.sort, image)


def one_parameter(images: Callable[[Node], Mapping[Any, object]]) -> Symmetry:
    """The family g ↦ images(g), the identity at g = 0: one_parameter(lambda g: {u: (1 + g) * u, v: v / (1 + g)})."""
    return Symmetry({symbol: as_node(image) for symbol, image in images(PARAMETER).items()})


def rescaling(u: Node, v: Node) -> Symmetry:
    """u grows by the factor by which v shrinks: what leaves products of their entries alone."""
    return one_parameter(lambda g: {u: (1 + g) * u, v: v / (1 + g)})


def change_of_basis(B: Node, A: Node) -> Symmetry:
    """B M and M^{-1} A for M near the identity: what leaves the product B A alone.

    M = I + g e_k e_l' for every k and l below the inner size, with the inverse I - g/(1 + [k = l] g) e_k e_l'.
    """
    matrix_product(B, A)  # refuses what has no such product
    (rows, inner), (_, columns) = B.sort.sizes, A.sort.sizes
    unit = identity_matrix(inner)
    same = unit[ROW, COLUMN]
    return Symmetry(
        {
            B: tabulate(rows, inner, lambda i, j: B[i, j] + PARAMETER * unit[j, COLUMN] * B[i, ROW]),
            A: tabulate(
                inner,
                columns,
                lambda i, j: (A[i, j] - PARAMETER * (1 - same) * unit[i, ROW] * A[COLUMN, j])
                / (1 + PARAMETER * same * unit[i, ROW]),
            ),
        },
        inner,
    )
