"""Finding claims without running them: files are read with `ast`, so listing them loads no SymPy.

A claim is a module-level assignment of a call of `Claim`.  Its id is `<area>.<file>` in the package and `<file>`
outside; with several claims in a file, each id ends in its variable.  Title, source, covers, fidelity, expect,
uses and assumed are literals, and are read from the text.
"""

from __future__ import annotations

import ast
import fnmatch
import importlib.util
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from theorycheck.errors import (
    ClaimFileError,
    CyclicUses,
    DuplicateClaim,
    StatementError,
    TheorycheckError,
    UnknownClaim,
    UnknownFile,
)

LIBRARY = Path(__file__).resolve().parent.parent / "claims"


@dataclass(frozen=True)
class Entry:
    """What can be said of a claim without importing its file."""

    id: str
    path: Path
    variable: str
    title: str = ""
    source: str = ""
    covers: dict[str, str] = field(default_factory=dict)
    fidelity: str = "exact"
    expect: str = "OPEN"
    uses: tuple[str, ...] = ()  # what its proof may cite
    closed_form: tuple[str, ...] = ()  # what says what its formula stands for
    neighbours: tuple[str, ...] = ()
    repairs: str | None = None
    assumed: str = ""
    error: ClaimFileError | None = None  # the file cannot even be parsed

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The ids of all claims that it names."""
        return tuple(dict.fromkeys((*self.uses, *self.closed_form)))


def catalogue(selection: Sequence[str] = (), known: list[Entry] | None = None) -> list[Entry]:
    """The entries that ids, globs or file paths select, in order; without a selection, the whole library.

    `known` is the library where it has been read already. Raises UnknownClaim, DuplicateClaim, or CyclicUses if the
    selected claims use each other in a circle.
    """
    library = read_library() if known is None else known
    if not selection:
        return _checked(library)
    chosen: list[Entry] = []
    for wanted in selection:
        chosen.extend(_select(wanted, library))
    return _checked(_distinct(chosen), library)


def _select(wanted: str, library: list[Entry]) -> list[Entry]:
    path = Path(wanted)
    if wanted.endswith(".py") or path.is_dir():
        return _from_path(path, wanted, library)
    stem, _, _ = wanted.partition("/")  # a neighbour selects its claim
    found = [entry for entry in library if entry.id == stem]
    if not found and any(sign in wanted for sign in "*?["):
        found = [entry for entry in library if fnmatch.fnmatchcase(entry.id, wanted)]
    if not found:
        raise UnknownClaim(wanted, [entry.id for entry in library])
    return found


def _from_path(path: Path, wanted: str, library: list[Entry]) -> list[Entry]:
    if path.is_dir():
        inside = [entry for file in _claim_files(path) for entry in read_file(file)]
        if not inside:
            raise UnknownFile(wanted, "no file in this folder holds a claim")
        return inside
    if not path.is_file():
        raise UnknownFile(wanted, "no such file")
    entries = read_file(path)
    if not entries:
        raise ClaimFileError(
            f"{wanted} defines no claim",
            why="no module-level name is assigned a Claim(...)",
            cure="write claim = Claim(...)",
        )
    return entries


def _distinct(entries: Iterable[Entry]) -> list[Entry]:
    return list({(entry.path.resolve(), entry.id): entry for entry in entries}.values())


def _checked(entries: list[Entry], others: Iterable[Entry] = ()) -> list[Entry]:
    seen: dict[str, Entry] = {}
    for entry in entries:
        other = seen.setdefault(entry.id, entry)
        if other is not entry:
            raise DuplicateClaim(
                f"two claims have the id {entry.id}",
                where=f"{other.path} and {entry.path}",
                why="an id stands for one claim in the ledger, the graph and the report",
                cure="rename one of the files",
            )
    uses = {entry.id: entry.rests_on for entry in (*others, *entries)}
    files = {entry.id: str(entry.path) for entry in (*others, *entries)}
    for entry in entries:
        _refuse_circle(entry.id, uses, files)
    return entries


def _refuse_circle(start: str, uses: dict[str, tuple[str, ...]], files: dict[str, str]) -> None:
    """Walks down from a claim; meeting it again is a circle."""
    done: set[str] = set()
    stack: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
    while stack:
        name, path = stack.pop()
        for used in uses.get(name, ()):
            if used == start:
                raise CyclicUses(path, where=", ".join(files[one] for one in path))
            if used not in done:
                done.add(used)
                stack.append((used, (*path, used)))


def read_library() -> list[Entry]:
    """The entries of all files of the package."""
    return [entry for file in _claim_files(LIBRARY) for entry in read_file(file)]


def _claim_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*.py") if not file.name.startswith("_") and _mentions_claims(file))


def _mentions_claims(file: Path) -> bool:
    return b"Claim(" in file.read_bytes()


# ------------------------------------------------------------------ reading one file


def read_file(path: Path) -> list[Entry]:
    """The entries of a file.  A file that cannot be parsed gives one entry that carries the error."""
    base = _base_id(path)
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    except (SyntaxError, UnicodeDecodeError, ValueError) as error:
        line = getattr(error, "lineno", None)
        broken = ClaimFileError(
            "a claim file cannot be read as Python",
            where=f"{path}, line {line}" if line else str(path),
            why=getattr(error, "msg", None) or str(error),
            cure=f"run python {path} to see it alone",
            detail=traceback.format_exc(),
        )
        return [Entry(base, path, "claim", error=broken)]
    calls = [found for statement in tree.body for found in _claims_in(statement)]
    return [_entry(base if len(calls) == 1 else f"{base}.{variable}", path, variable, call) for variable, call in calls]


def _base_id(path: Path) -> str:
    resolved = path.resolve()
    if resolved.is_relative_to(LIBRARY):
        return ".".join(resolved.relative_to(LIBRARY).with_suffix("").parts)
    return path.stem


def _claims_in(statement: ast.stmt) -> list[tuple[str, ast.Call]]:
    if isinstance(statement, ast.Assign):
        targets, value = statement.targets, statement.value
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        targets, value = [statement.target], statement.value
    else:
        return []
    if not (isinstance(value, ast.Call) and _name(value.func) == "Claim"):
        return []
    return [(target.id, value) for target in targets if isinstance(target, ast.Name)]


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _entry(claim_id: str, path: Path, variable: str, call: ast.Call) -> Entry:
    given = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    return Entry(
        id=claim_id,
        path=path,
        variable=variable,
        title=str(_literal(given.get("title"), "")),
        source=_source(given.get("source")),
        covers=dict(_literal(given.get("covers"), {})),
        fidelity=str(_literal(given.get("fidelity"), "exact")),
        expect=str(_literal(given.get("expect"), "OPEN")),
        uses=tuple(_literal(given.get("uses"), ())),
        closed_form=tuple(_literal(given.get("closed_form"), ())),
        neighbours=_neighbours(given.get("neighbours")),
        repairs=_literal(given.get("repairs"), None),
        assumed=str(_literal(given.get("assumed"), "")),
    )


def _literal(node: ast.expr | None, default: Any) -> Any:
    if node is None:
        return default
    try:
        return ast.literal_eval(node)
    except ValueError:
        return default


def _source(node: ast.expr | None) -> str:
    """survey("III-D") as "survey, III-D"; the words of the source are left out."""
    if isinstance(node, ast.Call):
        from .source import Source, own, paper, survey

        makers: dict[str, Callable[..., Source]] = {"survey": survey, "own": own, "paper": paper}
        maker = makers.get(_name(node.func))
        arguments = [_literal(argument, "") for argument in node.args]
        return str(maker(*arguments)) if maker and arguments else ""
    return str(_literal(node, ""))


def _neighbours(node: ast.expr | None) -> tuple[str, ...]:
    if not isinstance(node, (ast.List, ast.Tuple)):
        return ()
    calls = [element for element in node.elts if isinstance(element, ast.Call)]
    first = [
        call.args[0] if call.args else next((k.value for k in call.keywords if k.arg == "name"), None) for call in calls
    ]
    return tuple(str(_literal(name, "")) for name in first)


# ------------------------------------------------------------------ importing one file


def load(entry: Entry) -> Any:
    """The Claim of an entry.

    Raises ClaimFileError with the traceback if the file raises, and StatementErrors as they are, located in the file.
    """
    if entry.error is not None:
        raise entry.error
    module = _import(entry.path)
    claim = getattr(module, entry.variable, None)
    if type(claim).__name__ != "Claim":
        raise ClaimFileError(
            f"{entry.variable} is no Claim after the import", where=str(entry.path), cure="assign Claim(...) to it once"
        )
    return claim


_imported: dict[tuple[Path, bytes], Any] = {}


def _import(path: Path) -> Any:
    """The module of a file; the same bytes are executed once."""
    resolved = path.resolve()
    try:
        key = (resolved, resolved.read_bytes())
    except OSError as error:
        raise ClaimFileError(f"{path} cannot be read", why=str(error), cure="check the path") from error
    if key in _imported:
        return _imported[key]
    if resolved.is_relative_to(LIBRARY):
        name = "theorycheck.claims." + ".".join(resolved.relative_to(LIBRARY).with_suffix("").parts)
    else:
        name = f"theorycheck_claim_{abs(hash(key)):x}"
    spec = importlib.util.spec_from_file_location(name, resolved)
    if spec is None or spec.loader is None:
        raise ClaimFileError(f"{path} cannot be imported", cure="give a .py file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except StatementError as error:
        sys.modules.pop(name, None)
        error.where = f"{_place(path, error)}, {error.where}" if error.where else _place(path, error)
        raise
    except TheorycheckError as error:
        sys.modules.pop(name, None)
        where = f"{_place(path, error)}, {error.where}" if error.where else _place(path, error)
        raise ClaimFileError(error.what, where=where, why=error.why, cure=error.cure) from None
    except (Exception, SystemExit) as error:
        sys.modules.pop(name, None)
        raise _raised(path, error) from error
    _imported[key] = module
    return module


def _place(path: Path, error: BaseException) -> str:
    """The file, and the last line of it that was running."""
    last = traceback.extract_tb(error.__traceback__)
    line = next((frame.lineno for frame in reversed(last) if frame.filename == str(path.resolve())), None)
    return f"{path}, line {line}" if line else str(path)


def _raised(path: Path, error: BaseException) -> ClaimFileError:
    return ClaimFileError(
        "a claim file raised while it was imported",
        where=_place(path, error),
        why=f"{type(error).__name__}: {error}",
        cure=f"run python {path} to see it alone",
        detail="".join(traceback.format_exception(error)),
    )
