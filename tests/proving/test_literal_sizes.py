"""What is proved at literal sizes alone says so; at such sizes statements about arrays are about their entries."""

from __future__ import annotations

import pytest

from theorycheck import Claim, dims, eq, le, summation, vector
from theorycheck.errors import ProofScriptError
from theorycheck.kernel import terms as t
from theorycheck.pipeline import Options, check
from theorycheck.proving.prove import prove
from theorycheck.trial import box_of

ZERO, ONE = t.real(0), t.real(1)
n = dims("n")
x = vector("x", n)


def entry(f, i):
    return t.apply(f, t.natural(i))


def total(v):
    return t.summation(v.n, v.i, t.apply(v.f, v.i))


@pytest.fixture
def two_terms(v, stated):
    """Σ_{i<n} f(i) = f(0) + f(1), which is so at n = 2 and wrong elsewhere."""
    return stated(v.n, v.f, claim=t.eq(total(v), t.add(entry(v.f, 0), entry(v.f, 1))))


def test_a_size_set_to_a_literal_is_the_reach(two_terms, proved):
    assert [str(rho) for rho in proved(two_terms, "restrict(n, 2), compute")] == ["(x1 = 2)"]


@pytest.mark.parametrize("script", ["compute", "restrict(n, 3), compute", "restrict(n, 1), compute"])
def test_at_another_size_it_stays_open(script, two_terms, gap):
    gap(two_terms, script)


def test_two_sizes_at_once(v, stated, proved, gap):
    """n + K = 3 at n = 1, K = 2."""
    claim = stated(v.n, v.K, claim=t.eq(t.add(v.n, v.K), t.natural(3)))
    assert [str(rho) for rho in proved(claim, "restrict(n, 1), restrict(K, 2)")] == ["(x1 = 1)", "(x2 = 2)"]
    gap(claim, "restrict(n, 1), restrict(K, 3)")


def test_hypotheses_are_about_the_entries(v, stated, proved, gap):
    """All entries 0 makes the sum of three 0; two of them say nothing of the third."""
    vanishing = t.bounded_forall(v.i, v.n, t.eq(t.apply(v.f, v.i), ZERO))
    whole = t.summation(t.natural(3), v.i, t.apply(v.f, v.i))
    claim = stated(v.n, v.f, claim=t.implies(vanishing, t.eq(whole, ZERO)))
    assert len(proved(claim, "restrict(n, 3), compute")) == 1
    gap(claim, "restrict(n, 2), compute")


def test_hypotheses_that_compute_to_false_prove_anything(v, stated, proved):
    claim = stated(v.n, claim=t.implies(t.lt(v.n, t.natural(2)), t.eq(ZERO, ONE)))
    assert len(proved(claim, "restrict(n, 2), compute")) == 1


def test_a_goal_of_several_parts_is_taken_apart(v, stated, proved, gap):
    """Each entry of a bounded ∀ is a goal of its own."""
    claim = t.bounded_forall(v.i, v.n, t.le(ZERO, t.mul(t.apply(v.f, v.i), t.apply(v.f, v.i))))
    assert len(proved(stated(v.n, v.f, claim=claim), "restrict(n, 2), compute")) == 1
    gap(stated(v.n, v.f, claim=t.bounded_forall(v.i, v.n, t.le(ZERO, t.apply(v.f, v.i)))), "restrict(n, 2), compute")


def test_a_lemma_at_the_same_size_is_used(v, two_terms, stated, proved, gap):
    """The lemma's size is that of the claim; a lemma at another size says nothing."""
    claim = stated(v.n, v.f, claim=t.implies(t.eq(entry(v.f, 0), ZERO), t.eq(total(v), entry(v.f, 1))))
    general = stated(v.n, v.f, claim=t.eq(total(v), t.add(ZERO, total(v))))
    assert len(proved(claim, "restrict(n, 2), auto", (two_terms, "restrict(n, 2), compute"))) == 1
    assert len(proved(claim, "restrict(n, 2), compute", (general, "auto"))) == 1
    gap(claim, "restrict(n, 3), auto", (two_terms, "restrict(n, 2), compute"))
    gap(claim, "auto", (two_terms, "restrict(n, 2), compute"))


@pytest.mark.parametrize(
    "wrong", ["restrict(n, x)", "restrict(n, 1/2)", "restrict(n)", "restrict(n, 0, 2)", "restrict(x, 2)"]
)
def test_what_is_no_size_is_refused(wrong, v, stated):
    with pytest.raises(ProofScriptError, match="does not name a real symbol and its bounds, or a size and its value"):
        prove(stated(v.n, v.x, claim=t.le(v.x, v.x)), wrong)


def test_a_size_is_a_box_of_one_value():
    assert box_of("restrict(n, 2), restrict(x, 0, 1), compute") == {"n": (2, 2), "x": (0, 1)}


@pytest.mark.parametrize(
    ("given", "verdict"),
    [([], "CERTIFIED"), ([le(n, 2)], "CERTIFIED"), ([le(n, 1)], "UNKNOWN")],
    ids=["any n", "n at most 2", "no model where n is 2"],
)
def test_a_proof_at_one_size_needs_a_model_of_that_size(given, verdict, tmp_path):
    claim = Claim(
        title="t",
        source="s",
        given=given,
        conclude=eq(summation(n, lambda i: x[i] + 1), summation(n, lambda i: x[i]) + n),
        proof="restrict(n, 2), compute",
    )
    outcome = check(claim, "claim", Options(examples=200, folder=tmp_path))
    assert (outcome.verdict.value, outcome.reach) == (verdict, ("(n = 2)",))
