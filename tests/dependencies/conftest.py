"""Graphs of claims, one line each: `c: PROVED <- a, b?` declares a and b, and its certificate uses a alone."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import pytest

from theorycheck.dependencies.graph import claim_graph
from theorycheck.dependencies.node import Node
from theorycheck.verdicts import Verdict


def node_of(line: str, **fields: tuple[str, ...]) -> Node:
    head, _, premises = line.partition("<-")
    name, _, verdict = head.partition(":")
    uses = [premise.strip() for premise in premises.split(",") if premise.strip()]
    used = tuple(premise for premise in uses if not premise.endswith("?"))
    declared = tuple(premise.rstrip("?") for premise in uses)
    return Node(name.strip(), f"Title of {name.strip()}", Verdict(verdict.strip()), declared, used, **fields)


@pytest.fixture
def drawn() -> Callable[[str], nx.DiGraph]:
    def draw(text: str) -> nx.DiGraph:
        return claim_graph([node_of(line) for line in text.strip().splitlines()])

    return draw
