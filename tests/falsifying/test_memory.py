"""A search stays below 2 GiB however long it runs and however large its networks are: measured in fresh processes."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy
import pytest
from statements import TRUE

from theorycheck.algebra import backends
from theorycheck.falsifying import program as module
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import lanes
from theorycheck.falsifying.space import StatementSpace

LIMIT = 2 << 30
SCRIPT = """
import resource, sys
sys.path.insert(0, {folder!r})
from statements import FALSE, TRUE, A, B
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.search import search
from theorycheck.statement.domain import Domain
from theorycheck.statement.relations import eq
from theorycheck.statement.statements import Statement
STATEMENTS = TRUE | {{"products": lambda: Statement([], eq((A @ B) @ (A @ B), A @ (B @ (A @ B))))}}
found = search(STATEMENTS[{name!r}](), Domain(sizes={sizes!r}), Budget(examples={examples}), 1, "numpy")
print(found.statistics.total_draws, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""
HEAVY = {
    "homogeneous": ({"K": (3, 4), "N": (16, 32), "d": (16, 24)}, 30_000),
    "products": ({"N": (24, 38)}, 30_000),
    "tie-of-maxima": ({}, 200_000),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_a_deep_search_stays_below_its_limit(name: str) -> None:
    sizes, examples = HEAVY[name]
    script = SCRIPT.format(folder=str(Path(__file__).parent), name=name, sizes=sizes, examples=examples)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    draws, octets = map(int, done.stdout.split())
    assert draws >= examples and octets < LIMIT / 2


def test_what_would_be_much_at_once_is_done_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """In parts or at once, the numbers are the same."""
    backend, sizes = backends.select("numpy"), {"K": 2, "N": 3, "d": [4, 3, 2]}
    space = StatementSpace(TRUE["homogeneous"](), 0)
    program = Program(space.statement, space.layout, backend)
    drawer = Drawer(numpy, numpy.float64, 0)
    values = drawer.draw(lanes()[1], space.cells(sizes), drawer.indices(0, 100))
    whole = program.conclusion(sizes, values, 100), *program.bounded_conclusion(sizes, values, 100)
    monkeypatch.setattr(module, "MOST_BYTES", 8000)
    parts = program.conclusion(sizes, values, 100), *program.bounded_conclusion(sizes, values, 100)
    assert [x.tobytes() for x in whole] == [x.tobytes() for x in parts]
