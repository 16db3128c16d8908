"""A script step by step: what is open after each of its calls.

After a call the goals that it hands on are closed by citing each under a name of its own; those on which the theorem
then rests are what is open. Nothing of that leaves this module: the theorems are thrown away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError, fuelled
from theorycheck.kernel.terms import Term, implies
from theorycheck.kernel.theorem import Theorem

from .context import Context, Open
from .lemmas import PROOF_FUEL, Known, Lemma, Stated, learned, recalled
from .prove import derived
from .script import Call, parse

LAST: Call = ("auto", ())  # what every script ends with


@dataclass(frozen=True)
class Goal:
    """What is to be shown, from what is known; as texts."""

    known: tuple[str, ...]
    open: str


@dataclass(frozen=True)
class Step:
    """A call of the script, and the goals that are open after it; or why it failed, at the goal that it left."""

    call: str
    goals: tuple[Goal, ...] = ()
    failure: str = ""

    @property
    def finished(self) -> bool:
        return not self.goals and not self.failure


@dataclass
class _Ledger:
    """Goals that were handed on, by the trust label under which each was taken for true."""

    derivation: Derivation
    goals: dict[str, Goal] = field(default_factory=dict)

    def note(self, context: Context, goal: Term) -> Theorem:
        """The goal, cited; its label names it alone."""
        d = self.derivation
        formula = goal
        facts = [fact for fact in dict.fromkeys(context.facts) if fact.conclusion is not goal]
        for fact in reversed(facts):
            formula = implies(fact.conclusion, formula)
        variables = [terms.variable(*free) for free in sorted(formula.free)]
        for v in reversed(variables):
            formula = terms.forall(v, formula)
        theorem = d.cite("oracle", "an open goal", formula)
        (label,) = theorem.trust
        self.goals[label] = Goal(tuple(str(fact.conclusion) for fact in facts), str(goal))
        for v in variables:
            theorem = d.forall_elim(theorem, v)
        for fact in facts:
            theorem = d.implies_elim(theorem, fact)
        return theorem


def steps(
    statement: Stated, script: str = "", lemmas: Sequence[Lemma] = (), uses: Sequence[str] | None = None
) -> list[Step]:
    """What is open before the script, after each call, and after the `auto` that ends it; up to the one that fails.

    The arguments are those of `prove`. Raises ProofScriptError for a script that cannot be read.
    """
    calls, d = parse(script), Derivation()
    known, left_out = learned(d, [lemma for lemma in lemmas if lemma.claim])
    facts = [one for one in known if uses is None or one.claim in uses]
    found = [Step(f"uses {claim}", failure=why) for claim, why in left_out.items()]
    for number, lemma in enumerate((lemma for lemma in lemmas if not lemma.claim), 1):
        failed = _lemma_step(d, lemma, facts, number)
        if failed is not None:
            return [*found, failed]
    restrictions = [call for call in calls if call[0] == "restrict"]
    tactics = [call for call in calls if call[0] != "restrict"]
    if tactics[-1:] != [LAST]:
        tactics.append(LAST)
    found.append(_after(statement, [], restrictions, facts, d))
    for count in range(1, len(tactics) + 1):
        found.append(_after(statement, tactics[:count], restrictions, facts, d))
        if found[-1].failure or found[-1].finished:
            break
    return found


def _lemma_step(d: Derivation, lemma: Lemma, facts: list[Known], number: int) -> Step | None:
    """Proves a lemma of the claim's own into the facts; the failure where it does not."""
    try:
        facts.append(recalled(d, lemma, facts))
    except (Open, KernelError, RecursionError) as error:
        return _failure(f"lemma {number}", error)
    return None


def _after(
    statement: Stated, calls: list[Call], restrictions: list[Call], facts: Sequence[Known], d: Derivation
) -> Step:
    """Runs the calls from the start, and says what the last of them leaves."""
    text = _text(calls[-1]) if calls else "the statement"
    ledger = _Ledger(d)
    try:
        with fuelled(PROOF_FUEL):
            theorem = derived(d, statement, [*restrictions, *calls], facts, ledger.note)
    except (Open, KernelError, RecursionError) as error:
        return _failure(text, error)
    return Step(text, tuple(goal for label, goal in ledger.goals.items() if label in theorem.trust))


def _failure(call: str, error: Exception) -> Step:
    if not isinstance(error, Open):
        return Step(call, failure=f"a step was refused: {error}")
    known = tuple(str(fact.conclusion) for fact in error.facts)
    return Step(call, (Goal(known, str(error.goal)),), error.reason)


def _text(call: Call) -> str:
    name, arguments = call
    separator = "; " if name == "first" else ", "
    return f"{name}({separator.join(arguments)})" if arguments else name
