"""The lattice: complete tables, and an order that means what docs/verdicts.md says."""

from __future__ import annotations

import itertools

import pytest

from theorycheck.verdicts import AGAINST, Verdict, counts, sentence, worse_than_expected


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_rank_a_meaning_and_a_look(verdict: Verdict) -> None:
    assert isinstance(verdict.rank, int)
    assert verdict.meaning.endswith(".")
    assert verdict.brief and len(verdict.brief) < 45
    assert verdict.look.icon and verdict.look.word == verdict.value


def test_no_two_verdicts_share_an_icon() -> None:
    """Icons carry the verdict where colours cannot."""
    assert len({verdict.look.icon for verdict in Verdict}) == len(Verdict)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("verdict", Verdict)
def test_white_text_on_the_colour_can_be_read(verdict: Verdict) -> None:
    assert 1.05 / (_luminance(verdict.look.colour) + 0.05) >= 4.5


def test_a_survivor_is_never_green() -> None:
    red, green, _ = (int(Verdict.SURVIVED.look.colour[i : i + 2], 16) for i in (1, 3, 5))
    assert green < red
    assert Verdict.SURVIVED.look.ink != "green"


def test_the_verdict_one_hopes_for_is_never_worse() -> None:
    for verdict in Verdict:
        assert worse_than_expected(verdict, verdict) == (verdict is Verdict.CONFLICT)


@pytest.mark.parametrize(
    "verdict", [Verdict.PROVED, Verdict.SURVIVED, Verdict.UNKNOWN, Verdict.VACUOUS, Verdict.CONFLICT]
)
def test_to_expect_a_refutation_is_to_expect_exactly_that(verdict: Verdict) -> None:
    """An unexpected proof of a claim registered as false fails like an xfail(strict=True) that passes."""
    assert worse_than_expected(verdict, Verdict.REFUTED)


@pytest.mark.parametrize("against", [Verdict.REFUTED, Verdict.REJECTED, Verdict.VACUOUS, Verdict.CONFLICT])
def test_an_open_conjecture_fails_only_when_something_speaks_against_it(against: Verdict) -> None:
    assert worse_than_expected(against, Verdict.OPEN)
    for fine in set(Verdict) - AGAINST - {Verdict.VACUOUS, Verdict.CONFLICT}:
        assert not worse_than_expected(fine, Verdict.OPEN)


def test_more_evidence_is_never_worse() -> None:
    positive = [verdict for verdict in Verdict if verdict.rank > 0]
    for better, worse, expect in itertools.product(positive, repeat=3):
        if better.rank >= worse.rank and not worse_than_expected(worse, expect):
            assert not worse_than_expected(better, expect)


def test_counts_come_strongest_first() -> None:
    tally = counts([Verdict.REFUTED, Verdict.PROVED, Verdict.REFUTED])
    assert sentence(tally) == "1 PROVED, 2 REFUTED"
    assert sentence(counts([])) == "no claims"
