"""Nodes: interning, depth, sharing, storage, printing, binders."""

from __future__ import annotations

import copy
import gc
import json
import pickle
import time

import pytest
import sympy

from theorycheck import (
    and_,
    dims,
    eq,
    exists,
    family,
    fn,
    fold,
    forall,
    function,
    implies,
    interval,
    iterate,
    largest,
    le,
    leaky_relu,
    lt,
    matrix,
    network,
    nonnegative,
    product,
    rational,
    real,
    relu,
    substitute,
    summation,
    tabulate,
    vector,
)
from theorycheck.errors import OutsideVocabulary, ShapeError
from theorycheck.statement.node import Node, postorder
from theorycheck.statement.nodes import Literal, Pi
from theorycheck.statement.rendering import latex, text
from theorycheck.statement.sorts import Bound, Lambda, replace
from theorycheck.statement.storage import from_json, to_json
from theorycheck.statement.symbols import symbols_of

x, y = real("x y")
K, N = dims("K N")
d = dims("d", upto=K)
W = family("W", matrix(d.this, d.next), upto=K)
a = family("a", nonnegative, upto=K)
X = matrix("X", N, d[0])
f = function("f", real(), real())

SAMPLES: list[Node] = [
    x,
    x + y * 2 - x / 3,
    -((x**3) ** K),
    rational("-2/3") * x,
    Pi() * x,
    summation(N, lambda i: summation(i, lambda j: x * i + j)),
    product(a),
    largest(N + 1, lambda i: x + i),
    tabulate(N, 3, lambda i, j: x * i + j),
    network(X, a * W),
    network(X, W, leaky_relu(rational("0.1"))),
    network(X, W, lambda t: relu(t) + y),
    fold(K, X, lambda k, s: relu(s @ W[k]), shape=lambda k: (N, d[k])),
    iterate(lambda s: s / 2, K, N),
    fn(real(), lambda t: t + x)(y),
    f(x + 1),
    eq(X, 2 * X),
    and_(le(0, x), lt(x, y)),
    forall(K, lambda k: implies(lt(0, a[k]), exists(real(), lambda t: eq(t * t, a[k])))),
    real("t", interval(0, Pi(), open_="left")),
]


@pytest.mark.parametrize("node", SAMPLES, ids=lambda n: str(n)[:40])
def test_rebuilding_copying_and_storing_give_the_same_object(node: Node) -> None:
    for part in postorder(node):
        assert type(part)(*part.data, *part.args) is part
        assert part.func(*part.args) is part
    assert pickle.loads(pickle.dumps(node)) is node
    assert from_json(json.loads(json.dumps(to_json(node)))) is node
    assert copy.deepcopy(node) is node and copy.copy(node) is node


@pytest.mark.parametrize("node", SAMPLES, ids=lambda n: str(n)[:40])
def test_every_node_prints(node: Node) -> None:
    tex = sympy.latex(node)
    assert (
        tex == latex(node)
        and tex.count("{") == tex.count("}")
        and "#" not in tex.replace(r"\#", "")
        or "sort" in str(node)
    )
    assert str(node) == text(node) == repr(node) == sympy.sstr(node) == sympy.srepr(node)


def test_alpha_equal_nodes_are_one_node() -> None:
    assert summation(N, lambda i: x * i) is summation(N, lambda j: x * j)
    assert forall(N, lambda i: forall(N, lambda j: le(i, j))) is not forall(N, lambda i: forall(N, lambda j: le(j, i)))


def test_nested_binders_have_different_levels() -> None:
    for node in SAMPLES:
        for part in postorder(node):
            if isinstance(part, Lambda):
                assert part.bound.level > max(part.body.height, part.bound.sort.height)


def test_no_sample_has_a_loose_variable() -> None:
    assert all(not node.loose for node in SAMPLES)


def test_substitution_captures_nothing() -> None:
    inner = summation(N, lambda i: x * i)
    outer = forall(N, lambda k: eq(x, k))
    assert substitute(outer, {x: inner}) is forall(N, lambda k: eq(inner, k))
    deep = summation(N, lambda i: summation(N, lambda j: x + i * j))
    wide = summation(N, lambda p: summation(N, lambda q: p * q))
    assert substitute(deep, {x: wide}) is summation(N, lambda i: summation(N, lambda j: wide + i * j))


def test_replacing_under_binders_of_the_same_level() -> None:
    one = summation(N, lambda i: x + i)
    two = summation(N, lambda i: one + i)
    grown = replace(two, {x: summation(N, lambda i: summation(N, lambda j: y * i * j))})
    again = summation(
        N, lambda i: summation(N, lambda j: summation(N, lambda p: summation(N, lambda q: y * p * q)) + j) + i
    )
    assert grown is again
    assert not grown.loose


def test_deep_sums_are_quick() -> None:
    started = time.perf_counter()
    total: Node = x
    for i in range(3000):
        total = total + x * (i % 7)
    assert hash(total) == hash(total) and pickle.loads(pickle.dumps(total)) is total
    assert from_json(to_json(total)) is total
    assert len(latex(total)) > 3000 and len(str(total)) > 3000
    assert symbols_of(total) == (x,)
    assert substitute(total, {x: y}) is not total
    assert time.perf_counter() - started < 5


def test_shared_nodes_are_quick() -> None:
    started = time.perf_counter()

    def tower(depth: int) -> Node:
        node: Node = x
        for _ in range(depth):
            node = node * node + 1
        return node

    for depth in (22, 300):
        assert tower(depth) is tower(depth)
        assert pickle.loads(pickle.dumps(tower(depth))) is tower(depth)
        assert symbols_of(tower(depth)) == (x,)
        assert str(tower(depth)) and latex(tower(depth))
        assert substitute(tower(depth), {x: y}) is not None
    assert time.perf_counter() - started < 5


def test_unused_nodes_are_forgotten() -> None:
    from theorycheck.statement import node as module

    gc.collect()
    before = len(module._table)
    for i in range(1000):
        summation(N, lambda j, i=i: x * j + 1000 + i)
    gc.collect()
    assert len(module._table) < before + 200


def test_evaluating_deep_and_shared_nodes() -> None:
    from fractions import Fraction

    from theorycheck.algebra.rationals import Rationals
    from theorycheck.statement.evaluation import evaluate

    total: Node = x
    for _ in range(3000):
        total = total + x
    assert evaluate(total, Rationals(), {x: Fraction(1, 2)}) == Fraction(3001, 2)
    node: Node = x
    for _ in range(40):
        node = node + node
    assert evaluate(node, Rationals(), {x: Fraction(1)}) == 2**40


def test_a_relation_of_3000_parts_translates() -> None:
    from theorycheck.statement.statements import Statement

    relation = le(0, x)
    for i in range(3000):
        relation = and_(relation, le(-i, x))
    statement = Statement([], relation)
    assert len(statement.digest) == 64 and statement.latex()


@pytest.mark.parametrize(
    ("node", "tex"),
    [
        (x / (y + 1), r"\frac{x}{y + 1}"),
        ((x + y) * 2, r"\left(x + y\right) \cdot 2"),
        (x - (y - 1), r"x - \left(y - 1\right)"),
        (product(a) * x, r"\left(\prod_{i < K} a_{i}\right) \, x"),
        (forall(K, lambda k: le(0, a[k])), r"\forall\, i < K:\; 0 \le a_{i}"),
        (rational("1/2") * x, r"\frac{1}{2} \, x"),
        (real("theta_1"), r"\theta_{1}"),
        (real("weight"), r"\mathrm{weight}"),
        (relu(x), r"\operatorname{relu}\left(x\right)"),
        (vector("v", N)[0], r"v_{0}"),
        (-x * y, r"\left(- x\right) \, y"),
    ],
)
def test_latex(node: Node, tex: str) -> None:
    assert latex(node) == tex


def test_bound_letters_avoid_declared_names() -> None:
    i = real("i")
    assert r"\sum_{j < N}" in latex(summation(N, lambda t: t * i))


def test_holes_do_not_leak() -> None:
    from theorycheck.statement.statements import Statement

    leaked: list[Node] = []
    summation(N, lambda i: leaked.append(i) or i)  # type: ignore[func-returns-value]
    with pytest.raises(OutsideVocabulary, match="outside that lambda"):
        Statement([], eq(leaked[0], 1))


def test_the_layer_marker_outside_a_family_is_refused() -> None:
    from theorycheck.errors import UnknownSymbol
    from theorycheck.statement.statements import Statement

    with pytest.raises(UnknownSymbol, match=r"d\.this"):
        Statement([], eq(d.this, 1))


def test_bounds_and_literals() -> None:
    assert Literal(2).sort is N.sort and Literal(-2).sort is x.sort
    assert Bound(1, N.sort) is Bound(1, N.sort)
    with pytest.raises(ShapeError):
        real("_hidden")
    with pytest.raises(ShapeError):
        real("a b c d+")
