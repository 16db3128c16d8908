"""A device computes what NumPy computes: bit for bit where integers decide, within the error bounds elsewhere.

One command on a machine with a GPU: pytest --lane gpu tests/parity
"""
from __future__ import annotations

import parity
import pytest

from theorycheck.algebra import backends
from theorycheck.algebra.backends import Backend


def test_arithmetic_is_what_error_bounds_take_for_granted(device: Backend) -> None:
    parity.arithmetic(device)


def test_elementary_functions(device: Backend) -> None:
    parity.elementary(device)


def test_decompositions_of_stacks(device: Backend) -> None:
    parity.stacks(device)


def test_networks_are_the_same_bit_for_bit(device: Backend) -> None:
    parity.networks(device)


def test_starts_are_the_same_bit_for_bit(device: Backend) -> None:
    parity.starts(device)


@pytest.mark.xdist_group("parity")  # one process loads the library
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_margins_of_the_library_agree_within_the_error_bounds(device: Backend, dtype: str) -> None:
    """A GPU takes all statements; without one they are the slow lane's, and some are taken here."""
    if device.name == "cupy":
        assert parity.margins(device, dtype) > 10_000
    else:
        assert parity.margins(device, dtype, 20 if device.name == "fake" else 60, integrals=False) > 100


@pytest.mark.slow
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_margins_of_all_the_library(dtype: str) -> None:
    assert parity.margins(backends.select("fake"), dtype) > 10_000


def test_landscapes_end_in_the_same_points(device: Backend) -> None:
    parity.landscapes(device)


def test_refutations_have_identical_witnesses(device: Backend) -> None:
    parity.refutations(device)
