"""The whole of `check`: prove, search, neighbours, replay in a fresh process, verdict.

`proving` and `falsifying` only propose. What they propose is written down as certificates, a kernel in a fresh process
replays the files, and `decide` reads the verdict off what that process said. `expect` is carried along for the faces
and never looked at here.
"""

from __future__ import annotations

import functools
import math
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from theorycheck import certificates
from theorycheck.certificates import Replay
from theorycheck.decision import Decision, Evidence, decide
from theorycheck.errors import NotNumeric, OptionError
from theorycheck.ledger import Ledger
from theorycheck.outcome import NeighbourOutcome, Outcome, decode_witness, encode_witness
from theorycheck.verdicts import Verdict, standing

DEFAULT_SEED = 20171212
# how many networks a claim may cost; a profile counts examples and never seconds, so that runs agree on any machine
PROFILES = {"quick": 4_000, "default": 40_000, "deep": 2_000_000}


@dataclass(frozen=True)
class Options:
    """How to check. Nothing here can make a verdict stronger, only the search longer or shorter."""

    profile: str = "default"
    seed: int = DEFAULT_SEED
    examples: int | None = None
    seconds: float | None = None
    backend: str = "auto"
    prove: bool = True
    search: bool = True
    neighbours: bool = True
    folder: Path = Path(".theorycheck") / "certificates"

    def __post_init__(self) -> None:
        if self.profile not in PROFILES:
            raise OptionError(f"the profile {self.profile} is unknown", cure=f"choose {', '.join(PROFILES)}")
        if (self.examples is not None and self.examples < 0) or (self.seconds is not None and self.seconds < 0):
            raise OptionError("a budget cannot be negative", cure="give --seconds or --examples a number from 0 up")

    @property
    def recipe(self) -> str:
        """What a stored outcome must have been made with to stand for this run."""
        limits = f"{self.profile}/{self.examples}/{self.seconds}/{self.seed}/{self.backend}"
        return f"{limits}/{int(self.prove)}{int(self.search)}{int(self.neighbours)}"

    def budget(self) -> Any:
        from theorycheck.falsifying.budget import Budget

        if self.seconds is not None:
            return Budget(seconds=self.seconds, examples=self.examples)
        return Budget(examples=PROFILES[self.profile] if self.examples is None else self.examples)


@dataclass
class Trial:
    """What was proposed about one statement, before anybody believed it."""

    id: str
    statement: Any
    documents: dict[str, tuple[Path, str]] = field(default_factory=dict)  # role -> certificate file, SHA-256
    replays: dict[str, Replay] = field(default_factory=dict)  # role -> what a fresh kernel said about it
    witness: dict[str, Any] | None = None
    search: Any = None
    why_no_proof: str = "no proof was given"
    why_no_search: str = "the search was left out"
    seconds: float = 0.0

    def good(self, role: str) -> Replay | None:
        """The replayed certificate in this role, if the kernel accepts it and it is about this statement."""
        answer = self.replays.get(role)
        if answer is None or not answer.ok or answer.kind != KINDS[role] or answer.statement != self.expected(role):
            return None
        # hypotheses that contradict each other on a part of their domain say nothing about the rest of it
        return None if role == "vacuous" and answer.reach else answer

    @property
    def undecided(self) -> int:
        return self.figures().get("undecided", 0)

    @property
    def backend(self) -> str:
        return self.figures().get("backend", "none")

    def figures(self) -> dict[str, Any]:
        """The search's figures, empty when no search ran."""
        return {} if self.search is None else _figures(self.search.statistics)

    def certificate(self, verdict: Verdict) -> dict[str, str] | None:
        """The file that a verdict rests on."""
        role = _ROLES.get(verdict, "proof")
        if role not in self.documents or self.good(role) is None:
            return None
        path, digest = self.documents[role]
        return {"path": str(path), "sha256": digest}

    def expected(self, role: str) -> str:
        """The digest of what a certificate in this role must be about."""
        return (self.statement if role in ("proof", "refutation") else self.contradiction).digest

    @functools.cached_property
    def contradiction(self) -> Any:
        return contradiction(self.statement)


def check(claim: Any, claim_id: str = "claim", options: Options | None = None, ledger: Ledger | None = None) -> Outcome:
    """Everything theorycheck can say about one claim. Raises only for a badly posed claim or broken machinery."""
    options = options or Options()
    trials = [_try(claim_id, claim.statement, claim.proof, claim, claim, options, ledger)]
    for neighbour in claim.neighbours if options.neighbours else ():
        script = claim.proof if neighbour.expect != "REFUTED" else None
        statement = claim.neighbour_statement(neighbour)
        trials.append(_try(f"{claim_id}/{neighbour.name}", statement, script, neighbour, claim, options, ledger))
    _replay_afresh(trials)
    return _outcome(claim, trials, options)


def contradiction(statement: Any) -> Any:
    """The same hypotheses with 1 <= 0 as conclusion: to refute it is to show a model, to prove it is vacuity."""
    from theorycheck.statement import Statement, le

    return Statement(statement.given, le(1, 0))


def standings(outcomes: Sequence[Outcome], known: Mapping[str, Verdict]) -> list[Outcome]:
    """Every outcome with its standing: its own verdict weakened by what it uses, and by what that uses in turn.

    `known` gives the verdicts of claims that were not checked in this run; what nobody knows counts as OPEN.
    """
    own = {outcome.id: outcome for outcome in outcomes}
    settled: dict[str, str] = {}

    def settle(claim_id: str) -> str:
        if claim_id not in own:
            return known.get(claim_id, Verdict.OPEN).value
        if claim_id not in settled:
            settled[claim_id] = Verdict.OPEN.value  # a circle is refused before anything runs; this only ends the walk
            premises = [settle(used) for used in own[claim_id].uses]
            # an unsupported premise supports nothing, exactly like a refuted one
            ranks = [Verdict.REFUTED if word == "unsupported" else Verdict(word) for word in premises]
            settled[claim_id] = standing(own[claim_id].verdict, ranks)
        return settled[claim_id]

    return [replace(outcome, standing=settle(outcome.id)) for outcome in outcomes]


def _try(
    claim_id: str, statement: Any, script: str | None, stating: Any, claim: Any, options: Options, ledger: Ledger | None
) -> Trial:
    """Everything that can be proposed about one statement: a derivation, a counterexample, a model."""
    started = time.monotonic()
    trial = Trial(claim_id, statement)
    keep = _keeper(trial, claim, options)
    if options.prove and script:
        _prove(trial, script, keep)
    if options.search:
        stored = [decode_witness(w) for w in ledger.witnesses(statement.digest)] if ledger else []
        _search(trial, claim.domain, options, stored, keep)
    trial.seconds = time.monotonic() - started
    return trial


def _prove(trial: Trial, script: str, keep: Any) -> None:
    from theorycheck.proving import Proof, prove

    answer = prove(trial.statement, script)
    if isinstance(answer, Proof):
        keep("proof", answer.certificate)
    else:
        trial.why_no_proof = f"no proof was found ({answer.reason})"


def _search(trial: Trial, domain: Any, options: Options, stored: list[dict[str, Any]], keep: Any) -> None:
    from theorycheck.falsifying import certify, search

    try:
        trial.search = search(trial.statement, domain, options.budget(), options.seed, options.backend, stored=stored)
    except NotNumeric as error:
        trial.why_no_search = f"it cannot be searched ({error.what})"
        return
    refutation, model = trial.search.refutation, trial.search.model
    if refutation is not None:
        trial.witness = encode_witness(refutation.witness)
        keep("refutation", refutation.certificate.document())
    if model is not None:
        found = certify(trial.contradiction, model)
        if found is not None:
            keep("model", found.document())


def _keeper(trial: Trial, claim: Any, options: Options) -> Any:
    """Writes a kernel document down as this trial's certificate in one role."""

    def keep(role: str, document: dict[str, Any]) -> None:
        envelope = certificates.wrap(
            document,
            claim=trial.id,
            title=claim.title,
            statement_hash=trial.expected(role),
            kind=document["kind"],
            words=_WORDS[role],
            source=str(claim.source),
        )
        trial.documents[role] = certificates.save(envelope, options.folder)

    return keep


# which kind of kernel document each role is: a model refutes that the hypotheses contradict each other
KINDS = {"proof": "proof", "refutation": "refutation", "model": "refutation", "vacuous": "proof"}
_ROLES = {Verdict.REFUTED: "refutation", Verdict.VACUOUS: "vacuous"}
_WORDS = {
    "proof": "The statement is derived, for every value its restrictions allow.",
    "refutation": "The statement is false: it fails at the point the steps name.",
    "model": "The hypotheses hold together at the point the steps name, so the statement is about something.",
    "vacuous": "The hypotheses contradict each other, so the statement is about nothing.",
}


def _replay_afresh(trials: Iterable[Trial]) -> None:
    """One fresh kernel process reads every file that was just written."""
    places = [(trial, role, path) for trial in trials for role, (path, _) in trial.documents.items()]
    for (trial, role, _), answer in zip(places, certificates.replay_files([p for *_, p in places]), strict=True):
        trial.replays[role] = answer


def _decide(trial: Trial) -> Decision:
    return decide(
        Evidence(
            **{role: trial.good(role) for role in _WORDS},
            only_cites=trial.only_cites,
            searched=trial.figures(),
            why_no_proof=trial.why_no_proof,
            why_no_search=trial.why_no_search,
        )
    )


def _outcome(claim: Any, trials: Sequence[Trial], options: Options) -> Outcome:
    main, *others = trials
    decision = _decide(main)
    return Outcome(
        id=main.id,
        covers=claim.covers,
        title=claim.title,
        verdict=decision.verdict,
        standing=decision.verdict.value,
        reason=decision.reason,
        reach=decision.reach,
        trust=decision.trust,
        fidelity=claim.fidelity,
        expect=Verdict(claim.expect),
        statement_hash=main.statement.digest,
        uses=tuple(claim.uses),
        seeds=(options.seed,),
        backend=main.backend,
        undecided=main.undecided,
        seconds=sum(trial.seconds for trial in trials),
        witness=main.witness if decision.verdict is Verdict.REFUTED else None,
        certificate=main.certificate(decision.verdict),
        neighbours=tuple(_neighbour(n, trial) for n, trial in zip(claim.neighbours, others, strict=False)),
        figures=main.figures(),
    )


def _neighbour(neighbour: Any, trial: Trial) -> NeighbourOutcome:
    decision = _decide(trial)
    return NeighbourOutcome(
        id=trial.id,
        covers=neighbour.covers,
        verdict=decision.verdict,
        reason=decision.reason,
        seconds=trial.seconds,
        witness=trial.witness if decision.verdict is Verdict.REFUTED else None,
        expect=Verdict(neighbour.expect),
        statement_hash=trial.statement.digest,
        certificate=trial.certificate(decision.verdict),
        figures=trial.figures(),
    )


def _figures(statistics: Any) -> dict[str, Any]:
    """What the search did, as numbers a report can print. Nothing that depends on the clock."""
    evidence, closest = statistics.evidence, statistics.closest
    figures = {
        "backend": statistics.backend,
        "dtype": statistics.dtype,
        "examples": statistics.total_draws,
        "draws": evidence.draws,
        "undecided": evidence.undecided,
        "law": statistics.law,
        "delta": statistics.delta,
        "ascent_evaluations": statistics.ascent_evaluations,
        "exact_checks": statistics.exact_checks,
        "lanes": dict(statistics.draws),
        "claimed": evidence.violations,
    }
    if evidence.draws:
        figures |= {"fixed_upper": evidence.fixed_upper(), "anytime_upper": evidence.anytime_upper()}
    if closest is not None and math.isfinite(closest.violation):
        figures["closest_approach"] = f"{closest.violation:.3g} ({closest.lane})"
    return figures
