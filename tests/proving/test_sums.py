"""The tactic `sums`: what holds in every finite abelian group is proved, and what holds in some only is left open."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from theorycheck.kernel import sorts
from theorycheck.kernel import terms as t
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import Term
from theorycheck.proving.finite_sums import equal, fibred

G, H = sorts.group("G"), sorts.group("H")
u, s, b = (t.variable(name, G) for name in ("u", "s", "b"))
h = t.variable("h", H)
x, w, w2 = (t.variable(name, sorts.function(G, REAL)) for name in ("x", "w", "w2"))
table = t.variable("A", sorts.function(G, H, REAL))
rows = t.variable("B", sorts.function(NATURAL, G, REAL))
c, n, i = t.variable("c", REAL), t.variable("n", NATURAL), t.variable("i", NATURAL)


def minus(a: Term, other: Term) -> Term:
    return t.group_add(a, t.group_neg(other))


def convolution(weight: Term, signal: Term, at: Term) -> Term:
    """Σ_b w(at - b)·x(b)"""
    return t.group_sum(b, t.mul(t.apply(weight, minus(at, b)), t.apply(signal, b)))


def flipped(weight: Term, signal: Term, at: Term) -> Term:
    """Σ_b w(b)·x(at - b)"""
    return t.group_sum(b, t.mul(t.apply(weight, b), t.apply(signal, minus(at, b))))


def translate(signal: Callable[[Term], Term]) -> Term:
    return t.lam(u, signal(minus(u, s)))


SHIFTED = t.lam(b, t.apply(x, minus(b, s)))
TRUE = {
    "translation": t.eq(t.group_sum(b, t.apply(x, t.group_add(b, s))), t.group_sum(b, t.apply(x, b))),
    "reflection": t.eq(t.group_sum(b, t.apply(x, minus(s, b))), t.group_sum(b, t.apply(x, b))),
    "equivariance": t.eq(convolution(w, SHIFTED, u), convolution(w, x, minus(u, s))),
    "commutation": t.eq(convolution(w, x, u), flipped(w, x, u)),
    "linearity": t.eq(
        t.group_sum(b, t.mul(t.add(c, t.apply(x, b)), t.apply(w, minus(u, b)))),
        t.add(convolution(w, x, u), t.mul(t.group_sum(b, t.apply(w, minus(u, b))), c)),
    ),
    "exchange": t.eq(
        t.group_sum(b, t.group_sum(h, t.apply(table, t.group_add(b, s), h))),
        t.group_sum(h, t.group_sum(b, t.apply(table, b, h))),
    ),
    "channels": t.eq(
        t.summation(n, i, t.group_sum(b, t.mul(t.apply(rows, i, b), t.apply(x, minus(u, b))))),
        t.group_sum(b, t.mul(t.apply(x, b), t.summation(n, i, t.apply(rows, i, minus(u, b))))),
    ),
    "composition": t.eq(
        convolution(w, t.lam(u, convolution(w2, x, u)), u),
        convolution(t.lam(u, convolution(w, w2, u)), x, u),
    ),
    "invariance": t.eq(
        t.group_sum(u, t.elementary("tanh", convolution(w, SHIFTED, u))),
        t.group_sum(u, t.elementary("tanh", convolution(w, x, u))),
    ),
}
FALSE = {
    "a sum against twice": t.eq(t.group_sum(b, t.apply(x, t.group_add(b, b))), t.group_sum(b, t.apply(x, b))),
    "translation of one factor": t.eq(
        t.group_sum(b, t.mul(t.apply(x, b), t.apply(w, b))),
        t.group_sum(b, t.mul(t.apply(x, b), t.apply(w, t.group_add(b, s)))),
    ),
    "correlation commutes": t.eq(
        t.group_sum(b, t.mul(t.apply(w, b), t.apply(x, t.group_add(u, b)))),
        t.group_sum(b, t.mul(t.apply(x, b), t.apply(w, t.group_add(u, b)))),
    ),
    "equivariance the wrong way": t.eq(convolution(w, SHIFTED, u), convolution(w, x, t.group_add(u, s))),
    "a weight that sees the place": t.eq(
        t.group_sum(b, t.mul(t.apply(x, b), t.apply(w, u))), t.group_sum(b, t.mul(t.apply(x, b), t.apply(w, b)))
    ),
}
SYMBOLS = (w, w2, x, table, rows, c, n, u, s)


@pytest.mark.parametrize("name", TRUE)
def test_sums_proves_for_every_finite_abelian_group(name, stated, proved) -> None:
    """Nothing restricts the group: no bound on its order, not cyclic."""
    assert proved(stated(*SYMBOLS, claim=TRUE[name]), "sums") == ()


@pytest.mark.parametrize("name", FALSE)
def test_sums_leaves_open_what_fails_in_some_group(name, stated, gap) -> None:
    """Each is false for some group and some signals."""
    gap(stated(*SYMBOLS, claim=FALSE[name]), "sums")


def test_a_convolution_of_a_translate_is_the_translate_of_the_convolution(stated, proved) -> None:
    """T(w * x) = w * T x for all signals of every finite abelian group."""
    claim = t.eq(convolution(w, translate(lambda v: t.apply(x, v)), u), convolution(w, x, minus(u, s)))
    assert proved(stated(w, x, s, u, claim=claim), "sums") == ()


def test_what_is_proved_of_every_group_is_so_of_a_cyclic_one() -> None:
    """Equivariance, instantiated at Z_5 and at numbers, is an equation that computation confirms."""
    d = Derivation()
    left, right = TRUE["equivariance"].args
    proof = equal(d, left, right)
    assert proof is not None
    cyclic = d.instantiate_sort(proof, "G", ("Z", 5))
    rng = random.Random(1)
    z, names = t.variable("z", sorts.cyclic(5)), [t.variable(name, sorts.cyclic(5)) for name in ("u", "s")]
    signals = {}
    for name in ("x", "w"):
        value: Term = t.real(rng.randrange(-9, 9))
        for k in range(1, 5):
            value = t.select(t.eq(z, t.residue(5, k)), t.real(rng.randrange(-9, 9)), value)
        signals[t.variable(name, sorts.function(sorts.cyclic(5), REAL))] = t.lam(z, value)
    points = dict(zip(names, (t.residue(5, 3), t.residue(5, 4)), strict=True))
    values = [normal_form(t.substitute(side, {**signals, **points})) for side in cyclic.conclusion.args]
    assert values[0] is values[1] and values[0].op == "literal"


def test_fibred_sums_by_the_values_of_a_map() -> None:
    """Σ_g x(g) = Σ_h Σ_g (x(g) if h = p(g) else 0)."""
    p = t.variable("p", sorts.function(G, H))
    proof = fibred(Derivation(), t.group_sum(b, t.apply(x, b)), p)
    inner = t.group_sum(b, t.select(t.eq(h, t.apply(p, b)), t.apply(x, b), t.real(0)))
    assert proof.conclusion is t.eq(t.group_sum(b, t.apply(x, b)), t.group_sum(h, inner))
    assert not proof.hypotheses
