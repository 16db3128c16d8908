"""The one exception that leaves the kernel, and the fuel that keeps every computation finite."""

from __future__ import annotations

import contextlib
import contextvars
from collections.abc import Iterator
from fractions import Fraction


class KernelError(Exception):
    """A rule was refused, a certificate is malformed, or a computation ran out of fuel.

    It never means that a statement is false: only that nothing was proved.
    """


def need(condition: object, message: str) -> None:
    """Refuses with `message` unless `condition` is True itself.

    A rule calls this where others would write `assert`: it still stands under `python -O`.
    """
    if condition is not True:
        raise KernelError(message)


# Computation on nested folds and beta-reduction of higher-order terms can take time no one will wait for, from a
# certificate of a few hundred bytes. Each rule application therefore gets a tank, and a whole replay another one, from
# which the inner tanks are filled; outside both there is no limit. A unit is about the time and memory of one new term.
_tank: contextvars.ContextVar[list[int] | None] = contextvars.ContextVar("fuel", default=None)

DEFAULT_FUEL = 5_000_000
DIGIT_BITS = 40_000


def spend(amount: int) -> None:
    """Takes `amount` from the current tank; refuses when it is empty."""
    tank = _tank.get()
    if tank is not None:
        tank[0] -= amount
        need(tank[0] >= 0, "out of fuel: the computation is too long")


def spend_on_numbers(*numbers: Fraction) -> None:
    """Pays for an operation on long numbers, whose time grows with the square of their length."""
    bits = sum(number.numerator.bit_length() + number.denominator.bit_length() for number in numbers)
    need(bits < DIGIT_BITS, "a number grows too long")
    spend(bits * bits >> 18)


_FAULTS = (
    RecursionError, MemoryError, ArithmeticError, ValueError, TypeError, KeyError, IndexError, AttributeError,
)  # fmt: skip


@contextlib.contextmanager
def only_kernel_errors(doing: str) -> Iterator[None]:
    """Turns every other fault of the block (a recursion too deep, say) into a refusal."""
    try:
        yield
    except _FAULTS as error:
        raise KernelError(f"{doing}: {type(error).__name__}: {str(error)[:80]}") from None


@contextlib.contextmanager
def unmetered() -> Iterator[None]:
    """Runs the block for free: only for what is computed once, at a price known beforehand."""
    token = _tank.set(None)
    try:
        yield
    finally:
        _tank.reset(token)


@contextlib.contextmanager
def fuelled(amount: int = DEFAULT_FUEL) -> Iterator[None]:
    """Runs the block with a tank of its own; what it uses is also taken from the tank around it."""
    outer = _tank.get()
    start = amount if outer is None else min(amount, outer[0])
    inner = [start]
    token = _tank.set(inner)
    try:
        yield
    finally:
        _tank.reset(token)
        if outer is not None:
            outer[0] -= start - inner[0]
