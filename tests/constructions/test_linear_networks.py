"""The families of critical points: counted as numbers say, proved to be critical, and no other loss is read as one."""

from __future__ import annotations

import doctest

import numpy as np
import pytest

from theorycheck import (
    critical,
    critical_points,
    diagonal,
    dims,
    eq,
    matrix,
    squared_loss,
    squared_norm,
    trace,
    vector,
)
from theorycheck.constructions import linear_networks
from theorycheck.errors import FloatInStatement, OptionError, OutsideVocabulary
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import replay
from theorycheck.pipeline import Options, check
from theorycheck.proving.lemmas import Lemma
from theorycheck.proving.prove import Gap, Proof, prove
from theorycheck.statement.statements import Statement

N, D, p, C = dims("N D p C")
X, Y, B, A = matrix("X", N, D), matrix("Y", N, C), matrix("B", D, p), matrix("A", p, C)
W, T = matrix("W", C, C), matrix("T", D, C)
LOSS = squared_norm(Y - X @ B @ A)

# ---- the loss is recognised


@pytest.mark.parametrize(
    "loss",
    [
        LOSS,
        squared_norm(X @ B @ A - Y),
        squared_norm(Y - X @ (B @ A)),
        squared_loss(X @ B @ A, Y),
        squared_loss(Y, X @ B @ A),
    ],
    ids=str,
)
def test_each_spelling_is_the_same_loss(loss):
    expected, found = critical_points(LOSS, over=[B, A]), critical_points(loss, over=[B, A])
    assert found.claim.statement.digest == expected.claim.statement.digest
    assert (found.point, found.value) == (expected.point, expected.value)


@pytest.mark.parametrize(
    ("loss", "over"),
    [
        (2 * LOSS, [B, A]),
        (LOSS, [A, B]),
        (LOSS, [B]),
        (LOSS, [B, B]),
        (LOSS, [X, A]),
        (squared_norm(Y - X @ B @ A @ W), [B, A]),
        (squared_norm(X @ B @ A - X @ B @ A), [B, A]),
        (squared_norm(X @ B @ A), [B, A]),
        (trace(Y.T @ Y), [B, A]),
    ],
    ids=str,
)
def test_another_loss_is_refused_with_what_is_supported(loss, over):
    with pytest.raises(OutsideVocabulary, match=r"write squared_norm\(Y - X @ B @ A\) or squared_loss"):
        critical_points(loss, over=over)


def test_names_that_the_loss_uses_are_left_to_it():
    Q, U = matrix("Q", N, D), matrix("U", N, C)
    names = [
        symbol.name for symbol in critical_points(squared_norm(U - Q @ B @ A), over=[B, A]).claim.statement.symbols
    ]
    assert {"Q", "Q_1", "U", "U_1"} <= set(names) and len(set(names)) == len(names)


# ---- the claim


def proof_of(claim, statement=None):
    steps = [Lemma(step.statement, step.proof) for step in claim.steps]
    return prove(statement or claim.statement, claim.proof, steps)


def test_the_claim_is_proved_in_every_dimension():
    found = proof_of(critical_points(squared_norm(T - B @ A), over=[B, A]).claim)
    assert isinstance(found, Proof), found
    replayed = replay(found.certificate)
    assert reach(replayed) == () and not replayed.theorem.trust


def test_another_value_and_another_point_are_not_proved():
    """Half the eigenvalues; B without the factor L."""
    points = critical_points(squared_norm(T - B @ A), over=[B, A])
    claim, (first, second) = points.claim, points.point
    wrong_value = eq(squared_norm(T - first @ second), squared_norm(T) - (squared_norm(T) - points.value) / 2)
    assert isinstance(proof_of(claim, Statement(claim.given, wrong_value)), Gap)
    moved = critical(squared_norm(T - B @ A), [B, A], at=[2 * first, second])
    assert isinstance(proof_of(claim, Statement(claim.given, moved)), Gap)


@pytest.mark.parametrize(
    "condition", [1, 2, 3, 4], ids=["orthonormal", "a left inverse", "unused units", "nothing left to gain"]
)
def test_each_condition_is_needed(condition):
    claim = critical_points(squared_norm(T - B @ A), over=[B, A]).claim
    fewer = [relation for place, relation in enumerate(claim.given) if place != condition]
    assert isinstance(proof_of(claim, Statement(fewer, claim.conclude)), Gap)


S3 = vector("s", 3)
SMALL = squared_norm(diagonal(S3) - matrix("B", 3, 2) @ matrix("A", 2, 3))


@pytest.mark.parametrize(
    ("loss", "over"),
    [(LOSS, [B, A]), (squared_norm(matrix("T", 2, 3) - matrix("B", 2, 2) @ matrix("A", 2, 3)), None)],
    ids=["symbolic", "literal sizes"],
)
def test_check_decides_the_claim(loss, over, tmp_path):
    """Its hypotheses have a model, so that it is not about nothing."""
    over = over or [matrix("B", 2, 2), matrix("A", 2, 3)]
    outcome = check(critical_points(loss, over=over).claim, "claim", Options(examples=0, folder=tmp_path))
    assert (outcome.verdict.value, outcome.reach) == ("PROVED", ())


# ---- the counts


CASES = [
    (2, 2, 1, (4, 1)),
    (3, 3, 2, (9, 4, 1)),
    (3, 3, 2, (4, 4, 1)),
    (2, 3, 2, (4, 1, 0)),
    (4, 2, 2, (4, 1)),
    (4, 3, 2, (4, 1, 0)),
    (2, 2, 3, (4, 1)),
    (3, 2, 1, (0, 0)),
]


class Instance:
    """Random data of which S has the given eigenvalues; the eigenvectors are the columns of U."""

    def __init__(self, inputs, outputs, hidden, spectrum, seed):
        self.random = np.random.default_rng(seed)
        self.shape = (inputs, hidden, outputs)
        rows = max(inputs, outputs) + 2
        frame, self.U = self.rotation(rows), self.rotation(outputs)
        core = np.zeros((inputs, outputs))
        np.fill_diagonal(core, np.sqrt(np.array(spectrum[: min(inputs, outputs)], float)))
        whole = frame[:, :inputs] @ self.rotation(inputs) @ core @ self.U.T
        noise = self.random.normal(size=(rows, outputs))
        noise -= frame[:, :inputs] @ (frame[:, :inputs].T @ noise)
        self.residual = float(np.sum(noise**2))
        self.X, self.Y = frame[:, :inputs] @ self.normal(inputs, inputs), whole + noise

    def normal(self, *shape):
        return self.random.normal(size=shape)

    def rotation(self, n):
        return np.linalg.qr(self.normal(n, n))[0]

    def point(self, indices, spare):
        """A random point of the family; `spare` says whether the units not in use have B."""
        inputs, hidden, _ = self.shape
        U, M = self.U[:, list(indices)], self.normal(hidden, len(indices))
        left = np.linalg.pinv(M)
        outside = np.eye(hidden) - M @ left
        L = left + self.normal(len(indices), hidden) @ outside
        moments = self.X.T @ self.Y
        taken = moments @ (np.eye(len(self.U)) - U @ U.T)
        room = np.eye(inputs) - taken @ np.linalg.pinv(taken, rcond=1e-9)
        R = room @ self.normal(inputs, hidden) @ outside if spare else 0
        return np.linalg.solve(self.X.T @ self.X, moments) @ U @ L + R, M @ U.T

    def look(self, B, A):
        """The loss, the greatest entry of the gradient and the eigenvalues of half the Hessian."""
        inputs, hidden, outputs = self.shape
        rest = self.Y - self.X @ B @ A
        slope = self.X.T @ rest
        directions = np.eye(inputs * hidden + hidden * outputs)
        parts = [(d[: inputs * hidden].reshape(B.shape), d[inputs * hidden :].reshape(A.shape)) for d in directions]
        first = np.array([(self.X @ (b @ A + B @ a)).ravel() for b, a in parts])
        cross = np.array([[np.sum(slope * (b @ a)) for _, a in parts] for b, _ in parts])
        gradient = max(np.abs(slope @ A.T).max(), np.abs(B.T @ slope).max())
        return np.sum(rest**2), gradient, np.linalg.eigvalsh(first @ first.T - cross - cross.T)


@pytest.mark.parametrize(("inputs", "outputs", "hidden", "spectrum"), CASES)
@pytest.mark.parametrize("spare", [False, True])
def test_value_index_and_nullity_are_those_of_random_points(inputs, outputs, hidden, spectrum, spare):
    points = critical_points(LOSS, over=[B, A])
    found = points.families(eigenvalues=spectrum, sizes={p: hidden, D: inputs, C: outputs})
    for seed, family in enumerate(found):
        instance = Instance(inputs, outputs, hidden, spectrum, seed)
        value, gradient, curvatures = instance.look(*instance.point(family.indices, spare))
        scale = 1e-7 * max(1.0, np.abs(curvatures).max())
        assert gradient < scale
        assert value == pytest.approx(instance.residual + float(family.value))
        assert np.sum(curvatures < -scale) == family.index
        if not spare:
            assert np.sum(np.abs(curvatures) <= scale) == family.nullity


def test_the_least_value_comes_first_and_has_index_0_alone():
    """Eigenvalues 9 > 4 > 1 > 0 and two units: {9, 4} and nothing else is a minimum."""
    first, *others = critical_points(LOSS, over=[B, A]).families(eigenvalues=[1, 9, 0, 4], sizes={p: 2})
    assert (set(first.indices), first.value, first.index, first.nullity) == ({1, 3}, 1, 0, None)
    assert len(others) == 1 + 4 + 6 - 1 and all(family.index > 0 for family in others)


def test_literal_sizes_need_not_be_given():
    small = critical_points(SMALL, over=[matrix("B", 3, 2), matrix("A", 2, 3)])
    assert len(small.families(eigenvalues=["1/2", 4, 1], residual="1/3")) == 7


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"eigenvalues": [4, 1]}, "number of hidden units is not known"),
        ({"eigenvalues": [4, -1], "sizes": {p: 1}}, "-1 is negative"),
        ({"eigenvalues": [4, 1], "sizes": {p: 1, C: 3}}, "2 eigenvalues of a matrix of order 3"),
        ({"eigenvalues": [4, 1], "sizes": {p: 1, D: 1}}, "2 positive eigenvalues where there are 1 inputs"),
    ],
)
def test_a_spectrum_that_does_not_fit_is_refused(given, message):
    with pytest.raises(OptionError, match=message):
        critical_points(LOSS, over=[B, A]).families(**given)


def test_eigenvalues_are_exact():
    with pytest.raises(FloatInStatement):
        critical_points(LOSS, over=[B, A]).families(eigenvalues=[0.5], sizes={p: 1})


def test_the_example_in_the_page_is_so():
    assert doctest.testmod(linear_networks).failed == 0
    assert doctest.testmod(linear_networks).attempted > 4
