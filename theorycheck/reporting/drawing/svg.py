"""The graph as SVG, drawn by ourselves: it needs no program beside Python, no script and no network.

Each box shows its verdict by icon, word and colour; a dashed arrow is a declared use that no certificate shows. The
picture reads on light and on dark paper. It is built as a tree of elements: whatever an author wrote is escaped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from theorycheck.reporting.drawing.layout import Layout, Point, Size, arranged
from theorycheck.verdicts import Verdict

MARGIN, PADDING = 8.0, 9.0
BADGE, LINE = 15.0, 14.0  # heights of the verdict's row and of a row of the id
BADGE_LETTER, ID_LETTER = 8.7, 6.7  # widths, on the generous side: fonts differ
ID_LETTERS, ID_ROWS = 30, 3
GREY = "#7d8896"
FONT, MONO = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif', 'ui-monospace, "DejaVu Sans Mono", monospace'

Link = Callable[[str], str | None]


def render_svg(document: Mapping[str, Any], link: Link = lambda claim: None) -> str:
    """The picture as one `svg` element; `link` gives the address that a claim's box leads to, None for no link.

    Well-formed XML for any titles and ids, and at home inside an HTML page.
    """
    import networkx as nx

    nodes = {node["id"]: node for node in document["nodes"]}
    rows = {name: _rows(node) for name, node in nodes.items()}
    sizes = {name: _size(lines) for name, lines in rows.items()}
    graph = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((edge["premise"], edge["claim"]) for edge in document["edges"])
    layout = arranged(graph, sizes)

    root = _root(layout, len(nodes))
    for edge in document["edges"]:
        _arrow(root, edge, layout.routes[edge["premise"], edge["claim"]])
    for name, node in nodes.items():
        _box(root, node, rows[name], layout.corners[name], sizes[name], link(name))
    return tostring(root, encoding="unicode")


def _root(layout: Layout, claims: int) -> Element:
    width, height = (round(side + 2 * MARGIN) for side in layout.size)
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "claim-graph", "role": "img"})
    root.attrib |= {"width": str(width), "height": str(height), "viewBox": f"0 0 {width} {height}"}
    SubElement(root, "title").text = f"What rests on what: {claims} claims"
    SubElement(root, "style").text = _style()
    arrow = SubElement(
        SubElement(root, "defs"),
        "marker",
        {"id": "claim-graph-arrow", "viewBox": "0 0 8 8", "refX": "7", "refY": "4", "orient": "auto"}
        | {"markerWidth": "7", "markerHeight": "7"},
    )
    SubElement(arrow, "path", {"d": "M0,0.8 L8,4 L0,7.2 z", "fill": GREY})
    return root


def _style() -> str:
    """Colours for light and for dark paper; where style sheets are not read, the elements' own attributes stand."""
    light = "".join(f".claim-graph .g-{v.value}{{--g-tone:{v.look.colour}}}" for v in Verdict)
    dark = "".join(f".claim-graph .g-{v.value}{{--g-tone:{_lighter(v.look.colour)}}}" for v in Verdict)
    return (
        ".claim-graph .g-box{stroke:var(--g-tone);fill:var(--g-tone)}"
        ".claim-graph .g-badge{fill:var(--g-tone)}"
        f".claim-graph .g-id{{fill:#1a2330}}{light}"
        f"@media (prefers-color-scheme:dark){{.claim-graph .g-id{{fill:#e3e8ee}}{dark}}}"
    )


def _lighter(colour: str) -> str:
    """Nearly half of the way to white."""
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 * 0.45 + channel * 0.55):02x}" for channel in channels)


def _arrow(root: Element, edge: Mapping[str, Any], points: Sequence[Point]) -> None:
    shape = f"M{_at(points[0])}" + "".join(_curve(here, there) for here, there in pairwise(points))
    path = SubElement(root, "path", {"d": shape, "fill": "none", "stroke": GREY, "stroke-width": "1.3"})
    path.set("marker-end", "url(#claim-graph-arrow)")
    said = f"{edge['claim']} uses {edge['premise']}"
    if not edge["used"]:
        path.set("stroke-dasharray", "5 4")
        said += ": declared, but used by no certificate"
    SubElement(path, "title").text = _plain(said)


def _curve(here: Point, there: Point) -> str:
    """Level at both ends, so that the pieces of a long edge join smoothly."""
    if here[1] == there[1]:
        return f" L{_at(there)}"
    bend = (there[0] - here[0]) / 2
    return f" C{_at((here[0] + bend, here[1]))} {_at((there[0] - bend, there[1]))} {_at(there)}"


def _at(point: Point) -> str:
    return f"{point[0] + MARGIN:.1f},{point[1] + MARGIN:.1f}"


def _box(
    root: Element, node: Mapping[str, Any], rows: Sequence[str], corner: Point, size: Size, address: str | None
) -> None:
    verdict = Verdict(node["verdict"])
    holder = root if address is None else SubElement(root, "a", {"href": _plain(address)})
    group = SubElement(holder, "g", {"class": f"g-{verdict.value}"})
    SubElement(group, "title").text = _plain(
        f"{node['title'] or node['id']}\n{verdict.look.word}: {verdict.meaning}\n"
        f"Stands {node['standing']}: {node['reason']}."
    )
    x, y = corner[0] + MARGIN, corner[1] + MARGIN
    box = {"class": "g-box", "x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{size[0]:.1f}", "height": f"{size[1]:.1f}"}
    box |= {"rx": "5", "fill": verdict.look.colour, "fill-opacity": "0.1", "stroke": verdict.look.colour}
    box |= {"stroke-width": "1.5"} | ({"stroke-dasharray": "3 2.5"} if verdict.inconclusive else {})
    SubElement(group, "rect", box)
    style = {"class": "g-badge", "font-family": FONT, "font-size": "11.5", "font-weight": "700"}
    _text(group, rows[0], (x + PADDING, y + PADDING + 8), style | {"fill": verdict.look.colour})
    style = {"class": "g-id", "font-family": MONO, "font-size": "11", "fill": "#1a2330"}
    for i, row in enumerate(rows[1:]):
        _text(group, row, (x + PADDING, y + PADDING + BADGE + i * LINE + 8), style)


def _text(group: Element, said: str, place: Point, style: Mapping[str, str]) -> None:
    SubElement(group, "text", {"x": f"{place[0]:.1f}", "y": f"{place[1]:.1f}", **style}).text = said


def _rows(node: Mapping[str, Any]) -> list[str]:
    """The verdict; the id, broken where it may be; the standing, where it is another word."""
    look = Verdict(node["verdict"]).look
    stands = [] if node["standing"] == node["verdict"] else [f"stands {node['standing']}"]
    rows = [""]
    for part in re.findall(r"[^._/-]*[._/-]?", _plain(node["id"])):
        while len(part) > ID_LETTERS:
            rows, part = [*rows, part[:ID_LETTERS]], part[ID_LETTERS:]
        if len(rows[-1]) + len(part) > ID_LETTERS:
            rows.append("")
        rows[-1] += part
    rows = [row for row in rows if row]
    if len(rows) > ID_ROWS:
        rows = [*rows[: ID_ROWS - 1], rows[ID_ROWS - 1][: ID_LETTERS - 1] + "…"]
    return [f"{look.icon} {look.word}", *rows, *stands]


def _size(rows: Sequence[str]) -> Size:
    width = max(_letters(rows[0]) * BADGE_LETTER, *(_letters(row) * ID_LETTER for row in rows[1:]), 0.0)
    return width + 2 * PADDING, BADGE + LINE * len(rows[1:]) + 2 * PADDING - 5


def _letters(text: str) -> int:
    """Its length in letters of normal width."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _plain(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
