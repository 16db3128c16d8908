"""The declared law: draws are independent of how they are batched, and only they enter a bound."""
from __future__ import annotations

from collections import Counter

from statements import FALSE, TRUE

from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.search import Search, search


def run(name: str, seed: int = 0) -> Search:
    return Search(TRUE[name](), None, Budget(examples=10), seed, "numpy", None)


def test_each_network_draws_its_own_sizes() -> None:
    feed = run("homogeneous").feed
    law = feed.law
    whole = law.buckets(0, 0, 512, feed.program)
    parts = [bucket for start in range(0, 512, 64) for bucket in law.buckets(0, start, 64, feed.program)]

    def assigned(buckets) -> dict[int, str]:
        return {index: str(bucket.sizes) for bucket in buckets for index in bucket.indices}

    assert assigned(whole) == assigned(parts) and sorted(assigned(whole)) == list(range(512))
    counts = Counter(assigned(whole).values())
    assert len(counts) == len(law.sizes()) and min(counts.values()) > 512 / len(counts) / 2


def test_the_law_depends_on_the_statement_alone() -> None:
    assert run("homogeneous", 1).feed.law.sizes() == run("homogeneous", 2).feed.law.sizes()
    assert "normal" in run("homogeneous").statistics.law


def test_only_declared_draws_enter_the_bound() -> None:
    statistics = search(TRUE["homogeneous"](), None, Budget(examples=3000), 0).statistics
    assert statistics.evidence.draws == statistics.satisfied["declared"] < statistics.total_draws
    assert statistics.evidence.anytime_upper() < 0.05


def test_draws_that_violate_are_counted_as_such() -> None:
    statistics = search(FALSE["tanh"](), None, Budget(examples=1), 0).statistics
    assert statistics.evidence.draws == 0
