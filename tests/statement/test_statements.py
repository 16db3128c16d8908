"""Closed statements: order of symbols, memberships, definedness, the kernel's formula, truth and violation."""

from __future__ import annotations

import pickle
from fractions import Fraction
from typing import Any

import pytest

from theorycheck import (
    and_,
    dims,
    eq,
    exists,
    family,
    family_of,
    fn,
    fold,
    forall,
    function,
    implies,
    interval,
    largest,
    le,
    leaky_relu,
    log,
    lt,
    matrix,
    max_pool,
    ne,
    network,
    nonnegative,
    not_,
    or_,
    pi,
    positive,
    product,
    rational,
    real,
    relu,
    root,
    sqrt,
    squared_norm,
    summation,
    symbol,
    tabulate,
    tanh,
    vector,
)
from theorycheck.algebra.backends import select
from theorycheck.algebra.balls import Balls
from theorycheck.algebra.error_bounds import RunningError
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.rationals import Rationals
from theorycheck.errors import OutsideVocabulary, ShapeError, WitnessError
from theorycheck.kernel import terms
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.terms import TRUE, Term
from theorycheck.statement.definedness import conditions
from theorycheck.statement.environments import from_witness, from_witnesses
from theorycheck.statement.margin import violation
from theorycheck.statement.node import Node
from theorycheck.statement.sorts import FunctionSort
from theorycheck.statement.statements import Statement
from theorycheck.statement.truth import holds
from theorycheck.statement.vocabulary.notation import Scalar, notation
from theorycheck.testing import notation_conformance

x, y = real("x y")
K, N, n = dims("K N n")
d = dims("d", upto=K)
W = family("W", matrix(d.this, d.next), upto=K)
a = family("a", nonnegative, upto=K)
X = matrix("X", N, d[0])
v = vector("v", n)


def truth(node: Node, **witness: Any) -> bool | None:
    statement = Statement([], node)
    return holds(statement.conclusion, Rationals(), from_witness(statement.symbols, witness, Rationals()))


# ------------------------------------------------------------------ symbols and memberships


def test_symbols_come_in_binding_order() -> None:
    statement = Statement([], eq(network(X, a * W), product(a) * network(X, W)))
    assert [s.name for s in statement.symbols] == ["N", "K", "d", "X", "a", "W"]


def test_a_symbol_in_a_sort_comes_before() -> None:
    statement = Statement([], le(symbol("t", interval(0, y)), y))
    assert [s.name for s in statement.symbols] == ["y", "t"]


@pytest.mark.parametrize(
    ("sort", "words"),
    [
        (nonnegative, "0 <= t"),
        (positive, "0 < t"),
        (interval(0, 1), "0 <= t"),
        (interval(0, pi, open_="left"), "0 < t"),
    ],
)
def test_bounded_sorts_are_hypotheses(sort: Any, words: str) -> None:
    (membership,) = Statement([], eq(symbol("t", sort), 0)).hypotheses
    assert words in str(membership)


def test_bounded_entries_and_members_are_hypotheses() -> None:
    Y = family("Y", matrix(d.this, 2, entry=positive), upto=K)
    (membership,) = Statement([], eq(summation(K, lambda k: Y[k][0, 0]), 0)).hypotheses
    assert str(membership).count("ForAll") == 3 and "0 < Y[" in str(membership)


def test_equal_statements_share_their_digest() -> None:
    one = Statement([], forall(n, lambda i: le(0, v[i])))
    two = Statement([], forall(n, lambda j: le(0, v[j])))
    w = vector("w", n)
    three = Statement([], forall(n, lambda j: le(0, w[j])))
    assert one.digest == two.digest == three.digest
    assert one.digest != Statement([], forall(n, lambda j: lt(0, v[j]))).digest


def test_two_symbols_of_one_name_are_refused() -> None:
    with pytest.raises(ShapeError, match="two different symbols are called x"):
        Statement([eq(x, 0)], eq(symbol("x", nonnegative), 0))


def test_a_declared_size_must_exist() -> None:
    with pytest.raises(ShapeError, match="1 < K \\+ 1"):
        Statement([], eq(matrix("Y", N, d[1]), 0 * matrix("Y", N, d[1])))


# ------------------------------------------------------------------ definedness


@pytest.mark.parametrize(
    ("node", "needed"),
    [
        (x / y, ["Not(y = 0)"]),
        (x / 2, []),
        (x / pi, []),
        (x / (n + 1), []),
        (x / n, ["Not(n = 0)"]),
        (log(x), ["0 < x"]),
        (sqrt(x + y), ["0 <= x + y"]),
        (root(x, y), ["And(0 < x, 0 <= y)"]),
        (sqrt(v), ["ForAll(Below(n), i -> 0 <= v[i])"]),
        (summation(n, lambda i: v[i]), []),
        (summation(n, lambda i: v[i + 1]), ["ForAll(Below(n), i -> i + 1 < n)"]),
        (v[0], ["0 < n"]),
        (vector("u", n + 2)[1], []),
        (d[K], []),
        (d[K + 1], ["K + 1 < K + 1"]),
        (summation(K, lambda k: a[k] * d[k + 1]), []),
        (max_pool(v), ["0 < n"]),
        (max_pool(vector("u", n + 1)), []),
        (largest(n, lambda i: 1 / v[i]), ["0 < n", "ForAll(Below(n), i -> Not(v[i] = 0))"]),
        (tabulate(n, 2, lambda i, j: v[i] / x), ["ForAll(Below(n), i -> ForAll(Below(2), j -> Not(x = 0)))"]),
        (network(X, W), []),
        (relu(1 / x), ["Not(x = 0)"]),
        (implies(ne(x, 0), le(1 / x, y)), ["Implies(Not(x = 0), Not(x = 0))"]),
        (and_(lt(0, x), le(log(x), y)), ["Implies(0 < x, 0 < x)"]),
        (or_(eq(x, 0), le(1 / x, y)), ["Or(x = 0, Not(x = 0))"]),
        (forall(n, lambda i: le(1 / v[i], 1)), ["ForAll(Below(n), i -> Not(v[i] = 0))"]),
        (exists(n, lambda i: le(1 / v[i], 1)), []),
        (forall(d[K + 1], lambda i: le(0, x)), ["K + 1 < K + 1"]),
        (exists(d[K + 1], lambda i: le(0, x)), ["K + 1 < K + 1"]),
    ],
    ids=str,
)
def test_conditions(node: Node, needed: list[str]) -> None:
    import re

    def canonical(text: str) -> str:
        letters: dict[str, str] = {}
        return re.sub(r"\b([ij])\b", lambda m: letters.setdefault(m[0], f"b{len(letters)}"), text)

    assert sorted(map(canonical, map(str, conditions(node)))) == sorted(map(canonical, needed))


def test_a_step_of_a_fold_is_looked_at_in_its_place() -> None:
    node = fold(n, x, lambda k, s: 1 / s)
    (needed,) = conditions(node)
    assert "fold" in str(needed).lower() and str(needed).startswith("ForAll(Below(n)")
    assert truth(eq(node, x), n=2, x=Fraction(3)) is True
    assert truth(eq(node, x), n=2, x=0) is False


def test_an_instance_without_value_is_no_example() -> None:
    relation = exists(n, lambda i: le(1 / v[i], 1))
    assert truth(relation, n=2, v=[0, Fraction(1, 2)]) is False
    assert truth(relation, n=2, v=[0, 2]) is True


def test_partial_maps_are_not_handed_to_notations() -> None:
    for activation in (log, lambda t: 1 / t):
        with pytest.raises(OutsideVocabulary, match="does not have a value everywhere"):
            conditions(network(X, W, activation))


def test_an_unknown_function_takes_no_map() -> None:
    f = function("f", FunctionSort(real(), real()), real())
    with pytest.raises(OutsideVocabulary, match="an unknown function of a map"):
        Statement([], eq(f(fn(real(), lambda t: t)), 0)).formula()


def test_a_notation_of_ones_own_touches_one_place() -> None:
    @notation(latex=r"\operatorname{{cube}}\left({0}\right)")
    def cube(A: Any, t: Scalar) -> Any:
        """t^3."""
        return A.mul(t, A.mul(t, t))

    statement = Statement([], eq(cube(v), -cube(-v)))
    assert truth(statement.conclude, n=2, v=[1, -2]) is True
    assert "cube" in statement.kernel_text() and r"\operatorname{cube}" in statement.latex()
    assert pickle.loads(pickle.dumps(statement.conclude)) is statement.conclude
    assert notation_conformance(cube) > 0
    assert computed(statement, n=2, v=[1, -2]) is TRUE


# ------------------------------------------------------------------ truth


@pytest.mark.parametrize(
    ("node", "witness", "expected"),
    [
        (eq(x / x, 1), {"x": 0}, False),
        (eq(x / x, 1), {"x": 3}, True),
        (implies(ne(x, 0), eq(x / x, 1)), {"x": 0}, True),
        (eq(sqrt(x), 2), {"x": 4}, True),
        (le(0, sqrt(x)), {"x": -1}, False),
        (eq(root(x, 0), 0), {"x": 3}, True),
        (eq(root(x, 0), 0), {"x": -3}, False),
        (eq(root(x, 1), 1), {"x": "1/2"}, True),
        (eq(v, 2 * v), {"n": 0, "v": []}, True),
        (eq(v, 2 * v), {"n": 2, "v": [0, 1]}, False),
        (lt(v, v + v), {"n": 2, "v": [1, 1]}, True),
        (forall(n, lambda i: le(0, v[i])), {"n": 2, "v": [0, -1]}, False),
        (exists(n, lambda i: lt(v[i], 0)), {"n": 0, "v": []}, False),
        (not_(eq(x, y)), {"x": 1, "y": 1}, False),
        (eq(v[0], 1), {"n": 0, "v": []}, False),
        (le(tanh(x), 1), {"x": 1}, None),
        (eq(2**n, n + 1), {"n": 1}, True),
        (eq(n, 3), {"n": 3}, True),
        (le(n - 1, x), {"n": 0, "x": -1}, True),
        (eq(leaky_relu(rational("1/10"), x), rational("-1/5")), {"x": -2}, True),
        (forall(real(), lambda t: le(t, t)), {}, None),
    ],
    ids=str,
)
def test_truth_in_rationals(node: Node, witness: dict[str, Any], expected: bool | None) -> None:
    assert truth(node, **witness) is expected


def test_truth_in_balls() -> None:
    statement = Statement([], lt(tanh(x), 1))
    environment = from_witness(statement.symbols, {"x": 1}, Balls())
    assert holds(statement.conclusion, Balls(), environment) is True
    tie = Statement([], eq(tanh(x), tanh(x) + 0))
    assert holds(tie.conclusion, Balls(), from_witness(tie.symbols, {"x": 1}, Balls())) is None
    roots = Statement([], and_(le(root(x, 0), 0), lt(root(x, 2), 2)))
    assert holds(roots.conclusion, Balls(), from_witness(roots.symbols, {"x": "3/2"}, Balls())) is True


# ------------------------------------------------------------------ the kernel's formula

LAYER = {"K": 1, "N": 1, "d": [2, 1], "a": [2], "W": [[[1], [-1]]], "X": [[3, 1]]}


def value(sort: Any, data: Any) -> Term:
    if sort == ("nat",):
        return terms.natural(data)
    if sort == ("real",):
        return terms.real(Fraction(data))
    return terms.table(*(value(sort[2], part) for part in data))


def computed(statement: Statement, **witness: Any) -> Term:
    """The formula at a point, computed by the kernel; TRUE, its negation, or what it could not decide."""
    formula = statement.formula()
    for s in statement.symbols:
        formula = terms.instantiate(formula.args[0], [value(formula.data, witness[s.name])])
    return normal_form(formula, statement.definitions)


@pytest.mark.parametrize(
    ("node", "witness"),
    [
        (eq(network(X, a * W), product(a) * network(X, W)), LAYER),
        (eq(squared_norm(v), summation(n, lambda i: v[i] ** 2)), {"n": 2, "v": [3, Fraction(1, 2)]}),
        (forall(n, lambda i: exists(n, lambda j: le(v[i], v[j]))), {"n": 2, "v": [1, 2]}),
        (le(max_pool(v), summation(n, lambda i: relu(v[i]))), {"n": 2, "v": [-1, 2]}),
        (eq(fold(n, x, lambda k, s: s * 2 + k), x * 2**n + 2**n - n - 1), {"n": 3, "x": 5}),
        (eq(network(X, family_of(K, lambda k: 2 * W[k])), 2**K * network(X, W)), LAYER),
        (eq(x / x, 1), {"x": 2}),
        (eq(v[0], 4), {"n": 1, "v": [4]}),
    ],
    ids=lambda p: str(p)[:50],
)  # fmt: skip
def test_the_formula_computes_to_the_truth(node: Node, witness: dict[str, Any]) -> None:
    assert truth(node, **witness) is True
    assert computed(Statement([], node), **witness) is TRUE
    assert computed(Statement([], not_(node)), **witness) is terms.FALSE


def test_every_part_of_a_statement_stands_in_the_formula() -> None:
    statement = Statement([le(1 / x, 1)], le(log(symbol("t", positive)), x))
    text = statement.kernel_text()
    assert text.count("⇒") == 2 and text.count("¬") == 1 and text.count("log") == 1 and text.count("<") == 2


def test_an_unknown_function_of_an_array_sees_zeros_outside() -> None:
    f = function("f", vector(n), real())
    u = vector("u", n)
    statement = Statement([eq(u, v)], eq(f(u), f(v)))
    assert "if" in statement.kernel_text() or "select" in statement.kernel_text()


def test_quantified_hypotheses_about_functions() -> None:
    f = function("f", real(), real())
    convex = forall(real(), lambda u: forall(real(), lambda w: forall(interval(0, 1), lambda t: le(
        f(t * u + (1 - t) * w), t * f(u) + (1 - t) * f(w)))))  # fmt: skip
    statement = Statement([convex], le(f((x + y) / 2), (f(x) + f(y)) / 2))
    assert [s.name for s in statement.symbols] == ["f", "x", "y"]
    assert statement.kernel_text().count("∀") == 6
    assert r"\forall\," in statement.latex()


# ------------------------------------------------------------------ violations


@pytest.mark.parametrize("backend", ["numpy", "portable"])
def test_violations(backend: str) -> None:
    floats = Floats(select(backend), 2)

    def at(node: Node, *witnesses: dict[str, Any]) -> list[float]:
        symbols = Statement([], node).symbols
        result = violation(node, floats, from_witnesses(symbols, witnesses, floats))
        return floats.backend.on_host(result, 2).tolist()

    one, two = {"x": 1, "y": 3}, {"x": 5, "y": 2}
    assert at(le(x, y), one, two) == [-2, 3]
    assert at(eq(x, y), one, two) == [2, 3]
    assert at(and_(le(x, y), le(y, x)), one, two) == [2, 3]
    assert at(or_(le(x, y), le(y, x)), one, two) == [-2, -3]
    assert at(implies(le(x, y), le(y, x)), one, two) == [2, -3]
    assert at(not_(le(x, y)), one, two) == [2, -3]
    arrays = {"n": 2, "v": [1, -2]}, {"n": 2, "v": [3, 4]}
    assert at(le(v, 0 * v), *arrays) == [1, 4]
    assert at(forall(n, lambda i: le(0, v[i])), *arrays) == [2, -3]
    assert at(exists(n, lambda i: le(0, v[i])), *arrays) == [-1, -4]
    empty = {"n": 0, "v": []}
    assert at(eq(v, v), empty, empty) == [-float("inf")] * 2
    assert at(exists(n, lambda i: eq(v[i], v[i])), empty, empty) == [1, 1]  # finite: a search passes over infinities


def test_a_violation_with_its_bound() -> None:
    algebra = RunningError(select("numpy"), 1)
    node = eq(network(X, a * W), product(a) * network(X, W))
    result, bound = violation(node, algebra, from_witness(Statement([], node).symbols, LAYER, algebra))
    assert result.tolist() == [0] and bound.tolist() == [0]  # integers are exact


# ------------------------------------------------------------------ witnesses


@pytest.mark.parametrize(
    ("witness", "said"),
    [
        ({}, "no value for n"),
        ({"n": 2}, "no value for v"),
        ({"n": 2, "v": [1]}, "shape"),
        ({"n": -1, "v": []}, "no natural number"),
        ({"n": True, "v": [1]}, "no natural number"),
        ({"n": 1, "v": [0.5]}, "exact numbers"),
        ({"n": 1, "v": [float("nan")]}, "exact numbers"),
    ],
)
def test_bad_witnesses(witness: dict[str, Any], said: str) -> None:
    for algebra in (Rationals(), Floats(select("numpy"), 1)):
        with pytest.raises(WitnessError, match=said):
            from_witness((n, v), witness, algebra)
