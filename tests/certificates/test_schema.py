"""The published schema describes every certificate; what it lets through and is wrong, the kernel refuses."""

from __future__ import annotations

import copy
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from theorycheck.certificates import schema, wrap
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import parse, replay

sys.path.append(str(Path(__file__).parents[1] / "kernel"))
from attack.certificates import SAMPLES, sample

WORDS = {"claim": "area.name", "title": "a title", "role": "proof", "words": "what it says", "source": "nowhere"}
VALIDATOR = jsonschema.Draft202012Validator(schema.json_schema())


def _valid(document: dict[str, Any]) -> bool:
    return VALIDATOR.is_valid(document)


def _wrapped(name: str) -> dict[str, Any]:
    document, _, statement = sample(name)
    return json.loads(json.dumps(wrap(document, statement_hash=statement.digest(), **WORDS)))


def test_the_file_is_what_the_kernels_tables_give() -> None:
    """After a change of operators or rules: python -m theorycheck.certificates.schema"""
    assert schema.json_schema() == schema.built()
    jsonschema.Draft202012Validator.check_schema(schema.json_schema())


@pytest.mark.parametrize("name", SAMPLES)
def test_certificates_are_valid(name: str) -> None:
    VALIDATOR.validate(_wrapped(name))


ODD = (None, True, -1, 0, 1, 10**9, 0.5, "", "x", "1/0", [], {}, [None], {"term": -1}, {"theorem": True}, {"q": 1})


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield from _places(part, (*path, key))


def _holder(document: Any, path: tuple[Any, ...]) -> Any:
    for key in path[:-1]:
        document = document[key]
    return document


def _mutants(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One value replaced by an odd one or left out, one key or item too many; in the parts that the kernel reads."""
    for number, path in enumerate(_places({k: document[k] for k in ("schema", "kind", "terms", "steps", "statement")})):
        for kind in range(2):
            mutant = copy.deepcopy(document)
            holder = _holder(mutant, path)
            if kind == 0:
                holder[path[-1]] = ODD[number % len(ODD)]
            elif isinstance(holder[path[-1]], list):
                holder[path[-1]].append(ODD[number % len(ODD)])
            elif isinstance(holder[path[-1]], dict):
                holder[path[-1]]["more"] = 1
            else:
                del holder[path[-1]]
            yield mutant


def _accepted(document: dict[str, Any]) -> bool:
    try:
        reach(replay(parse(json.dumps(document))))
    except KernelError:
        return False
    return True


@pytest.mark.parametrize("name", ["square", "refutation", "group"])
def test_a_mutant_violates_the_schema_or_is_refused(name: str) -> None:
    """Or it is a proof of the same statement; and whatever the kernel accepts is valid."""
    told = {"invalid": 0, "refused": 0}
    mutants = list(_mutants(_wrapped(name)))
    for mutant in random.Random(name).sample(mutants, 120):
        valid, accepted = _valid(mutant), _accepted(mutant)
        assert valid or not accepted, "the kernel accepts what the schema forbids"
        told["invalid"] += not valid
        told["refused"] += valid and not accepted
    assert told["invalid"] > 40 and told["refused"] > 5, told


@pytest.mark.parametrize(
    "change",
    [
        {"statement_hash": "0"},
        {"role": "oracle"},
        {"title": 1},
        {"comment": "more"},
        {"environment": {"python": 3}},
        {"schema": "theorycheck/certificate-2"},
        {"kind": "model"},
        {"steps": [["trust me", []]]},
        {"steps": [["refl", [{"term": 0}, {"term": 0}]]]},
        {"steps": [["refl", [{"theorem": 0}]]]},
        {"steps": [["truth", [1]]]},
        {"terms": [["pi", 0, []]]},
        {"terms": [["variable", ["x", ["complex"]], []]]},
        {"terms": [["literal", [["nat"], 3], []]]},
        {"terms": [["literal", [["real"], "0.5"], []]]},
    ],
)
def test_the_schema_refuses(change: dict[str, Any]) -> None:
    document = _wrapped("square")
    assert _valid(document) and not _valid(document | change)


@pytest.mark.parametrize("field", schema.json_schema()["required"])
def test_no_field_may_be_missing(field: str) -> None:
    document = _wrapped("square")
    del document[field]
    assert not _valid(document)
