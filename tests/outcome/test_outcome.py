"""A witness survives the way to JSON and back exactly; what is not exact is refused."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theorycheck.errors import WitnessError
from theorycheck.outcome import decode_witness, encode_witness

VALUES = st.recursive(st.integers() | st.fractions(), lambda inner: st.lists(inner, max_size=3), max_leaves=8)


@given(st.dictionaries(st.text(min_size=1, max_size=3), VALUES, max_size=4))
def test_a_witness_comes_back_exactly(witness: dict[str, object]) -> None:
    back = decode_witness(json.loads(json.dumps(encode_witness(witness))))
    assert back == witness
    assert [type(value) for value in back.values()] == [type(value) for value in witness.values()]


@pytest.mark.parametrize("bad", [0.5, float("nan"), float("inf"), True, None, "x", [1.5]])
def test_only_exact_numbers_are_written(bad: object) -> None:
    with pytest.raises(WitnessError, match="only integers and fractions are exact"):
        encode_witness({"x": bad})


@pytest.mark.parametrize("bad", [0.5, "NaN", "inf", "-Infinity", True, None, {"a": 1}, "1/0", ["1", "nan"]])
def test_a_stored_witness_with_nan_or_infinity_is_refused(bad: object) -> None:
    with pytest.raises(WitnessError) as caught:
        decode_witness({"x": bad})
    assert "it is neither an integer nor a fraction p/q; it was edited" in str(caught.value)


def test_a_fraction_without_denominator_stays_a_real() -> None:
    assert encode_witness({"x": Fraction(2), "K": 2}) == {"x": "2", "K": 2}
    assert isinstance(decode_witness({"x": "2"})["x"], Fraction)
