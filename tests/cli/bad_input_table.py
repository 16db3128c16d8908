"""The table of bad input: for every row of the design's section on it at least one case. See test_bad_input.py."""

from __future__ import annotations

import functools
import os
import random
import signal
from collections.abc import Mapping

from bad_input import (
    FINE,
    LEDGER,
    WAITING,
    Case,
    as_if,
    edited_by_one_digit,
    ended_by,
    folder_instead,
    gpu,
    in_words_only,
    known,
    locked,
    of_another_claim,
    overwrite,
    removed,
    renamed,
    rewritten,
    spoiled,
    sql,
    truncated,
    undo,
    witness,
)

from theorycheck.algebra.backends import Probe
from theorycheck.statement.examples import CURE

ROWS = (
    "unknown id",
    "a claim file that raises on import",
    "duplicate ids",
    "cyclic uses",
    "shapes that do not match",
    "a collapsed statement",
    "contradictory hypotheses",
    "an empty domain",
    "NaN or infinity in a witness",
    "a certificate edited by one digit",
    "a truncated certificate",
    "a certificate of another claim",
    "a locked ledger",
    "a corrupt ledger",
    "a ledger from a newer version",
    "a missing GPU",
    "a killed run",
)
BESIDE = ("a read-only ledger", "a full disk")  # what the section does not list

X = 'x = real("x")\n'
BAD, GOOD, ELSEWHERE = "conjecture_bad.py", "conjecture_fine.py", "--ledger another/ledger.sqlite"
BOTH = f"check {BAD} {GOOD} --examples 50 --json"
CHECK, CHECK_OTHERWISE = "check conjecture_true.py --examples 50", "check conjecture_true.py --examples 60"
READING = ("list", "verify", *(f"{command} conjecture_true.py" for command in ("check", "prove", "show", "report")))

# the broken file fails, the other one of the same run does not
ALONE = {"conjecture_bad": "UNKNOWN", "conjecture_fine": "PROVED"}
WRONG = functools.partial(Case, typed=BOTH, code=1, verdicts=ALONE, mend=rewritten(BAD, FINE), cure=(BOTH,))
VERIFY = functools.partial(Case, typed="verify", code=1, cure=(CHECK, "verify"))


def claim(conclude: str, more: str = "") -> str:
    """The last line of a claim file."""
    return f'claim = Claim(title="t", source="s", conclude={conclude}{more})\n'


def beside(text: str) -> Mapping[str, str]:
    """A claim file with this text, and one with which all is well."""
    return {BAD: text, GOOD: FINE}


ANOTHER = "name another file with --ledger PATH"
AGAIN = "make it again with theorycheck check"
PATH = "correct the path, or name a claim by its id (theorycheck list shows them all)"
ALONE_TO_SEE = "run python conjecture_bad.py to see it alone"
CIRCLE = "nothing on a circle can be proved from what is below it; remove one of these names from a uses=(...)"
COLLAPSED = (
    "it was evaluated before the statement saw it, by Python or by SymPy; build it with eq, le, lt, and_, implies on "
    "declared symbols instead of ==, sympy.Eq or sympy.Abs(x) >= 0"
)
DAMAGED = (
    "the ledger is damaged (in {ledger}): WHY; nothing in it was changed; restore it from a copy, "
    f"move it away to start anew, or {ANOTHER}"
)
NO_FILE = DAMAGED.replace("WHY", "it is no SQLite file")
OVERWRITTEN = DAMAGED.replace("WHY", "pages of it are missing or overwritten")
FOLDER = f"this is no ledger (in {{ledger}}): it is a folder; nothing in it was changed; {ANOTHER}"

CASES = (
    Case(
        "unknown id",
        "check geometry.halvings_and_doublings_cancels",
        "no claim is called geometry.halvings_and_doublings_cancels: did you mean "
        "geometry.halvings_and_doublings_cancel? {count} claims are known; theorycheck list shows them all",
        2,
        spoil=known,
        cure=("check geometry.halvings_and_doublings_cancel --examples 50",),
    ),
    Case(
        "unknown id",
        "show qqqqqqqq",
        "no claim is called qqqqqqqq: {count} claims are known; theorycheck list shows them all",
        2,
        spoil=known,
        cure=("list",),
    ),
    Case(
        "unknown id",
        "check nowhere/conjecture_true.py",
        f"there is no claim to read (in nowhere/conjecture_true.py): no such file; {PATH}",
        2,
        cure=(CHECK,),
    ),
    Case(
        "unknown id",
        "check empty",
        f"there is no claim to read (in empty): no file in this folder holds a claim; {PATH}",
        2,
        files={"empty/readme.txt": ""},
        cure=("list",),
    ),
    WRONG(
        "a claim file that raises on import",
        says="a claim file raised while it was imported (in conjecture_bad.py, line 3): "
        f"ZeroDivisionError: division by zero; {ALONE_TO_SEE}",
        files=beside("boom = 1 / 0\n" + X + claim("le(0, x)")),
        also=("Traceback (most recent call last):", "    boom = 1 / 0", "ZeroDivisionError: division by zero"),
    ),
    WRONG(
        "a claim file that raises on import",
        says=f"a claim file raised while it was imported (in conjecture_bad.py, line 4): SystemExit: 0; {ALONE_TO_SEE}",
        files=beside(X + "raise SystemExit(0)\n" + claim("le(0, x)")),
        also=("Traceback (most recent call last):", "SystemExit: 0"),
    ),
    WRONG(
        "a claim file that raises on import",  # what is ours is said alone: no traceback helps
        says="the fidelity 'vague' is unknown (in conjecture_bad.py, line 4); "
        "choose exact, equivalent, hypotheses added, looser",
        files=beside(X + claim("le(0, x)", ', fidelity="vague"')),
    ),
    WRONG(
        "a claim file that raises on import",
        says="there is no value for x (in conjecture_bad.py, line 4, the example of the claim 't'): a model has all "
        f"symbols; {CURE}",
        files=beside(X + claim("le(0, x)", ", example=dict()")),
    ),
    WRONG(
        "a claim file that raises on import",
        says="a claim file cannot be read as Python (in conjecture_bad.py, line 3): "
        f"'(' was never closed; {ALONE_TO_SEE}",
        files=beside('claim = Claim(title="t"\n'),
        also=("Traceback (most recent call last):", "SyntaxError: '(' was never closed"),
    ),
    Case(
        "duplicate ids",
        "check a/conjecture_same.py b/conjecture_same.py --examples 50",
        "two claims have the id conjecture_same (in a/conjecture_same.py and b/conjecture_same.py): "
        "an id stands for one claim in the ledger, the graph and the report; rename one of the files",
        2,
        files={"a/conjecture_same.py": FINE, "b/conjecture_same.py": FINE},
        mend=lambda desk: (desk.folder / "b/conjecture_same.py").rename(desk.folder / "b/conjecture_other.py"),
        cure=("check a/conjecture_same.py b/conjecture_other.py --examples 50",),
    ),
    Case(
        "cyclic uses",
        "check conjecture_a.py conjecture_b.py --examples 50",
        "the claims conjecture_a -> conjecture_b -> conjecture_a use each other in a circle "
        f"(in conjecture_a.py, conjecture_b.py): {CIRCLE}",
        2,
        files={
            "conjecture_a.py": X + claim("le(0, relu(x))", ', uses=("conjecture_b",)'),
            "conjecture_b.py": X + claim("le(0, relu(x))", ', uses=("conjecture_a",)'),
        },
        mend=rewritten("conjecture_b.py", FINE),
        cure=("check conjecture_a.py conjecture_b.py --examples 50",),
    ),
    Case(
        "cyclic uses",
        f"list {BAD}",
        "the claims conjecture_bad -> conjecture_bad use each other in a circle (in conjecture_bad.py): " + CIRCLE,
        2,
        files={BAD: X + claim("le(0, relu(x))", ', uses=("conjecture_bad",)')},
        mend=rewritten(BAD, FINE),
        cure=(f"list {BAD}",),
    ),
    WRONG(
        "shapes that do not match",
        says="an array of shape 2 × 3 meets one of shape 2 × 2 (in conjecture_bad.py, line 3): "
        "the two shapes must agree for every value of the sizes; compare the sizes in the declarations",
        files=beside(claim('eq(matrix("A", 2, 3), matrix("B", 2, 2))')),
    ),
    WRONG(
        "shapes that do not match",
        says="shape 3 meets shape 2 (in conjecture_bad.py, line 3, matrix_product(A, B)): the two must be the same for "
        "every value of their sizes; compare the declared sizes of both sides (theorycheck show prints them)",
        files=beside(claim('eq(matrix("A", 2, 3) @ matrix("B", 2, 2), matrix("C", 2, 2))')),
    ),
    WRONG(
        "a collapsed statement",
        says="a relation arrived as the bare value True (in conjecture_bad.py, line 4, the claim 't'): " + COLLAPSED,
        files=beside(X + claim("x == x")),
    ),
    WRONG(
        "a collapsed statement",
        says="a relation arrived as the bare value False (in conjecture_bad.py, line 4, the claim 't'): " + COLLAPSED,
        files=beside(X + claim("le(0, x)", ", given=[x == 0]")),
    ),
    Case(
        "contradictory hypotheses",
        f"check {BAD} --examples 50",
        "the hypotheses are proved contradictory, so the statement says nothing",
        1,
        files={BAD: X + claim("eq(x, 0)", ', given=[le(x, -1), le(1, x)], proof="auto"')},
        mend=rewritten(BAD, FINE),
        cure=(f"check {BAD} --examples 50",),
    ),
    WRONG(
        "an empty domain",
        says="the interval from 1 to 0 is empty (in conjecture_bad.py, line 3): "
        "no number lies in it; exchange the ends",
        files=beside('t = real("t", interval(1, 0))\n' + claim("le(0, t)")),
    ),
    WRONG(
        "an empty domain",
        says="the scales () leave nothing to draw (in conjecture_bad.py, line 4): "
        "each is the width of a law to draw from; give positive finite numbers, or leave scales out",
        files=beside(X + claim("le(0, x)", ", domain=Domain(scales=())")),
    ),
    WRONG(
        "an empty domain",
        says="K is to lie between 3 and 1 (in conjecture_bad.py, line 4): "
        'no natural number does; write sizes={{"K": (0, 4)}}',
        files=beside(X + claim("le(0, x)", ', domain=Domain(sizes={"K": (3, 1)})')),
    ),
    *(
        Case(
            "NaN or infinity in a witness",
            "check conjecture_false.py --examples 60",
            f"a stored witness of statement {{statement}} cannot be read (in {{ledger}}): it holds {why}; "
            f"a witness holds exact numbers only; it was left as it is; restore the ledger from a copy, or {ANOTHER}",
            2,
            spoil=witness(value),
            cure=(f"check conjecture_false.py --examples 60 {ELSEWHERE}",),
        )
        for value, why in (("NaN", "NaN"), ("-Infinity", "-Infinity"), ("1e999", "1e999, which overflows"))
    ),
    *(
        Case(
            "NaN or infinity in a witness",
            "falsify conjecture_false.py --examples 50",
            f"a stored witness gives y the value '{value}' (in {{ledger}}): it is neither an integer nor a fraction "
            f"p/q; it was edited; restore the ledger from a copy, or {ANOTHER}",
            2,
            spoil=witness(f'"{value}"'),
            cure=(f"falsify conjecture_false.py --examples 50 {ELSEWHERE}",),
        )
        for value in ("inf", "nan", "1/0")
    ),
    VERIFY(
        "a certificate edited by one digit",
        says="✕ conjecture_true  the certificate was edited (in {path}): its SHA-256 is {now}, stored was {then}; "
        + AGAIN,
        spoil=edited_by_one_digit,
    ),
    VERIFY(
        "a certificate edited by one digit",
        typed="verify {path}",  # who has only the file knows no SHA-256: the kernel refuses it
        says="✕ conjecture_true  the kernel refuses the certificate (in {path}): "
        "step 2 (select_true): select_true: the premise is not the condition; " + AGAIN,
        spoil=edited_by_one_digit,
    ),
    VERIFY(
        "a certificate edited by one digit",
        typed="verify {path}",
        says="✕ conjecture_true  the kernel refuses the certificate (in {path}): "
        "the certificate is of another statement than its statement_hash says; " + AGAIN,
        spoil=in_words_only,
    ),
    VERIFY(
        "a truncated certificate",
        says="✕ conjecture_true  the certificate cannot be read (in {path}): "
        "it is no JSON, so it was truncated or edited; " + AGAIN,
        spoil=truncated,
    ),
    VERIFY(
        "a truncated certificate",
        says="✕ conjecture_true  the certificate is missing (in {path}); " + AGAIN,
        spoil=removed,
    ),
    VERIFY(
        "a certificate of another claim",
        says="✕ conjecture_true  this is no certificate of conjecture_true (in {path}): it names conjecture_fine; "
        + AGAIN,
        files={GOOD: FINE},
        spoil=of_another_claim,
    ),
    VERIFY(
        "a certificate of another claim",
        typed="verify {path}",
        says="✕ traps.square_nonnegative  the certificate is of another statement (in {path}): "
        "it is about {about}, the claim says {claim}; " + AGAIN,
        spoil=renamed,
    ),
    Case(
        "a locked ledger",
        CHECK_OTHERWISE,
        "the ledger is locked (in {ledger}): another process has been writing to it for 0.05 s; "
        f"wait for that process to end, or {ANOTHER}",
        2,
        spoil=locked,
        mend=lambda desk: desk.end_processes(),
        cure=(CHECK_OTHERWISE,),
    ),
    *(
        Case(
            "a corrupt ledger",
            f"{command} --ledger notes.txt",
            NO_FILE.replace("{ledger}", "notes.txt"),
            2,
            files={"notes.txt": "my notes\n" * 500},
            cure=(f"{command} --ledger {LEDGER}",),
        )
        for command in READING
    ),
    *(
        Case("a corrupt ledger", CHECK, says, 2, spoil=spoiled(change), cure=(f"{CHECK} {ELSEWHERE}",))
        for says, change in (
            (NO_FILE, overwrite(0, bytes(100))),
            (OVERWRITTEN, lambda path: os.truncate(path, path.stat().st_size // 2)),
            (OVERWRITTEN, overwrite(3 * 4096, random.Random(3).randbytes(4096))),
            (FOLDER, folder_instead),
        )
    ),
    *(
        Case(
            "a ledger from a newer version",
            command,
            "the ledger was written by a newer theorycheck (in {ledger}): "
            f"its format is 99, this version reads up to 3; upgrade theorycheck, or {ANOTHER}",
            2,
            spoil=spoiled(sql("PRAGMA user_version = 99")),
            cure=(f"{CHECK} {ELSEWHERE}",),
        )
        for command in READING
    ),
    Case(
        "a read-only ledger",
        CHECK_OTHERWISE,
        "the ledger is read-only (in {ledger}): this user may not write the file or its folder; "
        f"change their permissions, or {ANOTHER}",
        2,
        spoil=as_if(mode="ro"),
        mend=undo,
        cure=(CHECK_OTHERWISE,),
    ),
    Case(
        "a full disk",
        CHECK_OTHERWISE,
        "there is no room to store a result (in {ledger}): the disk is full; what was stored before is still there; "
        f"free some space, or {ANOTHER}",
        2,
        spoil=as_if(full=True),
        mend=undo,
        cure=(CHECK_OTHERWISE,),
    ),
    Case(
        "a missing GPU",
        f"{CHECK_OTHERWISE} --backend cupy",
        "the backend cupy cannot run here: no CUDA device; use --backend numpy",
        2,
        spoil=gpu(Probe(False, "no CUDA device")),
        cure=(f"{CHECK_OTHERWISE} --backend numpy", f"{CHECK_OTHERWISE} --backend auto"),
    ),
    *(
        Case(
            "a killed run",
            f"check {GOOD} {BAD} --examples 50",
            says,
            code,
            files=beside(WAITING + FINE) | {"waits": ""},
            how=ended_by(number),
            mend=lambda desk: (desk.folder / "waits").unlink(),
            cure=(f"check {GOOD} {BAD} --examples 50",),
        )
        for number, code, says in (
            (signal.SIGINT, 130, "interrupted: what was finished is stored; type the same command again to go on"),
            (signal.SIGKILL, -9, ""),  # nobody is left to say anything; tests/ledger kills at random moments
        )
    ),
)
