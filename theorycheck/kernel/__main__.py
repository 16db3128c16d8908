"""`python -I -m theorycheck.kernel FILE…` (or `python -I -S kernel.pyz FILE…`): replays certificates, nothing else.

One line of JSON a file on standard output; exit 0 if every certificate replays to what it says, else 1; 2 for usage.

With `-` it stands by: each line of standard input is a JSON list of files, answered like these; `.` ends an answer.
"""

from __future__ import annotations

import json
import os
import sys

if __package__ in (None, ""):  # inside kernel.pyz the folder itself is the package's parent
    __package__ = "kernel"

from .errors import KernelError, only_kernel_errors
from .printing import show
from .reach import reach
from .replay import MAX_BYTES, Replayed, StepRefused, parse, replay
from .sorts import PROPOSITION
from .terms import Term
from .theorem import Theorem


def report(path: str) -> dict:
    """What the certificate in that file proves, or why it does not."""
    try:
        with only_kernel_errors("malformed certificate"):
            with open(path, encoding="utf-8") as file:
                text = file.read(MAX_BYTES + 1)
            return _accepted(path, replay(parse(text)))
    except (KernelError, OSError) as error:
        refused = {"file": path, "ok": False, "error": str(error)[:2000]}
        return refused | _step(error) if isinstance(error, StepRefused) else refused


def _step(error: StepRefused) -> dict:
    """The step that fails; its theorems and formulas in words: a formula is most often what it was to conclude."""
    theorems = [_shorten(given.conclusion, 400) for given in error.given if type(given) is Theorem]
    formulas = [given for given in error.given if type(given) is Term and given.sort == PROPOSITION]
    return {
        "step": error.number,
        "rule": error.rule[:80],
        "why": error.why[:1000],
        "from": theorems,
        "formulas": [_shorten(formula, 400) for formula in formulas],
    }


def _accepted(path: str, replayed: Replayed) -> dict:
    restrictions = reach(replayed)
    return {
        "file": path,
        "ok": True,
        "kind": replayed.kind,
        "statement": replayed.statement.digest(),
        "conclusion": replayed.theorem.conclusion.digest(),
        "reach": [show(restriction) for restriction in restrictions],
        "trust": sorted(replayed.theorem.trust),
        "believed": {label: _shorten(formula) for label, formula in sorted(replayed.believed.items())},
        "text": _shorten(replayed.theorem.conclusion),
    }


def _shorten(formula: Term, limit: int = 4000) -> str:
    text = show(formula)
    return text if len(text) <= limit else text[:limit] + " …"


def _line(answer: dict) -> str:
    """Readable where the terminal can show it (a name may hold half a surrogate pair)."""
    text = json.dumps(answer, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return json.dumps(answer)
    return text


def stand_by() -> int:
    """Answers every line in a process of its own, split off from this one, which itself reads no certificate.

    So no certificate meets what another has left behind, and none waits for Python to start.
    """
    for line in sys.stdin:
        if os.fork() == 0:
            try:
                main(json.loads(line))
            finally:
                os._exit(0)  # whoever asks counts the answers
        os.wait()
        sys.stdout.write("\n.\n")
        sys.stdout.flush()
    return 0


def main(arguments: list[str]) -> int:
    if arguments == ["-"]:
        return stand_by()
    if not arguments or arguments[0].startswith("-"):
        sys.stderr.write("usage: python -I -m theorycheck.kernel FILE…\n")
        return 2
    reports = []
    for path in arguments:
        reports.append(report(path))
        sys.stdout.write(_line(reports[-1]) + "\n")
        sys.stdout.flush()
    return 0 if all(item["ok"] for item in reports) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
