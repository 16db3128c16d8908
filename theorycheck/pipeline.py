"""The whole of `check`: prove, search, neighbours, replay in a fresh process, verdict.

`proving` and `falsifying` only propose; a `Trial` writes down what they propose, a kernel in a fresh process replays
the files, and the verdict is read off what that process said. `expect` is carried along for the faces, never looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theorycheck import engine
from theorycheck.errors import OptionError, UndeclaredUse
from theorycheck.ledger import Ledger
from theorycheck.outcome import NeighbourOutcome, Outcome, decode_witness
from theorycheck.trial import Trial, replay_afresh
from theorycheck.verdicts import Verdict

DEFAULT_SEED = 20171212
# how many networks a statement may cost; a profile counts examples and never seconds, so that runs agree anywhere
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

    def budget(self, proposed: bool = False) -> Any:
        """Seconds if they were given, else examples: then the clock decides nothing.

        Where a proof is `proposed`, the search only looks for a model and for a conflict; unless a budget was asked
        for, a twentieth of the profile does.
        """
        from theorycheck.falsifying.budget import Budget

        if self.seconds is not None:
            return Budget(seconds=self.seconds, examples=self.examples)
        of_profile = PROFILES[self.profile] // (20 if proposed else 1)
        return Budget(examples=of_profile if self.examples is None else self.examples)


def check(
    claim: Any,
    claim_id: str = "claim",
    options: Options | None = None,
    ledger: Ledger | None = None,
    premises: Mapping[str, Any] | None = None,
    watch: Callable[[Any], None] | None = None,
) -> Outcome:
    """Everything theorycheck can say about one claim.

    `premises` are the claims it rests on, by id, each after those that it rests on itself (None: a broken file): what
    they prove is derived again inside its own certificate, what they assume is cited there. `watch` is called with the
    progress of each search. Raises only for a badly posed claim, for a proof that uses what the claim does not declare
    (UndeclaredUse), or for broken machinery: a false claim is an outcome.
    """
    options = options or Options()
    main = Trial(claim_id, claim.title, str(claim.source), claim.statement, options.folder)
    lemmas = lemmas_of(claim, premises or {})
    if options.prove and claim.assumed:
        main.cite(claim.assumed)
    elif options.prove:
        main.prove(claim.proof or "auto", lemmas, claim.uses)
        if undeclared := [name for name in main.used if name not in claim.uses]:
            raise UndeclaredUse(claim_id, undeclared)
        if "proof" not in main.documents:
            broken = [name for name, used in (premises or {}).items() if used is None]
            main.why_no_proof += "".join(f"; without {name}, whose file is broken" for name in broken)
    _search(main, claim, options, ledger, watch)
    trials = [main]
    for neighbour in claim.neighbours if options.neighbours else ():
        statement = claim.neighbour_statement(neighbour)
        trial = Trial(f"{claim_id}/{neighbour.name}", claim.title, str(claim.source), statement, options.folder)
        _search(trial, claim, options, ledger, watch)
        # a neighbour that nothing refutes may be a trap: a true statement (whatever its author expects of it)
        if trial.witness is None and options.prove:
            trial.prove(claim.proof or "auto", lemmas, claim.uses)
        trials.append(trial)
    for trial in trials if options.search else ():
        trial.look_inside(claim.domain, options.seed)
    replay_afresh(trials)
    return _outcome(claim, trials, options)


def lemmas_of(claim: Any, premises: Mapping[str, Any]) -> list[Any]:
    """What may be derived on the way: each premise after its own steps, then the steps of the claim."""
    from theorycheck.proving.lemmas import Lemma

    lemmas: list[Lemma] = []
    for name, used in premises.items():
        if used is None:
            continue
        uses = tuple(used.uses)
        lemmas += [Lemma(step.statement, step.proof, name, uses=uses, step=True) for step in used.steps]
        lemmas.append(Lemma(used.statement, used.proof or "", name, used.assumed, uses))
    return [*lemmas, *(Lemma(step.statement, step.proof) for step in claim.steps)]


@dataclass(frozen=True)
class KeptSearch:
    """Where the ledger keeps how far the search of one statement has come, by one recipe and one engine."""

    ledger: Ledger
    digest: str
    recipe: str

    def kept(self) -> dict[str, Any] | None:
        return self.ledger.kept_search(self.digest, self.recipe, engine.engine_digest())

    def keep(self, state: dict[str, Any]) -> None:
        self.ledger.keep_search(self.digest, self.recipe, engine.engine_digest(), state)


def _search(
    trial: Trial, claim: Any, options: Options, ledger: Ledger | None, watch: Callable[[Any], None] | None
) -> None:
    """The search on one statement, stored counterexamples first."""
    if options.search:
        witnesses = ledger.witnesses(trial.statement.digest) if ledger else []
        stored = [decode_witness(witness, str(ledger.path) if ledger else "") for witness in witnesses]
        counted = ledger.counts(trial.statement.digest) if ledger else None
        budget = options.budget(proposed="proof" in trial.documents)
        recipe = f"{options.recipe}|{budget}|{claim.domain}"
        kept = KeptSearch(ledger, trial.statement.digest, recipe) if ledger else None
        trial.search(claim.domain, budget, options.seed, options.backend, stored, watch, counted, kept)


def _outcome(claim: Any, trials: Sequence[Trial], options: Options) -> Outcome:
    main, *others = trials
    decision, figures = main.decision(), main.figures()
    return Outcome(
        id=main.id,
        covers=claim.covers,
        title=claim.title,
        verdict=decision.verdict,
        standing=decision.verdict.value,
        reason=decision.reason + _fallen(decision.verdict, others) + _closed_form(claim, decision.verdict),
        reach=decision.reach,
        trust=decision.trust,
        fidelity=claim.fidelity,
        expect=Verdict(claim.expect),
        statement_hash=main.statement.digest,
        uses=claim.rests_on,
        used=main.used if main.good("proof") else (),
        seeds=(options.seed,),
        backend=figures.get("backend", "none"),
        undecided=figures.get("undecided", 0),
        seconds=sum(trial.seconds for trial in trials),
        witness=main.witness if decision.verdict is Verdict.REFUTED else None,
        worst=main.worst if decision.verdict is Verdict.REFUTED and main.good("worst") else None,
        certificate=main.certificate(decision.verdict),
        neighbours=tuple(_neighbour(n, trial) for n, trial in zip(claim.neighbours, others, strict=False)),
        figures=figures,
        documents=main.files(),
    )


def _fallen(verdict: Verdict, neighbours: Sequence[Trial]) -> str:
    """What a survivor's figures are worth: how many false neighbours the same search brought down."""
    if verdict is not Verdict.SURVIVED or not neighbours:
        return ""
    verdicts = [trial.decision().verdict for trial in neighbours]
    kinds = {word.value.lower(): verdicts.count(word) for word in (Verdict.REFUTED, Verdict.REJECTED)}
    fallen = " and ".join(f"{number} {word}" for word, number in kinds.items() if number) or "none refuted"
    return f"; of {len(verdicts)} false neighbours: {fallen}"


def _closed_form(claim: Any, verdict: Verdict) -> str:
    """What the verdict leaves to other claims: it is about the formula, and only they say what that stands for."""
    if not claim.closed_form or verdict.inconclusive:
        return ""
    others = ", ".join(f"{what} is {name}" for name, what in claim.closed_form.items())
    return f"; all of it for the closed form: {others}"


def _neighbour(neighbour: Any, trial: Trial) -> NeighbourOutcome:
    decision = trial.decision()
    return NeighbourOutcome(
        id=trial.id,
        covers=neighbour.covers,
        verdict=decision.verdict,
        reason=decision.reason,
        seconds=trial.seconds,
        witness=trial.witness if decision.verdict is Verdict.REFUTED else None,
        worst=trial.worst if decision.verdict is Verdict.REFUTED and trial.good("worst") else None,
        expect=Verdict(neighbour.expect),
        statement_hash=trial.statement.digest,
        certificate=trial.certificate(decision.verdict),
        figures=trial.figures(),
        documents=trial.files(),
    )
