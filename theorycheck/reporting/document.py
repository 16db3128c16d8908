"""The report as data: `theorycheck/report-1`. Every page, table and summary is a view of this document.

`claims` holds for each claim exactly what `check --json` prints, `graph` what they rest on and how they stand by that.
What only a reader needs (formulas, sources, figures of the search) stands beside them under `details`, by claim id, so
that a program can ignore it.
"""

from __future__ import annotations

import ast
import json
import math
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from theorycheck import engine
from theorycheck.outcome import told
from theorycheck.reporting.mathematics import name_latex, value_latex

SCHEMA = "theorycheck/report-1"


def build_document(
    run: Mapping[str, Any],
    claims: Iterable[Mapping[str, Any]],
    details: Mapping[str, Any] | None = None,
    graph: Mapping[str, Any] | None = None,
    certificates: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The one document of `check`, `falsify` and `report`; `graph` is a `theorycheck/graph-1` document.

    certificates: by id of a claim or neighbour, the hash of its statement and its files by role
    """
    made_with = {"version": engine.version(), "environment": engine.environment()}
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "run": {**run, **made_with},
        "claims": [dict(claim) for claim in claims],
    }
    if certificates is not None:
        document["certificates"] = dict(certificates)
    if graph is not None:
        document["graph"] = dict(graph)
    if details is not None:
        document["details"] = dict(details)
    return document


def describe(claim: Any, path: Path | None, outcome: Mapping[str, Any], figures: Mapping[str, Any]) -> dict[str, Any]:
    """What a reader wants of one claim: formulas in LaTeX, the kernel's own text, source, search, what to type."""
    statement = claim.statement
    neighbours = {f"{outcome['id']}/{n.name}": n for n in claim.neighbours}
    return {
        "source": str(claim.source),
        "about": about(path),
        "picture": picture(path),
        "latex": statement.latex(),
        "kernel": statement.kernel_text(),
        "search": search_lines(figures, bounded=outcome["verdict"] == "SURVIVED"),
        "counterexample": counterexample(outcome.get("witness")),
        "worst": worst(outcome.get("worst")),
        "neighbours": {name: _neighbour(claim, n, outcome, name) for name, n in neighbours.items()},
        "reproduce": reproduce(outcome, path),
    }


def about(path: Path | None) -> str:
    """The docstring of the claim file, read without importing it."""
    if path is None or not path.is_file():
        return ""
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def picture(path: Path | None) -> str:
    """The SVG that lies beside the claim file under the same name; empty where there is none."""
    beside = path.with_suffix(".svg") if path is not None else None
    return beside.read_text(encoding="utf-8") if beside is not None and beside.is_file() else ""


def counterexample(witness: Mapping[str, Any] | None) -> list[str]:
    """One LaTeX equation for each symbol of a witness."""
    return [f"{name_latex(name)} = {value_latex(value)}" for name, value in (witness or {}).items()]


def worst(found: Mapping[str, Any] | None) -> dict[str, Any]:
    """By how much the most violated witness violates, and its equations; nothing where the smallest is that one."""
    return {"by": told(found), "equations": counterexample(found["witness"])} if found else {}


def reproduce(outcome: Mapping[str, Any], path: Path | None) -> str:
    """The one line to type to get this verdict again."""
    seed = (outcome.get("seeds") or [0])[0]
    verb = "falsify" if outcome["verdict"] == "REFUTED" and not _in_package(path) else "check"
    what = outcome["id"] if path is None or _in_package(path) else str(path)
    return f"theorycheck {verb} {shlex.quote(what)} --seed {seed}"


def search_lines(figures: Mapping[str, Any], bounded: bool = True) -> dict[str, str]:
    """The search's figures in a reader's words; a proof needs no probability (`bounded`)."""
    if not figures:
        return {}
    if chance := figures.get("chance"):
        return _test_lines(figures, chance)
    shown = {
        "networks": f"{figures['examples']} ({figures['lanes']})",
        **_satisfied(figures),
        "independent draws": str(figures["draws"]),
        "ascent": f"{figures['ascent_evaluations']} evaluations",
        "decided exactly": str(figures["exact_checks"]),
        "number type": figures["dtype"],
    }
    if figures["draws"] and bounded:
        bounds = f"{figures['fixed_upper']:.2g} (95 %), {figures['anytime_upper']:.2g} at any stopping time"
        shown["probability of a violation"] = f"below {bounds}; more than {figures['delta']:g} counts as one"
        shown["declared law"] = figures["law"]
    optional = {"landscape starts ended as": "landscape", "closest approach": "closest_approach"}
    optional |= {"counterexample met as": "met", "notes": "notes"}
    return shown | {words: str(figures[name]) for words, name in optional.items() if figures.get(name)}


def _test_lines(figures: Mapping[str, Any], chance: Mapping[str, Any]) -> dict[str, str]:
    """A test by draws: the evidence, and of each instance how often the event held."""
    undecided = f"{figures['draws']} ({figures['draws_undecided']} undecided)"
    shown = {
        "independent draws": undecided,
        "logarithm of the e-value": f"{chance['log_e']:.3g}; rejected from {-math.log(chance['alpha']):.3g} on",
        "seeds": ", ".join(map(str, chance["seeds"])) + ("" if chance["persisted"] else " (this run alone: no ledger)"),
        "law": figures["law"],
    }
    for one in chance["instances"]:
        low, high = one["anytime"]
        held = f"held in {one['held']} of {one['draws']}, failed in {one['failed']}"
        shown[f"at {one['at']}"] = f"{held}; probability in [{low:.4g}, {high:.4g}], claimed {one['claimed']}"
    return shown


def _satisfied(figures: Mapping[str, Any]) -> dict[str, str]:
    """How many networks satisfied the hypotheses, where there are some."""
    if "satisfied" not in figures:
        return {}
    words = f"{figures['satisfied']} of {figures['examples']} ({figures['satisfied_lanes']})"
    return {"satisfied the hypotheses": words}


def json_schema() -> dict[str, Any]:
    """The published JSON Schema of this document."""
    return json.loads((Path(__file__).parent / "report-1.schema.json").read_text(encoding="utf-8"))


def _neighbour(claim: Any, neighbour: Any, outcome: Mapping[str, Any], name: str) -> dict[str, Any]:
    found: Mapping[str, Any] = next((n for n in outcome["neighbours"] if n["id"] == name), {})
    return {
        "latex": claim.neighbour_statement(neighbour).latex(),
        "near": bool(neighbour.near),
        "counterexample": counterexample(found.get("witness")),
        "worst": worst(found.get("worst")),
    }


def _in_package(path: Path | None) -> bool:
    return path is not None and path.resolve().is_relative_to(engine.PACKAGE)
