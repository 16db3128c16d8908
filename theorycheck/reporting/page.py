"""The page: one HTML file that needs no network, no server and, for its words, no JavaScript.

Formulas stand in the page as LaTeX text; the vendored KaTeX typesets them where scripts run. Nothing is loaded from
anywhere: the style sheet, the script and the fonts are inside the file.
"""

from __future__ import annotations

import base64
import functools
import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from theorycheck.reporting.drawing import render_svg
from theorycheck.verdicts import Verdict, counts

HERE = Path(__file__).parent
KATEX = HERE / "vendor" / "katex"

# One table of macros for every formula of the report.
MACROS = {r"\R": r"\mathbb{R}", r"\N": r"\mathbb{N}", r"\relu": r"\operatorname{relu}"}


def render_page(document: Mapping[str, Any], title: str = "Claim report") -> str:
    """The whole report as one HTML text."""
    import jinja2

    loader = jinja2.FileSystemLoader(HERE / "templates")
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["look"] = lambda name: Verdict(name).look
    environment.filters["meaning"] = lambda name: Verdict(name).meaning
    environment.filters["anchor"] = _anchor
    environment.filters["clock"] = _clock
    environment.filters["inlined"] = _inlined
    environment.filters["titled"] = _titled
    claims, graph = document["claims"], document.get("graph")
    known = {claim["id"] for claim in claims}
    return environment.get_template("report.html").render(
        title=title,
        run=document["run"],
        claims=claims,
        details=document.get("details", {}),
        known=known,
        graph=graph and render_svg(graph, lambda name: f"#{_anchor(name)}" if name in known else None),
        nodes={node["id"]: node for node in graph["nodes"]} if graph else {},
        tally=counts(Verdict(claim["verdict"]) for claim in claims),
        verdicts=list(Verdict),
        katex_style=katex_style(),
        katex_script=_inline((KATEX / "katex.min.js").read_text(encoding="utf-8")),
        macros=_inline(json.dumps(MACROS)),
        data=_inline(json.dumps(document, ensure_ascii=False, allow_nan=False)),
    )


@functools.cache
def katex_style() -> str:
    """KaTeX's style sheet with its fonts inside; the formats no current browser needs are dropped."""
    style = (KATEX / "katex.min.css").read_text(encoding="utf-8")
    style = re.sub(r",url\([^)]*\.(?:woff|ttf)\) format\(\"\w+\"\)", "", style)

    def embed(match: re.Match[str]) -> str:
        font = base64.b64encode((KATEX / match.group(1)).read_bytes()).decode()
        return f"url(data:font/woff2;base64,{font})"

    return re.sub(r"url\((fonts/[^)]+)\)", embed, style)


def _anchor(name: str) -> str:
    """The id of a claim's section in the page."""
    return re.sub(r"[^\w.-]", "-", name)


def _inlined(picture: str) -> str:
    """The address of an SVG that is itself the picture; as an image it can neither run scripts nor load anything."""
    return "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode()


def _titled(picture: str) -> str:
    """What an SVG says of itself, for those who cannot see it."""
    found = re.search(r"<title>([^<]*)</title>", picture)
    return html.unescape(found.group(1)) if found else ""


def _inline(text: str) -> str:
    """Text that may stand inside a script element: it cannot close it or open a comment."""
    return text.replace("</", r"<\/").replace("<!--", r"<\!--")


def _clock(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 60 else f"{int(seconds // 60)} min {int(seconds % 60)} s"
