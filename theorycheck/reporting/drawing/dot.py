"""The graph in DOT, the language of Graphviz."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from theorycheck.verdicts import Verdict


def render_dot(document: Mapping[str, Any]) -> str:
    """One line a node, one line an edge; the title is the node's tooltip."""
    lines = [
        "digraph claims {",
        "  rankdir=LR;",
        '  node [shape=box, style=rounded, fontname="DejaVu Sans", fontsize=11];',
        '  edge [color="#7d8896"];',
    ]
    for node in document["nodes"]:
        look = Verdict(node["verdict"]).look
        stands = "" if node["standing"] == node["verdict"] else f", stands {node['standing']}"
        label = _quoted(f"{look.icon} {look.word}{stands}", node["id"])
        lines.append(
            f'  {_quoted(node["id"])} [label={label}, color="{look.colour}", fontcolor="{look.colour}", '
            f"tooltip={_quoted(node['title'])}];"
        )
    for edge in document["edges"]:
        dashed = "" if edge["used"] else ' [style=dashed, tooltip="declared, used by no certificate"]'
        lines.append(f"  {_quoted(edge['premise'])} -> {_quoted(edge['claim'])}{dashed};")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(*rows: str) -> str:
    r"""Rows of a label as one DOT string. There, \ begins an escape such as \n or \N, and nothing else does."""
    flat = (re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]", " ", row) for row in rows)
    return '"' + r"\n".join(row.replace("\\", r"\\").replace('"', r"\"") for row in flat) + '"'
