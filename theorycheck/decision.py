"""From replayed certificates and a search's figures to a verdict: one function, read top to bottom.

Only what a fresh kernel process accepted arrives here as evidence. Neither the author's expectation nor the fact that a
search believed something is an argument of `decide`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from theorycheck.certificates import Replay
from theorycheck.verdicts import Verdict

BASE_TRUST = ("kernel", "definitions")
STATISTICAL = "statistical at level"  # what a rejection rests on, besides the words of the counter being independent


@dataclass(frozen=True)
class Evidence:
    """What stands after replay. A field is None where there is no certificate, or the kernel refused it."""

    proof: Replay | None = None
    refutation: Replay | None = None
    vacuous: Replay | None = None  # a proof that the hypotheses contradict each other
    model: Replay | None = None  # a refutation of that: the hypotheses hold together somewhere
    only_cites: bool = False  # the proof has no step beyond cite, instantiate, cut
    searched: Mapping[str, Any] = field(default_factory=dict)  # empty when no search ran
    why_no_proof: str = ""
    why_no_search: str = ""


@dataclass(frozen=True)
class Decision:
    verdict: Verdict
    reason: str
    reach: tuple[str, ...] = ()
    trust: tuple[str, ...] = ()


def decide(evidence: Evidence) -> Decision:
    """The verdict, with the sentence that says what it rests on."""
    proof, refutation = evidence.proof, evidence.refutation
    # a proof with a reach says nothing outside it, where the counterexample may lie; one that believes something
    # unproved is answered by the counterexample: what it believes is false
    if proof and refutation and not proof.reach and not proof.trust:
        reason = (
            "a proof and a refutation of this statement both replay: a bug of theorycheck, please report both files"
        )
        return Decision(Verdict.CONFLICT, reason, (), _trust(proof, refutation))
    if refutation:
        reason = "a counterexample is certified: the hypotheses hold and the conclusion fails at an exact point"
        if proof and not proof.reach:
            reason += f"; a proof replays too, so not all that it rests on is true: {_named(proof)}"
        return Decision(Verdict.REFUTED, reason + _resting(refutation), (), _trust(refutation))
    if (told := evidence.searched.get("chance")) and told["log_e"] >= -math.log(told["alpha"]):
        return _rejected(proof, told)
    if evidence.vacuous:
        reason = "the hypotheses are proved contradictory, so the statement says nothing"
        return Decision(Verdict.VACUOUS, reason + _resting(evidence.vacuous), (), _trust(evidence.vacuous))
    if proof:
        return _proved(evidence, proof)
    return _survived(evidence)


def _rejected(proof: Replay | None, told: Mapping[str, Any]) -> Decision:
    """Independent draws speak against a probability claim; they certify nothing, whatever else replays."""
    label = f"{STATISTICAL} {told['alpha']:g}"
    reason = (
        f"e-value {_power(told['log_e'])}, at least 1/alpha = {1 / told['alpha']:g}: {_drawn(told)}. It is {label}, "
        "and no counterexample is certified"
    )
    if proof and not proof.reach and not proof.trust:
        reason = f"a proof replays, and independent draws speak against it: a bug of theorycheck; {reason}"
        return Decision(Verdict.CONFLICT, reason, (), (*_trust(proof), label))
    if proof and not proof.reach:
        reason += f"; a proof replays too, so not all that it rests on is true: {_named(proof)}"
    return Decision(Verdict.REJECTED, reason, (), (label,))


def _drawn(told: Mapping[str, Any]) -> str:
    """How many draws, where and from which seeds, and the instance where they speak most against the claim."""
    found = told["instances"]
    worst = max(found, key=lambda one: one["log_e"])
    draws, seeds = sum(one["draws"] for one in found), ", ".join(map(str, told["seeds"]))
    open_ = sum(one["draws"] - one["held"] - one["failed"] for one in found)
    undecided = f"; {open_} undecided, in favour of the claim in the e-value, against it in bounds" if open_ else ""
    kept = "of all runs in the ledger" if told["persisted"] else "of this run alone, without a ledger"
    several = f" at {len(found)} instances" if len(found) > 1 else ""
    where = "" if worst["at"] == "{}" else f"at {worst['at']} "
    (low, high), (lowest, highest) = worst["fixed"], worst["anytime"]
    bounds = f"[{low:.4g}, {high:.4g}] (95 %, [{lowest:.4g}, {highest:.4g}] at any stopping time)"
    return (
        f"{draws} independent draws{several} ({kept}; seeds {seeds}{undecided}); {where}the event held in "
        f"{worst['held']} of {worst['draws']}, so its probability lies in {bounds}; claimed is {worst['claimed']}"
    )


def _power(logarithm: float) -> str:
    """e to the logarithm, which may be larger than any float."""
    exponent = math.floor(logarithm / math.log(10))
    return f"{math.exp(logarithm - exponent * math.log(10)):.2g}e{exponent:+d}"


def _proved(evidence: Evidence, proof: Replay) -> Decision:
    trust = _trust(proof)
    only_cites = evidence.only_cites and len(trust) > len(BASE_TRUST)
    # what cannot be searched has no model either: where nothing but a citation is claimed, nothing is lost
    if evidence.model is None and not (only_cites and not evidence.searched):
        why = evidence.why_no_search or "the search found none"
        reason = f"a proof replays, but no model of the hypotheses is certified ({why}): it may say nothing"
        return Decision(Verdict.UNKNOWN, reason, proof.reach, trust)
    limits = f" Reach: {'; '.join(proof.reach)}." if proof.reach else ""
    if only_cites:
        unsearched = f"; {evidence.why_no_search}" if evidence.model is None and evidence.why_no_search else ""
        reason = f"nothing was checked but the statement and its reference: {_named(proof)}{unsearched}"
        return Decision(Verdict.CITED, reason, proof.reach, trust)
    if len(trust) > len(BASE_TRUST):
        return Decision(Verdict.CONDITIONAL, f"the derivation rests on {_named(proof)}.{limits}", proof.reach, trust)
    if proof.reach:
        return Decision(
            Verdict.CERTIFIED, f"derived within its reach, replayed in a fresh process.{limits}", proof.reach, trust
        )
    reason = "derived for every size and value its hypotheses allow, replayed in a fresh process"
    return Decision(Verdict.PROVED, reason, (), trust)


def _survived(evidence: Evidence) -> Decision:
    """No certificate either way: the figures of the search, and no word more."""
    figures = evidence.searched
    if not figures:
        return Decision(Verdict.UNKNOWN, f"{evidence.why_no_proof}, and {evidence.why_no_search}")
    if not figures.get("examples"):
        return Decision(
            Verdict.UNKNOWN, f"the budget allowed no network, and {evidence.why_no_proof or 'nothing else ran'}"
        )
    if (told := figures.get("chance")) and figures["decided"] and evidence.model is not None:
        reason = f"not rejected (e-value {_power(told['log_e'])}) by {_drawn(told)}. This is not a proof"
        return Decision(Verdict.SURVIVED, "; ".join(filter(None, (reason, evidence.why_no_proof))))
    if evidence.model is None:
        return Decision(Verdict.UNKNOWN, "no model: the search met no point where all hypotheses hold")
    if figures.get("satisfied") == 0:
        reason = f"none of {figures['examples']} networks satisfied the hypotheses: nothing was tested"
        return Decision(Verdict.UNKNOWN, reason)
    if figures.get("claimed"):
        reason = "the search met a violation that could not be certified exactly"
        return Decision(Verdict.UNKNOWN, reason)
    if not figures.get("decided", True):
        reason = f"the search decided the statement at none of the points it tried ({figures['examples']})"
        return Decision(Verdict.UNKNOWN, "; ".join(filter(None, (reason, evidence.why_no_proof))))
    return Decision(Verdict.SURVIVED, f"{survival(figures)}; {evidence.why_no_proof}".rstrip("; "))


def survival(figures: Mapping[str, Any]) -> str:
    """The bound sentence. Only independent draws of the declared law enter it; the rest is named as effort."""
    draws, found = figures.get("draws", 0), f"no counterexample in {figures.get('examples', 0)} networks"
    if figures.get("satisfied", figures.get("examples")) != figures.get("examples"):
        found += f", {figures['satisfied']} of which satisfied the hypotheses"
    if not draws:
        if figures.get("landscape"):
            found += f" (landscape starts ended as {figures['landscape']})"
        return f"{found}, none of them an independent draw: no probability can be stated, and this is not a proof"
    counted = figures.get("draws_undecided", 0)
    undecided = f" ({counted} undecided, counted as violations)" if counted else ""
    bounds = f"{figures['fixed_upper']:.2g} (95 %, {figures['anytime_upper']:.2g} at any stopping time)"
    closest = f"; closest approach {figures['closest_approach']}" if figures.get("closest_approach") else ""
    return (
        f"{found}; by {draws} independent draws of the declared law{undecided}, a violation by more than "
        f"{figures['delta']:g} has probability below {bounds}{closest}. This is not a proof"
    )


def _trust(*answers: Replay) -> tuple[str, ...]:
    named = sorted({label for answer in answers for label in answer.trust})
    return (*BASE_TRUST, *named)


def _resting(answer: Replay) -> str:
    return f"; it rests on {_named(answer)}" if answer.trust else ""


def _named(answer: Replay) -> str:
    """`cited:name#hash` is shown as `name (cited)`: the hash stands in the certificate."""
    labels = (label.split("#")[0].partition(":") for label in answer.trust)
    return ", ".join(f"{name} ({kind})" for kind, _, name in labels)
