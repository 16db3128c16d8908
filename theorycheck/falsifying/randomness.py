"""Randomness by counting: every random word is a hash of (seed, stream, index, position).

A network is named by (seed, stream, index). Nothing is carried from one draw to the next, so a network found on
a fast device is drawn again alone on the host, bit for bit: only 64-bit integer multiplication, exclusive or
and shifts happen on the way, and the values come from a table of integers. The hash is the finaliser of
SplitMix64 (Steele, Lea, Flood 2014) applied to a Weyl sequence.
"""
from __future__ import annotations

import sys
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from statistics import NormalDist
from typing import Any

from theorycheck.falsifying.dialect import cast

MASK = (1 << 64) - 1
WEYL = 0x9E3779B97F4A7C15
STREAM = 0xD1342543DE82EF95
FIRST, SECOND = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
BYTES_PER_WORD = 8
REMEMBERED = 256
NORMAL_UNIT = 256


def mix(word: int) -> int:
    """The finaliser of SplitMix64 on one Python integer, modulo 2**64."""
    word = ((word ^ (word >> 30)) * FIRST) & MASK
    word = ((word ^ (word >> 27)) * SECOND) & MASK
    return word ^ (word >> 31)


def random_word(seed: int, stream: int, index: int, position: int) -> int:
    """The 64 random bits at `position` of network `index`: the definition that the array version must reproduce."""
    key = mix((index * WEYL + mix((seed * STREAM + stream) & MASK)) & MASK)
    return mix((key + (position + 1) * WEYL) & MASK)


@lru_cache(maxsize=1)
def normal_quantiles() -> tuple[int, ...]:
    """256 equally likely integers k; k/256 approximates a standard normal variable and is exact in every binary
    format."""
    quantile = NormalDist().inv_cdf
    return tuple(round(quantile((i + 0.5) / 256) * NORMAL_UNIT) for i in range(256))


def normal_table() -> tuple[Fraction, ...]:
    """The dyadic normal law as exact rationals: what a draw of the declared law takes its entries from."""
    return tuple(Fraction(k, NORMAL_UNIT) for k in normal_quantiles())


@dataclass
class Counter:
    """Random words for whole batches of networks, in the array namespace `xp` that is handed in (NumPy, CuPy, a
    portable one)."""

    xp: Any
    seed: int
    stream: int

    def _wide(self, *values: int) -> Any:
        return _constants(self.xp, values)

    def _mix(self, words: Any) -> Any:
        """The array version of `mix`; works in place on an array that nobody else holds."""
        words ^= words >> self._wide(30)
        words *= self._wide(FIRST)
        words ^= words >> self._wide(27)
        words *= self._wide(SECOND)
        words ^= words >> self._wide(31)
        return words

    def words(self, indices: Any, position: int, count: int) -> Any:
        """Words `position … position+count-1` of the networks `indices` (shape (B,), uint64): an array of shape (B,
        count)."""
        base = self._wide(mix((self.seed * STREAM + self.stream) & MASK))
        keys = self._mix(indices * self._wide(WEYL) + base)
        steps = self._wide(*(((position + 1 + step) * WEYL) & MASK for step in range(count)))
        return self._mix(keys[:, None] + steps[None, :])

    def octets(self, indices: Any, position: int, count: int) -> Any:
        """`count` random bytes for each network, least significant byte of each word first: shape (B, count)."""
        words = self.words(indices, position, words_for(count))
        return self._split(words)[:, :count]

    def _split(self, words: Any) -> Any:
        if hasattr(words, "view") and sys.byteorder == "little":
            return words.view(self.xp.uint8)
        shifts = self._wide(*(8 * byte for byte in range(BYTES_PER_WORD)))
        parts = (words[:, :, None] >> shifts[None, None, :]) & self._wide(255)
        shape = (words.shape[0], words.shape[1] * BYTES_PER_WORD)
        return cast(self.xp, self.xp.reshape(parts, shape), self.xp.uint8)

    def choices(self, indices: Any, position: int, count: int) -> Any:
        """What `choose` gives for each of the networks, for fewer than 2^32 possibilities."""
        words = self.words(indices, position, 1)[:, 0]
        high, low = words >> self._wide(32), words & self._wide((1 << 32) - 1)
        possibilities = self._wide(count)
        return (high * possibilities + ((low * possibilities) >> self._wide(32))) >> self._wide(32)

    def indices(self, start: int, count: int) -> Any:
        """The consecutive network indices start … start+count-1 as the unsigned words that `words` expects."""
        return self.xp.asarray([start], dtype=self.xp.uint64) + self.xp.arange(count, dtype=self.xp.uint64)


@lru_cache(maxsize=512)
def _constants(xp: Any, words: tuple[int, ...]) -> Any:
    """Words as an array that is copied to a device once. Nobody writes to it."""
    return xp.asarray(list(words), dtype=xp.uint64)


def words_for(octets: int) -> int:
    """How many words hold that many bytes."""
    return -(-octets // BYTES_PER_WORD)


def choose(seed: int, stream: int, index: int, position: int, count: int) -> int:
    """A host-side choice among `count` possibilities (sizes, palettes); unbiased up to count / 2**64."""
    return (random_word(seed, stream, index, position) * count) >> 64
