"""What an algebra over floats does to a batch, written down once: the recording backend.

`Floats` (or `RunningError`, or a differential algebra over them) runs on a `Recorder` as on any backend. Its arrays
have a shape and no values; every operation on them becomes an `Operation`, the same one only once. So a recording
cannot differ from what the algebra computes: it is the list of the very operations of the backend, in their order.

The number of networks is left open: the first axis of what depends on the batch has the length `ROWS`.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from .backends import Backend


class Untraceable(Exception):
    """What was computed cannot be written down without the values: it is evaluated directly instead."""


class Rows(int):
    """The number of networks of a batch. It stands in shapes; nothing is computed with it."""

    def _refuse(self, *_: object) -> Any:
        raise Untraceable("arithmetic with the number of networks")

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _refuse
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __truediv__ = __rtruediv__ = _refuse


ROWS = Rows(1 << 40)
Shape = tuple[int, ...]

# Operators of arrays: our name -> the name of the function in array libraries.
_BINARY = {
    "add": "add",
    "sub": "subtract",
    "mul": "multiply",
    "truediv": "divide",
    "lt": "less",
    "le": "less_equal",
    "gt": "greater",
    "ge": "greater_equal",
    "eq": "equal",
    "ne": "not_equal",
    "and": "bitwise_and",
    "or": "bitwise_or",
}
_UNARY = {"neg": "negative", "invert": "invert", "abs": "abs"}
OPERATORS: dict[str, Callable[..., Any]] = {
    **{ours: getattr(operator, python + ("_" if python in ("and", "or") else "")) for python, ours in _BINARY.items()},
    "negative": operator.neg,
    "invert": operator.invert,
}
_TRUTHS = {"less", "less_equal", "greater", "greater_equal", "equal", "not_equal", "logical_and", "logical_or"} | {
    "logical_not",
    "isfinite",
    "isnan",
    "bitwise_and",
    "bitwise_or",
    "invert",
}
ELEMENTWISE = _TRUTHS | set(OPERATORS) | {"where", "maximum", "abs", "floor"}
ELEMENTWISE |= {"exp", "log", "sqrt", "sin", "cos", "arctan", "tanh"}
VIEWS = {"reshape", "broadcast_to", "permute", "getitem"}


@dataclass(frozen=True)
class Operation:
    """One operation: its name, its operands (places, or plain numbers), what else it is told, and what it gives."""

    name: str
    operands: tuple[Any, ...]
    told: tuple[Any, ...]
    shape: Shape
    is_truth: bool


class Place(int):
    """The number of an operation of a recording, as an operand: its result."""


@dataclass(frozen=True, eq=False)
class Held:
    """An array as what an operation is told: the same only as itself."""

    array: Any


class Traced:
    """An array without values."""

    __slots__ = ("place", "recorder", "shape")
    __array_ufunc__ = None
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, recorder: Recorder, place: Place, shape: Shape) -> None:
        self.recorder, self.place, self.shape = recorder, place, shape

    @property
    def ndim(self) -> int:
        return len(self.shape)

    def __getitem__(self, key: Any) -> Traced:
        whole, *indices = key if isinstance(key, tuple) else (key,)
        if whole != slice(None) or not all(isinstance(i, int) for i in indices):
            raise Untraceable(f"the index {key}")
        shape = (self.shape[0], *self.shape[1 + len(indices) :])
        return self.recorder.note("getitem", (self,), (tuple(indices),), shape)

    def _refuse(self, *_: object) -> Any:
        raise Untraceable("the values of an array")

    __bool__ = __float__ = __int__ = __index__ = __iter__ = __len__ = __array__ = _refuse


def _method(name: str, *, reflected: bool = False) -> Callable[..., Traced]:
    def apply(self: Traced, *others: Any) -> Traced:
        operands = (*others, self) if reflected else (self, *others)
        return self.recorder.elementwise(name, operands)

    return apply


for _python, _ours in _BINARY.items():
    setattr(Traced, f"__{_python}__", _method(_ours))
    if _ours not in _TRUTHS:
        setattr(Traced, f"__r{_python}__", _method(_ours, reflected=True))
for _python, _ours in _UNARY.items():
    setattr(Traced, f"__{_python}__", _method(_ours))


class Recorder:
    """A backend that writes down. `recorder.input(shape)` makes the arrays that a batch will bring."""

    def __init__(self, backend: Backend, dtype: str) -> None:
        self.backend, self.format = backend, dtype
        self.operations: list[Operation] = []
        self._known: dict[tuple[Any, ...], Traced] = {}

    # ---- recording

    def note(self, name: str, operands: Sequence[Any], told: tuple[Any, ...], shape: Shape) -> Traced:
        """The result of an operation; the same operation on the same operands is noted once."""
        plain = tuple(x.place if isinstance(x, Traced) else x for x in operands)
        key = (name, plain, tuple(map(_distinct, plain)), told)
        if key not in self._known:
            place = Place(len(self.operations))
            self.operations.append(Operation(name, plain, told, tuple(shape), self._is_truth(name, plain)))
            self._known[key] = Traced(self, place, tuple(shape))
        return self._known[key]

    def _is_truth(self, name: str, operands: Sequence[Any]) -> bool:
        if name in _TRUTHS:
            return True
        truths = [isinstance(x, Place) and self.operations[x].is_truth for x in operands]
        if name == "where":
            return truths[1]
        if any(truths) and name not in VIEWS | {"stack", "concat", "max"}:
            raise Untraceable(f"{name} of truths")
        return any(truths)

    def input(self, shape: Shape) -> Traced:
        """An array of the batch, each time a new one."""
        place = Place(len(self.operations))
        self.operations.append(Operation("input", (), (), (ROWS, *shape), False))
        return Traced(self, place, (ROWS, *shape))

    def constant(self, array: Any) -> Traced:
        """An array that is at hand, the same for every batch; its first axis has the length 1."""
        if array.shape[0] != 1:
            raise Untraceable("a constant of several networks")
        return self.note("constant", (), (Held(array),), tuple(array.shape))

    def elementwise(self, name: str, operands: Sequence[Any]) -> Traced:
        shapes = [x.shape for x in operands if isinstance(x, Traced)]
        return self.note(name, operands, (), broadcast(*shapes))

    # ---- the backend's table, as far as algebras use it

    def __getattr__(self, name: str) -> Any:
        if name not in ELEMENTWISE:
            raise Untraceable(f"the operation {name}")
        return lambda *operands: self.elementwise(name, operands)

    def dtype(self, name: str) -> Any:
        if name != self.format:
            raise Untraceable(f"the format {name}")
        return name

    def spacing(self, dtype: str) -> float:
        return self.backend.spacing(dtype)

    def tiny(self, dtype: str) -> float:
        return self.backend.tiny(dtype)

    def rounded(self, value: float, dtype: str) -> float:
        return self.backend.rounded(value, dtype)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        yield

    def full(self, shape: Shape, value: float, dtype: Any) -> Traced:
        return self.note("full", (float(value),), (tuple(shape),), shape)

    def reshape(self, x: Traced, shape: Shape) -> Traced:
        return x if tuple(shape) == x.shape else self.note("reshape", (x,), (tuple(shape),), shape)

    def broadcast_to(self, x: Traced, shape: Shape) -> Traced:
        return x if tuple(shape) == x.shape else self.note("broadcast_to", (x,), (tuple(shape),), shape)

    def permute(self, x: Traced, axes: tuple[int, ...]) -> Traced:
        return self.note("permute", (x,), (tuple(axes),), tuple(x.shape[axis] for axis in axes))

    def stack(self, xs: Sequence[Traced], axis: int) -> Traced:
        shape = list(xs[0].shape)
        return self.note("stack", tuple(xs), (axis,), (*shape[:axis], len(xs), *shape[axis:]))

    def concat(self, xs: Sequence[Traced], axis: int) -> Traced:
        shape = list(xs[0].shape)
        shape[axis] = sum(x.shape[axis] for x in xs)
        return self.note("concat", tuple(xs), (axis,), tuple(shape))

    def matmul(self, a: Traced, b: Traced) -> Traced:
        shape = (*broadcast(a.shape[:-2], b.shape[:-2]), a.shape[-2], b.shape[-1])
        return self.note("matmul", (a, b), (), shape)

    def sum(self, x: Traced, axis: int | tuple[int, ...]) -> Traced:
        return self._reduced("sum", x, axis)

    def max(self, x: Traced, axis: int | tuple[int, ...]) -> Traced:
        return self._reduced("max", x, axis)

    def _reduced(self, name: str, x: Traced, axis: int | tuple[int, ...]) -> Traced:
        axes = {a % x.ndim for a in (axis if isinstance(axis, tuple) else (axis,))}
        return self.note(name, (x,), (axis,), tuple(n for place, n in enumerate(x.shape) if place not in axes))


@functools.lru_cache(maxsize=1024)
def broadcast(*shapes: Shape) -> Shape:
    """The shape of what arrays of these shapes give together."""
    rank = max(map(len, shapes))
    level = [(1,) * (rank - len(shape)) + shape for shape in shapes]
    found = []
    for lengths in zip(*level, strict=True):
        others = [n for n in lengths if n != 1]
        if any(n != others[0] for n in others):
            raise Untraceable(f"shapes that do not fit: {shapes}")  # the direct evaluation says so in its own words
        found.append(others[0] if others else 1)
    return tuple(found)


def size(shape: Shape) -> int:
    """The entries for one network."""
    return math.prod(n for n in shape if n is not ROWS)


def concrete(shape: Shape, rows: int) -> Shape:
    """The shape for that many networks."""
    return tuple(rows if n is ROWS else n for n in shape)


def bound(backend: Backend, dtype: str, operation: Operation, rows: int) -> Callable[..., Any]:
    """The function that does an operation for that many networks."""
    name, told = operation.name, operation.told
    if name in OPERATORS:
        return OPERATORS[name]
    if name == "constant":
        return lambda: told[0].array
    if name == "full":
        return lambda value: backend.full(told[0], value, dtype=backend.dtype(dtype))
    if name in ("reshape", "broadcast_to"):
        function, shape = getattr(backend, name), concrete(told[0], rows)
        return lambda x: function(x, shape)
    if name == "permute":
        return lambda x: backend.permute(x, told[0])
    if name == "getitem":
        key = (slice(None), *told[0])
        return lambda x: x[key]
    if name in ("stack", "concat"):
        function = getattr(backend, name)
        return lambda *xs: function(list(xs), axis=told[0])
    if name in ("sum", "max"):
        function = getattr(backend, name)
        return lambda x, **out: function(x, axis=told[0], **out)
    if name == "where" and backend.reuses:
        return lambda condition, a, b, out=None: _choose(backend, condition, a, b, out)
    return getattr(backend, name)


def _choose(backend: Backend, condition: Any, a: Any, b: Any, out: Any) -> Any:
    """`where` into an array that is there already."""
    if out is None:
        return backend.where(condition, a, b)
    backend.xp.copyto(out, b)
    backend.xp.copyto(out, a, where=condition)
    return out


def _distinct(x: Any) -> Any:
    """Tells numbers apart that compare equal: 0.0 and -0.0, 1 and True, a place and a number."""
    return (type(x), x.hex()) if isinstance(x, float) else type(x)
