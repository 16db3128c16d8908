"""Networks that share a prefix: the same ones one by one, the same violations, counted apart, never as evidence."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from statements import FALSE, TRUE

from theorycheck.algebra import backends
from theorycheck.algebra.backends import fake_device_backend
from theorycheck.falsifying.bucket import Bucket, Examiner
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.feed import ASSIGNMENT_SPAN
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import DECLARED, FAMILIES, FAMILY, lanes
from theorycheck.falsifying.search import search
from theorycheck.falsifying.space import StatementSpace

LANE = next(lane for lane in lanes() if lane.name == FAMILIES)
SIZES = {"K": 3, "N": 4, "d": [3, 5, 4, 3]}


def examiner(statement: Any, backend: Any = None) -> Examiner:
    backend = backend or backends.select("numpy")
    space = StatementSpace(statement, 3)
    program = Program(statement, space.layout, backend)
    return Examiner(space, program, Drawer(backend.xp, backend.xp.float64, 3))


def bucket(families: int, first: int = 0) -> Bucket:
    start = 7 * ASSIGNMENT_SPAN + first
    return Bucket(LANE, SIZES, tuple(range(start, start + families * FAMILY)))


def test_a_network_is_drawn_again_alone() -> None:
    looks = examiner(TRUE["homogeneous"]())
    together = looks.values(bucket(3))
    for row in (0, 1, FAMILY, 2 * FAMILY + 5):
        alone = looks.values(replace(bucket(3), indices=(bucket(3).indices[row],)))
        assert all((a[0] == b[row]).all() for a, b in zip(alone, together, strict=True))


def test_a_family_shares_all_but_its_last_layer() -> None:
    looks = examiner(TRUE["homogeneous"]())
    cells = looks.space.cells(SIZES)
    own = [(cells[place].symbol, cells[place].member) for place in looks._own(bucket(1))]
    assert own == [("a", 2), ("W", 2)]
    for place, values in enumerate(looks.values(bucket(2))):
        one, other = values[:FAMILY], values[FAMILY:]
        assert len({row.tobytes() for row in one}) == (FAMILY if place in looks._own(bucket(1)) else 1)
        assert one.tobytes() != other.tobytes()
    assert looks.prefixes(bucket(3)) == 3
    assert looks.prefixes(replace(bucket(3), lane=replace(LANE, family=1))) == 3 * FAMILY


@pytest.mark.parametrize("device", [lambda: backends.select("numpy"), fake_device_backend])
@pytest.mark.parametrize("name", ["tanh", "negative-scale", "uniform-with-biases"])
def test_families_have_the_violations_that_their_members_have_alone(name: str, device: Any) -> None:
    looks = examiner(FALSE[name](), device())
    whole, host = bucket(4), looks.program.backend.to_host
    inside, violations = looks._evaluated(whole, False, 0, 64)
    assert looks._families(whole) and not looks._families(replace(whole, indices=whole.indices[1:]))
    alone = looks.program.conclusion(SIZES, looks.values(whole), 64)
    assert host(inside).all() and host(violations).tobytes() == host(alone).tobytes()
    part_inside, part = looks._evaluated(whole, False, 10, 29)  # no whole families
    assert host(part).tobytes() == host(violations)[10:29].tobytes() and host(part_inside).all()


def test_what_depends_on_everything_has_no_families() -> None:
    looks = examiner(FALSE["far-away"]())
    assert looks.program.own({}) == ()
    assert looks.prefixes(Bucket(LANE, {}, tuple(range(32)))) == 32


def test_prefixes_are_counted_and_evidence_stays_independent() -> None:
    statistics = search(TRUE["homogeneous"](), None, Budget(examples=20_000), 1, "numpy").statistics
    assert statistics.draws[FAMILIES] > 1000
    assert 0 < statistics.prefixes[FAMILIES] < statistics.draws[FAMILIES]
    assert statistics.evidence.draws <= statistics.draws[DECLARED]
    assert next(lane for lane in lanes() if lane.name == DECLARED).family == 1


def test_the_search_evaluates_whole_families(monkeypatch: pytest.MonkeyPatch) -> None:
    """What its feed hands out is recognised as families: else their sharing is lost without a word."""
    plain, shared = Drawer.families, []

    def noted(self: Drawer, *arguments: Any) -> Any:
        shared.append(arguments)
        return plain(self, *arguments)

    monkeypatch.setattr(Drawer, "families", noted)
    search(TRUE["homogeneous"](), None, Budget(examples=20_000), 0, "numpy")
    assert shared
