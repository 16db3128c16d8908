"""What `graph` prints: the claim files as read without importing them, drawn with what the ledger remembers of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from theorycheck.cli import terminal
from theorycheck.errors import OptionError
from theorycheck.ledger import Ledger, Run

ENDINGS = {".json": "json", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid", ".mermaid": "mermaid", ".svg": "svg"}


def chosen(form: str | None, output: Path | None, json: bool) -> str:
    """The format: the one that was named, else the one of the file's ending, else JSON. Raises OptionError."""
    formats = list(dict.fromkeys(ENDINGS.values()))
    if json and form not in (None, "json"):
        raise OptionError(f"--json and --format {form} are two formats", cure="give one of them")
    if form is not None and form not in formats:
        raise OptionError(f"the format {form} is unknown", cure=f"choose {', '.join(formats)}")
    named = "json" if json else form
    return named or (ENDINGS.get(output.suffix.lower(), "json") if output is not None else "json")


def drawn(entries: Sequence[Any], ledger: str | Path, form: str) -> str:
    """The graph of these claims and of everything they rest on."""
    from theorycheck.reporting import drawing, graph_document

    document = graph_document(_graph(entries, ledger))
    if form == "json":
        return terminal.dumped(document)
    render = {"dot": drawing.render_dot, "mermaid": drawing.render_mermaid, "svg": drawing.render_svg}[form]
    return render(document)


def save(text: str, path: Path) -> None:
    """Writes the file, or says in one sentence why it cannot be written."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        what, cure = "the graph cannot be written", "name another file"
        raise OptionError(what, where=str(path), why=str(error), cure=cure) from error


def _graph(entries: Sequence[Any], ledger: str | Path) -> Any:
    if not Path(ledger).is_file():  # nothing was ever run here; asking must not make a ledger
        return _remembered(entries, lambda claim: None)
    with Ledger(ledger) as book:
        return _remembered(entries, book.latest)


def _remembered(entries: Sequence[Any], latest: Callable[[str], Run | None]) -> Any:
    from theorycheck.dependencies.graph import claim_graph, rested_on
    from theorycheck.dependencies.node import Node, of_entry
    from theorycheck.statement.discovery import catalogue

    known = {entry.id: entry for entry in (*catalogue(), *entries)}

    def node(name: str) -> Node:
        return of_entry(known[name], latest(name)) if name in known else Node(name)

    return claim_graph(rested_on([node(entry.id) for entry in entries], node))
