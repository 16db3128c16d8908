"""Objectives of statements and of kernel terms: values, derivatives, tangents, and rational points of orbits."""
from __future__ import annotations

import itertools
import math
from fractions import Fraction as F
from typing import Any

import numpy
import pytest

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
    relu,
    rescaling,
    squared_norm,
    summation,
    tabulate,
    tanh,
    vector,
)
from theorycheck.algebra.backends import fake_device_backend, numpy_backend, select
from theorycheck.algebra.base import Array
from theorycheck.algebra.terms import Terms
from theorycheck.falsifying.landscape.rational import LARGEST_DENOMINATOR, rational_points
from theorycheck.falsifying.landscape.statement_objective import StatementObjective, index_pairs
from theorycheck.falsifying.landscape.terms_objective import TermObjective
from theorycheck.kernel import KernelError, terms
from theorycheck.kernel.computation import normal_form
from theorycheck.statement.evaluation import evaluate
from theorycheck.statement.formula import term_environment

BACKEND = numpy_backend()
x, y, a, b, c = real("x y a b c")
n, m = dims("n m")
u, w = vector("u w", 2)
WEIGHTED = (
    (1 - u[0] * w[0]) ** 2 + 4 * (u[0] * w[1]) ** 2 + 4 * (u[1] * w[0]) ** 2 + (rational("1/2") - u[1] * w[1]) ** 2
)
POINTS = numpy.random.default_rng(7).normal(size=(5, 2))


def objective(
    node: Any, over: list[Any], shapes: list[Any], *symmetry: Any, backend: Any = BACKEND, data: Any = None
) -> StatementObjective:
    return StatementObjective(backend, local_minimum(node, over), data or {}, shapes, symmetry)


# ------------------------------------------------------------------ two readings of one expression

SCALARS = [
    (1 - x * y) ** 2,
    x**3 - 3 * x * y**2 + y / 7,
    1 / (1 + x**2) + (x - y) / (2 + y**2),
    exp(x * y) + tanh(x) * y,
    log(1 + x**2 + exp(y)),
]


@pytest.mark.parametrize("node", SCALARS, ids=str)
def test_statements_and_kernel_terms_have_the_same_derivatives(node: Any) -> None:
    algebra = Terms()
    environment, variables = term_environment((x, y), algebra)
    term = normal_form(evaluate(node, algebra, environment), algebra.definitions)
    first, second = objective(node, [x, y], [(), ()]), TermObjective(BACKEND, term, variables)
    for one, other in (
        (first.value(POINTS), second.value(POINTS)),
        (first.value_and_gradient(POINTS)[0], second.value(POINTS)),
        (first.value_and_gradient(POINTS)[1], second.value_and_gradient(POINTS)[1]),
        (first.hessian(POINTS), second.hessian(POINTS)),
    ):
        assert one.shape == other.shape and numpy.allclose(one, other, rtol=1e-10, atol=1e-12)
    assert first.dimension == second.dimension == 2


def test_the_derivatives_are_those_of_differences() -> None:
    f = objective(WEIGHTED, [u, w], [(2,), (2,)])
    at = numpy.random.default_rng(3).normal(size=(3, 4))
    _value, gradient = f.value_and_gradient(at)
    bends = f.hessian(at)
    for j in range(4):
        step = numpy.zeros(4)
        step[j] = 1e-6
        assert numpy.allclose((f.value(at + step) - f.value(at - step)) / 2e-6, gradient[:, j], atol=1e-5)
        slopes = (f.value_and_gradient(at + step)[1] - f.value_and_gradient(at - step)[1]) / 2e-6
        assert numpy.allclose(slopes, bends[:, j], atol=1e-4)


@pytest.mark.parametrize("backend", [select("portable"), fake_device_backend()], ids=lambda backend: backend.name)
def test_every_backend_agrees(backend: Any) -> None:
    here = objective(WEIGHTED, [u, w], [(2,), (2,)], rescaling(u, w))
    there = objective(WEIGHTED, [u, w], [(2,), (2,)], rescaling(u, w), backend=backend)
    at = numpy.random.default_rng(4).normal(size=(3, 4))
    moved = backend.asarray(at.tolist(), dtype=backend.dtype("float64"))
    pairs = [
        (here.value(at), there.value(moved)),
        (here.hessian(at), there.hessian(moved)),
        (here.tangents(at), there.tangents(moved)),
    ]
    for one, other in pairs:
        assert numpy.allclose(one, numpy.asarray(backend.to_host(other)))


@pytest.mark.parametrize("backend", [BACKEND, select("portable"), fake_device_backend()], ids=lambda one: one.name)
def test_what_is_recorded_is_what_is_walked_through(backend: Any) -> None:
    """Bit for bit, for batches of any length; data, sums over sizes and rounded corners included."""
    X, Y, z = matrix("X", n, 2), vector("Y", n), real("z")
    loss = squared_norm(Y - tanh(X @ u) * z) + summation(n, lambda i: relu(X[i, 0] * u[1] - Y[i])) / 3
    rng = numpy.random.default_rng(5)
    floats = {s: backend.asarray(rng.normal(size=(1, *shape)).tolist()) for s, shape in ((X, (3, 2)), (Y, (3,)))}
    data = {n: 3, X: Array(floats[X], (3, 2)), Y: Array(floats[Y], (3,))}
    for width in (None, F(1, 10)):
        walked, recorded = (objective(loss, [u, z], [(2,), ()], backend=backend, data=data) for _ in range(2))
        if width is not None:
            walked, recorded = walked.smoothed(width), recorded.smoothed(width)
        for count in (5, 5, 5, 2, 7):
            walked._recordings.clear()
            at = backend.asarray(rng.normal(size=(count, 3)).tolist())
            for name in ("value", "value_and_gradient", "hessian"):
                one, other = (getattr(f, name)(at) for f in (walked, recorded))
                for a, b in zip(*(x if isinstance(x, tuple) else (x,) for x in (one, other)), strict=True):
                    assert (backend.to_host(a) == backend.to_host(b)).all()
        assert all(tape is not None for _asked, tape in recorded._recordings.values())


def test_a_constant_is_as_wide_as_the_batch() -> None:
    f = objective(0 * x + 3, [x], [()])
    assert f.value(POINTS[:, :1]).tolist() == [3.0] * 5
    assert f.value_and_gradient(POINTS[:, :1])[1].tolist() == [[0.0]] * 5


def test_no_coordinates() -> None:
    v = vector("v", n)
    f = objective(squared_norm(v) + 1, [v], [(0,)], data={n: 0})
    assert f.dimension == 0 and f.value(numpy.zeros((3, 0))).tolist() == [1.0] * 3


def test_what_terms_have_no_number_for() -> None:
    q = terms.variable("q", terms.REAL)
    branch = terms.select(terms.le(q, terms.real(0)), q, terms.real(1))
    beyond = terms.add(q, terms.real(10**400))
    for term in (branch, beyond):
        with pytest.raises(KernelError, match=r"depends on the variable|too large"):
            TermObjective(BACKEND, term, [q]).value(numpy.ones((1, 1)))


# ------------------------------------------------------------------ tangents


def test_the_tangents_of_a_rescaling() -> None:
    f = objective((1 - a * b * c) ** 2, [a, b, c], [(), (), ()], rescaling(a, b), rescaling(c, b))
    assert f.tangents(numpy.asarray([[2.0, 3.0, 5.0]])).tolist() == [[[2, -3, 0], [0, -3, 5]]]
    assert objective(x**2, [x], [()]).tangents(numpy.ones((1, 1))) is None
    assert objective(x**2, [x], [()], rescaling(a, b)).tangents(numpy.ones((1, 1))) is None


def test_the_tangents_of_a_change_of_basis() -> None:
    """d/dg of B M and M^{-1} A at M = I is (B e_k e_l', -e_k e_l' A), for every k and l; scalings stand first."""
    B, A = matrix("B", n, m), matrix("A", m, n)
    f = objective(squared_norm(B @ A), [B, A], [(3, 2), (2, 3)], change_of_basis(B, A), data={n: 3, m: 2})
    at = numpy.random.default_rng(5).normal(size=(4, 12))
    found = f.tangents(at)
    left, right = at[:, :6].reshape(4, 3, 2), at[:, 6:].reshape(4, 2, 3)
    pairs = list(index_pairs(change_of_basis(B, A), {n: 3, m: 2}))
    assert pairs[:2] == [(0, 0), (1, 1)] and sorted(pairs) == list(itertools.product(range(2), repeat=2))
    for place, (k, l) in enumerate(pairs):
        unit = numpy.zeros((2, 2))
        unit[k, l] = 1
        wanted = numpy.concatenate([(left @ unit).reshape(4, 6), -(unit @ right).reshape(4, 6)], axis=1)
        assert numpy.allclose(found[:, place], wanted)
    slopes = f.value_and_gradient(at)[1]
    assert numpy.allclose(numpy.einsum("ijk,ik->ij", found, slopes), 0, atol=1e-9)


# ------------------------------------------------------------------ rational points


def points(f: Any, at: list[float]) -> list[list[F]]:
    with BACKEND.quiet():
        return list(rational_points(f, at))


def test_a_point_is_moved_along_its_orbit() -> None:
    """From u = (0, 0.3…), w = (0, 1.6…), irrational, to (0, 1), (0, 1/2) and (0, 2), (0, 1/4) or their mirror."""
    f = objective(WEIGHTED, [u, w], [(2,), (2,)], rescaling(u, w))
    root = math.sqrt(2) / 5
    found = points(f, [0.0, root, 0.0, 0.5 / root])
    assert found and all(point[0] == point[2] == 0 and point[1] * point[3] == F(1, 2) for point in found)
    assert points(f, [0.0, -root, 0.0, -0.5 / root])
    assert points(objective(WEIGHTED, [u, w], [(2,), (2,)]), [0.0, root, 0.0, 0.5 / root]) == []


def test_two_groups_fix_two_coordinates() -> None:
    f = objective((1 - a * b * c) ** 2, [a, b, c], [(), (), ()], rescaling(a, b), rescaling(b, c))
    root = math.sqrt(3)
    found = points(f, [root, root / 2, 2 / 3])
    assert found and all(p * q * r == 1 for p, q, r in found)


def test_a_rational_point_is_itself() -> None:
    f = objective((1 - x * y) ** 2, [x, y], [(), ()])
    assert points(f, [0.5, 2.0]) == [[F(1, 2), F(2)]]
    assert points(f, [1 / 3, 3.0]) == [[F(1, 3), F(3)]]
    assert points(f, [math.sqrt(2), math.sqrt(0.5)]) == []
    assert points(f, [1 / (LARGEST_DENOMINATOR + 1), 1.0]) == []


@pytest.mark.parametrize("at", [[math.nan, 0.0], [math.inf, 0.0], [0.0, -math.inf]], ids=str)
def test_what_is_not_finite_has_no_rational_points(at: list[float]) -> None:
    for symmetry in ((), (rescaling(x, y),)):
        assert points(objective((1 - x * y) ** 2, [x, y], [(), ()], *symmetry), at) == []


def test_fixed_points_and_groups_that_are_too_large_move_nothing() -> None:
    rescaled = objective((1 - x * y) ** 2, [x, y], [(), ()], rescaling(x, y))
    assert points(rescaled, [0.0, 0.0]) == [[0, 0]]
    shifted = objective(0 * x, [x], [()], one_parameter(lambda g: {x: x + g}))
    assert points(shifted, [0.5]) == [[F(1, 2)]]
    wide, tall = matrix("wide", 1, 3), matrix("tall", 3, 1)
    loss = squared_norm(tabulate(1, 1, lambda i, j: 1) - wide @ tall)
    nine = objective(loss, [wide, tall], [(1, 3), (3, 1)], change_of_basis(wide, tall))
    assert points(nine, [0.5] * 6) == [[F(1, 2)] * 6]
    poles = objective(1 / (x * y) ** 2, [x, y], [(), ()], rescaling(x, y))
    assert points(poles, [1e-200, 1e-200]) == [[0, 0]]
