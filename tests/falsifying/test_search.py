"""The search: refutes what is false from any seed with an empty ledger, never what is true, and counts honestly."""
from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction as F

import pytest
from statements import FALSE, TRUE, L, homogeneous, x, y

from theorycheck.errors import NotNumeric
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.exact import Decision, Judge
from theorycheck.falsifying.point import from_witness
from theorycheck.falsifying.search import search
from theorycheck.falsifying.space import StatementSpace
from theorycheck.kernel import terms
from theorycheck.kernel.replay import parse, replay
from theorycheck.statement.binders import forall
from theorycheck.statement.relations import eq, le, lt
from theorycheck.statement.sorts import REAL
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import function, real
from theorycheck.statement.vocabulary.elementwise import exp

SECONDS = 10.0
MISFITS = [
    {"nonsense": 2},
    {"K": -1, "N": 1, "d": [], "W": [], "a": [], "X": []},
    {"K": 1, "N": 1, "d": [1], "W": [[[1]]], "a": [1], "X": [[1]]},
    {"K": 1, "N": 1, "d": [1, 1], "W": [[[float("nan")]]], "a": [1], "X": [[1]]},
    {"K": 1, "N": 1, "d": [1, 1], "W": [[[float("inf")]]], "a": [1], "X": [[1]]},
]


@dataclass(frozen=True)
class Overrides:
    """A domain as a claim file declares one."""

    scales: tuple[F, ...] | None = None
    sizes: dict | None = None
    dtype: str = "float64"


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("name", FALSE)
def test_false_neighbours_fall_within_seconds(name: str, seed: int) -> None:
    statement = FALSE[name]()
    result = search(statement, None, Budget(seconds=SECONDS), seed)
    assert result.refutation is not None and result.statistics.seconds < SECONDS
    replayed = replay(parse(json.dumps(result.refutation.certificate.document())))
    assert replayed.theorem.conclusion is terms.negate(statement.formula())
    space = StatementSpace(statement, seed)
    found = from_witness(result.refutation.witness, space)
    assert Judge(statement, space.layout).decide(found) is Decision.REFUTES


@pytest.mark.parametrize("name", TRUE)
def test_truths_survive(name: str) -> None:
    result = search(TRUE[name](), None, Budget(examples=3000), seed=0)
    assert result.refutation is None and result.model_found
    evidence = result.statistics.evidence
    assert evidence.draws > 0 and evidence.violations == 0


@pytest.mark.parametrize("scale", [F(1, 10**10), F(10**9)])
def test_homogeneity_survives_extreme_scales_in_single_precision(scale: F) -> None:
    domain = Overrides(scales=(scale,), sizes={"K": (1, 3)}, dtype="float32")
    result = search(homogeneous(), domain, Budget(examples=4000), seed=3)
    assert result.refutation is None and result.statistics.dtype == "float32"


def test_examples_alone_make_a_run_a_function_of_its_seed() -> None:
    def run(seed: int) -> tuple:
        found = search(TRUE["homogeneous"](), None, Budget(examples=2500), seed).statistics
        return found.draws, found.undecided, found.evidence, found.closest, found.exact_checks

    assert run(4) == run(4) != run(5)
    assert sum(run(4)[0].values()) == 2500


def test_the_same_seed_finds_the_same_witness() -> None:
    first, second = (search(FALSE["rare-region"](), None, Budget(examples=50_000), 7).refutation for _ in range(2))
    assert first is not None and second is not None
    assert (first.witness, first.index, first.lane) == (second.witness, second.index, second.lane)


def test_a_counterexample_comes_back_as_it_was_met_where_the_smallest_is_not_wanted() -> None:
    statement = Statement([lt(5, x)], le(x * x + y, 7))
    small, met = (search(statement, budget=Budget(examples=500), smallest=smallest) for smallest in (True, False))
    assert small.refutation is not None and met.refutation is not None
    assert small.refutation.witness != met.refutation.witness
    assert (small.refutation.lane, small.refutation.index) == (met.refutation.lane, met.refutation.index)
    assert met.refutation.worst is None and small.refutation.worst is not None
    replayed = replay(parse(json.dumps(met.refutation.certificate.document())))
    assert replayed.theorem.conclusion is terms.negate(statement.formula())


def test_portable_backend_draws_and_refutes_the_same() -> None:
    found = [search(FALSE["tanh"](), None, Budget(examples=2000), 1, backend) for backend in ("numpy", "portable")]
    assert found[0].refutation is not None and found[1].refutation is not None
    assert found[0].refutation.witness == found[1].refutation.witness


def test_a_stored_witness_is_replayed_first() -> None:
    stored = search(FALSE["tanh"](), None, Budget(seconds=SECONDS), 0).refutation
    assert stored is not None
    again = search(FALSE["tanh"](), None, Budget(examples=0), 0, stored=[stored.witness])
    assert again.refutation is not None and again.refutation.lane == "stored"


def test_a_stored_witness_that_does_not_fit_is_passed_over() -> None:
    result = search(TRUE["homogeneous"](), None, Budget(examples=0), 0, stored=MISFITS)
    assert result.refutation is None and len(result.statistics.notes) == 1


def test_contradictory_hypotheses_have_no_model() -> None:
    statement = Statement([le(x, 0), lt(0, x)], eq(x, x + 1))
    result = search(statement, None, Budget(examples=2000), 0)
    assert result.refutation is None and not result.model_found
    naturals = Statement([le(L + 1, L)], eq(L, L + 1))
    assert not search(naturals, None, Budget(examples=500), 0).model_found


def test_overflow_and_nan_never_refute() -> None:
    statement = Statement([], le(0, exp(exp(exp(x**2)))))
    result = search(statement, None, Budget(examples=3000), 0)
    assert result.refutation is None


def test_undecided_draws_are_counted() -> None:
    result = search(TRUE["homogeneous"](), None, Budget(examples=4000), 0)
    assert result.statistics.total_undecided > 0


def test_what_numbers_cannot_decide_is_refused() -> None:
    f = function("f", REAL, REAL)
    with pytest.raises(NotNumeric, match="f"):
        search(Statement([], le(f(x), f(y))), None, Budget(examples=100), 0)
    with pytest.raises(NotNumeric, match="infinitely many"):
        search(Statement([], forall(REAL, lambda t: le(x, t))), None, Budget(examples=100), 0)


def test_progress_is_called_and_nothing_is_printed(capsys: pytest.CaptureFixture) -> None:
    seen = []
    search(TRUE["absolute-even"](), None, Budget(examples=2000), 0, watch=seen.append)
    assert [one.networks for one in seen] == sorted(one.networks for one in seen)
    assert seen[-1].networks == 2000 and seen[-1].left == 0 < seen[0].left and seen[-1].closest is not None
    assert capsys.readouterr() == ("", "")


def test_sizes_of_the_domain_are_kept() -> None:
    result = search(homogeneous(), Overrides(sizes={"K": (2, 2), "N": (1, 1), "d": (3, 3)}), Budget(examples=600), 0)
    assert result.statistics.closest is not None
    assert result.statistics.closest.sizes == {"N": 1, "K": 2, "d": [3, 3, 3]} or (
        result.statistics.closest.sizes == {"K": 2, "N": 1, "d": [3, 3, 3]}
    )


def test_a_solved_symbol_is_exact_in_the_witness() -> None:
    z = real("z")
    statement = Statement([eq(7 * z, x)], le(z, 100))
    result = search(statement, Overrides(scales=(F(10**4),)), Budget(seconds=SECONDS), 0)
    assert result.refutation is not None
    assert 7 * result.refutation.witness["z"] == result.refutation.witness["x"]
