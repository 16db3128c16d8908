"""That something exists, by induction over a size that is named."""

from __future__ import annotations

from theorycheck import dims, exists, forall, implies, le, lt, real, summation, vector
from theorycheck.proving.prove import Gap, Proof, prove
from theorycheck.statement.statements import Statement

n, k = dims("n k")
w = vector("w", n)


def reached(count: object) -> object:
    """Some number is at least the size: a stand-in for what only examples show."""
    return exists(real(), lambda s: le(count, s))


at_zero = exists(real(), lambda s: le(0, s))
grows = forall(n, lambda j: implies(reached(j), reached(j + 1)))


def test_from_a_start_and_a_step() -> None:
    assert isinstance(prove(Statement([at_zero, grows], reached(n)), "induct(n)"), Proof)


def test_not_without_the_step() -> None:
    assert isinstance(prove(Statement([at_zero], reached(n)), "induct(n)"), Gap)
    assert isinstance(
        prove(Statement([at_zero, grows], exists(real(), lambda s: lt(s, summation(w)))), "induct(n)"), Gap
    )
