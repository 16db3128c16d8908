"""Global minima, strict saddles and connectives at exact points, each both ways, and what stays undecided."""
from __future__ import annotations

import itertools
import random
from fractions import Fraction as F
from typing import Any

import pytest
from verdicts_at_points import disproved, proved, refuted

from theorycheck import (
    and_,
    critical,
    dims,
    eq,
    exists,
    exp,
    forall,
    global_minimum,
    gradient,
    implies,
    le,
    local_minimum,
    lt,
    matrix,
    not_,
    or_,
    real,
    squared_norm,
    strict_saddle,
    vector,
)
from theorycheck.falsifying.proofs import forms
from theorycheck.falsifying.proofs.formulas import Decider, Undecided
from theorycheck.falsifying.proofs.globally import globally
from theorycheck.falsifying.proofs.opened import opened
from theorycheck.falsifying.proofs.proposals import better_points
from theorycheck.falsifying.proofs.saddles import negative_curvature
from theorycheck.kernel import KernelError, terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import NATURAL, REAL, function
from theorycheck.statement.statements import Statement

NEARBY = F(1, 10**9)
x, y, a, b, c = real("x y a b c")
n, m = dims("n m")
v = vector("v", n)
B, A, Y = matrix("B", n, 1), matrix("A", 1, m), matrix("Y", n, m)
LOSS = squared_norm(Y - B @ A)
DEEP = (1 - a * b * c) ** 2

# ------------------------------------------------------------------ global minima

LEAST: dict[str, tuple[Any, dict[str, Any]]] = {
    "a square": (global_minimum((x - y) ** 2, [x]), {"x": F(1, 3), "y": F(1, 3)}),
    "two squares": (global_minimum((x - 1) ** 2 + 3 * (y - x) ** 2, [x, y]), {"x": 1, "y": 1}),
    "a square and a number": (global_minimum((x**2) ** 2 + 5, [x]), {"x": 0}),
    "a loss": (global_minimum(LOSS, [B, A]), {"n": 1, "m": 2, "B": [[2]], "A": [[1, F(3, 2)]], "Y": [[2, 3]]}),
    "three layers": (global_minimum(DEEP, [a, b, c]), {"a": 2, "b": F(1, 2), "c": 1}),
}


@pytest.mark.parametrize(("node", "at"), LEAST.values(), ids=LEAST)
def test_a_global_minimum_is_proved_there_and_refuted_beside_it(node: Any, at: dict[str, Any]) -> None:
    assert proved(node, **at) and not disproved(node, **at)
    for symbol in node.points:
        value = at[symbol.name]
        entry = value[0][0] + NEARBY if isinstance(value, list) else value + NEARBY
        beside = at | {symbol.name: [[entry, *value[0][1:]], *value[1:]] if isinstance(value, list) else entry}
        assert disproved(node, **beside) and not proved(node, **beside)


@pytest.mark.parametrize(
    ("node", "at"),
    [
        (global_minimum(x**4 - x**2, [x]), {"x": 0}),
        (global_minimum(10**6 * (x**2 - 2) ** 2 + x, [x]), {"x": F(3, 2)}),
        (global_minimum(x, [x]), {"x": -100}),
        (global_minimum(1 - exp(x), [x]), {"x": 0}),
        (global_minimum(x**3 - 3 * x, [x]), {"x": 1}),
        (global_minimum((x - F(1, 3)) ** 2 * (y**2 + 1), [x, y]), {"x": 1, "y": 0}),
        (global_minimum(LOSS, [B, A]), {"n": 1, "m": 1, "B": [[0]], "A": [[0]], "Y": [[F(1, 7)]]}),
    ],
    ids=str,
)  # fmt: skip
def test_a_better_point_is_found(node: Any, at: dict[str, Any]) -> None:
    assert disproved(node, **at) and not proved(node, **at)


@pytest.mark.parametrize(
    ("node", "at"),
    [
        (global_minimum(x**2 - 2 * x + 1, [x]), {"x": 1}),
        (global_minimum(x**2 - 2 * x, [x]), {"x": 1}),
        (global_minimum(x**2 + 2 * x * y + y**2 + x**4 * y**2, [x, y]), {"x": 0, "y": 0}),
    ],
    ids=str,
)
def test_quadratic_polynomials_and_even_monomials_are_seen_to_be_sums_of_squares(node: Any, at: dict[str, Any]) -> None:
    assert proved(node, **at) and not disproved(node, **at)
    assert not proved(node, **{**at, "x": F(1, 2)})


def test_a_sum_of_squares_that_is_hidden_better_is_undecided() -> None:
    node = global_minimum(x**4 - 2 * x**2 + 1, [x])
    assert not proved(node, x=1) and not disproved(node, x=1)


@pytest.mark.parametrize("size", [0, 1, 2])
def test_global_minima_of_every_size(size: int) -> None:
    zeros = [0] * size
    assert proved(global_minimum(squared_norm(v), [v]), n=size, v=zeros)
    if size:
        assert disproved(global_minimum(squared_norm(v), [v]), n=size, v=[*zeros[1:], 1])
    mixed = global_minimum(squared_norm(v) + (x - 1) ** 2, [v, x])
    assert proved(mixed, n=size, v=zeros, x=1) and disproved(mixed, n=size, v=zeros, x=2)


# ------------------------------------------------------------------ strict saddles


@pytest.mark.parametrize(
    ("node", "at", "strict"),
    [
        (strict_saddle(x * y, [x, y]), {"x": 0, "y": 0}, True),
        (strict_saddle(x * y, [x, y]), {"x": NEARBY, "y": 0}, False),
        (strict_saddle(x**2 - y**2, [x, y]), {"x": 0, "y": 0}, True),
        (strict_saddle(-(x**2), [x]), {"x": 0}, True),
        (strict_saddle(x**3, [x]), {"x": 0}, False),
        (strict_saddle(x**2 + y**2, [x, y]), {"x": 0, "y": 0}, False),
        (strict_saddle(x**2 + x * y + F(1, 4) * y**2, [x, y]), {"x": 0, "y": 0}, False),
        (strict_saddle(x**2 + x * y + F(1, 4) * y**2 - NEARBY * y**2, [x, y]), {"x": 0, "y": 0}, True),
        (strict_saddle(DEEP, [a, b, c]), {"a": 0, "b": 0, "c": 0}, False),
        (strict_saddle(DEEP, [a, b, c]), {"a": 0, "b": 0, "c": 2}, True),
        (strict_saddle(-squared_norm(v), [v]), {"n": 0, "v": []}, False),
        (strict_saddle(squared_norm(v) - 2 * v[0] ** 2, [v]), {"n": 3, "v": [0, 0, 0]}, True),
        (strict_saddle(LOSS, [B, A]), {"n": 1, "m": 1, "B": [[0]], "A": [[0]], "Y": [[1]]}, True),
        (strict_saddle(LOSS, [B, A]), {"n": 1, "m": 1, "B": [[0]], "A": [[0]], "Y": [[0]]}, False),
        (strict_saddle(squared_norm(v) * x, [v, x]), {"n": 1, "v": [0], "x": -1}, True),
        (strict_saddle(1 / x, [x]), {"x": 0}, None),
    ],
    ids=lambda part: str(part)[:40],
)  # fmt: skip
def test_strict_saddles_both_ways(node: Any, at: dict[str, Any], strict: bool | None) -> None:
    assert proved(node, **at) is (strict is True)
    assert disproved(node, **at) is (strict is not True)


def test_curvature_through_a_quotient_is_undecided() -> None:
    """Its first derivative would need 1 + t² ≠ 0 at every t."""
    node = strict_saddle(1 / (1 + x**2), [x])
    assert not proved(node, x=0) and not disproved(node, x=0)
    assert disproved(node, x=1)  # not critical


# ------------------------------------------------------------------ connectives, some parts undecided

TRUE, FALSE = lt(0, x), lt(x, 0)
OPEN = local_minimum(x**4 - x**6, [x], at=[0])  # true, and beyond what is tried
AT = {"x": F(1, 2)}


@pytest.mark.parametrize(
    ("node", "truth"),
    [
        (OPEN, None),
        (not_(OPEN), None),
        (and_(OPEN, FALSE), False),
        (and_(FALSE, OPEN), False),
        (and_(OPEN, TRUE), None),
        (and_(TRUE, OPEN), None),
        (or_(OPEN, TRUE), True),
        (or_(TRUE, OPEN), True),
        (or_(OPEN, FALSE), None),
        (or_(FALSE, OPEN), None),
        (implies(FALSE, OPEN), True),
        (implies(OPEN, FALSE), None),
        (implies(TRUE, OPEN), None),
        (implies(TRUE, FALSE), False),
        (implies(TRUE, TRUE), True),
        (not_(and_(OPEN, FALSE)), True),
        (and_(critical(x**2, [x], at=[0]), TRUE), True),
        (or_(critical(x**2, [x]), FALSE), False),
        (eq(gradient(x**2, x), 1), True),
        (eq(gradient(x**2, x), gradient(3 * x**3, x)), False),
    ],
    ids=lambda part: str(part)[:60],
)  # fmt: skip
def test_connectives(node: Any, truth: bool | None) -> None:
    assert (proved(node, **AT), disproved(node, **AT)) == (truth is True, truth is False)


def test_a_statement_falls_only_where_its_hypotheses_are_decided() -> None:
    assert refuted(Statement([TRUE, local_minimum(x**2, [x], at=[0])], FALSE), AT) is not None
    assert refuted(Statement([TRUE, OPEN], FALSE), AT) is None
    assert refuted(Statement([FALSE, local_minimum(x**2, [x], at=[0])], FALSE), AT) is None
    assert refuted(Statement([TRUE], TRUE), AT) is None


# ------------------------------------------------------------------ what is none of these decides nothing

X, Z, N = terms.variable("x", REAL), terms.variable("z", REAL), terms.variable("n", NATURAL)
f, g = terms.variable("f", function(REAL, REAL)), terms.variable("g", function(NATURAL, REAL))
ONE = terms.real(1)
BEYOND = 10**400  # floats


def square(t: Any) -> Any:
    return terms.mul(t, t)


STRANGE = {
    "a natural beside a real": terms.exists(N, terms.exists(X, terms.lt(terms.neg(square(X)), terms.real(0)))),
    "a natural in the form": terms.exists(
        N, terms.exists(X, terms.lt(terms.mul(terms.cast(N), terms.neg(square(X))), terms.real(0)))
    ),
    "all naturals": terms.forall(N, terms.forall(X, terms.le(ONE, square(X)))),
    "all functions": terms.forall(f, terms.le(ONE, terms.apply(f, terms.real(2)))),
    "functions of reals": terms.forall(f, terms.forall(X, terms.le(ONE, terms.apply(f, X)))),
    "a number beyond floats": terms.forall(
        X, terms.le(terms.real(F(1, BEYOND)), terms.mul(terms.real(BEYOND), square(terms.sub(X, terms.real(F(1, 3))))))
    ),
    "a bound that moves": terms.forall(X, terms.le(X, square(X))),
    "strictly less": terms.forall(X, terms.lt(ONE, square(X))),
    "no quadratic form": terms.exists(X, terms.lt(terms.add(square(X), X), terms.real(0))),
    "below another number": terms.exists(X, terms.lt(square(X), ONE)),
    "a branch": terms.forall(X, terms.le(terms.real(F(1, 7)), terms.select(terms.le(X, ONE), ONE, X))),
}  # fmt: skip


def decide(formula: Any) -> Any:
    return Decider(Derivation(), (), (globally(better_points), negative_curvature)).decide(formula)


@pytest.mark.parametrize("formula", STRANGE.values(), ids=STRANGE)
def test_strange_formulas_are_undecided_and_nothing_else(formula: Any) -> None:
    with pytest.raises(KernelError):
        decide(formula)


def test_points_without_a_value_are_passed_over() -> None:
    """1/q is undefined at the first points that are tried."""
    formula = terms.forall(X, terms.le(terms.real(F(1, 3)), terms.div(ONE, square(X))))
    assert decide(formula).conclusion is terms.negate(formula)


def test_sequences_are_arrays() -> None:
    formula = terms.forall(g, terms.le(ONE, terms.apply(g, terms.natural(2))))
    assert decide(formula).conclusion is terms.negate(formula)


def test_what_is_opened_has_its_entries_in_order() -> None:
    body = terms.le(ONE, terms.add(terms.apply(g, terms.natural(2)), terms.add(X, terms.apply(g, terms.natural(0)))))
    inner = opened(terms.forall(g, terms.forall(X, body)), "forall")
    assert [str(entry) for entry in inner.entries] == ["_q0(0)", "_q0(2)", "_q1"]
    with pytest.raises(KernelError, match="no exists stands in front"):
        opened(terms.forall(X, body), "exists")
    with pytest.raises(KernelError, match="outside of an array"):
        inner.scalar(terms.apply(inner.variables[0], terms.natural(7)), [ONE, ONE, ONE])


def test_sums_over_all_naturals_under_a_quantifier() -> None:
    with pytest.raises(Undecided):
        Decider(Derivation()).decide(terms.forall(X, terms.le(ONE, square(X))))
    assert proved(forall(n, lambda i: le(0, v[i])), n=2, v=[1, 0])
    assert disproved(exists(n, lambda i: le(v[i], 0)), n=2, v=[1, 3])


# ------------------------------------------------------------------ quadratic forms

Matrix = list[list[F]]


def value(matrix: Matrix, direction: list[F]) -> F:
    return sum((direction[i] * matrix[i][j] * direction[j] for i, j in _pairs(len(matrix))), F(0))


def _pairs(size: int) -> Any:
    return itertools.product(range(size), repeat=2)


def random_matrix(rng: random.Random, size: int, rank: int, sign: bool) -> Matrix:
    """A sum of `rank` squares, one of them negative if `sign`."""
    rows = [[F(rng.randint(-2, 2), rng.randint(1, 3)) for _ in range(size)] for _ in range(rank)]
    signs = [1] * rank
    if sign and rank:
        signs[0] = -1
    return [[sum((s * r[i] * r[j] for s, r in zip(signs, rows, strict=True)), F(0)) for j in range(size)]
            for i in range(size)]  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_a_form_is_a_sum_of_squares_or_falls_somewhere(seed: int) -> None:
    rng = random.Random(seed)
    size = rng.randint(0, 4)
    matrix = random_matrix(rng, size, rng.randint(0, 5), seed % 2 == 1)
    squares, descent = forms.squares(matrix), forms.descent(matrix)
    assert (squares is None) is (descent is not None)
    if descent is not None:
        assert value(matrix, descent) < 0
    else:
        for _ in range(5):
            at = [F(rng.randint(-3, 3)) for _ in range(size)]
            whole = sum((k * sum((r * t for r, t in zip(row, at, strict=True)), F(0)) ** 2 for k, row in squares), F(0))
            assert whole == value(matrix, at) and all(k > 0 for k, _ in squares)


def test_what_is_a_quadratic_form() -> None:
    form = terms.add(square(X), terms.mul(terms.real(3), terms.mul(X, Z)))
    assert forms.matrix_of(form, [X, Z]) == [[1, F(3, 2)], [F(3, 2), 0]]
    assert forms.matrix_of(form, [X]) is None
    assert forms.matrix_of(terms.add(form, X), [X, Z]) is None
    assert forms.matrix_of(terms.add(form, ONE), [X, Z]) is None
    assert forms.matrix_of(terms.mul(form, X), [X, Z]) is None
    assert forms.matrix_of(terms.real(0), []) == []
