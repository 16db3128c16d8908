"""A step of a proof serves the later ones as it stood under the hypotheses; anything else is an instance of it."""

from __future__ import annotations

import pytest

from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import REAL
from theorycheck.proving.context import Context
from theorycheck.proving.same_names import Known, Opened, as_it_stood, at_same_names

X = terms.variable("x", REAL)
POSITIVE = terms.lt(terms.real(0), X)


def _known(d: Derivation) -> Known:
    """0 < x gives 0 < x, as it stood and in general."""
    stood = d.assume(POSITIVE)
    general = d.forall_intro(d.implies_intro(stood, POSITIVE), X)
    return Known(general, ("x",), "", d, "key", opened=Opened(stood, frozenset([POSITIVE])))


@pytest.fixture
def d() -> Derivation:
    return Derivation()


def test_under_its_premises_a_step_is_used_as_it_stood(d) -> None:
    known = _known(d)
    assert as_it_stood(Context(d).assuming(POSITIVE), known, ("x", "y"), {}) is known.opened.theorem


def test_not_without_a_premise_nor_a_name_nor_where_a_size_is_set(d) -> None:
    known = _known(d)
    here = Context(d).assuming(POSITIVE)
    assert as_it_stood(Context(d), known, ("x",), {}) is None
    assert as_it_stood(here, known, ("y",), {}) is None
    assert as_it_stood(here, known, ("x",), {X: terms.real(1)}) is None
    general = at_same_names(Context(d), known, ("x",), {})
    assert general.conclusion is terms.implies(POSITIVE, POSITIVE) and not general.hypotheses
