"""Certificates of every rule, changed as a forger would: refused, or true; and a lying rule is seen."""

from __future__ import annotations

import pytest
from attack.certificates import SAMPLES
from attack.forging import forged
from attack.model import World
from attack.mutations import MUTATIONS
from attack.recorded import certificates
from shapes import REAL, one, real, t, x, zero

from theorycheck.kernel.neighbourhoods import line_minimum, local_minimum, ray_minimum
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import replay
from theorycheck.kernel.rules import RULES
from theorycheck.kernel.theorem import conclude

QUICK, MANY = 400, 5_000


def test_every_rule_has_certificates_that_pass() -> None:
    """A rule without one would not be attacked; each proves the statement that it is registered for."""
    documents = certificates(7, 1)
    assert set(documents) == set(RULES) | {f"sample: {name}" for name in SAMPLES}
    assert not [name for name, found in documents.items() if not found]
    for name, (document, *_) in documents.items():
        assert reach(replay(document)) == () or name == "sample: ball"
        assert name in {step[0] for step in document["steps"]} or name.startswith("sample: ")


def test_changed_certificates_prove_nothing_false() -> None:
    """Every kind of change finds something to change; most are refused."""
    found = forged(certificates(3, 2), QUICK, seed=3)
    assert not found.wrong
    assert {kind for _, kind, _ in found.counts} == set(MUTATIONS)
    assert found.of("refused") > QUICK / 2 and found.of("another theorem") > 0 and found.points > 100


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_many_changed_certificates_prove_nothing_false(seed: int) -> None:
    """Thousands, of several certificates a rule."""
    assert not forged(certificates(seed, 8), MANY, seed).wrong


def test_a_lying_rule_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Σ (f + g) = Σ f + Σ f: its certificates are changed into others that are false."""
    documents = {"sum_add": certificates(3, 8)["sum_add"]}

    def lying(term: t.Term) -> object:
        *size, body = term.args
        part = t.make(term.op, term.data, (*size, body.args[0]))
        return conclude(t.eq(term, t.add(part, part)))

    monkeypatch.setitem(RULES, "sum_add", lying)
    assert forged(documents, 60, seed=1).wrong


@pytest.mark.parametrize(
    ("function", "minimal"),
    [(t.mul(x, x), True), (t.mul(x, t.mul(x, x)), False), (t.neg(t.mul(x, x)), False), (t.elementary("cos", x), False)],
)
def test_the_evaluator_sees_what_is_no_minimum(function: t.Term, minimal: bool) -> None:
    """A radius may always be taken smaller: what fails at small ones fails.  What holds is not known by samples."""
    g, value = t.lam(x, function), t.substitute(function, {x: zero})
    for formula in (line_minimum(value, g), local_minimum(g, [zero], [()])):
        assert {World(seed).holds(formula) for seed in range(4)} == ({None} if minimal else {False})


def test_the_evaluator_sees_rays_and_knows_no_limit_where_a_larger_radius_is_better() -> None:
    """x on [0, r) has its minimum at 0, -x has not; ∃r > 0. ∀x. x² ≤ r·(…) is not of that kind."""
    assert World(1).holds(ray_minimum(zero, t.lam(x, x))) is None
    assert World(1).holds(ray_minimum(zero, t.lam(x, t.neg(x)))) is False
    r = t.variable("r", REAL)
    for inner in (
        t.implies(t.lt(x, one), t.le(t.mul(x, t.mul(x, x)), r)),
        t.implies(t.lt(r, x), t.lt(real(3), t.add(x, r))),
        t.implies(t.conj(t.lt(zero, x), t.lt(x, one)), t.lt(x, t.mul(real(2), r))),
    ):
        assert World(1).holds(t.exists(r, t.conj(t.lt(zero, r), t.forall(x, inner)))) is not False
