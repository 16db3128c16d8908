"""Who uses a claim knows its statement, part by part; the steps of its proof are looked at last."""

from __future__ import annotations

import pytest

from theorycheck import Claim, have, implies, lt, rational, real, sigmoid, tanh
from theorycheck.pipeline import lemmas_of
from theorycheck.proving import lemmas
from theorycheck.proving.prove import Gap, Proof, prove
from theorycheck.statement.discovery import catalogue, load

USED = "backpropagation.sigmoid_increasing"
q, x = real("q x")
HALF = tanh(rational("1/2") * x)
BY_STATEMENT = implies(lt(q, 1), lt(sigmoid(q), sigmoid(1)))
BY_STEP = implies(lt(HALF * HALF, q), lt(HALF * HALF, 1))


def _proved(conclude, **given) -> Proof | Gap:
    claim = Claim(title="t", source="s", conclude=conclude, uses=[USED], **given)
    (entry,) = catalogue([USED])
    return prove(claim.statement, "auto", lemmas_of(claim, {USED: load(entry)}), claim.uses)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """For each lemma that is asked for, the claims whose steps it may look at."""
    asked: list[set[str]] = []
    recalled = lemmas.recalled

    def asking(d, lemma, earlier):
        asked.append({one.claim for one in earlier if one.step} - {lemma.claim})
        return recalled(d, lemma, earlier)

    monkeypatch.setattr(lemmas, "recalled", asking)
    return asked


def test_where_the_statement_suffices_no_step_is_looked_at(seen) -> None:
    found = _proved(BY_STATEMENT)
    assert isinstance(found, Proof) and found.used == (USED,)
    assert not any(seen)


def test_a_step_is_a_fact_where_nothing_else_helps(seen) -> None:
    found = _proved(BY_STEP)
    assert isinstance(found, Proof) and found.used == (USED,)
    assert seen[-2:] == [set(), {USED}]


def test_a_lemma_of_the_user_is_tried_the_same_way(seen) -> None:
    assert isinstance(_proved(BY_STATEMENT, lemmas=[have(BY_STEP, by="auto")]), Proof)
    assert [steps for steps in seen if steps] == [{USED}]


def test_a_part_with_a_premise_of_its_own_would_not_be_met_in_its_conjunction(monkeypatch) -> None:
    monkeypatch.setattr(lemmas, "_hidden", lambda theorem, origin: ())
    monkeypatch.setattr(lemmas, "derived_from", lambda d, lemma, known: lemmas.recalled(d, lemma, _stated(known)))
    monkeypatch.setattr("theorycheck.proving.prove.derived_from", lemmas.derived_from)
    assert isinstance(_proved(BY_STATEMENT), Gap)
    monkeypatch.undo()
    assert isinstance(_proved(BY_STATEMENT), Proof)


def _stated(known):
    return [one for one in known if not one.step]
