"""The lattice of verdicts: names, order, exact meaning, colour + icon + word. No other module names a verdict's look.

A verdict is never shown by colour alone: every face prints the icon and the word beside it. Green is for proofs,
and a survivor of a search is never green, because surviving is not a proof.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from theorycheck.errors import ClaimFileError


class Look(NamedTuple):
    """How a verdict is shown: the same triple in terminal, page and Markdown."""

    icon: str
    word: str
    colour: str  # CSS, dark enough for white text on it and for itself on white (contrast at least 4.5)
    ink: str  # the colour's name in a terminal


class Verdict(Enum):
    """What the evidence says about a statement. The value is the word users read and write."""

    PROVED = "PROVED"
    CERTIFIED = "CERTIFIED"
    CONDITIONAL = "CONDITIONAL"
    SURVIVED = "SURVIVED"
    CITED = "CITED"
    UNKNOWN = "UNKNOWN"
    OPEN = "OPEN"
    STALE = "STALE"
    VACUOUS = "VACUOUS"
    REJECTED = "REJECTED"
    REFUTED = "REFUTED"
    CONFLICT = "CONFLICT"

    @classmethod
    def _missing_(cls, value: object) -> Verdict:
        raise ClaimFileError(f"{value!r} is no verdict", cure=f"choose {', '.join(v.value for v in cls)}")

    @property
    def rank(self) -> int:
        """How strongly the evidence supports the statement; negative when it speaks against it."""
        return _RANKS[self]

    @property
    def meaning(self) -> str:
        """One sentence: what this verdict claims, and no more."""
        return _MEANINGS[self]

    @property
    def brief(self) -> str:
        """A few words for a tile; the meaning stands beside it."""
        return _BRIEFS[self]

    @property
    def look(self) -> Look:
        return _LOOKS[self]

    @property
    def supports(self) -> bool:
        """A checked derivation of the statement exists (perhaps with named assumptions or a limited reach)."""
        return self in SUPPORTING

    @property
    def inconclusive(self) -> bool:
        """Nothing was decided: exit code 4 under `--strict`."""
        return self in INCONCLUSIVE


_RANKS = {
    Verdict.PROVED: 6,
    Verdict.CERTIFIED: 5,
    Verdict.CONDITIONAL: 4,
    Verdict.SURVIVED: 3,
    Verdict.CITED: 2,
    # not run, run without an answer, or run on something else: no evidence, whichever it is
    Verdict.UNKNOWN: 1,
    Verdict.OPEN: 1,
    Verdict.STALE: 1,
    Verdict.VACUOUS: 0,
    Verdict.REJECTED: -1,
    Verdict.REFUTED: -2,
    Verdict.CONFLICT: -3,
}

_MEANINGS = {
    Verdict.PROVED: "The kernel replayed a derivation of the whole statement in a fresh process, for all sizes and "
    "values allowed by its hypotheses; it rests on the kernel and definitions alone, and the hypotheses have a model.",
    Verdict.CERTIFIED: "The kernel replayed a derivation limited to the box or the dimensions shown as its reach.",
    Verdict.CONDITIONAL: "The kernel replayed a derivation that also uses the theorems, citations or oracles it names.",
    Verdict.CITED: "Nothing was checked but the formal statement and its reference.",
    Verdict.SURVIVED: "A search found no counterexample within the effort shown; this is evidence, not a proof.",
    Verdict.REFUTED: "A counterexample was certified exactly: the kernel replayed a derivation of the negation.",
    Verdict.REJECTED: "Independent draws speak against a probability claim with an e-value of at least 1/alpha; "
    "nothing is certified.",
    Verdict.VACUOUS: "The hypotheses were proved contradictory, so the statement says nothing.",
    Verdict.UNKNOWN: "Nothing was decided, for the reason given.",
    Verdict.CONFLICT: "A proof replays, and a refutation of one statement too, or draws reject it: a bug of "
    "theorycheck, please report it.",
    Verdict.OPEN: "The statement has not been checked yet.",
    Verdict.STALE: "The statement, the vocabulary or the engine changed since this was checked.",
}

_BRIEFS = {
    Verdict.PROVED: "replayed, for all sizes and values",
    Verdict.CERTIFIED: "replayed, within the reach shown",
    Verdict.CONDITIONAL: "replayed, but rests on what it names",
    Verdict.CITED: "stated and referenced only",
    Verdict.SURVIVED: "searched only; not a proof",
    Verdict.REFUTED: "exact counterexample",
    Verdict.REJECTED: "spoken against by independent runs",
    Verdict.VACUOUS: "its hypotheses contradict each other",
    Verdict.UNKNOWN: "not decided, for the reason given",
    Verdict.CONFLICT: "a bug of theorycheck",
    Verdict.OPEN: "stated, not checked yet",
    Verdict.STALE: "changed since it was checked",
}

_LOOKS = {
    Verdict.PROVED: Look("■", "PROVED", "#0b7a55", "green"),
    Verdict.CERTIFIED: Look("◩", "CERTIFIED", "#2f6f3e", "green"),
    Verdict.CONDITIONAL: Look("◧", "CONDITIONAL", "#0a5c9e", "blue"),
    Verdict.CITED: Look("§", "CITED", "#5b6472", "bright_black"),
    Verdict.SURVIVED: Look("□", "SURVIVED", "#8a5a00", "yellow"),
    Verdict.REFUTED: Look("✕", "REFUTED", "#b3350d", "red"),
    Verdict.REJECTED: Look("≁", "REJECTED", "#a03058", "red"),
    Verdict.VACUOUS: Look("∅", "VACUOUS", "#6b4a9c", "magenta"),
    Verdict.UNKNOWN: Look("?", "UNKNOWN", "#5b6472", "bright_black"),
    Verdict.CONFLICT: Look("⚡", "CONFLICT", "#8f0033", "bold red"),
    Verdict.OPEN: Look("○", "OPEN", "#5b6472", "bright_black"),
    Verdict.STALE: Look("↻", "STALE", "#5b6472", "bright_black"),
}

SUPPORTING = frozenset({Verdict.PROVED, Verdict.CERTIFIED, Verdict.CONDITIONAL})
INCONCLUSIVE = frozenset({Verdict.UNKNOWN, Verdict.OPEN, Verdict.STALE, Verdict.CITED})
AGAINST = frozenset({Verdict.REFUTED, Verdict.REJECTED})


def worse_than_expected(verdict: Verdict, expect: Verdict) -> bool:
    """Is `verdict` a disappointment, given what the author expected? This alone decides exit code 1.

    To expect a refutation is to expect exactly that: a survivor disappoints, and so does a proof. Everything else is an
    order of evidence: a conjecture (expect OPEN) fails only when something speaks against it, and a claim expected to
    survive may well be proved.
    """
    if verdict is Verdict.CONFLICT:
        return True
    if expect is Verdict.REFUTED:
        return verdict is not Verdict.REFUTED
    if expect is Verdict.REJECTED:
        return verdict not in AGAINST
    return verdict.rank < expect.rank


def counts(verdicts: Iterable[Verdict]) -> dict[Verdict, int]:
    """How many of each, strongest first, those that occur."""
    found = list(verdicts)
    return {verdict: found.count(verdict) for verdict in Verdict if verdict in found}


def sentence(tally: dict[Verdict, int]) -> str:
    """`3 PROVED, 1 REFUTED`: the counts by verdict as one phrase."""
    return ", ".join(f"{number} {verdict.look.word}" for verdict, number in tally.items()) or "no claims"
