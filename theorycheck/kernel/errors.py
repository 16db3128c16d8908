"""The one exception that leaves the kernel, and the fuel that keeps every computation finite."""

from __future__ import annotations

import contextlib
import contextvars
from collections.abc import Iterator


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
# certificate of a few hundred bytes. Each rule application therefore gets a tank; outside a rule there is no limit.
_tank: contextvars.ContextVar[list[int] | None] = contextvars.ContextVar("fuel", default=None)

DEFAULT_FUEL = 3_000_000


def spend(amount: int) -> None:
    """Takes `amount` from the current tank; refuses when it is empty."""
    tank = _tank.get()
    if tank is not None:
        tank[0] -= amount
        need(tank[0] >= 0, "out of fuel: the computation is too long for one step")


@contextlib.contextmanager
def fuelled(amount: int = DEFAULT_FUEL) -> Iterator[None]:
    """Runs the block with a fresh tank."""
    token = _tank.set([amount])
    try:
        yield
    finally:
        _tank.reset(token)
