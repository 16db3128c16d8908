"""Stacks of matrices on every backend: one bad item spoils nothing, large stacks and full memories are split."""

from __future__ import annotations

from typing import Any

import numpy
import pytest

from theorycheck.algebra import backends
from theorycheck.algebra.backends import linear_algebra, memory

BACKENDS = ["numpy", "portable", "fake"]


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> Any:
    return backends.select(request.param)


def symmetric(count: int, n: int) -> Any:
    a = numpy.random.default_rng(n).standard_normal((count, n, n))
    return a + a.transpose(0, 2, 1)


def stack(backend: Any, count: int = 7, n: int = 4, spoilt: dict[int, float] | None = None) -> tuple[Any, Any]:
    matrices = symmetric(count, n)
    for row, value in (spoilt or {2: numpy.nan, 5: numpy.inf}).items():
        matrices[row, 0, 0] = value
    return matrices, backend.from_host(matrices)


def host(backend: Any, *arrays: Any) -> list[Any]:
    return [backend.to_host(array) for array in arrays]


def test_one_bad_item_does_not_spoil_eigenvalues(backend: Any) -> None:
    matrices, there = stack(backend)
    values, vectors, good = host(backend, *backend.eigh(there))
    assert good.tolist() == [True, True, False, True, True, False, True]
    expected = numpy.linalg.eigvalsh(matrices[good])
    assert numpy.allclose(values[good], expected) and not values[~good].any() and numpy.isfinite(vectors).all()
    assert numpy.allclose(matrices[good] @ vectors[good], vectors[good] * values[good][:, None, :])


def test_a_decomposition_that_raises_for_one_item_flags_that_item(monkeypatch: pytest.MonkeyPatch) -> None:
    backend, plain = backends.select("numpy"), numpy.linalg.eigh

    def moody(part: Any) -> Any:
        if (part[:, 0, 0] == 7.0).any():
            raise numpy.linalg.LinAlgError("Eigenvalues did not converge")
        return plain(part)

    monkeypatch.setattr(numpy.linalg, "eigh", moody)
    matrices, there = stack(backend, spoilt={3: 7.0})
    values, _vectors, good = backend.eigh(there)
    assert good.tolist() == [True] * 3 + [False] + [True] * 3 and not values[3].any()
    assert numpy.allclose(values[good], numpy.linalg.eigvalsh(matrices[good]))


def test_cholesky_flags_what_is_not_positive(backend: Any) -> None:
    matrices = symmetric(6, 5)
    matrices = matrices @ matrices + numpy.eye(5) / 10
    matrices[1], matrices[4, 2, 2], matrices[5] = -numpy.eye(5), numpy.nan, numpy.zeros((5, 5))
    inverse, good = host(backend, *backend.inverse_cholesky(backend.from_host(matrices)))
    assert good.tolist() == [True, False, True, True, False, False] and not inverse[~good].any()
    assert numpy.allclose(inverse[good] @ numpy.linalg.cholesky(matrices[good]), numpy.eye(5))


@pytest.mark.parametrize("n", [0, 1, 2, 7, 12])
def test_cholesky_agrees_with_eigenvalues(backend: Any, n: int) -> None:
    matrices = symmetric(300, n) + 2 * n**0.5 * numpy.eye(n)
    inverse, good = host(backend, *backend.inverse_cholesky(backend.from_host(matrices)))
    least = numpy.linalg.eigvalsh(matrices).min(axis=1, initial=1.0)
    assert (good == (least > 0)).all() and (n == 0 or 0 < good.sum() < 300)
    assert numpy.allclose(inverse[good], numpy.linalg.inv(numpy.linalg.cholesky(matrices[good])))
    assert (inverse == numpy.tril(inverse)).all()


def test_a_singular_system_is_flagged_and_the_others_are_solved(backend: Any) -> None:
    matrices, right = symmetric(4, 3), numpy.ones((4, 3))
    matrices[2], right[3, 0] = 0.0, numpy.nan
    x, good = host(backend, *backend.solve(backend.from_host(matrices), backend.from_host(right)))
    assert good.tolist() == [True, True, False, False] and not x[~good].any()
    assert numpy.allclose((matrices[good] @ x[good][:, :, None])[:, :, 0], right[good])


def test_singular_values_of_a_stack_with_a_bad_item(backend: Any) -> None:
    tangents = numpy.random.default_rng(1).standard_normal((4, 2, 5))
    tangents[0, 0, 0] = numpy.nan
    sizes, directions, good = host(backend, *backend.svd(backend.from_host(tangents)))
    assert good.tolist() == [False, True, True, True] and directions.shape == (4, 2, 5)
    assert numpy.allclose(sizes[1:], numpy.linalg.svd(tangents[1:], compute_uv=False))


@pytest.mark.parametrize("n", [2, 4, 32, 33, 64])
def test_no_call_exceeds_what_solvers_count_in_32_bits(n: int) -> None:
    most = linear_algebra.MOST_NUMBERS // (n * n + linear_algebra.WORKSPACE)
    assert most * n * n < 2**31 and most < 2_047_171 and most * 1033 < 2**31


def test_a_split_stack_gives_what_the_whole_gives(backend: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _matrices, there = stack(backend, count=23)
    whole = host(backend, *backend.eigh(there))
    monkeypatch.setattr(linear_algebra, "MOST_NUMBERS", 5 * (16 + linear_algebra.WORKSPACE))
    assert all((a == b).all() for a, b in zip(whole, host(backend, *backend.eigh(there)), strict=True))


class Cramped:
    """Work that runs out of memory beyond so many rows, in one library's words."""

    def __init__(self, error: Exception, room: int) -> None:
        self.error, self.room, self.calls = error, room, []

    def __call__(self, first: int, last: int) -> tuple[Any, ...]:
        self.calls.append((first, last))
        if last - first > self.room:
            raise self.error
        return (numpy.arange(first, last), numpy.arange(first, last) % 2 == 0)


@pytest.mark.parametrize(
    "error",
    [
        MemoryError("Unable to allocate"),
        RuntimeError("CUSOLVER_STATUS_ALLOC_FAILED"),
        RuntimeError("cudaErrorMemoryAllocation: out of memory"),
    ],
)
def test_memory_that_runs_out_halves_the_work(error: Exception) -> None:
    backend, work, released = backends.select("numpy"), Cramped(error, 30), []
    backend.release = lambda: released.append(1)
    rows, even = backend.in_parts(101, work)
    assert rows.tolist() == list(range(101)) and even[::2].all() and not even[1::2].any() and released


def test_other_errors_and_a_single_row_without_room_are_not_hidden() -> None:
    backend = backends.select("numpy")
    with pytest.raises(ZeroDivisionError):
        backend.in_parts(8, Cramped(ZeroDivisionError(), 2))
    with pytest.raises(MemoryError):
        backend.in_parts(8, Cramped(MemoryError(), 0))


def test_a_launch_fills_a_device_and_not_a_host() -> None:
    host_, device = backends.select("numpy"), backends.select("fake")
    assert host_.launch(8) is None
    device.total = 80 << 30
    assert device.launch(8 * 1536) >= 100_000 and device.launch(8) == memory.LARGEST_LAUNCH
    device.total = 1 << 20
    assert device.launch(1 << 30) == 1
