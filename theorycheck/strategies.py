"""Hypothesis strategies over the domain of a statement, and settings profiles with every field written down.

Hypothesis draws the structure (sizes, lane, seed, place); the entries come from the counter generator, so an
example is four small integers, shrinks fast, and is re-created bit for bit by the search. Its examples are
adaptive: they never enter a probability bound.
"""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, assume, settings
from hypothesis import strategies as st

from theorycheck.algebra import backends
from theorycheck.falsifying.bucket import Bucket, Examiner
from theorycheck.falsifying.feed import ASSIGNMENT_SPAN, FEW_PER_ASSIGNMENT
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import lanes
from theorycheck.falsifying.space import StatementSpace

ASSIGNMENTS = 400


def witnesses(statement: Any, domain: Any = None) -> st.SearchStrategy[dict[str, Any]]:
    """Exact points of a statement's domain in witness form; hypotheses of the statement may fail there."""
    return st.builds(
        lambda seed, number, lane, place: _draw(statement, domain, seed, number, lane, place),
        seed=st.integers(0, 2**32 - 1),
        number=st.integers(0, ASSIGNMENTS),
        lane=st.sampled_from(lanes()),
        place=st.integers(0, FEW_PER_ASSIGNMENT - 1),
    )


def _draw(statement: Any, domain: Any, seed: int, number: int, lane: Any, place: int) -> dict[str, Any]:
    space = StatementSpace(statement, seed, dict(getattr(domain, "sizes", None) or {}))
    sizes = space.sizes(number)
    assume(sizes is not None)
    backend = backends.select("numpy")
    program = Program(statement, space.layout, backend)
    examiner = Examiner(space, program, Drawer(backend.xp, backend.xp.float64, seed))
    found = examiner.point(Bucket(lane, sizes or {}, (number * ASSIGNMENT_SPAN + place,)), 0)
    assume(found is not None)
    return space.witness(found)  # type: ignore[arg-type]


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
