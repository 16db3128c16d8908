"""The parity suite is seen to fail: devices with one thing wrong, each caught by the check that is there for it."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy
import parity
import pytest

from theorycheck.algebra import backends
from theorycheck.algebra.backends import fake

Patch = pytest.MonkeyPatch
Change = Callable[[Any], Any]


def operator(patch: Patch, name: str, change: Callable[[Any, Any], Any]) -> None:
    """Changes the result of one operator of device arrays; `change` also sees the other operand."""
    plain = getattr(fake.DeviceArray, name)

    def wrong(self: Any, other: Any) -> Any:
        return fake._outside(change(plain(self, other)._values, fake._inside(other)))

    patch.setattr(fake.DeviceArray, name, wrong)


def function(device: Any, name: str, wrong: Callable[..., Any]) -> None:
    """Replaces a function of the device's table."""

    def replaced(*args: Any, out: Any = None) -> Any:
        result = fake._outside(wrong(*map(fake._inside, args)))
        if out is None:
            return result
        out._values[...] = result._values
        return out

    setattr(device, name, replaced)


def flushed(values: Any) -> Any:
    if values.dtype.kind != "f":
        return values
    return numpy.where(numpy.abs(values) < numpy.finfo(values.dtype).tiny, values * 0, values)


def flushes_subnormals(patch: Patch, device: Any) -> None:
    for name in ("__mul__", "__sub__", "__add__"):
        operator(patch, name, lambda values, _other: flushed(values))


def one_bit_of_one_word(patch: Patch, device: Any) -> None:
    def flip(values: Any, _other: Any) -> Any:
        if values.dtype == numpy.uint64 and values.ndim == 2:
            values[-1, -1] ^= numpy.uint64(1)
        return values

    for name in ("__xor__", "__ixor__"):
        if hasattr(fake.DeviceArray, name):
            operator(patch, name, flip)


def words_of_63_bits(patch: Patch, device: Any) -> None:
    operator(
        patch, "__mul__", lambda v, _o: v & numpy.uint64((1 << 63) - 1) if v.dtype == numpy.uint64 else v
    )


def ten_bit_factors(patch: Patch, device: Any) -> None:
    def short(x: Any) -> Any:
        if x.dtype != numpy.float32:
            return x
        return (x.view(numpy.uint32) & numpy.uint32(0xFFFFE000)).view(numpy.float32)

    function(device, "matmul", lambda x, y: short(numpy.ascontiguousarray(x)) @ short(numpy.ascontiguousarray(y)))


def multiplies_and_adds_at_once(patch: Patch, device: Any) -> None:
    """x - y as if x had kept more digits than float32 has: what contracting a product and a difference does."""
    operator(patch, "__mul__", lambda v, _o: numpy.nextafter(v, v.dtype.type(9)) if v.dtype == numpy.float32 else v)


def sorts_from_the_other_end(patch: Patch, device: Any) -> None:
    def backwards(self: Any, array: Any, axis: int = -1, kind: Any = None) -> Any:
        values = array._values[::-1]
        return fake.DeviceArray(len(values) - 1 - numpy.argsort(values, axis=axis, kind="stable"))

    patch.setattr(fake._Namespace, "argsort", backwards)


def loses_nan(patch: Patch, device: Any) -> None:
    function(device, "maximum", numpy.fmax)


def rough_exponential(patch: Patch, device: Any) -> None:
    function(device, "exp", lambda x: numpy.exp(x) * (1 + 1e-12))


def rough_tangent(patch: Patch, device: Any) -> None:
    """Right to single precision only, as fast arithmetic is."""
    function(device, "tanh", lambda x: numpy.tanh(x.astype(numpy.float32)).astype(x.dtype))


def eigenvalues_from_33_on(patch: Patch, device: Any) -> None:
    plain = device.eigh

    def wrong(matrices: Any) -> Any:
        values, vectors, good = plain(matrices)
        return (values if matrices.shape[-1] < 33 else values * (1 + 1e-6)), vectors, good

    device.eigh = wrong


def one_bad_item_spoils_the_stack(patch: Patch, device: Any) -> None:
    plain = device.solve

    def wrong(matrices: Any, right: Any) -> Any:
        x, good = plain(matrices, right)
        return x * float("nan"), good & ~good

    device.solve = wrong


def short_table(patch: Patch, device: Any) -> None:
    """Looks entries up in tables of 255."""

    def cut(self: Any, key: Any) -> Any:
        inner = fake._inside(key)
        if isinstance(inner, numpy.ndarray) and inner.dtype == numpy.uint8:
            inner = numpy.minimum(inner, numpy.uint8(254))
        return fake._outside(self._values[inner])

    patch.setattr(fake.DeviceArray, "__getitem__", cut)


PLANTED: list[tuple[Callable[[Patch, Any], None], Callable[[Any], Any]]] = [
    (flushes_subnormals, parity.arithmetic),
    (one_bit_of_one_word, parity.networks),
    (one_bit_of_one_word, parity.starts),
    (words_of_63_bits, parity.arithmetic),
    (words_of_63_bits, parity.networks),
    (ten_bit_factors, parity.arithmetic),
    (ten_bit_factors, lambda device: parity.margins(device, "float32", among="homogen")),
    (multiplies_and_adds_at_once, parity.arithmetic),
    (sorts_from_the_other_end, parity.arithmetic),
    (loses_nan, parity.arithmetic),
    (rough_exponential, parity.elementary),
    (rough_tangent, parity.elementary),
    (words_of_63_bits, parity.refutations),
    (eigenvalues_from_33_on, parity.stacks),
    (one_bad_item_spoils_the_stack, parity.stacks),
    (short_table, parity.networks),
]


@pytest.mark.xdist_group("parity")
@pytest.mark.parametrize(
    ("plant", "check"), PLANTED, ids=[f"{plant.__name__}-{place}" for place, (plant, _check) in enumerate(PLANTED)]
)
def test_a_wrong_device_is_caught(plant: Any, check: Any, monkeypatch: Patch) -> None:
    device = backends.fake_device_backend()
    plant(monkeypatch, device)
    with pytest.raises(AssertionError):
        check(device)
