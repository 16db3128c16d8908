"""From a statement and a script to a proof: the one entrance of this stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from theorycheck.errors import ProofScriptError
from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError, fuelled
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, implies, instantiate, le, real, variable
from theorycheck.kernel.theorem import Theorem

from .context import Context, Open, Tactic, introduce
from .equations import sides, unfolded
from .script import Call, compose, parse, rational

PROOF_FUEL = 4_000_000  # a proof attempt ends within a minute or so, whatever the statement


class Stated(Protocol):
    """What a proof needs of a statement."""

    symbols: Any
    definitions: dict[Term, Term]

    def formula(self) -> Term: ...


@dataclass(frozen=True)
class Lemma:
    """A statement proved on the way, and its script."""

    statement: Stated
    script: str = ""


@dataclass(frozen=True)
class Proof:
    """A theorem, and the certificate that makes the kernel derive it again."""

    theorem: Theorem
    certificate: dict = field(repr=False)


@dataclass(frozen=True)
class Gap:
    """No proof: why, and the smallest goal that stayed open."""

    reason: str
    goal: str = ""


def prove(statement: Stated, script: str = "", lemmas: Sequence[Lemma] = ()) -> Proof | Gap:
    """Tries the script (`auto` where it ends); a failure is a Gap and says nothing about truth.

    `lemmas` are derived first, each from those before it, inside the same certificate.
    Raises ProofScriptError for a script that cannot be read.
    """
    calls = parse(script)
    derivation = Derivation()
    try:
        with fuelled(PROOF_FUEL):
            theorem = _theorem(derivation, statement, calls, lemmas)
        return Proof(theorem, derivation.certificate(theorem, statement.formula()))
    except Open as gap:
        return Gap(gap.reason, gap.text())
    except (KernelError, RecursionError) as error:
        return Gap(f"a step was refused: {error}")


def _theorem(d: Derivation, statement: Stated, calls: list[Call], lemmas: Sequence[Lemma]) -> Theorem:
    formula, names = statement.formula(), tuple(symbol.name for symbol in statement.symbols)
    definitions = _define(d, statement.definitions)
    known: list[Known] = []
    for lemma in lemmas:
        known.append(_lemma(d, lemma, known))
    restrictions = [call for call in calls if call[0] == "restrict"]
    script = compose([call for call in calls if call[0] != "restrict"])
    goal = restricted(formula, names, restrictions)
    opened = unfolded(goal, statement.definitions)

    proved = introduce(Context(d), opened, _with_lemmas(d, script, known, names), names)
    return proved if opened is goal else d.convert(proved, goal, definitions)


def _define(d: Derivation, definitions: dict[Term, Term]) -> tuple[Theorem, ...]:
    """The kernel's definitions of the statement's constants."""
    made = []
    for constant, body in definitions.items():
        name: str = constant.data[0].split("#")[0]  # type: ignore[index]
        theorem = d.define(name, body)
        if sides(theorem)[0] is not constant:
            raise KernelError(f"the constant {name} is not named after its definition")
        made.append(theorem)
    return tuple(made)


Known = tuple[Theorem, tuple[str, ...]]  # a lemma that is proved, and the names of its symbols


def _lemma(d: Derivation, lemma: Lemma, earlier: Sequence[Known]) -> Known:
    """The lemma proved, from those before it."""
    own = tuple(symbol.name for symbol in lemma.statement.symbols)
    calls = parse(lemma.script)
    restrictions = [call for call in calls if call[0] == "restrict"]
    # what is proved on a box is a fact on that box: its bounds stay among the lemma's hypotheses
    opened = unfolded(restricted(lemma.statement.formula(), own, restrictions), lemma.statement.definitions)
    script = _with_lemmas(d, compose([call for call in calls if call[0] != "restrict"]), earlier, own)
    return introduce(Context(d), opened, script, own), own


def _with_lemmas(d: Derivation, script: Tactic, known: Sequence[Known], names: tuple[str, ...]) -> Tactic:
    """The script, with each lemma as a fact: in general, and at the variables of the same names."""

    def leaf(context: Context, goal: Term) -> Theorem:
        for lemma in known:
            context = context.knowing(lemma[0]).knowing(at_same_names(d, lemma, names))
        return script(context, goal)

    return leaf


def at_same_names(d: Derivation, lemma: Known, names: tuple[str, ...]) -> Theorem:
    """The lemma at the statement's variables of the same names, as far as its leading symbols are among them."""
    theorem, own = lemma
    for name in own:
        if name not in names:
            break
        theorem = d.forall_elim(theorem, variable(name, theorem.conclusion.data))  # type: ignore[arg-type]
    return theorem


def restricted(formula: Term, names: tuple[str, ...], restrictions: list[Call]) -> Term:
    """The statement on a box only: ∀x. ρ(x) ⇒ P(x), with ρ the literal bounds `restrict(x, lo, hi)`."""
    if not restrictions:
        return formula
    bound: list[Term] = []
    for name in names:
        bound.append(variable(name, formula.data))  # type: ignore[arg-type]
        formula = instantiate(formula.args[0], [bound[-1]])
    known = {v.data[0]: v for v in bound}  # type: ignore[index]
    for _, arguments in reversed(restrictions):
        formula = _restrict(formula, known, arguments)
    for v in reversed(bound):
        formula = terms.forall(v, formula)
    return formula


def _restrict(formula: Term, known: dict[str, Term], arguments: tuple[str, ...]) -> Term:
    if len(arguments) != 3 or arguments[0] not in known or known[arguments[0]].sort != REAL:
        raise ProofScriptError(f"restrict{arguments} does not name a real symbol", cure="write restrict(x, 1/100, 3)")
    v, low, high = known[arguments[0]], rational(arguments[1]), rational(arguments[2])
    return implies(le(real(low), v), implies(le(v, real(high)), formula))
