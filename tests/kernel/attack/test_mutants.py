"""An edited certificate is refused, or replays to exactly the registered statement; nothing else ever happens."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator

import pytest
from attack.certificates import SAMPLES, sample

from theorycheck.kernel import KernelError
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import parse, replay

DIGITS = "0123456789"


def _verdict(text: str, registered: str) -> str:
    """refused, same, or other (a true theorem about another statement, which the hash check of the caller refuses)."""
    try:
        replayed = replay(parse(text))
        reach(replayed)
    except KernelError:
        return "refused"
    return "same" if replayed.statement.digest() == registered else "other"


def _document(name: str) -> tuple[str, str]:
    document, _, statement = sample(name)
    return json.dumps(document), statement.digest()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_digit(name: str) -> None:
    """Each digit of the file, turned into two others: refused, or of the registered statement, or openly of another."""
    text, registered = _document(name)
    rng, seen = random.Random(name), {"refused": 0, "same": 0, "other": 0}
    for place in [place for place, char in enumerate(text) if char in DIGITS]:
        for digit in rng.sample([d for d in DIGITS if d != text[place]], 2):
            seen[_verdict(text[:place] + digit + text[place + 1 :], registered)] += 1
    assert seen["refused"] > 3 * (seen["same"] + seen["other"])


@pytest.mark.parametrize("name", SAMPLES)
def test_truncation_and_noise(name: str) -> None:
    """Cut anywhere, or one character replaced by another: only KernelError, never the file of another truth."""
    text, registered = _document(name)
    rng = random.Random(name)
    for place in range(0, len(text), 7):
        assert _verdict(text[:place], registered) == "refused"
        noise = rng.choice('{}[]",:-/.eE \\\u0000\ud800λ1truenull')
        _verdict(text[:place] + noise + text[place + 1 :], registered)


STRANGE = [
    None,
    True,
    False,
    -1,
    10**30,
    0.5,
    "",
    "0",
    [],
    {},
    [[]],
    {"term": 0},
    {"theorem": 0},
    {"q": "1/2"},
    {"term": -1},
    "real",
    ["real"],
    ["Z", 1],
]


def _places(value: object, path: tuple = ()) -> Iterator[tuple]:
    yield path
    items = enumerate(value) if type(value) is list else value.items() if type(value) is dict else ()
    for key, inner in items:
        yield from _places(inner, (*path, key))


def _changed(document: dict, path: tuple, value: object) -> dict:
    result = copy.deepcopy(document)
    place = result
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return result


@pytest.mark.parametrize("name", SAMPLES)
def test_structural_mutations(name: str) -> None:
    """Any part replaced by something of another kind, or by another part of the same file."""
    document, _, statement = sample(name)
    registered = statement.digest()
    places = [path for path in _places(document) if path]
    rng, others = random.Random(name), 0
    parts = [value for value in (_at(document, path) for path in places) if value is not None]
    for path in places:
        for value in (rng.choice(STRANGE), rng.choice(parts)):
            others += _verdict_of(_changed(document, path, value), registered) == "other"
    assert others < len(places) / 4


def _at(document: dict, path: tuple) -> object:
    for key in path:
        document = document[key]
    return document


def _verdict_of(document: dict, registered: str) -> str:
    try:
        replayed = replay(document)
        reach(replayed)
    except KernelError:
        return "refused"
    return "same" if replayed.statement.digest() == registered else "other"


@pytest.mark.parametrize("name", SAMPLES)
def test_steps_and_terms_swapped_dropped_and_doubled(name: str) -> None:
    """Order matters: a step may use earlier ones only."""
    document, _, statement = sample(name)
    registered = statement.digest()
    for part in ("steps", "terms"):
        for place in range(len(document[part])):
            dropped, doubled = copy.deepcopy(document), copy.deepcopy(document)
            del dropped[part][place]
            doubled[part].insert(place, doubled[part][place])
            _verdict_of(dropped, registered)
            _verdict_of(doubled, registered)
            if place:
                swapped = copy.deepcopy(document)
                swapped[part][place - 1 : place + 1] = swapped[part][place - 1 : place + 1][::-1]
                _verdict_of(swapped, registered)
    if len(document["steps"]) > 1:
        assert _verdict_of({**document, "steps": document["steps"][::-1]}, registered) == "refused"
    assert _verdict_of({**document, "steps": document["steps"][:-1]}, registered) == "refused"
    assert _verdict_of({**document, "steps": []}, registered) == "refused"
    for key in document:
        assert _verdict_of({k: v for k, v in document.items() if k != key}, registered) == "refused"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_proof_is_no_refutation(name: str) -> None:
    """The kind is part of what is checked."""
    document, _, statement = sample(name)
    other = {"proof": "refutation", "refutation": "proof"}[document["kind"]]
    assert _verdict_of({**document, "kind": other}, statement.digest()) == "refused"


def test_documents_of_other_kinds() -> None:
    """Not even a dict; keys with other values."""
    document, _, _ = sample("square")
    for strange in STRANGE:
        with pytest.raises(KernelError):
            replay(strange)
        for key in document:
            with pytest.raises(KernelError):
                replay({**document, key: strange if not (key == "statement" and strange == 0) else None})
