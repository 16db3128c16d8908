"""Random rule applications; every theorem is held against independent worlds.  One false theorem is a bug."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from theorycheck.kernel import KernelError
from theorycheck.kernel.binding import postorder
from theorycheck.kernel.errors import fuelled
from theorycheck.kernel.rules import RULES
from theorycheck.kernel.theorem import Theorem

from .model import Skip, World
from .moves import MOVES, Hand

WORLDS, LARGEST, POOL = 8, 120, 80
STEP_FUEL = 20_000


class FalseTheorem(AssertionError):
    """The kernel proved something that fails in the standard model."""


@dataclass
class Tally:
    """What a run did: theorems per rule, how many had a point where all hypotheses hold, how many were refused."""

    proved: Counter = field(default_factory=Counter)
    supported: Counter = field(default_factory=Counter)
    confirmed: Counter = field(default_factory=Counter)
    refused: Counter = field(default_factory=Counter)


class Fuzzer:
    """One seeded run."""

    def __init__(self, seed: int):
        self.rng = random.Random(seed)
        self.pool: list[Theorem] = []
        self.definitions: dict = {}
        self.tally = Tally()

    def run(self, rounds: int) -> Tally:
        """Tries every rule once a round, in random order."""
        for _ in range(rounds):
            for name in self.rng.sample(sorted(MOVES), len(MOVES)):
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
        for _ in range(WORLDS):
            seed = self.rng.randrange(10**9)
            world = World(seed, self.definitions)
            try:
                if not all(world.holds(hypothesis) is True for hypothesis in theorem.hypotheses):
                    continue
                self.tally.supported[name] += 1
                verdict = world.holds(theorem.conclusion)
            except (Skip, RecursionError):
                continue
            self.tally.confirmed[name] += verdict is True
            if verdict is False:
                values = {key: value for key, value in world.known.items() if not callable(value)}
                raise FalseTheorem(f"{name} proved {theorem}\nwhich fails in world {seed}: {values}")
