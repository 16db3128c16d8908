"""The published JSON Schema of a certificate, written from the kernel's own tables of operators and rules.

A valid document need not be a certificate: whether references point backwards, sorts fit and steps follow is the
kernel's to say.  `python -m theorycheck.certificates.schema` writes the file again after a change of the kernel.
"""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

from theorycheck.certificates.envelope import FIELDS, SCHEMA
from theorycheck.kernel import codec, operators, sorts
from theorycheck.kernel.rules import RULES

FILE = Path(__file__).parent / "certificate-1.schema.json"
WORDS = ("claim", "title", "words", "source")
NAMED = ("finite", "group", "vector", "inner")
Schema = dict[str, Any]


def json_schema() -> Schema:
    """The published schema, as it lies beside this file."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def built() -> Schema:
    """The schema that the kernel's tables give."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "theorycheck certificate",
        "description": (
            "Terms and steps that the kernel replays, in an envelope of words that it does not read. Numbers are "
            "integers or texts p/q in lowest terms; a reference is the index of an earlier term or step, from 0; no "
            "key occurs twice."
        ),
        "type": "object",
        "additionalProperties": False,
        "required": sorted({*FIELDS, "statement"}),
        "properties": {
            "schema": {"const": SCHEMA},
            "kind": {"enum": ["proof", "refutation"]},
            "terms": {"type": "array", "items": _reference("term_entry"), "minItems": 1},
            "steps": {"type": "array", "items": _reference("step"), "minItems": 1},
            "statement": {"description": "the index of the registered statement", **_reference("index")},
            "statement_hash": {"description": "SHA-256 of the registered statement", "pattern": "^[0-9a-f]{64}$"},
            "role": {"enum": ["proof", "refutation", "worst", "model", "inside", "vacuous"]},
            **{name: {"type": "string"} for name in WORDS},
            "environment": {"type": "object", "additionalProperties": {"type": "string"}},
        },
        "$defs": {
            "index": {"type": "integer", "minimum": 0},
            "name": {"type": "string", "minLength": 1, "maxLength": sorts.MAX_NAME},
            "rational": {"type": "string", "pattern": "^-?[0-9]+(/[0-9]+)?$", "maxLength": 2 * codec.MAX_DIGITS + 2},
            "sort": _sort(),
            "term_entry": _term_entry(),
            "step": _step(),
            "theorem": _only("theorem", _reference("index")),
            "term": _only("term", _reference("index")),
            "fraction": _only("q", _reference("rational")),
            "argument": _any(
                *map(_reference, ("theorem", "term", "fraction")), {"type": ["integer", "string"]}, _list("argument")
            ),
        },
    }


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _any(*choices: Schema) -> Schema:
    return {"anyOf": list(choices)}


def _list(of: str) -> Schema:
    return {"type": "array", "items": _reference(of)}


def _only(key: str, value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": False, "required": [key], "properties": {key: value}}


def _tuple(*parts: Schema) -> Schema:
    """A list of exactly these parts."""
    exactly = {"minItems": len(parts), "maxItems": len(parts)}
    return {"type": "array", **({"prefixItems": list(parts), "items": False} if parts else {}), **exactly}


def _sort() -> Schema:
    plain = {"const": ["real"]}, {"const": ["nat"]}, {"const": ["prop"]}
    cyclic = _tuple({"const": "Z"}, {"type": "integer", "minimum": 1})
    function = _tuple({"const": "fun"}, _reference("sort"), _reference("sort"))
    return _any(*plain, function, _tuple({"enum": list(NAMED)}, _reference("name")), cyclic)


def _term_entry() -> Schema:
    """[operator, data, indices of the arguments], by the kind of the operator's data."""
    named = sorted(operators.NAMED - {"bound"})
    bare = sorted(set(operators.OPERATORS) - operators.WITH_DATA)
    number = _tuple(_any({"const": ["real"]}, {"const": ["nat"]}), _reference("rational"))
    residue = _tuple({"type": "integer", "minimum": 1}, _reference("index"))
    kinds = [
        (bare, {"type": "null"}),
        (["bound"], _tuple(_reference("index"), _reference("sort"))),
        (named, _tuple(_reference("name"), _reference("sort"))),
        (["literal"], number),
        (["residue"], residue),
        (sorted(operators.SORT_DATA), _reference("sort")),
    ]
    return _any(*(_tuple({"enum": ops}, data, _list("index")) for ops, data in kinds))


def _step() -> Schema:
    """[rule, arguments], with the number and the kinds of arguments that the rule takes."""
    alike: dict[str, list[str]] = {}
    for name, rule in sorted(RULES.items()):
        parameters = inspect.signature(rule.__wrapped__).parameters.values()  # type: ignore[attr-defined]
        arguments = _tuple(*(_ARGUMENTS[str(parameter.annotation)] for parameter in parameters))
        alike.setdefault(json.dumps(arguments), []).append(name)
    return _any(*(_tuple({"enum": names}, json.loads(arguments)) for arguments, names in alike.items()))


_ARGUMENTS = {
    "Theorem": _reference("theorem"),
    "Term": _reference("term"),
    "Fraction": _reference("fraction"),
    "int": {"type": "integer"},
    "str": {"type": "string"},
    "tuple": _list("argument"),
    "tuple[Theorem, ...]": _list("theorem"),
    "tuple[Term, ...]": _list("term"),
}


def write() -> None:
    FILE.write_text(json.dumps(built(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
