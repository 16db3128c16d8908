"""What must be the same on a device and on the host, each as a function that raises AssertionError where it is not."""
from __future__ import annotations

import contextlib
import itertools
import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

import numpy
import pytest
from objectives import double_well, factorisation, product_of_three, weighted_rank_one
from statements import FALSE

from theorycheck.algebra import backends
from theorycheck.algebra.backends import Backend, faults
from theorycheck.errors import TheorycheckError
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.landscape.critical import find_critical
from theorycheck.falsifying.landscape.minimize import minimize
from theorycheck.falsifying.landscape.starts import Starts
from theorycheck.falsifying.landscape.survey import explore
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.cells import Bounds, Cell
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import Lane, lanes
from theorycheck.falsifying.search import search
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.discovery import catalogue, load
from theorycheck.statement.integrals import speaks_of_integrals

HOST = backends.select("numpy")
SHAPES = ((), (1,), (3,), (2, 5), (0, 3), (17,), (1, 1), (16, 16))
INTERVALS = (
    Bounds(),
    Bounds(Fraction(0)),
    Bounds(None, Fraction(0), False, True),
    Bounds(Fraction(-1), Fraction(1)),
    Bounds(Fraction(0), Fraction(1, 3), True, True),
    Bounds(Fraction(2)),
)
SCATTERED = (0, 1, 7, 2**20, 2**31, 2**32 + 5, 2**63 + 11, 2**64 - 1)
ROWS = 24
FEW_ENTRIES = 400


# ------------------------------------------------------------------ arithmetic


def arithmetic(device: Backend) -> None:
    """What error bounds take for granted."""
    assert faults(device) == []


def elementary(device: Backend) -> None:
    """Elementary functions within the 8 units of the last place that error bounds allow for, of each library."""
    for dtype, units in (("float64", 16), ("float32", 16)):
        x = numpy.concatenate([numpy.linspace(0.01, 9, 500), numpy.logspace(-12, 1, 200)]).astype(dtype)
        for name in ("exp", "log", "sqrt", "sin", "cos", "arctan", "tanh"):
            with HOST.quiet():
                here = getattr(HOST, name)(x).astype("float64")
                there = device.to_host(getattr(device, name)(device.from_host(x))).astype("float64")
            allowed = units * numpy.spacing(numpy.abs(here.astype(dtype))).astype("float64")
            assert (numpy.abs(here - there) <= allowed).all(), f"{name} ({dtype})"


def stacks(device: Backend) -> None:
    """Decompositions of stacks across the sizes at which solvers change their method, bad items among them."""
    for n in (1, 2, 4, 31, 32, 33, 48):
        matrices = numpy.random.default_rng(n).standard_normal((5, n, n))
        matrices = matrices + matrices.transpose(0, 2, 1)
        matrices[1, 0, 0], matrices[3] = math.nan, numpy.eye(n) * 2
        here, there = HOST.eigh(matrices), device.eigh(device.from_host(matrices))
        _agree(device, here[0], there[0], 1e-11 * n)
        vectors, good = device.to_host(there[1]), device.to_host(there[2])
        assert good.tolist() == here[2].tolist()
        for row in numpy.flatnonzero(good):
            rest = matrices[row] @ vectors[row] - vectors[row] * here[0][row]
            assert numpy.abs(rest).max() <= 1e-10 * n and numpy.allclose(vectors[row].T @ vectors[row], numpy.eye(n))
        positive = matrices @ matrices.transpose(0, 2, 1) + numpy.eye(n)
        positive[4] = -positive[4]
        right, moved = numpy.ones((5, n)), device.from_host(positive)
        pairs = [
            (HOST.inverse_cholesky(positive), device.inverse_cholesky(moved)),
            (HOST.solve(positive, right), device.solve(moved, device.from_host(right))),
        ]
        for ours, theirs in pairs:
            for one, other in zip(ours, theirs, strict=True):
                _agree(device, one, other, 1e-9)


# ------------------------------------------------------------------ networks


def networks(device: Backend) -> None:
    """The same networks bit for bit: every lane, odd shapes and intervals, far indices, alone and in a batch."""
    cells = [Cell(f"c{k}", None, *pair) for k, pair in enumerate(itertools.product(SHAPES, INTERVALS))]
    for dtype, lane in itertools.product(("float64", "float32"), lanes((Fraction(1, 2), Fraction(3)))):
        here, there = (Drawer(one.xp, one.dtype(dtype), 12345) for one in (HOST, device))
        expected = here.draw(lane, cells, here.chosen(SCATTERED))
        found = there.draw(lane, cells, there.chosen(SCATTERED))
        alone = there.draw(lane, cells, there.chosen(SCATTERED[6:7]))
        for cell, a, b, c in zip(cells, expected, found, alone, strict=True):
            b, c = device.to_host(b), device.to_host(c)
            assert a.dtype == b.dtype and a.shape == b.shape == (len(SCATTERED), *cell.shape), cell
            assert a.tobytes() == b.tobytes() and a[6:7].tobytes() == c.tobytes(), (lane.name, cell)


def starts(device: Backend) -> None:
    """The same starts of landscapes, bit for bit."""
    for dimension in (1, 3, 36):
        here, there = (Starts(one, dimension, 7).block(1 << 12, 33) for one in (HOST, device))
        assert here.tobytes() == device.to_host(there).tobytes()


# ------------------------------------------------------------------ margins


@cache
def library() -> tuple[tuple[str, Any, StatementSpace], ...]:
    """All statements of the library that numbers can speak of, false neighbours included."""
    found = []
    for entry in catalogue():
        claim = load(entry)
        named = [(entry.id, claim.statement)]
        named += [(f"{entry.id}/{other.name}", claim.neighbour_statement(other)) for other in claim.neighbours]
        for name, statement in named:
            with contextlib.suppress(TheorycheckError):
                space = StatementSpace(statement, 3)
                space.require_searchable()
                found.append((name, statement, space))
    return tuple(found)


def margins(device: Backend, dtype: str = "float64", every: int = 1, among: str = "", integrals: bool = True) -> int:
    """Margins and hypotheses of the library's statements agree within the error bounds; how many were compared."""
    compared = 0
    named = [one for one in library() if among in one[0] and (integrals or not speaks_of_integrals(one[1]))]
    for place, (name, statement, space) in enumerate(named):
        if place % every or not space.layout.reals:
            continue
        here, there = (Program(statement, space.layout, one, dtype) for one in (HOST, device))
        for sizes, lane in zip(_assignments(space), itertools.cycle(lanes()), strict=False):
            values = _draws(device, dtype, lane, space.cells(sizes))
            for (a, a_bound), (b, b_bound) in _relations(device, here, there, sizes, values):
                with numpy.errstate(all="ignore"):
                    close = numpy.abs(a - b) <= a_bound + b_bound
                unbounded = ~numpy.isfinite(a_bound) | ~numpy.isfinite(b_bound) | (a == b)
                nothing = numpy.isnan(a) & numpy.isnan(b)
                assert (close | unbounded | nothing).all(), f"{name} at {sizes}: {a} and {b}"
                compared += len(a)
    return compared


def _assignments(space: StatementSpace) -> list[dict]:
    found = []
    for number in range(9):
        sizes = space.sizes(number)
        if sizes is not None and sizes not in found and 0 < sum(cell.size for cell in space.cells(sizes)) < FEW_ENTRIES:
            found.append(sizes)
    return found[-3:]


def _draws(device: Backend, dtype: str, lane: Lane, cells: Any) -> tuple[list[Any], list[Any]]:
    drawers = [Drawer(one.xp, one.dtype(dtype), 3) for one in (HOST, device)]
    return tuple(drawer.draw(lane, cells, drawer.indices(0, ROWS)) for drawer in drawers)  # type: ignore[return-value]


def _relations(device: Backend, here: Program, there: Program, sizes: dict, values: Any) -> Iterator[tuple[Any, Any]]:
    """Pairs of (value, bound), of the host and of the device."""
    ours, theirs = (
        [one.bounded_conclusion(sizes, drawn, ROWS), *one.bounded_hypotheses(sizes, drawn, ROWS, members=True)]
        for one, drawn in zip((here, there), values, strict=True)
    )
    for one, other in zip(ours, theirs, strict=True):
        yield one, tuple(map(device.to_host, other))
    plain = here.conclusion(sizes, values[0], ROWS), device.to_host(there.conclusion(sizes, values[1], ROWS))
    yield (plain[0], ours[0][1]), (plain[1], ours[0][1])


# ------------------------------------------------------------------ landscapes, refutations


def landscapes(device: Backend) -> None:
    """Derivatives agree, and every start ends as the same kind of point, at the same values."""
    objectives = [double_well(), weighted_rank_one(), factorisation([[1.0, 2.0]], 1), product_of_three(True)]
    for objective in objectives:
        pair = objective, replace(objective, backend=device)
        x, y = (Starts(one.backend, one.dimension, 1).block(0, 60) for one in pair)
        with HOST.quiet():
            expected = [*pair[0].value_and_gradient(x), pair[0].hessian(x)]
            for one, other in zip(expected, [*pair[1].value_and_gradient(y), pair[1].hessian(y)], strict=True):
                _agree(device, one, other, 1e-9 * (1 + numpy.abs(one[numpy.isfinite(one)]).max()))
        for find in (minimize, find_critical):
            here, there = (explore(one, Starts(one.backend, one.dimension, 1).block(0, 60), find=find) for one in pair)
            assert here.kinds == there.kinds and len(here.critical_values) == len(there.critical_values)
            assert numpy.allclose(here.critical_values, there.critical_values, atol=1e-8)
            assert [(c.row, c.hits) for c in here.candidates] == [(c.row, c.hits) for c in there.candidates]


def refutations(device: Backend) -> None:
    """The search ends at the same network and the same witness."""
    for name in ("tanh", "solved-real", "angle-monotone", "thin-ball"):
        found = []
        for one in (HOST, device):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(backends, "select", lambda asked, one=one: one)
                found.append(search(FALSE[name](), None, Budget(examples=20_000), 2).refutation)
        here, there = found
        assert here is not None and there is not None, name
        assert (here.lane, here.index, here.witness) == (there.lane, there.index, there.witness), name


def _agree(device: Backend, here: Any, there: Any, within: float) -> None:
    there = device.to_host(there)
    assert here.shape == there.shape and here.dtype == there.dtype
    if here.dtype == bool:
        assert (here == there).all()
        return
    with numpy.errstate(invalid="ignore"):
        assert ((numpy.abs(here - there) <= within) | (here == there) | (numpy.isnan(here) & numpy.isnan(there))).all()
