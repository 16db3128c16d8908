"""From a statement and a script to a proof: the one entrance of this stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError, fuelled
from theorycheck.kernel.theorem import Theorem

from .context import Context, Open, Tactic
from .equations import outermost_first, restated, unfolded
from .lemmas import (
    PROOF_FUEL,
    Known,
    Lemma,
    Stated,
    defined,
    derived_from,
    introduced,
    learned,
    restricted,
    with_lemmas,
)
from .script import Call, compose, parse


@dataclass(frozen=True)
class Proof:
    """A theorem, and the certificate that makes the kernel derive it again.

    used: the claims whose theorems it is derived from, but not those that only these use
    """

    theorem: Theorem
    certificate: dict = field(repr=False)
    used: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gap:
    """No proof: why, and the smallest goal that stayed open: alone, and with all that is known."""

    reason: str
    goal: str = ""
    left: str = ""


def prove(
    statement: Stated, script: str = "", lemmas: Sequence[Lemma] = (), uses: Sequence[str] | None = None
) -> Proof | Gap:
    """Tries the script (`auto` where it ends); a failure is a Gap and says nothing about truth.

    `lemmas` are derived first, each from those before it that its claim may use, inside the same certificate. Those of
    another claim are left out, all of them, where one cannot be derived; the Gap names that claim. The script may use
    the claims in `uses` (None: all); where it fails with them alone, the others are tried too, so that a use that is
    not declared can be named: see `Proof.used`.
    Raises ProofScriptError for a script that cannot be read.
    """
    parse(script)  # a script that cannot be read is told at once
    derivation = Derivation()
    known, left_out = learned(derivation, [lemma for lemma in lemmas if lemma.claim])
    steps = [lemma for lemma in lemmas if not lemma.claim]
    declared = [one for one in known if uses is None or one.claim in uses]
    found = _attempt(derivation, statement, script, steps, declared)
    if isinstance(found, Gap) and len(declared) < len(known):
        with_all = _attempt(derivation, statement, script, steps, known)
        found = with_all if isinstance(with_all, Proof) else found
    if isinstance(found, Gap):
        without = "".join(f"; without {claim}, which could not be derived ({why})" for claim, why in left_out.items())
        return replace(found, reason=found.reason + without)
    return found


def _attempt(
    d: Derivation, statement: Stated, script: str, steps: Sequence[Lemma], known: Sequence[Known]
) -> Proof | Gap:
    """The statement from what is known and from steps of its own."""
    facts = list(known)
    try:
        for step in steps:
            facts.append(derived_from(d, step, facts))
        with fuelled(PROOF_FUEL):
            theorem = _as_registered(d, statement, script, facts)
        return Proof(theorem, d.certificate(theorem, statement.formula()), _used(d, theorem, known))
    except Open as gap:
        return Gap(gap.reason, gap.text(), str(gap.goal))
    except (KernelError, RecursionError) as error:
        return Gap(f"a step was refused: {error}")


def _as_registered(d: Derivation, statement: Stated, script: str, facts: Sequence[Known]) -> Theorem:
    """The statement by the script; raises Open.

    It is proved like a lemma, with its constants written out: a claim that uses this one finds it remembered.
    """
    formula, names = statement.formula(), tuple(symbol.name for symbol in statement.symbols)
    definitions = defined(d, statement.definitions)
    goal = restricted(formula, names, [call for call in parse(script) if call[0] == "restrict"])
    proved = derived_from(d, Lemma(statement, script), facts).theorem
    return restated(Context(d), goal, outermost_first(definitions), lambda context, written_out: proved)


def cited(statement: Stated, kind: str, name: str) -> Proof | Gap:
    """The statement itself as the one thing believed: `kind` is standard or cited, `name` what it is called."""
    derivation = Derivation()
    try:
        theorem = derivation.cite(kind, name, statement.formula())
        return Proof(theorem, derivation.certificate(theorem, statement.formula()))
    except KernelError as error:
        return Gap(f"it cannot be cited: {error}")


def _used(d: Derivation, theorem: Theorem, known: Sequence[Known]) -> tuple[str, ...]:
    """The claims that a theorem rests on, in the order in which they were derived."""
    met = set(map(id, d.met(theorem, [one.theorem for one in known])))
    return tuple(dict.fromkeys(one.claim for one in known if id(one.theorem) in met))


def derived(
    d: Derivation, statement: Stated, calls: list[Call], known: Sequence[Known], end: Tactic | None = None
) -> Theorem:
    """The statement by the calls, ending with `auto` or with `end`; raises Open."""
    formula, names = statement.formula(), tuple(symbol.name for symbol in statement.symbols)
    definitions = defined(d, statement.definitions)
    restrictions = [call for call in calls if call[0] == "restrict"]
    script = compose([call for call in calls if call[0] != "restrict"], end)
    goal = restricted(formula, names, restrictions)
    opened = unfolded(goal, statement.definitions)

    proved, _ = introduced(Context(d), opened, with_lemmas(script, known, names), names)
    return restated(Context(d), goal, outermost_first(definitions), lambda context, written_out: proved)
