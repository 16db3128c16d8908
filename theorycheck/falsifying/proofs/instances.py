"""∀x…. p(x…) refuted at a few small points: where the kernel computes an instance to be false."""

from __future__ import annotations

import itertools
from fractions import Fraction
from functools import lru_cache
from typing import Any

from theorycheck.kernel import terms
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import FALSE, Term, instantiate
from theorycheck.kernel.theorem import Theorem

from .formulas import Decider, Undecided

MOST_VARIABLES, LENGTH = 3, 3
REMEMBERED = 512  # formulas
SAMPLES = tuple(map(Fraction, ("1", "-1", "2", "1/2", "0")))


def at_instances(decider: Decider, formula: Term) -> Theorem:
    """⊢ ¬∀x…. p(x…), by the first of a few points at which p is false; raises Undecided."""
    chosen = _refuting(formula)
    if chosen is None:
        raise Undecided("no instance among a few is false")
    d = decider.d
    theorem = d.assume(formula)
    for value in chosen:
        theorem = d.forall_elim(theorem, value)
    return d.not_intro(d.convert(theorem, FALSE, ()), formula)


@lru_cache(maxsize=REMEMBERED)
def _refuting(formula: Term) -> tuple[Term, ...] | None:
    """The first point at which the formula computes to false: hypotheses about one map come back with other numbers."""
    values: list[list[Term]] = []
    body = formula
    while body.op == "forall" and len(values) < MOST_VARIABLES:
        values.append(_samples(body.data))
        body = body.args[0]
    points = itertools.product(*values) if values else ()
    return next((chosen for chosen in points if normal_form(_instance(formula, chosen)) is FALSE), None)


def _instance(formula: Term, values: tuple[Term, ...]) -> Term:
    for value in values:
        formula = instantiate(formula.args[0], [value])
    return formula


def _samples(sort: Any) -> list[Term]:
    """Numbers; tables all of whose entries are one number, long enough for what small shapes read."""
    if sort == REAL:
        return [terms.real(value) for value in SAMPLES]
    if sort[0] == "fun" and sort[1] == NATURAL:
        return [terms.table(*[entry] * LENGTH) for entry in _samples(sort[2])]
    raise Undecided("a variable that is neither a number nor an array")
