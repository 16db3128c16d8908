r"""`critical_points(loss, over=[B, A])`: the critical points of a linear network with one hidden layer, in families.

    >>> from theorycheck import critical_points, dims, matrix, squared_norm
    >>> N, D, p, C = dims("N D p C")
    >>> X, Y, B, A = matrix("X", N, D), matrix("Y", N, C), matrix("B", D, p), matrix("A", p, C)
    >>> points = critical_points(squared_norm(Y - X @ B @ A), over=[B, A])
    >>> for family in points.families(eigenvalues=[4, 1], sizes={p: 1, D: 2}):
    ...     print(family)
    {0}: value 1, index 0, nullity 1
    {1}: value 4, index 1, nullity 1
    {}: value 5, index 2, nullity 0

Let X'X be invertible with inverse Q, and S = Y'X Q X'Y with eigenvalues λ.  A family is a set I of at most p indices;
with orthonormal eigenvectors of S for the λ_i, i in I, as the columns of U its points are

    A = M U',   B = Q X'Y U L + R,   where L M = 1, R M = 0 and R' X'Y U U' = R' X'Y,

which for p indices says that M is invertible, L its inverse and R = 0.  There the loss is |Y|² - Σ_{i in I} λ_i.  That
these points are critical and have that value is the claim that comes along, for `check` to decide; that there are no
others, and the index of each, is Baldi's and Hornik's (1989), here with A of any rank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.errors import OutsideVocabulary
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.claim import Claim
from theorycheck.statement.node import Node
from theorycheck.statement.nodes import Add, Call, Literal, Negate, Variable
from theorycheck.statement.sorts import ArraySort
from theorycheck.statement.symbols import symbols_of
from theorycheck.statement.vocabulary.linear_algebra import matrix_product, squared_norm
from theorycheck.statement.vocabulary.losses import squared_loss

from .critical_claim import CriticalFamily
from .critical_families import Family, families

Exact = int | str | Fraction


@dataclass(frozen=True)
class CriticalPoints:
    """point: B and A of a family, in the claim's symbols; value: the loss there; claim: that it is so."""

    over: tuple[Variable, Variable]
    point: tuple[Node, Node]
    value: Node
    claim: Claim

    def families(
        self, *, eigenvalues: Sequence[Exact], sizes: Mapping[Variable, int] | None = None, residual: Exact = 0
    ) -> tuple[Family, ...]:
        """Every family, the least value first.

        eigenvalues: all those of S, exact and not negative, each as often as it occurs
        sizes:       sizes that the loss leaves open: the number p of hidden units; D, where the nullity is wanted
        residual:    the loss of the best linear map, |Y|² - tr S; it is 0 if X is square
        Raises OptionError for values that do not fit.
        """
        B, A = self.over
        inputs, hidden, _, outputs = (_number(size, sizes or {}) for size in (*B.sort.sizes, *A.sort.sizes))
        spectrum = [rational(value).value for value in eigenvalues]
        return families(spectrum, hidden, inputs, outputs, rational(residual).value)


def _number(size: Any, sizes: Mapping[Variable, int]) -> int | None:
    return int(size.value) if isinstance(size, Literal) else sizes.get(size)


def critical_points(loss: Node, *, over: Sequence[Variable]) -> CriticalPoints:
    """The critical points of ‖Y - X B A‖² in B and A, in every dimension, X'X being invertible.

    `loss` is squared_norm(Y - X @ B @ A) or squared_loss(X @ B @ A, Y); without X it stands for the identity.
    Raises OutsideVocabulary for another loss.
    """
    target, data, B, A = _recognised(loss, over)
    family = CriticalFamily(target, data, B, A)
    return CriticalPoints((B, A), family.point, family.value, family.claim())


def _recognised(loss: Node, over: Sequence[Variable]) -> tuple[Node, Node | None, Variable, Variable]:
    """Y, X (None: the identity), B and A."""
    weights = list(over)
    if len(weights) == 2 and weights[0] is not weights[1] and all(isinstance(w, Variable) for w in weights):
        for target, prediction in _differences(loss):
            factors = _factors(prediction)
            fixed, last = factors[:-2], factors[-2:]
            if last == weights and set(weights).isdisjoint(symbols_of(target, *fixed)):
                return target, _product(fixed) if fixed else None, weights[0], weights[1]
    raise OutsideVocabulary(
        f"the critical points of {str(loss)[:60]} over {', '.join(map(str, weights))}",
        why="only those of a linear network with one hidden layer and squared loss are known",
        cure="write squared_norm(Y - X @ B @ A) or squared_loss(X @ B @ A, Y), over=[B, A]; X may be left out",
    )


def _differences(loss: Any) -> Iterator[tuple[Any, Any]]:
    """The two matrices of whose difference the loss is the squared norm, in both orders."""
    pair: tuple[Any, ...] = ()
    if isinstance(loss, Call) and loss.notation is squared_loss:
        pair = loss.args
    elif isinstance(loss, Call) and loss.notation is squared_norm and isinstance(loss.args[0], Add):
        first, second = loss.args[0].args
        pair = (first, second.args[0]) if isinstance(second, Negate) else ()
    if pair and all(isinstance(side.sort, ArraySort) and len(side.sort.sizes) == 2 for side in pair):
        yield pair[0], pair[1]
        yield pair[1], pair[0]


def _factors(node: Any) -> list[Any]:
    """The factors of a matrix product, however it is bracketed."""
    if isinstance(node, Call) and node.notation is matrix_product:
        return [factor for arg in node.args for factor in _factors(arg)]
    return [node]


def _product(factors: Sequence[Any]) -> Any:
    result = factors[0]
    for factor in factors[1:]:
        result = result @ factor
    return result
