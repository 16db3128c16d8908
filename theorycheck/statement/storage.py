"""Pickle and JSON of nodes through one flat table: depth costs nothing, and sharing is kept."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from theorycheck.errors import OutsideVocabulary

from . import function_properties, integrals, landscape, nodes, probability, sorts
from .node import OPERATORS, Node, postorder
from .rendering import LATEX
from .vocabulary.notation import Notation, find

# Every kind that prints: the bases that only share code are left out.
_KINDS: dict[str, type[Node]] = {
    name: kind
    for module in (sorts, nodes, landscape, function_properties, integrals, probability)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Node) and (name in LATEX or name == "Bound")
}


def to_json(root: Node) -> dict[str, Any]:
    """{"nodes": [[kind, data, positions of the arguments], ...]}; the last row is the root."""
    rows: list[list[Any]] = []
    position: dict[Node, int] = {}
    for node in postorder(root):
        position[node] = len(rows)
        rows.append([type(node).__name__, [_encode(x) for x in node.data], [position[arg] for arg in node.args]])
    return {"nodes": rows}


def from_json(document: dict[str, Any]) -> Node:
    """The node of a table made by `to_json`; sorts and shapes are checked again."""
    built: list[Node] = []
    for name, data, arguments in document["nodes"]:
        kind = _KINDS.get(name)
        if kind is None:
            raise OutsideVocabulary(f"the stored node kind {name!r:.40} is unknown", cure="update theorycheck")
        built.append(kind(*map(_decode, data), *(built[i] for i in arguments)))
    return built[-1]


def _encode(value: object) -> object:
    if isinstance(value, Fraction):
        return {"q": str(value)}
    if isinstance(value, Notation):
        return {"notation": f"{value.module}:{value.name}"}
    return value


def _decode(value: Any) -> object:
    if isinstance(value, dict):
        return Fraction(value["q"]) if "q" in value else find(value["notation"])
    return value


def _reduce(node: Node) -> Any:
    return from_json, (to_json(node),)


OPERATORS["reduce"] = _reduce
