"""What holds from some number on, natural numbers above a real one, and limits: what is not so stays open."""

from __future__ import annotations

import pytest

from theorycheck import and_, exists, forall, function, implies, le, lt, natural, real, tends_to
from theorycheck.proving.prove import Gap, Proof, prove
from theorycheck.statement.statements import Statement

A, B = function("A", natural, real()), function("B", natural, real())
a, b, x = real("a b x")


def later(relation, above=lambda M: lt(0, M)):
    return exists(natural, lambda M: and_(above(M), forall(natural, lambda N: implies(le(M, N), relation(N)))))


EVENTUALLY = {
    "two at once": ([later(lambda N: le(a, A(N))), later(lambda N: le(A(N), b))], le(a, b), Proof),
    "what holds of all positive numbers": (
        [later(lambda N: le(a, A(N))), forall(natural, lambda N: implies(lt(0, N), le(A(N), b)))],
        le(a, b),
        Proof,
    ),
    "a number above": (
        [exists(natural, lambda M: le(x, M)), forall(natural, lambda N: implies(le(x, N), le(a, b)))],
        le(a, b),
        Gap,
    ),
    "of two sequences": ([later(lambda N: le(a, A(N))), later(lambda N: le(B(N), b))], le(a, b), Gap),
    "at one number only": (
        [later(lambda N: le(a, A(N))), exists(natural, lambda M: le(A(M), b))],
        le(a, b),
        Gap,
    ),
}


@pytest.mark.parametrize("name", EVENTUALLY)
def test_eventually(name):
    given, conclusion, outcome = EVENTUALLY[name]
    assert isinstance(prove(Statement(given, conclusion), "eventually, contradict"), outcome)


@pytest.mark.parametrize(
    ("goal", "outcome"),
    [
        (exists(natural, lambda n: le(x, n)), Proof),
        (exists(natural, lambda n: and_(le(x * x, n), le(0, n))), Proof),
        (exists(natural, lambda n: le(n, x)), Gap),
        (exists(natural, lambda n: and_(le(x, n), le(n, x + 1))), Gap),
    ],
)
def test_archimedes(goal, outcome):
    assert isinstance(prove(Statement([], goal), "archimedes, auto"), outcome)


def test_a_limit_is_unfolded_as_it_is_written():
    """At e = 1 the terms are within 1 of the limit from some M on; that the limit is 0 does not follow."""
    near = later(lambda N: and_(le(a - 1, A(N)), le(A(N), a + 1)))
    assert isinstance(prove(Statement([tends_to(A, a)], near), "auto"), Proof)
    assert isinstance(prove(Statement([tends_to(A, a)], le(a, 0)), "auto"), Gap)
