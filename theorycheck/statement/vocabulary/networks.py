r"""Feed-forward networks, as in the survey's eq. (1): rows are data, X_{k+1} = \rho(X_k W_k)."""

from __future__ import annotations

from typing import Any

from theorycheck.algebra.base import AbstractAlgebra
from theorycheck.algebra.base import Array as ArrayValue

from ..node import Node
from .elementwise import relu
from .notation import Array, Family, Map, notation


@notation(latex=r"\Phi_{{{2}}}\left({0}; {1}\right)")
def plain_network(A: AbstractAlgebra, x: Array, W: Family, activation: Map) -> ArrayValue:
    """Folds X -> activation(X W_k) over the layers k < K; the hidden state has shape N × d(k)."""
    rows = x.shape[0]
    return A.fold(
        W.length,
        x,
        lambda k, state: A.each(activation, A.matmul(state, W(k))),
        lambda k: (rows, W.shape(k)[0]),
    )


@notation(latex=r"\Phi_{{{3}}}\left({0}; {1}, {2}\right)")
def biased_network(A: AbstractAlgebra, x: Array, W: Family, b: Family, activation: Map) -> ArrayValue:
    """Folds X -> activation(X W_k + 1 b_k^T) over the layers k < K."""
    rows = x.shape[0]

    def layer(k: Any, state: ArrayValue) -> ArrayValue:
        product, bias = A.matmul(state, W(k)), b(k)
        A.check_same_shape((product.shape[1],), bias.shape)
        return A.each(activation, A.add_to_rows(product, bias))

    return A.fold(W.length, x, layer, lambda k: (rows, W.shape(k)[0]))


def network(X: object, W: object, activation: object = relu, bias: object = None) -> Node:
    """The network with weights W_k (and biases b_k, if given), the activation acting at every layer.

    For a linear last layer, or a bias in the first layer only, compose: `network(relu(add_to_rows(X @ V, c)), W)`.
    """
    if bias is None:
        return plain_network(X, W, activation)
    return biased_network(X, W, bias, activation)
