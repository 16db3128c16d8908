"""Blame sets are what one expects by hand, and the minimal hitting sets that brute force finds."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import networkx as nx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from theorycheck.dependencies.diagnosis import MOST, Blame, blame, conflicts, minimal_hitting_sets
from theorycheck.dependencies.graph import claim_graph
from theorycheck.dependencies.node import Node
from theorycheck.verdicts import Verdict

Drawn = Callable[[str], nx.DiGraph]
EVERY_FIELD = settings(
    max_examples=400,
    deadline=None,
    database=None,
    derandomize=True,
    print_blob=False,
    stateful_step_count=1,
    suppress_health_check=[HealthCheck.too_slow],
)


# ---- by hand


def test_a_refuted_claim_that_rests_on_nothing_is_to_blame_itself(drawn: Drawn) -> None:
    graph = drawn("a: REFUTED\nb: PROVED <- a?\nc: PROVED <- b")
    assert blame(graph, "b") == blame(graph, "c") == Blame((("a",),))


def test_where_a_derived_claim_is_refuted_one_of_its_assumptions_is_false(drawn: Drawn) -> None:
    graph = drawn("a: CITED\nb: CITED\nc: REFUTED <- a, b\nd: PROVED <- c?")
    assert conflicts(graph) == {"c": {"a", "b"}}
    assert blame(graph, "d").sets == blame(graph, "c").sets == (("a",), ("b",))


def test_an_assumption_common_to_two_refutations_explains_both(drawn: Drawn) -> None:
    """Either the common one is false, or one more on each side."""
    graph = drawn("a: CITED\nb: CITED\nc: CITED\nd: REFUTED <- a, b\ne: REFUTED <- b, c\nf: OPEN <- d?, e?")
    assert blame(graph, "f").sets == (("b",), ("a", "c"))
    assert blame(graph, "d").sets == (("a",), ("b",))


def test_suspicion_goes_through_what_is_derived_to_what_is_not(drawn: Drawn) -> None:
    """proved stands between, and rests on nothing; guess is what lemma was derived from."""
    below = "guess: CITED\nproved: PROVED\nlemma: CONDITIONAL <- guess\n"
    graph = drawn(below + "theorem: REFUTED <- lemma, proved\nuser: OPEN <- theorem?")
    assert conflicts(graph) == {"theorem": {"guess"}}
    assert blame(graph, "user").sets == (("guess",),)


def test_what_is_declared_and_not_used_is_no_suspect(drawn: Drawn) -> None:
    graph = drawn("a: CITED\nb: CITED\nc: REFUTED <- a, b?")
    assert conflicts(graph) == {"c": {"a"}}


def test_a_refuted_claim_below_a_refuted_claim(drawn: Drawn) -> None:
    """An assumption that is itself refuted explains what was derived from it."""
    graph = drawn("a: REFUTED\nb: CITED\nc: REFUTED <- a, b\nd: OPEN <- c?")
    assert conflicts(graph) == {"a": {"a"}, "c": {"a", "b"}}
    assert blame(graph, "d").sets == (("a",),)


def test_where_nothing_is_refuted_nobody_is_to_blame(drawn: Drawn) -> None:
    graph = drawn("a: VACUOUS\nb: PROVED <- a\nz: REFUTED")
    assert blame(graph, "b") == Blame()


def test_of_very_many_blame_sets_the_first_are_told(drawn: Drawn) -> None:
    """Thirty refutations with three suspects each have 3^30 minimal blame sets."""
    rows = [f"s{i}{j}: CITED" for i in range(30) for j in range(3)]
    rows += [f"r{i}: REFUTED <- s{i}0, s{i}1, s{i}2" for i in range(30)]
    graph = drawn("\n".join([*rows, "top: OPEN <- " + ", ".join(f"r{i}?" for i in range(30))]))
    found = blame(graph, "top")
    assert len(found.sets) == MOST and not found.complete
    assert all(len(one) == 30 for one in found.sets)


# ---- against brute force


def brute_force(sets: list[frozenset[str]]) -> set[frozenset[str]]:
    members = sorted(frozenset().union(*sets))
    hitting = [
        frozenset(chosen)
        for size in range(len(members) + 1)
        for chosen in itertools.combinations(members, size)
        if all(not one.isdisjoint(chosen) for one in sets)
    ]
    return {one for one in hitting if not any(other < one for other in hitting)}


@EVERY_FIELD
@given(st.lists(st.frozensets(st.sampled_from("abcdefgh"), min_size=1), max_size=8))
def test_minimal_hitting_sets_are_those_of_brute_force(sets: list[frozenset[str]]) -> None:
    found = list(minimal_hitting_sets(sets))
    assert set(found) == brute_force(sets) and len(found) == len(set(found))


@st.composite
def graphs(draw: Any) -> nx.DiGraph:
    """Up to 8 claims; each may use earlier ones, and its certificate some of those."""
    nodes = []
    for i in range(draw(st.integers(1, 8))):
        earlier = [node.id for node in nodes]
        uses = draw(st.lists(st.sampled_from(earlier), unique=True)) if earlier else []
        used = [name for name in uses if draw(st.booleans())]
        verdict = draw(st.sampled_from([*Verdict, Verdict.REFUTED, Verdict.REFUTED, Verdict.CITED]))
        nodes.append(Node(f"n{i}", verdict=verdict, uses=tuple(uses), used=tuple(used)))
    return claim_graph(nodes)


def unproved(nodes: dict[str, Node], name: str) -> frozenset[str]:
    """The definition, word for word: everything it rests on that has no derivation of its own."""
    below: set[str] = set()
    for premise in nodes[name].used:
        node = nodes[premise]
        derived = node.verdict in (Verdict.PROVED, Verdict.CERTIFIED, Verdict.CONDITIONAL) or node.used
        below |= unproved(nodes, premise) if derived else {premise}
    return frozenset(below)


def rests_on(nodes: dict[str, Node], name: str) -> set[str]:
    return {name}.union(*(rests_on(nodes, premise) for premise in nodes[name].uses))


@EVERY_FIELD
@given(graphs())
def test_the_blame_sets_of_a_graph_are_those_of_brute_force(graph: nx.DiGraph) -> None:
    nodes = {name: data["node"] for name, data in graph.nodes.items()}
    for name in nodes:
        against = [other for other in rests_on(nodes, name) if nodes[other].verdict.rank < 0]
        expected = (
            brute_force([unproved(nodes, other) or frozenset({other}) for other in against]) if against else set()
        )
        found = blame(graph, name)
        assert found.complete and {frozenset(one) for one in found.sets} == expected
