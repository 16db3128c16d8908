"""The same proof is written in the same bytes, in whatever order a process keeps its sets, and wherever its terms lie.

A certificate that comes out differently each time cannot be compared, cited by its hash, or kept in a repository.
"""

from __future__ import annotations

import os
import subprocess
import sys

# the variables are made first, in the order that is asked for, so that their addresses are
SCRIPT = """
import json, sys
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import variable
kept = [variable(name, REAL) for name in sys.argv[1]]
from theorycheck import cos, eq, le, nonnegative, real, sin
from theorycheck.proving.prove import prove
from theorycheck.statement.statements import Statement
a, b, c, d, e, f = real("a b c d e f")
p, q, r, s = real("p q r s", nonnegative)
for statement, script in (
    (Statement([eq(a * b, c)], eq(a * b * d * e * f, c * d * e * f)), "ideal"),
    (Statement([le(p, q), le(r, s)], le(p * r, q * s)), "auto"),
    (Statement([], eq(sin(a + b) * d * e, (sin(b) * cos(a) + cos(b) * sin(a)) * e * d)), "identity"),
):
    print(json.dumps(prove(statement, script).certificate))
"""


def written(hash_seed: str, names: str) -> list[str]:
    """The certificates, made in a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-c", SCRIPT, names]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.splitlines()


def test_two_processes_write_the_same_certificates() -> None:
    first, second = written("1", "abcdefpqrs"), written("2", "srqpfedcba")
    assert len(first) == 3 and first == second
