"""A replay is quick, and a certificate says nothing twice."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from theorycheck import Claim, eq, matrix, nonnegative, relu, symbol
from theorycheck.kernel import terms as t
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import parse, replay
from theorycheck.kernel.sorts import REAL
from theorycheck.proving.prove import Proof, prove


def _two_layers(units: int, inputs: int) -> str:
    """relu(X c V) c W = c² relu(X V) W for c ≥ 0, as a certificate."""
    X, V, W = matrix("X", 1, inputs), matrix("V", inputs, units), matrix("W", units, 1)
    c = symbol("c", nonnegative)
    claim = Claim(title="", source="", conclude=eq(relu(X @ (V * c)) @ (W * c), c**2 * (relu(X @ V) @ W)))
    proof = prove(claim.statement, "scale")
    assert isinstance(proof, Proof)
    return json.dumps(proof.certificate)


def test_a_two_layer_network_of_32_units_replays_in_a_tenth_of_a_second() -> None:
    text = _two_layers(32, 8)
    started = time.process_time()
    assert reach(replay(parse(text))) == ()
    assert time.process_time() - started < 0.1


def test_its_certificate_does_not_grow_with_the_number_of_units() -> None:
    assert len(_two_layers(100, 50)) < 1.01 * len(_two_layers(2, 2))


def repeated(document: dict[str, Any]) -> list[str]:
    """What stands twice in a certificate: a term, a step, a theorem."""
    places = {"term": document["terms"], "step": document["steps"]}
    return [what for what, listed in places.items() if len(set(map(json.dumps, listed))) < len(listed)]


@pytest.mark.parametrize("between", [0, 3])
def test_a_theorem_that_is_derived_twice_is_written_down_once(between: int) -> None:
    """By the same rule or by another: whatever rests on the second derivation is given the first."""
    d, x = Derivation(), t.variable("x", REAL)
    equation = t.eq(x, x)
    first = d.refl(x)
    for value in range(between):
        d.refl(t.real(value))
    second = d.ring(equation)
    theorem = d.and_intro(d.forall_intro(second, x), d.forall_intro(first, x))
    document = d.certificate(theorem, theorem.conclusion)
    assert [name for name, _ in document["steps"]] == ["refl", "forall_intro", "and_intro"]
    assert not repeated(document) and replay(document).theorem.conclusion is theorem.conclusion
    assert d.met(theorem, [second]) == [second]  # what was used is remembered as it was used


def test_a_repeated_step_and_a_repeated_term_are_seen() -> None:
    d, x = Derivation(), t.variable("x", REAL)
    theorem = d.refl(x)
    document = d.certificate(theorem, theorem.conclusion)
    assert not repeated(document)
    assert repeated({**document, "steps": document["steps"] * 2}) == ["step"]
    assert repeated({**document, "terms": document["terms"] * 2}) == ["term"]
