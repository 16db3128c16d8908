"""One theorem for all depths and widths is, at each of them, the concrete statement: the same term after `compute`."""

from __future__ import annotations

import pytest

from theorycheck import dims, eq, family, matrix, network, nonnegative, product, real, relu
from theorycheck.kernel import terms as t
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.sorts import NATURAL, REAL, function
from theorycheck.kernel.terms import Term
from theorycheck.statement.nodes import Literal
from theorycheck.statement.statements import Statement

MATRIX = function(NATURAL, NATURAL, REAL)


def symbolic() -> Statement:
    """The registered claim of relu_net_homogeneous_per_layer."""
    K, N = dims("K N")
    d = dims("d", upto=K)
    W = family("W", matrix(d.this, d.next), upto=K)
    a = family("a", nonnegative, upto=K)
    X = matrix("X", N, d[0])
    return Statement([], eq(network(X, a * W), product(a) * network(X, W)))


def concrete(widths: tuple[int, ...]) -> Statement:
    """The same for given widths, written out layer by layer without families or folds."""
    N = dims("N")
    depth = len(widths) - 1
    X = matrix("X", N, Literal(widths[0]))
    a = [real(f"a{k}") for k in range(depth)]
    W = [matrix(f"W{k}", Literal(widths[k]), Literal(widths[k + 1])) for k in range(depth)]
    scaled, plain, factor = X, X, a[0]
    for k in range(depth):
        scaled, plain = relu(scaled @ (a[k] * W[k])), relu(plain @ W[k])
        factor = factor * a[k] if k else factor
    return Statement([], eq(scaled, factor * plain))


def instance(statement: Statement, values: dict[str, Term]) -> Term:
    """The statement's formula with the given terms for its symbols, quantifiers removed."""
    formula = statement.formula()
    for symbol in statement.symbols:
        formula = t.instantiate(formula.args[0], [values[symbol.name]])
    return formula


@pytest.mark.parametrize("widths", [(2, 3, 2, 1), (1, 1), (2, 2, 1)])
def test_the_theorem_at_given_widths_is_the_concrete_statement(widths):
    """K = 3, d = (2, 3, 2, 1) among them, as the issue asks."""
    depth = len(widths) - 1
    n, x = t.variable("N", NATURAL), t.variable("X", MATRIX)
    a = [t.variable(f"a{k}", REAL) for k in range(depth)]
    w = [t.variable(f"W{k}", MATRIX) for k in range(depth)]
    values = {
        "K": t.natural(depth),
        "N": n,
        "d": t.table(*map(t.natural, widths)),
        "W": t.table(*w),
        "a": t.table(*a),
        "X": x,
    }
    general, special = symbolic(), concrete(widths)
    at = normal_form(instance(general, values), general.definitions)
    hypothesis, conclusion = at.args
    named = {"N": n, "X": x} | {f"a{k}": a[k] for k in range(depth)} | {f"W{k}": w[k] for k in range(depth)}
    assert conclusion is normal_form(instance(special, named), special.definitions)
    signs = t.le(t.real(0), a[0])
    for other in a[1:]:
        signs = t.conj(signs, t.le(t.real(0), other))
    assert hypothesis is signs


def test_a_wrong_instance_is_another_term():
    """The comparison above can fail: exchanging two factors is seen."""
    general = symbolic()
    n, x = t.variable("N", NATURAL), t.variable("X", MATRIX)
    w = [t.variable(f"W{k}", MATRIX) for k in range(2)]

    def at(*factors: str) -> Term:
        a = [t.variable(name, REAL) for name in factors]
        widths = t.table(*map(t.natural, (2, 2, 1)))
        values = {"K": t.natural(2), "N": n, "d": widths, "W": t.table(*w), "a": t.table(*a), "X": x}
        return normal_form(instance(general, values), general.definitions)

    assert at("a0", "a1") is not at("a1", "a0")
