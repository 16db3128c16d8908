r"""Counting: which families of critical points a linear network with one hidden layer has, given its spectrum.

Let λ be the eigenvalues of S = Y'X (X'X)^-1 X'Y, and I a set of at most p of them.  In coordinates where X'X = 1 and
X'Y is diagonal with entries σ_j, σ_j² = λ_j, the Hessian at the critical points of I is a sum of squares and of pairs:

    [[1, -σ_j], [-σ_j, λ_i]]   for i in I and j outside: negative once if λ_i < λ_j, singular if λ_i = λ_j,
    [[0, -σ_j], [-σ_j, 0]]     for each of the p - |I| units not in use and j outside: negative once if 0 < λ_j.

Its rank is |I| (D + C - |I|), less one for each singular pair, and two for each pair of the second kind with 0 < λ_j.
With |I| = p and no equal eigenvalues the nullity is p², the dimension of the changes of basis.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from theorycheck.errors import OptionError


@dataclass(frozen=True)
class Family:
    """The critical points that use the eigenvectors `indices`.

    value:   of the loss
    index:   the number of negative directions of the Hessian; 0 means a global minimum
    nullity: the number of its zero directions where the units not in use have B = 0; None if D is not known
    """

    indices: tuple[int, ...]
    value: Fraction
    index: int
    nullity: int | None

    def __str__(self) -> str:
        known = "" if self.nullity is None else f", nullity {self.nullity}"
        return f"{{{', '.join(map(str, self.indices))}}}: value {self.value}, index {self.index}{known}"


def families(
    spectrum: Sequence[Fraction], hidden: int | None, inputs: int | None, outputs: int | None, residual: Fraction
) -> tuple[Family, ...]:
    """Every family, the least value first; `hidden`, `inputs`, `outputs` are p, D and C, None if not known.

    residual: the loss of the best linear map
    Raises OptionError for a spectrum that does not fit.
    """
    if hidden is None:
        raise OptionError("the number of hidden units is not known", cure="give it as sizes={p: 2}")
    _check(spectrum, inputs, outputs)
    every = range(len(spectrum))
    chosen = (i for count in range(min(hidden, len(spectrum)) + 1) for i in itertools.combinations(every, count))
    found = [_family(indices, spectrum, hidden, inputs, residual) for indices in chosen]
    return tuple(sorted(found, key=lambda family: family.value))


def _check(spectrum: Sequence[Fraction], inputs: int | None, outputs: int | None) -> None:
    if any(value < 0 for value in spectrum):
        raise OptionError(
            f"the eigenvalue {min(spectrum)} is negative", why="S = Y'X Q X'Y has none", cure="give those of S"
        )
    if outputs not in (None, len(spectrum)):
        raise OptionError(
            f"{len(spectrum)} eigenvalues of a matrix of order {outputs}",
            why="each is given as often as it occurs",
            cure=f"give {outputs}",
        )
    positive = sum(value > 0 for value in spectrum)
    if inputs is not None and positive > inputs:
        raise OptionError(
            f"{positive} positive eigenvalues where there are {inputs} inputs",
            why="the rank of S is at most the number of inputs",
            cure="give the other eigenvalues as 0",
        )


def _family(
    indices: tuple[int, ...], spectrum: Sequence[Fraction], hidden: int, inputs: int | None, residual: Fraction
) -> Family:
    used = [spectrum[i] for i in indices]
    outside = [value for j, value in enumerate(spectrum) if j not in indices]
    to_gain = (hidden - len(used)) * sum(value > 0 for value in outside)
    better = sum(a < b for a in used for b in outside)
    nullity = None
    if inputs is not None:
        singular = sum(a == b for a in used for b in outside)
        rank = len(used) * (inputs + len(outside)) - singular + 2 * to_gain
        nullity = hidden * (inputs + len(spectrum)) - rank
    return Family(indices, residual + sum(outside), better + to_gain, nullity)
