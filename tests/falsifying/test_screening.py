"""Evidence counted with cheap bounds is that of close looks: fewer are taken, and none is miscounted."""
from __future__ import annotations

from typing import Any

import pytest
from statements import FALSE, TRUE

from theorycheck.algebra import backends
from theorycheck.algebra.backends import fake_device_backend
from theorycheck.falsifying.bucket import DELTA, Bucket, Examiner
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import DECLARED, lanes
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.relations import le
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import real

LANE = next(lane for lane in lanes() if lane.name == DECLARED)
x, y = real("x y")
STATEMENTS = {**FALSE, **TRUE}


def examiner(statement: Any, backend: Any, dtype: str = "float64") -> Examiner:
    space = StatementSpace(statement, 3)
    program = Program(statement, space.layout, backend, dtype, space.constraints)
    return Examiner(space, program, Drawer(backend.xp, getattr(backend.xp, dtype), 3))


@pytest.mark.parametrize("device", [lambda: backends.select("numpy"), fake_device_backend])
@pytest.mark.parametrize("name", STATEMENTS)
def test_counts_are_those_of_close_looks(name: str, device: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = examiner(STATEMENTS[name](), device())
    sizes = [found for number in range(14) if (found := looks.space.sizes(number)) is not None]
    buckets = [Bucket(LANE, found, tuple(range(24))) for found in sizes]
    cheap = [looks.examine(bucket, every=True) for bucket in buckets]
    monkeypatch.setattr(Program, "cheaply_bounded_conclusion", lambda *_: None)
    close = [looks.examine(bucket, every=True) for bucket in buckets]
    assert [one.evidence for one in cheap] == [one.evidence for one in close]
    assert [one.satisfied for one in cheap] == [one.satisfied for one in close]
    assert all(set(one.hits) <= set(two.hits) for one, two in zip(cheap, close, strict=True))
    assert all(one.hits or not two.hits for one, two in zip(cheap, close, strict=True))


def test_networks_near_to_the_event_are_looked_at_closely(monkeypatch: pytest.MonkeyPatch) -> None:
    """In float32 a margin of about -1e-6 is nearer to DELTA than rounding is: nothing is counted as decided unseen."""
    looks = examiner(Statement([], le(x, x + rational("-1/1000000"))), backends.select("numpy"), "float32")
    seen: list[int] = []
    plain = Program.bounded_conclusion
    monkeypatch.setattr(
        Program, "bounded_conclusion", lambda self, s, v, batch: (seen.append(batch), plain(self, s, v, batch))[1]
    )
    evidence = looks.examine(Bucket(LANE, {}, tuple(range(64))), every=True).evidence
    assert max(seen) > 32 and evidence.undecided > 0 and DELTA == 1e-6
