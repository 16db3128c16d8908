"""Compaction: who leaves when, and in which order everybody comes back."""
from __future__ import annotations

import numpy

from theorycheck.algebra import backends
from theorycheck.falsifying.landscape.pool import Pool


def test_starts_come_back_in_their_first_order_with_what_they_had_when_they_left() -> None:
    pool = Pool(backends.select("numpy"), {"x": numpy.arange(6.0), "y": numpy.arange(12.0).reshape(6, 2)})
    for round_, leaving in enumerate(([1, 4], [0], [])):
        pool.active = {name: array + 100 for name, array in pool.active.items()}
        here = pool.active["x"] - 100 * (round_ + 1)
        pool.retire(numpy.isin(here, leaving))
    assert len(pool) == 3 and pool.active["x"].tolist() == [302, 303, 305]
    assert pool.collect()["x"].tolist() == [200, 101, 302, 303, 104, 305]
    assert (pool.collect()["y"][:, 0] - pool.collect()["x"] == numpy.arange(6)).all()


def test_everybody_may_leave() -> None:
    pool = Pool(backends.select("numpy"), {"x": numpy.arange(3.0)})
    pool.retire(numpy.ones(3, dtype=bool))
    assert len(pool) == 0 and pool.collect()["x"].tolist() == [0, 1, 2]
