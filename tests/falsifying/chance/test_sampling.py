"""What is drawn is the law that the claim names: the true draw lies within the radius of the float."""

from __future__ import annotations

from fractions import Fraction

import numpy
import pytest
from flint import arb, ctx

from theorycheck.falsifying.chance.sampling import entries
from theorycheck.falsifying.randomness import Counter
from theorycheck.statement.laws import Law, bernoulli, gaussian, signs, uniform, uniform_index


def words(*values: int) -> numpy.ndarray:
    return numpy.asarray([values], dtype=numpy.uint64)


def distribution(x: arb) -> arb:
    """The standard normal distribution function."""
    return ((-x / arb(2).sqrt()).erfc()) / 2


@pytest.fixture
def drawn() -> numpy.ndarray:
    counter = Counter(numpy, 3, 5)
    return counter.words(counter.indices(0, 200), 0, 3)


def test_the_normal_quantiles_of_a_whole_cell_lie_within_the_radius(drawn: numpy.ndarray) -> None:
    """Compared with ball arithmetic, at random cells and at those of the tails and of the middle."""
    ends = words(1 << 11, 2 << 11, 1000 << 11, ((1 << 52) - 1) << 11, (1 << 63) | (1 << 11), (1 << 64) - 1)
    with ctx.workprec(200):
        for batch in (drawn, ends):
            values, radii = entries(gaussian, batch, numpy)
            for word, value, radius in zip(batch.ravel(), values.ravel(), radii.ravel(), strict=True):
                cell, positive = (int(word) >> 11) & ((1 << 52) - 1), int(word) >> 63 == 0
                low, high = (arb(cell + end) / arb(2) ** 53 for end in (0, 1))
                size = float(value) if positive else -float(value)  # its upper tail is in the cell
                assert distribution(-(arb(size) + arb(float(radius)))) < low or cell == 0
                assert distribution(-(arb(size) - arb(float(radius)))) > high


def test_the_outermost_cell_tells_nothing() -> None:
    assert numpy.isinf(entries(gaussian, words(0, 1 << 63), numpy).bound).all()


def test_a_radius_is_small_where_draws_fall(drawn: numpy.ndarray) -> None:
    for law in (gaussian, uniform):
        assert entries(law, drawn, numpy).bound.max() < 1e-11


@pytest.mark.parametrize(
    ("law", "weights"),
    [
        (signs, {-1: "1/2", 1: "1/2"}),
        (bernoulli(Fraction(1, 3)), {0: "2/3", 1: "1/3"}),
        (bernoulli(0), {0: "1"}),
        (bernoulli(1), {1: "1"}),
        (uniform_index(3), {0: "1/3", 1: "1/3", 2: "1/3"}),
    ],
)
def test_a_finite_law_is_the_exact_one(law: Law, weights: dict[int, str]) -> None:
    """Each outcome has as many words as its weight asks for: checked at the words around every border."""
    total = Fraction(0)
    for outcome, weight in weights.items():
        low, high = total * 2**64, (total + Fraction(weight)) * 2**64
        inside = [int(low) + 1, int(low + high) // 2, int(high) - 1]
        values, radii = entries(law, words(*inside), numpy)
        assert values.tolist() == [[outcome] * 3] and not radii.any()
        border = int(high)
        if border < 2**64:
            radius = entries(law, words(border), numpy).bound[0, 0]
            assert (radius == numpy.inf) == (high.denominator != 1)
        total += Fraction(weight)
    assert total == 1


def test_draws_have_the_moments_of_their_law() -> None:
    counter = Counter(numpy, 11, 2)
    many = counter.words(counter.indices(0, 40_000), 0, 1)
    for law, mean, second in (
        (gaussian, 0, 1),
        (uniform, 0.5, 1 / 3),
        (signs, 0, 1),
        (bernoulli(Fraction(1, 4)), 0.25, 0.25),
    ):
        values = entries(law, many, numpy).value
        assert values.mean() == pytest.approx(mean, abs=0.025) and (values**2).mean() == pytest.approx(second, abs=0.04)
