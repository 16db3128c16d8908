"""Special values, tiny margins, huge ranges: what fails at one value or far out falls, and truths there survive."""
from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as F

import pytest
from statements import x, y

from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.sample.cells import Bounds, Cell
from theorycheck.falsifying.sample.lanes import lanes
from theorycheck.falsifying.sample.special import SPECIAL, more_lanes
from theorycheck.falsifying.search import search
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.binders import forall
from theorycheck.statement.relations import and_, eq, implies, le, lt, ne, not_
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import interval, nonnegative, real, vector
from theorycheck.statement.vocabulary.elementwise import absolute, sin

a, p, u = real("a", nonnegative), real("p", interval(0, 1, open_=True)), vector("u", 2)
FALLS: dict[str, Callable[[], Statement]] = {
    "one value": lambda: Statement([], ne(x, rational("1/3"))),
    "a ratio": lambda: Statement([], ne(3 * x, 1)),
    "a negative": lambda: Statement([], ne(x + rational("17/23"), 0)),
    "a square": lambda: Statement([], ne(x * x, rational("4/9"))),
    "a sum": lambda: Statement([], ne(x, rational("1/3") + rational("1/7"))),
    "two at once": lambda: Statement([], not_(and_(eq(x, rational("2/7")), eq(y, rational("3/11"))))),
    "an entry": lambda: Statement([], forall(2, lambda i: ne(u[i], rational("5/13")))),
    "a premise": lambda: Statement([], implies(eq(x, rational("5/13")), lt(y, 2))),
    "a tiny margin": lambda: Statement([], le(rational("1e-40"), absolute(x - rational("1/3")))),
    "a tiny margin at pi/2": lambda: Statement([], le(sin(x), rational("0.99999999999999999999"))),
    "a huge value": lambda: Statement([], lt(x**2, rational("1e40"))),
    "a huge half-line": lambda: Statement([], lt(a**3, rational("1e30"))),
    "near an open end": lambda: Statement([], lt(p, 1 - rational("1e-12"))),
    "a tiny beside a usual": lambda: Statement([lt(0, x)], le(rational("1e-30") * y, x)),
}
STAYS = {
    "one value": lambda: Statement([], implies(eq(3 * x, 1), le(x, rational("1/3")))),
    "tiny": lambda: Statement([], le(-rational("1e-40"), absolute(x - rational("1/3")))),
    "at pi/2": lambda: Statement([], le(sin(x), 1)),
    "huge": lambda: Statement([], le(2 * x * y, x**2 + y**2)),
    "cancelling": lambda: Statement([], eq((x + y) - y, x)),
}


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", FALLS)
def test_what_fails_at_special_values_falls(name: str, seed: int) -> None:
    assert search(FALLS[name](), None, Budget(examples=4000), seed).refutation is not None


@pytest.mark.parametrize("name", STAYS)
def test_truths_survive_special_values(name: str) -> None:
    result = search(STAYS[name](), None, Budget(examples=6000), 1)
    assert result.refutation is None and result.statistics.draws[SPECIAL] > 0


def test_the_value_itself_is_the_witness() -> None:
    result = search(FALLS["a tiny margin"](), None, Budget(examples=4000), 1)
    assert result.refutation is not None and result.refutation.witness == {"x": F(1, 3)}
    assert result.refutation.lane == SPECIAL


@pytest.mark.parametrize(
    "bounds",
    [Bounds(), Bounds(F(0)), Bounds(None, F(-3), upper_open=True), Bounds(F(0), F(1), True, True), Bounds(F(2), F(2))],
    ids=range(5),
)
def test_tables_keep_to_their_interval(bounds: Bounds) -> None:
    for lane in more_lanes([le(x, rational("10/7")), le(sin(y), 3)]):
        tables = lane.tables(Cell("x", None, (2,), bounds)).tables
        assert tables and all(len(table) == 256 and all(map(bounds.contains, table)) for table in tables)


def test_streams_and_names_differ() -> None:
    every = [*lanes(), *more_lanes([le(x, 1)])]
    assert len({lane.stream for lane in every}) == len({lane.name for lane in every}) == len(every)
