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


def at_same_names(context: Context, lemma: Known, names: tuple[str, ...], sizes: Mapping[Term, Term]) -> Theorem:
    """The lemma at the statement's variables of the same names, its premises discharged where they are facts.

    Its other symbols stay general.  sizes: those that are set to a literal, here and in the lemma.
    """
    d = context.derivation
    shared = tuple(name for name in lemma.names if name in names)
    if not shared and _says_at_once(lemma.theorem.conclusion):
        return lemma.theorem
    set_here = tuple((v, size) for v, size in sizes.items() if v.data[0] in shared)  # type: ignore[index]
    instance = _instance(lemma.theorem, lemma.origin, lemma.names, shared, set_here)
    d.adopt(instance.derivation)
    theorem = without_premises(context, instance.opened)
    if theorem is instance.opened:
        return instance.general
    for v in reversed(instance.others):
        theorem = d.forall_intro(theorem, v)
    return theorem


def as_it_stood(context: Context, lemma: Known, names: tuple[str, ...], sizes: Mapping[Term, Term]) -> Theorem | None:
    """The lemma at the same names without making it general first; None where a symbol or a premise is missing here.

    It is for a step of the proof at hand alone: a theorem that stands below a lemma may stand below others too, and
    would not tell which claim was used.
    """
    opened = lemma.opened
    if opened is None or not set(lemma.names) <= set(names):
        return None
    if any(size.data[0] in lemma.names for size in sizes):  # type: ignore[index]
        return None
    assumed = frozenset[Term]().union(*(fact.hypotheses for fact in context.facts))
    return opened.theorem if opened.premises <= assumed else None


def _says_at_once(formula: Term) -> bool:
    """Whether no premise stands behind its quantifiers."""
    while formula.op == "forall":
        formula = formula.args[0]
    return formula.op != "implies"


@dataclass(frozen=True)
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


def _holds_plainly(formula: Term) -> bool:
    return formula.op == "eq" and formula.args[0] is formula.args[1]
