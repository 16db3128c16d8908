"""Every exception a user can meet, each with its cure.

A false theorem is a result, never an exception: these are for misuse, for broken files and for missing machinery.
Each message is one sentence in four parts: what happened, where, why, and what to type next.
"""

from __future__ import annotations

import difflib
import errno
from collections.abc import Iterable, Sequence


class TheorycheckError(Exception):
    """Base of all errors of ours (the kernel's own `KernelError` excepted).

    `where` may be filled in later, by whoever knows the file and the claim: see `located`.
    """

    exit_code = 2

    def __init__(self, what: str, *, where: str = "", why: str = "", cure: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.why = why
        self.cure = cure

    def located(self, where: str) -> TheorycheckError:
        """The same error with `where` filled in, unless a more precise place is already known."""
        if not self.where:
            self.where = where
        return self

    def __str__(self) -> str:
        sentence = self.what
        if self.where:
            sentence += f" (in {self.where})"
        if self.why:
            sentence += f": {self.why}"
        if self.cure:
            sentence += f"; {self.cure}"
        return sentence


# ------------------------------------------------------------------ stating a claim


class StatementError(TheorycheckError):
    """The statement is badly posed: nothing was searched or proved."""


class ClaimCollapsed(StatementError):
    """A hypothesis or conclusion arrived as a bare True or False: something evaluated it before we saw it."""


class OutsideVocabulary(StatementError):
    """The language has no node for an expression; the smallest guilty sub-expression is named."""


class ShapeError(StatementError):
    """Two sizes that must agree do not, or an expression stands where another sort is wanted."""


class FloatInStatement(StatementError):
    """A Python float in a statement: literals are exact."""

    def __init__(self, value: object, *, where: str = "") -> None:
        super().__init__(
            f"the float {value!r} stands in a statement",
            where=where,
            why="literals are exact, and a float is rarely the number that was meant",
            cure=f'write rational("{value!r}") or a Fraction',
        )


class UndecidedTruth(StatementError, TypeError):
    """A statement was used as a Python truth value (`if`, `and`, a chain such as 0 <= x <= 1)."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} has no Python truth value",
            why="it is a statement, not an answer",
            cure="write and_(p, q), or_(p, q), not_(p), and and_(le(0, x), le(x, 1)) for a chain",
        )


class UnknownSymbol(StatementError):
    """A bare SymPy symbol was handed in without saying which declared symbol it stands for."""


class RefusedOperation(StatementError, TypeError):
    """A SymPy operation that would be wrong on our nodes (subs captures, free_symbols is empty)."""


class EmptyDomain(StatementError):
    """The declared domain holds no point: no size, scale or interval is left to draw from."""


class NotASymmetry(StatementError):
    """A declared group of symmetries changes what it should leave alone."""


# ------------------------------------------------------------------ values


class UndefinedValue(TheorycheckError, ArithmeticError):
    """An expression has no value at a point: division by zero, log of a number that is not positive, ..."""


class Inexact(TheorycheckError, ArithmeticError):
    """Exact rational arithmetic met a transcendental function; balls or the kernel's intervals decide instead."""


class NotNumeric(TheorycheckError):
    """A formula cannot be decided by evaluation (a quantifier over reals, an unknown function without instance)."""


class WitnessError(TheorycheckError):
    """A witness does not fit the statement: a missing symbol, a wrong shape, NaN or infinity."""


# ------------------------------------------------------------------ claim files


class ClaimFileError(TheorycheckError):
    """A claim file cannot be read or imported; that claim alone fails. `detail` holds the traceback."""

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", why: str = "", cure: str = "", detail: str = "") -> None:
        super().__init__(what, where=where, why=why, cure=cure)
        self.detail = detail


class DuplicateClaim(TheorycheckError):
    """Two files, or two variables of one file, give the same claim id."""


class UnknownClaim(TheorycheckError):
    """No claim matches an id, glob or path."""

    exit_code = 2

    def __init__(self, wanted: str, known: Iterable[str] = (), *, where: str = "") -> None:
        candidates: Sequence[str] = sorted(known)
        # A short wanted id is compared with last parts too: people remember the file name, not the area.
        tails = {name.rsplit(".", 1)[-1]: name for name in candidates}
        close = difflib.get_close_matches(wanted, candidates, n=3, cutoff=0.6)
        close += [tails[t] for t in difflib.get_close_matches(wanted, list(tails), n=3, cutoff=0.6)]
        self.suggestions = tuple(dict.fromkeys(close))[:3]
        guess = f"did you mean {' or '.join(self.suggestions)}? " if self.suggestions else ""
        super().__init__(
            f"no claim is called {wanted}",
            where=where,
            why=f"{guess}{len(candidates)} claims are known",
            cure="theorycheck list shows them all",
        )


class UnknownFile(UnknownClaim):
    """What was named as a path holds no claim."""

    def __init__(self, path: str, why: str) -> None:
        self.suggestions = ()
        cure = "correct the path, or name a claim by its id (theorycheck list shows them all)"
        TheorycheckError.__init__(self, "there is no claim to read", where=path, why=why, cure=cure)


class NothingSelected(TheorycheckError):
    """The selection is empty."""

    exit_code = 5


class CyclicUses(TheorycheckError):
    """Claims rest on each other in a circle, named in order."""

    def __init__(self, cycle: Sequence[str], *, where: str = "") -> None:
        self.cycle = tuple(cycle)
        super().__init__(
            f"the claims {' -> '.join((*cycle, cycle[0]))} use each other in a circle",
            where=where,
            why="nothing on a circle can be proved from what is below it",
            cure="remove one of these names from a uses=(...)",
        )


class UndeclaredUse(TheorycheckError):
    """A proof is derived from claims that its own claim does not name in `uses`."""

    exit_code = 1

    def __init__(self, claim: str, undeclared: Sequence[str]) -> None:
        names = ", ".join(undeclared)
        super().__init__(
            f"the proof of {claim} uses {names}",
            why="its claim does not declare that, so nobody could see what it rests on",
            cure=f"add {names} to its uses=(...)",
        )


# ------------------------------------------------------------------ machinery


class BackendUnavailable(TheorycheckError):
    """The array library that was asked for cannot run here; the reason is in the message."""


class LedgerError(TheorycheckError):
    """The ledger cannot be used; nothing stored was changed. `cure` comes before the one that always helps."""

    def __init__(self, what: str, *, where: str = "", why: str = "", cure: str = "") -> None:
        another = "name another file with --ledger PATH"
        super().__init__(what, where=where, why=why, cure=f"{cure}, or {another}" if cure else another)


class LedgerLocked(LedgerError):
    """Another process holds the write lock, and did not let go of it within `seconds`."""

    def __init__(self, where: str, seconds: float) -> None:
        why = f"another process has been writing to it for {seconds:g} s"
        super().__init__("the ledger is locked", where=where, why=why, cure="wait for that process to end")


class LedgerDamaged(LedgerError):
    """What is in the file is not what was written: cut off, overwritten, edited."""

    def __init__(self, where: str, why: str) -> None:
        cure = "restore it from a copy, move it away to start anew"
        super().__init__("the ledger is damaged", where=where, why=f"{why}; nothing in it was changed", cure=cure)


class LedgerNewer(LedgerError):
    """A later version wrote it, and may mean something else by the same words."""

    def __init__(self, where: str, found: int, known: int) -> None:
        why = f"its format is {found}, this version reads up to {known}"
        what = "the ledger was written by a newer theorycheck"
        super().__init__(what, where=where, why=why, cure="upgrade theorycheck")


class LedgerForeign(LedgerError):
    """It is no ledger of ours at all."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__("this is no ledger", where=where, why=f"{why}; nothing in it was changed")


class LedgerReadOnly(LedgerError):
    """The operating system refuses."""

    def __init__(self, where: str) -> None:
        why = "this user may not write the file or its folder"
        super().__init__("the ledger is read-only", where=where, why=why, cure="change their permissions")


class LedgerFull(LedgerError):
    """There is no room for what was to be stored, be it a row or a certificate beside the ledger."""

    def __init__(self, where: str) -> None:
        why = "the disk is full; what was stored before is still there"
        super().__init__("there is no room to store a result", where=where, why=why, cure="free some space")


def not_stored(error: OSError, where: str) -> LedgerError:
    """What the operating system says where something is to be stored, re-told."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return LedgerFull(where)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return LedgerReadOnly(where)
    return LedgerError("the ledger cannot be used", where=where, why=error.strerror or str(error))


class CertificateError(TheorycheckError):
    """A certificate is missing, truncated, edited, or belongs to another claim."""

    exit_code = 1


class PathRefused(TheorycheckError):
    """A path of a network is not what it says: a phase does not join, or its objective may increase."""


class OptionError(TheorycheckError):
    """A command-line or API option makes no sense (a negative budget, an unknown profile)."""


class ProofScriptError(TheorycheckError):
    """A claim's proof script cannot be read, or names a tactic that does not exist."""


class InternalError(TheorycheckError):
    """A bug of ours: say what was run, and attach the message."""

    exit_code = 3
