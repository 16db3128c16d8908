"""Hypothesis strategies over networks and over the domain of a claim, and settings with every field written down.

    from hypothesis import given
    from theorycheck.strategies import witnesses

    @given(witnesses(claim))
    def test_something(witness): ...

Hypothesis draws the structure (sizes, lane, seed, index); the entries come from the counter generator. So an example of
any size is a few small integers: it is drawn and shrunk fast, printed in one line, and re-created from that line. Its
examples are adaptive: they never enter a probability bound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, assume, settings
from hypothesis import strategies as st

from theorycheck.algebra import backends
from theorycheck.drawn import DrawnArray, DrawnNetwork
from theorycheck.falsifying.bucket import Bucket, Examiner
from theorycheck.falsifying.exact import Judge
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import lanes
from theorycheck.falsifying.space import StatementSpace
from theorycheck.outcome import decode_witness, encode_witness, replayed
from theorycheck.statement.claim import Claim
from theorycheck.statement.discovery import catalogue, load
from theorycheck.statement.sorts import Real
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import interval

MOST_INDEX = 2**16
Sizes = Mapping[str, Any]
Integers = int | st.SearchStrategy[int]
LANES = {lane.name: lane for lane in lanes()}


# -- the domain of a claim ---------------------------------------------------------------------------------------------


class Witness(dict):
    """Symbol -> exact value. It prints as what re-creates it, however many entries it has."""

    def __init__(self, values: Mapping[str, Any], name: str = "") -> None:
        super().__init__(values)
        self._named = name

    def __repr__(self) -> str:
        return self._named or replayed(encode_witness(self))


def witnesses(claim: Claim | Statement, domain: Any = None) -> st.SearchStrategy[Witness]:
    """Exact points of the domain of a claim (or a statement); its hypotheses about reals may fail there.

    domain: as a claim's: the ranges of the sizes and the scales of the laws
    """
    source = _source(claim, domain)
    source.space.require_searchable()
    return _witnesses(source)


def redraw(claim: Claim | Statement, sizes: Sizes, *, lane: str, seed: int, index: int, domain: Any = None) -> Witness:
    """The example that Hypothesis printed in these words."""
    found = _source(claim, domain).draw(sizes, lane, seed, index)
    if found is None:
        raise ValueError(f"no point of the domain has the sizes {dict(sizes)}, lane {lane}, seed {seed}, index {index}")
    return found


def witness(**values: Any) -> Witness:
    """A witness as theorycheck prints one above a test: naturals as numbers, reals as text "p/q"."""
    return Witness(decode_witness(values))


@st.composite
def _witnesses(draw: st.DrawFn, source: _Source) -> Witness:
    sizes = source.sizes(draw)
    lane, seed, index = draw(st.sampled_from(list(LANES))), draw(_seeds()), draw(_indices())
    found = source.draw(sizes, lane, seed, index) if sizes is not None else None
    assume(found is not None)
    return found  # type: ignore[return-value]


class _Source:
    """Draws points of one statement, at sizes and an index of the search's own generator."""

    def __init__(self, claim: Claim | Statement, domain: Any) -> None:
        self.word = "claim" if isinstance(claim, Claim) else "statement"
        self.statement = claim.statement if isinstance(claim, Claim) else claim
        self.domain = domain if domain is not None or not isinstance(claim, Claim) else claim.domain
        scales = getattr(self.domain, "scales", None)
        self.lanes = {lane.name: lane for lane in lanes(scales)} if scales else LANES

    @cached_property
    def space(self) -> StatementSpace:
        return StatementSpace(self.statement, 0, dict(getattr(self.domain, "sizes", None) or {}))

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.statement, self.space.layout)

    def sizes(self, draw: st.DrawFn) -> dict[str, Any] | None:
        """One size after the other, scalars first; None where a hypothesis on sizes excludes them."""
        chosen: dict[str, Any] = {}
        for natural in self.space.assignments.naturals:
            one = st.integers(natural.least, natural.greatest)
            length = None if natural.length is None else natural.length(chosen)
            chosen[natural.name] = draw(one if length is None else st.lists(one, min_size=length, max_size=length))
        complete = self.space.complete(chosen)
        return complete if complete is not None and self._judge.naturals_allow(complete) else None

    def draw(self, sizes: Sizes, lane: str, seed: int, index: int) -> Witness | None:
        backend = backends.select("numpy")
        program = Program(self.statement, self.space.layout, backend)
        drawer = Drawer(backend.xp, backend.dtype("float64"), seed)
        examiner = Examiner(self.space, program, drawer)
        found = examiner.point(Bucket(self.lanes[lane], dict(sizes), (index,)), 0)
        name = f"redraw({self.word}, {dict(sizes)}, lane={lane!r}, seed={seed}, index={index})"
        if found is None or found.size_map() != dict(sizes):  # sizes that hypotheses determine are computed
            return None
        return Witness(self.space.witness(found), name)


@lru_cache(maxsize=64)
def _source_of(claim: Any) -> _Source:
    return _Source(claim, None)


def _source(claim: Any, domain: Any) -> _Source:
    return _source_of(claim) if domain is None else _Source(claim, domain)


# -- networks and arrays of any size -----------------------------------------------------------------------------------


def shapes(depth: Integers = 2, width: Integers = 4) -> st.SearchStrategy[tuple[int, ...]]:
    """The widths d(0), ..., d(K) of a network of depth K; a number stands for "from 1 up to it"."""
    each = _up_to(width)
    return _up_to(depth).flatmap(lambda layers: st.tuples(*[each] * (layers + 1)))


def networks(
    widths: Sequence[int] | st.SearchStrategy[Any] | None = None,
    *,
    biases: bool | st.SearchStrategy[bool] = False,
    lane: str | None = None,
) -> st.SearchStrategy[DrawnNetwork]:
    """Networks of these widths (default: `shapes()`), from one lane of the search or from all of them."""
    chosen = shapes() if widths is None else widths if isinstance(widths, st.SearchStrategy) else st.just(tuple(widths))
    return st.builds(
        DrawnNetwork, chosen, _lane(lane), seed=_seeds(), index=_indices(), biases=_strategy(biases, st.just)
    )


def vectors(size: Integers = 4, *, lane: str | None = None) -> st.SearchStrategy[DrawnArray]:
    """Vectors; a number is the size itself."""
    return drawn_arrays(st.tuples(_strategy(size, st.just)), lane=lane)


def matrices(rows: Integers = 4, columns: Integers = 4, *, lane: str | None = None) -> st.SearchStrategy[DrawnArray]:
    """Matrices; a number is the size itself."""
    return drawn_arrays(st.tuples(_strategy(rows, st.just), _strategy(columns, st.just)), lane=lane)


def drawn_arrays(shape: Any = None, *, lane: str | None = None) -> st.SearchStrategy[DrawnArray]:
    """Arrays of a shape, or of the shapes that a strategy draws."""
    chosen = st.lists(st.integers(1, 4), max_size=3).map(tuple) if shape is None else _strategy(shape, st.just)
    return st.builds(DrawnArray, chosen, _lane(lane), seed=_seeds(), index=_indices())


def _strategy(value: Any, otherwise: Any) -> st.SearchStrategy[Any]:
    return value if isinstance(value, st.SearchStrategy) else otherwise(value)


def _up_to(value: Integers) -> st.SearchStrategy[int]:
    return _strategy(value, lambda most: st.integers(1, most))


def _lane(name: str | None) -> st.SearchStrategy[str]:
    return st.sampled_from(list(LANES)) if name is None else st.just(name)


def _seeds() -> st.SearchStrategy[int]:
    return st.integers(0, 2**32 - 1)


def _indices() -> st.SearchStrategy[int]:
    return st.integers(0, MOST_INDEX)


# -- what st.from_type knows -------------------------------------------------------------------------------------------


def claims() -> st.SearchStrategy[Claim]:
    """The claims of the library."""
    return st.sampled_from(catalogue(())).map(load)


def statements() -> st.SearchStrategy[Statement]:
    """Their statements, and those of their false neighbours."""
    return claims().flatmap(
        lambda claim: st.sampled_from([claim.statement, *map(claim.neighbour_statement, claim.neighbours)])
    )


def intervals() -> st.SearchStrategy[Real]:
    """The sorts of the reals between two rationals."""
    ends = st.lists(st.fractions(max_denominator=100), min_size=2, max_size=2, unique=True).map(sorted)
    return st.builds(lambda pair, open_: interval(*pair, open_=open_), ends, st.sampled_from([False, True]))


st.register_type_strategy(Claim, claims())
st.register_type_strategy(Statement, statements())
st.register_type_strategy(Real, intervals())
st.register_type_strategy(DrawnArray, drawn_arrays())
st.register_type_strategy(DrawnNetwork, networks())


# -- settings ----------------------------------------------------------------------------------------------------------

PROFILES = {"quick": (25, True), "ci": (100, True), "thorough": (2000, False)}  # examples; the same ones in every run?


def profile(name: str) -> settings:
    """The settings `quick`, `ci` or `thorough`, with every field written down: neither the environment (Hypothesis
    derandomizes where CI is set) nor another profile decides what is explored. Decorate a test with it, or register
    all of them."""
    examples, the_same = PROFILES[name]
    return settings(
        max_examples=examples,
        derandomize=the_same,
        database=None,
        verbosity=Verbosity.normal,
        phases=(Phase.explicit, Phase.generate, Phase.target, Phase.shrink),
        stateful_step_count=50,
        report_multiple_bugs=True,
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
        deadline=None,
        print_blob=True,
        backend="hypothesis",
    )


def register_profiles() -> None:
    """Registers `theorycheck-quick`, `theorycheck-ci` and `theorycheck-thorough` with Hypothesis."""
    for name in PROFILES:
        settings.register_profile(f"theorycheck-{name}", profile(name))
