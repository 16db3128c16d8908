"""What a rule makes of a monomial: written down at once, it is what expanding premise times cofactor gives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from theorycheck.kernel import terms as t
from theorycheck.kernel.contraction import Monomial, normal_form, shape_of
from theorycheck.kernel.rules.contractions import opened
from theorycheck.kernel.sorts import NATURAL, REAL, function
from theorycheck.proving.contractions import (
    Found,
    Order,
    Rule,
    applied,
    cofactor,
    collected,
    equation,
    occurrences,
    rules_of,
)

N, I, J = (t.variable(name, NATURAL) for name in ("n", "i", "j"))
A, B, C = (t.variable(name, function(NATURAL, NATURAL, REAL)) for name in "ABC")
ONE = t.select(t.eq(I, J), t.real(1), t.real(0))


def product(i: t.Term, j: t.Term, first: t.Term, *rest: t.Term) -> t.Term:
    """(A B …)(i, j)."""
    if not rest:
        return t.apply(first, i, j)
    k = t.fresh("k", NATURAL, i, j)
    return t.summation(N, k, t.mul(t.apply(first, i, k), product(k, j, *rest)))


def everywhere(a: t.Term, b: t.Term) -> t.Term:
    return t.bounded_forall(I, N, t.bounded_forall(J, N, t.eq(a, b)))


def applications(premise: t.Term, goal: t.Term) -> Iterator[tuple[Rule, Found, Monomial, dict[t.Term, t.Term]]]:
    """Every place in the goal's one monomial where a rule of the premise fits."""
    aim = equation(goal, "_i")
    (monomial,) = aim.monomials.values()
    sizes = {**aim.ranges, **dict(monomial.indices)}
    for rule in rules_of(0, equation(premise, "_k"), Order(())):
        for found in occurrences(rule, monomial, [shape_of(f, sizes) for f in monomial.factors], sizes):
            yield rule, found, monomial, aim.ranges


PRODUCT = product(I, J, A, B)
ZERO = t.real(0)
SAID = [t.apply(C, I, J), ONE, t.add(product(I, J, C, C), ONE), ZERO]


@pytest.mark.parametrize("said", SAID, ids=["C", "1", "C C + 1", "0"])
@pytest.mark.parametrize("word", [(A, B), (C, A, B), (C, A, B, C), (A, B, A, B)], ids=["AB", "CAB", "CABC", "ABAB"])
@pytest.mark.parametrize("trace", [False, True])
def test_a_rule_at_work_is_the_expanded_product(said, word, trace):
    """A B in longer words and under a trace; only where the identity leaves a sum of ones, nothing is written."""
    whole = t.eq(t.summation(N, I, product(I, I, *word)), ZERO)
    tried = list(applications(everywhere(PRODUCT, said), whole if trace else everywhere(product(I, J, *word), ZERO)))
    assert tried
    for rule, found, monomial, free in tried:
        written = applied(rule, found, monomial, free)
        ranges, a, b = opened(everywhere(PRODUCT, said), "_k")
        term = t.mul(t.apply(cofactor(rule, found, monomial, free), *free, *ranges), t.sub(b, a))
        for index, size in ranges.items():
            term = t.summation(size, index, term)
        idle = trace and word == (A, B) and said in (ONE, SAID[2])
        assert (written is None) == idle
        if written is not None:
            assert {key: m.coefficient for key, m in collected(written).items()} == normal_form(term, free)


def test_it_would_be_seen_if_it_were_another():
    """A B = C and A B = 2 C do not say the same of C A B."""
    goal = everywhere(product(I, J, C, A, B), ZERO)
    twice = t.mul(t.real(2), t.apply(C, I, J))
    one, two = (next(applications(everywhere(PRODUCT, said), goal)) for said in (SAID[0], twice))
    assert collected(applied(*one)) != collected(applied(*two))
