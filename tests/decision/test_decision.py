"""No verdict is stronger than its evidence: `decide` on every combination of what may have replayed."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from theorycheck.certificates import Replay
from theorycheck.decision import Evidence, decide, survival
from theorycheck.verdicts import Verdict

GOOD = Replay(Path("c.json"), ok=True, statement="s")
LIMITED = Replay(Path("c.json"), ok=True, statement="s", reach=("1/100 <= x1", "x1 <= pi"))
CITING = Replay(Path("c.json"), ok=True, statement="s", trust=("cited:HV15#ab",))
FIGURES = {
    "examples": 5000,
    "draws": 2000,
    "undecided": 0,
    "delta": 1e-6,
    "fixed_upper": 0.0015,
    "anytime_upper": 0.005,
}
INSTANCE = {"at": "{}", "claimed": "at most 0.5", "draws": 2000, "held": 1800, "failed": 190, "log_e": 300.0}
INSTANCE |= {"fixed": [0.88, 0.92], "anytime": [0.87, 0.93]}
CHANCE = {"log_e": 300.0, "alpha": 1e-6, "persisted": True, "seeds": [1, 2], "instances": [INSTANCE], "counts": []}
REJECTING = FIGURES | {"decided": True, "chance": CHANCE}
TESTED = FIGURES | {"decided": True, "chance": CHANCE | {"log_e": 13.8}}  # just short of a million


@pytest.mark.parametrize(
    ("evidence", "verdict"),
    [
        (Evidence(proof=GOOD, model=GOOD), Verdict.PROVED),
        (Evidence(proof=GOOD), Verdict.UNKNOWN),
        (Evidence(proof=LIMITED, model=GOOD), Verdict.CERTIFIED),
        (Evidence(proof=CITING, model=GOOD), Verdict.CONDITIONAL),
        (Evidence(proof=CITING, model=GOOD, only_cites=True), Verdict.CITED),
        (Evidence(proof=CITING, only_cites=True, why_no_search="it cannot be searched"), Verdict.CITED),
        (Evidence(proof=CITING, only_cites=True, searched=FIGURES), Verdict.UNKNOWN),
        (Evidence(proof=CITING, why_no_search="it cannot be searched"), Verdict.UNKNOWN),
        (Evidence(proof=CITING, refutation=GOOD, only_cites=True), Verdict.REFUTED),
        (Evidence(proof=GOOD, only_cites=True, why_no_search="it cannot be searched"), Verdict.UNKNOWN),
        (Evidence(refutation=GOOD), Verdict.REFUTED),
        (Evidence(proof=GOOD, refutation=GOOD, model=GOOD), Verdict.CONFLICT),
        (Evidence(proof=LIMITED, refutation=GOOD, model=GOOD), Verdict.REFUTED),
        (Evidence(vacuous=GOOD, proof=GOOD), Verdict.VACUOUS),
        (Evidence(searched=FIGURES, model=GOOD), Verdict.SURVIVED),
        (Evidence(searched=FIGURES), Verdict.UNKNOWN),
        (Evidence(searched=FIGURES | {"examples": 0, "draws": 0}, model=GOOD), Verdict.UNKNOWN),
        (Evidence(searched=FIGURES | {"claimed": 3}, model=GOOD), Verdict.UNKNOWN),
        (Evidence(searched=FIGURES | {"decided": False}, model=GOOD), Verdict.UNKNOWN),
        (Evidence(searched=FIGURES | {"satisfied": 0}, model=GOOD), Verdict.UNKNOWN),
        (Evidence(searched=FIGURES | {"satisfied": 9}, model=GOOD), Verdict.SURVIVED),
        (Evidence(why_no_proof="a", why_no_search="b"), Verdict.UNKNOWN),
        (Evidence(searched=REJECTING), Verdict.REJECTED),
        (Evidence(searched=REJECTING, model=GOOD), Verdict.REJECTED),
        (Evidence(searched=REJECTING, proof=GOOD, model=GOOD), Verdict.CONFLICT),
        (Evidence(searched=REJECTING, proof=CITING, model=GOOD), Verdict.REJECTED),
        (Evidence(searched=REJECTING, proof=CITING, model=GOOD, only_cites=True), Verdict.REJECTED),
        (Evidence(searched=REJECTING, refutation=GOOD), Verdict.REFUTED),
        (Evidence(searched=TESTED, model=GOOD), Verdict.SURVIVED),
        (Evidence(searched=TESTED), Verdict.UNKNOWN),
        (Evidence(searched=TESTED | {"decided": False}, model=GOOD), Verdict.UNKNOWN),
        (Evidence(searched=TESTED, proof=GOOD, model=GOOD), Verdict.PROVED),
    ],
)
def test_the_verdict_by_example(evidence: Evidence, verdict: Verdict) -> None:
    assert decide(evidence).verdict is verdict


def test_no_combination_gives_a_verdict_without_what_it_needs() -> None:
    answers = (None, GOOD, LIMITED, CITING)
    for proof, refutation, vacuous, model in itertools.product(answers, answers, answers, (None, GOOD)):
        for searched in ({}, FIGURES, TESTED, REJECTING):
            verdict = decide(Evidence(proof, refutation, vacuous, model, searched=searched)).verdict
            if verdict is Verdict.PROVED:
                assert proof is GOOD and model and not refutation and not vacuous
            if verdict is Verdict.CERTIFIED:
                assert proof is LIMITED and model and not refutation
            if verdict is Verdict.SURVIVED:
                assert searched and model and not proof and not refutation
            # a limited proof and a refutation elsewhere agree; a refutation answers a proof that believes something
            everywhere = proof and not proof.reach and not proof.trust
            rejected = searched is REJECTING
            assert (verdict is Verdict.CONFLICT) == bool(everywhere and (refutation or rejected))
            assert (verdict is Verdict.REFUTED) == bool(refutation and not everywhere)  # never by draws alone
            assert (verdict is Verdict.REJECTED) == bool(rejected and not refutation and not everywhere)


def test_a_rejection_says_what_it_is_and_rests_on_nothing_else() -> None:
    decision = decide(Evidence(searched=REJECTING, proof=CITING))
    assert decision.trust == ("statistical at level 1e-06",)
    assert "e-value 1.9e+130, at least 1/alpha = 1e+06: 2000 independent draws" in decision.reason
    assert "seeds 1, 2; 10 undecided" in decision.reason and "no counterexample is certified" in decision.reason
    assert "a proof replays too, so not all that it rests on is true: HV15 (cited)" in decision.reason
    conflict = decide(Evidence(searched=REJECTING, proof=GOOD, model=GOOD))
    assert conflict.trust == ("kernel", "definitions", "statistical at level 1e-06")
    alone = decide(Evidence(searched=REJECTING | {"chance": CHANCE | {"persisted": False}})).reason
    assert "of this run alone, without a ledger" in alone


def test_every_verdict_but_a_survivor_s_names_its_trust() -> None:
    assert decide(Evidence(proof=GOOD, model=GOOD)).trust == ("kernel", "definitions")
    decision = decide(Evidence(proof=CITING, model=GOOD))
    assert decision.trust == ("kernel", "definitions", "cited:HV15#ab")
    assert "HV15 (cited)" in decision.reason
    assert "it rests on HV15 (cited)" in decide(Evidence(refutation=CITING)).reason


def test_what_is_only_cited_says_so_and_why_it_was_not_searched() -> None:
    decision = decide(Evidence(proof=CITING, only_cites=True, why_no_search="it cannot be searched: no numbers"))
    assert decision.reason == (
        "nothing was checked but the statement and its reference: HV15 (cited); it cannot be searched: no numbers"
    )
    assert decision.trust == ("kernel", "definitions", "cited:HV15#ab")


def test_a_counterexample_to_what_was_derived_from_an_assumption_names_it() -> None:
    decision = decide(Evidence(proof=CITING, refutation=GOOD, model=GOOD))
    assert "not all that it rests on is true: HV15 (cited)" in decision.reason
    assert decision.trust == ("kernel", "definitions")


def test_reach_is_printed_with_the_verdict() -> None:
    assert "Reach: 1/100 <= x1; x1 <= pi." in decide(Evidence(proof=LIMITED, model=GOOD)).reason


def test_no_model_says_why() -> None:
    assert "no model" in decide(Evidence(searched=FIGURES)).reason
    why = decide(Evidence(proof=GOOD, why_no_search="it cannot be searched (an unknown function)"))
    assert "it cannot be searched (an unknown function)" in why.reason


def test_a_survivor_s_sentence_says_it_is_no_proof_and_names_both_bounds() -> None:
    sentence = survival(FIGURES | {"draws_undecided": 3})
    assert "(3 undecided, counted as violations)" in sentence
    assert "a violation by more than 1e-06 has probability below" in sentence
    assert "0.0015 (95 %, 0.005 at any stopping time)" in sentence
    assert sentence.endswith("This is not a proof") and "closest" not in sentence
    assert "; closest approach -0.25 (normals+ascent). This" in survival(
        FIGURES | {"closest_approach": "-0.25 (normals+ascent)"}
    )


def test_without_independent_draws_there_is_no_probability() -> None:
    assert "no probability can be stated" in survival({"examples": 10, "draws": 0})
    surveyed = survival({"examples": 10, "draws": 0, "landscape": "7 degenerate, 3 minimum"})
    assert surveyed.startswith("no counterexample in 10 networks (landscape starts ended as 7 degenerate, 3 minimum)")
