"""A recorded computation as a flat list of steps: what runs on every batch.

    tape = record(function, shapes, workspace)     function(recorder, inputs) returns the outputs
    outputs = tape.run(inputs, rows)

Operations that no output needs are dropped, those on constants are done once, and results go into a few buffers that
are used again and again, where the backend's functions take `out=`. What is computed stays the same, bit for bit: the
same functions on the same operands in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .backends import Backend
from .tracing import (
    ELEMENTWISE,
    OPERATORS,
    ROWS,
    VIEWS,
    Operation,
    Place,
    Recorder,
    Shape,
    bound,
    concrete,
    size,
)

WITH_OUT = ELEMENTWISE | {"matmul", "sum", "max"}
FITTING = 4  # numbers of networks whose buffers stay cut to size
LONG = 256  # entries of a constant repeated for one network; shorter ones are repeated for all networks


class Workspace:
    """The arrays that tapes of one backend and format write to, in turns: only one of them runs at a time."""

    def __init__(self, backend: Backend, dtype: str) -> None:
        self.backend, self.dtype = backend, dtype
        self.generation = 0
        self._arrays: dict[tuple[Any, ...], Any] = {}

    def cut(self, key: tuple[Any, ...], fill: float | bool, entries: int) -> Any:
        """The first entries of the array of that name; it grows to what was ever asked for."""
        array = self._arrays.get(key)
        if array is None or array.shape[0] < entries:
            held = isinstance(fill, bool)
            format_ = self.backend.xp.bool_ if held else self.backend.dtype(self.dtype)
            array = self._arrays[key] = self.backend.full((entries,), fill, dtype=format_)
            self.generation += 1
        return array[:entries]


@dataclass
class Step:
    """One operation of a tape: which slots it reads, which it fills, and the buffer its result goes to, if any."""

    operation: Operation
    reads: tuple[int, ...]
    fills: int
    buffer: int | None = None


@dataclass
class Tape:
    """A computation at fixed sizes, in one number format on one backend."""

    backend: Backend
    dtype: str
    workspace: Workspace
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    constants: dict[int, Any]
    steps: list[Step]
    buffers: list[tuple[bool, int]]
    length: int
    operations: tuple[Operation, ...]
    _bound: dict[int, tuple[int, list[Any]]] = field(default_factory=dict, repr=False)

    def run(self, values: Sequence[Any], rows: int) -> list[Any]:
        """The outputs for a batch of `rows` networks; `values` follow the inputs, each of shape (rows, *shape)."""
        slots: list[Any] = [None] * self.length
        for place, constant in self.constants.items():
            slots[place] = constant
        for place, value in zip(self.inputs, values, strict=True):
            slots[place] = value
        for function, reads, fills, out in self._fitting(rows):
            operands = [slots[place] for place in reads]
            slots[fills] = function(*operands) if out is None else function(*operands, out=out)
        return [slots[place] for place in self.outputs]

    @property
    def footprint(self) -> int:
        """The entries that a run holds for one network: inputs, buffers, and results that have no buffer."""
        inputs = sum(size(self.operations[place].shape) for place in self.inputs)
        loose = [step.operation for step in self.steps if step.buffer is None and step.operation.name not in VIEWS]
        return inputs + sum(entries for _, entries in self.buffers) + sum(size(one.shape) for one in loose)

    def _fitting(self, rows: int) -> list[Any]:
        """The steps with their buffers cut to that many networks."""
        generation, steps = self._bound.get(rows, (-1, []))
        if generation != self.workspace.generation:
            if len(self._bound) >= FITTING:
                self._bound.clear()
            before = self.workspace.generation
            steps = self._bind_all(rows)
            if self.workspace.generation != before:  # an array grew meanwhile: once more, so that none is stale
                steps = self._bind_all(rows)
            self._bound[rows] = self.workspace.generation, steps
        return steps

    def _bind_all(self, rows: int) -> list[Any]:
        places = dict.fromkeys((step.buffer, step.operation.shape) for step in self.steps if step.buffer is not None)
        cut: dict[tuple[int | None, Shape], Any] = {place: self._cut(*place, rows) for place in places}
        return [self._bind(step, rows, cut.get((step.buffer, step.operation.shape))) for step in self.steps]

    def _cut(self, buffer: int, shape: Shape, rows: int) -> Any:
        """A buffer as an array of that shape."""
        is_truth, _ = self.buffers[buffer]
        flat = self.workspace.cut(("buffer", is_truth, buffer), False if is_truth else 0.0, size(shape) * rows)
        return self.backend.reshape(flat, concrete(shape, rows))

    def _bind(self, step: Step, rows: int, out: Any) -> tuple[Callable[..., Any], tuple[int, ...], int, Any]:
        operation = step.operation
        function = bound(self.backend, self.dtype, operation, rows)
        if out is not None:
            function = getattr(self.backend.xp, operation.name) if operation.name in OPERATORS else function
            if operation.name == "maximum" and not self.backend.remote:
                function = self._against_arrays(function, step, rows)
        return function, step.reads, step.fills, out

    def _against_arrays(self, function: Callable[..., Any], step: Step, rows: int) -> Callable[..., Any]:
        """A maximum with one constant number as a maximum with an array of it: NumPy has no loop for the first."""
        shape = step.operation.shape
        for at, place in enumerate(step.reads):
            constant = self.constants.get(place)
            if constant is None or getattr(constant, "size", 0) != 1 or size(shape) == 1:
                continue
            number = float(self.backend.to_host(constant).reshape(-1)[0])
            count = 1 if size(shape) >= LONG else rows
            flat = self.workspace.cut(("constant", number.hex()), number, size(shape) * count)
            repeated = self.backend.reshape(flat, (count, *shape[1:]))
            if at == 0:
                return lambda _, x, out: function(repeated, x, out=out)
            return lambda x, _, out: function(x, repeated, out=out)
        return function


def record(function: Callable[[Any, list[Any]], Sequence[Any]], shapes: Sequence[Shape], workspace: Workspace) -> Tape:
    """The tape of a function of arrays of these shapes (for one network). Raises Untraceable where there is none."""
    recorder = Recorder(workspace.backend, workspace.dtype)
    inputs = [recorder.input(tuple(shape)) for shape in shapes]
    outputs = function(recorder, inputs)
    return compiled(recorder.operations, workspace, [x.place for x in inputs], [x.place for x in outputs])


def compiled(
    operations: Sequence[Operation], workspace: Workspace, inputs: Sequence[int], outputs: Sequence[int]
) -> Tape:
    """The steps that lead from the inputs (results that are handed in) to the outputs, in order, with their buffers."""
    backend, dtype = workspace.backend, workspace.dtype
    needed = _needed(operations, inputs, outputs)
    constants: dict[int, Any] = {}
    steps: list[Step] = []
    length = len(operations)
    for place, operation in enumerate(operations):
        if place not in needed:
            continue
        if ROWS not in operation.shape and all(not isinstance(x, Place) or x in constants for x in operation.operands):
            values = [constants[x] if isinstance(x, Place) else x for x in operation.operands]
            with backend.quiet():
                constants[place] = bound(backend, dtype, operation, 1)(*values)
            continue
        reads = []
        for x in operation.operands:
            if not isinstance(x, Place):
                constants[length] = x
                x, length = length, length + 1
            reads.append(int(x))
        steps.append(Step(operation, tuple(reads), place))
    read = {place for step in steps for place in step.reads} | set(outputs)
    kept = {place: value for place, value in constants.items() if place in read}
    buffers = _assign(steps, operations, outputs) if backend.reuses else []
    given, wanted = tuple(inputs), tuple(outputs)
    return Tape(backend, dtype, workspace, given, wanted, kept, steps, buffers, length, tuple(operations))


def _needed(operations: Sequence[Operation], inputs: Sequence[int], outputs: Sequence[int]) -> set[int]:
    """What must be computed for the outputs."""
    needed: set[int] = set()
    stack = [place for place in outputs if place not in inputs]
    while stack:
        place = stack.pop()
        if place not in needed:
            needed.add(place)
            stack += [x for x in operations[place].operands if isinstance(x, Place) and x not in inputs]
    return needed


# ------------------------------------------------------------------ buffers


def _assign(steps: Sequence[Step], operations: Sequence[Operation], outputs: Sequence[int]) -> list[tuple[bool, int]]:
    """Gives steps their buffers: a result's buffer is free again after the last step that reads it, or a view of it."""
    root: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, step in enumerate(steps):
        is_view = step.operation.name in VIEWS
        root[step.fills] = root.get(step.reads[0], step.reads[0]) if is_view else step.fills
        for place in step.reads:
            last[root.get(place, place)] = number
    kept = {root.get(place, place) for place in outputs}
    buffers: list[tuple[bool, int]] = []
    free: dict[tuple[bool, int], list[int]] = {}
    holds: dict[int, tuple[tuple[bool, int], int]] = {}
    for number, step in enumerate(steps):
        dying = {root.get(place, place) for place in step.reads}
        dying = {place for place in dying if last[place] == number and place in holds}
        operation = step.operation
        in_place = {p for p in dying if _overwritable(p, step, operations, root)}
        for place in in_place:
            _release(place, holds, free)
        if operation.name in WITH_OUT and step.fills not in kept and operation.shape[:1] == (ROWS,):
            kind = (operation.is_truth, size(operation.shape))
            if not free.get(kind):
                free.setdefault(kind, []).append(len(buffers))
                buffers.append(kind)
            step.buffer = free[kind].pop()
            holds[step.fills] = (kind, step.buffer)
            if step.fills not in last:
                _release(step.fills, holds, free)
        for place in dying - in_place:
            _release(place, holds, free)
    return buffers


def _overwritable(place: int, step: Step, operations: Sequence[Operation], root: dict[int, int]) -> bool:
    """Whether the result may stand where this operand stood: entry by entry, each read where it is written."""
    alone = step.operation.name in ELEMENTWISE - {"where"}  # `where` writes one side before it reads the other
    same = alone and operations[place].shape == step.operation.shape
    return same and all(read == place for read in step.reads if root.get(read, read) == place)


def _release(
    place: int, holds: dict[int, tuple[tuple[bool, int], int]], free: dict[tuple[bool, int], list[int]]
) -> None:
    kind, buffer = holds.pop(place)
    free.setdefault(kind, []).append(buffer)
