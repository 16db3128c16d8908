"""The degree that the structure gives, and that its claim is proved or refuted as it should be."""

from __future__ import annotations

import pytest

from theorycheck import (
    absolute,
    add_to_rows,
    dims,
    energy_pool,
    exp,
    family,
    homogeneity_degree,
    leaky_relu,
    matrix,
    max_pool,
    network,
    rational,
    real,
    relu,
    sigmoid,
    softplus,
    sqrt,
    tanh,
    vector,
)
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import replay
from theorycheck.proving.prove import Proof, prove

K, N, n = dims("K N n")
d = dims("d", upto=K)
W = family("W", matrix(d.this, d.next), upto=K)
b = family("b", vector(d.next), upto=K)
X = matrix("X", N, d[0])
z = vector("z", n)
x, y = real("x y")


def proved(result):
    """The claim that came along is proved for all sizes."""
    answer = prove(result.claim.statement, result.claim.proof)
    return isinstance(answer, Proof) and reach(replay(answer.certificate)) == ()


@pytest.mark.parametrize(
    ("expression", "symbols", "degree"),
    [
        (network(X, W), W, "K"),
        (network(X, W), X, "1"),
        (network(X, W), (X, W), "1 + K"),
        (network(X, W, absolute), W, "K"),
        (network(X, W), x, "0"),
        (z, z, "1"),
        (x * relu(y) * 3, (x, y), "2"),
        (x**3, x, "3"),
        (sqrt(x * x) * energy_pool(z), (x, z), "2"),
        (relu(x) + absolute(x), x, "1"),
        (exp(y) * x, x, "1"),
    ],
)
def test_the_degree_is_read_off_the_structure(expression, symbols, degree):
    result = homogeneity_degree(expression, in_=symbols)
    assert str(result.degree) == degree and result.broken_by is None


@pytest.mark.parametrize(
    ("expression", "symbols"),
    [(network(X, W), W), (x * relu(y), (x, y)), (x * max_pool(z), x), (relu(x) + absolute(x), x)],
)
def test_the_claim_is_proved(expression, symbols):
    assert proved(homogeneity_degree(expression, in_=symbols))


@pytest.mark.parametrize(
    ("expression", "symbols", "part", "reason"),
    [
        (network(X, W, tanh), W, "plain_network", "tanh"),
        (network(X, W, sigmoid), W, "plain_network", "tanh"),
        (network(X, W, relu, bias=b), (W, b), "biased_network", "recursion|sum"),
        (relu(x) * (x + 1), x, "x + 1", "a sum of parts that scale with degrees 1 and 0"),
        (x + softplus(x), x, "softplus(x)", "exp"),
        (relu(x * x + x), x, "x*x + x", "degrees 2 and 1"),
    ],
)
def test_what_breaks_homogeneity_is_named(expression, symbols, part, reason):
    result = homogeneity_degree(expression, in_=symbols)
    assert result.degree is None and result.claim is None
    assert part in str(result.broken_by)
    assert any(word in result.reason for word in reason.split("|")), result.reason


def test_a_fractional_degree_is_said_in_words():
    result = homogeneity_degree(sqrt(x), in_=x)
    assert result.degree is None and "1/2" in result.reason


def test_one_linear_first_layer_bias_keeps_the_degree():
    e = dims("e", upto=K + 1)
    V = family("V", matrix(e.this, e.next), upto=K + 1)
    c = vector("c", e[1])
    first = relu(add_to_rows(matrix("Y", N, e[0]) @ V[0], c))
    assert str(homogeneity_degree(first, in_=(V, c)).degree) == "1"


def test_leaky_relu_has_degree_one():
    assert str(homogeneity_degree(leaky_relu(rational("1/10"), x), in_=x).degree) == "1"
