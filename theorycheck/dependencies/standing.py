"""Standing: a claim's own verdict, weakened by what it uses and by what that uses in turn.

The weakest link decides. Trust is united. Reach is intersected: a limit on a variable of one claim and a limit on a
variable of another are not comparable, even under one name, so the intersection is written as all limits together, each
labelled with the claim whose variable it is about.  A refutation keeps its word, whatever it names, and says what it
does not show.

Every edge counts, dashed ones too: a certificate sees what it is derived from, but not what its author replaced while
writing the formula down (a closed form for an expectation, say), and `uses` is where that is declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from theorycheck.decision import BASE_TRUST
from theorycheck.dependencies.node import Node
from theorycheck.verdicts import AGAINST, Verdict

UNSUPPORTED = "unsupported"


@dataclass(frozen=True)
class Standing:
    """How a claim stands: a verdict's word or `unsupported`, why, and what is believed and left out on the way."""

    word: str
    reason: str
    trust: tuple[str, ...] = ()
    reach: tuple[tuple[str, str], ...] = ()  # (claim, limit on a variable of that claim)


def weakened(own: Verdict, premises: Iterable[str]) -> str:
    """A verdict weakened by the standings of its premises: a word, since `unsupported` is no verdict.

    A premise that is refuted, empty or unsupported leaves the claim unsupported, which is not to say false; one that is
    merely assumed, surviving or unknown makes a derivation conditional; one of limited reach limits it. What speaks
    against the claim itself needs no premises.
    """
    weakest = min(map(_rank, premises), default=Verdict.PROVED.rank)
    if own.rank <= Verdict.VACUOUS.rank:
        return own.value
    if weakest <= Verdict.VACUOUS.rank:
        return UNSUPPORTED
    if not own.supports or weakest >= own.rank:
        return own.value
    return Verdict.CERTIFIED.value if weakest == Verdict.CERTIFIED.rank else Verdict.CONDITIONAL.value


def standings(graph: nx.DiGraph) -> dict[str, Standing]:
    """How each claim of the graph stands, premises first."""
    found: dict[str, Standing] = {}
    for name in nx.lexicographical_topological_sort(graph):
        node: Node = graph.nodes[name]["node"]
        premises = {premise: found[premise] for premise in sorted(graph.predecessors(name))}
        unused = {premise for premise in premises if not graph.edges[premise, name]["used"]}
        word = weakened(node.verdict, (standing.word for standing in premises.values()))
        reason = _reason(node.verdict, word, premises, unused)
        inherited = premises if node.verdict.supports else {}
        found[name] = Standing(word, reason, _united(node, inherited), _limits(node, inherited))
    return found


def _rank(word: str) -> int:
    """An unsupported premise supports nothing, exactly like a refuted one."""
    return (Verdict.REFUTED if word == UNSUPPORTED else Verdict(word)).rank


def _reason(own: Verdict, word: str, premises: Mapping[str, Standing], unused: set[str]) -> str:
    if own in AGAINST and word == own.value and unused:
        told = ", ".join(f"{name} ({premises[name].word})" for name in sorted(unused))
        return f"its own verdict, on the formula as it is written: {told}, which no certificate uses, is no part of it"
    if word == own.value:
        heeded = premises and own.rank > Verdict.VACUOUS.rank
        return "its own verdict" + (": nothing that it uses weakens it" if heeded else "")
    limit = Verdict.VACUOUS.rank if word == UNSUPPORTED else own.rank - 1
    weak = [
        f"{name} ({standing.word}{', which no certificate uses' if name in unused else ''})"
        for name, standing in premises.items()
        if _rank(standing.word) <= limit
    ]
    return f"it uses {', '.join(weak)}" + ("; that does not make it false" if word == UNSUPPORTED else "")


def _united(node: Node, premises: Mapping[str, Standing]) -> tuple[str, ...]:
    """All that is believed; a premise without a derivation or a citation is believed under its own id."""
    labels = set(node.trust)
    for name, standing in premises.items():
        labels |= set(standing.trust)
        if standing.word not in _ACCOUNTED:
            labels.add(f"unproved:{name}")
    base = [label for label in BASE_TRUST if label in labels]
    return (*base, *sorted(labels - set(BASE_TRUST)))


# what a premise of such a standing believes stands in its own trust
_ACCOUNTED = {v.value for v in (Verdict.PROVED, Verdict.CERTIFIED, Verdict.CONDITIONAL, Verdict.CITED)}


def _limits(node: Node, premises: Mapping[str, Standing]) -> tuple[tuple[str, str], ...]:
    own = [(node.id, limit) for limit in node.reach]
    return tuple(dict.fromkeys((*own, *(limit for standing in premises.values() for limit in standing.reach))))
