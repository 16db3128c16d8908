"""What rests on what, as a directed graph: an edge leads from a premise to the claim that uses it.

Each node carries its `Node` under "node". An edge is `declared` where the claim names the premise in `uses`, and `used`
where the claim's certificate is derived from the premise's theorem. What is used and not declared fails the check of
the claim; what is declared and used by no certificate is drawn dashed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import networkx as nx

from theorycheck.dependencies.node import Node, named
from theorycheck.errors import CyclicUses


def claim_graph(nodes: Iterable[Node]) -> nx.DiGraph:
    """The graph of these claims and of all that they name; what is named and not given is OPEN.

    Raises CyclicUses.
    """
    given = named(nodes)
    graph = nx.DiGraph()
    for node in given.values():
        graph.add_node(node.id, node=node)
        for premise in dict.fromkeys((*node.uses, *node.used)):
            if premise not in graph:
                graph.add_node(premise, node=given.get(premise, Node(premise)))
            graph.add_edge(premise, node.id, declared=premise in node.uses, used=premise in node.used)
    if not nx.is_directed_acyclic_graph(graph):
        circle = [premise for premise, _ in nx.find_cycle(graph)]
        raise CyclicUses(circle[::-1])  # in the order in which one uses the next
    return graph


def rested_on(selected: Sequence[Node], find: Callable[[str], Node]) -> list[Node]:
    """The nodes and, through `find`, everything they rest on; each once, the selected ones first."""
    found = named(selected)
    waiting = [name for node in selected for name in (*node.uses, *node.used)]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = find(name)
            waiting += [*found[name].uses, *found[name].used]
    return list(found.values())
