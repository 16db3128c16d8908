"""Counter randomness: the bits, their uniformity, and that any network can be drawn again alone, anywhere."""
from __future__ import annotations

import array_api_strict
import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from theorycheck.algebra import backends
from theorycheck.falsifying.randomness import (
    MASK,
    Counter,
    choose,
    mix,
    normal_quantiles,
    normal_table,
    random_word,
    words_for,
)

word64 = st.integers(0, MASK)


def test_mix_is_the_published_finaliser() -> None:
    state, outputs = 1234567, []
    for _ in range(3):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        outputs.append(mix(state))
    assert outputs == [6457827717110365317, 3203168211198807973, 9817491932198370423]


@given(word64, word64, st.integers(0, 2**40), st.integers(0, 500), st.integers(1, 9))
def test_arrays_agree_with_the_definition(seed: int, stream: int, start: int, position: int, count: int) -> None:
    counter = Counter(numpy, seed, stream)
    words = counter.words(counter.indices(start, 3), position, count)
    expected = [[random_word(seed, stream, start + i, position + j) for j in range(count)] for i in range(3)]
    assert words.tolist() == expected


@given(word64, st.integers(0, 2**40), st.integers(1, 40))
def test_portable_namespace_draws_the_same_bytes(seed: int, start: int, count: int) -> None:
    here = Counter(numpy, seed, 7)
    there = Counter(array_api_strict, seed, 7)
    mine = here.octets(here.indices(start, 2), 5, count)
    theirs = there.octets(there.indices(start, 2), 5, count)
    assert mine.tolist() == [[int(theirs[i, j]) for j in range(count)] for i in range(2)]


def test_one_network_alone_equals_its_row_in_any_chunk() -> None:
    counter = Counter(numpy, 11, 3)
    whole = counter.octets(counter.indices(100, 512), 0, 77)
    for row in (0, 1, 255, 511):
        alone = counter.octets(counter.indices(100 + row, 1), 0, 77)
        assert (alone[0] == whole[row]).all()
    halves = [counter.octets(counter.indices(100 + cut, 256), 0, 77) for cut in (0, 256)]
    assert (numpy.concatenate(halves) == whole).all()


def test_later_positions_continue_earlier_ones() -> None:
    counter = Counter(numpy, 1, 2)
    indices = counter.indices(0, 4)
    both = counter.octets(indices, 0, 32)
    assert (counter.octets(indices, 2, 16) == both[:, 16:]).all()


def test_every_bit_is_fair_and_every_byte_uniform() -> None:
    counter = Counter(numpy, 5, 0)
    octets = counter.octets(counter.indices(0, 4096), 0, 64)
    bits = numpy.unpackbits(octets, axis=1).mean(axis=0)
    assert numpy.abs(bits - 0.5).max() < 5 * 0.5 / 64
    counts = numpy.bincount(octets.ravel(), minlength=256)
    expected = octets.size / 256
    assert ((counts - expected) ** 2 / expected).sum() < 255 + 6 * (2 * 255) ** 0.5


@pytest.mark.parametrize("which", ["seed", "stream", "index", "position"])
def test_one_flipped_input_bit_flips_half_of_the_output(which: str) -> None:
    base = {"seed": 99, "stream": 4, "index": 1000, "position": 3}
    reference = random_word(**base)
    flips = [
        (reference ^ random_word(**{**base, which: base[which] ^ (1 << bit)})).bit_count()
        for bit in range(32)
    ]
    assert 28 < sum(flips) / len(flips) < 36


def test_neighbouring_networks_are_uncorrelated() -> None:
    counter = Counter(numpy, 2, 0)
    octets = counter.octets(counter.indices(0, 2048), 0, 16).astype(float)
    correlation = numpy.corrcoef(octets[:-1].ravel(), octets[1:].ravel())[0, 1]
    assert abs(correlation) < 4 / (2047 * 16) ** 0.5


def test_normal_table_is_pinned_symmetric_and_free_of_zero() -> None:
    table = normal_quantiles()
    assert len(table) == 256 and list(table) == sorted(table)
    assert [-k for k in reversed(table)] == list(table) and 0 not in table
    assert (table[255], table[128], sum(k * k for k in table)) == (739, 1, 16_692_164)
    assert max(normal_table()) * 256 == 739


def test_choices_cover_their_range_evenly() -> None:
    picks = [choose(3, 1, index, 0, 5) for index in range(5000)]
    assert set(picks) == set(range(5))
    assert all(850 < picks.count(value) < 1150 for value in range(5))


def test_words_for_bytes() -> None:
    assert [words_for(n) for n in (0, 1, 8, 9)] == [0, 1, 1, 2]


@pytest.mark.parametrize("count", [1, 3, 8, 1000, 2**32 - 1])
@pytest.mark.parametrize("backend", ["numpy", "portable", "fake"])
def test_choices_of_a_batch_are_the_choices_one_by_one(backend: str, count: int) -> None:
    there = backends.select(backend)
    counter = Counter(there.xp, 5, 9)
    found = there.to_host(counter.choices(counter.indices(2**40, 50), 2, count)).tolist()
    assert found == [choose(5, 9, 2**40 + place, 2, count) for place in range(50)]
