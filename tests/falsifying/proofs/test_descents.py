"""Local minima refuted on a line: by a slope, by negative curvature, by the first power that counts."""
from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import pytest
from verdicts_at_points import disproved, proved

from theorycheck import (
    cos,
    dims,
    exp,
    local_minimum,
    log,
    matrix,
    rational,
    real,
    sigmoid,
    squared_norm,
    summation,
    tanh,
    vector,
)

TINY = rational("1e-30")
x, y = real("x y")
n = dims("n")
v = vector("v", n)
B, A = matrix("B", 2, 1), matrix("A", 1, 2)
ZERO_MATRICES = {"B": [[0], [0]], "A": [[0, 0]]}
LOSS = summation(2, lambda i: summation(2, lambda j: (B[i, 0] * A[0, j] - (1 + i + 2 * j)) ** 2))

NONE = [
    (local_minimum(x, [x]), {"x": 0}),
    (local_minimum(-x, [x]), {"x": F(7, 3)}),
    (local_minimum(x**3, [x]), {"x": 10**400}),
    (local_minimum(10**300 * x**2 - 10**300 * y, [x, y]), {"x": 10**200, "y": 1}),
    (local_minimum(TINY * x + x**2, [x]), {"x": 0}),
    (local_minimum(x**2 - y**2, [x, y]), {"x": 0, "y": 0}),
    (local_minimum(x**2 - TINY * y**2, [x, y]), {"x": 0, "y": 0}),
    (local_minimum(x**3, [x]), {"x": 0}),
    (local_minimum(x**4 - 10**6 * x**5 - x**3, [x]), {"x": 0}),
    (local_minimum(-(x**6) + 10**9 * x**7, [x]), {"x": 0}),
    (local_minimum(x**3 - 3 * x * y**2, [x, y]), {"x": 0, "y": 0}),
    (local_minimum((1 - x * y) ** 2, [x, y]), {"x": 0, "y": 0}),
    (local_minimum(cos(x), [x]), {"x": 0}),
    (local_minimum(exp(x) * tanh(y) + log(1 + x * x), [x, y]), {"x": 0, "y": 0}),
    (local_minimum(sigmoid(x), [x]), {"x": 1}),
    (local_minimum(summation(n, lambda i: v[i] ** 3), [v]), {"n": 3, "v": [1, 0, 0]}),
    (local_minimum(LOSS, [B, A]), ZERO_MATRICES),
    (local_minimum(x * (1 / y), [x]), {"x": 1, "y": 3}),
]
# true ones, and a false one that decreases on no line (Peano): silence
NOT_DISPROVED = [
    (local_minimum(x**2, [x]), {"x": 0}),
    (local_minimum(x**4 - 10**6 * x**5, [x]), {"x": 0}),
    (local_minimum(x**4 * y**4, [x, y]), {"x": 0, "y": 3}),
    (local_minimum(5 + 0 * x, [x]), {"x": 2}),
    (local_minimum(exp(x) - x, [x]), {"x": 0}),
    (local_minimum(squared_norm(v), [v]), {"n": 0, "v": []}),
    (local_minimum((y - x**2) * (y - 2 * x**2), [x, y]), {"x": 0, "y": 0}),
]


@pytest.mark.parametrize(("node", "at"), NONE, ids=str)
def test_a_point_from_which_a_line_descends_is_no_minimum(node: Any, at: dict[str, Any]) -> None:
    """The certificate replays (`verdicts_at_points.refuted`)."""
    assert disproved(node, **at) and not proved(node, **at)


@pytest.mark.parametrize(("node", "at"), NOT_DISPROVED, ids=str)
def test_where_no_line_descends_nothing_is_said(node: Any, at: dict[str, Any]) -> None:
    assert not disproved(node, **at)
