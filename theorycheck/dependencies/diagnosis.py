"""Who is to blame for a refutation: Reiter's diagnosis from first principles (Artificial Intelligence 32, 1987).

A refuted claim that a certificate derives from others is a conflict: the claims below it that nothing derives cannot
all be true. A refuted claim that is derived from nothing is to blame alone. To explain all conflicts at once one has to
give up at least one suspect of each; a *minimal blame set* is a choice none of whose members can be spared.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import networkx as nx

MOST = 50  # so many blame sets of a claim are told; their number can grow exponentially


@dataclass(frozen=True)
class Blame:
    """Minimal blame sets, the shortest first; all of them, or the first that were found."""

    sets: tuple[tuple[str, ...], ...] = ()
    complete: bool = True


def conflicts(graph: nx.DiGraph) -> dict[str, frozenset[str]]:
    """For each claim that something speaks against: the suspects, which cannot all be true."""
    return {name: _suspects(graph, name) for name, data in graph.nodes.items() if data["node"].verdict.rank < 0}


def blame(graph: nx.DiGraph, name: str) -> Blame:
    """The minimal blame sets of the conflicts in the claim itself and in everything it rests on."""
    concerned = nx.ancestors(graph, name) | {name}
    suspects = {frozenset(found) for refuted, found in conflicts(graph).items() if refuted in concerned}
    if not suspects:
        return Blame()
    found = list(itertools.islice(minimal_hitting_sets(suspects), MOST + 1))
    told = sorted((tuple(sorted(one)) for one in found[:MOST]), key=lambda one: (len(one), one))
    return Blame(tuple(told), complete=len(found) <= MOST)


def minimal_hitting_sets(sets: Collection[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Every set that meets each of `sets` and of which no member can be left out, each once.

    Branches on the members of a set that is not met yet. A member is needed while it is the only one to meet some set;
    what is added later can end that, never begin it, so that a branch with a member that is not needed is given up.
    """
    ordered = sorted(map(sorted, sets))

    def grow(chosen: frozenset[str], excluded: frozenset[str]) -> Iterator[frozenset[str]]:
        open_set = next((one for one in ordered if chosen.isdisjoint(one)), None)
        if open_set is None:
            yield chosen
            return
        for member in open_set:
            larger = chosen | {member}
            needed = {next(iter(hit)) for one in ordered if len(hit := larger.intersection(one)) == 1}
            if member not in excluded and needed == larger:
                yield from grow(larger, excluded)
            excluded |= {member}

    return grow(frozenset(), frozenset())


def _suspects(graph: nx.DiGraph, refuted: str) -> frozenset[str]:
    """What the refuted claim's certificate rests on and nothing derives; the claim itself if there is no such thing."""
    found, seen = set(), {refuted}
    waiting = _used_by(graph, refuted)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if graph.nodes[name]["node"].derived:
            waiting += _used_by(graph, name)
        else:
            found.add(name)
    return frozenset(found or {refuted})


def _used_by(graph: nx.DiGraph, name: str) -> list[str]:
    """The premises that the claim's certificate is derived from."""
    return [premise for premise, _, used in graph.in_edges(name, data="used") if used]
