"""A step of a proof serves the later ones as it stood under the hypotheses; anything else is an instance of it."""

from __future__ import annotations

import pytest

from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import REAL
from theorycheck.proving.context import Context
from theorycheck.proving.same_names import Here, Known, Opened, as_it_stood, at_same_names, with_lemma

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
    assert as_it_stood(known, Here(("x", "y"), {}, frozenset([POSITIVE]))) is known.opened.theorem


def test_not_without_a_premise_nor_a_name_nor_where_a_size_is_set(d) -> None:
    known, assumed = _known(d), frozenset([POSITIVE])
    assert as_it_stood(known, Here(("x",), {}, frozenset())) is None
    assert as_it_stood(known, Here(("y",), {}, assumed)) is None
    assert as_it_stood(known, Here(("x",), {X: terms.real(1)}, assumed)) is None


def test_what_is_assumed_is_discharged_once_and_no_more_than_that(d) -> None:
    known = _known(d)
    here, elsewhere = (Here(("x",), {}, assumed) for assumed in (frozenset([POSITIVE]), frozenset()))
    open_, closed = (at_same_names(Context(d), known, place) for place in (here, elsewhere))
    assert open_[0].conclusion is POSITIVE and open_[0].hypotheses == {POSITIVE}
    assert open_ == at_same_names(Context(Derivation()), known, here)
    assert closed[0].conclusion is terms.implies(POSITIVE, POSITIVE) and not closed[0].hypotheses


def test_a_conjunction_is_taken_apart_where_it_was_derived() -> None:
    d = Derivation()
    both = d.and_intro(d.truth(), d.refl(X))
    known = Known(d.forall_intro(both, X), ("x",), "", d.only(d.forall_intro(both, X)), "key")
    first, second = (with_lemma(Context(Derivation()), known, Here(("x",), {}, frozenset()), False) for _ in range(2))
    assert [str(fact.conclusion) for fact in first.facts[1:]] == ["true", "(x = x)"]
    assert first.facts == second.facts  # the same theorems
    document = first.derivation.certificate(first.facts[-1], first.facts[-1].conclusion)
    assert [rule for rule, _ in document["steps"]] == ["refl"]
