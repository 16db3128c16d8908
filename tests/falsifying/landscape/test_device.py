"""The whole exploration on a device that refuses silent copies to the host, and on nothing but the array standard."""
from __future__ import annotations

from dataclasses import replace

import pytest
from objectives import AbstractObjective, double_well, factorisation, product_of_three, weighted_rank_one

from theorycheck.algebra import backends
from theorycheck.algebra.backends import fake_device_backend
from theorycheck.falsifying.landscape.critical import find_critical
from theorycheck.falsifying.landscape.minimize import minimize
from theorycheck.falsifying.landscape.starts import Starts
from theorycheck.falsifying.landscape.survey import explore

OBJECTIVES = [double_well(), weighted_rank_one(), factorisation([[1.0, 2.0]], 1), product_of_three(True)]


@pytest.mark.parametrize("backend", [backends.select("portable"), fake_device_backend()], ids=lambda b: b.name)
@pytest.mark.parametrize("objective", OBJECTIVES, ids=["well", "weighted", "linear", "product"])
@pytest.mark.parametrize("find", [minimize, find_critical])
def test_a_device_sees_what_the_host_sees(backend, objective: AbstractObjective, find) -> None:
    here, there = objective, replace(objective, backend=backend)
    found = [explore(one, Starts(one.backend, one.dimension, 1).block(0, 60), find=find) for one in (here, there)]
    assert found[0].kinds == found[1].kinds
    assert found[0].critical_values == pytest.approx(found[1].critical_values, abs=1e-9)
    assert [(one.row, one.hits) for one in found[0].candidates] == [(one.row, one.hits) for one in found[1].candidates]
