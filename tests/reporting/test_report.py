"""The document obeys its schema; the page is complete, offline, and escapes what it is given."""

from __future__ import annotations

import copy
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from theorycheck.reporting import json_schema, render_markdown, render_page
from theorycheck.reporting.document import picture
from theorycheck.reporting.mathematics import name_latex, value_latex
from theorycheck.reporting.page import katex_style
from theorycheck.verdicts import Verdict

FIELDS = (
    "id covers title verdict standing reason reach trust fidelity expect statement_hash uses used seeds backend "
    "undecided seconds witness worst certificate neighbours"
).split()


def test_the_schema_is_a_schema_and_names_every_verdict() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$defs"]["verdict"]["enum"] == [verdict.value for verdict in Verdict] or set(
        schema["$defs"]["verdict"]["enum"]
    ) == {verdict.value for verdict in Verdict}
    assert schema["$defs"]["claim"]["required"] == FIELDS


def test_the_document_obeys_the_schema(document: dict[str, Any]) -> None:
    jsonschema.validate(document, json_schema())


@pytest.mark.parametrize("field", FIELDS)
def test_the_schema_misses_no_field(document: dict[str, Any], field: str) -> None:
    broken = copy.deepcopy(document)
    del broken["claims"][0][field]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, json_schema())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("verdict", "TRUE"),
        ("witness", {"x": 0.5}),
        ("reach", "all"),
        ("fidelity", "almost"),
        ("extra", 1),
        ("seconds", -1),
    ],
)
def test_the_schema_refuses(document: dict[str, Any], field: str, value: object) -> None:
    """A float in a witness in particular: exact numbers only."""
    document["claims"][0][field] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json_schema())


class _Page(HTMLParser):
    """Collects what a browser would load, the nesting, and the words outside scripts."""

    VOID = frozenset({"meta", "link", "br", "img", "input", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.references: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.identities: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.references += [
            attributes[name] or "" for name in ("src", "href", "srcset", "action") if name in attributes
        ]
        self.identities += [attributes["id"] or ""] if "id" in attributes else []
        self.scripts += tag == "script"
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("script", "style"):
            self.words.append(data)


def _parsed(text: str) -> _Page:
    page = _Page()
    page.feed(text)
    page.close()
    assert page.open == []
    return page


def test_the_page_refers_to_nothing_outside_itself(document: dict[str, Any]) -> None:
    text = render_page(document)
    page = _parsed(text)
    assert page.references and all(reference.startswith("#") for reference in page.references)
    assert set(re.findall(r"url\(([^)]{0,20})", text)) == {"data:font/woff2;base", "#claim-graph-arrow"}
    for way in ("@import", "XMLHttpRequest", "import(", "new Worker", "sendBeacon", "<iframe", "<link"):
        assert way not in text, way
    # KaTeX's parser has a method called fetch, declared once
    assert len(re.findall(r"(?<![.\w])fetch\(", text)) == len(re.findall(r"fetch\(\)\{", text)) == 1


def test_the_picture_beside_a_claim_file_is_in_the_page_and_inert(document: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "claimed.py"
    file.with_suffix(".svg").write_text('<svg><title>A &amp; B "C"</title><script>alert(1)</script></svg>')
    plain = render_page(document)
    document["details"][document["claims"][0]["id"]]["picture"] = picture(file)
    jsonschema.validate(document, json_schema())
    text = render_page(document)
    shown = _parsed(text)
    addresses = [reference for reference in shown.references if not reference.startswith("#")]
    assert [address.partition(",")[0] for address in addresses] == ["data:image/svg+xml;base64"]
    assert text.count("<img") == plain.count("<img") + 1 and 'alt="A &amp; B &#34;C&#34;"' in text
    assert shown.scripts == _parsed(plain).scripts


def test_without_a_file_beside_it_a_claim_has_no_picture(tmp_path: Path) -> None:
    assert picture(tmp_path / "claimed.py") == picture(None) == ""


def test_every_link_leads_somewhere_and_no_id_is_used_twice(document: dict[str, Any]) -> None:
    page = _parsed(render_page(document))
    assert len(page.identities) == len(set(page.identities))
    assert {reference[1:] for reference in page.references} <= set(page.identities)


def test_the_page_can_be_read_without_scripts(document: dict[str, Any]) -> None:
    words = " ".join(_parsed(render_page(document)).words)
    for claim in document["claims"]:
        look = Verdict(claim["verdict"]).look
        assert claim["title"] in words and claim["reason"] in words and f"{look.icon} {look.word}" in words
    for detail in document["details"].values():
        assert detail["latex"] in words and detail["kernel"] in words and detail["reproduce"] in words
    assert r"v = -\tfrac{1}{2}" in words
    assert "GPU parity: not checked (no CUDA device)" in words


def test_what_an_author_writes_cannot_become_markup(document: dict[str, Any]) -> None:
    """Titles, reasons and names come from files of others."""
    document["details"]["conjecture_convex"]["kernel"] = "</script><script>alert(2)</script><!--"
    plain = _parsed(render_page(document | {"details": {}}))
    page = _parsed(render_page(document))
    assert page.scripts == plain.scripts == 3
    assert "<b>degree" not in render_page(document).split('id="report-data"')[0]


def test_the_json_inside_the_page_is_the_document(document: dict[str, Any]) -> None:
    document["claims"][0]["title"] = "</script> & <!-- \u2028 ü"
    inside = re.search(r'id="report-data">(.*?)</script>', render_page(document), re.DOTALL)
    assert inside is not None
    assert json.loads(inside.group(1).replace(r"<\!--", "<!--")) == document


def test_an_empty_report_is_a_page(document: dict[str, Any]) -> None:
    _parsed(render_page(document | {"claims": [], "details": {}}))


def test_every_font_is_inside() -> None:
    assert katex_style().count("data:font/woff2") == katex_style().count("@font-face")
    assert "fonts/" not in katex_style()


def test_markdown_has_a_row_for_each_claim(document: dict[str, Any]) -> None:
    text = render_markdown(document)
    assert text.startswith("**1 PROVED, 1 CERTIFIED, 1 SURVIVED, 1 OPEN, 1 REFUTED**")
    assert text.count("\n| ") == 1 + 1 + len(document["claims"])


@pytest.mark.parametrize(
    ("value", "latex"),
    [
        (3, "3"),
        ("-7", "-7"),
        ("-1/2", r"-\tfrac{1}{2}"),
        ([], r"(\,)"),
        (["1/3", 2], r"\begin{bmatrix} \tfrac{1}{3} & 2 \end{bmatrix}"),
        ([["1", "0"], ["0", "1"]], r"\begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}"),
        ([[["1"]], [["2"]]], r"\left(\begin{bmatrix} 1 \end{bmatrix},\ \begin{bmatrix} 2 \end{bmatrix}\right)"),
        ("1" + "0" * 30, r"1.00000\ldots\cdot 10^{30}"),
        ("-" + "3" * 30 + "/" + "1" * 30, r"-3\ldots"),
        ("nonsense", r"\texttt{nonsense}"),
        ([[0] * 20] * 20, r"\text{20 rows, see the JSON}"),
    ],
)
def test_exact_values_in_latex(value: object, latex: str) -> None:
    assert value_latex(value) == latex


def test_names_in_latex() -> None:
    assert [name_latex(name) for name in ("x", "W_1", "alpha", "width", "a b")] == [
        "x",
        "W_{1}",
        r"\alpha",
        r"\mathit{width}",
        r"\texttt{a b}",
    ]
