"""The one object a claim file builds: a statement with where it comes from, how to prove it, and what must be false."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from theorycheck.errors import DuplicateClaim, OptionError, TheorycheckError, WitnessError

from .domain import Domain
from .examples import require_complete
from .hints import Hints
from .source import Source, as_source
from .statements import Statement
from .symmetry import Symmetry

FIDELITIES = ("exact", "equivalent", "hypotheses added", "looser")
ASSUMPTIONS = ("", "standard", "cited")


@dataclass(frozen=True)
class Neighbour:
    """A statement beside the claim's that the same search must refute.

    given, conclude: what differs from the claim; None keeps the claim's
    near:            one hypothesis dropped, or a constant within a tenth of sharp
    symmetry:        families of maps that leave its own objective alone; None keeps the claim's, () is none
    """

    name: str
    given: Sequence[object] | None = None
    conclude: object = None
    near: bool = False
    covers: Mapping[str, str] = field(default_factory=dict)
    symmetry: Sequence[Symmetry] | None = None
    expect: str = "REFUTED"


@dataclass(frozen=True)
class Lemma:
    """A statement on the way to a claim, under the claim's hypotheses, with its own proof script."""

    statement: Statement
    proof: str


@dataclass(frozen=True)
class Have:
    """A lemma as a claim file writes it: the relation, and the script that proves it."""

    conclude: object
    by: str


def have(relation: object, by: str) -> Have:
    """A step of a proof: the relation, under the claim's hypotheses, proved by a script of its own."""
    return Have(relation, by)


@dataclass(frozen=True, kw_only=True, eq=False)
class Claim:
    """A claim of deep-learning theory.

    title, source:   for readers
    given, conclude: the statement; its symbols are quantified over
    proof:           a script for `proving`; None: no proof is tried
    lemmas:          steps for that script: have(relation, by=script)
    covers:          a key of the survey's catalogue -> "whole" or "part: what is missing"
    fidelity:        exact | equivalent | hypotheses added | looser
    expect:          the verdict its author expects; only faces read it
    neighbours:      statements the same search must refute
    uses:            ids of claims this one may cite
    closed_form:     id of a claim -> what it says of the formula here: {"geometry.area": "that A is the area"}
    domain:          where the search draws from
    symmetry:        families of maps that leave the objective alone, for landscape claims
    example:         an exact point, in witness form, at which the hypotheses hold together; certified like any model
    repairs:         the id of the claim this one corrects
    assumed:         standard (a textbook theorem) or cited (a research result): taken without proof, under its id

    Raises ClaimCollapsed, ShapeError or another StatementError, naming the claim, if it is badly posed; OptionError for
    a fidelity or an assumption that does not exist, and for an assumed claim that gives a proof all the same.
    """

    title: str
    source: Source | str
    conclude: object
    given: Sequence[object] = ()
    proof: str | None = None
    lemmas: Sequence[Have] = ()
    covers: Mapping[str, str] = field(default_factory=dict)
    fidelity: str = "exact"
    expect: str = "OPEN"
    neighbours: Sequence[Neighbour] = ()
    uses: Sequence[str] = ()
    closed_form: Mapping[str, str] = field(default_factory=dict)
    domain: Domain | None = None
    symmetry: Sequence[Symmetry] = ()
    example: Mapping[str, Any] | None = None
    repairs: str | None = None
    assumed: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", as_source(self.source))
        if self.fidelity not in FIDELITIES:
            raise OptionError(f"the fidelity {self.fidelity!r} is unknown", cure=f"choose {', '.join(FIDELITIES)}")
        self._check_assumed()
        self._check_lists()
        try:
            _posed(self.statement)
        except TheorycheckError as error:
            error.located(f"the claim {self.title!r}")
            raise
        self._check_neighbours()
        self._check_example()
        self._check_domain()

    def _check_example(self) -> None:
        """An example gives every symbol of the claim a value of its shape, and nothing that is no symbol anywhere."""
        if self.example is None:
            return
        known = self._known_names()
        try:
            if strange := sorted(set(self.example) - known):
                raise WitnessError(
                    f"{', '.join(strange)} is no symbol of the claim or of a neighbour",
                    cure=f"its symbols are {', '.join(sorted(known))}",
                )
            require_complete(self.example, self.statement.symbols)
        except WitnessError as error:
            error.located(f"the example of the claim {self.title!r}")
            raise

    def _known_names(self) -> set[str]:
        statements = (self.statement, *map(self.neighbour_statement, self.neighbours))
        return {symbol.name for statement in statements for symbol in statement.symbols}

    def _check_domain(self) -> None:
        """What is drawn is a symbol of the claim or of a neighbour: a misspelt name would be passed over."""
        drawn = {*self.domain.sizes, *self.domain.laws} if self.domain is not None else set()
        known = self._known_names() if drawn else set()
        if strange := sorted(drawn - known):
            raise OptionError(
                f"the domain speaks of {', '.join(strange)}, and no symbol is called so",
                where=f"the claim {self.title!r}",
                cure=f"its symbols are {', '.join(sorted(known))}",
            )

    def _check_lists(self) -> None:
        for name in ("given", "lemmas", "neighbours", "uses", "symmetry"):
            if not isinstance(getattr(self, name), (list, tuple)):
                raise OptionError(
                    f"{name} is no list", where=f"the claim {self.title!r}", cure=f"write {name}=[…], also for one"
                )

    def _check_assumed(self) -> None:
        where = f"the claim {self.title!r}"
        if self.assumed not in ASSUMPTIONS:
            raise OptionError(
                f"assumed={self.assumed!r} is unknown",
                where=where,
                cure="write assumed='standard' for a textbook theorem, assumed='cited' for a research result",
            )
        if self.assumed and (self.proof is not None or self.lemmas):
            raise OptionError(
                "a claim is assumed and gives a proof", where=where, why="it is one or the other", cure="remove one"
            )

    def _check_neighbours(self) -> None:
        seen: set[str] = set()
        for neighbour in self.neighbours:
            if neighbour.name in seen:
                raise DuplicateClaim(
                    f"two neighbours are called {neighbour.name}", where=repr(self.title), cure="rename one of them"
                )
            seen.add(neighbour.name)
            if neighbour.given is None and neighbour.conclude is None:
                raise OptionError(
                    f"the neighbour {neighbour.name!r} is the claim itself",
                    where=f"the claim {self.title!r}",
                    why="it changes neither hypotheses nor conclusion, and is to be false where the claim is true",
                    cure="give it given=[…] or conclude=…",
                )
            try:
                _posed(self.neighbour_statement(neighbour))
            except TheorycheckError as error:
                error.located(f"the neighbour {neighbour.name!r} of the claim {self.title!r}")
                raise

    @cached_property
    def statement(self) -> Statement:
        """The claim as a closed statement."""
        return Statement(self.given, self.conclude, Hints(self.symmetry, self.example))

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The ids of all claims that it names: what its proof may cite, and what its formula stands for by."""
        return tuple(dict.fromkeys((*self.uses, *self.closed_form)))

    @cached_property
    def steps(self) -> tuple[Lemma, ...]:
        """The lemmas as statements with their scripts; every claim that uses this one asks for them."""
        return tuple(Lemma(Statement(self.given, lemma.conclude), lemma.by) for lemma in self.lemmas)

    def neighbour_statement(self, neighbour: Neighbour) -> Statement:
        """A neighbour as a closed statement: what it leaves out is the claim's."""
        return Statement(
            self.given if neighbour.given is None else neighbour.given,
            self.conclude if neighbour.conclude is None else neighbour.conclude,
            Hints(self.symmetry if neighbour.symmetry is None else neighbour.symmetry, self.example),
        )


def _posed(statement: Statement) -> None:
    """Looks at everything that can be wrong with a statement before anything is searched or proved."""
    _ = statement.hypotheses, statement.conclusion
