"""Matrix identities that follow where two equations overlap, in every dimension; and what looks alike and does not."""

from __future__ import annotations

import pytest

from theorycheck import Claim, dims, eq, identity_matrix, matrix, transpose
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import replay
from theorycheck.proving.prove import Gap, Proof, prove

n, m = dims("n m")
A, B, C = matrix("A", n, n), matrix("B", n, n), matrix("C", n, n)
T, L, R = matrix("T", m, n), matrix("L", n, m), matrix("R", n, m)
ONE = identity_matrix(n)


def attempt(given, conclude):
    return prove(Claim(title="t", source="s", given=given, conclude=conclude).statement, "matrix")


@pytest.mark.parametrize(
    ("given", "conclude"),
    [
        ([eq(A @ B, ONE), eq(C @ A, ONE)], eq(B, C)),
        ([eq(T @ R, identity_matrix(m)), eq(L @ T, ONE)], eq(L, R)),
        ([eq(C @ A, ONE), eq(A @ B, 0 * A)], eq(B, 0 * A)),
        ([eq(C @ A, ONE), eq(A @ A, A)], eq(A, ONE)),
    ],
    ids=[
        "inverses are unique",
        "of rectangles too",
        "what has a left inverse cancels",
        "an invertible projection is one",
    ],
)
def test_two_equations_together_say_more(given, conclude):
    proof = attempt(given, conclude)
    assert isinstance(proof, Proof), proof
    assert reach(replay(proof.certificate)) == ()


@pytest.mark.parametrize(
    ("given", "conclude"),
    [
        ([eq(A @ B, ONE)], eq(B @ A, ONE)),  # true, but of finite dimension: no consequence of the equation
        ([eq(A @ B, A @ C)], eq(B, C)),
        ([eq(A @ B, ONE), eq(A @ C, ONE)], eq(B, C)),
        ([eq(T @ R, identity_matrix(m))], eq(transpose(R), T)),
    ],
)
def test_one_sided_inverses_do_not(given, conclude):
    assert isinstance(attempt(given, conclude), Gap)
