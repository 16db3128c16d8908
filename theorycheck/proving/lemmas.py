"""Lemmas: what a proof may use, derived before it and inside the same certificate.

A lemma of another claim is needed by every claim that rests on it. Its derivation depends on nothing but the lemma and
what stands before it, so a process derives it once and remembers; every derivation that needs it adopts the steps. What
is adopted ends in the certificate like any step, and is replayed there.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from theorycheck.errors import ProofScriptError
from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError, fuelled, unmetered
from theorycheck.kernel.reach import is_restriction
from theorycheck.kernel.sorts import NATURAL, REAL, Sort
from theorycheck.kernel.terms import Term, eq, implies, instantiate, le, natural, real, variable
from theorycheck.kernel.theorem import Theorem

from .context import Context, Open, Tactic, introduce
from .discharge import discharged, without_premises
from .equations import restated, sides, unfolded
from .script import Call, compose, parse, rational

PROOF_FUEL = 4_000_000  # a proof attempt ends within a minute or so, whatever the statement
REMEMBERED = 1024  # lemmas
INSTANCES = 8192  # of lemmas, at variables
OPENED = "?"  # marks a symbol that is open for a moment; no statement names one so


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
    step:    it stands within the proof of its claim: who uses the claim looks at it last
    """

    statement: Stated
    script: str = ""
    claim: str = ""
    assumed: str = ""
    uses: tuple[str, ...] | None = None
    step: bool = False


@dataclass(frozen=True, eq=False)
class Known:
    """A lemma that is proved, the names of its symbols, the claim it belongs to, and how it was derived.

    origin: a derivation of it, which others adopt
    key:    of all that the derivation depends on
    step:   as the lemma's
    """

    theorem: Theorem
    names: tuple[str, ...]
    claim: str
    origin: Derivation
    key: str
    step: bool = False


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
            known += _said(d, derived_from(d, lemma, visible))
        except (Open, KernelError, RecursionError, ProofScriptError) as error:
            left_out[lemma.claim] = error.reason if isinstance(error, Open) else str(error)
            known = [one for one in known if one.claim != lemma.claim]
    return known, left_out


def derived_from(d: Derivation, lemma: Lemma, visible: Sequence[Known]) -> Known:
    """The lemma from the statements of the claims that it may use; where these do not suffice, from their steps too.

    So what an author wrote down on the way costs its users nothing, as a rule.  Raises what the last attempt raises.
    """
    stated = [one for one in visible if not one.step or one.claim == lemma.claim]
    try:
        return recalled(d, lemma, stated)
    except (Open, KernelError, RecursionError):
        if len(stated) == len(visible):
            raise
    return recalled(d, lemma, visible)


def _said(d: Derivation, one: Known) -> list[Known]:
    """The lemma, and one by one what stands in a conjunction under premises of its own, where no goal would meet it."""
    found = [one]
    for theorem, origin in () if one.step else _hidden(one.theorem, one.origin):
        d.adopt(origin)
        found.append(replace(one, theorem=theorem, origin=origin, key=f"{one.key}:{len(found)}"))
    return found


@functools.lru_cache(maxsize=REMEMBERED)
def _hidden(theorem: Theorem, origin: Derivation) -> tuple[tuple[Theorem, Derivation], ...]:
    with unmetered():
        d = Derivation()
        d.adopt(origin)
        return tuple((part, d.only(part)) for part in _parts_under_premises(d, theorem, 0))


def _parts_under_premises(d: Derivation, theorem: Theorem, depth: int) -> list[Theorem]:
    formula = theorem.conclusion
    if formula.op == "forall":
        v = variable(f"{OPENED}{depth}", formula.data)  # type: ignore[arg-type]
        inner = _parts_under_premises(d, d.forall_elim(theorem, v), depth + 1)
        return [d.forall_intro(part, v) for part in inner]
    if formula.op == "implies":
        premise = formula.args[0]
        inner = _parts_under_premises(d, d.implies_elim(theorem, d.assume(premise)), depth)
        return [d.implies_intro(part, premise) for part in inner]
    if formula.op != "and":
        return []
    sides_of = (d.and_left(theorem), d.and_right(theorem))
    whole = [side for side in sides_of if side.conclusion.op in ("forall", "implies")]
    return [*whole, *(part for side in sides_of for part in _parts_under_premises(d, side, depth))]


def recalled(d: Derivation, lemma: Lemma, earlier: Sequence[Known]) -> Known:
    """The lemma from those before it, derived once in a process and adopted by `d`; raises what its script raises."""
    task = _Task(_key(lemma, earlier), lemma, tuple(earlier))
    # what an oracle answers depends on more than the lemma
    found = _apart.__wrapped__(task) if "oracle" in lemma.script else _apart(task)
    if isinstance(found, Exception):
        raise found.with_traceback(None)
    d.adopt(found.origin)
    return replace(found, claim=lemma.claim, step=lemma.step)


@dataclass(frozen=True)
class _Task:
    """What is to be derived; two with one key are the same."""

    key: str
    lemma: Lemma = field(compare=False)
    earlier: tuple[Known, ...] = field(compare=False)


@functools.lru_cache(maxsize=REMEMBERED)
def _apart(task: _Task) -> Known | Exception:
    """The lemma in a derivation of its own, without the steps that lead nowhere; or why there is none."""
    d = Derivation()
    for one in task.earlier:
        d.adopt(one.origin)
    try:
        with fuelled(PROOF_FUEL):
            theorem, names = lemma_proved(d, task.lemma, task.earlier)
    except (Open, KernelError, RecursionError, ProofScriptError) as error:
        return error.with_traceback(None)
    return Known(theorem, names, task.lemma.claim, d.only(theorem), task.key)


def _key(lemma: Lemma, earlier: Sequence[Known]) -> str:
    """Of the formula, the names of its symbols, its definitions, the script and all that may be used."""
    stated = lemma.statement
    parts = [stated.formula().digest(), *(symbol.name for symbol in stated.symbols), ":"]
    parts += [term.digest() for pair in stated.definitions.items() for term in pair]
    parts += [":", lemma.script, lemma.assumed, lemma.claim if lemma.assumed else "", *(one.key for one in earlier)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def lemma_proved(d: Derivation, lemma: Lemma, earlier: Sequence[Known]) -> tuple[Theorem, tuple[str, ...]]:
    """The lemma proved from those before it, or cited, and the names of its symbols; constants are written out."""
    formula, definitions = lemma.statement.formula(), lemma.statement.definitions
    own = tuple(symbol.name for symbol in lemma.statement.symbols)
    if lemma.assumed:
        # the formula that is believed is the registered one, so that its label names the claim's own digest
        believed, opened = d.cite(lemma.assumed, lemma.claim, formula), unfolded(formula, definitions)
        theorem = believed if opened is formula else d.convert(believed, opened, defined(d, definitions))
        return theorem, own
    calls = parse(lemma.script)
    restrictions = [call for call in calls if call[0] == "restrict"]
    # what is proved on a box is a fact on that box: its bounds stay among the lemma's hypotheses
    opened = unfolded(restricted(formula, own, restrictions), definitions)
    script = with_lemmas(compose([call for call in calls if call[0] != "restrict"]), earlier, own)
    return introduced(Context(d), opened, script, own), own


def defined(d: Derivation, definitions: dict[Term, Term]) -> tuple[Theorem, ...]:
    """The kernel's definitions of the statement's constants."""
    made = []
    for constant, body in definitions.items():
        name: str = constant.data[0].split("#")[0]  # type: ignore[index]
        theorem = d.define(name, body)
        if sides(theorem)[0] is not constant:
            raise KernelError(f"the constant {name} is not named after its definition")
        made.append(theorem)
    return tuple(made)


def introduced(context: Context, goal: Term, leaf: Tactic, names: tuple[str, ...]) -> Theorem:
    """`introduce`, where a size that is set to a literal is that literal in all that follows."""
    d = context.derivation
    if goal.op == "forall" and names:
        v = context.fresh(names[0], goal.data, goal)  # type: ignore[arg-type]
        return d.forall_intro(introduced(context.naming(v), instantiate(goal.args[0], [v]), leaf, names[1:]), v)
    if goal.op == "implies" and _sets_a_size(goal.args[0]):
        size, rest = goal.args
        inner = context.assuming(size)
        proved = restated(inner, rest, [inner.facts[-1]], lambda c, g: introduced(c, g, leaf, ()))
        return d.implies_intro(proved, size)
    return introduce(context, goal, leaf, names)


def _sets_a_size(formula: Term) -> bool:
    return formula.op == "eq" and is_restriction(formula) and formula.args[0].op == "variable"


def with_lemmas(script: Tactic, known: Sequence[Known], names: tuple[str, ...]) -> Tactic:
    """The script, with each lemma as a fact: in general, and at the variables of the same names."""

    def leaf(context: Context, goal: Term) -> Theorem:
        sizes = dict(sides(fact) for fact in context.facts if _sets_a_size(fact.conclusion))
        for lemma in known:
            instance = at_same_names(context, lemma, names, sizes)
            context = context.knowing(lemma.theorem)
            if instance.conclusion is not lemma.theorem.conclusion:
                context = context.knowing(instance)
        return script(discharged(context) if known else context, goal)

    return leaf


def at_same_names(context: Context, lemma: Known, names: tuple[str, ...], sizes: Mapping[Term, Term]) -> Theorem:
    """The lemma at the statement's variables of the same names, its premises discharged where they are facts.

    Its other symbols stay general.  sizes: those that are set to a literal, here and in the lemma.
    """
    d = context.derivation
    shared = tuple(name for name in lemma.names if name in names)
    if not shared and _says_at_once(lemma.theorem.conclusion):
        return lemma.theorem
    set_here = tuple((v, size) for v, size in sizes.items() if v.data[0] in shared)  # type: ignore[index]
    instance = _instance(lemma.theorem, lemma.names, shared, set_here)
    d.adopt(instance.derivation)
    theorem = without_premises(context, instance.opened)
    if theorem is instance.opened:
        return instance.general
    for v in reversed(instance.others):
        theorem = d.forall_intro(theorem, v)
    return theorem


def _says_at_once(formula: Term) -> bool:
    """Whether no premise stands behind its quantifiers."""
    while formula.op == "forall":
        formula = formula.args[0]
    return formula.op != "implies"


@dataclass(frozen=True)
class _Instance:
    """A lemma at some variables: with its other symbols opened, and general in them; derived from the lemma alone."""

    derivation: Derivation
    others: tuple[Term, ...]
    opened: Theorem
    general: Theorem


@functools.lru_cache(maxsize=INSTANCES)
def _instance(
    lemma: Theorem, names: tuple[str, ...], shared: tuple[str, ...], sizes: tuple[tuple[Term, Term], ...]
) -> _Instance:
    """The lemma at the variables of the shared names, or the literals that they are set to."""
    with unmetered():
        d, theorem, values = Derivation(), lemma, dict(sizes)
        others: list[Term] = []
        for name in names:
            sort: Sort = theorem.conclusion.data  # type: ignore[assignment]
            v = variable(name if name in shared else f"{OPENED}{name}", sort)
            theorem = d.forall_elim(theorem, values.get(v, v))
            if name not in shared:
                others.append(v)
        while theorem.conclusion.op == "implies" and _holds_plainly(theorem.conclusion.args[0]):
            theorem = d.implies_elim(theorem, d.refl(theorem.conclusion.args[0].args[0]))
        opened = theorem
        for v in reversed(others):
            theorem = d.forall_intro(theorem, v)
    return _Instance(d, tuple(others), opened, theorem)


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
