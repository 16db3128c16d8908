"""Lemmas: what a proof may use, derived before it and inside the same certificate.

A lemma of another claim is needed by every claim that rests on it. Its derivation depends on nothing but the lemma and
what stands before it, so a process derives it once and remembers; every derivation that needs it adopts the steps. What
is adopted ends in the certificate like any step, and is replayed there.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from theorycheck.errors import ProofScriptError
from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError, fuelled, unmetered
from theorycheck.kernel.reach import is_restriction
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import Term, eq, implies, instantiate, le, natural, real, variable
from theorycheck.kernel.theorem import Theorem

from .context import Context, Open, Tactic, introduce
from .discharge import discharged
from .equations import restated, sides, unfolded
from .same_names import OPENED, Here, Known, Opened, with_lemma
from .script import Call, compose, parse, rational

PROOF_FUEL = 4_000_000  # a proof attempt ends within a minute or so, whatever the statement
REMEMBERED = 1024  # lemmas


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
        found.append(replace(one, theorem=theorem, origin=origin, key=f"{one.key}:{len(found)}", opened=None))
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
            theorem, names, opened = lemma_proved(d, task.lemma, task.earlier)
    except (Open, KernelError, RecursionError, ProofScriptError) as error:
        return error.with_traceback(None)
    return Known(theorem, names, task.lemma.claim, d.only(theorem), task.key, opened=opened)


def _key(lemma: Lemma, earlier: Sequence[Known]) -> str:
    """Of the formula, the names of its symbols, its definitions, the script and all that may be used, and how."""
    stated = lemma.statement
    parts = [stated.formula().digest(), *(symbol.name for symbol in stated.symbols), ":"]
    parts += [term.digest() for pair in stated.definitions.items() for term in pair]
    parts += [":", lemma.script, lemma.assumed, lemma.claim if lemma.assumed else ""]
    parts += [f"own {one.key}" if one.claim == lemma.claim else one.key for one in earlier]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def lemma_proved(
    d: Derivation, lemma: Lemma, earlier: Sequence[Known]
) -> tuple[Theorem, tuple[str, ...], Opened | None]:
    """The lemma proved from those before it, or cited, and the names of its symbols; constants are written out."""
    formula, definitions = lemma.statement.formula(), lemma.statement.definitions
    own = tuple(symbol.name for symbol in lemma.statement.symbols)
    if lemma.assumed:
        # the formula that is believed is the registered one, so that its label names the claim's own digest
        believed, opened = d.cite(lemma.assumed, lemma.claim, formula), unfolded(formula, definitions)
        theorem = believed if opened is formula else d.convert(believed, opened, defined(d, definitions))
        return theorem, own, None
    calls = parse(lemma.script)
    restrictions = [call for call in calls if call[0] == "restrict"]
    # what is proved on a box is a fact on that box: its bounds stay among the lemma's hypotheses
    opened = unfolded(restricted(formula, own, restrictions), definitions)
    script = with_lemmas(compose([call for call in calls if call[0] != "restrict"]), earlier, own, lemma.claim)
    theorem, as_opened = introduced(Context(d), opened, script, own)
    return theorem, own, as_opened


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


def introduced(context: Context, goal: Term, leaf: Tactic, names: tuple[str, ...]) -> tuple[Theorem, Opened | None]:
    """`introduce`, where a size that is set to a literal is that literal in all that follows; and as it was opened."""
    variables: list[Term] = []
    body = goal
    while body.op == "forall" and len(variables) < len(names):
        v = context.fresh(names[len(variables)], body.data, goal)  # type: ignore[arg-type]
        variables, context, body = [*variables, v], context.naming(v), body.args[0]
    theorem, opened = _under_premises(context, instantiate(body, variables[::-1]), leaf)
    for v in reversed(variables):
        theorem = context.derivation.forall_intro(theorem, v)
    return theorem, opened if tuple(v.data[0] for v in variables) == names else None  # type: ignore[index]


def _under_premises(context: Context, goal: Term, leaf: Tactic) -> tuple[Theorem, Opened | None]:
    d = context.derivation
    if goal.op == "implies" and _sets_a_size(goal.args[0]):
        size, rest = goal.args
        inner = context.assuming(size)
        proved = restated(inner, rest, [inner.facts[-1]], lambda c, g: _under_premises(c, g, leaf)[0])
        return d.implies_intro(proved, size), None
    premises: list[Term] = []
    while goal.op == "implies":
        premise, goal = goal.args
        context = context.assuming(premise)
        premises.append(premise)
    theorem = introduce(context, goal, leaf)
    opened = Opened(theorem, frozenset(premises))
    for premise in reversed(premises):
        theorem = d.implies_intro(theorem, premise)
    return theorem, opened


def _sets_a_size(formula: Term) -> bool:
    return formula.op == "eq" and is_restriction(formula) and formula.args[0].op == "variable"


def with_lemmas(script: Tactic, known: Sequence[Known], names: tuple[str, ...], claim: str = "") -> Tactic:
    """The script, with each lemma as a fact: in general, and at the variables of the same names.

    claim: the one that is being proved
    """

    def leaf(context: Context, goal: Term) -> Theorem:
        sizes = dict(sides(fact) for fact in context.facts if _sets_a_size(fact.conclusion))
        here = Here(names, sizes, frozenset[Term]().union(*(fact.hypotheses for fact in context.facts)))
        for lemma in known:
            context = with_lemma(context, lemma, here, lemma.claim == claim)
        return script(discharged(context) if known else context, goal)

    return leaf


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
