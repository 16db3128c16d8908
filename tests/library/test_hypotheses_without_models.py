"""Contradictory hypotheses end in VACUOUS or UNKNOWN, never in SURVIVED; those that hold on thin sets have a model."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    entry_sum,
    eq,
    exp,
    fn,
    function,
    interval,
    le,
    log,
    lt,
    nonnegative,
    real,
    squared_norm,
    vector,
)
from theorycheck.errors import WitnessError
from theorycheck.pipeline import Options, check
from theorycheck.statement.arithmetic import rational

n, m = dims("n m")
a, b, c = real("a b c")
x, p, r = vector("x", n), vector("p", n, entry=nonnegative), vector("r", n, entry=interval(0, 1))

PROVED_EMPTY = {
    "1 = 0 in disguise": [eq(a - a, 1)],
    "a negative square": [lt(a**2, 0)],
    "below itself": [lt(a, a)],
    "a natural above its successor": [le(n + 1, n)],
    "between two neighbours": [lt(n, m), lt(m, n)],
    "a circle of inequalities": [lt(a, b), lt(b, a)],
    "two lengths": [eq(squared_norm(x), 1), eq(squared_norm(x), 4)],
    "two exponents": [eq(exp(a), 2), eq(exp(a), 3)],
    "the means": [lt(a**2 + b**2, 2 * a * b)],
    "a billionth apart": [eq(a, 1), eq(a, rational("1.000000001"))],
}
EMPTY = {
    "a negative exponential": [lt(exp(a), 0)],
    "a vanishing exponential": [eq(exp(a), 0)],
    "a logarithm above its tangent": [lt(0, a), lt(a - 1, log(a))],
    "divergence of two coins": [
        lt(0, a), lt(a, 1), lt(0, b), lt(b, 1), lt(a * log(a / b) + (1 - a) * log((1 - a) / (1 - b)), 0),
    ],
    "outside of its interval": [le(2, r[0]), le(1, n)],
    "division by zero": [eq(a, 1 / (b - b))],
}  # fmt: skip
THIN = {
    "a circle without rational points": [eq(a**2 + b**2, 3)],
    "a cubic": [eq(a**3, 2)],
    "two curves that touch": [eq(a**2 + b**2, 2), eq(a + b, 2)],
    "one point": [eq(a, rational("1/3")), eq(b, a**2)],
    "between two bounds": [le(a, 1), le(1, a)],
    "corners of the simplex": [eq(entry_sum(p), 1), eq(squared_norm(p), 1), le(2, n)],
    "large powers": [eq(n, 2**m), le(5, m)],
}


def outcome(given: list[Any], folder: Path, conclude: Any = None, example: Any = None) -> Any:
    claim = Claim(
        title="thin", source="test", given=given, conclude=le(a, a + 1) if conclude is None else conclude,
        example=example,
    )  # fmt: skip
    return check(claim, "thin", Options(examples=800, folder=folder))


@pytest.mark.parametrize("name", PROVED_EMPTY)
def test_contradictions_that_are_proved_are_vacuous(name: str, tmp_path: Path) -> None:
    assert outcome(PROVED_EMPTY[name], tmp_path, eq(c, 5)).verdict.value == "VACUOUS"


@pytest.mark.parametrize("name", EMPTY)
def test_contradictions_that_are_not_proved_are_unknown(name: str, tmp_path: Path) -> None:
    found = outcome(EMPTY[name], tmp_path, eq(c, 5))
    assert found.verdict.value == "UNKNOWN" and "no model" in found.reason


@pytest.mark.parametrize("name", THIN)
def test_what_holds_on_a_thin_set_has_a_model(name: str, tmp_path: Path) -> None:
    assert outcome(THIN[name], tmp_path).verdict.value == "PROVED"


def test_the_share_of_satisfied_networks_is_told(tmp_path: Path) -> None:
    found = outcome([le(a**2 + b**2, rational("1/4"))], tmp_path, le(a**3 + b**5 - a * b, 3))
    satisfied, examples = found.figures["satisfied"], found.figures["examples"]
    assert 0 < satisfied < examples == 800
    if found.verdict.value == "SURVIVED":
        assert f"{satisfied} of which satisfied the hypotheses" in found.reason


def test_an_example_that_does_not_fit_is_refused() -> None:
    good = {"n": 2, "x": [1, "1/2"]}
    Claim(title="t", source="s", conclude=le(0, squared_norm(x)), example=good)
    for bad, why in (
        (good | {"x": [1]}, "shape"),
        ({"n": 2}, "no value for x"),
        (good | {"y": 1}, "y is no symbol"),
        (good | {"n": "2"}, "no natural number"),
        (good | {"x": [1, float("nan")]}, "nan"),
        (good | {"x": [1, "1,5"]}, "'1,5'"),
        (good | {"x": [1, "1/0"]}, "'1/0'"),
    ):
        with pytest.raises(WitnessError, match=why) as caught:
            Claim(title="t", source="s", conclude=le(0, squared_norm(x)), example=bad)
        assert "the example of the claim 't'" in str(caught.value) and caught.value.cure


f = function("f", vector(n), real())
AT_TWO = {"n": 2, "x": [1, "1/2"]}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "no value for f"),
        ({"f": 3}, "f has the value 3"),
        ({"f": fn(vector(3), lambda u: u[0])}, "from arrays of shape 3 to numbers.*from arrays of shape 2 to numbers"),
        ({"f": fn(vector(2), lambda u: u)}, "to arrays of shape 2.*to numbers"),
        ({"f": fn(vector(2), vector(2), lambda u, v: u[0])}, "shape 2, arrays of shape 2 to numbers"),
        ({"f": fn(vector(n), lambda u: squared_norm(u))}, "speaks of n"),
    ],
)
def test_an_example_without_a_fitting_map_is_refused(given: dict[str, Any], why: str) -> None:
    """When the claim is made, and not deep in the search."""
    Claim(title="t", source="s", conclude=le(0, f(x)), example=AT_TWO | {"f": fn(vector(2), lambda u: 0)})
    with pytest.raises(WitnessError, match=why) as caught:
        Claim(title="t", source="s", conclude=le(0, f(x)), example=AT_TWO | given)
    assert caught.value.where == "the example of the claim 't'" and caught.value.cure


def test_a_neighbour_may_have_functions_that_the_example_lacks(tmp_path: Path) -> None:
    g = function("g", vector(n), real())
    example = AT_TWO | {"f": fn(vector(2), lambda u: 0)}
    more = [Neighbour("another", conclude=le(0, f(x) + g(x)))]
    claim = Claim(title="t", source="s", given=[le(0, f(x))], conclude=le(0, f(x)), example=example, neighbours=more)
    found = check(claim, options=Options(examples=50, folder=tmp_path))
    assert found.verdict.value == "PROVED" and found.neighbours[0].verdict.value == "REFUTED"


def test_an_example_that_violates_a_hypothesis_is_told(tmp_path: Path) -> None:
    found = outcome([lt(1, a)], tmp_path, eq(c, 5), example={"a": 0, "c": 1})
    assert "violates a hypothesis" in found.figures["notes"]
    good = outcome([lt(1, a)], tmp_path, le(a - c, a**2 - c), example={"a": 2, "c": 1})
    assert "violates a hypothesis" not in good.figures.get("notes", "")
