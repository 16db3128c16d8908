"""What a lemma says of the statement at hand: the lemma at the variables of the same names."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import unmetered
from theorycheck.kernel.sorts import Sort
from theorycheck.kernel.terms import Term, variable
from theorycheck.kernel.theorem import Theorem

from .context import Context
from .discharge import without_premises

INSTANCES = 8192  # of lemmas, at variables
OPENED = "?"  # marks a symbol that is open for a moment; no statement names one so


@dataclass(frozen=True)
class Opened:
    """H ⊢ q of a statement ∀x…. H ⇒ q, at the variables of its symbols' names, as it stood before it was general.

    premises: all of H, whether q needs them or not
    """

    theorem: Theorem
    premises: frozenset[Term]


@dataclass(frozen=True, eq=False)
class Known:
    """A lemma that is proved, the names of its symbols, the claim it belongs to, and how it was derived.

    origin: a derivation of it, which others adopt
    key:    of all that the derivation depends on
    step:   as the lemma's
    opened: what it says of its own symbols; None where its symbols have other names in it
    """

    theorem: Theorem
    names: tuple[str, ...]
    claim: str
    origin: Derivation
    key: str
    step: bool = False
    opened: Opened | None = None


@dataclass(frozen=True)
class Here:
    """The statement at hand.

    names:   of its symbols
    sizes:   those that are set to a literal, here and in a lemma
    assumed: its hypotheses
    """

    names: tuple[str, ...]
    sizes: Mapping[Term, Term]
    assumed: frozenset[Term]


def with_lemma(context: Context, lemma: Known, here: Here, own: bool) -> Context:
    """The context that knows the lemma: in general, and at the statement's variables of the same names.

    own: it is a step of the proof at hand
    """
    stood = as_it_stood(lemma, here) if own else None
    instance, origin = at_same_names(context, lemma, here) if stood is None else (stood, lemma.origin)
    context = _knowing(context, lemma.theorem, lemma.origin)
    return context if instance.conclusion is lemma.theorem.conclusion else _knowing(context, instance, origin)


def _knowing(context: Context, theorem: Theorem, origin: Derivation | None) -> Context:
    """The context with what was derived elsewhere; a conjunction is taken apart there, once."""
    if theorem.conclusion.op != "and" or origin is None:
        return context.knowing(theorem)
    inner = _taken_apart(theorem, origin)
    context.derivation.adopt(inner.derivation)
    return Context(context.derivation, (*context.facts, *inner.facts), context.named)


@functools.lru_cache(maxsize=INSTANCES)
def _taken_apart(theorem: Theorem, origin: Derivation) -> Context:
    with unmetered():
        d = Derivation()
        d.adopt(origin)
        return Context(d).knowing(theorem)


def at_same_names(context: Context, lemma: Known, here: Here) -> tuple[Theorem, Derivation | None]:
    """The lemma at the statement's variables of the same names, its premises discharged where they are facts; and
    where it was derived, if not here.

    Its other symbols stay general.
    """
    d = context.derivation
    shared = tuple(name for name in lemma.names if name in here.names)
    if not shared and _says_at_once(lemma.theorem.conclusion):
        return lemma.theorem, lemma.origin
    set_here = tuple((v, size) for v, size in here.sizes.items() if v.data[0] in shared)  # type: ignore[index]
    instance = _instance(lemma.theorem, lemma.origin, lemma.names, shared, set_here)
    instance = _under(instance, _how_many(instance.opened.conclusion, here.assumed))
    d.adopt(instance.derivation)
    theorem = without_premises(context, instance.opened)
    if theorem is instance.opened:
        return instance.general, instance.derivation
    for v in reversed(instance.others):
        theorem = d.forall_intro(theorem, v)
    return theorem, None


def as_it_stood(lemma: Known, here: Here) -> Theorem | None:
    """The lemma at the same names without making it general first; None where a symbol or a premise is missing here.

    It is for a step of the proof at hand alone: a theorem that stands below a lemma may stand below others too, and
    would not tell which claim was used.
    """
    opened = lemma.opened
    if opened is None or not set(lemma.names) <= set(here.names) or not opened.premises <= here.assumed:
        return None
    return None if any(size.data[0] in lemma.names for size in here.sizes) else opened.theorem  # type: ignore[index]


def _says_at_once(formula: Term) -> bool:
    """Whether no premise stands behind its quantifiers."""
    while formula.op == "forall":
        formula = formula.args[0]
    return formula.op != "implies"


@dataclass(frozen=True, eq=False)
class _Instance:
    """A lemma at some variables: with its other symbols opened, and general in them."""

    derivation: Derivation
    others: tuple[Term, ...]
    opened: Theorem
    general: Theorem


@functools.lru_cache(maxsize=INSTANCES)
def _instance(
    lemma: Theorem,
    origin: Derivation,
    names: tuple[str, ...],
    shared: tuple[str, ...],
    sizes: tuple[tuple[Term, Term], ...],
) -> _Instance:
    """The lemma at the variables of the shared names, or the literals that they are set to."""
    with unmetered():
        d, theorem, values = Derivation(), lemma, dict(sizes)
        d.adopt(origin)
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


@functools.lru_cache(maxsize=INSTANCES)
def _under(instance: _Instance, count: int) -> _Instance:
    """The instance without its first premises, which are assumed."""
    if not count:
        return instance
    with unmetered():
        d, theorem = Derivation(), instance.opened
        d.adopt(instance.derivation)
        for _ in range(count):
            theorem = d.implies_elim(theorem, d.assume(theorem.conclusion.args[0]))
        opened = theorem
        for v in reversed(instance.others):
            theorem = d.forall_intro(theorem, v)
    return _Instance(d, instance.others, opened, theorem)


def _how_many(formula: Term, assumed: frozenset[Term]) -> int:
    """How many of its first premises are assumed."""
    count = 0
    while formula.op == "implies" and formula.args[0] in assumed:
        count, formula = count + 1, formula.args[1]
    return count


def _holds_plainly(formula: Term) -> bool:
    return formula.op == "eq" and formula.args[0] is formula.args[1]
