"""Writing a derivation down while it is made.  Untrusted: what it writes is replayed by the kernel alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from .codec import TermTable, write_argument
from .errors import KernelError
from .replay import SCHEMA
from .rules import RULES
from .terms import Term
from .theorem import Theorem

UNKNOWN = "a theorem that was not derived here cannot be written down"


class Derivation:
    """Each kernel rule as a method; `d.forall_elim(theorem, term)` applies it and remembers the step.

    >>> from theorycheck.kernel import terms
    >>> d = Derivation()
    >>> d.refl(terms.real(1))
     ⊢ (1 = 1)
    """

    def __init__(self) -> None:
        self._steps: list[tuple[str, tuple]] = []
        self._index: dict[int, int] = {}
        self._keys: list[tuple] = []
        self._theorems: list[Theorem] = []
        self._known: dict[tuple, Theorem] = {}
        self._adopted: dict[Derivation, None] = {}  # in order; each holds all that its theorems stand on

    def __getattr__(self, name: str) -> Callable[..., Theorem]:
        if name not in RULES:
            raise AttributeError(f"the kernel has no rule {name!r}")

        def step(*arguments: Any) -> Theorem:
            arguments = _frozen(arguments)
            key = (name, tuple(map(_key, arguments)))
            if key not in self._known:
                self._note(RULES[name](*arguments), (name, arguments), key)
            return self._known[key]

        return step

    def _note(self, theorem: Theorem, step: tuple[str, tuple], key: tuple) -> None:
        self._index[id(theorem)] = len(self._steps)
        self._steps.append(step)
        self._keys.append(key)
        self._theorems.append(theorem)
        self._known.setdefault(key, theorem)

    def adopt(self, other: Derivation) -> None:
        """Makes every theorem of another derivation usable here; its steps are fetched when something is written down.

        A lemma's derivation adopts all that stands before it, and uses little of that.
        """
        self._adopted[other] = None

    def only(self, theorem: Theorem) -> Derivation:
        """A derivation of this theorem alone, without the steps that lead nowhere."""
        keep: set[int] = set()
        elsewhere: set[int] = set()  # theorems that were adopted
        waiting = [theorem]
        while waiting:
            used = waiting.pop()
            place = self._index.get(id(used))
            if place is None:
                elsewhere.add(id(used))
            elif place not in keep:
                keep.add(place)
                waiting += _theorems_in(self._steps[place][1])
        alone = Derivation()
        for place in sorted(keep):
            alone._note(self._theorems[place], self._steps[place], self._keys[place])
        for other in self._below() if elsewhere else ():
            held = {one for one in elsewhere if one in other._index}
            if held:
                alone.adopt(other)
                elsewhere -= held
        if elsewhere:
            raise KernelError(UNKNOWN)
        return alone

    def _below(self) -> list[Derivation]:
        """All that was adopted, and by that in turn, each once and after what it adopted itself."""
        found: dict[Derivation, None] = {}
        stack = [(other, False) for other in reversed(self._adopted)]
        while stack:
            other, ready = stack.pop()
            if ready:
                found[other] = None
            elif other not in found:
                stack.append((other, True))
                stack += [(inner, False) for inner in reversed(other._adopted) if inner not in found]
        return list(found)

    def _gather(self) -> None:
        """Puts the steps of all that was adopted before the own ones, each once."""
        if not self._adopted:
            return
        whole = Derivation()
        for one in (*self._below(), self):
            for made, step, key in zip(one._theorems, one._steps, one._keys, strict=True):
                if id(made) not in whole._index:
                    whole._note(made, step, key)
        self._steps, self._keys, self._theorems = whole._steps, whole._keys, whole._theorems
        self._index, self._known, self._adopted = whole._index, whole._known, {}

    def _position(self, theorem: Theorem) -> int:
        if id(theorem) not in self._index:
            raise KernelError(UNKNOWN)
        return self._index[id(theorem)]

    def certificate(self, theorem: Theorem, statement: Term, kind: str = "proof") -> dict:
        """The JSON document that proves `theorem`, holding only the steps it needs, in order, each theorem once."""
        self._gather()
        first: dict[tuple, int] = {}  # the first step that gave a theorem: what was derived twice is written down once
        for index, made in enumerate(self._theorems):
            first.setdefault(_sequent(made), index)

        def earliest(made: Theorem) -> int:
            return first.get(_sequent(made), self._position(made))

        needed = self._needed(earliest(theorem), earliest)
        place = {old: new for new, old in enumerate(needed)}
        table = TermTable()
        registered = table.add(statement)
        steps = [
            [name, [write_argument(a, table, lambda t: place[earliest(t)]) for a in arguments]]
            for name, arguments in (self._steps[i] for i in needed)
        ]
        return {"schema": SCHEMA, "kind": kind, "statement": registered, "terms": table.entries, "steps": steps}

    def met(self, theorem: Theorem, among: Sequence[Theorem]) -> list[Theorem]:
        """Those of `among` that `theorem` is derived from, except where only through another of them."""
        self._gather()
        ends = {self._position(one) for one in among}
        found = ends.intersection(self._needed(self._position(theorem), self._position, ends))
        return [one for one in among if self._position(one) in found]

    def _needed(self, goal: int, position: Callable[[Theorem], int], ends: Collection[int] = ()) -> list[int]:
        """The steps below `goal`, itself included; what stands below one of the `ends` is not looked at.

        position: which step stands for a theorem that another step uses; never a later one than that
        """
        keep: set[int] = set()
        waiting = [goal]
        while waiting:
            index = waiting.pop()
            if index not in keep:
                keep.add(index)
                if index not in ends:
                    waiting += [position(theorem) for theorem in _theorems_in(self._steps[index][1])]
        return sorted(keep)


def _sequent(theorem: Theorem) -> tuple:
    return theorem.hypotheses, theorem.conclusion, theorem.trust


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if type(value) in (tuple, list) else value


def _key(value: Any) -> Any:
    """A hashable stand-in that tells 1 from True and a theorem from its equal."""
    if type(value) is tuple:
        return tuple(map(_key, value))
    return (type(value), id(value) if type(value) is Theorem else value)


def _theorems_in(value: Any) -> list[Theorem]:
    if type(value) is Theorem:
        return [value]
    return [t for item in value for t in _theorems_in(item)] if type(value) is tuple else []
