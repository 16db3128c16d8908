"""No standing is stronger than its weakest link, and each says which link that is."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import networkx as nx
import pytest

from theorycheck.dependencies.graph import claim_graph
from theorycheck.dependencies.standing import UNSUPPORTED, standings, weakened
from theorycheck.verdicts import Verdict

from .conftest import node_of

Drawn = Callable[[str], nx.DiGraph]


@pytest.mark.parametrize(
    ("own", "premises", "expected"),
    [
        ("PROVED", [], "PROVED"),
        ("PROVED", ["PROVED"], "PROVED"),
        ("PROVED", ["CITED"], "CONDITIONAL"),
        ("PROVED", ["CONDITIONAL"], "CONDITIONAL"),
        ("PROVED", ["SURVIVED"], "CONDITIONAL"),
        ("PROVED", ["OPEN"], "CONDITIONAL"),
        ("PROVED", ["CERTIFIED"], "CERTIFIED"),
        ("PROVED", ["CERTIFIED", "STALE"], "CONDITIONAL"),
        ("CERTIFIED", ["CONDITIONAL"], "CONDITIONAL"),
        ("CONDITIONAL", ["CERTIFIED"], "CONDITIONAL"),
        ("PROVED", ["PROVED", "REFUTED"], "unsupported"),
        ("PROVED", ["unsupported"], "unsupported"),
        ("PROVED", ["VACUOUS"], "unsupported"),
        ("SURVIVED", ["CITED"], "SURVIVED"),
        ("SURVIVED", ["REFUTED"], "unsupported"),
        ("OPEN", ["unsupported"], "unsupported"),
        ("REFUTED", ["REFUTED"], "REFUTED"),
        ("VACUOUS", ["REFUTED"], "VACUOUS"),
    ],
)
def test_standing_by_example(own: str, premises: list[str], expected: str) -> None:
    assert weakened(Verdict(own), premises) == expected


def test_a_standing_is_never_stronger_than_the_verdict_nor_than_a_premise() -> None:
    words = [verdict.value for verdict in Verdict] + [UNSUPPORTED]
    for own, premise in itertools.product(Verdict, words):
        word = weakened(own, [premise])
        assert word == UNSUPPORTED or Verdict(word).rank <= own.rank
        if own.supports and word == Verdict.PROVED.value:
            assert premise == Verdict.PROVED.value
        if word == UNSUPPORTED:
            assert premise == UNSUPPORTED or Verdict(premise).rank <= Verdict.VACUOUS.rank


def test_a_refuted_premise_in_a_chain_of_three(drawn: Drawn) -> None:
    """What rests on it is unsupported, at any distance, which is not to say false; what is beside is not touched."""
    found = standings(drawn("a: REFUTED\nb: CONDITIONAL <- a\nc: PROVED <- b\nd: PROVED"))
    assert {name: standing.word for name, standing in found.items()} == {
        "a": "REFUTED",
        "b": "unsupported",
        "c": "unsupported",
        "d": "PROVED",
    }
    assert found["b"].reason == "it uses a (REFUTED); that does not make it false"
    assert found["c"].reason == "it uses b (unsupported); that does not make it false"
    assert found["a"].reason == found["d"].reason == "its own verdict"
    refuted = standings(drawn("a: PROVED\nb: REFUTED <- a"))["b"]
    assert refuted.reason == "its own verdict"


def test_one_assumed_ancestor_makes_everything_above_it_conditional(drawn: Drawn) -> None:
    found = standings(drawn("law: CITED\na: CONDITIONAL <- law\nb: PROVED <- a, c\nc: PROVED"))
    assert [found[name].word for name in ("a", "b", "c")] == ["CONDITIONAL", "CONDITIONAL", "PROVED"]
    assert found["b"].reason == "it uses a (CONDITIONAL)"
    assert found["a"].reason == "its own verdict: nothing that it uses weakens it"


def test_a_declared_use_counts_even_where_no_certificate_shows_it(drawn: Drawn) -> None:
    found = standings(drawn("a: REFUTED\nb: PROVED <- a?"))
    assert found["b"].word == "unsupported"
    assert found["b"].reason == "it uses a (REFUTED, which no certificate uses); that does not make it false"


def test_trust_is_united_and_what_is_believed_without_a_proof_is_named() -> None:
    base = ("kernel", "definitions")
    graph = claim_graph(
        [
            node_of("law: CITED", trust=(*base, "cited:law#1")),
            node_of("guess: SURVIVED"),
            node_of("a: CONDITIONAL <- law", trust=(*base, "cited:law#1")),
            node_of("b: CONDITIONAL <- oracle", trust=(*base, "oracle:z3#2")),
            node_of("oracle: PROVED", trust=base),
            node_of("c: PROVED <- a, b, guess?", trust=base),
        ]
    )
    found = standings(graph)
    assert found["c"].trust == (*base, "cited:law#1", "oracle:z3#2", "unproved:guess")
    assert found["oracle"].trust == base and found["guess"].trust == ()


def test_limits_of_different_claims_are_kept_apart() -> None:
    """An x of one claim is not the x of another: nothing is compared, everything is listed with its claim."""
    graph = claim_graph(
        [
            node_of("a: CERTIFIED", reach=("(0 ≤ x)", "(x ≤ 3)")),
            node_of("b: CERTIFIED <- a", reach=("(0 ≤ x)",)),
            node_of("c: PROVED <- b, a"),
        ]
    )
    found = standings(graph)
    assert found["c"].word == "CERTIFIED"
    assert found["c"].reach == (("a", "(0 ≤ x)"), ("a", "(x ≤ 3)"), ("b", "(0 ≤ x)"))
    assert found["b"].reach == (("b", "(0 ≤ x)"), ("a", "(0 ≤ x)"), ("a", "(x ≤ 3)"))


def test_what_is_not_derived_inherits_no_limits() -> None:
    graph = claim_graph([node_of("a: CERTIFIED", reach=("(0 ≤ x)",)), node_of("b: SURVIVED <- a?")])
    assert standings(graph)["b"].reach == ()


def test_a_refutation_keeps_its_word_and_says_what_it_does_not_show(drawn: Callable[[str], nx.DiGraph]) -> None:
    found = standings(drawn("a: PROVED\nb: REFUTED <- a?\nc: REFUTED"))
    assert found["b"].word == found["c"].word == "REFUTED"
    assert found["b"].reason.endswith("as it is written: a (PROVED), which no certificate uses, is no part of it")
    assert found["c"].reason == "its own verdict"
