"""The command line: arguments in, one document or a few lines out, an exit code.

Documents go to standard output and nothing else does under `--json`; progress and errors go to standard error.
Exit codes: 0 as expected, 1 worse than expected, 2 usage, 3 internal, 4 inconclusive under --strict, 5 nothing chosen.
Mathematics is imported inside the commands that need it, so that `--help` and `list` answer at once.
"""

from __future__ import annotations

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from theorycheck import settings
from theorycheck.cli import live, terminal
from theorycheck.errors import NothingSelected, OptionError, TheorycheckError
from theorycheck.verdicts import Verdict

AS_EXPECTED, WORSE, USAGE, INTERNAL, INCONCLUSIVE, NOTHING = range(6)
INTERRUPTED = 130  # what shells make of SIGINT, and typer of a KeyboardInterrupt

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="States claims of deep-learning theory once; proves, searches, certifies and reports them.",
)

What = Annotated[list[str] | None, typer.Argument(help="claim ids, globs, or paths of claim files; all when left out")]
Json = Annotated[bool, typer.Option("--json", help="one JSON document on standard output")]
Profile = Annotated[str | None, typer.Option(help="how long to search: quick, default or deep")]
Seed = Annotated[int | None, typer.Option(help="the seed of every random draw")]
Examples = Annotated[int | None, typer.Option(help="how many networks to try for each statement")]
Seconds = Annotated[float | None, typer.Option(help="how long to search for each statement, by the clock")]
Backend = Annotated[str | None, typer.Option(help="auto, numpy or cupy")]
LedgerPath = Annotated[Path | None, typer.Option("--ledger", help="where runs, witnesses and certificates are kept")]
Strict = Annotated[bool, typer.Option("--strict", help="exit 4 when a verdict decides nothing")]
Fresh = Annotated[bool, typer.Option("--fresh", help="check again what is stored and current")]
Jobs = Annotated[int | None, typer.Option(help="how many processes; by default one a processor, for many claims")]
Telling = Annotated[str | None, typer.Option("--progress", help="auto, live, plain or none")]
NoNeighbours = Annotated[bool, typer.Option("--no-neighbours", help="leave the false neighbours out")]


def run(arguments: list[str]) -> int:
    """One command; every way it can end is an exit code."""
    try:
        app(arguments, prog_name="theorycheck")
    except SystemExit as end:
        if end.code == INTERRUPTED:
            terminal.complain("interrupted: what was finished is stored; type the same command again to go on")
        return end.code if isinstance(end.code, int) else AS_EXPECTED if end.code is None else USAGE
    except TheorycheckError as error:
        terminal.complain(str(error))
        return error.exit_code
    except Exception as error:
        terminal.complain(traceback.format_exc())
        terminal.complain(f"internal error: {error or type(error).__name__}; please report the lines above")
        return INTERNAL
    return AS_EXPECTED


@app.command("list")
def list_claims(what: What = None, verdict: str | None = None, json: Json = False, ledger: LedgerPath = None) -> None:
    """Every claim with its last verdict, read from the files and the ledger alone."""
    from theorycheck.cli import listing

    rows = listing.rows(_selected(what), _settings(ledger=ledger)["ledger"].value)
    if verdict is not None:
        rows = [row for row in rows if row["verdict"] == _verdict(verdict).value]
    if json:
        terminal.document({"schema": "theorycheck/list-1", "claims": rows})
    else:
        terminal.listing(rows)


@app.command()
def show(what: What = None, json: Json = False, ledger: LedgerPath = None) -> None:
    """What a claim says: words, formula, the kernel's own text, neighbours, and its last verdict."""
    from theorycheck.cli import listing
    from theorycheck.statement.discovery import load

    rows = [row | listing.shown(load(entry)) for entry, row in _with_rows(what, ledger)]
    if json:
        terminal.document({"schema": "theorycheck/show-1", "claims": rows})
    else:
        terminal.shown(rows)


@app.command()
def check(
    what: What = None,
    json: Json = False,
    profile: Profile = None,
    seed: Seed = None,
    examples: Examples = None,
    seconds: Seconds = None,
    backend: Backend = None,
    ledger: LedgerPath = None,
    strict: Strict = False,
    fresh: Fresh = False,
    jobs: Jobs = None,
    progress: Telling = None,
    no_neighbours: NoNeighbours = False,
) -> None:
    """Prove, replay in a fresh process, search for a counterexample, try the neighbours, give the verdict.

    What a run before this one stored is taken over where nothing changed and its certificates replay.
    """
    flags: dict[str, Any] = {"profile": profile, "seed": seed, "examples": examples}
    flags |= {"seconds": seconds, "backend": backend, "ledger": ledger, "jobs": jobs, "progress": progress}
    _run("check", what, flags, json, strict, fresh, neighbours=not no_neighbours)


@app.command()
def prove(
    what: What = None,
    json: Json = False,
    seed: Seed = None,
    ledger: LedgerPath = None,
    strict: Strict = False,
    fresh: Fresh = False,
    jobs: Jobs = None,
    progress: Telling = None,
    goals: Annotated[
        bool, typer.Option("--goals", help="follow the script: what is open after each step; gives no verdict")
    ] = False,
) -> None:
    """Derive and replay only; a short search still looks for a model of the hypotheses."""
    if goals:
        _follow(what, json, strict)
    flags = {"seed": seed, "examples": 2_000, "ledger": ledger, "jobs": jobs, "progress": progress}
    _run("prove", what, flags, json, strict, fresh, neighbours=False)


@app.command()
def falsify(
    what: What = None,
    json: Json = False,
    profile: Profile = None,
    seed: Seed = None,
    examples: Examples = None,
    seconds: Seconds = None,
    backend: Backend = None,
    ledger: LedgerPath = None,
    strict: Strict = False,
    fresh: Fresh = False,
    jobs: Jobs = None,
    progress: Telling = None,
) -> None:
    """Search for a counterexample only, and certify it exactly."""
    flags: dict[str, Any] = {"profile": profile, "seed": seed, "examples": examples}
    flags |= {"seconds": seconds, "backend": backend, "ledger": ledger, "jobs": jobs, "progress": progress}
    _run("falsify", what, flags, json, strict, fresh, prove=False, neighbours=False)


@app.command()
def report(
    what: What = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="the folder to write")] = Path("theorycheck-report"),
    json: Json = False,
    profile: Profile = None,
    seed: Seed = None,
    examples: Examples = None,
    backend: Backend = None,
    ledger: LedgerPath = None,
    strict: Strict = False,
    fresh: Fresh = False,
    jobs: Jobs = None,
    progress: Telling = None,
) -> None:
    """Check what is not current, and write the report: JSON, one offline page, Markdown."""
    flags = {"profile": profile or "quick", "seed": seed, "examples": examples, "backend": backend, "ledger": ledger}
    flags |= {"jobs": jobs, "progress": progress}
    _run("report", what, flags, json, strict, fresh, output=output)


@app.command()
def graph(
    what: What = None,
    form: Annotated[str | None, typer.Option("--format", help="json, dot, mermaid or svg")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="a file; its ending names the format")] = None,
    json: Json = False,
    ledger: LedgerPath = None,
) -> None:
    """What rests on what: the claims and all they use, as they stand by their last verdicts. Nothing is run."""
    from theorycheck.cli import picture

    form = picture.chosen(form, output, json)
    drawn = picture.drawn(_selected(what), _settings(ledger=ledger)["ledger"].value, form)
    if output is None:
        terminal.text(drawn)
    else:
        picture.save(drawn, output)
        terminal.note(f"graph written: {output}")


@app.command()
def verify(
    files: Annotated[
        list[Path] | None, typer.Argument(help="certificates or a report; if none, each claim's newest")
    ] = None,
    json: Json = False,
    ledger: LedgerPath = None,
    write_kernel: Annotated[Path | None, typer.Option(help="also write the kernel as one runnable file")] = None,
) -> None:
    """Replay certificates with the kernel alone, in a fresh process, and hold them against their claims.

    Of a report, every verdict is held against the certificates that it names.
    """
    from theorycheck import certificates
    from theorycheck.cli import verification

    if write_kernel is not None:
        terminal.note(f"kernel written: {certificates.build_kernel_archive(write_kernel)}")
        if not files:
            return
    found = verification.verify(files or [], _settings(ledger=ledger)["ledger"].value)
    rows = [*found["certificates"], *found["verdicts"]]
    if not rows:
        raise NothingSelected("there is no certificate to verify", cure="run theorycheck check first, or name a file")
    if json:
        terminal.document({"schema": "theorycheck/verify-1", **found})
    else:
        terminal.verified(**found)
    raise typer.Exit(AS_EXPECTED if all(row["ok"] for row in rows) else WORSE)


@app.command()
def network(
    what: Annotated[str, typer.Argument(help="a claim's id or file; a neighbour's after a colon")],
    lane: Annotated[str, typer.Option(help="which lane drew it")],
    index: Annotated[int, typer.Option(help="its number there")],
    seed: Seed = None,
    json: Json = False,
) -> None:
    """One network of a search, drawn again alone from its name: seed, lane and number."""
    from theorycheck.cli import networks

    name, _, neighbour = what.partition(":")
    found = networks.drawn_again(_selected([name])[0], neighbour, _settings(seed=seed)["seed"].value, lane, index)
    terminal.document(found) if json else terminal.network(found)


@app.command()
def doctor(json: Json = False, backend: Backend = None, ledger: LedgerPath = None) -> None:
    """What runs here: versions, backends and why, the ledger, and where each setting comes from."""
    from theorycheck.cli import examination

    found = examination.examine(_settings(backend=backend, ledger=ledger))
    terminal.document(found) if json else terminal.examined(found)


# -- shared by the commands --------------------------------------------------------------------------------------------


def _run(
    command: str,
    what: list[str] | None,
    flags: dict[str, Any],
    json: bool,
    strict: bool,
    fresh: bool,
    *,
    prove: bool = True,
    neighbours: bool = True,
    output: Path | None = None,
) -> None:
    """check, prove, falsify and report are one run with different parts left out."""
    from theorycheck import workers
    from theorycheck.cli import published

    workers.collect_garbage_rarely()
    entries = _selected(what)
    chosen = {name: setting.value for name, setting in _settings(**flags).items()}
    from theorycheck.ledger import Ledger
    from theorycheck.pipeline import Options
    from theorycheck.reporting import describe
    from theorycheck.session import Session

    started = datetime.now(UTC)
    path, jobs = Path(chosen.pop("ledger")), chosen.pop("jobs")
    if jobs is not None and jobs < 1:
        raise OptionError(f"jobs={jobs} is no number of processes", cure="give --jobs 1 or more")
    line = live.Line(live.mode(chosen.pop("progress"), json, sys.stderr), len(entries))
    options = Options(**chosen, prove=prove, neighbours=neighbours, folder=path.parent / "certificates")
    with Ledger(path) as ledger:
        described = describe if output is not None else None
        session = Session(options, ledger, not fresh, line.told, line.watch, jobs, described)
        try:
            results = session.run(entries)
        finally:
            line.clear()
    document = _document(command, session, results, started)
    if output is not None:
        document = published.bundled(document, output)
        _write(document, output)
    if json:
        terminal.document(document)
    elif output is not None:
        terminal.report_written(document, output)
    else:
        terminal.outcomes(document)
    raise typer.Exit(_exit_code(results, strict))


def _follow(what: list[str] | None, json: bool, strict: bool) -> None:
    """`prove --goals`; a script that does not end is worse than expected where a derivation is."""
    from theorycheck.cli.goals import followed

    rows = followed(_selected(what))
    if json:
        terminal.document({"schema": "theorycheck/goals-1", "claims": rows})
    else:
        terminal.followed(rows)
    left = [row for row in rows if not row["finished"] and not row["assumed"]]
    if any(Verdict(row["expect"]).supports for row in left):
        raise typer.Exit(WORSE)
    raise typer.Exit(INCONCLUSIVE if strict and left else AS_EXPECTED)


def _document(command: str, session: Any, results: list[Any], started: datetime) -> dict[str, Any]:
    from theorycheck.cli import examination
    from theorycheck.reporting import build_document, graph_document

    options = session.options
    backend, reason, notes = examination.backend_line(options.backend)
    run_facts = {
        "command": f"theorycheck {command}",
        "at": started.isoformat(timespec="seconds"),
        "seconds": round((datetime.now(UTC) - started).total_seconds(), 3),
        "profile": options.profile,
        "seed": options.seed,
        "backend": {"asked": options.backend, "used": backend, "reason": reason},
        "notes": notes,
    }
    claims = [result.outcome.to_json() for result in results]
    details = None
    if session.describe is not None:
        details = {result.outcome.id: result.details for result in results if result.details is not None}
    certificates = {name: found for result in results for name, found in result.outcome.evidence().items()}
    return build_document(run_facts, claims, details, graph_document(session.graph), certificates)


def _write(document: dict[str, Any], folder: Path) -> None:
    from theorycheck.reporting import render_markdown, render_page

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(terminal.dumped(document), encoding="utf-8")
    (folder / "report.html").write_text(render_page(document), encoding="utf-8")
    (folder / "report.md").write_text(render_markdown(document), encoding="utf-8")


def _exit_code(results: list[Any], strict: bool) -> int:
    if any(result.disappointing for result in results):
        return WORSE
    if strict and any(result.outcome.verdict.inconclusive for result in results):
        return INCONCLUSIVE
    return AS_EXPECTED


def _settings(**flags: Any) -> dict[str, settings.Setting]:
    return settings.resolve(flags)


def _selected(what: list[str] | None) -> list[Any]:
    """The entries that ids, globs and paths name; all of the library's when nothing is named."""
    from theorycheck.statement.discovery import catalogue

    entries = list(catalogue(what or []))
    if not entries:
        raise NothingSelected("no claim was selected", cure="theorycheck list shows them all")
    return entries


def _with_rows(what: list[str] | None, ledger: Path | None) -> list[tuple[Any, dict[str, Any]]]:
    from theorycheck.cli import listing

    entries = _selected(what)
    return list(zip(entries, listing.rows(entries, _settings(ledger=ledger)["ledger"].value), strict=True))


def _verdict(word: str) -> Verdict:
    try:
        return Verdict(word.upper())
    except ValueError:
        raise typer.BadParameter(f"{word} is no verdict; choose {', '.join(v.value for v in Verdict)}") from None
