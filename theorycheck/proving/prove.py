"""From a statement and a script to a proof: the one entrance of this stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from theorycheck.errors import ProofScriptError
from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError, fuelled
from theorycheck.kernel.reach import is_restriction
from theorycheck.kernel.sorts import NATURAL, REAL, Sort
from theorycheck.kernel.terms import Term, eq, implies, instantiate, le, natural, real, variable
from theorycheck.kernel.theorem import Theorem

from .context import Context, Open, Tactic, introduce
from .discharge import discharged, without_premises
from .equations import outermost_first, restated, sides, unfolded
from .script import Call, compose, parse, rational

PROOF_FUEL = 4_000_000  # a proof attempt ends within a minute or so, whatever the statement


class Stated(Protocol):
    """What a proof needs of a statement."""

    symbols: Any
    definitions: dict[Term, Term]

    def formula(self) -> Term: ...


@dataclass(frozen=True)
class Lemma:
    """A statement proved on the way, and its script.

    claim:   the id of the claim it belongs to; empty: a step of the statement that is to be proved
    assumed: standard | cited: it is not proved but cited, under the claim's id
    uses:    the ids of the claims that its script may use; None: all before it
    """

    statement: Stated
    script: str = ""
    claim: str = ""
    assumed: str = ""
    uses: tuple[str, ...] | None = None


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
    calls, derivation = parse(script), Derivation()
    known, left_out = learned(derivation, [lemma for lemma in lemmas if lemma.claim])
    steps = [lemma for lemma in lemmas if not lemma.claim]
    declared = [one for one in known if uses is None or one.claim in uses]
    found = _attempt(derivation, statement, calls, steps, declared)
    if isinstance(found, Gap) and len(declared) < len(known):
        with_all = _attempt(derivation, statement, calls, steps, known)
        found = with_all if isinstance(with_all, Proof) else found
    if isinstance(found, Gap):
        without = "".join(f"; without {claim}, which could not be derived ({why})" for claim, why in left_out.items())
        return replace(found, reason=found.reason + without)
    return found


def _attempt(
    d: Derivation, statement: Stated, calls: list[Call], steps: Sequence[Lemma], known: Sequence[Known]
) -> Proof | Gap:
    """The statement from what is known and from steps of its own."""
    facts = list(known)
    try:
        for step in steps:
            with fuelled(PROOF_FUEL):
                facts.append(lemma_proved(d, step, facts))
        with fuelled(PROOF_FUEL):
            theorem = derived(d, statement, calls, facts)
        return Proof(theorem, d.certificate(theorem, statement.formula()), _used(d, theorem, known))
    except Open as gap:
        return Gap(gap.reason, gap.text(), str(gap.goal))
    except (KernelError, RecursionError) as error:
        return Gap(f"a step was refused: {error}")


def cited(statement: Stated, kind: str, name: str) -> Proof | Gap:
    """The statement itself as the one thing believed: `kind` is standard or cited, `name` what it is called."""
    derivation = Derivation()
    try:
        theorem = derivation.cite(kind, name, statement.formula())
        return Proof(theorem, derivation.certificate(theorem, statement.formula()))
    except KernelError as error:
        return Gap(f"it cannot be cited: {error}")


@dataclass(frozen=True)
class Known:
    """A lemma that is proved, the names of its symbols, and the claim it belongs to."""

    theorem: Theorem
    names: tuple[str, ...]
    claim: str


def learned(d: Derivation, lemmas: Sequence[Lemma]) -> tuple[list[Known], dict[str, str]]:
    """What is proved of other claims, and of those that cannot be derived why not."""
    known: list[Known] = []
    left_out: dict[str, str] = {}
    for lemma in lemmas:
        if lemma.claim in left_out:
            continue
        if not (lemma.script or lemma.assumed):
            left_out[lemma.claim] = "it names no proof"
            continue
        visible = [one for one in known if lemma.uses is None or one.claim in (lemma.claim, *lemma.uses)]
        try:
            with fuelled(PROOF_FUEL):
                known.append(lemma_proved(d, lemma, visible))
        except (Open, KernelError, RecursionError, ProofScriptError) as error:
            left_out[lemma.claim] = error.reason if isinstance(error, Open) else str(error)
            known = [one for one in known if one.claim != lemma.claim]
    return known, left_out


def _used(d: Derivation, theorem: Theorem, known: Sequence[Known]) -> tuple[str, ...]:
    """The claims that a theorem rests on, in the order in which they were derived."""
    met = set(map(id, d.met(theorem, [one.theorem for one in known])))
    return tuple(dict.fromkeys(one.claim for one in known if id(one.theorem) in met))


def derived(
    d: Derivation, statement: Stated, calls: list[Call], known: Sequence[Known], end: Tactic | None = None
) -> Theorem:
    """The statement by the calls, ending with `auto` or with `end`; raises Open."""
    formula, names = statement.formula(), tuple(symbol.name for symbol in statement.symbols)
    definitions = _define(d, statement.definitions)
    restrictions = [call for call in calls if call[0] == "restrict"]
    script = compose([call for call in calls if call[0] != "restrict"], end)
    goal = restricted(formula, names, restrictions)
    opened = unfolded(goal, statement.definitions)

    proved = _introduced(Context(d), opened, _with_lemmas(script, known, names), names)
    return restated(Context(d), goal, outermost_first(definitions), lambda context, written_out: proved)


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


def lemma_proved(d: Derivation, lemma: Lemma, earlier: Sequence[Known]) -> Known:
    """The lemma proved from those before it, or cited; its defined constants are written out."""
    formula, definitions = lemma.statement.formula(), lemma.statement.definitions
    own = tuple(symbol.name for symbol in lemma.statement.symbols)
    if lemma.assumed:
        # the formula that is believed is the registered one, so that its label names the claim's own digest
        believed, opened = d.cite(lemma.assumed, lemma.claim, formula), unfolded(formula, definitions)
        theorem = believed if opened is formula else d.convert(believed, opened, _define(d, definitions))
        return Known(theorem, own, lemma.claim)
    calls = parse(lemma.script)
    restrictions = [call for call in calls if call[0] == "restrict"]
    # what is proved on a box is a fact on that box: its bounds stay among the lemma's hypotheses
    opened = unfolded(restricted(formula, own, restrictions), definitions)
    script = _with_lemmas(compose([call for call in calls if call[0] != "restrict"]), earlier, own)
    return Known(_introduced(Context(d), opened, script, own), own, lemma.claim)


def _introduced(context: Context, goal: Term, leaf: Tactic, names: tuple[str, ...]) -> Theorem:
    """`introduce`, where a size that is set to a literal is that literal in all that follows."""
    d = context.derivation
    if goal.op == "forall" and names:
        v = context.fresh(names[0], goal.data, goal)  # type: ignore[arg-type]
        return d.forall_intro(_introduced(context.naming(v), instantiate(goal.args[0], [v]), leaf, names[1:]), v)
    if goal.op == "implies" and _sets_a_size(goal.args[0]):
        size, rest = goal.args
        inner = context.assuming(size)
        proved = restated(inner, rest, [inner.facts[-1]], lambda c, g: _introduced(c, g, leaf, ()))
        return d.implies_intro(proved, size)
    return introduce(context, goal, leaf, names)


def _sets_a_size(formula: Term) -> bool:
    return formula.op == "eq" and is_restriction(formula) and formula.args[0].op == "variable"


def _with_lemmas(script: Tactic, known: Sequence[Known], names: tuple[str, ...]) -> Tactic:
    """The script, with each lemma as a fact: in general, and at the variables of the same names."""

    def leaf(context: Context, goal: Term) -> Theorem:
        sizes = dict(sides(fact) for fact in context.facts if _sets_a_size(fact.conclusion))
        for lemma in known:
            context = context.knowing(lemma.theorem).knowing(at_same_names(context, lemma, names, sizes))
        return script(discharged(context) if known else context, goal)

    return leaf


def at_same_names(
    context: Context, lemma: Known, names: tuple[str, ...], sizes: Mapping[Term, Term]
) -> Theorem:
    """The lemma at the statement's variables of the same names, its premises discharged where they are facts.

    Its other symbols stay general.  sizes: those that are set to a literal, here and in the lemma.
    """
    d, theorem = context.derivation, lemma.theorem
    others: list[Term] = []
    for name in lemma.names:
        sort: Sort = theorem.conclusion.data  # type: ignore[assignment]
        v = variable(name, sort) if name in names else context.fresh(name, sort, *others)
        theorem = d.forall_elim(theorem, sizes.get(v, v))
        if name not in names:
            others.append(v)
    while theorem.conclusion.op == "implies" and _holds_plainly(theorem.conclusion.args[0]):
        theorem = d.implies_elim(theorem, d.refl(theorem.conclusion.args[0].args[0]))
    theorem = without_premises(context, theorem)
    for v in reversed(others):
        theorem = d.forall_intro(theorem, v)
    return theorem


def _holds_plainly(formula: Term) -> bool:
    return formula.op == "eq" and formula.args[0] is formula.args[1]


def restricted(formula: Term, names: tuple[str, ...], restrictions: list[Call]) -> Term:
    """The statement on a box only: ∀x. ρ(x) ⇒ P(x), ρ from `restrict(x, lo, hi)` and `restrict(n, 2)`."""
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
    v = known.get(arguments[0]) if arguments else None
    if v is not None and v.sort == REAL and len(arguments) == 3:
        low, high = map(rational, arguments[1:])
        return implies(le(real(low), v), implies(le(v, real(high)), formula))
    if v is not None and v.sort == NATURAL and len(arguments) == 2 and arguments[1].isdecimal():
        return implies(eq(v, natural(int(arguments[1]))), formula)
    raise ProofScriptError(
        f"restrict{arguments} does not name a real symbol and its bounds, or a size and its value",
        cure="write restrict(x, 1/100, 3) or restrict(n, 2)",
    )
