"""What other tools search is the conjecture that we search: margin and violation agree, hypotheses included."""

from __future__ import annotations

import numpy
import pytest

from benchmarks.margins import CONJECTURES, SPURIOUS, STUDENT, spurious
from theorycheck.algebra import backends
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.discovery import catalogue, load

NUMERIC = [conjecture for conjecture in CONJECTURES if conjecture.path != STUDENT]
POINTS = 200


def cases(conjecture):
    """The statement compiled, and random points for it: normal ones, small integers, equal rows."""
    statement = load(catalogue([str(conjecture.path)])[0]).statement
    generator = numpy.random.default_rng(5)
    normal = generator.standard_normal((POINTS, conjecture.dimension))
    whole = generator.integers(-3, 4, (POINTS, conjecture.dimension)).astype(float)
    return statement, numpy.concatenate([normal, whole, numpy.sign(normal)])


def values(space, symbols, points):
    """The cells of the statement, of parameter vectors that hold the symbols in that order."""
    cells = {cell.symbol: cell for cell in space.cells({})}
    ends = numpy.cumsum([cells[symbol].size for symbol in symbols.split()])
    assert ends[-1] == points.shape[1]
    parts = dict(zip(symbols.split(), numpy.split(points, ends[:-1], axis=1), strict=True))
    return [parts[symbol].reshape(-1, *cell.shape) for symbol, cell in cells.items()]


@pytest.mark.parametrize("conjecture", NUMERIC, ids=lambda conjecture: conjecture.label)
def test_the_margin_is_the_violation_where_the_hypotheses_hold(conjecture):
    statement, points = cases(conjecture)
    space = StatementSpace(statement, 0)
    program = Program(statement, space.layout, backends.select("numpy"))
    parts = values(space, conjecture.symbols, points)
    violation = program.conclusion({}, parts, len(points))
    inside = numpy.ones(len(points), dtype=bool)
    for value, _ in program.bounded_hypotheses({}, parts, len(points), members=False):
        inside &= value < 0  # all hypotheses here are strict, or their ties are of measure 0
    margin = numpy.asarray([conjecture.alone(point) for point in points])
    compared = inside & (violation != 0)  # at a tie the margin of C2 jumps to 1
    assert compared.sum() > POINTS
    assert numpy.allclose(margin[compared], violation[compared], atol=2e-6)
    outside = ~inside & (violation != 0)
    assert (margin[outside] < 0).all() or conjecture.label.startswith("C3")  # |w| = 1/2 is allowed there


@pytest.mark.parametrize("conjecture", NUMERIC, ids=lambda conjecture: conjecture.label)
def test_the_batch_is_the_single_point(conjecture):
    _, points = cases(conjecture)
    alone = numpy.asarray([conjecture.alone(point) for point in points])
    assert numpy.allclose(conjecture.batch(points), alone)


def test_a_saddle_is_no_spurious_minimum():
    """Descent from equal rows stays among equal rows, and ends above the teacher's loss."""
    equal = numpy.tile(numpy.linspace(0.5, 1.0, 6), 6)
    assert spurious(equal) == -SPURIOUS


def test_the_spurious_minimum_is_one():
    """The point of Safran and Shamir for six neurons: diagonal, off the diagonal, last column, last row."""
    w = numpy.full((6, 6), -0.050413) + numpy.eye(6) * (0.986704 + 0.050413)
    w[:5, 5], w[5, :5], w[5, 5] = 0.308011, 0.224516, -0.601512
    assert 0.02 - SPURIOUS < spurious(w.reshape(-1) * numpy.sqrt(6)) < 0.03 - SPURIOUS


@pytest.mark.parametrize("conjecture", NUMERIC, ids=lambda conjecture: conjecture.label)
def test_the_margin_in_tensors_is_the_margin(conjecture):
    """PyTorch is optional: where it is not installed the comparison leaves it out."""
    pytest.importorskip("torch")
    from benchmarks.vmapped import agree

    _, points = cases(conjecture)
    normal = points[:20]  # where a margin jumps, tensors have the limit
    assert agree(conjecture.label, normal, numpy.asarray([conjecture.alone(point) for point in normal]))
