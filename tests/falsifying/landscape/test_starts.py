"""Starting points: any one can be drawn again alone, on any backend, and all declared ways of drawing occur."""
from __future__ import annotations

from fractions import Fraction

import numpy
import pytest

from theorycheck.algebra import backends
from theorycheck.algebra.backends import fake_device_backend
from theorycheck.falsifying.landscape.starts import Starts

NUMPY = backends.select("numpy")


@pytest.mark.parametrize("index", [0, 1, 77, 4095])
def test_one_start_alone_is_its_row_of_the_batch(index: int) -> None:
    starts = Starts(NUMPY, 7, seed=5)
    assert (starts.chosen([index])[0] == starts.block(0, 4096)[index]).all()
    assert (starts.block(index, 3)[0] == starts.chosen([index])[0]).all()


@pytest.mark.parametrize("backend", [backends.select("portable"), fake_device_backend()], ids=lambda b: b.name)
def test_every_backend_draws_the_same_bits(backend) -> None:
    there = backend.to_host(Starts(backend, 5, seed=3).block(10, 200))
    assert (numpy.asarray(there) == Starts(NUMPY, 5, seed=3).block(10, 200)).all()


def test_seeds_and_streams_are_independent() -> None:
    first = Starts(NUMPY, 4, seed=1).block(0, 500)
    for other in (Starts(NUMPY, 4, seed=2), Starts(NUMPY, 4, seed=1, stream=9)):
        assert (first == other.block(0, 500)).mean() < 0.2  # zeros and small integers coincide now and then


def test_the_mixture_is_the_declared_one() -> None:
    drawn = Starts(NUMPY, 12, seed=0).block(0, 8192)
    integers = (drawn == numpy.floor(drawn)).all(axis=1)
    sparse = ((drawn == 0).sum(axis=1) >= 2) & ~integers
    assert 0.23 < integers.mean() < 0.27 and 0.11 < sparse.mean() < 0.14
    assert set(numpy.unique(drawn[integers])) == {-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0}
    spread = drawn[~integers & ~sparse].std(axis=1)
    for scale in (1 / 8, 1 / 2, 1, 2):
        assert 0.2 < ((spread > scale * 0.6) & (spread < scale * 1.4)).mean() < 0.4
    assert (drawn[:, 0] == 0).any() and abs(numpy.median(drawn)) < 0.02


def test_values_are_dyadic() -> None:
    for value in Starts(NUMPY, 3, seed=8).block(0, 300).ravel().tolist():
        assert Fraction(value).denominator <= 2**19
