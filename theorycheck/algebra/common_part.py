"""Networks that differ in a few arrays only: what does not depend on those is computed once for all of them.

    split = common_part(tape, own)        own: the inputs that each network has for itself
    split.run(values, families, size)     the other inputs have one row a family, these one row a network

The second half of the computation is the plain one: results of the first are repeated for the networks of a family,
so a network's numbers are, bit for bit, those of the tape that was split.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .tape import Tape, Workspace, compiled
from .tracing import ROWS, Operation, Place, Shape, size

PER_PRODUCT = 1 / 6  # what a multiplication inside a matrix product costs, in entries of an elementwise operation
PER_DRAW = 4  # what drawing an entry costs, likewise
ENOUGH = 4  # entries of its own that a network should have
WORTH = 0.5  # the share of the work that may be a network's own
FREE = 1.1  # how much more own work further arrays of its own may make


@dataclass
class CommonPart:
    """A tape in two halves. `shared` and `own` are positions among its inputs."""

    first: Tape
    second: Tape
    shared: tuple[int, ...]
    own: tuple[int, ...]

    def run(self, values: Sequence[Any], families: int, members: int) -> list[Any]:
        """The outputs, network by network, the families one after the other."""
        given = self.first.run([values[at] for at in self.shared], families)
        workspace = self.second.workspace
        repeated = [repeat(x, members, workspace, number) for number, x in enumerate(given)]
        return self.second.run([*repeated, *(values[at] for at in self.own)], families * members)

    @property
    def footprint(self) -> int:
        """The entries that one network takes, its share of a family's left out."""
        return self.second.footprint


def repeat(x: Any, members: int, workspace: Workspace, number: int) -> Any:
    """Each row of an array several times over."""
    backend, rows, shape = workspace.backend, x.shape[0], tuple(x.shape[1:])
    column = backend.reshape(x, (rows, 1, *shape))
    if not backend.reuses:
        wide = backend.broadcast_to(column, (rows, members, *shape))
        return backend.reshape(wide, (rows * members, *shape))
    is_truth = x.dtype == backend.xp.bool_
    entries = rows * members * size(shape)
    flat = workspace.cut(("repeated", is_truth, number), False if is_truth else 0.0, entries)
    into = backend.reshape(flat, (rows, members, *shape))
    backend.xp.copyto(into, column)
    return backend.reshape(into, (rows * members, *shape))


def common_part(tape: Tape, own: Sequence[int]) -> CommonPart:
    """The tape in two halves, the second one for what depends on the inputs `own`."""
    operations, shared = tape.operations, [at for at in range(len(tape.inputs)) if at not in set(own)]
    mine = _dependence(tape, [tape.inputs[at] for at in own])
    handed = {step.fills for step in tape.steps if not mine[step.fills]} | {tape.inputs[at] for at in shared}
    read = {place for step in tape.steps if mine[step.fills] for place in step.reads} | set(tape.outputs)
    between = [place for place in sorted(handed & read) if operations[place].shape[:1] == (ROWS,)]
    first = compiled(operations, tape.workspace, [tape.inputs[at] for at in shared], between)
    second = compiled(operations, tape.workspace, [*between, *(tape.inputs[at] for at in own)], tape.outputs)
    return CommonPart(first, second, tuple(shared), tuple(own))


def cheapest_own(tape: Tape) -> tuple[int, ...]:
    """The inputs that a network should have for itself so that most work is done once for a family; () if none."""
    work = _work(tape)
    total = sum(work.values())

    def cost(own: Sequence[int]) -> float:
        mine = _dependence(tape, [tape.inputs[at] for at in own])
        return sum(amount for place, amount in work.items() if mine[place])

    entries = [size(tape.operations[place].shape) for place in tape.inputs]
    candidates = [at for at, count in enumerate(entries) if count >= ENOUGH]
    if not candidates:
        return ()
    costs = {at: cost([at]) for at in range(len(entries)) if entries[at]}
    best = min(candidates, key=lambda at: (costs[at], at))
    if costs[best] > WORTH * total:
        return ()
    own = [best]
    for at in sorted(costs, key=lambda at: (costs[at], at)):
        if at != best and cost([*own, at]) <= FREE * costs[best]:
            own.append(at)
    return tuple(sorted(own)) if len(own) < len(costs) else ()


def _dependence(tape: Tape, own: Sequence[int]) -> list[bool]:
    """Which results depend on some of the inputs."""
    mine = [False] * tape.length
    for place in own:
        mine[place] = True
    for step in tape.steps:
        mine[step.fills] = any(mine[place] for place in step.reads)
    return mine


def _work(tape: Tape) -> dict[int, float]:
    """What each result costs for one network, in entries of an elementwise operation."""
    work = {step.fills: _cost(step.operation, tape.operations) for step in tape.steps}
    return work | {place: PER_DRAW * size(tape.operations[place].shape) for place in tape.inputs}


def _cost(operation: Operation, operations: Sequence[Operation]) -> float:
    inner = 1.0
    if operation.name == "matmul":
        inner = PER_PRODUCT * _shape(operation.operands[0], operations)[-1]
    if operation.name in ("sum", "max"):
        return float(size(_shape(operation.operands[0], operations)))
    return inner * size(operation.shape)


def _shape(x: Any, operations: Sequence[Operation]) -> Shape:
    return operations[x].shape if isinstance(x, Place) else ()
