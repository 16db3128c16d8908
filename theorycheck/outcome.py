"""What one check gave: the fields of the JSON document, in its order, and nothing that is not evidence.

A witness is exact. In JSON a natural is a number, a real is a text `p/q` (a float would round it), arrays are lists; a
map is the table of its nodes, with its LaTeX.
"""

from __future__ import annotations

import json
import keyword
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from theorycheck.errors import StatementError, WitnessError
from theorycheck.statement.witness import Between
from theorycheck.verdicts import Verdict

LONGEST_LINE = 200


@dataclass(frozen=True)
class NeighbourOutcome:
    """The verdict on one false neighbour."""

    id: str
    covers: Mapping[str, str]
    verdict: Verdict
    reason: str
    seconds: float
    witness: dict[str, Any] | None
    expect: Verdict = Verdict.REFUTED
    statement_hash: str = ""
    certificate: dict[str, str] | None = None
    figures: Mapping[str, Any] = field(default_factory=dict)
    documents: Mapping[str, dict[str, str]] = field(default_factory=dict)  # every certificate, by its role
    worst: dict[str, Any] | None = None  # the most violated witness, where it is not the smallest one

    def to_json(self) -> dict[str, Any]:
        """The fields a face prints; what is kept besides is for the ledger."""
        return {
            "id": self.id,
            "covers": dict(self.covers),
            "verdict": self.verdict.value,
            "reason": self.reason,
            "seconds": round(self.seconds, 3),
            "witness": self.witness,
            "worst": self.worst,
        }


@dataclass(frozen=True)
class Outcome:
    """The verdict on one claim with everything that supports it. `figures` (of the search) is not part of the JSON."""

    id: str
    covers: Mapping[str, str]
    title: str
    verdict: Verdict
    standing: str
    reason: str
    reach: tuple[str, ...]
    trust: tuple[str, ...]
    fidelity: str
    expect: Verdict
    statement_hash: str
    uses: tuple[str, ...]  # the ids of the claims that its author says it rests on
    seeds: tuple[int, ...]
    backend: str
    undecided: int
    seconds: float
    witness: dict[str, Any] | None
    certificate: dict[str, str] | None
    neighbours: tuple[NeighbourOutcome, ...]
    used: tuple[str, ...] = ()  # those of them that the proof's certificate is really derived from
    figures: Mapping[str, Any] = field(default_factory=dict)
    documents: Mapping[str, dict[str, str]] = field(default_factory=dict)  # every certificate, by its role
    worst: dict[str, Any] | None = None  # the most violated witness, where it is not the smallest one

    def to_json(self) -> dict[str, Any]:
        """Exactly the fields of the published schema, in its order."""
        return {
            "id": self.id,
            "covers": dict(self.covers),
            "title": self.title,
            "verdict": self.verdict.value,
            "standing": self.standing,
            "reason": self.reason,
            "reach": list(self.reach),
            "trust": list(self.trust),
            "fidelity": self.fidelity,
            "expect": self.expect.value,
            "statement_hash": self.statement_hash,
            "uses": list(self.uses),
            "used": list(self.used),
            "seeds": list(self.seeds),
            "backend": self.backend,
            "undecided": self.undecided,
            "seconds": round(self.seconds, 3),
            "witness": self.witness,
            "worst": self.worst,
            "certificate": self.certificate,
            "neighbours": [neighbour.to_json() for neighbour in self.neighbours],
        }

    def evidence(self) -> dict[str, dict[str, Any]]:
        """By id, of the claim and its neighbours: the hash of the statement and every certificate by its role."""
        parts: tuple[Outcome | NeighbourOutcome, ...] = (self, *self.neighbours)
        stated = [(one.id, one.statement_hash, one.documents) for one in parts]
        return {name: {"statement_hash": digest, "files": dict(files)} for name, digest, files in stated}


def encode_witness(witness: Mapping[str, Any]) -> dict[str, Any]:
    """Exact values as JSON."""
    return {name: _encode(value, name) for name, value in witness.items()}


def decode_witness(stored: Mapping[str, Any], where: str = "") -> dict[str, Any]:
    """The exact values of a witness stored in the ledger `where`; WitnessError when one is no exact number."""
    try:
        return {name: _decode(value, name) for name, value in stored.items()}
    except WitnessError as error:
        raise error.located(where) from None


def replayed(stored: Mapping[str, Any]) -> str:
    """The call of `theorycheck.strategies.witness` that gives the witness with this JSON again."""
    if all(name.isidentifier() and not keyword.iskeyword(name) for name in stored):
        return f"witness({', '.join(f'{name}={value!r}' for name, value in stored.items())})"
    return f"witness(**{dict(stored)!r})"


def example_line(stored: Mapping[str, Any]) -> str:
    """What to paste above a test with `@given(witnesses(claim))`, so that this witness is tried first."""
    return f"@example({replayed(stored)})"


def worst_line(worst: Mapping[str, Any]) -> str:
    """The most violated witness in one line; the whole of it stands in the document."""
    values = ", ".join(f"{name} = {json.dumps(value)}" for name, value in worst["witness"].items())
    short = values if len(values) <= LONGEST_LINE else f"{values[:LONGEST_LINE]} ..."
    return f"most violated: {told(worst)} at {short}"


def told(worst: Mapping[str, Any]) -> str:
    """By how much, relative to what is compared: 1 is the most there is."""
    return f"by {float(Fraction(worst['relative_violation'])):.3g} of 1"


def _encode(value: Any, name: str) -> Any:
    if type(value) is int:
        return value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [_encode(part, name) for part in value]
    if isinstance(value, Between):
        return {"between": [str(value.low), str(value.high)]}
    if hasattr(value, "bound"):
        from theorycheck.statement.rendering import latex
        from theorycheck.statement.storage import to_json

        return {"map": latex(value), **to_json(value)}
    raise WitnessError(f"the witness gives {name} the value {value!r}", why="only integers and fractions are exact")


def _decode(value: Any, name: str) -> Any:
    if type(value) is int:
        return value
    if isinstance(value, list):
        return [_decode(part, name) for part in value]
    try:
        if isinstance(value, str):
            return Fraction(value)
        if isinstance(value, dict):
            if "map" in value:
                from theorycheck.statement.storage import from_json

                return from_json(value)
            low, high = value["between"]
            return Between(Fraction(low), Fraction(high))
    except (ValueError, ZeroDivisionError, KeyError, TypeError, StatementError):
        pass
    raise WitnessError(
        f"a stored witness gives {name} the value {value!r}",
        why="it is neither an integer nor a fraction p/q; it was edited",
        cure="restore the ledger from a copy, or name another file with --ledger PATH",
    )
