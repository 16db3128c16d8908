"""The graph document obeys its schema; its drawings are complete, well-formed, and escape what they are given."""

from __future__ import annotations

import copy
import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from theorycheck.dependencies.graph import claim_graph
from theorycheck.dependencies.node import Node
from theorycheck.reporting import graph_document, graph_schema, json_schema, render_markdown, render_page
from theorycheck.reporting.drawing import render_dot, render_mermaid, render_svg
from theorycheck.verdicts import Verdict

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    '"]; n0 --> n1; click n0 "javascript:alert(1)"',
    "</title></svg><script>alert(1)</script>",
    '\\N \\l \\" end\\',
    "line\nbreak\r\n\u2028next",
    "]] ]]> &amp; &#34; <br/> <!-- -->",
    "`code` **bold** #quot; %%{init}%%",
    "nul \x00 bell \x07 escape \x1b lone \ud800 end",
    "漢字 and Ω ≤ λ",
]


def _claims() -> list[Node]:
    base = ("kernel", "definitions")
    return [
        Node("law", "A law", Verdict.CITED, trust=(*base, "cited:law#ab")),
        Node("guess", "A guess", Verdict.CITED, trust=(*base, "cited:guess#cd")),
        Node("wrong", "What follows", Verdict.REFUTED, ("law", "guess"), ("law", "guess"), base),
        Node("user", "What rests on it", Verdict.PROVED, ("wrong", "box"), ("box",), base),
        Node("box", "On a box", Verdict.CERTIFIED, reach=("(0 ≤ x)",), trust=base),
        *(Node(f"alone.{verdict.value.lower()}", "Alone", verdict) for verdict in Verdict),
    ]


@pytest.fixture
def graph() -> dict[str, Any]:
    return graph_document(claim_graph(_claims()))


def _hostile() -> dict[str, Any]:
    nodes = [Node(text, text, Verdict.PROVED) for text in HOSTILE]
    return graph_document(claim_graph([*nodes, Node("last", "all", Verdict.OPEN, tuple(HOSTILE))]))


# ---- the document


def test_the_document_obeys_its_schema(graph: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(graph_schema())
    jsonschema.validate(graph, graph_schema())
    assert set(graph_schema()["$defs"]["verdict"]["enum"]) == {verdict.value for verdict in Verdict}


@pytest.mark.parametrize(
    ("place", "field", "value"),
    [
        ("nodes", "verdict", "unsupported"),
        ("nodes", "standing", "false"),
        ("nodes", "blame", []),
        ("nodes", "extra", 1),
        ("edges", "used", "no"),
        ("conflicts", "suspects", []),
    ],
)
def test_the_schema_refuses(graph: dict[str, Any], place: str, field: str, value: object) -> None:
    graph[place][0][field] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(graph, graph_schema())


@pytest.mark.parametrize("place", ["nodes", "edges", "conflicts"])
def test_the_schema_misses_no_field(graph: dict[str, Any], place: str) -> None:
    for field in graph[place][0]:
        broken = copy.deepcopy(graph)
        del broken[place][0][field]
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, graph_schema())


def test_premises_come_first_and_every_edge_is_there(graph: dict[str, Any]) -> None:
    order = [node["id"] for node in graph["nodes"]]
    assert all(order.index(edge["premise"]) < order.index(edge["claim"]) for edge in graph["edges"])
    assert {(e["premise"], e["claim"]): e["used"] for e in graph["edges"]} == {
        ("law", "wrong"): True,
        ("guess", "wrong"): True,
        ("wrong", "user"): False,
        ("box", "user"): True,
    }


def test_the_document_says_how_a_claim_stands_and_who_is_to_blame(graph: dict[str, Any]) -> None:
    node = next(node for node in graph["nodes"] if node["id"] == "user")
    assert node == {
        "id": "user",
        "title": "What rests on it",
        "verdict": "PROVED",
        "standing": "unsupported",
        "reason": "it uses wrong (REFUTED, which no certificate uses); that does not make it false",
        "trust": ["kernel", "definitions", "unproved:wrong"],
        "reach": [{"claim": "box", "limit": "(0 ≤ x)"}],
        "blame": {"sets": [["guess"], ["law"]], "complete": True},
    }
    assert {"refuted": "wrong", "suspects": ["guess", "law"]} in graph["conflicts"]
    blamed = {node["id"] for node in graph["nodes"] if node["blame"]["sets"]}
    assert blamed == {"user", "wrong"}  # a claim refuted outright needs no explanation


def test_the_report_holds_the_graph(document: dict[str, Any]) -> None:
    jsonschema.validate(document["graph"], graph_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document | {"graph": {"schema": "theorycheck/graph-2"}}, json_schema())


# ---- SVG


def test_the_picture_is_xml_without_scripts_or_addresses(graph: dict[str, Any]) -> None:
    for document in (graph, _hostile(), graph_document(claim_graph([]))):
        text = render_svg(document)
        root = ElementTree.fromstring(text)
        assert root.tag == f"{SVG}svg"
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {"svg", "title", "style", "defs", "marker", "path", "g", "rect", "text", "a"}
        names = {name for element in root.iter() for name in element.attrib}
        assert not any(name.startswith("on") or "href" in name for name in names)
        assert "url(" not in text.replace("url(#claim-graph-arrow)", "")


def test_each_claim_is_a_box_with_icon_word_colour_and_title(graph: dict[str, Any]) -> None:
    root = ElementTree.fromstring(render_svg(graph))
    boxes = {group.find(f"{SVG}title").text.split("\n")[0]: group for group in root.findall(f"{SVG}g")}  # type: ignore[union-attr]
    assert len(root.findall(f"{SVG}g")) == len(graph["nodes"])
    group = boxes["What rests on it"]
    look = Verdict.PROVED.look
    assert [text.text for text in group.findall(f"{SVG}text")] == [
        f"{look.icon} {look.word}",
        "user",
        "stands unsupported",
    ]
    rect = group.find(f"{SVG}rect")
    assert rect is not None and rect.get("stroke") == rect.get("fill") == look.colour
    assert "Stands unsupported: it uses wrong (REFUTED" in (group.find(f"{SVG}title").text or "")  # type: ignore[union-attr]


def test_a_use_that_no_certificate_shows_is_dashed(graph: dict[str, Any]) -> None:
    paths = ElementTree.fromstring(render_svg(graph)).findall(f"{SVG}path")
    dashed = {path.find(f"{SVG}title").text: path.get("stroke-dasharray") for path in paths}  # type: ignore[union-attr]
    assert dashed == {
        "wrong uses law": None,
        "wrong uses guess": None,
        "user uses box": None,
        "user uses wrong: declared, but used by no certificate": "5 4",
    }


def _boxes(root: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    sides = ("x", "y", "width", "height")
    return [tuple(float(rect.get(side) or 0) for side in sides) for rect in root.iter(f"{SVG}rect")]  # type: ignore[misc]


def _layered(width: int, depth: int) -> list[Node]:
    """Every claim of a layer uses two of the layer before and one of the first."""
    nodes = [Node(f"c{0}.{i}") for i in range(width)]
    for k in range(1, depth):
        for i in range(width):
            uses = {f"c{k - 1}.{i}", f"c{k - 1}.{(i + 1) % width}", f"c0.{i}"}
            nodes.append(Node(f"c{k}.{i}", uses=tuple(sorted(uses)), used=tuple(sorted(uses))))
    return nodes


@pytest.mark.parametrize("nodes", [_claims(), _layered(5, 6), [Node(f"n{i}") for i in range(30)]])
def test_no_two_boxes_overlap_and_all_lie_inside(nodes: list[Node]) -> None:
    root = ElementTree.fromstring(render_svg(graph_document(claim_graph(nodes))))
    boxes = _boxes(root)
    width, height = float(root.get("width") or 0), float(root.get("height") or 0)
    for i, (x, y, w, h) in enumerate(boxes):
        assert x >= 0 and y >= 0 and x + w <= width and y + h <= height
        for a, b, c, d in boxes[:i]:
            assert x + w <= a or a + c <= x or y + h <= b or b + d <= y


def test_every_arrow_leads_to_the_right_and_through_no_box() -> None:
    root = ElementTree.fromstring(render_svg(graph_document(claim_graph(_layered(4, 5)))))
    boxes = _boxes(root)
    for path in root.findall(f"{SVG}path"):
        points = [tuple(map(float, pair.split(","))) for pair in re.findall(r"-?[\d.]+,-?[\d.]+", path.get("d") or "")]
        assert all(a[0] <= b[0] for a, b in pairwise(points))
        for (x1, y1), (x2, y2) in pairwise(points):
            for x, y, w, h in boxes:
                if y1 == y2:  # the level pieces are those that pass a layer
                    assert not (x1 < x + w and x < x2 and y < y1 < y + h)


def test_a_long_id_is_broken_into_rows_and_a_wide_one_gets_room() -> None:
    nodes = [Node("area." + "very_" * 30 + "long"), Node("漢字" * 10), Node("short")]
    root = ElementTree.fromstring(render_svg(graph_document(claim_graph(nodes))))
    rows = [[text.text or "" for text in group.findall(f"{SVG}text")] for group in root.iter(f"{SVG}g")]
    assert all(len(row) <= 30 for group in rows for row in group)
    longest = next(group for group in rows if group[1].startswith("area"))
    assert len(longest) == 4 and longest[-1].endswith("…")


# ---- DOT and Mermaid


def test_dot_quotes_whatever_it_is_given() -> None:
    """Outside its strings no character of a title or id is left over."""
    text = render_dot(_hostile())
    outside = re.sub(r'"(?:[^"\\\n]|\\.)*"', "Q", text)
    for line in outside.splitlines()[4:-1]:
        assert re.fullmatch(
            r"  Q \[label=Q, color=Q, fontcolor=Q, tooltip=Q\];|  Q -> Q( \[style=dashed, tooltip=Q\])?;", line
        )
    # a backslash of an author is no escape of DOT's
    assert r"\\N \\l \\\" end\\" in text and "\x00" not in text


def test_dot_has_every_node_edge_and_dash(graph: dict[str, Any]) -> None:
    text = render_dot(graph)
    assert text.count("label=") == len(graph["nodes"]) and text.count(" -> ") == len(graph["edges"])
    (dashed,) = (line for line in text.splitlines() if "dashed" in line)
    assert dashed.startswith('  "wrong" -> "user" [style=dashed')
    assert r'"user" [label="■ PROVED, stands unsupported\nuser"' in text


def test_mermaid_escapes_whatever_it_is_given() -> None:
    text = render_mermaid(_hostile())
    for line in text.splitlines()[1:]:
        assert re.fullmatch(
            r'  n\d+\["(?:[\w .,-]|#\d+;|<br/>)*"\]:::[A-Z]+|  n\d+ (-->|-\.->) n\d+|  classDef [A-Z]+ [\w:#,-]+', line
        ), line
    assert "script" in text and "<script" not in text and "#60;script#62;" in text


def test_mermaid_has_every_node_edge_and_dash(graph: dict[str, Any]) -> None:
    text = render_mermaid(graph)
    assert text.startswith("flowchart LR\n") and text.count('["') == len(graph["nodes"])
    assert text.count(" --> ") == 3 and text.count(" -.-> ") == 1


# ---- the page


def test_the_page_shows_the_graph_and_each_box_leads_to_its_claim(document: dict[str, Any]) -> None:
    page = render_page(document)
    figure = page.split('<figure class="graph">')[1].split("</figure>")[0]
    links = re.findall(r'<a href="([^"]*)"', figure)
    assert sorted(links) == sorted(f"#{claim['id']}" for claim in document["claims"])
    assert "elsewhere.lemma" in figure  # a premise without a section of its own is drawn, and is no link
    assert '<div class="scroll"><svg' in figure


def test_a_page_without_a_graph_is_a_page(document: dict[str, Any]) -> None:
    del document["graph"]
    page = render_page(document)
    assert "<svg" not in page.split("<script")[0] and "What rests on what" not in page


def test_a_claim_s_section_says_how_it_stands_and_who_is_to_blame(document: dict[str, Any]) -> None:
    graph = graph_document(claim_graph(_claims()))
    template = document["claims"][0]
    document["claims"] = [
        template | {name: node[name] for name in ("id", "title", "verdict", "standing")} | {"uses": [], "used": []}
        for node in graph["nodes"]
    ]
    user = next(claim for claim in document["claims"] if claim["id"] == "user")
    user |= {"uses": ["wrong", "box"], "used": ["box"]}
    page = render_page(document | {"graph": graph, "details": {}})
    section = re.search(r'<section class="claim v-PROVED" id="user".*?</section>', page, re.DOTALL)
    assert section is not None
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", section.group()))
    assert "uses wrong (declared only), box" in text
    assert "Stands unsupported, because it uses wrong (REFUTED, which no certificate uses)" in text
    assert "To blame: guess, or law (each choice explains every refutation involved)." in text
    assert "inherited trustunproved:wrong" in text and "inherited limits(0 ≤ x) box" in text
    assert "| ■ PROVED, stands unsupported |" in render_markdown(document)
