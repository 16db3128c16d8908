"""Random rule applications; every theorem is held against independent worlds.  One false theorem is a bug."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from theorycheck.kernel import KernelError
from theorycheck.kernel.binding import postorder
from theorycheck.kernel.errors import fuelled
from theorycheck.kernel.rules import RULES
from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from .model import Skip, World
from .moves import MOVES, Hand

WORLDS, LARGEST, POOL = 8, 120, 80
STEP_FUEL = 20_000


class FalseTheorem(AssertionError):
    """The kernel proved something that fails in the standard model."""


@dataclass
class Tally:
    """What a run did, by rule.

    proved: theorems; refused: attempts the kernel refused; supported, confirmed: points where all hypotheses hold, and
    where the conclusion was seen to hold too; seen: theorems with at least one point of the first kind.
    """

    proved: Counter[str] = field(default_factory=Counter)
    supported: Counter[str] = field(default_factory=Counter)
    confirmed: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)


class Fuzzer:
    """One seeded run; `worlds` is at how many points each theorem is evaluated."""

    def __init__(self, seed: int, worlds: int = WORLDS):
        self.worlds = worlds
        self.rng = random.Random(seed)
        self.pool: list[Theorem] = []
        self.definitions: dict = {}
        self.tally = Tally()

    def run(self, rounds: int, names: Iterable[str] = ()) -> Tally:
        """Tries every rule (or those) once a round, in random order."""
        chosen = sorted(names) or sorted(MOVES)
        for _ in range(rounds):
            for name in self.rng.sample(chosen, len(chosen)):
                self._try(name)
        return self.tally

    def _try(self, name: str) -> None:
        hand = Hand(self.rng, self.pool)
        try:
            with fuelled(STEP_FUEL):
                arguments = MOVES[name](hand)
                if name != "cite" and self.rng.random() < 0.1:  # what is cited must be true
                    arguments = self._disturbed(arguments, hand)
                theorem = RULES[name](*arguments)
        except KernelError:
            self.tally.refused[name] += 1
            return
        self.tally.proved[name] += 1
        if name == "define":
            constant, body = theorem.conclusion.args
            self.definitions[constant] = body
        self.check(theorem, name)
        if sum(len(list(postorder(term))) for term in (theorem.conclusion, *theorem.hypotheses)) <= LARGEST:
            self.pool.append(theorem)
        if len(self.pool) > POOL:
            del self.pool[self.rng.randrange(len(self.pool))]

    def _disturbed(self, arguments: tuple, hand: Hand) -> tuple:
        """One argument replaced by another of its kind."""
        if not arguments:
            return arguments
        place = self.rng.randrange(len(arguments))
        old, new = arguments[place], arguments[place]
        if type(old) is Theorem:
            new = hand.theorem(old.conclusion.op)
        elif hasattr(old, "sort"):
            new = hand.term(old.sort, 2)
        return (*arguments[:place], new, *arguments[place + 1 :])

    def check(self, theorem: Theorem, name: str) -> None:
        """In every world where the hypotheses hold, the conclusion does not fail."""
        seeds = [self.rng.randrange(10**9) for _ in range(self.worlds)]
        held = evaluated(theorem.hypotheses, theorem.conclusion, seeds, self.definitions, name)
        self.tally.supported[name] += len(held)
        self.tally.confirmed[name] += held.count(True)
        self.tally.seen[name] += bool(held)


def evaluated(
    hypotheses: Collection[Term], conclusion: Term, seeds: Iterable[int], definitions: dict, name: str
) -> list[bool | None]:
    """The conclusion at the points where all hypotheses hold (None: not known); `FalseTheorem` where it fails."""
    held: list[bool | None] = []
    hypotheses = sorted(hypotheses, key=Term.digest)
    for seed in seeds:
        world = World(seed, definitions)
        try:
            if not all(world.holds(hypothesis) is True for hypothesis in hypotheses):
                continue
            held.append(None)
            held[-1] = world.holds(conclusion)
        except (Skip, RecursionError):
            continue
        if held[-1] is False:
            values = {key: value for key, value in world.known.items() if not callable(value)}
            shown = f"{', '.join(map(str, hypotheses))} ⊢ {conclusion}"
            raise FalseTheorem(f"{name} proved {shown}\nwhich fails in world {seed}: {values}")
    return held
