"""No search of a landscape holds two GiB, whatever the sizes and the budget: measured in a process of its own."""
from __future__ import annotations

import json
import subprocess
import sys

import pytest

PROGRAM = """
import json, resource, sys
from theorycheck.falsifying import court
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.search import search
from theorycheck import (Domain, arccos_gram, dims, entry_sum, global_minimum, identity_matrix, local_minimum, matrix,
                         relu, squared_norm)
from theorycheck.statement.statements import Statement

court.certify = lambda *arguments, **options: None  # the search alone
k, d, N = dims("k d N")
W, V, X, Y = matrix("W", k, d), matrix("V", 1, k), matrix("X", d, N), matrix("Y", 1, N)
S, teacher = matrix("W", k, k), identity_matrix(k)
student = entry_sum(arccos_gram(S, S)) - 2 * entry_sum(arccos_gram(S, teacher))
shallow = squared_norm(V @ W @ X - Y)
cases = {
    "student": ([S], student, {"k": (20, 20)}),
    "many samples": ([V, W], shallow, {"k": (3, 3), "d": (20, 20), "N": (120, 120)}),
    "many weights": ([V, W], shallow, {"k": (30, 30), "d": (20, 20), "N": (2, 2)}),
}
over, loss, sizes = cases[sys.argv[1]]
statement = Statement([local_minimum(loss, over)], global_minimum(loss, over))
result = search(statement, Domain(sizes=sizes), Budget(examples=int(sys.argv[2])), 1, "numpy")
print(json.dumps([sum(result.statistics.kinds.values()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""


@pytest.mark.slow
@pytest.mark.parametrize(("case", "examples"), [("student", 64), ("many samples", 600), ("many weights", 40)])
def test_a_search_stays_below_two_gib(case: str, examples: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, case, str(examples)], capture_output=True, text=True, check=True
    )
    starts, kilobytes = json.loads(done.stdout)
    assert starts > 20 and kilobytes < 2 * 2**20
