"""Where a claim comes from."""

from __future__ import annotations

from dataclasses import dataclass

SURVEY = "Vidal, Bruna, Giryes, Soatto: Mathematics of Deep Learning (2017), arXiv:1712.04741"


@dataclass(frozen=True)
class Source:
    """A work, the place in it, and perhaps its words."""

    work: str
    place: str
    words: str = ""

    def __str__(self) -> str:
        return f"{self.work}, {self.place}" if self.work and self.place else self.work or self.place


def survey(place: str, words: str = "") -> Source:
    """A place in the survey: survey("III-D, eq. (1)")."""
    return Source("survey", place, words)


def paper(work: str, place: str = "", words: str = "") -> Source:
    """A place in another work."""
    return Source(work, place, words)


def own(reason: str) -> Source:
    """A claim of one's own, and why it is made."""
    return Source("own", reason)


def as_source(value: object) -> Source:
    """A plain string is a source too."""
    return value if isinstance(value, Source) else Source("", str(value))
