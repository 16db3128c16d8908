"""Parameter counts: the sum, its closed form where SymPy finds one, and the claim that ties the two together."""

from __future__ import annotations

import pytest

from theorycheck import dims, eq, family, matrix, parameter_count, vector
from theorycheck.errors import OutsideVocabulary
from theorycheck.proving.prove import Gap, Proof, prove
from theorycheck.statement.statements import Statement

K, c, N = dims("K c N")
d = dims("d", upto=K)
W = family("W", matrix(d.this, d.next), upto=K)
b = family("b", vector(d.next), upto=K)
X = matrix("X", N, c)


def test_one_matrix_is_rows_times_columns():
    count = parameter_count(X)
    assert str(count.closed_form) in ("N*c", "c*N") and count.growth == "constant in the depth"


def test_free_widths_stay_a_sum():
    count = parameter_count(W, b)
    assert count.closed_form is None and count.claim is None
    assert "d[" in str(count.total) or "d(" in str(count.total)


@pytest.mark.parametrize(
    ("rule", "growth"),
    [(lambda k: c, "K"), (lambda k: k + 1, "K**3"), (lambda k: c * 2**k, "4**K")],
)
def test_closed_forms_are_proved(rule, growth):
    """Constant widths, growing widths, doubling widths: SymPy suggests, the kernel decides."""
    count = parameter_count(W, b, widths={d: rule})
    assert count.growth == growth
    assert isinstance(prove(count.claim.statement, count.claim.proof), Proof)


def test_a_wrong_closed_form_is_not_proved():
    count = parameter_count(W, widths={d: lambda k: c})
    wrong = Statement([], eq(count.total, count.closed_form + 1))
    assert isinstance(prove(wrong, count.claim.proof), Gap)


def test_numbers_have_no_entries():
    with pytest.raises(OutsideVocabulary, match="has no entries to count"):
        parameter_count(K)
