"""What must never happen: a refutation from rounding, underflow, overflow, NaN, or a hypothesis that nearly holds.

Each statement here is true, and each tempts: the same floats, believed as they are, speak against it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction as F

import pytest
from statements import K, N, W, a, alpha, homogeneous, net

from theorycheck.algebra import backends
from theorycheck.falsifying import court as courts
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.certify import certify
from theorycheck.falsifying.court import Court, Sighting
from theorycheck.falsifying.exact import Decision, Judge
from theorycheck.falsifying.point import point
from theorycheck.falsifying.result import SearchStatistics
from theorycheck.falsifying.search import search
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.domain import Domain
from theorycheck.statement.landscape import local_minimum
from theorycheck.statement.nodes import Pi
from theorycheck.statement.relations import eq, le, lt, ne
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import interval, positive, real, vector
from theorycheck.statement.vocabulary.elementwise import cos, exp, log, sigmoid, sin, softplus, sqrt, tanh
from theorycheck.statement.vocabulary.linear_algebra import inner, squared_norm

x, y, z = real("x y z")
p, q = real("p", interval(rational("1/10"), rational("9/10"))), real("q", interval(rational("1/20"), rational("19/20")))
t = real("t", interval(rational("1/1000"), rational("1/100")))
s = real("s", positive)
u, v = vector("u", N), vector("v", N)
TINY, HUGE = rational("1/10000000000"), rational("1000000000")
NEAR, SMALL = rational("1/1000000000"), rational("1/10000")


def kullback_leibler(p, q):
    """The divergence between two laws on two points."""
    return p * log(p / q) + (1 - p) * log((1 - p) / (1 - q))


@dataclass(frozen=True)
class Temptation:
    """A true statement, where to draw, and the number format in which floats lie about it."""

    statement: Callable[[], Statement]
    domain: Domain = field(default_factory=Domain)


def _scaled(scale: F, dtype: str = "float64") -> Domain:
    return Domain(scales=(scale,), sizes={"K": (1, 3)}, dtype=dtype)


TEMPTATIONS: dict[str, Temptation] = {
    "single precision": Temptation(homogeneous, Domain(dtype="float32")),
    "single precision, 1e-10": Temptation(homogeneous, _scaled(F(1, 10**10), "float32")),
    "single precision, 1e9": Temptation(homogeneous, _scaled(F(10**9), "float32")),
    "double precision, 1e9": Temptation(homogeneous, _scaled(F(10**9))),
    "relative error at 1e-10": Temptation(lambda: Statement([], eq(net(TINY * (a * W)), TINY**K * net(a * W)))),
    "relative error at 1e9": Temptation(lambda: Statement([], eq(net(HUGE * W), HUGE**K * net(W)))),
    "a sum that cancels": Temptation(lambda: Statement([], eq((x + y) - y, x)), _scaled(F(1, 3))),
    "equality case of Cauchy and Schwarz": Temptation(
        lambda: Statement([], le(inner(u, alpha * u) ** 2, squared_norm(u) * squared_norm(alpha * u)))
    ),
    "equality case of the mean inequality": Temptation(lambda: Statement([], le(2 * sqrt(s) * sqrt(s), s + s))),
    "a square completed": Temptation(lambda: Statement([], le(0, x**2 - 2 * x * (x + NEAR * y) + (x + NEAR * y) ** 2))),
    "divergence of nearly equal laws": Temptation(
        lambda: Statement([lt(p - q, NEAR), lt(q - p, NEAR), eq(q, p + TINY * z)], le(0, kullback_leibler(p, q)))
    ),
    "divergence of a law from itself": Temptation(lambda: Statement([eq(q, p)], le(0, kullback_leibler(p, q)))),
    "the angle map near 0": Temptation(
        lambda: Statement([], le(cos(SMALL * t), (sin(SMALL * t) + (Pi() - SMALL * t) * cos(SMALL * t)) / Pi()))
    ),
    "chord and arc near 0": Temptation(lambda: Statement([], lt(sin(NEAR * t), NEAR * t))),
    "underflow of a square": Temptation(
        lambda: Statement([ne(x, 0)], lt(0, (x * rational("1e-200")) ** 2)),
    ),
    "underflow of an exponential": Temptation(lambda: Statement([], lt(0, exp(-(HUGE * x) ** 2)))),
    "a sigmoid that rounds to 1": Temptation(lambda: Statement([], lt(sigmoid(x), 1)), _scaled(F(100))),
    "a softplus that rounds to its argument": Temptation(lambda: Statement([], lt(x, softplus(x))), _scaled(F(100))),
    "a tanh that rounds to 1": Temptation(lambda: Statement([], lt(tanh(x) ** 2, 1)), _scaled(F(100))),
    "overflow on both sides": Temptation(lambda: Statement([], eq(exp(x) * exp(-x), 1)), _scaled(F(1000))),
    "not a number": Temptation(lambda: Statement([], le(exp(x) - exp(x), 0)), _scaled(F(1000))),
}
ABSENT = {"not a number", "overflow on both sides"}  # no float at all, rather than a wrong one


@pytest.mark.parametrize("name", TEMPTATIONS)
def test_no_truth_is_refuted_though_floats_speak_against_it(name: str) -> None:
    temptation = TEMPTATIONS[name]
    tempted = 0
    for seed in range(3):
        found = search(temptation.statement(), temptation.domain, Budget(examples=2000), seed)
        assert found.refutation is None
        # a draw is undecided where the floats, believed as they are, would refute
        tempted += found.statistics.total_undecided
    assert tempted > 0 or name in ABSENT


MISSED = {
    "an equality": (lambda e: Statement([eq(y, x)], eq(x - y, 0)), lambda e: [[F(1, 3)], [F(1, 3) + e]]),
    "an inequality": (lambda e: Statement([le(x, 0)], le(x, 0)), lambda e: [[e]]),
    "a strict one": (lambda e: Statement([lt(x, 0)], lt(x, 0)), lambda e: [[F(0)]]),
    "a sort": (lambda e: Statement([], le(s, 7)), lambda e: [[-e]]),
    "a unit vector": (lambda e: Statement([eq(x**2 + y**2, 1)], lt(x + y, 1)), lambda e: [[F(1)], [e]]),
}


@pytest.mark.parametrize("missed_by", [F(1, 10**9), F(1, 10**40)])
@pytest.mark.parametrize("name", MISSED)
def test_a_hypothesis_that_nearly_holds_does_not_hold(name: str, missed_by: F) -> None:
    statement, entries = MISSED[name][0](missed_by), MISSED[name][1](missed_by)
    space = StatementSpace(statement, 0)
    found = point({}, space.cells({}), entries)
    judge = Judge(statement, space.layout)
    court = Court(space, judge, SearchStatistics(0, "numpy", "float64"), backends.select("numpy"))
    assert court.hear(found, Sighting("planted", None, 1.0, {})) is Decision.OUTSIDE
    assert court.refutation is None and court.model is None
    assert certify(statement, space.witness(found)) is None


def test_the_same_court_hears_a_point_where_the_hypothesis_holds() -> None:
    statement = MISSED["a unit vector"][0](F(0))
    space = StatementSpace(statement, 0)
    judge = Judge(statement, space.layout)
    court = Court(space, judge, SearchStatistics(0, "numpy", "float64"), backends.select("numpy"))
    found = point({}, space.cells({}), [[F(3, 5)], [F(4, 5)]])
    assert court.hear(found, Sighting("planted", None, 1.0, {})) is Decision.REFUTES
    assert court.refutation is not None


@pytest.mark.parametrize(("bound", "refutes"), [(1, False), (0, True)])
def test_the_kernel_is_not_asked_where_the_conclusion_holds(
    bound: int, refutes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(courts, "certify", lambda *given, **known: (asked.append(given), certify(*given, **known))[1])
    statement = Statement([local_minimum(x**2, [x])], lt(x, bound))  # numbers do not decide that it is a minimum
    space = StatementSpace(statement, 0)
    judge, statistics = Judge(statement, space.layout), SearchStatistics(0, "numpy", "float64")
    court = Court(space, judge, statistics, backends.select("numpy"), thorough=True)
    found = point({}, space.cells({}), [[F(0)]])
    assert judge.concludes(found) is not refutes
    assert court.hear(found, Sighting("planted", None, 1.0, {})) is (
        Decision.REFUTES if refutes else Decision.UNDECIDED
    )
    assert bool(asked) is refutes is (court.refutation is not None)


@pytest.mark.parametrize(("worthless", "reached"), [(None, 1), (lambda found: False, 1), (lambda found: True, 5)])
def test_shrinking_asks_about_no_point_that_a_hunt_calls_worthless(worthless: object, reached: int) -> None:
    statement = Statement([local_minimum(x**2, [x])], lt(y, 1))
    space = StatementSpace(statement, 0)
    judge, statistics = Judge(statement, space.layout), SearchStatistics(0, "numpy", "float64")
    court = Court(space, judge, statistics, backends.select("numpy"), thorough=True)
    court.worthless = worthless  # type: ignore[assignment]
    found = point({}, space.cells({}), [[F(0)], [F(5)]])
    assert court.hear(found, Sighting("planted", None, 1.0, {})) is Decision.REFUTES
    assert court.refutation is not None and court.refutation.witness == {"x": 0, "y": reached}
