r"""The phases of a path of a parallel network, and what is checked of each of them in exact rationals.

On a phase the bases B_i stand still and the weights move on a line, w_i(t) = w_i + t d_i >= 0 for 0 <= t <= T; the
blocks are X_i(t) = w_i(t)^{1/p} B_i.  So Phi and Theta are affine in t, and the objective is convex:

    slide       sum_i d_i phi(B_i) = 0 and sum_i d_i theta(B_i) <= 0: Phi is constant and Theta does not increase
    others      the objective's slope is negative at t = 0 and not positive at t = T: as l is convex, it decreases
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from theorycheck.errors import PathRefused

from .parallel_networks import Block, ParallelNetwork, Vector

KINDS = ("slide", "rescaling", "new block")


@dataclass(frozen=True)
class Phase:
    """kind: one of KINDS; blocks: the B_i; weights: the w_i at the start; direction: the d_i; length: T."""

    kind: str
    blocks: tuple[Block, ...]
    weights: Vector
    direction: Vector
    length: Fraction

    def weights_at(self, t: Fraction) -> Vector:
        return tuple(w + t * d for w, d in zip(self.weights, self.direction, strict=True))

    @property
    def end(self) -> Vector:
        return self.weights_at(self.length)


@dataclass(frozen=True)
class PhaseReport:
    """What was checked of one phase, in exact numbers.

    outputs_constant: whether Phi does not move
    regularizer:      Theta at the start and at the end
    objective:        l + lambda Theta at the start and at the end
    zero_blocks:      which blocks are 0 at the end
    """

    kind: str
    outputs_constant: bool
    regularizer: tuple[Fraction, Fraction]
    objective: tuple[Fraction, Fraction]
    zero_blocks: tuple[int, ...]

    def __str__(self) -> str:
        first, last = map(float, self.objective)
        outputs = "outputs constant" if self.outputs_constant else "outputs move"
        theta = f"regularizer {float(self.regularizer[0]):.6g} -> {float(self.regularizer[1]):.6g}"
        zeros = f"; zero blocks {', '.join(map(str, self.zero_blocks))}" if self.zero_blocks else ""
        return f"{self.kind}: objective {first:.6g} -> {last:.6g}, {outputs}, {theta}{zeros}"


def totals(network: ParallelNetwork, blocks: Sequence[Block], weights: Vector) -> tuple[Vector, Fraction]:
    """sum_i w_i phi(B_i) and sum_i w_i theta(B_i)."""
    rows = [network.outputs(block) for block in blocks]
    outputs = tuple(
        sum((w * x for w, x in zip(weights, column, strict=True)), Fraction(0)) for column in zip(*rows, strict=True)
    )
    return outputs, sum((w * network.regularization(b) for w, b in zip(weights, blocks, strict=True)), Fraction(0))


def objective(network: ParallelNetwork, blocks: Sequence[Block], weights: Vector) -> Fraction:
    """l(Phi) + lambda Theta."""
    outputs, regularizer = totals(network, blocks, weights)
    return network.loss_at(outputs) + network.penalty * regularizer


def slope(network: ParallelNetwork, phase: Phase, weights: Vector) -> Fraction:
    """The derivative of the objective at these weights, along the phase's direction."""
    outputs, _ = totals(network, phase.blocks, weights)
    moving, rate = totals(network, phase.blocks, phase.direction)
    return sum((g * x for g, x in zip(network.slopes_at(outputs), moving, strict=True)), network.penalty * rate)


def checked(network: ParallelNetwork, phases: Sequence[Phase], start: Sequence[Block]) -> tuple[PhaseReport, ...]:
    """What holds of each phase, all of it computed afresh; raises PathRefused at the first that is not what it says."""
    reports: list[PhaseReport] = []
    blocks, weights = tuple(start), None
    for number, phase in enumerate(phases):
        where = f"phase {number} of the path, a {phase.kind}"
        if weights is None:
            weights = tuple(Fraction(not is_zero(block)) for block in blocks)
        _joins(phase, blocks, weights, where)
        reports.append(_checked(network, phase, where))
        blocks, weights = phase.blocks, phase.end
    return tuple(reports)


def is_zero(part: object) -> bool:
    """Whether all numbers of a block are 0."""
    return all(map(is_zero, part)) if isinstance(part, tuple) else part == 0


def _joins(phase: Phase, blocks: tuple[Block, ...], weights: Vector, where: str) -> None:
    """It starts where the path is: the same weights, and the same base wherever the weight is not 0."""
    same = len(phase.blocks) == len(blocks) and phase.weights == weights and len(phase.direction) == len(blocks)
    if not same or any(w != 0 and a != b for w, a, b in zip(weights, blocks, phase.blocks, strict=True)):
        raise PathRefused("it does not start where the path is", where=where)
    if phase.kind not in KINDS or phase.length <= 0 or min((*phase.weights, *phase.end), default=Fraction(0)) < 0:
        raise PathRefused("its length is not positive, or a weight becomes negative", where=where)


def _checked(network: ParallelNetwork, phase: Phase, where: str) -> PhaseReport:
    moving, rate = totals(network, phase.blocks, phase.direction)
    constant = not any(moving)
    if phase.kind == "slide":
        if not constant:
            raise PathRefused("the outputs move", where=where, why="a slide keeps sum_i d_i phi(B_i) = 0")
        if rate > 0:
            raise PathRefused("the regularizer increases", where=where, why=f"its rate is {rate}")
    elif slope(network, phase, phase.weights) >= 0 or slope(network, phase, phase.end) > 0:
        raise PathRefused(
            "the objective is not seen to decrease all along",
            where=where,
            why="its slope is not negative at the start, or positive at the end",
        )
    ends = [totals(network, phase.blocks, weights)[1] for weights in (phase.weights, phase.end)]
    values = [objective(network, phase.blocks, weights) for weights in (phase.weights, phase.end)]
    if values[1] > values[0]:
        raise PathRefused("the objective increases", where=where, why="the loss is not convex")
    zeros = tuple(i for i, (w, b) in enumerate(zip(phase.end, phase.blocks, strict=True)) if w == 0 or is_zero(b))
    return PhaseReport(phase.kind, constant, (ends[0], ends[1]), (values[0], values[1]), zeros)
