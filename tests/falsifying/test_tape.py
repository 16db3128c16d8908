"""A compiled relation is the relation: bit for bit what a walk over it gives, whatever the sizes, on every backend."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from statements import FALSE, TRUE

from theorycheck import forall, le, natural, real, symbol
from theorycheck.algebra import backends
from theorycheck.algebra.backends import fake_device_backend
from theorycheck.algebra.error_bounds import RunningError
from theorycheck.algebra.floats import Floats
from theorycheck.errors import NotNumeric, TheorycheckError
from theorycheck.falsifying.program import RECORDED_AFTER, Program
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import lanes
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.discovery import catalogue, load
from theorycheck.statement.statements import Statement

STATEMENTS = {**FALSE, **TRUE}
ROUNDS, BATCH = 12, 5


def draws(space: StatementSpace, backend: Any, dtype: str, rounds: int) -> Iterator[tuple[dict, list[Any]]]:
    """Batches of every lane at several sizes."""
    drawer = Drawer(backend.xp, getattr(backend.xp, dtype), 7)
    for number in range(rounds):
        sizes = space.sizes(number)
        if sizes is not None:
            lane = lanes()[number % len(lanes())]
            yield sizes, drawer.draw(lane, space.cells(sizes), drawer.chosen(range(BATCH)))


def differences(statement: Any, backend: Any, dtype: str, rounds: int = ROUNDS) -> tuple[int, list[str]]:
    """How many relations were compared on tapes, and where one differs from the walk."""
    space = StatementSpace(statement, 0)
    program = Program(statement, space.layout, backend, dtype)
    compared, found = 0, []
    for sizes, values in draws(space, backend, dtype, rounds):
        together = (*statement.hypotheses, statement.conclusion)
        for nodes in (together, *((node,) for node in together)):
            for kind in (Floats, RunningError):
                try:
                    with backend.quiet():
                        tape = program.tape(nodes, kind, sizes)
                        wanted = program._directly(nodes, kind(backend, BATCH, dtype), sizes, values)
                except (TheorycheckError, OverflowError):
                    continue
                if tape is None:
                    continue
                with backend.quiet():
                    for _ in range(2):  # the buffers hold the last run's numbers the second time
                        got = tape.run(values, BATCH)
                compared += 1
                if not all(same(backend, a, b) for a, b in zip(got, wanted, strict=True)):
                    found.append(f"{nodes} at {sizes} over {kind.__name__}")
    return compared, found


def same(backend: Any, a: Any, b: Any) -> bool:
    """Bit for bit: NaN is NaN, and zeros have their signs."""
    a, b = backend.to_host(a), backend.to_host(b)
    return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("name", STATEMENTS)
def test_a_tape_computes_what_the_walk_computes(name: str, dtype: str) -> None:
    compared, found = differences(STATEMENTS[name](), backends.select("numpy"), dtype)
    assert compared >= 2 or not StatementSpace(STATEMENTS[name](), 0).layout.reals
    assert not found


@pytest.mark.parametrize("backend", [fake_device_backend, lambda: backends.select("portable")])
def test_tapes_run_on_devices_and_on_the_standard(backend: Any) -> None:
    pytest.importorskip("array_api_strict")
    for name in ("tanh", "uniform-with-biases", "matrices-commute"):
        compared, found = differences(STATEMENTS[name](), backend(), "float64")
        assert compared and not found


@pytest.mark.slow
def test_the_library_on_tapes_is_the_library() -> None:
    compared, found = 0, []
    for entry in catalogue():
        statement = load(entry).statement
        try:
            StatementSpace(statement, 0).require_searchable()
        except NotNumeric:
            continue
        more, wrong = differences(statement, backends.select("numpy"), "float64", 4)
        compared, found = compared + more, found + wrong
    assert compared > 500 and not found


def test_relations_asked_for_together_have_the_values_that_each_has_alone() -> None:
    x, n = symbol("x", real()), symbol("n", natural)
    of_all_points = forall(real(), lambda u: le(u, x))  # no number says whether it holds
    for own in ([le(x, 0), of_all_points, le(x * x, n)], [le(0, x), le(x * x, x)], []):
        statement = Statement(own, le(x, n))
        program = Program(statement, StatementSpace(statement, 0).layout, backends.select("numpy"))
        drawn = [backends.select("numpy").asarray([-2.0, 0.1, 3.0])]
        for _ in range(RECORDED_AFTER + 2):  # walked at first, then recorded
            together = program.bounded_hypotheses({"n": 2}, drawn, 3, members=False)
            alone = [program._with_bound(node, {"n": 2}, drawn, 3) for node in statement.given]
            assert len(together) == len(own)
            for (value, bound), (wanted, its_bound) in zip(together, alone, strict=True):
                assert value.tobytes() == wanted.tobytes() and (value != value).all() == (its_bound != its_bound).all()
                assert (value != value).all() or bound.tobytes() == its_bound.tobytes()
