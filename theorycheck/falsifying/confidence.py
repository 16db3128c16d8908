"""What a search that found nothing says about the probability of a violation, under the declared law only.

Clopper and Pearson (1934) for a number of draws fixed in advance; for a run that may stop whenever it likes,
the bound from a uniform mixture of likelihood ratios and Ville's inequality (Howard, Ramdas, McAuliffe, Sekhon
2021). Peeking at the first kind of bound is wrong 18 times in 100 where 5 are promised, so both are reported.
An undecided draw counts as a violation.
"""
from __future__ import annotations

import math
from dataclasses import dataclass

BISECTIONS = 100


@dataclass(frozen=True)
class Evidence:
    """Independent draws from the declared law, the violations among them, and those that arithmetic could not
    decide."""

    draws: int = 0
    violations: int = 0
    undecided: int = 0

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(
            self.draws + other.draws, self.violations + other.violations, self.undecided + other.undecided
        )

    @property
    def counted(self) -> int:
        """Violations as the bounds count them."""
        return self.violations + self.undecided

    def fixed_upper(self, alpha: float = 0.05) -> float:
        """Upper bound on the probability of a violation, valid when the number of draws was fixed in advance."""
        return clopper_pearson_upper(self.counted, self.draws, alpha)

    def anytime_upper(self, alpha: float = 0.05) -> float:
        """Upper bound on the probability of a violation, valid at every stopping time."""
        return anytime_upper(self.counted, self.draws, alpha)


def clopper_pearson_upper(violations: int, draws: int, alpha: float = 0.05) -> float:
    """The largest probability p with P(at most `violations` in `draws`) at least `alpha`."""
    _check(violations, draws, alpha)
    if violations == draws:
        return 1.0
    if violations == 0:
        return -math.expm1(math.log(alpha) / draws)
    from scipy.special import betaincinv

    return float(betaincinv(violations + 1, draws - violations, 1 - alpha))


def anytime_upper(violations: int, draws: int, alpha: float = 0.05) -> float:
    """The largest p that the mixture over uniform q < p does not reject with evidence 1/alpha, at any time of
    looking."""
    _check(violations, draws, alpha)
    if violations == draws:
        return 1.0
    low, high = max(violations / draws, 1e-300), 1.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        if _log_evidence(violations, draws, middle) >= -math.log(alpha):
            high = middle
        else:
            low = middle
    return high


def _log_evidence(violations: int, draws: int, p: float) -> float:
    """log of ∫₀ᵖ q^x (1-q)^(n-x) dq / (p · p^x (1-p)^(n-x)): the evidence against a violation probability of at
    least p."""
    if p >= 1.0:
        return math.inf
    others = draws - violations
    if violations == 0:
        log_integral = _log_one_minus_power(p, draws + 1) - math.log(draws + 1)
    else:
        log_integral = _log_incomplete_beta(violations + 1, others + 1, p)
    return log_integral - math.log(p) - violations * math.log(p) - others * math.log1p(-p)


def _log_one_minus_power(p: float, power: int) -> float:
    """log(1 - (1-p)^power) without cancellation for small p."""
    return math.log(-math.expm1(power * math.log1p(-p)))


def _log_incomplete_beta(a: int, b: int, p: float) -> float:
    from scipy.special import betainc, betaln

    regularised = float(betainc(a, b, p))
    return float(betaln(a, b)) + (math.log(regularised) if regularised > 0 else -math.inf)


def _check(violations: int, draws: int, alpha: float) -> None:
    if draws < 0 or not 0 <= violations <= draws:
        raise ValueError(f"{violations} violations in {draws} draws is impossible")
    if not 0 < alpha < 1:
        raise ValueError("alpha must lie strictly between 0 and 1")
