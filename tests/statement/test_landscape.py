"""Landscapes: each predicate is its definition, gradients as numbers are the kernel's, and kinks are refused."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest
import sympy

from theorycheck import (
    absolute,
    and_,
    critical,
    curvature,
    dims,
    eq,
    fold,
    forall,
    function,
    global_minimum,
    gradient,
    iterate,
    largest,
    leaky_relu,
    local_minimum,
    log,
    lt,
    matrix,
    max_pool,
    maximum,
    nonnegative,
    norm,
    not_,
    real,
    relu,
    squared_norm,
    strict_saddle,
    substitute,
    summation,
    tabulate,
    tanh,
    vector,
)
from theorycheck.algebra.rationals import Rationals
from theorycheck.algebra.terms import Terms
from theorycheck.errors import OutsideVocabulary, ShapeError
from theorycheck.falsifying.certify import certify
from theorycheck.kernel import neighbourhoods, terms
from theorycheck.statement.environments import from_witness
from theorycheck.statement.evaluation import Evaluator, evaluate
from theorycheck.statement.formula import FormulaLogic, term_environment
from theorycheck.statement.landscape import Gradient, Landscape
from theorycheck.statement.node import Node, postorder
from theorycheck.statement.rendering import latex, text
from theorycheck.statement.sorts import REAL
from theorycheck.statement.statements import Statement
from theorycheck.statement.storage import from_json, to_json
from theorycheck.statement.truth import holds
from theorycheck.statement.vocabulary.elementwise import minimum, sqrt, step
from theorycheck.statement.vocabulary.linear_algebra import entrywise, norm_1

EXACT = Rationals()
x, y = real("x y")
t = real("t", nonnegative)
n, m, p = dims("n m p")
v, w = vector("v", n), vector("w", m)
A, B, X, Y = matrix("A", p, m), matrix("B", n, p), matrix("X", n, n), matrix("Y", n, m)
E = squared_norm(Y - X @ B @ A)
f = function("f", real(), real())

# symbols and an objective over them
OBJECTIVES: dict[str, tuple[list[Any], Node]] = {
    "scalar": ([x], (x**2 - 1) ** 2),
    "scalars": ([x, y], (1 - x * y) ** 2 / (1 + x**2)),
    "vector": ([v], squared_norm(v) ** 2 - v @ v),
    "matrix": ([B], squared_norm(B @ B.T)),
    "data": ([B, A], E),
    "mixed": ([x, v, A], x * squared_norm(v) + squared_norm(A) * tanh(x)),
}
over_each_objective = pytest.mark.parametrize(("over", "objective"), OBJECTIVES.values(), ids=OBJECTIVES)

SAMPLES: list[Node] = [
    gradient(E, B),
    gradient(E, A)[0, 0] * gradient(x**2 * y, x),
    critical(E, [B, A]),
    critical(E, [B, A], at=[2 * B, A / 2]),
    local_minimum((x - y) ** 2, [x, y], at=[y + 1, 0]),
    global_minimum(squared_norm(v - w[0] * v), [v]),
    strict_saddle(x * y, [x, y], at=[0, 0]),
    curvature(E, [B, A], [B, A]),
    summation(n, lambda i: gradient(x**2 * v[i], x)),
    forall(n, lambda i: local_minimum(x**2 * v[i], [x])),
    forall(real(), lambda s: global_minimum((x - s) ** 2, [x], at=[s])),
    not_(and_(critical(x**3, [x]), strict_saddle(x**3, [x]))),
]


def truth(node: Node, **witness: Any) -> bool | None:
    statement = Statement([], node)
    return holds(statement.conclusion, EXACT, from_witness(statement.symbols, witness, EXACT))


def is_true(node: Node, **witness: Any) -> bool:
    """Whether the kernel proves at these values that the relation has a value and holds: it implies nothing false."""
    return certify(Statement([node], lt(0, 0)), witness) is not None


def is_false(node: Node, **witness: Any) -> bool:
    return certify(Statement([], node), witness) is not None


# ------------------------------------------------------------------ the definitions, as the kernel's rules know them


def translated(node: Node, symbols: list[Any]) -> tuple[Any, list[Any], Terms]:
    algebra = Terms()
    environment, variables = term_environment(tuple(symbols), algebra)
    return Evaluator(algebra, environment, FormulaLogic()).value(node), variables, algebra


@over_each_objective
def test_a_local_minimum_is_the_kernels(over: list[Any], objective: Node) -> None:
    """One and the same term: the rules for minima compare by identity."""
    symbols = list(Statement([], local_minimum(objective, over)).symbols)
    formula, variables, algebra = translated(local_minimum(objective, over), symbols)
    value = translated(objective, symbols)[0]
    points = [variables[symbols.index(symbol)] for symbol in over]
    shapes = [tuple(variables[symbols.index(size)] for size in getattr(s.sort, "sizes", ())) for s in over]
    written = value
    for point in reversed(points):
        written = terms.lam(point, written)
    assert formula is neighbourhoods.local_minimum(written, points, shapes)
    others = {q: terms.variable(f"other{i}", q.sort) for i, q in enumerate(points)}
    least = terms.le(value, terms.substitute(value, others))
    for q in reversed(points):
        least = terms.forall(others[q], least)
    assert translated(global_minimum(objective, over), symbols)[0] is least


def test_a_minimum_over_the_wrong_shape_is_another_formula() -> None:
    node = local_minimum(squared_norm(v), [v])
    formula, (size, point), algebra = translated(node, [n, v])
    function_of_v = terms.lam(point, evaluate(squared_norm(v), algebra, term_environment((n, v), algebra)[0]))
    assert formula is neighbourhoods.local_minimum(function_of_v, [point], [(size,)])
    larger = terms.add(size, terms.natural(1))
    assert formula is not neighbourhoods.local_minimum(function_of_v, [point], [(larger,)])


def test_points_of_bounded_sorts_have_all_points_around_them() -> None:
    """A minimum at t ≥ 0 is one among all real numbers, not among the nonnegative ones."""
    unbounded = real("t")
    for predicate in (critical, local_minimum, global_minimum, strict_saddle):
        bounded = translated(predicate(x**3, [x], at=[t]), [t])[0]
        assert bounded is translated(predicate(x**3, [x], at=[unbounded]), [unbounded])[0]
    assert is_false(global_minimum(x, [x], at=[t]), t=0)
    assert is_true(global_minimum(x**2, [x], at=[t]), t=0)


def test_critical_is_the_gradient_in_each_symbol() -> None:
    assert critical(E, [B, A]).unfold() is and_(
        eq(gradient(E, B), tabulate(n, p, lambda i, j: 0)), eq(gradient(E, A), tabulate(p, m, lambda i, j: 0))
    )
    assert critical(x**2 * y, [x]).unfold() is eq(gradient(x**2 * y, x), 0)


def test_symbols_given_or_points_at_the_symbols_are_the_same() -> None:
    for predicate in (critical, local_minimum, global_minimum, strict_saddle):
        assert predicate(E, [B, A]) is predicate(E, [B, A], at=[B, A]) is not predicate(E, [B, A], at=[2 * B, A])


def test_a_gradient_has_its_points_shape() -> None:
    assert gradient(E, B).sort is B.sort and gradient(E, A).sort is A.sort and gradient(x**2, x).sort is REAL
    assert isinstance(gradient(E, B), Gradient)
    with pytest.raises(ShapeError):
        eq(gradient(E, B), A)


# ------------------------------------------------------------------ nodes


@pytest.mark.parametrize("node", SAMPLES, ids=lambda node: str(node)[:50])
def test_rebuilding_and_storing_give_the_same_object(node: Node) -> None:
    for part in postorder(node):
        assert type(part)(*part.data, *part.args) is part and part.func(*part.args) is part
    assert pickle.loads(pickle.dumps(node)) is node
    assert from_json(json.loads(json.dumps(to_json(node)))) is node


@pytest.mark.parametrize("node", SAMPLES, ids=lambda node: str(node)[:50])
def test_every_landscape_prints(node: Node) -> None:
    for part in (node, *(p.unfold() for p in postorder(node) if isinstance(p, Landscape) and not p.loose)):
        tex = latex(part)
        assert tex == sympy.latex(part) and tex.count("{") == tex.count("}") and "#" not in tex
        assert str(part) == text(part) == repr(part)


@pytest.mark.parametrize(
    ("node", "tex"),
    [
        (gradient(x**2 * y, x), r"\nabla_{x} \left[x^{2} \, y\right]"),
        (critical((x - y) ** 2, [x]), r"\left(x\right) \text{ is a critical point of } \left(x - y\right)^{2}"),
        (local_minimum(x**2, [x], at=[y + 1]), r"\left(y + 1\right) \text{ is a local minimum of } u \mapsto u^{2}"),
        (
            global_minimum(squared_norm(B), [B]),
            r"\left(B\right) \text{ is a global minimum of } \left\| B \right\|^2",
        ),
        (summation(n, lambda i: gradient(x**2 * i, x)), r"\sum_{i < n} \nabla_{u = x} \left[u^{2} \, i\right]"),
    ],
)
def test_latex(node: Node, tex: str) -> None:
    assert latex(node) == tex


def test_data_are_substituted_and_the_objectives_own_variable_is_not() -> None:
    node = local_minimum((x - y) ** 2, [x])
    assert substitute(node, {y: y + 1}) is local_minimum((x - (y + 1)) ** 2, [x])
    moved = substitute(node, {x: y})  # the point moves, the function stays
    assert moved is local_minimum((x - y) ** 2, [x], at=[y])
    assert truth(eq(gradient(x**2, x), 2 * x), x=3) is True
    assert truth(substitute(eq(gradient((x - y) ** 2, x), 4), {x: y + 2}), y=7) is True


# ------------------------------------------------------------------ what is refused

BRANCHES: dict[str, Callable[[], Node]] = {
    "relu": lambda: gradient(relu(x), x),
    "absolute": lambda: critical(absolute(x), [x]),
    "maximum": lambda: critical(maximum(x, y), [x]),
    "minimum": lambda: critical(minimum(x, 1), [x]),
    "step": lambda: critical(step(x), [x]),
    "leaky": lambda: critical(leaky_relu(2, x), [x]),
    "largest": lambda: critical(largest(n + 1, lambda i: x * i), [x]),
    "max_pool": lambda: local_minimum(max_pool(v), [v]),
    "norm": lambda: critical(norm(v), [v]),
    "norm_1": lambda: critical(norm_1(v), [v]),
    "a minimum of a part": lambda: local_minimum(sqrt(1 - x**2), [x]),
    "sqrt": lambda: strict_saddle(sqrt(1 + x**2), [x]),
    "at every entry": lambda: critical(squared_norm(relu(v)), [v]),
    "a map by name": lambda: critical(squared_norm(entrywise(relu, v)), [v]),
    "a map": lambda: critical(squared_norm(entrywise(lambda s: absolute(s), v)), [v]),
    "in a step": lambda: critical(iterate(lambda s: relu(s), n, x), [x]),
    "under a sum": lambda: critical(summation(n, lambda i: absolute(v[i])), [v]),
}


@pytest.mark.parametrize("make", BRANCHES.values(), ids=BRANCHES)
def test_what_branches_or_takes_a_root_has_no_gradient(make: Callable[[], Node]) -> None:
    with pytest.raises(OutsideVocabulary, match=r"takes a root: its gradient need not exist .*; use smooth"):
        make()


@pytest.mark.parametrize("minimum", [local_minimum, global_minimum])
@pytest.mark.parametrize("objective", [relu(x), absolute(x) ** 3, norm(v), norm_1(v), f(x)], ids=str)
def test_what_has_a_value_everywhere_may_have_minima(minimum: Any, objective: Node) -> None:
    symbol = v if v in postorder(objective) else x
    node = minimum(objective, [symbol])
    assert Statement([], node).conclusion is node  # without conditions


def test_the_kernel_decides_minima_of_what_branches() -> None:
    statement = Statement([], global_minimum(absolute(x), [x]))
    assert certify(statement, {"x": 1}) is not None
    assert certify(statement, {"x": 0}) is None


def test_an_unknown_function_has_no_gradient() -> None:
    with pytest.raises(OutsideVocabulary, match="the gradient of the unknown function f: nothing is known"):
        critical(f(x), [x])


def test_parts_that_do_not_move_may_be_anything() -> None:
    for constant in (relu(y), norm(v), f(y), largest(n + 1, lambda i: y * i)):
        assert isinstance(critical(constant * x**2, [x]), Landscape)
    assert isinstance(critical(fold(n, x, lambda k, s: s * s + y), [x]), Landscape)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: critical(t**2, [t]), "without bounds; declare them"),
        (lambda: critical(x**2, [n]), "without bounds; declare them"),
        (lambda: critical(x**2, [x + 1]), r"an objective over x \+ 1: .* different symbols"),
        (lambda: critical(x**2, [x, x]), "an objective over x, x"),
        (lambda: critical(x**2, []), "an objective over nothing"),
        (lambda: gradient(x**2, [x]), "an objective over"),
        (lambda: critical(v, [v]), "an objective that is not a real number"),
        (lambda: critical(n, [x]), "an objective that is not a real number"),
        (lambda: critical(eq(x, 1), [x]), "an objective that is not a real number"),
        (lambda: critical(x**2, [x], at=[]), "0 points or directions for an objective over x"),
        (lambda: critical(x**2, [x], at=[1, 2]), "2 points or directions"),
        (lambda: curvature(x * y, [x, y], [1]), "1 points or directions"),
        (lambda: critical(x**2, [x], at=[v]), "real is wanted"),
        (lambda: critical(squared_norm(v), [v], at=[w]), "an array of shape m meets one of shape n"),
        (lambda: curvature(x**2, [x], [v]), "a sum of a real number and an array"),
    ],
)
def test_what_is_no_landscape(make: Callable[[], Node], said: str) -> None:
    with pytest.raises(ShapeError, match=said):
        make()


# ------------------------------------------------------------------ where there is a value


@pytest.mark.parametrize("predicate", [critical, local_minimum, strict_saddle])
@pytest.mark.parametrize(
    ("objective", "needed"),
    [(log(x) ** 2, lt(0, x)), ((x - 2) ** 2 / x, not_(eq(x, 0)))],
    ids=["log", "division"],
)
def test_a_value_at_the_point_is_part_of_the_statement(predicate: Any, objective: Node, needed: Node) -> None:
    node = predicate(objective, [x])
    conclusion = Statement([], node).conclusion
    assert conclusion is and_(needed, conclusion.args[1])
    assert Statement([], eq(gradient(objective, x), 0)).conclusion is and_(needed, eq(gradient(objective, x), 0))


def test_a_minimum_without_a_value_is_none() -> None:
    """0/x is 0 for the kernel's total division, so without the condition every point would be a minimum."""
    node = local_minimum(0 * (1 / x), [x])
    assert is_true(node, x=1) and not is_true(node, x=0) and is_false(node, x=0)
    assert certify(Statement([node], lt(x, 0)), {"x": 0}) is None
    assert certify(Statement([node], lt(x, 0)), {"x": 1}) is not None


def test_a_total_objective_needs_nothing() -> None:
    for node in (local_minimum(E, [B, A]), critical(E, [B, A]), global_minimum(E, [B, A]), strict_saddle(E, [B, A])):
        assert Statement([], node).conclusion is node


def test_indices_are_conditions_too() -> None:
    node = critical(v[n] ** 2, [v])
    assert Statement([], node).conclusion is and_(lt(n, n), node)
    inside = forall(n, lambda i: critical(x * v[i], [x]))
    assert Statement([], inside).conclusion is inside
