"""What the library says today of the claims that certificates and reports name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from theorycheck.errors import UnknownClaim
from theorycheck.roles import ITS_OWN
from theorycheck.trial import box_of, contradiction, within

Bounds = Mapping[str, tuple[Fraction, Fraction]]
_BOUND = re.compile(r"\((?P<left>\S+) (?P<relation>[≤=]) (?P<right>\S+)\)")
_VARIABLE = re.compile(r"x(\d+)")


@dataclass(frozen=True)
class Registered:
    """A claim or neighbour of the library: its title, its statement, the script that is to prove it."""

    title: str
    statement: Any
    script: str = ""

    def about(self, role: str, reach: Sequence[str] = ()) -> Any:
        """The statement that a certificate in this role must be of; None where there is none.

        A model `inside` lies within the reach of the proof, as the kernel tells it; where no proof is at hand, within
        what the claim's own script restricts.
        """
        if role == "inside":
            bounds = self.bounds(reach) if reach else box_of(self.script)
            return within(self.statement, bounds) if bounds else None
        return self.statement if role in ITS_OWN else contradiction(self.statement)

    def named(self, reach: Sequence[str]) -> tuple[str, ...]:
        """The kernel's bounds on x1, x2 … in the symbols' own names."""
        names = [symbol.name for symbol in self.statement.symbols]
        return tuple(re.sub(rf"\b{_VARIABLE.pattern}\b", lambda found: names[int(found[1]) - 1], rho) for rho in reach)

    def bounds(self, reach: Sequence[str]) -> Bounds | None:
        """The box that a reach of the forms (a ≤ x), (x ≤ b) and (n = 2) confines; None for any other reach."""
        names = [symbol.name for symbol in self.statement.symbols]
        low: dict[str, Fraction] = {}
        high: dict[str, Fraction] = {}
        for rho in reach:
            found = _BOUND.fullmatch(rho)
            if found is None:
                return None
            left, relation, right = found["left"], found["relation"], found["right"]
            below = _VARIABLE.fullmatch(right)  # a ≤ x
            variable, value = (below, left) if below else (_VARIABLE.fullmatch(left), right)
            if variable is None:
                return None
            try:
                name, number = names[int(variable[1]) - 1], Fraction(value.strip("()"))
            except (ValueError, IndexError):  # a number too long to be written, say
                return None
            if below or relation == "=":
                low[name] = max(low.get(name, number), number)
            if not below or relation == "=":
                high[name] = min(high.get(name, number), number)
        return {name: (low[name], high[name]) for name in low} if low.keys() == high.keys() else None


@dataclass
class Register:
    """The library's claims, each loaded when it is asked for."""

    known: dict[str, Registered | None] = field(default_factory=dict)

    def find(self, name: str) -> Registered | None:
        """The claim or neighbour (`claim/name`) of that id; None for one from elsewhere."""
        if name not in self.known:
            self.known[name] = _found(name)
        return self.known[name]


def _found(name: str) -> Registered | None:
    from theorycheck.statement.discovery import catalogue, load

    claim_id, _, neighbour = name.partition("/")
    try:
        (entry,) = catalogue([claim_id])
    except (UnknownClaim, ValueError):
        return None
    claim = load(entry)
    if not neighbour:
        return Registered(claim.title, claim.statement, claim.proof or "")
    found = next((n for n in claim.neighbours if n.name == neighbour), None)
    title = f"{claim.title}; false neighbour {neighbour}"
    return None if found is None else Registered(title, claim.neighbour_statement(found), claim.proof or "")
