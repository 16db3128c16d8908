"""The search for landscape statements: what is false falls from any seed, what is true and tempting never does."""
from __future__ import annotations

import importlib
import json
from dataclasses import replace
from fractions import Fraction as F
from functools import partial
from typing import Any

import pytest

from theorycheck import (
    and_,
    change_of_basis,
    critical,
    diagonal,
    dims,
    eq,
    exp,
    global_minimum,
    local_minimum,
    log,
    lt,
    matrix,
    one_parameter,
    rational,
    real,
    rescaling,
    squared_norm,
    tabulate,
    tanh,
    vector,
)
from theorycheck.algebra.backends import numpy_backend
from theorycheck.errors import NotASymmetry
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.certify import certify
from theorycheck.falsifying.hunt import NEARBY
from theorycheck.falsifying.hunting.subject import landscapes_of, speaks_of_landscapes
from theorycheck.falsifying.landscape.minimize import minimize
from theorycheck.falsifying.landscape.starts import Starts
from theorycheck.falsifying.landscape.statement_objective import StatementObjective
from theorycheck.falsifying.landscape.survey import explore
from theorycheck.falsifying.search import search
from theorycheck.kernel import terms
from theorycheck.kernel.replay import parse, replay
from theorycheck.statement.hints import Hints
from theorycheck.statement.statements import Statement

SEEDS = [1, 2, 3]
x, y, a, b, c = real("x y a b c")
n = dims("n")
v = vector("v", n)
DEEP = (1 - a * b * c) ** 2
ORIGIN = {"a": 0, "b": 0, "c": 0}


def local_is_global(objective: Any, over: list[Any], *symmetry: Any, example: Any = None) -> Statement:
    hints = Hints(symmetry, example)
    return Statement([local_minimum(objective, over)], global_minimum(objective, over), hints)


# ------------------------------------------------------------------ false neighbours of the claims

FALSE = [
    "linear_net_unique_minimiser",
    "linear_net_strict_saddles:every-critical-point-is-global",
    "linear_net_critical_values:one-fewer",
    "linear_net_critical_values:what-it-keeps",
    "linear_net_critical_values:off-by-a-constant",
    "linear_net_projections:one-gradient",
    "linear_net_projections:half-the-trace",
    "linear_net_exchange_descends:without-the-gap",
    "linear_net_unused_unit_descends:without-gain",
    "linear_net_minimisers_move_along_bases:scaled-twice",
    "linear_net_eigenvectors_are_critical:any-subspace",
    "linear_net_eigenvectors_are_critical:half-the-eigenvalues",
]


def stated(name: str) -> Statement:
    """The statement of a claim of the folder, or of one of its neighbours."""
    module, _, neighbour = name.partition(":")
    claim = importlib.import_module(f"theorycheck.claims.optimality.{module}").claim
    if not neighbour:
        return claim.statement
    return claim.neighbour_statement(next(one for one in claim.neighbours if one.name == neighbour))


def refutation(name: str, seed: int) -> Any:
    """What a search with an empty ledger finds; its certificate replayed."""
    statement = stated(name)
    found = search(statement, None, Budget(examples=3000), seed).refutation
    assert found is not None
    replayed = replay(parse(json.dumps(found.certificate.document())))
    assert replayed.theorem.conclusion is terms.negate(statement.formula())
    assert not replayed.theorem.hypotheses and not replayed.theorem.trust
    return found


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", FALSE)
def test_false_neighbours_fall_with_an_empty_ledger(name: str, seed: int) -> None:
    assert refutation(name, seed).lane != "stored"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_weighted_loss_has_a_minimum_of_value_1(seed: int) -> None:
    """Value 1 where the best is 1/4, at a rational point of its orbit u = (0, s), v = (0, 1/(2s))."""
    found = refutation("linear_net_no_spurious_minima:weighted", seed)
    assert found.lane == "landscape"
    (u0, u1), (v0, v1) = found.witness["u"], found.witness["v"]
    assert (u0, v0) == (0, 0) and u1 * v1 == F(1, 2)
    assert (1 - u0 * v0) ** 2 + 4 * (u0 * v1) ** 2 + 4 * (u1 * v0) ** 2 + (F(1, 2) - u1 * v1) ** 2 == 1


def test_without_its_symmetry_the_weighted_loss_is_not_refuted() -> None:
    """Its minima are no isolated points: the hint is needed, and nothing else stands in for it."""
    statement = stated("linear_net_no_spurious_minima:weighted")
    bare = Statement(statement.given, statement.conclude)
    assert search(bare, None, Budget(examples=1500), 1).refutation is None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_saddle_of_three_layers_is_not_strict(seed: int) -> None:
    at = refutation("linear_net_strict_saddles:three-layers", seed).witness
    assert at["a"] * at["b"] == at["b"] * at["c"] == at["a"] * at["c"] == 0


# ------------------------------------------------------------------ truths

W_1, W_2, W_3 = (matrix(name, 2, 2) for name in ("W_1", "W_2", "W_3"))
B, A = matrix("B", 2, 1), matrix("A", 1, 2)
TARGET = diagonal(tabulate(2, lambda i: i + 1))
MONKEY = x**3 - 3 * x * y**2

TRUE = {
    "three factors": local_is_global(DEEP, [a, b, c]),
    "three factors, modulo rescaling": local_is_global(DEEP, [a, b, c], rescaling(a, b), rescaling(b, c)),
    "a flat bottom": local_is_global(x**4, [x]),
    "a monkey saddle is no minimum": Statement([local_minimum(MONKEY, [x, y])], lt(x, 0)),
    "its critical point": Statement([critical(MONKEY, [x, y])], and_(eq(x, 0), eq(y, 0))),
    "two layers": local_is_global(squared_norm(TARGET - W_1 @ W_2), [W_1, W_2], change_of_basis(W_1, W_2)),
    "two layers, a bottleneck": local_is_global(squared_norm(TARGET - B @ A), [B, A], change_of_basis(B, A)),
    "three layers": local_is_global(
        squared_norm(TARGET - W_1 @ W_2 @ W_3),
        [W_1, W_2, W_3],
        change_of_basis(W_1, W_2),
        change_of_basis(W_2, W_3),
    ),
}


@pytest.mark.parametrize("name", TRUE)
def test_truths_survive(name: str) -> None:
    result = search(TRUE[name], None, Budget(examples=3000), 1)
    assert result.refutation is None
    assert sum(result.statistics.kinds.values()) >= 2500


@pytest.mark.slow
@pytest.mark.parametrize("name", TRUE)
def test_truths_survive_a_hundred_thousand_starts(name: str) -> None:
    result = search(TRUE[name], None, Budget(examples=105_000), 1)
    assert result.refutation is None
    assert sum(result.statistics.kinds.values()) >= 100_000


@pytest.mark.parametrize("seed", SEEDS)
def test_a_degenerate_point_is_never_a_minimum(seed: int) -> None:
    """At 0 the gradient and the Hessian of (1 - abc)² vanish; told to look there, the search still says nothing."""
    statement = Statement([local_minimum(DEEP, [a, b, c])], eq(a * b * c, 1))
    told = Statement(statement.given, statement.conclude, Hints((rescaling(a, b), rescaling(b, c)), ORIGIN))
    assert search(told, None, Budget(examples=1500), seed).refutation is None
    assert certify(told, ORIGIN) is None
    monkey = Statement([local_minimum(MONKEY, [x, y])], lt(x, 0), Hints((), {"x": 0, "y": 0}))
    result = search(monkey, None, Budget(examples=1500), seed)
    assert result.refutation is None and "minimum" not in result.statistics.kinds


# ------------------------------------------------------------------ hints


def test_an_example_is_heard_first() -> None:
    statement = Statement([critical(x**2 * y, [x])], eq(x, 1), Hints((), {"x": 0, "y": 5}))
    found = search(statement, None, Budget(examples=1), 0).refutation
    assert found is not None and found.lane == NEARBY


@pytest.mark.parametrize(
    "example",
    [{}, {"n": 2}, {"n": 2, "v": [1]}, {"n": -1, "v": []}, {"n": 1, "v": ["a"]}, {"n": 1, "v": [None]},
     {"n": 1, "v": [float("nan")]}, {"n": 1, "v": 3}, {"n": [1], "v": [1]}],
    ids=str,
)  # fmt: skip
def test_an_example_that_does_not_fit_is_passed_over_with_a_note(example: Any) -> None:
    statement = Statement([critical(squared_norm(v), [v])], eq(squared_norm(v), 0), Hints((), example))
    result = search(statement, None, Budget(examples=300), 0)
    assert result.refutation is None
    assert result.statistics.notes == ["the example does not fit this statement and was passed over"]
    fitting = Statement(statement.given, statement.conclude, Hints((), {"n": 1, "v": [0], "other": "ignored"}))
    assert search(fitting, None, Budget(examples=300), 0).statistics.notes == []


def test_an_example_that_satisfies_nothing_does_no_harm() -> None:
    statement = Statement([critical(x**2, [x])], lt(x, 0), Hints((), {"x": 5}))
    found = search(statement, None, Budget(examples=300), 0).refutation
    assert found is not None and found.witness == {"x": 0}


def test_a_map_that_changes_the_objective_is_refused() -> None:
    wrong = one_parameter(lambda g: {a: (1 + g) * a, b: (1 + g) * b})
    with pytest.raises(NotASymmetry, match="changes along tangent 0"):
        search(local_is_global((1 - a * b) ** 2, [a, b], wrong), None, Budget(examples=600), 0)


def test_a_symmetry_of_other_symbols_is_ignored() -> None:
    assert search(local_is_global((1 - a * b) ** 2, [a, b], rescaling(x, y)), None, Budget(examples=600), 0)


# ------------------------------------------------------------------ runs


def test_the_same_seed_finds_the_same() -> None:
    statement = stated("linear_net_no_spurious_minima:weighted")

    def run(seed: int) -> tuple[Any, ...]:
        result = search(statement, None, Budget(examples=3000), seed)
        assert result.refutation is not None
        counts = replace(result.statistics, seconds=0.0)
        return result.refutation.witness, result.refutation.lane, result.refutation.index, counts

    assert run(4) == run(4)


def test_the_same_seed_counts_the_same() -> None:
    def run(seed: int) -> Any:
        result = search(TRUE["two layers, a bottleneck"], None, Budget(examples=1500), seed)
        return replace(result.statistics, seconds=0.0)

    assert run(5) == run(5) != run(6)


def test_irrational_objectives_are_surveyed() -> None:
    """Their values are never 0 exactly; nothing is made of that."""
    for objective in (tanh(x) ** 2, exp(x**2) + exp(-x), exp(x) - x):
        assert search(local_is_global(objective, [x]), None, Budget(examples=600), 0).refutation is None
    false = Statement([local_minimum(exp(x) - x, [x])], lt(x, 0))
    found = search(false, None, Budget(examples=600), 0).refutation
    assert found is not None and found.witness == {"x": 0}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_global_minimum_may_be_what_refutes(seed: int) -> None:
    """Where the conclusion is another than to be global; the point is no rational number."""
    false = Statement([local_minimum(exp(x) - 2 * x, [x])], eq(x, rational("69/100")))
    found = search(false, None, Budget(examples=600), seed).refutation
    assert found is not None and found.witness["x"].low < F(69314718055995, 10**14) < found.witness["x"].high
    true = Statement([local_minimum(exp(x) - 2 * x, [x])], lt(x, rational("7/10")))
    assert search(true, None, Budget(examples=600), seed).refutation is None


def test_objectives_with_poles_are_surveyed() -> None:
    statement = Statement([local_minimum(x**2 + 1 / x**2, [x])], eq(x, 1))
    found = search(statement, None, Budget(examples=3000), 0).refutation
    assert found is not None and found.witness == {"x": -1}
    partial = Statement([local_minimum((x - 2) ** 2 * log(x), [x])], eq(x, 2))
    assert search(partial, None, Budget(examples=900), 0).refutation is None


def test_examples_alone_end_a_run_without_points() -> None:
    """Sizes that no hypothesis allows."""
    for statement in (
        Statement([lt(n, n), critical(squared_norm(v), [v])], eq(squared_norm(v), 0)),
        Statement([lt(n, 0), critical(squared_norm(v), [v])], eq(squared_norm(v), 1)),
    ):
        result = search(statement, None, Budget(examples=200), 0)
        assert result.refutation is None and not result.model_found


def test_a_hidden_layer_wider_than_all_else() -> None:
    """Nine tangents in six coordinates: a group larger than the space it moves."""
    wide, tall = matrix("wide", 1, 3), matrix("tall", 3, 1)
    loss = squared_norm(tabulate(1, 1, lambda i, j: 1) - wide @ tall)
    assert search(local_is_global(loss, [wide, tall], change_of_basis(wide, tall)), None, Budget(examples=600), 0)


def test_which_statements_are_hunted() -> None:
    statement = local_is_global(DEEP, [a, b, c])
    assert speaks_of_landscapes(statement) and not speaks_of_landscapes(Statement([], lt(x, y)))
    assert landscapes_of(*statement.hypotheses) == [statement.given[0]]
    assert speaks_of_landscapes(Statement([critical(x**2, [x])], lt(x, 1)))


# ------------------------------------------------------------------ what tempts a search by floats

nowhere = lt(1, 0)  # where there is no minimum at all, everything follows
TINY = rational("1e-30")
TEMPTING = {
    "three factors near 0": (local_is_global(DEEP, [a, b, c]), {"a": F(1, 10**9), "b": F(1, 10**9), "c": 0}),
    "three factors, two at 0": (local_is_global(DEEP, [a, b, c]), {"a": 0, "b": 0, "c": 3}),
    "the end of a plateau": (local_is_global(tanh(x) ** 2, [x]), {"x": 1000}),
    "a saturated neuron": (local_is_global((tanh(x) - 1) ** 2 + x**2 / 10**6, [x]), {"x": -40}),
    "a slope that floats do not see": (Statement([local_minimum(tanh(x), [x])], nowhere), {"x": 50}),
    "an exponential that vanishes": (Statement([local_minimum(exp(x), [x])], nowhere), {"x": -800}),
    "a saddle of tiny curvature": (Statement([local_minimum(x**2 - TINY * y**2, [x, y])], nowhere), {"x": 0, "y": 0}),
    "a cubic of tiny slope": (Statement([local_minimum(x**3 + TINY * x, [x])], nowhere), {"x": 0}),
    "a saddle beside a pole": (Statement([local_minimum(x / (1 + y**2) ** 2, [x, y])], nowhere), {"x": 0, "y": 0}),
    "a minimum that moved": (Statement([local_minimum((x - TINY) ** 2, [x])], lt(0, x)), {"x": 0}),
    "a long valley": (local_is_global((1 - x) ** 2 + 10**6 * (y - x**2) ** 2, [x, y]), {"x": -1, "y": 1}),
}


@pytest.mark.parametrize("name", TEMPTING)
def test_what_floats_take_for_a_minimum_is_never_one(name: str) -> None:
    """Told to look at the tempting point first, the search surveys, rounds and boxes: nothing is certified."""
    statement, point = TEMPTING[name]
    told = Statement(statement.given, statement.conclude, Hints((), point))
    assert search(told, None, Budget(examples=1000), 1).refutation is None
    assert certify(told, point) is None


@pytest.mark.parametrize("steps", [(0, 0), (3, 0), (0, 2)])
def test_an_optimiser_that_stalls_proposes_nothing(steps: tuple[int, int]) -> None:
    """Whatever the budget of a descent, what it leaves on the way is no minimum."""
    for objective, over in ((DEEP, [a, b, c]), ((1 - x) ** 2 + 100 * (y - x**2) ** 2, [x, y]), (tanh(x) ** 2, [x])):
        here = StatementObjective(numpy_backend(), local_minimum(objective, over), {}, [()] * len(over))
        starts = Starts(here.backend, len(over), 3).block(0, 500)
        briefly = partial(minimize, descent_steps=steps[0], newton_steps=steps[1])
        seen = explore(here, starts, best_known=0.0, find=briefly)
        assert not seen.candidates and sum(seen.kinds.values()) == 500
