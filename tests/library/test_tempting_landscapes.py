"""Tempting claims about gradients, critical points and minima. None may get the wrong verdict.

As in `test_tempting`: `FALSE` and `TRUE` say what mathematics says of the claim; where the right verdict is within
reach today it is asked for, elsewhere only the wrong ones are excluded.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from theorycheck import (
    Claim,
    and_,
    cos,
    critical,
    curvature,
    dims,
    eq,
    exp,
    forall,
    global_minimum,
    gradient,
    have,
    identity_matrix,
    implies,
    le,
    local_minimum,
    log,
    lt,
    matrix,
    ne,
    nonnegative,
    not_,
    one_parameter,
    or_,
    rational,
    real,
    rescaling,
    sigmoid,
    squared_norm,
    strict_saddle,
    tabulate,
    tanh,
    vector,
)
from theorycheck.errors import ShapeError
from theorycheck.pipeline import Options, check
from theorycheck.statement.symbols import symbols_of

x, y, u, w = real("x y u w")
n, k, m = dims("n k m")
v = vector("v", n)
M, U, V = matrix("M", n, m), matrix("U", n, k), matrix("V", k, m)
M_2, U_2, V_2 = matrix("M", 2, 2), matrix("U", 2, 1), matrix("V", 1, 2)
lam = real("lam", nonnegative)
factors, symmetric = squared_norm(M - U @ V), squared_norm(M_2 - U_2 @ U_2.T)
monkey, valley = x**3 - 3 * x * y**2, (1 - x) ** 2 + 100 * (y - x**2) ** 2
tilted, wells = (x**2 - 1) ** 2 + x / 10, (x**2 - 1) ** 2
decayed = (1 - x * y) ** 2 + lam * (x**2 + y**2)
orbit = (u * w - 1) ** 2
sphere = (squared_norm(v) - 1) ** 2
flat_or_strict = or_(local_minimum(x**3, [x]), strict_saddle(x**3, [x]))
nearly = rational("0.1") + rational("1e-40")
upwards = [have(le(0, curvature(-(x**2), [x], [1])), by="fermat"), have(le(0, -2), by="derive")]
no_factors = [tabulate(n, k, lambda i, j: 0), tabulate(k, m, lambda i, j: 0)]

FALSE = [
    ("a flat point is no minimum", local_minimum(x**3, [x]), [critical(x**3, [x])], []),
    ("nor is a saddle", local_minimum(x**2 - rational("1e-30") * y**2, [x, y], at=[0, 0]), [], []),
    ("nor a maximum", local_minimum(cos(x), [x], at=[0]), [], []),
    ("a monkey saddle is no minimum", local_minimum(monkey, [x, y]), [critical(monkey, [x, y])], []),
    ("nor is it strict", strict_saddle(monkey, [x, y]), [critical(monkey, [x, y])], []),
    ("neither a minimum nor strict", flat_or_strict, [critical(x**3, [x])], []),
    ("a flat minimum is one", not_(local_minimum(x**4, [x])), [critical(x**4, [x])], []),
    ("two wells, one lower", global_minimum(tilted, [x]), [local_minimum(tilted, [x])], []),
    ("no least value", global_minimum(x**3 - 3 * x, [x]), [local_minimum(x**3 - 3 * x, [x])], []),
    ("the bottom of a valley", strict_saddle(valley, [x, y]), [critical(valley, [x, y])], []),
    ("a coordinate that does not count", eq(x, 0), [local_minimum(y**2, [x, y])], []),
    ("a quotient at 0", local_minimum(x**3 / x, [x], at=[0]), [], []),
    ("it has no gradient either", not_(critical(1 / x, [x], at=[0])), [], []),
    ("the gradient of a logarithm", eq(gradient(log(x), x), 1 / x), [], []),
    ("sizes without entries", strict_saddle(-squared_norm(v), [v]), [critical(-squared_norm(v), [v])], []),
    ("they have other least values", eq(sphere, 0), [global_minimum(sphere, [v])], []),
    ("a natural point", local_minimum((x - 3) ** 2, [x], at=[n]), [], []),
    ("no hidden unit", strict_saddle(factors, [U, V], at=no_factors), [], []),
    ("balanced factors", eq(U.T @ U, V @ V.T), [critical(factors, [U, V])], []),
    ("weight decay of no strength", strict_saddle(decayed, [x, y], at=[0, 0]), [le(lam, 1)], []),
    ("a symmetry too many", local_minimum(orbit - x**2, [u, w, x]), [critical(orbit - x**2, [u, w, x])],
     [rescaling(u, w), one_parameter(lambda g: {u: (1 + g) ** 2 * u, w: w / (1 + g) ** 2})]),
    ("a float that is not there", local_minimum((x - rational("0.1")) ** 2, [x], at=[nearly]), [], []),
    ("a slope that floats do not see", critical(rational("1e-300") * x, [x], at=[0]), [], []),
    ("large numbers", global_minimum(10**9 * wells + x, [x]), [local_minimum(10**9 * wells + x, [x])], []),
    ("numbers beyond floats", eq(x, 0), [critical(10**400 * wells, [x])], []),
    ("one for each index", eq(x, 0), [forall(n, lambda i: critical((x - v[i]) ** 2, [x]))], []),
    ("the other quadratic", eq(x, 0), [global_minimum(x**2 - 2 * x, [x])], []),
]  # fmt: skip
TRUE = [
    ("two wells, equally deep", global_minimum(wells, [x]), [local_minimum(wells, [x])]),
    ("a strict saddle is none", not_(local_minimum(x * y, [x, y], at=[0, 0])), []),
    ("a flat minimum", local_minimum(x**4 * y**4, [x, y], at=[0, 3]), []),
    ("a minimum of one that does not depend on it", local_minimum(y**2, [x]), []),
    ("a gradient of a constant", eq(gradient(3 + 0 * x, x), 0), []),
    ("Peano's minimum on a line", local_minimum((2 * x**2 - 5 * x) * (x**2 - 5 * x), [x], at=[0]), []),
    ("a far minimum", global_minimum((x - 10**9) ** 2, [x], at=[10**9]), []),
    ("where it has a value", local_minimum(x + 1 / x, [x], at=[1]), []),
    ("a minimum is critical", implies(local_minimum(exp(x) - x, [x]), eq(exp(x), 1)), []),
    ("another letter's minimum", forall(real(), lambda t: global_minimum((x - t) ** 2, [x], at=[t])), []),
    ("symmetric factors", global_minimum(symmetric, [U_2]), [eq(M_2, -identity_matrix(2)), critical(symmetric, [U_2])]),
    ("the least of two squares", and_(eq(x, 1), eq(y, 1)), [critical(valley, [x, y])]),
    ("balanced by weight decay", eq(x, y), [local_minimum(decayed, [x, y]), lt(0, lam)]),
]
CONTRADICTORY = [
    ([critical(x**2, [x]), lt(0, x)], []),
    ([local_minimum(x**2, [x], at=[1])], []),
    ([global_minimum(x**3, [x])], []),
    ([strict_saddle(x**2 + y**2, [x, y])], []),
    ([global_minimum(1 / x, [x])], []),
    ([local_minimum(-(x**2), [x])], upwards),
]


def verdict(conclude, given, folder: Path, symmetry=(), lemmas=(), example=None) -> str:
    claim = Claim(
        title="tempting", source="test", given=given, conclude=conclude, symmetry=symmetry, lemmas=lemmas,
        example=example,
    )  # fmt: skip
    return check(claim, "tempting", Options(examples=1200, folder=folder)).verdict.value


@pytest.mark.parametrize(("conclude", "given", "symmetry"), [row[1:] for row in FALSE], ids=[row[0] for row in FALSE])
def test_a_false_claim_is_refuted(conclude, given, symmetry, tmp_path):
    assert verdict(conclude, given, tmp_path, symmetry) == "REFUTED"


@pytest.mark.parametrize(("conclude", "given"), [row[1:] for row in TRUE], ids=[row[0] for row in TRUE])
def test_a_true_claim_is_not(conclude, given, tmp_path):
    assert verdict(conclude, given, tmp_path) in {"PROVED", "SURVIVED", "UNKNOWN"}


@pytest.mark.parametrize(("given", "lemmas"), CONTRADICTORY, ids=lambda part: str(part)[:40])
def test_of_contradictory_hypotheses_nothing_is_proved(given, lemmas, tmp_path):
    """Not even where the contradiction itself is derived on the way, or the example is none."""
    assert verdict(eq(x, 5), given, tmp_path, lemmas=lemmas) in {"VACUOUS", "UNKNOWN"}
    none = {symbol.name: 1 for symbol in symbols_of(*given, x)}
    assert verdict(eq(x, 5), given, tmp_path, lemmas=lemmas, example=none) in {"VACUOUS", "UNKNOWN"}


@pytest.mark.parametrize("f", [x * y, (x - y) ** 2 + x])
def test_two_coordinates_may_be_one_symbol(f, tmp_path):
    """The two move apart, though the points are on a line."""
    assert verdict(eq(x, 5), [critical(f, [x, y], at=[x, x])], tmp_path) in {"REFUTED", "UNKNOWN"}
    assert verdict(ne(x, 0), [critical(x * y, [x, y], at=[x, x])], tmp_path) == "REFUTED"


def test_what_is_no_point_of_a_smooth_function_is_refused():
    with pytest.raises(ShapeError, match="different symbols"):
        critical(x**2, [x, x])
    with pytest.raises(ShapeError, match="without bounds"):
        local_minimum(lam, [lam], at=[0])
    with pytest.raises(ShapeError, match="without bounds"):
        critical((n - 3) ** 2, [n])


def test_a_symbol_with_the_name_of_a_bound_variable(tmp_path):
    q, r = real("q r")
    f = (q**2 - 1) ** 2 + q / 10 + 0 * r
    assert verdict(global_minimum(f, [q]), [local_minimum(f, [q])], tmp_path) == "REFUTED"
    assert verdict(eq(q, r), [local_minimum((q - r) ** 2, [q])], tmp_path) in {"PROVED", "SURVIVED"}


@pytest.mark.parametrize(
    ("value", "slope"),
    [(tanh(x), 1 - tanh(x) ** 2), (sigmoid(x), sigmoid(x) * (1 - sigmoid(x)))],
    ids=["tanh", "sigmoid"],
)
def test_known_derivatives_are_proved_and_wrong_ones_are_not(value, slope, tmp_path):
    def of(claimed) -> str:
        claim = Claim(title="t", source="s", conclude=eq(gradient(value, x), claimed), proof="derive, auto")
        return check(claim, "slope", Options(examples=200, folder=tmp_path)).verdict.value

    assert of(slope) == "PROVED"
    assert of(slope + rational("1e-9")) == "REFUTED"
