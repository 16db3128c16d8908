"""Intervals with rational ends, rounded outward: the kernel's own enclosures of real functions.

An `Interval(lo, hi)` stands for every real x with lo <= x <= hi.  Each operation returns an interval that contains
the value for every choice of arguments in its operands; where the function has no value on the operand, or none can
be bounded, it raises `Undecided`.  Ends are rounded outward to `precision` significant bits.

The series run in fixed point, on integers in units of 2^-work, and their remainders are
    exp      Taylor at |y| <= 1/2: the tail after the last term is at most that term; then repeated squaring
    log      2·artanh((m-1)/(m+1)) for m in [2/3, 4/3], plus e·log 2;  geometric tail
    arctan   alternating series for |y| <= 1/4, after halving the argument twice; pi by Machin's formula
    sin cos  alternating Taylor at |y| <= 1, after subtracting a multiple of pi/2
    sqrt     integer square roots
Each step of a series rounds at most three times, by at most one unit, and then shrinks what came before by at least
a half; so a term is off by less than 8 units, whatever its index, and the sum by less than 8 per term.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import isqrt
from typing import NamedTuple

from .errors import KernelError, spend, unmetered

Q = Fraction
GUARD = 24
LARGEST_EXPONENT = 5_000
LARGEST_ANGLE = 10**6
LARGEST_END = 100_000


class Undecided(KernelError):
    """The enclosure is too wide, or the function has no value there.  It says nothing about truth."""


class Interval(NamedTuple):
    lo: Fraction
    hi: Fraction


def point(value: Fraction | int) -> Interval:
    return Interval(Q(value), Q(value))


def round_down(x: Fraction, precision: int) -> Fraction:
    """The largest number of `precision` significant bits that is <= x."""
    if x == 0 or x.denominator == 1 and x.numerator.bit_length() <= precision:
        return x
    shift = precision - (x.numerator.bit_length() - x.denominator.bit_length())
    if shift >= 0:
        return Q((x.numerator << shift) // x.denominator, 1 << shift)
    return Q((x.numerator // (x.denominator << -shift)) << -shift)


def round_up(x: Fraction, precision: int) -> Fraction:
    return -round_down(-x, precision)


def outward(lo: Fraction, hi: Fraction, precision: int) -> Interval:
    spend(5 + (precision >> 6))
    if max(map(_bits, (lo, hi))) > LARGEST_END:  # a tower of squares would double its length at every step
        raise Undecided("an end of the interval grows too long")
    return Interval(round_down(lo, precision), round_up(hi, precision))


def _bits(x: Fraction) -> int:
    return x.numerator.bit_length() + x.denominator.bit_length()


def hull(a: Interval, b: Interval) -> Interval:
    return Interval(min(a.lo, b.lo), max(a.hi, b.hi))


def add(a: Interval, b: Interval, precision: int) -> Interval:
    return outward(a.lo + b.lo, a.hi + b.hi, precision)


def neg(a: Interval) -> Interval:
    return Interval(-a.hi, -a.lo)


def mul(a: Interval, b: Interval, precision: int) -> Interval:
    products = [x * y for x in a for y in b]
    return outward(min(products), max(products), precision)


def square(a: Interval, precision: int) -> Interval:
    """x·x for one x, tighter than a product of two independent factors."""
    low, high = sorted((abs(a.lo), abs(a.hi)))
    return outward(Q(0) if a.lo < 0 < a.hi else low * low, high * high, precision)


def div(a: Interval, b: Interval, precision: int) -> Interval:
    if b.lo <= 0 <= b.hi:
        raise Undecided("division by an interval that contains 0")
    quotients = [x / y for x in a for y in b]
    return outward(min(quotients), max(quotients), precision)


# -- exp, log, sqrt, tanh: increasing, so the ends suffice --------------------------------------------------------


Series = tuple[int, int]  # value and error bound, in units of 2^-work


def _fixed(x: Fraction, work: int) -> int:
    return (x.numerator << work) // x.denominator


def _unfixed(series: Series, work: int) -> Interval:
    """The interval, with one more unit for each of the argument's rounding and a derivative of at most 2."""
    value, error = series
    return Interval(Q(value - error - 4, 1 << work), Q(value + error + 4, 1 << work))


def _exp_series(y: int, work: int) -> Series:
    """exp y for |y| <= 1/2."""
    term = total = 1 << work
    i = 0
    while term not in (0, -1):
        i += 1
        term = (term * y >> work) // i
        total += term
    spend(i)
    return total, 8 * i + 16


def _exp_at(x: Fraction, precision: int) -> Interval:
    if abs(x) > LARGEST_EXPONENT:
        raise Undecided("exp of too large a number")
    halvings = max(0, (2 * abs(x.numerator) // x.denominator).bit_length())
    work = precision + 2 * halvings + GUARD
    result = _unfixed(_exp_series(_fixed(x / 2**halvings, work), work), work)
    for _ in range(halvings):
        result = mul(result, result, work)
    return result


def exp(a: Interval, precision: int) -> Interval:
    return outward(max(Q(0), _exp_at(a.lo, precision).lo), _exp_at(a.hi, precision).hi, precision)


def _odd_series(z: int, alternating: bool, work: int) -> Series:
    """artanh z = z + z³/3 + z⁵/5 … for |z| <= 1/3, or arctan z = z - z³/3 + z⁵/5 … for |z| <= 1/4.

    The powers fall by a factor of at least 9, so what is left out is below the last power.
    """
    square_z = z * z >> work
    power = total = z
    i, sign = 1, 1
    while power not in (0, -1):
        power = power * square_z >> work
        i += 2
        sign = -sign if alternating else 1
        total += sign * (power // i)
    spend(i)
    return total, 8 * i + 16


def _artanh(z: Fraction, work: int) -> Interval:
    return _unfixed(_odd_series(_fixed(z, work), False, work), work)


def _small_arctan(z: Fraction, work: int) -> Interval:
    return _unfixed(_odd_series(_fixed(z, work), True, work), work)


@lru_cache(maxsize=16)
def _log_two(work: int) -> Interval:
    with unmetered():  # the callers pay: whether a step has fuel enough must not depend on what is cached
        return mul(point(2), _artanh(Q(1, 3), work), work)


def _log_at(x: Fraction, precision: int) -> Interval:
    if x <= 0:
        raise Undecided("log of a number that is not positive")
    work = precision + GUARD
    exponent = x.numerator.bit_length() - x.denominator.bit_length()
    m = x / Q(2) ** exponent
    while m > Q(4, 3):
        m, exponent = m / 2, exponent + 1
    while m < Q(2, 3):
        m, exponent = m * 2, exponent - 1
    spend(work)
    part = mul(point(2), _artanh((m - 1) / (m + 1), work), work)
    return add(part, mul(point(exponent), _log_two(work), work), work)


def log(a: Interval, precision: int) -> Interval:
    return outward(_log_at(a.lo, precision).lo, _log_at(a.hi, precision).hi, precision)


def _sqrt_at(x: Fraction, precision: int) -> Interval:
    if x < 0:
        raise Undecided("sqrt of a negative number")
    shift = max(0, precision + GUARD - (x.numerator.bit_length() - x.denominator.bit_length()) // 2)
    scaled = (x.numerator << (2 * shift)) // x.denominator
    root = isqrt(scaled)
    exact = root * root * x.denominator == x.numerator << (2 * shift)
    return Interval(Q(root, 1 << shift), Q(root if exact else root + 1, 1 << shift))


def sqrt(a: Interval, precision: int) -> Interval:
    return outward(_sqrt_at(a.lo, precision).lo, _sqrt_at(a.hi, precision).hi, precision)


def _tanh_at(x: Fraction, precision: int) -> Interval:
    if x < 0:
        return neg(_tanh_at(-x, precision))
    if x > precision + GUARD:  # 1 - tanh x < 2·exp(-2x) < 2^-(2x)
        return Interval(1 - Q(1, 1 << (precision + GUARD)), Q(1))
    e = _exp_at(2 * x, precision + GUARD)
    return Interval(max(Q(0), (e.lo - 1) / (e.lo + 1)), min(Q(1), (e.hi - 1) / (e.hi + 1)))


def tanh(a: Interval, precision: int) -> Interval:
    return outward(_tanh_at(a.lo, precision).lo, _tanh_at(a.hi, precision).hi, precision)


# -- arctan, pi, sin, cos ------------------------------------------------------------------------------------------


def pi(precision: int) -> Interval:
    spend(precision)
    return _pi(precision)


@lru_cache(maxsize=16)
def _pi(precision: int) -> Interval:
    """Machin: pi/4 = 4·arctan(1/5) - arctan(1/239)."""
    work = precision + GUARD
    with unmetered():
        fifth, rest = _small_arctan(Q(1, 5), work), _small_arctan(Q(1, 239), work)
        return outward(16 * fifth.lo - 4 * rest.hi, 16 * fifth.hi - 4 * rest.lo, precision)


def _arctan_at(x: Fraction, precision: int) -> Interval:
    if x < 0:
        return neg(_arctan_at(-x, precision))
    work = precision + GUARD
    if x > 1:
        half_pi = mul(point(Q(1, 2)), pi(work), work)
        return add(half_pi, neg(_arctan_at(1 / x, work)), work)
    y = outward(x, x, work)
    for _ in range(2):  # arctan y = 2·arctan(y / (1 + sqrt(1 + y²)))
        root = sqrt(add(point(1), square(y, work), work), work)
        y = div(y, add(point(1), root, work), work)
    return mul(point(4), Interval(_small_arctan(y.lo, work).lo, _small_arctan(y.hi, work).hi), work)


def arctan(a: Interval, precision: int) -> Interval:
    return outward(_arctan_at(a.lo, precision).lo, _arctan_at(a.hi, precision).hi, precision)


def _taylor(y: int, cosine: bool, work: int) -> Series:
    """sin y = y - y³/6 + …, or cos y = 1 - y²/2 + …, for |y| <= 1; what is left out is below the last term."""
    square_y = y * y >> work
    term = total = 1 << work if cosine else y
    i = 0 if cosine else 1
    while term not in (0, -1):
        i += 2
        term = -(term * square_y >> work) // (i * (i - 1))
        total += term
    spend(i)
    return total, 8 * i + 16


def _trigonometric(y: Interval, cosine: bool, work: int) -> Interval:
    """sin or cos over a tiny interval: the value at its lower end, widened by its width (both are 1-Lipschitz)."""
    value = _unfixed(_taylor(_fixed(y.lo, work), cosine, work), work)
    width = y.hi - y.lo
    return Interval(value.lo - width, value.hi + width)


def _sin_at(x: Fraction, quarter: int, precision: int) -> Interval:
    """sin(x + quarter·pi/2)."""
    if abs(x) > LARGEST_ANGLE:
        raise Undecided("sin or cos of too large a number")
    work = precision + GUARD + 24
    half_pi = mul(point(Q(1, 2)), pi(work), work)
    turns = round(x / half_pi.lo)
    y = add(point(x), mul(point(-turns), half_pi, work), work)  # |y| <= pi/4 + tiny < 1
    if max(abs(y.lo), abs(y.hi)) > 1:
        raise Undecided("argument reduction failed")
    which = (turns + quarter) % 4
    value = _trigonometric(y, which % 2 == 1, work)
    return value if which < 2 else neg(value)


def _sine(a: Interval, quarter: int, precision: int) -> Interval:
    """sin(x + quarter·pi/2) over the interval: the ends, and ±1 wherever an extremum may lie between them."""
    ends = hull(_sin_at(a.lo, quarter, precision), _sin_at(a.hi, quarter, precision))
    half_pi = mul(point(Q(1, 2)), pi(precision), precision)
    low = div(Interval(a.lo, a.lo), half_pi, precision).lo + quarter - 1
    high = div(Interval(a.hi, a.hi), half_pi, precision).hi + quarter - 1
    first = -((-low) // 2)  # extrema of sin at pi/2·(1 + 2k): +1 for even k, -1 for odd k
    found = [k for k in range(int(first), int(first) + 2) if 2 * k <= high]
    lo = Q(-1) if any(k % 2 for k in found) else max(Q(-1), ends.lo)
    hi = Q(1) if any(k % 2 == 0 for k in found) else min(Q(1), ends.hi)
    return outward(lo, hi, precision)


def sin(a: Interval, precision: int) -> Interval:
    return _sine(a, 0, precision)


def cos(a: Interval, precision: int) -> Interval:
    return _sine(a, 1, precision)


ELEMENTARY = {"exp": exp, "log": log, "sqrt": sqrt, "tanh": tanh, "arctan": arctan, "sin": sin, "cos": cos}
