"""Probability claims under test: what is rejected, what is not, and how runs add up."""

from __future__ import annotations

import math

import pytest

from theorycheck.errors import NotNumeric
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.chance.evalues import ALPHA
from theorycheck.falsifying.chance.process import EProcess, run
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.binders import summation
from theorycheck.statement.domain import Domain
from theorycheck.statement.laws import bernoulli, gaussian, signs, uniform
from theorycheck.statement.node import Node
from theorycheck.statement.nodes import Pi
from theorycheck.statement.probability import probability
from theorycheck.statement.relations import and_, eq, ge, gt, implies, le, lt, ne, not_, or_
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import dims, matrix, positive, real, vector
from theorycheck.statement.vocabulary.elementwise import absolute, exp, sqrt
from theorycheck.statement.vocabulary.linear_algebra import inner, squared_norm

x, y, c = real("x y c")
m, d = dims("m d")
M, v, s = matrix("M", m, d), vector("v", d), vector("s", d)
eps = real("eps", positive)
half = rational("1/2")
AT = Domain(instances=[{"m": 40, "d": 3, "v": [1, 2, "1/3"], "eps": "1/2"}])


def claim(relation: Node, *given: Node) -> Statement:
    return Statement(given, relation)


def positive_part(bound: object = half) -> Statement:
    """P(x > 0) <= 1/2: true, and nothing less is."""
    return claim(le(probability(lt(0, x), of={x: gaussian}), bound))


def concentration(constant: str) -> Statement:
    """A random layer keeps a squared norm up to a factor, but for an exponentially small probability."""
    missed = lt(eps * squared_norm(v), absolute(squared_norm(M @ v) / m - squared_norm(v)))
    bound = 2 * exp(-rational(constant) * m * eps**2)
    return claim(le(probability(missed, of={M: gaussian}), bound), lt(eps, 1), le(1, m), lt(0, squared_norm(v)))


def drawn(statement: Statement, examples: int = 4000, seed: int = 1, domain: Domain | None = None, **more) -> EProcess:
    return run(statement, domain, Budget(examples=examples), seed, **more)


def only(process: EProcess) -> tuple[int, int, int]:
    (text,) = process.instances
    return process.total(text)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_constant_that_is_too_strong_is_rejected_after_few_networks(seed: int) -> None:
    process = drawn(concentration("2"), seed=seed, domain=AT)
    assert process.rejected and only(process)[0] <= 256


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_constant_of_the_books_is_not(seed: int) -> None:
    process = drawn(concentration("1/8"), seed=seed, domain=AT)
    assert not process.rejected and only(process)[0] == 4000


def test_a_true_claim_at_its_boundary_is_rejected_from_few_of_500_seeds() -> None:
    """P(x > 0) is 1/2 exactly, looked at after each block; at the default level it never happens."""
    wrong = [drawn(positive_part(), 300, seed, alpha=0.05).rejected for seed in range(500)]
    assert sum(wrong) <= 0.05 * 500 + 3 * math.sqrt(500 * 0.05 * 0.95)
    assert not any(drawn(positive_part(), 300, seed).rejected for seed in range(50))


def test_that_check_can_fail() -> None:
    """The same runs against a bound that is wrong by a little are rejected more often than that."""
    wrong = [drawn(positive_part(rational("2/5")), 300, seed, alpha=0.05).rejected for seed in range(60)]
    assert sum(wrong) > 0.05 * 60 + 3 * math.sqrt(60 * 0.05 * 0.95)


@pytest.mark.parametrize(
    ("relation", "rejected"),
    [
        (ge(probability(lt(0, x), of={x: gaussian}), half), False),
        (ge(probability(lt(0, x), of={x: gaussian}), rational("3/5")), True),
        (lt(probability(lt(0, x), of={x: gaussian}), rational("2/5")), True),
        (gt(probability(lt(0, x), of={x: gaussian}), rational("2/5")), False),
        (eq(probability(lt(0, x), of={x: gaussian}), half), False),
        (eq(probability(lt(0, x), of={x: gaussian}), rational("2/5")), True),
        (eq(probability(lt(0, x), of={x: gaussian}), rational("3/5")), True),
        (eq(probability(le(x**2 + y**2, 1), of={x: uniform, y: uniform}), Pi() / 4), False),
        (eq(probability(le(x**2 + y**2, 1), of={x: uniform, y: uniform}), rational("7/10")), True),
        (le(probability(le(x, 0), of={x: gaussian}), 2), False),
        (le(probability(le(x, 0), of={x: gaussian}), 0), True),
    ],
)
def test_each_side_of_a_bound(relation: Node, rejected: bool) -> None:
    assert drawn(claim(relation), 6000).rejected is rejected


def test_connectives_quantifiers_and_finite_laws_in_an_event() -> None:
    """The mean of twenty signs: more outcomes than are worked out, and still decided exactly, ties included."""
    z = vector("z", 20)
    total = summation(20, lambda i: z[i])
    for event, true, false in (
        (le(0, total), "3/5", "1/2"),  # 0.588: a tie counts
        (lt(0, total), "1/2", "1/3"),  # 0.412
        (or_(lt(total, 0), not_(le(total, 0))), "5/6", "3/4"),  # 0.824
        (and_(le(0, total), ne(total, 0)), "1/2", "1/3"),
        (implies(le(0, total), eq(total, 0)), "3/5", "1/2"),  # 0.588
    ):
        process = drawn(claim(le(probability(event, of={z: signs}), rational(true))))
        assert not process.rejected and only(process)[0] == sum(only(process)[1:])
        assert drawn(claim(le(probability(event, of={z: signs}), rational(false)))).rejected


def test_what_cannot_be_decided_speaks_for_the_claim_and_against_it_in_bounds() -> None:
    """sqrt(2)^2 = 2 is a tie that no float decides, so the event, which always holds, never rejects."""
    event = le(0, x * 0 + sqrt(2) ** 2 - 2)
    process = drawn(claim(le(probability(event, of={x: gaussian}), half)), 1000)
    figures = process.figures(persisted=False)
    assert not process.rejected and only(process) == (1000, 0, 0)
    assert figures["draws_undecided"] == 1000 and not figures["decided"]
    assert figures["chance"]["instances"][0]["fixed"] == [0, 1] == figures["chance"]["instances"][0]["anytime"]


def test_an_event_without_a_value_is_undecided() -> None:
    process = drawn(claim(le(probability(le(0, 1 / (x - x)), of={x: gaussian}), half)), 200)
    assert only(process) == (200, 0, 0)


def test_two_runs_are_one_long_run() -> None:
    statement = positive_part()
    first = drawn(statement, 700)
    continued = drawn(statement, 1500, counted=[count.row() for count in first.counts.values()])
    assert continued.counts == drawn(statement, 1500).counts and continued.log_e == drawn(statement, 1500).log_e


def test_the_same_seed_adds_nothing_and_another_one_does() -> None:
    rows = [count.row() for count in drawn(positive_part(), 700).counts.values()]
    again = drawn(positive_part(), 700, counted=rows)
    other = drawn(positive_part(), 700, seed=2, counted=rows)
    assert only(again)[0] == 700 and only(other)[0] == 1400
    assert only(other)[1] == only(again)[1] + only(drawn(positive_part(), 700, seed=2))[1]


def test_a_rejected_claim_stays_rejected_without_another_draw() -> None:
    rows = [count.row() for count in drawn(positive_part(rational("1/3"))).counts.values()]
    again = drawn(positive_part(rational("1/3")), seed=2, counted=rows)
    assert again.rejected and [count.row() for count in again.counts.values()] == rows


def test_no_run_is_best_of_several() -> None:
    """Seeds that speak for the claim weigh as much as the one that speaks against it."""
    alone = drawn(positive_part(), 64 * 2, seed=3)
    against = ["[]", 3, 128, 100, 28]
    assert run(alone.question.statement, None, Budget(examples=128), 3, [against]).log_e > 10
    lame = [["[]", seed, 1000, 500, 500] for seed in range(10, 20)]
    assert run(alone.question.statement, None, Budget(examples=128), 3, [against, *lame]).log_e < 5


def test_instances_are_tested_in_one_process_and_may_be_added() -> None:
    statement = claim(le(probability(lt(c, x), of={x: gaussian}), rational("1/6")), le(0, c))
    both = Domain(instances=[{"c": 1}, {"c": 0}])
    process = drawn(statement, domain=both)
    assert process.rejected and [i.at for i in process.instances.values()] == ['{"c":1}', '{"c":0}']
    first = drawn(statement, domain=Domain(instances=[{"c": 1}]))
    assert not first.rejected
    rows = [count.row() for count in first.counts.values()]
    assert drawn(statement, seed=2, domain=both, counted=rows).rejected


def test_statements_that_differ_in_names_share_their_counts_value_by_value() -> None:
    """One digest, one process: what is counted under names would be taken over at another point."""
    first = claim(le(probability(lt(c, x), of={x: gaussian}), y), le(0, c))
    other = claim(le(probability(lt(y, x), of={x: gaussian}), c), le(0, y))
    swapped = claim(ge(y, probability(lt(c, x), of={x: gaussian})), le(0, c))
    assert first.digest == other.digest == swapped.digest
    (one,) = drawn(first, 200, domain=Domain(instances=[{"c": 0, "y": "3/4"}])).counts.values()
    same = drawn(other, 200, domain=Domain(instances=[{"y": 0, "c": "3/4"}]), counted=[one.row()])
    assert [count.row() for count in same.counts.values()] == [one.row()]
    assert [instance.at for instance in same.instances.values()] == ['{"c":"3/4","y":0}']


def test_an_instance_where_a_hypothesis_fails_is_none() -> None:
    statement = claim(le(probability(lt(c, x), of={x: gaussian}), half), le(0, c))
    process = drawn(statement, 100, domain=Domain(instances=[{"c": -1}, {"c": 0}]))
    assert [instance.at for instance in process.instances.values()] == ['{"c":0}']
    with pytest.raises(NotNumeric, match="none of the declared"):
        drawn(statement, domain=Domain(instances=[{"c": -1}]))


@pytest.mark.parametrize(
    "instances", [[], [{"c": "one"}], [{}], [{"c": [1, 2]}]], ids=["none", "no number", "missing", "an array"]
)
def test_an_instance_that_does_not_fit_is_told(instances: list[dict]) -> None:
    statement = claim(le(probability(lt(c, x), of={x: gaussian}), half))
    with pytest.raises(NotNumeric, match="instance"):
        drawn(statement, domain=Domain(instances=instances))


def test_a_bound_without_a_value_is_told() -> None:
    statement = claim(le(probability(lt(c, x), of={x: gaussian}), 1 / c))
    with pytest.raises(NotNumeric, match="the bound has no value"):
        drawn(statement, domain=Domain(instances=[{"c": 0}]))


def test_only_a_bound_on_one_probability_can_be_tested() -> None:
    p = probability(lt(0, x), of={x: gaussian})
    for relation in (le(p + 1, 2), le(p, p), and_(le(p, 1), le(0, p)), le(p, probability(le(x, 0), of={x: gaussian}))):
        with pytest.raises(NotNumeric, match="one probability"):
            drawn(claim(relation))
    with pytest.raises(NotNumeric, match="one probability"):
        drawn(claim(le(p, 1), le(p, half)))


def test_a_rejection_needs_the_stated_level() -> None:
    process = drawn(positive_part(rational("1/3")))
    assert process.log_e >= -math.log(ALPHA)
    assert drawn(positive_part(rational("1/3")), 64, alpha=1e-30).log_e < 30


def test_a_law_of_symbolic_size_is_drawn_at_its_instance() -> None:
    """mut.gau.lsh-rademacher: the angle is not what signs measure."""
    agree = probability(le(0, inner(s, v) * s[0]), of={s: signs})
    process = drawn(claim(le(agree, rational("6/7")), le(1, d)), domain=Domain(instances=[{"d": 2, "v": [1, "1/2"]}]))
    assert process.rejected and only(process)[1] == only(process)[0]


def test_a_biased_coin() -> None:
    third = bernoulli(rational("1/3"))
    z = vector("z", 13)
    mean = summation(13, lambda i: z[i])
    assert not drawn(claim(le(probability(le(6, mean), of={z: third}), rational("1/4")))).rejected  # 0.241
    assert drawn(claim(le(probability(le(6, mean), of={z: third}), rational("1/6")))).rejected
