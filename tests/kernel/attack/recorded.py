"""Certificates of everything the fuzzer proves: each rule's, small, to be mutated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from theorycheck.kernel.codec import read_terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.rules import RULES
from theorycheck.kernel.terms import Term, postorder, variable
from theorycheck.kernel.theorem import Theorem

from .certificates import SAMPLES, sample
from .fuzzer import Fuzzer

STEPS, CHARACTERS = 80, 12_000


class Notes:
    """How every theorem came about, while `recording`."""

    def __init__(self) -> None:
        self.origin: dict[int, tuple[str, tuple]] = {}
        self.last: dict[str, list[Theorem]] = {}

    def add(self, name: str, arguments: tuple, theorem: Theorem) -> Theorem:
        self.origin[id(theorem)] = (name, arguments)
        self.last.setdefault(name, []).append(theorem)  # kept alive, so that its id stays its own
        return theorem

    def document(self, theorem: Theorem) -> dict | None:
        """The certificate of its closure ∀x. hypotheses ⇒ conclusion; None where it is long."""
        size = len(self._below(theorem))
        if size > STEPS:
            return None
        derivation = Derivation()
        made: dict[int, Theorem] = {}

        def again(value: Any) -> Any:
            if type(value) is tuple:
                return tuple(map(again, value))
            if type(value) is not Theorem:
                return value
            if id(value) not in made:
                name, arguments = self.origin[id(value)]
                made[id(value)] = getattr(derivation, name)(*again(arguments))
            return made[id(value)]

        closed = again(theorem)
        for hypothesis in sorted(closed.hypotheses, key=Term.digest):
            closed = derivation.implies_intro(closed, hypothesis)
        for data in sorted(closed.conclusion.free):
            closed = derivation.forall_intro(closed, variable(*data))
        document = derivation.certificate(closed, closed.conclusion)
        return document if len(json.dumps(document)) <= CHARACTERS else None

    def _below(self, theorem: Theorem) -> set[int]:
        found: set[int] = set()
        waiting: list[Any] = [theorem]
        while waiting and len(found) <= STEPS:
            value = waiting.pop()
            if type(value) is tuple:
                waiting += value
            elif type(value) is Theorem and id(value) not in found:
                found.add(id(value))
                waiting += self.origin[id(value)][1]
        return found


@contextmanager
def recording() -> Iterator[Notes]:
    """Every rule of the table notes what it proves."""
    notes, plain = Notes(), dict(RULES)
    for name, rule in plain.items():
        RULES[name] = lambda *arguments, name=name, rule=rule: notes.add(name, arguments, rule(*arguments))
    try:
        yield notes
    finally:
        RULES.update(plain)


def certificates(seed: int, each: int, rounds: int = 40) -> dict[str, list[dict]]:
    """Up to `each` certificates a rule that end with it, but for the closing; and the samples made by hand."""
    with recording() as notes:
        fuzzer = Fuzzer(seed, worlds=0)
        found: dict[str, list[dict]] = {name: [] for name in sorted(RULES)}
        for _ in range(rounds):
            missing = [name for name, documents in found.items() if len(documents) < each]
            if not missing:
                break
            fuzzer.run(1, missing)
        for name, documents in found.items():
            for theorem in notes.last.get(name, ()):
                document = notes.document(theorem) if len(documents) < each else None
                if document and name in {step[0] for step in document["steps"]}:  # not what an earlier step shows too
                    documents.append(document)
    return found | {f"sample: {name}": [sample(name)[0]] for name in SAMPLES}


def definitions(document: dict, theorem: Theorem) -> dict[Term, Term]:
    """The constants of the theorem with their bodies, whose hashes they bear; one without body may be anything."""
    bodies = {term.digest(): term for term in read_terms(document["terms"])}
    waiting = [*theorem.hypotheses, theorem.conclusion]
    found: dict[Term, Term] = {}
    while waiting:
        for part in postorder(waiting.pop()):
            digest = str(part.data[0]).partition("#")[2] if part.op == "constant" else ""  # type: ignore[index]
            if part not in found and (body := bodies.get(digest)):
                found[part] = body
                waiting.append(body)
    return found
