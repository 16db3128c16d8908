"""Variables, formulas and the two verbs of the rule suites: a rule proves exactly this, or refuses for that reason."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as Q

import pytest

from theorycheck.kernel import KernelError, sorts
from theorycheck.kernel import terms as t
from theorycheck.kernel.rules import RULES
from theorycheck.kernel.theorem import Theorem

REAL, NATURAL, PROPOSITION = sorts.REAL, sorts.NATURAL, sorts.PROPOSITION
G, H, F3, Z3 = sorts.group("G"), sorts.group("H"), sorts.finite("F"), sorts.cyclic(3)

x, y, z = (t.variable(name, REAL) for name in "xyz")
n, m, k, i, j = (t.variable(name, NATURAL) for name in "nmkij")
f, f2 = (t.variable(name, sorts.function(NATURAL, REAL)) for name in ("f", "f2"))
g = t.variable("g", sorts.function(NATURAL, NATURAL, REAL))
r = t.variable("r", sorts.function(REAL, REAL))
u, v = t.variable("u", G), t.variable("v", G)
h = t.variable("h", sorts.function(G, REAL))
V, E = sorts.vector_space("V"), sorts.inner_space("E")
p, q = t.variable("p", V), t.variable("q", V)
c, d, e = (t.variable(name, E) for name in "cde")
zero, one, two = t.real(0), t.real(1), t.real(2)
P, P2, P3 = t.le(x, zero), t.lt(y, one), t.eq(z, two)
LOOSE = t.make("bound", (0, REAL))  # an open term: points at a binder that is not there
LOOSE_SIZE = t.make("bound", (0, NATURAL))
OPEN = t.le(LOOSE, zero)


class _By:
    """by.and_left(theorem): the registered rule of that name, which takes tuples where a list is easier to write."""

    def __getattr__(self, name: str) -> Callable[..., Theorem]:
        rule = RULES[name]
        return lambda *arguments: rule(*(tuple(a) if type(a) is list else a for a in arguments))


by = _By()


def given(formula: t.Term) -> Theorem:
    """formula ⊢ formula"""
    return by.assume(formula)


def proves(theorem: Theorem, conclusion: t.Term, *hypotheses: t.Term, trust: frozenset[str] = frozenset()) -> None:
    """The theorem is exactly `hypotheses ⊢ conclusion`."""
    assert theorem.conclusion is conclusion, f"concluded {theorem.conclusion}, expected {conclusion}"
    assert theorem.hypotheses == frozenset(hypotheses), f"hypotheses {theorem.hypotheses}, expected {hypotheses}"
    assert theorem.trust == trust


def refuses(rule: Callable[..., object], *arguments: object, because: str) -> None:
    """The rule (or constructor) raises KernelError, and for that reason."""
    with pytest.raises(KernelError, match=because):
        rule(*arguments)


def at(function: t.Term, *values: t.Term) -> t.Term:
    return t.apply(function, *values)


def total(size: t.Term, body: Callable[[t.Term], t.Term], op: str = "sum", name: str = "i") -> t.Term:
    """Σ_{i<size} body(i), or another big operator."""
    index = t.variable(name, NATURAL)
    return t.big(op, size, index, body(index))


def nat(value: int) -> t.Term:
    return t.natural(value)


def real(value: int | Q | str) -> t.Term:
    return t.real(Q(value))


def nonzero(term: t.Term) -> t.Term:
    return t.negate(t.eq(term, zero))
