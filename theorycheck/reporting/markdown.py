"""The report as Markdown: the verdict table, for a pull request or a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from theorycheck.outcome import worst_line
from theorycheck.verdicts import Verdict, counts, sentence


def render_markdown(document: Mapping[str, Any]) -> str:
    """One line for each claim, after the counts by verdict."""
    claims = document["claims"]
    lines = [
        f"**{sentence(counts(Verdict(claim['verdict']) for claim in claims))}**",
        "",
        "| verdict | claim | reach | evidence |",
        "| --- | --- | --- | --- |",
    ]
    for claim in claims:
        look = Verdict(claim["verdict"]).look
        reach = "; ".join(claim["reach"]) or "-"
        stands = "" if claim["standing"] == claim["verdict"] else f", stands {claim['standing']}"
        evidence = claim["reason"] + (f"; {worst_line(claim['worst'])}" if claim.get("worst") else "")
        cells = (f"{look.icon} {look.word}{stands}", f"{claim['title']} (`{claim['id']}`)", reach, evidence)
        lines.append("| " + " | ".join(cell.replace("|", r"\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(lines) + "\n"
