r"""Evidence against "an event has probability at most p0", valid at every stopping time.

For one instance, with x events in n draws, the uniform mixture of likelihood ratios over q > p0,

    E(x, n) = \int_{p_0}^1 (q/p_0)^x ((1-q)/(1-p_0))^{n-x} \,dq / (1 - p_0),

starts at 1 and is a nonnegative supermartingale for every p <= p0: given the past, one more factor has the mean
p q/p0 + (1-p)(1-q)/(1-p0), which increases with p and is 1 at p0.  By Ville (1939) it ever reaches 1/alpha with
probability at most alpha; see Waudby-Smith and Ramdas (2023).  Being a function of x and n alone, it continues where an
earlier run left off.  To claim less (a larger p0) is to be rejected less, so a p0 that was rounded up is sound, and so
is to leave out of x what could not be decided.

Over several instances the mean with the weights 1/2, 1/6, 1/12, ... (in the order in which they were first drawn) is
one such process too; what is not yet drawn counts as 1.  So an instance may be added later, whatever was seen before.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

ALPHA = 1e-6
LEAST_P0 = 1e-9  # a bound below this is tested as if it were this
LEAST_LOG = -1e9  # what stands for minus infinity: such evidence is none, and JSON has no infinity
ROUNDING = 1e-6  # more than the special functions' errors make of a logarithm


def log_evidence(events: int, draws: int, p0: float) -> float:
    """log E(events, draws), rounded down; 0 where p0 >= 1 claims nothing."""
    if not 0 <= events <= draws:
        raise ValueError(f"{events} events in {draws} draws is impossible")
    if p0 >= 1 or draws == 0:
        return 0.0
    from scipy.special import betaincc, betaln

    p0, others = max(p0, LEAST_P0), draws - events
    above = float(betaincc(events + 1, others + 1, p0))
    if above <= 0:
        return LEAST_LOG
    likelihood = events * math.log(p0) + others * math.log1p(-p0)
    value = float(betaln(events + 1, others + 1)) + math.log(above) - math.log1p(-p0) - likelihood
    return max(value - ROUNDING, LEAST_LOG)


def weight(place: int) -> float:
    """The share of the instance in this place, from 0 up; all of them together are 1."""
    return 1 / ((place + 1) * (place + 2))


def log_mean(logs: Sequence[float], shares: Iterable[float]) -> float:
    """The logarithm of the mean of e-values with these shares, what is left of 1 counting as 1."""
    parts = list(zip(logs, shares, strict=True))
    left = 1 - sum(share for _, share in parts)
    terms = [log + math.log(share) for log, share in parts if share > 0]
    terms += [math.log(left)] if left > 0 else []
    largest = max(terms)
    return largest + math.log(math.fsum(math.exp(term - largest) for term in terms))


def rejects(log_e: float, alpha: float = ALPHA) -> bool:
    """Whether the evidence reaches 1/alpha."""
    return log_e >= -math.log(alpha)
