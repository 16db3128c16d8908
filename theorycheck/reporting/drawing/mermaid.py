"""The graph in Mermaid, which code hosts draw inside Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from theorycheck.verdicts import Verdict


def render_mermaid(document: Mapping[str, Any]) -> str:
    """A flowchart from premises to what uses them. Nodes are numbered: ids may hold what Mermaid takes for syntax."""
    place = {node["id"]: f"n{number}" for number, node in enumerate(document["nodes"])}
    lines = ["flowchart LR"]
    for node in document["nodes"]:
        look = Verdict(node["verdict"]).look
        stands = "" if node["standing"] == node["verdict"] else f", stands {node['standing']}"
        rows = (f"{look.icon} {look.word}{stands}", node["id"], node["title"])
        label = "<br/>".join(_escaped(row) for row in rows if row)
        lines.append(f'  {place[node["id"]]}["{label}"]:::{node["verdict"]}')
    for edge in document["edges"]:
        arrow = "-->" if edge["used"] else "-.->"
        lines.append(f"  {place[edge['premise']]} {arrow} {place[edge['claim']]}")
    for verdict in Verdict:
        if any(node["verdict"] == verdict.value for node in document["nodes"]):
            lines.append(f"  classDef {verdict.value} stroke:{verdict.look.colour},stroke-width:2px")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    """Letters, digits and a few harmless signs as they are, everything else by its number."""
    return "".join(sign if sign.isalnum() or sign in " .,_-" else _numbered(sign) for sign in text)


def _numbered(sign: str) -> str:
    return " " if sign.isspace() or not sign.isprintable() else f"#{ord(sign)};"
