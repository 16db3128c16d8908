"""Where the boxes and arrows of a drawing go: layers from left to right, few crossings, short edges.

Sugiyama's method in its simplest form. A claim's layer is the length of the longest way to it, except that what rests
on nothing stands just before its first user. An edge over several layers passes through points of its own in the layers
between, so that no box is crossed. Layers are ordered by barycentres, in sweeps to and fro; the order with the fewest
crossings is kept. Heights then follow the neighbours' as closely as the gaps allow.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import networkx as nx

Size = tuple[float, float]  # width, height
Point = tuple[float, float]

BETWEEN_LAYERS, BETWEEN_BOXES, BETWEEN_PARTS = 46.0, 12.0, 26.0
THREAD: Size = (0.0, 6.0)  # the room of an edge that passes through a layer
SWEEPS = 12
ROW = 1000.0  # claims without any edge stand in rows about as long


@dataclass(frozen=True)
class Layout:
    """Upper left corners of the boxes, the points of each edge, and the size of it all."""

    corners: Mapping[str, Point]
    routes: Mapping[tuple[str, str], Sequence[Point]]
    size: Size


def arranged(graph: nx.DiGraph, sizes: Mapping[str, Size]) -> Layout:
    """The layout of a graph without circles, of boxes of these sizes; connected parts stand below each other."""
    parts = sorted(nx.weakly_connected_components(graph), key=lambda part: (-len(part), min(part)))
    corners: dict[str, Point] = {}
    routes: dict[tuple[str, str], Sequence[Point]] = {}
    width = height = 0.0
    for part in (part for part in parts if len(part) > 1):
        one = _connected(graph.subgraph(part), sizes)
        corners |= {name: (x, y + height) for name, (x, y) in one.corners.items()}
        routes |= {edge: [(x, y + height) for x, y in points] for edge, points in one.routes.items()}
        width, height = max(width, one.size[0]), height + one.size[1] + BETWEEN_PARTS
    alone = sorted(min(part) for part in parts if len(part) == 1)
    below, size = _rows(alone, sizes, max(width, ROW))
    corners |= {name: (x, y + height) for name, (x, y) in below.items()}
    height = height + size[1] if alone else max(height - BETWEEN_PARTS, 0.0)
    return Layout(corners, routes, (max(width, size[0]), height))


def _rows(names: Sequence[str], sizes: Mapping[str, Size], width: float) -> tuple[dict[str, Point], Size]:
    """Boxes in columns of one width, row by row."""
    if not names:
        return {}, (0.0, 0.0)
    across = max(sizes[name][0] for name in names) + BETWEEN_BOXES
    down = max(sizes[name][1] for name in names) + BETWEEN_BOXES
    columns = min(len(names), max(1, int((width + BETWEEN_BOXES) // across)))
    places = {name: (i % columns * across, i // columns * down) for i, name in enumerate(names)}
    return places, (columns * across - BETWEEN_BOXES, -(-len(names) // columns) * down - BETWEEN_BOXES)


def _connected(graph: nx.DiGraph, sizes: Mapping[str, Size]) -> Layout:
    layer_of = _layer_of(graph)
    threaded = _threaded(graph, layer_of)
    room = {node: sizes[node] if node in layer_of else THREAD for node in threaded}
    layers = _ordered(threaded)
    widths = [max(room[node][0] for node in layer) for layer in layers]
    lefts = [sum(widths[:k]) + k * BETWEEN_LAYERS for k in range(len(layers))]
    middle = _middles(threaded, layers, room)
    top = min(middle[node] - room[node][1] / 2 for node in threaded)
    middle = {node: y - top for node, y in middle.items()}

    def route(u: str, v: str) -> list[Point]:
        """From the right side of a box to the left side of another, straight through the layers between."""
        points = [(lefts[layer_of[u]] + sizes[u][0], middle[u]), (lefts[layer_of[u]] + widths[layer_of[u]], middle[u])]
        for k in range(layer_of[u] + 1, layer_of[v]):
            points += [(lefts[k], middle[u, v, k]), (lefts[k] + widths[k], middle[u, v, k])]
        return [*points, (lefts[layer_of[v]], middle[v])]

    return Layout(
        {name: (lefts[layer_of[name]], middle[name] - sizes[name][1] / 2) for name in graph},
        {(u, v): route(u, v) for u, v in graph.edges},
        (lefts[-1] + widths[-1], max(middle[node] + room[node][1] / 2 for node in threaded)),
    )


def _layer_of(graph: nx.DiGraph) -> dict[str, int]:
    layer: dict[str, int] = {}
    order = list(nx.lexicographical_topological_sort(graph))
    for node in order:
        layer[node] = 1 + max((layer[premise] for premise in graph.predecessors(node)), default=-1)
    for node in order:
        if not graph.in_degree(node):
            layer[node] = min(layer[user] for user in graph.successors(node)) - 1
    return layer


def _threaded(graph: nx.DiGraph, layer_of: Mapping[str, int]) -> nx.DiGraph:
    """The graph with a node (u, v, k) for each layer k that an edge u to v only passes; each node has its layer."""
    threaded = nx.DiGraph()
    threaded.add_nodes_from((node, {"layer": layer_of[node]}) for node in sorted(graph))
    for u, v in sorted(graph.edges):
        steps: list[Hashable] = [u, *((u, v, k) for k in range(layer_of[u] + 1, layer_of[v])), v]
        threaded.add_nodes_from((step, {"layer": step[2]}) for step in steps if isinstance(step, tuple))
        threaded.add_edges_from(pairwise(steps))
    return threaded


def _ordered(graph: nx.DiGraph) -> list[list[Hashable]]:
    """The layers, each in an order with few crossings."""
    layers: list[list[Hashable]] = [[] for _ in range(1 + max(layer for _, layer in graph.nodes(data="layer")))]
    for node in nx.dfs_preorder_nodes(graph.to_undirected(as_view=True), next(iter(graph))):
        layers[graph.nodes[node]["layer"]].append(node)
    best, fewest = [list(layer) for layer in layers], _crossings(graph, layers)
    for sweep in range(SWEEPS):
        forwards = sweep % 2 == 0
        steps = list(pairwise(range(len(layers)) if forwards else reversed(range(len(layers)))))
        for before, here in steps:
            position = {node: i for i, node in enumerate(layers[before])}
            neighbours = graph.pred if forwards else graph.succ
            own = {node: i for i, node in enumerate(layers[here])}
            layers[here].sort(key=lambda node: _mean((position[n] for n in neighbours[node]), own[node]))
        crossings = _crossings(graph, layers)
        if crossings < fewest:
            best, fewest = [list(layer) for layer in layers], crossings
    return best


def _crossings(graph: nx.DiGraph, layers: Sequence[Sequence[Hashable]]) -> int:
    """How many pairs of edges cross between neighbouring layers."""
    total = 0
    for left, right in pairwise(layers):
        position = {node: i for i, node in enumerate(right)}
        ends = [(i, position[user]) for i, node in enumerate(left) for user in graph.succ[node]]
        total += sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(ends, 2))
    return total


def _middles(
    graph: nx.DiGraph, layers: Sequence[Sequence[Hashable]], room: Mapping[Hashable, Size]
) -> dict[Hashable, float]:
    """The height of each node's middle: near the mean of its neighbours', in order, at the least distance or more."""
    middle: dict[Hashable, float] = {}
    for layer in layers:
        middle |= dict(zip(layer, _spread([0.0] * len(layer), layer, room), strict=True))
    for sweep in range(SWEEPS):
        forwards = sweep % 2 == 0
        for layer in layers if forwards else reversed(layers):
            wanted = [
                _mean((middle[n] for n in (*graph.pred[node], *graph.succ[node])), middle[node]) for node in layer
            ]
            middle |= dict(zip(layer, _spread(wanted, layer, room), strict=True))
    return middle


def _spread(wanted: Sequence[float], layer: Sequence[Hashable], room: Mapping[Hashable, Size]) -> list[float]:
    """The heights nearest to those wanted (least squares) that keep the order and the gaps: pool adjacent violators."""
    offsets = [0.0]
    for above, below in pairwise(layer):
        offsets.append(offsets[-1] + (room[above][1] + room[below][1]) / 2 + BETWEEN_BOXES)
    blocks: list[tuple[float, int]] = []  # mean, number of members
    for value, offset in zip(wanted, offsets, strict=True):
        blocks.append((value - offset, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, m), (b, n) = blocks[-2:]
            blocks[-2:] = [((a * m + b * n) / (m + n), m + n)]
    level = [mean for mean, members in blocks for _ in range(members)]
    return [base + offset for base, offset in zip(level, offsets, strict=True)]


def _mean(values: Iterable[float], otherwise: float) -> float:
    found = list(values)
    return sum(found) / len(found) if found else otherwise
