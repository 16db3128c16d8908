"""Rectified linear units: case splits with linear certificates; networks of 32 units have short certificates."""

from __future__ import annotations

import json
import time

import pytest

from theorycheck import Claim, absolute, eq, implies, le, matrix, nonnegative, real, relu, vector
from theorycheck.kernel.replay import replay
from theorycheck.proving.prove import Gap, Proof, prove

x, y, z = real("x y z")
c = real("c", nonnegative)
b = real("b")


def attempt(conclude, script="auto"):
    return prove(Claim(title="t", source="s", conclude=conclude).statement, script)


@pytest.mark.parametrize(
    "law",
    [
        le(absolute(relu(x) - relu(y)), absolute(x - y)),
        le(relu(x + y), relu(x) + relu(y)),
        eq(relu(x) - relu(-x), x),
        eq(relu(c * x), c * relu(x)),
        eq(relu(relu(x)), relu(x)),
        implies(le(x, y), le(relu(x), relu(y))),
        le((relu(x) - relu(y)) ** 2, (x - y) ** 2),
    ],
    ids=["lipschitz", "subadditive", "odd part", "homogeneous", "idempotent", "monotone", "lipschitz squared"],
)
def test_laws_of_one_unit_by_cases(law):
    assert isinstance(attempt(law), Proof)


@pytest.mark.parametrize(
    "law",
    [
        le(absolute(relu(x) - relu(y)), absolute(x - y) * real("l", nonnegative)),
        le(relu(x) + relu(y), relu(x + y)),
        eq(relu(b * x), b * relu(x)),
    ],
)
def test_what_is_no_law_stays_open_in_one_case(law):
    left = attempt(law)
    assert isinstance(left, Gap) and "known" in left.goal


def test_split_leaves_each_case_to_what_follows():
    """relu(x)² + relu(-x)² ≥ 2xy - y², by squares in each case."""
    pytest.importorskip("clarabel", reason="needs clarabel: pip install theorycheck[sos]")
    law = le(2 * x * y - y**2, relu(x) ** 2 + relu(-x) ** 2)
    assert isinstance(attempt(law, "split, squares"), Proof)
    left = attempt(law, "split(1), squares")
    assert isinstance(left, Gap) and "more choices" in left.reason


def replayed_in(proof: Proof) -> float:
    """The best of three: seconds of the processor."""
    took = []
    for _ in range(3):
        started = time.process_time()
        replay(proof.certificate)
        took.append(time.process_time() - started)
    return min(took)


def test_a_layer_of_32_units_replays_in_a_tenth_of_a_second():
    """Degree two of a two-layer network, as matrices of literal sizes."""
    X, W, V = matrix("X", 1, 8), matrix("W", 8, 32), matrix("V", 32, 1)
    proof = attempt(eq(relu(X @ (c * W)) @ (c * V), c**2 * (relu(X @ W) @ V)), "scale")
    assert isinstance(proof, Proof)
    assert replayed_in(proof) < 0.1


def written_out(units: int, s):
    """Σ_j s v_j relu(Σ_i s w_ji x_i), every sum written out."""
    X, W, V = vector("X", 4), matrix("W", units, 4), vector("V", units)
    total = 0
    for j in range(units):
        total = total + s * V[j] * relu(
            s * W[j, 0] * X[0] + s * W[j, 1] * X[1] + s * W[j, 2] * X[2] + s * W[j, 3] * X[3]
        )
    return total


def test_a_network_written_out_takes_steps_in_proportion_to_its_units():
    """One law for all units, one instance and one identity each: no case split is made twice."""
    steps = {}
    for units in (4, 32):
        proof = attempt(eq(written_out(units, c), c**2 * written_out(units, 1)), "pull_out(c), ideal")
        assert isinstance(proof, Proof)
        steps[units] = len(proof.certificate["steps"])
    assert steps[32] - steps[4] <= 4 * 28
    assert len(json.dumps(proof.certificate)) < 150_000


def test_no_other_degree_is_proved():
    assert isinstance(attempt(eq(written_out(2, c), c**3 * written_out(2, 1)), "pull_out(c), ideal"), Gap)


def test_a_factor_whose_sign_is_not_known_is_not_pulled_out():
    left = attempt(eq(relu(b * x), b * relu(x)), "pull_out(b), ideal")
    assert isinstance(left, Gap) and "(0 ≤ b)" in left.goal
