"""One statement on trial: what provers and searchers propose is written down, replayed afresh, and only then believed.

Its certificates have the roles of `theorycheck.roles`.
"""

from __future__ import annotations

import contextlib
import functools
import math
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from theorycheck import certificates
from theorycheck.certificates import Replay
from theorycheck.decision import Decision, Evidence, decide
from theorycheck.errors import NotNumeric, OutsideVocabulary
from theorycheck.outcome import encode_witness
from theorycheck.roles import ITS_OWN, KINDS, ROLES, WORDS
from theorycheck.verdicts import Verdict

MODEL_EXAMPLES = 2_000
NO_PROOF = "no proof can be stated: the kernel has no measures"
LONGEST_GOAL = 200  # characters; `prove --goals` shows longer ones
# steps that restate what is cited, or an instance of it
_RESTATING = "cite assume forall_intro forall_elim implies_intro implies_elim and_intro and_left and_right"
PURE_CITATION = frozenset(_RESTATING.split())


def contradiction(statement: Any) -> Any:
    """The same hypotheses, membership in the symbols' sorts among them, with 1 <= 0 as conclusion."""
    from theorycheck.statement.relations import le
    from theorycheck.statement.statements import Statement

    return Statement(statement.hypotheses, le(1, 0), statement.hints)


Box = Mapping[str, tuple[Fraction, Fraction]]  # the symbols that a script restricts


def within(statement: Any, box: Box) -> Any:
    """The contradiction with each restricted symbol confined to its interval, and each restricted size set."""
    from theorycheck.statement.binders import substitute
    from theorycheck.statement.relations import and_, le
    from theorycheck.statement.sorts import NATURAL
    from theorycheck.statement.statements import Statement
    from theorycheck.statement.symbols import interval, symbol

    restricted = [s for s in statement.symbols if s.name in box]
    sizes = {s: int(box[s.name][0]) for s in restricted if s.sort is NATURAL}
    confined: dict[Any, object] = {s: symbol(s.name, interval(*box[s.name])) for s in restricted if s not in sizes}
    # each of them is mentioned, so that it is a symbol of this statement too
    inside = [and_(le(box[s.name][0], s), le(s, box[s.name][1])) for s in confined]
    parts = [substitute(node, confined | sizes) for node in (*inside, *statement.hypotheses)]
    return Statement(parts, le(1, 0), statement.hints)


def box_of(script: str) -> Box:
    """What a script restricts."""
    from theorycheck.proving.script import parse, rational

    box: dict[str, tuple[Fraction, Fraction]] = {}
    for tactic, arguments in parse(script):
        if tactic == "restrict":
            name, low, high = arguments[0], rational(arguments[1]), rational(arguments[-1])  # a size has one value
            least, most = box.get(name, (low, high))
            box[name] = max(low, least), min(high, most)
    return box


def about(statement: Any, role: str) -> str | None:
    """The digest of what a certificate in this role must be about; None where that depends on a proof's reach."""
    if role == "inside":
        return None
    return (statement if role in ITS_OWN else contradiction(statement)).digest


def cites_only(steps: Iterable[Sequence[Any]], trust: Iterable[str], digest: str) -> bool:
    """Does a derivation of the statement with this digest only restate what it cites? An oracle was at least asked."""
    labels = list(trust)
    claimed = [label for label in labels if not label.startswith("oracle:")]
    # to cite the very statement, however it is dressed, is to check nothing either
    itself = any(label.endswith(f"#{digest}") for label in claimed)
    restated = bool(labels) and claimed == labels and {rule for rule, *_ in steps} <= PURE_CITATION
    return itself or restated


@dataclass
class Trial:
    """A statement, the files that were written about it, and what a fresh kernel said of them."""

    id: str
    title: str
    source: str
    statement: Any
    folder: Path
    documents: dict[str, tuple[Path, str]] = field(default_factory=dict)  # role -> certificate file, SHA-256
    replays: dict[str, Replay] = field(default_factory=dict)
    witness: dict[str, Any] | None = None
    worst: dict[str, Any] | None = None  # a second witness, with its relative violation, as JSON
    met: str = ""  # where the search came across it
    statistics: Any = None
    remembered: Mapping[str, Any] = field(default_factory=dict)  # the figures of a search that ran earlier
    only_cites: bool = False
    used: tuple[str, ...] = ()  # the ids of the claims that the proof is derived from
    box: Box = field(default_factory=dict)
    why_no_proof: str = "no proof was given"
    why_no_search: str = "the search was left out"
    seconds: float = 0.0

    # -- proposing (untrusted) --------------------------------------------------------------------------------------

    def prove(self, script: str, lemmas: Sequence[Any], uses: Sequence[str]) -> None:
        """Runs the script; `lemmas` (of `proving`) may be derived on the way, those of the claims in `uses` be used."""
        from theorycheck.proving.prove import prove

        if not self.statement.has_formula:
            self.why_no_proof = NO_PROOF
            return
        started = time.monotonic()
        self._proposed(prove(self.statement, script, lemmas, uses), script)
        self.seconds += time.monotonic() - started

    def cite(self, kind: str) -> None:
        """Takes the statement for true under this trial's id: `kind` is standard or cited."""
        from theorycheck.proving.prove import cited

        if not self.statement.has_formula:
            self.why_no_proof = NO_PROOF
            return
        self._proposed(cited(self.statement, kind, self.id), "")

    def _proposed(self, answer: Any, script: str) -> None:
        """Writes a proof down, or remembers why there is none."""
        from theorycheck.proving.prove import Proof

        box = box_of(script) if isinstance(answer, Proof) else {}
        if any(low > high for low, high in box.values()):
            self.why_no_proof = "the restrictions exclude each other: nothing is proved"
            return
        if not isinstance(answer, Proof):
            left = f"; left open: {answer.left}" if 0 < len(answer.left) <= LONGEST_GOAL else ""
            self.why_no_proof = f"no proof was found ({answer.reason}{left})"
            return
        self.box, self.used = box, answer.used
        self.only_cites = cites_only(answer.certificate["steps"], answer.theorem.trust, self.statement.digest)
        self._keep("proof", answer.certificate)

    def search(
        self,
        domain: Any,
        budget: Any,
        seed: int,
        backend: str,
        stored: Sequence[Mapping[str, Any]],
        watch: Callable[[Any], None] | None = None,
        counted: Sequence[Sequence[Any]] | None = None,
        store: Any = None,
    ) -> None:
        """Looks for a counterexample, and for a model of the hypotheses on the way.

        counted: of a probability claim, the draws that the ledger counted so far; None without a ledger
        """
        from theorycheck.falsifying.functions import functions_of
        from theorycheck.falsifying.search import search
        from theorycheck.statement.probability import needs_draws

        started = time.monotonic()
        model = None
        if needs_draws(*self.statement.given, self.statement.conclude):
            self._test(domain, budget, seed, counted)
            self.seconds += time.monotonic() - started
            return
        if unknown := functions_of(self.statement):
            names = ", ".join(symbol.name for symbol in unknown)
            self.why_no_search = f"of the unknown functions ({names}) a short list of maps was tried, nothing counted"
            self._try_maps(seed, stored)
            if self.witness is None:
                self._model_or_vacuity(None, domain, seed)
            self.seconds += time.monotonic() - started
            return
        try:
            found = search(self.statement, domain, budget, seed, backend, stored, watch and self._named(watch), store)
        except NotNumeric as error:
            self.why_no_search = f"it cannot be searched: {error.what}"
        else:
            self.statistics, model, self.why_no_search = found.statistics, found.model, ""
            if found.refutation is not None:
                self.witness = encode_witness(found.refutation.witness)
                self.met = found.refutation.place
                self._keep("refutation", found.refutation.certificate.document())
                self._keep_worst(found.refutation.worst)
        if self.witness is None:
            self._model_or_vacuity(model, domain, seed)
        self.seconds += time.monotonic() - started

    def _test(self, domain: Any, budget: Any, seed: int, counted: Sequence[Sequence[Any]] | None) -> None:
        """Puts a probability claim to the test; any instance that was tested is a model of its hypotheses."""
        from theorycheck.falsifying.chance.process import draws_for, run
        from theorycheck.falsifying.point import to_witness

        try:
            process = run(self.statement, domain, draws_for(budget), seed, counted or ())
        except (NotNumeric, OutsideVocabulary) as error:
            self.why_no_search = f"it cannot be tested: {error}"
            return
        self.remembered, self.why_no_search = process.figures(persisted=counted is not None), ""
        free, instance = process.question.free, next(iter(process.instances.values()))
        model = to_witness(instance.point, free.real_family_lengths(instance.point.size_map()))
        self._model_or_vacuity({s.name: model[s.name] for s in self.contradiction.symbols}, domain, seed)

    def _named(self, watch: Callable[[Any], None]) -> Callable[[Any], None]:
        return lambda progress: watch(replace(progress, about=self.id))

    def _try_maps(self, seed: int, stored: Sequence[Mapping[str, Any]]) -> None:
        """Looks for a counterexample with a few maps for the unknown functions."""
        from theorycheck.falsifying.functions import refute_with_functions
        from theorycheck.proving.properties import established

        thorough = "proof" not in self.documents
        found = refute_with_functions(self.statement, seed, established, stored, thorough)
        if found is not None:
            self.witness = encode_witness(found.witness)
            self._keep("refutation", found.certificate.document())

    def _model_or_vacuity(self, model: Mapping[str, Any] | None, domain: Any, seed: int) -> None:
        """Certifies the model the search met; where it met none, looks for one alone, then for a contradiction."""
        from theorycheck.falsifying.certify import certify
        from theorycheck.proving.prove import Proof, prove

        found = None if model is None else certify(self.contradiction, model)
        # hypotheses may be numeric where the conclusion is not
        found = found or _broken(self.contradiction, domain, seed)
        if found is not None:
            self._keep("model", found.document())
        elif self.statement.hypotheses:
            proof = prove(self.contradiction, "auto")
            if isinstance(proof, Proof):
                self._keep("vacuous", proof.certificate)

    def look_inside(self, domain: Any, seed: int) -> None:
        """A model of the hypotheses within the reach of the proof, where it has one."""
        found = _broken(self.boxed, domain, seed) if self.box else None
        if found is not None:
            self._keep("inside", found.document())

    def _keep_worst(self, worst: Any) -> None:
        if worst is not None:
            self.worst = {"relative_violation": str(worst.relative), "witness": encode_witness(worst.witness)}
            self._keep("worst", worst.certificate.document())

    def _keep(self, role: str, document: dict[str, Any]) -> None:
        envelope = certificates.wrap(
            document,
            claim=self.id,
            title=self.title,
            statement_hash=self.about(role),
            role=role,
            words=WORDS[role],
            source=self.source,
        )
        self.documents[role] = certificates.save(envelope, self.folder)

    # -- believing --------------------------------------------------------------------------------------------------

    @functools.cached_property
    def contradiction(self) -> Any:
        return contradiction(self.statement)

    @functools.cached_property
    def boxed(self) -> Any:
        return within(self.statement, self.box)

    def about(self, role: str) -> str:
        """The digest of what a certificate in this role must be about."""
        if role == "inside":
            return self.boxed.digest if self.box else ""
        return (self.statement if role in ITS_OWN else self.contradiction).digest

    def good(self, role: str) -> Replay | None:
        """The replayed certificate in this role, if the kernel accepts it and it is about what the role says."""
        answer = self.replays.get(role)
        if answer is None or not answer.ok or answer.kind != KINDS[role] or answer.statement != self.about(role):
            return None
        # hypotheses that contradict each other on a part of their domain say nothing about the rest of it
        return None if role == "vacuous" and answer.reach else answer

    def _reaching(self) -> tuple[Replay | None, Replay | None]:
        """The proof, its reach in the symbols' own names, and a model of the hypotheses within that reach."""
        proof = self.good("proof")
        if proof is None or not proof.reach:
            return proof, self.good("model")
        names = [symbol.name for symbol in self.statement.symbols]
        reach = tuple(re.sub(r"\bx(\d+)\b", lambda found: names[int(found[1]) - 1], rho) for rho in proof.reach)
        return replace(proof, reach=reach), self.good("inside")

    def decision(self) -> Decision:
        """What a fresh kernel's answers amount to."""
        proof, model = self._reaching()
        return decide(
            Evidence(
                proof=proof,
                model=model,
                refutation=self.good("refutation"),
                vacuous=self.good("vacuous"),
                only_cites=self.only_cites,
                searched=self.figures(),
                why_no_proof=self.why_no_proof,
                why_no_search=self.why_no_search,
            )
        )

    def certificate(self, verdict: Verdict) -> dict[str, str] | None:
        """The file that this verdict rests on."""
        role = ROLES.get(verdict, "proof")
        if verdict is Verdict.REJECTED:  # draws are no certificate
            return None
        if self.good(role) is None:
            return None
        return self.files()[role]

    def files(self) -> dict[str, dict[str, str]]:
        """Every certificate that was written, by its role."""
        return {role: {"path": str(path), "sha256": digest} for role, (path, digest) in self.documents.items()}

    def figures(self) -> dict[str, Any]:
        """The search's figures, empty when no search ran. Nothing in them depends on the clock."""
        if self.statistics is None:
            return dict(self.remembered)
        s, evidence, closest = self.statistics, self.statistics.evidence, self.statistics.closest
        figures = {
            "backend": s.backend,
            "dtype": s.dtype,
            "examples": s.total_draws,
            "lanes": ", ".join(f"{lane} {number}{_prefixes(s, lane)}" for lane, number in s.draws.items()),
            "draws": evidence.draws,
            "draws_undecided": evidence.undecided,
            "claimed": evidence.violations,
            "undecided": s.total_undecided,
            "decided": s.decided,
            "law": s.law,
            "delta": s.delta,
            "ascent_evaluations": s.ascent_evaluations,
            "exact_checks": s.exact_checks,
        }
        if self.statement.hypotheses:
            figures["satisfied"] = sum(s.satisfied.values())
            figures["satisfied_lanes"] = ", ".join(f"{lane} {number}" for lane, number in s.satisfied.items())
        if evidence.draws:
            figures |= {"fixed_upper": evidence.fixed_upper(), "anytime_upper": evidence.anytime_upper()}
        if closest is not None and math.isfinite(closest.violation) and self.witness is None:
            near = closest.violation + 0.0  # no minus zero
            figures["closest_approach"] = f"{near:.3g} (network {closest.index} of lane {closest.lane})"
        if self.met:
            figures["met"] = self.met
        if s.kinds:
            figures["landscape"] = ", ".join(f"{number} {kind}" for kind, number in sorted(s.kinds.items()))
        if s.notes:
            figures["notes"] = "; ".join(s.notes)
        return figures


def _prefixes(statistics: Any, lane: str) -> str:
    """Networks that share most of their arrays are counted beside what they share."""
    return f" ({statistics.prefixes[lane]} prefixes)" if lane in statistics.prefixes else ""


def _broken(contradiction: Any, domain: Any, seed: int) -> Any:
    """The certificate of a counterexample to "hypotheses imply 1 <= 0", which is a model of them; None without one."""
    from theorycheck.falsifying.budget import Budget
    from theorycheck.falsifying.functions import functions_of, refute_with_functions
    from theorycheck.falsifying.search import search
    from theorycheck.proving.properties import established

    if functions_of(contradiction):
        by_maps = refute_with_functions(contradiction, seed, established)
        return None if by_maps is None else by_maps.certificate
    with contextlib.suppress(NotNumeric):
        # any point at which they hold is a model: none is better for being small
        found = search(contradiction, domain, Budget(examples=MODEL_EXAMPLES), seed, "numpy", smallest=False).refutation
        return None if found is None else found.certificate
    return None


def replay_afresh(trials: Iterable[Trial]) -> None:
    """One fresh kernel process reads every file that was written."""
    places = [(trial, role, path) for trial in trials for role, (path, _) in trial.documents.items()]
    answers = certificates.replay_files([path for *_, path in places])
    for (trial, role, _), answer in zip(places, answers, strict=True):
        trial.replays[role] = answer
