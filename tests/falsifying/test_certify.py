"""Certificates: a witness becomes the kernel's ¬S, a point that does not refute becomes nothing."""
from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction as F
from typing import Any

import pytest

from theorycheck.falsifying.certify import certify, kernel_value
from theorycheck.kernel import KernelError, sorts, terms
from theorycheck.kernel.replay import parse, replay


@dataclass(frozen=True)
class Symbol:
    name: str


@dataclass
class Stub:
    """A statement that is already a kernel formula."""

    symbols: tuple[Symbol, ...]
    body: terms.Term
    definitions: dict[terms.Term, terms.Term]

    def formula(self) -> terms.Term:
        return self.body


def below_one(body: Any) -> Stub:
    x = terms.variable("x", sorts.REAL)
    return Stub((Symbol("x"),), terms.forall(x, terms.lt(body(x), terms.real(1))), {})


def test_a_rational_and_a_transcendental_witness_certify_and_replay() -> None:
    for body in (lambda x: terms.mul(x, x), lambda x: terms.elementary("exp", x)):
        statement = below_one(body)
        certificate = certify(statement, {"x": F(3, 2)})
        assert certificate is not None
        assert certificate.theorem.conclusion is terms.negate(statement.formula())
        assert not certificate.theorem.hypotheses
        replayed = replay(parse(json.dumps(certificate.document())))
        assert replayed.theorem.conclusion is certificate.theorem.conclusion and replayed.kind == "refutation"
        assert replayed.statement is statement.formula()


def test_a_point_that_satisfies_the_claim_gives_nothing() -> None:
    assert certify(below_one(lambda x: terms.mul(x, x)), {"x": F(1, 2)}) is None
    assert certify(below_one(lambda x: terms.elementary("tanh", x)), {"x": F(1)}) is None


def test_arrays_become_tables() -> None:
    n, v = terms.variable("n", sorts.NATURAL), terms.variable("v", sorts.function(sorts.NATURAL, sorts.REAL))
    i = terms.variable("i", sorts.NATURAL)
    total = terms.summation(n, i, terms.apply(v, i))
    formula = terms.forall(n, terms.forall(v, terms.le(total, terms.real(2))))
    statement = Stub((Symbol("n"), Symbol("v")), formula, {})
    assert certify(statement, {"n": 2, "v": [F(1), F(3, 2)]}) is not None
    assert certify(statement, {"n": 2, "v": [F(1), F(1)]}) is None
    assert certify(statement, {"n": 0, "v": []}) is None


def test_definitions_are_unfolded() -> None:
    x = terms.variable("x", sorts.REAL)
    body = terms.lam(x, terms.mul(x, x))
    square = terms.constant(f"square#{body.digest()}", body.sort)
    statement = Stub((Symbol("x"),), terms.forall(x, terms.le(terms.apply(square, x), x)), {square: body})
    assert certify(statement, {"x": F(2)}) is not None
    assert certify(statement, {"x": F(1, 2)}) is None


def test_empty_and_malformed_values() -> None:
    matrix = sorts.function(sorts.NATURAL, sorts.NATURAL, sorts.REAL)
    assert kernel_value(matrix, []).sort == matrix
    assert kernel_value(matrix, [[], []]).sort == matrix
    with pytest.raises(KernelError):
        kernel_value(matrix, F(1))
    with pytest.raises(KernelError):
        kernel_value(sorts.group("G"), [F(1)])
