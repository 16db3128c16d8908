"""Local minima at exact points: by squares, by curvature, on slices; what is none, or is not exact, stays undecided."""
from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import pytest
from verdicts_at_points import proved

from theorycheck import (
    change_of_basis,
    dims,
    exp,
    local_minimum,
    log,
    matrix,
    one_parameter,
    rational,
    real,
    rescaling,
    squared_norm,
    tabulate,
    tanh,
    trace,
    vector,
)
from theorycheck.falsifying.proofs.formulas import Decider
from theorycheck.falsifying.proofs.minima import by_curvature, by_squares, locally
from theorycheck.kernel import KernelError, neighbourhoods, terms
from theorycheck.kernel.derivation import Derivation

NEARBY = F(1, 10**9)
x, y, a, b, c = real("x y a b c")
n = dims("n")
v = vector("v", n)
u, w = vector("u w", 2)
PRODUCT = a * b * c
SQUARES = (1 - PRODUCT) ** 2
# (P - 1)² - 1 and no sum of squares as it is written; its minima are orbits of dimension 2
ORBITS = PRODUCT**2 - 2 * PRODUCT
WEIGHTED = (
    (1 - u[0] * w[0]) ** 2 + 4 * (u[0] * w[1]) ** 2 + 4 * (u[1] * w[0]) ** 2 + (rational("1/2") - u[1] * w[1]) ** 2
)


def moved(point: dict[str, Any], name: str) -> dict[str, Any]:
    """The point with one coordinate off by 10^-9."""
    value = point[name]
    return point | {name: [value[0] + NEARBY, *value[1:]] if isinstance(value, list) else value + NEARBY}


def least(node: Any, over: list[Any], symmetry: Any = (), **point: Any) -> bool:
    return proved(local_minimum(node, over), symmetry, **point)


# ------------------------------------------------------------------ without symmetry

MINIMA: dict[str, tuple[Any, list[Any], dict[str, Any]]] = {
    "sum of squares": (SQUARES, [a, b, c], {"a": 2, "b": F(1, 2), "c": 1}),
    "a square and a number": ((x**2) ** 2 + 3, [x], {"x": 0}),
    "definite": (x**2 + y**2 - x * y, [x, y], {"x": 0, "y": 0}),
    "elsewhere": (x**3 - 3 * x, [x], {"x": 1}),
    "a quotient": (-1 / (1 + x**2), [x], {"x": 0}),
    "exponential": (exp(x) - x, [x], {"x": 0}),
    "logarithm": (x - log(x), [x], {"x": 1}),
    "data": ((x - y) ** 2 * exp(y), [x], {"x": 5, "y": 5}),
    "a narrow well": (x**2 - 10**6 * x**4, [x], {"x": 0}),
    "scalar and array": (squared_norm(v) + x**2 - x**4, [v, x], {"n": 2, "v": [0, 0], "x": 0}),
    "array and scalar": (squared_norm(v) + x**2 - x**4, [x, v], {"n": 1, "v": [0], "x": 0}),
    "with a tanh": (x * tanh(x) + y**2, [x, y], {"x": 0, "y": 0}),
}


@pytest.mark.parametrize(("node", "over", "point"), MINIMA.values(), ids=MINIMA)
def test_a_minimum_is_proved_there_and_not_beside_it(node: Any, over: list[Any], point: dict[str, Any]) -> None:
    assert least(node, over, **point)
    for symbol in over:
        if point[symbol.name] != []:
            assert not least(node, over, **moved(point, symbol.name))


NO_MINIMA: dict[str, tuple[Any, list[Any], dict[str, Any]]] = {
    "saddle": (x**2 - y**2, [x, y], {"x": 0, "y": 0}),
    "monkey saddle": (x**3 - 3 * x * y**2, [x, y], {"x": 0, "y": 0}),
    "bent valley": (x**2 + y**3, [x, y], {"x": 0, "y": 0}),
    "maximum": (3 * x - x**3, [x], {"x": 1}),
    "slope": (x, [x], {"x": 0}),
    "degenerate": (SQUARES, [a, b, c], {"a": 0, "b": 0, "c": 0}),
    "square below its value": ((x - 1) ** 2, [x], {"x": 0}),
    "without a value": (0 * (1 / x), [x], {"x": 0}),
    "a line of minima that bends": ((y - x**2) * (y - 2 * x**2), [x, y], {"x": 0, "y": 0}),
}


@pytest.mark.parametrize(("node", "over", "point"), NO_MINIMA.values(), ids=NO_MINIMA)
def test_what_is_no_minimum_is_never_proved(node: Any, over: list[Any], point: dict[str, Any]) -> None:
    for symmetry in ((), [rescaling(over[0], over[-1])] if len(over) > 1 else ()):
        assert not least(node, over, symmetry, **point)


def test_each_way_has_its_own() -> None:
    """A flat bottom is beyond curvature; what is not written as squares is beyond squares."""
    flat, definite = terms.real(0), terms.real(0)
    q = terms.variable("q", terms.REAL)
    flat = terms.mul(terms.mul(q, q), terms.mul(q, q))
    definite = terms.sub(terms.mul(q, q), terms.mul(q, terms.mul(q, q)))

    def by(way: Any, value: Any) -> bool:
        formula = neighbourhoods.local_minimum(terms.lam(q, value), [terms.real(0)], [()])
        try:
            found = Decider(Derivation(), (), (locally(way),)).decide(formula)
        except KernelError:
            return False
        return found.conclusion is formula

    assert by(by_squares, flat) and not by(by_curvature, flat)
    assert by(by_curvature, definite) and not by(by_squares, definite)


@pytest.mark.parametrize("size", range(4))
def test_every_size(size: int) -> None:
    """Over no entries a function is a constant, and its only point a minimum."""
    zeros = [0] * size
    assert least(squared_norm(v) - 1, [v], n=size, v=zeros)
    assert least(squared_norm(v) + x**2 - x**4, [v, x], n=size, v=zeros, x=0)
    assert least(-squared_norm(v), [v], n=size, v=zeros) is (size == 0)
    if size:
        assert not least(squared_norm(v) - 1, [v], n=size, v=[*zeros[1:], NEARBY])


def test_a_constant_is_least_everywhere() -> None:
    assert least(y**2 + 0 * x, [x], x=5, y=3)


# ------------------------------------------------------------------ slices

ONE = {"a": 1, "b": 1, "c": 1}
both = [rescaling(a, b), rescaling(b, c)]


@pytest.mark.parametrize("point", [ONE, {"a": 2, "b": F(-1, 2), "c": -1}, {"a": F(1, 3), "b": 3, "c": 1}])
def test_a_minimum_modulo_a_group_of_the_right_dimension(point: dict[str, Any]) -> None:
    assert least(ORBITS, [a, b, c], both, **point)
    assert least(ORBITS, [c, a, b], both, **point)  # in whatever order
    for name in point:
        assert not least(ORBITS, [a, b, c], both, **moved(point, name))


@pytest.mark.parametrize(
    "symmetry",
    [
        [],
        both[:1],
        [*both, rescaling(a, c)],
        [both[0], both[0]],
        [both[0], one_parameter(lambda g: {b: (1 + g) * b, c: c * (1 - g)})],
        [both[0], one_parameter(lambda g: {b: b + g, c: c})],
        [both[0], one_parameter(lambda g: {b: (2 + g) * b, c: c / (2 + g)})],
        [both[0], rescaling(x, y)],
        [both[0], one_parameter(lambda g: {b: b * exp(g), c: c * exp(-g)})],
    ],
    ids=["none", "too small", "too large", "twice the same", "no symmetry", "a translation", "no identity at 0",
         "of other symbols", "not rational"],
)  # fmt: skip
def test_a_wrong_group_proves_nothing(symmetry: Any) -> None:
    assert not least(ORBITS, [a, b, c], symmetry, **ONE)


def test_a_group_that_is_not_free_here_proves_nothing() -> None:
    assert not least(ORBITS, [a, b, c], both, a=0, b=0, c=0)


@pytest.mark.parametrize(("point", "minimum"), [(([0, 1], [0, F(1, 2)]), True), (([0, 3], [0, F(1, 6)]), True),
                                                (([1, 0], [1, 0]), True), (([0, 0], [0, 0]), False)])  # fmt: skip
def test_the_weighted_loss(point: tuple[Any, Any], minimum: bool) -> None:
    """Two orbits of minima, of values 1 and 1/4; the origin is none."""
    at = {"u": point[0], "w": point[1]}
    assert least(WEIGHTED, [u, w], [rescaling(u, w)], **at) is minimum
    assert not least(WEIGHTED, [u, w], **at)
    assert not least(WEIGHTED, [u, w], [rescaling(u, w)], **moved(at, "w"))


def test_matrices_modulo_a_change_of_basis() -> None:
    """|1 - B A|² - 1 with one hidden unit and with two: two units have a larger group than orbit at this point."""
    for units, proved_there in ((1, True), (2, False)):
        B, A = matrix("B", 1, units), matrix("A", units, 1)
        inner = squared_norm(B @ A) - 2 * (B @ A)[0, 0]
        at = {"B": [[1] * units], "A": [[F(1, units)]] * units}
        assert least(inner, [B, A], [change_of_basis(B, A)], **at) is proved_there
        assert not least(inner, [B, A], **at)


@pytest.mark.parametrize("B_at", [[[1, 0], [0, 1]], [[1, 2], [0, 1]], [[0, 1], [F(-1, 3), 1]]])
def test_two_hidden_units_have_an_orbit_of_dimension_four(B_at: Any) -> None:
    """|1 - B A|² - 2 at any B and its inverse; one coordinate off, and it is none."""
    (p, q), (r, s) = B_at
    B, A = matrix("B", 2, 2), matrix("A", 2, 2)
    inner = squared_norm(B @ A) - 2 * trace(B @ A)
    determinant = F(p * s - q * r)
    inverse = [[s / determinant, -q / determinant], [-r / determinant, p / determinant]]
    assert least(inner, [B, A], [change_of_basis(B, A)], B=B_at, A=inverse)
    inverse[1][0] += NEARBY
    assert not least(inner, [B, A], [change_of_basis(B, A)], B=B_at, A=inverse)


def test_three_layers_have_two_groups() -> None:
    first, second, third = (matrix(name, 1, 1) for name in "abc")
    P = first @ second @ third
    groups = [change_of_basis(first, second), change_of_basis(second, third)]
    at = {"a": [[1]], "b": [[2]], "c": [[F(1, 2)]]}
    assert least(squared_norm(P) - 2 * trace(P), [first, second, third], groups, **at)
    assert not least(squared_norm(P) - 2 * trace(P), [first, second, third], groups[:1], **at)


def test_a_slice_among_other_symbols() -> None:
    """What does not move may be data, a scalar, or an array of the landscape."""
    objective = ORBITS + squared_norm(v) - x**2
    at = ONE | {"n": 1, "v": [0], "x": 7}
    assert least(objective, [a, b, c, v], both, **at)
    assert not least(objective, [a, b, c, v, x], both, **at)


def test_a_symmetry_with_data_in_it() -> None:
    """The group may use the numbers of the statement."""
    P = a + y * b
    shear = one_parameter(lambda g: {a: a + y * g, b: b - g})
    assert least(P**4 - 4 * P, [a, b], [shear], a=1, b=0, y=3)
    assert not least(P**4 - 4 * P, [a, b], [one_parameter(lambda g: {a: a + g, b: b - g})], a=1, b=0, y=3)


def test_a_tabulated_target() -> None:
    A, B = matrix("A", 1, 2), matrix("B", 2, 1)
    target = tabulate(2, 2, lambda i, j: i + j)
    loss = squared_norm(target - B @ A) - 2
    assert not least(loss, [B, A], [change_of_basis(B, A)], B=[[1], [0]], A=[[0, 1]])
