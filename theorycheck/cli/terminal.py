"""All that the command line prints: documents and tables on standard output, progress and errors on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from theorycheck.outcome import example_line, worst_line
from theorycheck.verdicts import Verdict, counts, sentence


def dumped(found: Mapping[str, Any]) -> str:
    """A document as text: readable, in the order of its fields, never NaN."""
    return json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def document(found: Mapping[str, Any]) -> None:
    """The one thing on standard output under `--json`."""
    sys.stdout.write(dumped(found))


def text(found: str) -> None:
    """A document that is no JSON: a picture, say."""
    sys.stdout.write(found if found.endswith("\n") else f"{found}\n")


def complain(said: str) -> None:
    sys.stderr.write(f"theorycheck: {said}\n")


def note(said: str) -> None:
    sys.stderr.write(f"{said}\n")


def progress(result: Any) -> None:
    """One line on standard error when a claim is done; its traceback if its file is broken."""
    outcome = result.outcome
    seconds = "stored" if result.reused else f"{outcome.seconds:.1f} s"
    note(f"{_badge(outcome.verdict.value)}  {outcome.id}  ({seconds})")
    if result.error is not None:
        if result.detail:
            note(result.detail.rstrip())
        complain(str(result.error))


def listing(rows: Sequence[Mapping[str, Any]]) -> None:
    """One line a claim: verdict, id, title."""
    width = max((len(row["id"]) for row in rows), default=0)
    for row in rows:
        _say(f"{_badge(row['verdict'])}  {row['id']:<{width}}  {row['title']}")
    _say(f"{len(rows)} claims: {sentence(counts(Verdict(row['verdict']) for row in rows))}")


def shown(rows: Sequence[Mapping[str, Any]]) -> None:
    """Each claim in full."""
    for row in rows:
        _say(f"{_badge(row['verdict'])}  {row['id']}", bold=True)
        _say(f"  {row['title']}")
        for name in ("source", "fidelity", "reason", "path", "statement_hash"):
            _say(f"  {name.replace('_', ' '):<10} {row[name] or '-'}")
        for key, share in row["covers"].items():
            _say(f"  {'covers':<10} {key}: {share}")
        _say(f"  {'uses':<10} {', '.join(row['uses']) or '-'}")
        _say(f"  {'LaTeX':<10} {row['latex']}")
        _say(f"  {'kernel':<10} {row['kernel']}")
        _say(f"  {'proof':<10} {row['proof'] or '-'}")
        for neighbour in row["neighbours"]:
            near = ", near" if neighbour["near"] else ""
            _say(f"  neighbour  {neighbour['name']} (expected {neighbour['expect']}{near}): {neighbour['latex']}")
        _say("")


def outcomes(found: Mapping[str, Any]) -> None:
    """What was checked: one paragraph a claim, then the counts."""
    nodes = {node["id"]: node for node in found["graph"]["nodes"]}
    for claim in found["claims"]:
        _say(f"{_badge(claim['verdict'])}  {claim['id']}", bold=True)
        _say(f"  {claim['title']}")
        _say(f"  {claim['reason']}")
        for name, value in (claim["witness"] or {}).items():
            _say(f"    {name} = {json.dumps(value)}")
        if claim["witness"]:
            _say(f"    {example_line(claim['witness'])}")
        if claim.get("worst"):
            _say(f"    {worst_line(claim['worst'])}")
        for neighbour in claim["neighbours"]:
            _say(f"  {_badge(neighbour['verdict'])}  {neighbour['id']}  {neighbour['seconds']:.1f} s")
        node = nodes[claim["id"]]
        if claim["standing"] != claim["verdict"]:
            _say(f"  standing: {claim['standing']}, because {node['reason']}")
        if node["blame"]["sets"]:
            _say(f"  to blame: {_blamed(node['blame'])}")
        if claim["certificate"]:
            _say(f"  certificate: {claim['certificate']['path']}")
    for remark in found["run"]["notes"]:
        note(remark)
    _say(_totals(found))


def network(found: Mapping[str, Any]) -> None:
    """One network: its entries, then what floats and exact arithmetic say of it."""
    _say(f"{found['claim']}: network {found['index']} of lane {found['lane']}, seed {found['seed']}", bold=True)
    for name, value in found["network"].items():
        _say(f"    {name} = {json.dumps(value)}")
    if found["violation"] is None or found["error_bound"] is None:
        _say("  floats have no value there")
    else:
        _say(f"  violation in floats {found['violation']:+.6g}, within {found['error_bound']:.2g} of the exact one")
    _say(f"  exactly: {found['exactly']}")


def _blamed(blame: Mapping[str, Any]) -> str:
    """Each choice explains every refutation: `a, or b and c`."""
    return ", or ".join([*(" and ".join(one) for one in blame["sets"]), *([] if blame["complete"] else ["others"])])


def report_written(found: Mapping[str, Any], folder: Path) -> None:
    """Where the report is, and what it says in one line: the end of the README's first command."""
    _say(f"report: {folder / 'report.html'} (also report.json, report.md)")
    _say(_totals(found))


LONGEST = 240  # characters of a formula; the whole of it stands in the document


def followed(rows: Sequence[Mapping[str, Any]]) -> None:
    """Each claim's script step by step: what is new among the facts, and what is open."""
    for row in rows:
        _say(f"{row['id']}  {row['title']}", bold=True)
        if row["assumed"]:
            _say(f"  assumed ({row['assumed']}): it has no script")
        shown: set[str] = set()  # facts that every later goal is known to keep
        for step in row["steps"]:
            _say(f"  {step['call']}: {_left(step)}")
            shared = set.intersection(*(set(goal["known"]) for goal in step["goals"])) if step["goals"] else set()
            for goal in step["goals"]:
                for fact in goal["known"]:
                    if fact not in shown:
                        _say(f"    known  {_shortened(fact)}")
                shown |= shared
                _say(f"    open   {_shortened(goal['open'])}")
        if row["finished"]:
            _say("  nothing is open; theorycheck check gives the verdict")


def _left(step: Mapping[str, Any]) -> str:
    if step["failure"]:
        return f"fails: {step['failure']}"
    count = len(step["goals"])
    return "nothing is open" if not count else f"{count} open goal{'s' if count > 1 else ''}"


def _shortened(formula: str) -> str:
    return formula if len(formula) <= LONGEST else f"{formula[:LONGEST]} …"


def verified(certificates: Sequence[Mapping[str, Any]], verdicts: Sequence[Mapping[str, Any]]) -> None:
    """What each certificate proves or at which step it fails; then what the verdicts of a report come to."""
    for row in certificates:
        if verdicts and row["ok"]:
            continue  # of a report, what its verdicts say is enough
        _say(_plain(f"{'✓' if row['ok'] else '✕'} {row['claim'] or row['path']}  {row['error'] or row['kind']}"))
        _fault(row["step"]) if row["step"] else _theorem(row)
    for row in verdicts:
        said = f"{row['verdict']}, " + ("as its certificates say" if row["carried"] else "which claims nothing")
        _say(_plain(f"{'✓' if row['ok'] else '✕'} {row['claim']}  {row['error'] or said}"))
        if row["note"]:
            _say(f"    note     {row['note']}")
    good = sum(row["ok"] for row in certificates)
    _say(f"{good} of {len(certificates)} certificates accepted by the kernel in a fresh process")
    if verdicts:
        _say(f"{sum(row['ok'] for row in verdicts)} of {len(verdicts)} verdicts carried by them")


def _theorem(row: Mapping[str, Any]) -> None:
    """In words and in LaTeX where the claim is registered here, else in the kernel's own notation."""
    lines = {"theorem": row["title"], "role": row["words"], "LaTeX": row["latex"]}
    lines |= {} if row["latex"] else {"kernel": row["kernel"]}
    lines |= {"reach": "; ".join(row["reach"]), "trust": "" if row["trust"] else "the kernel and definitions alone"}
    for name, text in lines.items():
        if text and row["ok"]:
            _say(_plain(f"    {name:<8} {text}").replace("\n", "\n" + " " * 13))
    for label in row["trust"]:
        _say(_plain(f"    rests on {label.partition('#')[0]}: {row['believed'].get(label, label)}"))


def _fault(step: Mapping[str, Any]) -> None:
    """The step that fails."""
    _say(_plain(f"    step     {step['step']} ({step['rule']}): {step['why']}"))
    for name, formulas in (("from", step["from"]), ("formula", step["formulas"])):
        for formula in formulas:
            _say(_plain(f"    {name:<8} {formula}"))


def _plain(text: str) -> str:
    """A name in a certificate is anybody's text: what would move the cursor or hide a word is spelled out."""
    return "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)


def examined(found: Mapping[str, Any]) -> None:
    """The doctor's page."""
    for name in ("theorycheck", "engine", "python", "system", "ledger"):
        _say(f"{name:<12} {found[name]}")
    for name, version in found["libraries"].items():
        _say(f"{name:<12} {version}")
    backend = found["backend"]
    _say(f"{'backend':<12} {backend['used']} (asked for {backend['asked']}): {backend['reason']}")
    for remark in found["notes"]:
        _say(f"{'note':<12} {remark}")
    for name, setting in found["settings"].items():
        _say(f"{'setting':<12} {name} = {setting['value']} (from {setting['origin']})")


def _totals(found: Mapping[str, Any]) -> str:
    claims = found["claims"]
    return f"{len(claims)} claims: {sentence(counts(Verdict(claim['verdict']) for claim in claims))}"


_INKS = {"green": 32, "blue": 34, "yellow": 33, "red": 31, "magenta": 35, "bright_black": 90, "bold red": 31}


def _badge(name: str) -> str:
    """Icon and word, always; colour only for a person at a terminal."""
    look = Verdict(name).look
    text = f"{look.icon} {look.word:<11}"
    return f"\x1b[{_INKS[look.ink]}m{text}\x1b[0m" if sys.stdout.isatty() else text


def _say(text: str, bold: bool = False) -> None:
    sys.stdout.write(f"\x1b[1m{text}\x1b[0m\n" if bold and sys.stdout.isatty() else f"{text}\n")
