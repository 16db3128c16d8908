"""The graph of claims as data: `theorycheck/graph-1`. The drawings (DOT, Mermaid, SVG) are views of this document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from theorycheck.dependencies.diagnosis import Blame, blame, conflicts
from theorycheck.dependencies.standing import UNSUPPORTED, Standing, standings

GRAPH_SCHEMA = "theorycheck/graph-1"


def graph_document(graph: Any) -> dict[str, Any]:
    """The graph (of `dependencies`) as one JSON document: premises before what uses them, every list in a fixed order.

    A node's blame sets are given where it is unsupported, or refuted although it is derived from other claims.
    """
    import networkx as nx

    settled, suspects = standings(graph), conflicts(graph)
    order = list(nx.lexicographical_topological_sort(graph))
    return {
        "schema": GRAPH_SCHEMA,
        "nodes": [_node(graph, name, settled[name], suspects) for name in order],
        "edges": [
            {"premise": premise, "claim": name, **graph.edges[premise, name]}
            for name in order
            for premise in sorted(graph.predecessors(name))
        ],
        "conflicts": [{"refuted": name, "suspects": sorted(suspects[name])} for name in sorted(suspects)],
    }


def graph_schema() -> dict[str, Any]:
    """The published JSON Schema of this document."""
    return json.loads((Path(__file__).parent / "graph-1.schema.json").read_text(encoding="utf-8"))


def _node(graph: Any, name: str, standing: Standing, suspects: dict[str, frozenset[str]]) -> dict[str, Any]:
    node = graph.nodes[name]["node"]
    asked = standing.word == UNSUPPORTED or suspects.get(name, {name}) != {name}
    found = blame(graph, name) if asked else Blame()
    return {
        "id": name,
        "title": node.title,
        "verdict": node.verdict.value,
        "standing": standing.word,
        "reason": standing.reason,
        "trust": list(standing.trust),
        "reach": [{"claim": claim, "limit": limit} for claim, limit in standing.reach],
        "blame": {"sets": [list(one) for one in found.sets], "complete": found.complete},
    }
