"""Tapes of one workspace write to the same arrays, in turns and for changing numbers of networks."""

from __future__ import annotations

from typing import Any

import numpy

from theorycheck.algebra import backends
from theorycheck.algebra.tape import Tape, Workspace, record

NUMPY = backends.select("numpy")


def powers(columns: int, workspace: Workspace) -> Tape:
    """Twice the square of the sums of rows, with steps that write to buffers of several shapes."""

    def run(recorder: Any, inputs: list[Any]) -> list[Any]:
        (x,) = inputs
        total = recorder.sum(recorder.maximum(x * x, 0.5) + x, axis=1)
        return [total * total + total * total]

    return record(run, [(columns,)], workspace)


def expected(x: Any) -> Any:
    total = (numpy.maximum(x * x, 0.5) + x).sum(axis=1)
    return total * total + total * total


def test_a_run_is_right_whatever_grew_since_the_last() -> None:
    workspace = Workspace(NUMPY, "float64")
    tapes = {columns: powers(columns, workspace) for columns in (2, 7, 300)}
    random = numpy.random.default_rng(1)
    for columns, rows in [(2, 3), (7, 3), (2, 3), (2, 9), (300, 2), (7, 3), (7, 40), (2, 3), (300, 30), (7, 40)]:
        x = random.uniform(-1, 1, (rows, columns))
        assert numpy.array_equal(tapes[columns].run([x], rows)[0], expected(x))


def test_steps_are_fitted_to_a_number_of_networks_once_until_an_array_grows() -> None:
    workspace = Workspace(NUMPY, "float64")
    tape, wide = powers(2, workspace), powers(300, workspace)
    tape.run([numpy.ones((5, 2))], 5)
    fitted = tape._fitting(5)
    assert tape._fitting(5) is fitted
    wide.run([numpy.ones((5, 300))], 5)
    assert tape._fitting(5) is not fitted
