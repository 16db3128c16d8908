"""A fake device: arrays that refuse silent conversion to the host, as a GPU's do. The whole search runs on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from statements import FALSE, TRUE

from theorycheck import global_minimum, local_minimum, rational, real, relu, rescaling, vector
from theorycheck.algebra import backends
from theorycheck.algebra.backends import fake_device_backend
from theorycheck.falsifying.ascent import METHODS
from theorycheck.falsifying.ascent.method import STOP_EVERY_ON_A_DEVICE, AbstractMethod, Draws, Effort
from theorycheck.falsifying.ascent.statement_margin import StatementMargin
from theorycheck.falsifying.bucket import Bucket, Examined
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import FRESH, Lane, lanes
from theorycheck.falsifying.schedule import LaneState
from theorycheck.falsifying.search import Search, search
from theorycheck.statement.hints import Hints
from theorycheck.statement.statements import Statement


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends, "select", lambda name: fake_device_backend())


@pytest.mark.parametrize("name", ["tanh", "rare-region", "solved-real", "angle-monotone"])
def test_the_search_runs_on_a_device_that_refuses_silent_copies(fake: None, name: str) -> None:
    result = search(FALSE[name](), None, Budget(examples=20_000), 0, "cupy")
    assert result.refutation is not None and result.statistics.backend == "fake"


def test_the_device_finds_what_the_host_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    host = search(FALSE["tanh"](), None, Budget(examples=5000), 2, "numpy").refutation
    monkeypatch.setattr(backends, "select", lambda name: fake_device_backend())
    device = search(FALSE["tanh"](), None, Budget(examples=5000), 2, "cupy").refutation
    assert host is not None and device is not None and host.witness == device.witness and host.index == device.index


def test_truths_survive_on_the_device(fake: None) -> None:
    assert search(TRUE["homogeneous"](), None, Budget(examples=2000), 0, "cupy").refutation is None


a, b, c = real("a b c")
u, v = vector("u v", 2)
WEIGHTED = (
    (1 - u[0] * v[0]) ** 2 + 4 * (u[0] * v[1]) ** 2 + 4 * (u[1] * v[0]) ** 2 + (rational("1/2") - u[1] * v[1]) ** 2
)
LANDSCAPES = {
    "orbit": (WEIGHTED, [u, v], [rescaling(u, v)]),
    "decay": ((1 - a * b * c) ** 2 + (a**2 + b**2 + c**2) / 100, [a, b, c], []),
    "kink": ((relu(a) - 1) ** 2, [a], []),
}


@pytest.mark.parametrize("name", LANDSCAPES)
def test_landscapes_are_searched_on_the_device(fake: None, name: str) -> None:
    node, over, symmetry = LANDSCAPES[name]
    statement = Statement([local_minimum(node, over)], global_minimum(node, over), Hints(symmetry))
    result = search(statement, None, Budget(examples=4000), 1, "cupy")
    assert result.refutation is not None and result.statistics.backend == "fake"


# ------------------------------------------------------------------ copies between host and device

SIZES = {"K": 2, "N": 3, "d": [2, 3, 2]}


def examined(count: int, lane: str, name: str = "homogeneous", every: bool = False) -> tuple[Examined, dict, dict]:
    """A bucket of so many networks, and what was copied for it once all tables were there."""
    statement = {**FALSE, **TRUE}[name]()
    run = Search(statement, None, Budget(examples=1), 0, "fake", None)
    chosen = next(one for one in lanes() if one.name == lane)
    traffic = run.program.backend.traffic
    for _ in range(2):
        traffic.reset()
        seen = run.examiner.examine(Bucket(chosen, SIZES, tuple(range(count))), every=every)
    return seen, dict(traffic.calls), dict(traffic.octets)


@pytest.mark.parametrize(("lane", "every"), [("integers", False), ("declared", True), ("tied", False)])
@pytest.mark.parametrize("name", ["homogeneous", "tanh"])
def test_a_bucket_costs_as_many_copies_as_one_a_hundred_times_larger(lane: str, every: bool, name: str) -> None:
    (_few, calls, small), (_many, more_calls, large) = (examined(n, lane, name, every) for n in (40, 4000))
    assert calls == more_calls and calls["out"] <= 4 and calls["in"] <= 2
    assert large["out"] <= small["out"] < 2000


def test_what_the_device_counts_is_what_the_host_counts() -> None:
    for name in ("homogeneous", "tanh", "negative-scale"):
        there = examined(300, "declared", name, every=True)[0]
        run = Search({**FALSE, **TRUE}[name](), None, Budget(examples=1), 0, "numpy", None)
        here = run.examiner.examine(Bucket(run.lanes[1], SIZES, tuple(range(300))), every=True)
        assert run.lanes[1].name == "declared" and here.evidence.draws == 300
        assert replace(here, bucket=there.bucket) == there


@pytest.mark.parametrize("backend", ["fake", "numpy"])
def test_memory_that_runs_out_changes_nothing_but_time(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, refused = Drawer.draw, []

    def cramped(self: Drawer, lane: object, cells: object, indices: object, *more: object, **how: bool) -> object:
        if indices.shape[0] > 50:  # type: ignore[attr-defined]
            refused.append(indices)
            raise MemoryError("out of memory")
        return plain(self, lane, cells, indices, *more, **how)  # type: ignore[arg-type]

    roomy = search(FALSE["rare-region"](), None, Budget(examples=3000), 3, backend)
    monkeypatch.setattr(Drawer, "draw", cramped)
    found = search(FALSE["rare-region"](), None, Budget(examples=3000), 3, backend)
    assert refused and found.refutation is not None and roomy.refutation is not None
    assert (found.refutation.witness, found.refutation.index) == (roomy.refutation.witness, roomy.refutation.index)
    assert found.statistics.draws == roomy.statistics.draws


@pytest.mark.parametrize("backend", ["fake", "numpy"])
def test_a_bucket_in_parts_is_the_bucket(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Search(FALSE["tanh"](), None, Budget(examples=1), 0, backend, None)
    bucket = Bucket(run.lanes[1], SIZES, tuple(range(100)))
    whole, work, refused = run.examiner.examine(bucket, every=True), run.examiner._evaluated, []

    def cramped(bucket: Bucket, every: bool, first: int, last: int) -> object:
        found = work(bucket, every, first, last)  # what is left behind must not show in the parts
        if last - first > 30:
            refused.append(last)
            raise MemoryError
        return found

    monkeypatch.setattr(run.examiner, "_evaluated", cramped)
    assert run.examiner.examine(bucket, every=True) == whole and len(refused) == 3


@pytest.mark.parametrize("lane", lanes(), ids=lambda lane: lane.name)
def test_a_device_with_room_gets_a_hundred_thousand_networks_a_launch(lane: Lane) -> None:
    run = Search(TRUE["square-nonnegative"](), None, Budget(examples=10**7), 0, "fake", None)
    run.program.backend.total = 80 << 30
    state = LaneState.of(lane, run.program.backend.launch(1))
    assert sum(len(bucket.indices) for bucket in run.feed.buckets(state, state.slice)) <= 256
    for _ in range(12):
        state.spend(0)
    (bucket,) = run.feed.buckets(state, state.slice)
    assert len(bucket.indices) >= 100_000
    assert run.examiner.examine(bucket).satisfied == len(bucket.indices)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_a_climb_copies_to_the_host_every_sixteen_turns(method: AbstractMethod) -> None:
    run = Search(FALSE["thin-ball"](), None, Budget(examples=1), 0, "fake", None)
    margin = StatementMargin(run.examiner, {})
    assert method.suits(margin)
    drawer = run.examiner.drawer
    starts = margin.flatten(drawer.draw(FRESH, margin.cells, drawer.indices(0, method.starts)))
    copies = []
    for evaluations in (2000, 2000, 20_000):  # the first records
        margin.evaluations, before = 0, margin.backend.traffic.calls["out"]
        method.climb(margin, starts, Draws(margin.xp, 0, 1, margin.low.dtype), Effort(evaluations))
        turns = margin.evaluations / starts.shape[0]
        copies.append(margin.backend.traffic.calls["out"] - before)
        assert copies[-1] <= 1 + turns / STOP_EVERY_ON_A_DEVICE
    assert copies[2] > copies[1]


def test_a_device_climbs_from_more_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    run, seen = Search(TRUE["tie-of-maxima"](), None, Budget(examples=6000), 0, "fake", None), []
    run.program.backend.breadth = 4
    for method in METHODS:
        plain = type(method).climb

        def noted(self: AbstractMethod, margin: object, starts: object, *rest: object, plain: object = plain) -> object:
            seen.append(starts.shape[0] / self.starts)  # type: ignore[attr-defined]
            return plain(self, margin, starts, *rest)  # type: ignore[operator]

        monkeypatch.setattr(type(method), "climb", noted)
    run.run(())
    assert seen and set(seen) == {4.0}
