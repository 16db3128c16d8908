"""The tables of docs/benchmarks.md, in Markdown, from one run's JSON."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.falsify import OURS, Record, Summary, best_peer, summaries

EASY = 5e-3
BEGIN, END = "<!-- falsify: begin -->", "<!-- falsify: end -->"


def document(found: dict[str, Any]) -> str:
    """Everything that the run has measured."""
    parts = [_setting(found)]
    if found.get("planted"):
        parts.append(planted(_records(found["planted"]), found["missing"], found["seconds"]))
    if found.get("neighbours"):
        parts.append(beside(_records(found["neighbours"])))
    for name in ("throughput", "landscape"):
        if found.get(name):
            parts.append(figures(name, found[name]))
    return "\n\n".join(parts)


def written(text: str, table: str) -> str:
    """The document with the table between its markers. Raises ValueError where they are missing."""
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise ValueError(f"the document must hold {BEGIN} and {END} once; add them where the table is to stand")
    head, rest = text.split(BEGIN)
    return f"{head}{BEGIN}\n\n{table}\n\n{END}{rest.split(END)[1]}"


def _records(rows: Sequence[dict[str, Any]]) -> list[Record]:
    return [Record(**row) for row in rows]


def _setting(found: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    left = f" Not finished: {', '.join(found['left'])}." if found.get("left") else ""
    quick = " A quick run: no figures to quote." if found.get("quick") else ""
    return (
        f"{found['machine']}; {versions}. Processor seconds, one BLAS thread, imports apart; medians of the runs that "
        f"refuted, seeds {', '.join(map(str, found['seeds']))}.{quick}{left}"
    )


def planted(records: Sequence[Record], missing: Sequence[str], budget: float) -> str:
    """A row for each tool, a column for each conjecture, and the ratios; a run may cost `budget` seconds."""
    subjects = list(dict.fromkeys(record.subject for record in records))
    of = {subject: summaries(records, subject) for subject in subjects}
    tools = list(dict.fromkeys(record.tool for record in records))
    lines = [_row(["tool", *subjects, "all"]), _row(["---"] * (len(subjects) + 2))]
    for tool in tools:
        own = [of[subject].get(tool) for subject in subjects]
        lines.append(_row([_bold(tool), *map(_cell, own), _seconds(sum(_cost(one, budget) for one in own))]))
    alone = [_seconds(of[subject][OURS].searching) for subject in subjects]
    lines.insert(3, _row(["of it, the search alone", *alone, ""]))
    lines += [_row([f"{name} (not installed)", *["–"] * len(subjects), ""]) for name in missing]
    lines.append(_row(["best other tool / ours", *(_times(of[subject]) for subject in subjects), ""]))
    ratios = [ratio for subject in subjects if (ratio := _ratio(of[subject])) is not None]
    slower = sum(ratio < 1 for ratio in ratios)
    failed = [subject for subject in subjects if of[subject][OURS].refuted < of[subject][OURS].runs]
    total = sum(of[subject][OURS].median or 0.0 for subject in subjects)
    words = f"Ours in all: {total:.2f} s a seed{', without ' + ', '.join(failed) if failed else ''}."
    if ratios:
        words += f" Median ratio {statistics.median(ratios):.2g}; slower than the best other tool on {slower}."
    words += f" The last column adds up a tool's medians; a run that failed counts with its budget of {budget:g} s."
    return "\n".join([*lines, "", words])


def _cost(summary: Summary | None, budget: float) -> float:
    """Mean seconds of a run, one that failed (or was not possible) counted with its budget."""
    if summary is None or summary.median is None:
        return budget
    return (summary.refuted * summary.median + (summary.runs - summary.refuted) * budget) / summary.runs


def beside(records: Sequence[Record]) -> str:
    """A row for each neighbour that takes other tools a search, and counts of all."""
    subjects = list(dict.fromkeys(record.subject for record in records))
    of = {subject: summaries(records, subject) for subject in subjects}
    given = [subject for subject in subjects if len(of[subject]) > 1]
    easy = [subject for subject in given if (best := best_peer(of[subject])) and (best.median or 0) < EASY]
    hard = [subject for subject in given if subject not in easy]
    lines = [_row(["neighbour", "ours", "search alone", "best other tool", "its time", "ratio"]), _row(["---"] * 6)]
    lines += [_row(list(_compared(subject, of[subject]))) for subject in hard]
    fell = sum(of[subject][OURS].refuted == of[subject][OURS].runs for subject in subjects)
    unmatched = sum(best_peer(of[subject]) is None for subject in hard)
    words = (
        f"Of {len(subjects)} neighbours we refute {fell} from every seed. Others were given {len(given)}: the rest "
        f"speak of landscapes or of naturals alone. {len(easy)} of these fall to some other tool within "
        f"{1000 * EASY:g} ms, a few evaluations ({_medians(of, easy)}). The others are above; no other tool refutes "
        f"{unmatched} of them ({_medians(of, hard)})."
    )
    return "\n".join([*lines, "", words])


def _medians(of: dict[str, dict[str, Summary]], subjects: Sequence[str]) -> str:
    ours = [value for subject in subjects if (value := of[subject][OURS].median) is not None]
    ratios = [ratio for subject in subjects if (ratio := _ratio(of[subject])) is not None]
    searching = [ratio for subject in subjects if (ratio := _ratio(of[subject], alone=True)) is not None]
    if not ours or not ratios:
        return "no ratios"
    return (
        f"ours {_seconds(statistics.median(ours))} s in the median and {_seconds(max(ours))} s at most; median ratio "
        f"{statistics.median(ratios):.2g}, of the search alone {statistics.median(searching):.2g}"
    )


def figures(name: str, found: dict[str, Any]) -> str:
    """The results of another script, as it gives them."""
    rows = found["results"]
    heads = [head for head in rows[0] if not isinstance(rows[0][head], (dict, list)) and head != "seen"]
    lines = [_row(heads), _row(["---"] * len(heads))]
    lines += [_row([_figure(row.get(head)) for head in heads]) for row in rows]
    return "\n".join([f"`benchmarks/{name}.py`:", "", *lines])


def _compared(subject: str, of: dict[str, Summary]) -> Iterator[str]:
    best = best_peer(of)
    yield f"`{subject}`"
    yield _cell(of[OURS])
    yield _seconds(of[OURS].searching)
    yield "none" if best is None else best.tool
    yield "" if best is None else _cell(best)
    yield _times(of)


def _ratio(of: dict[str, Summary], *, alone: bool = False) -> float | None:
    best, ours = best_peer(of), of[OURS].searching if alone else of[OURS].median
    if best is None or best.median is None or not ours:
        return None
    return best.median / ours


def _cell(summary: Summary | None) -> str:
    if summary is None:
        return "–"
    if summary.median is None:
        return f"0/{summary.runs}"
    return f"{summary.refuted}/{summary.runs} {_seconds(summary.median)}"


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.2g}" if value >= 1e-3 else f"{value:.1g}"


def _times(of: dict[str, Summary]) -> str:
    ratio = _ratio(of)
    if not of[OURS].refuted:
        return "nobody" if best_peer(of) is None else "not ours"
    return "only ours" if ratio is None else f"{ratio:.2g}"


def _figure(value: Any) -> str:
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)


def _bold(tool: str) -> str:
    return f"**{tool}**" if tool == OURS else tool


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
