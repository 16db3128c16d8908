"""Natural deduction: what each rule concludes, and every way in which it must refuse."""

from __future__ import annotations

from shapes import LOOSE, OPEN, P2, P3, REAL, P, by, f, given, i, m, n, one, proves, refuses, t, x, y, zero


def test_assume__accepts_a_closed_formula() -> None:
    """p ⊢ p"""
    proves(given(P), P, P)


def test_assume__refuses_what_is_no_closed_formula() -> None:
    """Neither an open formula nor a number can be assumed."""
    refuses(by.assume, OPEN, because="not a closed formula")
    refuses(by.assume, x, because="not a closed formula")


def test_truth__accepts() -> None:
    """⊢ true"""
    proves(by.truth(), t.TRUE)


def test_truth__refuses_arguments() -> None:
    """A rule gets exactly its arguments."""
    refuses(by.truth, P, because="takes 0 arguments")


def test_implies_intro__accepts_and_discharges_only_that_hypothesis() -> None:
    """Γ, p ⊢ q gives Γ ⊢ p ⇒ q; p need not occur."""
    both = by.and_intro(given(P), given(P2))
    proves(by.implies_intro(both, P), t.implies(P, t.conj(P, P2)), P2)
    proves(by.implies_intro(given(P), P2), t.implies(P2, P), P)


def test_implies_intro__refuses_an_open_hypothesis() -> None:
    """The hypothesis is a closed formula."""
    refuses(by.implies_intro, given(P), OPEN, because="not a closed formula")


def test_implies_elim__accepts() -> None:
    """Modus ponens keeps the hypotheses of both."""
    p_q = t.implies(P, P2)
    proves(by.implies_elim(given(p_q), given(P)), P2, p_q, P)


def test_implies_elim__refuses_another_premise() -> None:
    """q does not follow from p ⇒ q and something else, nor from q itself."""
    p_q = given(t.implies(P, P2))
    refuses(by.implies_elim, p_q, given(P3), because="implies_elim: needs")
    refuses(by.implies_elim, p_q, given(P2), because="implies_elim: needs")
    refuses(by.implies_elim, given(t.conj(P, P2)), given(P), because="expected implies")


def test_and_intro__accepts() -> None:
    """From p and q, p ∧ q."""
    proves(by.and_intro(given(P), given(P2)), t.conj(P, P2), P, P2)


def test_and_intro__refuses_a_term_for_a_theorem() -> None:
    """A formula is not a theorem."""
    refuses(by.and_intro, P, given(P), because="expected Theorem")


def test_and_left__accepts() -> None:
    """From p ∧ q, p."""
    proves(by.and_left(given(t.conj(P, P2))), P, t.conj(P, P2))


def test_and_left__refuses_another_connective() -> None:
    """p ∨ q does not give p."""
    refuses(by.and_left, given(t.disj(P, P2)), because="expected and")


def test_and_right__accepts() -> None:
    """From p ∧ q, q."""
    proves(by.and_right(given(t.conj(P, P2))), P2, t.conj(P, P2))


def test_and_right__refuses_another_connective() -> None:
    """p ⇒ q does not give q."""
    refuses(by.and_right, given(t.implies(P, P2)), because="expected and")


def test_or_left__accepts() -> None:
    """From p, p ∨ q."""
    proves(by.or_left(given(P), P2), t.disj(P, P2), P)


def test_or_left__refuses_an_open_formula() -> None:
    """What is added is a closed formula."""
    refuses(by.or_left, given(P), OPEN, because="not a closed formula")
    refuses(by.or_left, given(P), x, because="not a closed formula")


def test_or_right__accepts() -> None:
    """From q, p ∨ q."""
    proves(by.or_right(P2, given(P)), t.disj(P2, P), P)


def test_or_right__refuses_an_open_formula() -> None:
    """What is added is a closed formula."""
    refuses(by.or_right, OPEN, given(P), because="not a closed formula")


def _weakened(conclusion: t.Term, *hypotheses: t.Term) -> object:
    """hypotheses, conclusion ⊢ conclusion"""
    theorem = given(conclusion)
    for hypothesis in hypotheses:
        theorem = by.and_right(by.and_intro(given(hypothesis), theorem))
    return theorem


def test_or_elim__accepts_and_discharges_each_case_in_its_branch() -> None:
    """p leaves the left branch only, q the right one only."""
    either = t.disj(P, P2)
    proves(by.or_elim(given(either), _weakened(P3, P), _weakened(P3, P2)), P3, either, P3)
    proves(by.or_elim(given(either), _weakened(P3, P2), _weakened(P3, P)), P3, either, P3, P, P2)


def test_or_elim__refuses_two_conclusions_or_no_disjunction() -> None:
    """Both cases conclude the same; the first premise is a disjunction."""
    refuses(by.or_elim, given(t.disj(P, P2)), given(P), given(P2), because="different formulas")
    refuses(by.or_elim, given(t.conj(P, P2)), given(P3), given(P3), because="expected or")


def test_cases__accepts_and_discharges_each_case_in_its_branch() -> None:
    """Excluded middle: p leaves the first branch, ¬p the second, and nothing else does."""
    not_p = t.negate(P)
    proves(by.cases(_weakened(P3, P), _weakened(P3, not_p), P), P3, P3)
    proves(by.cases(_weakened(P3, not_p), _weakened(P3, P), P), P3, P3, P, not_p)


def test_cases__refuses_two_conclusions_or_an_open_condition() -> None:
    """Both cases conclude the same; the condition is a closed formula."""
    refuses(by.cases, given(P), given(P2), P3, because="different formulas")
    refuses(by.cases, given(P), given(P), OPEN, because="not a closed formula")


def test_not_intro__accepts() -> None:
    """From Γ, p ⊢ false, Γ ⊢ ¬p."""
    contradiction = by.not_elim(given(t.negate(P)), given(P))
    proves(by.not_intro(contradiction, P), t.negate(P), t.negate(P))


def test_not_intro__refuses_another_conclusion() -> None:
    """Only from false; only a closed formula."""
    refuses(by.not_intro, given(P), P, because="must be false")
    refuses(by.not_intro, given(t.FALSE), OPEN, because="not a closed formula")


def test_not_elim__accepts() -> None:
    """From ¬p and p, false."""
    proves(by.not_elim(given(t.negate(P)), given(P)), t.FALSE, t.negate(P), P)


def test_not_elim__refuses_what_does_not_contradict() -> None:
    """¬p and q are no contradiction."""
    refuses(by.not_elim, given(t.negate(P)), given(P2), because="do not contradict")
    refuses(by.not_elim, given(P), given(P), because="expected not")


def test_false_elim__accepts() -> None:
    """From false, anything, under the same hypotheses."""
    proves(by.false_elim(given(t.FALSE), P), P, t.FALSE)


def test_false_elim__refuses_another_premise() -> None:
    """Only from false; only a closed formula."""
    refuses(by.false_elim, given(P), P2, because="not false")
    refuses(by.false_elim, given(t.FALSE), OPEN, because="not a closed formula")


def test_forall_intro__accepts_an_arbitrary_variable() -> None:
    """From Γ ⊢ p(x) with x not in Γ, ∀x. p(x); a variable of the same name and another sort does not matter."""
    same = t.variable("x", t.NATURAL)
    proves(by.forall_intro(by.refl(x), x), t.forall(x, t.eq(x, x)))
    proves(by.forall_intro(given(P), same), t.forall(same, P), P)


def test_forall_intro__refuses_a_variable_of_a_hypothesis() -> None:
    """x ≤ 0 ⊢ x ≤ 0 does not give ∀x. x ≤ 0."""
    refuses(by.forall_intro, given(P), x, because="free in a hypothesis")
    refuses(by.forall_intro, by.refl(x), zero, because="a free variable is expected")


def test_forall_elim__accepts_a_term_without_capture() -> None:
    """∀x ∃y. x < y at y is ∃y'. y < y'."""
    everywhere = t.forall(x, t.exists(y, t.lt(x, y)))
    other = t.variable("other", REAL)
    proves(by.forall_elim(given(everywhere), y), t.exists(other, t.lt(y, other)), everywhere)


def test_forall_elim__refuses_another_sort_an_open_term_and_existence() -> None:
    """The value is a closed term of the bound sort."""
    everywhere = given(t.forall(x, P))
    refuses(by.forall_elim, everywhere, n, because="a closed term of the bound sort")
    refuses(by.forall_elim, everywhere, LOOSE, because="a closed term of the bound sort")
    refuses(by.forall_elim, given(t.exists(x, P)), x, because="expected forall")


def test_exists_intro__accepts() -> None:
    """From p(t), ∃x. p(x)."""
    somewhere = t.exists(x, P)
    proves(by.exists_intro(given(t.le(y, zero)), somewhere, y), somewhere, t.le(y, zero))


def test_exists_intro__refuses_another_instance() -> None:
    """The premise is the formula at the value, which is closed and of the sort."""
    somewhere = t.exists(x, P)
    refuses(by.exists_intro, given(P2), somewhere, y, because="not that instance")
    refuses(by.exists_intro, given(P), somewhere, y, because="not that instance")
    refuses(by.exists_intro, given(P), somewhere, n, because="a closed term of the bound sort")
    refuses(by.exists_intro, given(P), somewhere, LOOSE, because="a closed term of the bound sort")
    refuses(by.exists_intro, given(P), t.forall(x, P), x, because="expected exists")


def test_exists_elim__accepts_an_arbitrary_witness() -> None:
    """From ∃x. p(x), and Γ, p(y) ⊢ q with y not in Γ or q, q; y may occur in the hypotheses of the existence."""
    somewhere = t.exists(x, P)
    proves(by.exists_elim(given(somewhere), _weakened(P3, t.le(y, zero)), y), P3, somewhere, P3)
    existence = by.and_left(by.and_intro(given(somewhere), given(P2)))
    proves(by.exists_elim(existence, _weakened(P3, t.le(y, zero)), y), P3, somewhere, P2, P3)


def test_exists_elim__refuses_a_witness_that_is_not_arbitrary() -> None:
    """y not free in q, in another hypothesis, or in ∃x. p(x)."""
    somewhere = given(t.exists(x, P))
    refuses(by.exists_elim, somewhere, given(t.le(y, zero)), y, because="free in a hypothesis")
    refuses(by.exists_elim, somewhere, _weakened(P3, t.le(y, zero), P2), y, because="free in a hypothesis")
    between = given(t.exists(x, t.lt(x, y)))
    refuses(by.exists_elim, between, _weakened(P3, t.lt(y, y)), y, because="not fresh")
    refuses(by.exists_elim, somewhere, given(P3), n, because="a variable of the sort")
    refuses(by.exists_elim, somewhere, given(P3), one, because="a variable of the sort")
    refuses(by.exists_elim, given(t.forall(x, P)), given(P3), y, because="expected exists")


def test_forall_not__accepts() -> None:
    """From ¬∃x. p(x), ∀x. ¬p(x)."""
    nowhere = t.negate(t.exists(x, P))
    proves(by.forall_not(given(nowhere)), t.forall(x, t.negate(P)), nowhere)


def test_forall_not__refuses_other_shapes() -> None:
    """¬∀ and ∃ are not ¬∃."""
    refuses(by.forall_not, given(t.negate(t.forall(x, P))), because="expected exists")
    refuses(by.forall_not, given(t.exists(x, P)), because="expected not")


def test_exists_not__accepts() -> None:
    """From ¬∀x. p(x), ∃x. ¬p(x)."""
    not_everywhere = t.negate(t.forall(x, P))
    proves(by.exists_not(given(not_everywhere)), t.exists(x, t.negate(P)), not_everywhere)


def test_exists_not__refuses_other_shapes() -> None:
    """¬∃ and ∀ are not ¬∀."""
    refuses(by.exists_not, given(t.negate(t.exists(x, P))), because="expected forall")
    refuses(by.exists_not, given(t.forall(x, P)), because="expected not")


def test_generalise__accepts_hypotheses_too_and_all_at_once() -> None:
    """x ≤ 0 ⊢ x ≤ 0 at x := y; a swap is simultaneous; nothing is captured."""
    proves(by.generalise(given(P), [y], [x]), t.le(y, zero), t.le(y, zero))
    proves(by.generalise(given(t.lt(x, y)), [y, x], [x, y]), t.lt(y, x), t.lt(y, x))
    captured = given(t.exists(y, t.lt(x, y)))
    other = t.exists(one_more := t.variable("w", REAL), t.lt(y, one_more))
    proves(by.generalise(captured, [y], [x]), other, other)


def test_generalise__merges_hypotheses_that_become_equal() -> None:
    """A hypothesis stays one, and is not lost when it coincides with an old one."""
    theorem = by.and_intro(given(t.le(x, zero)), given(t.le(y, zero)))
    proves(by.generalise(theorem, [y], [x]), t.conj(t.le(y, zero), t.le(y, zero)), t.le(y, zero))


def test_generalise__refuses_open_terms_other_sorts_and_repetition() -> None:
    """As many closed terms as distinct variables, each of its variable's sort."""
    refuses(by.generalise, given(P), [y, y], [x], because="a term a variable")
    refuses(by.generalise, given(P), [y], [zero], because="a term a variable")
    refuses(by.generalise, given(P), [LOOSE], [x], because="closed terms")
    refuses(by.generalise, given(P), [n], [x], because="wrong sort")
    refuses(by.generalise, given(P), [y, zero], [x, x], because="bound twice")


def test_a_theorem_carries_the_trust_of_all_it_used() -> None:
    """No rule loses a label."""
    one_label = by.cite("cited", "a", t.eq(zero, zero))
    other = by.cite("oracle", "b", t.eq(one, one))
    labels = one_label.trust | other.trust
    assert len(labels) == 2
    assert by.and_intro(one_label, other).trust == labels
    assert by.generalise(by.and_intro(one_label, other), (), ()).trust == labels
    assert by.forall_intro(by.implies_intro(by.and_intro(one_label, other), P), x).trust == labels
    assert by.instantiate_sort(by.and_intro(one_label, other), "G", ("Z", 2)).trust == labels


def test_rules_check_the_kind_of_each_argument() -> None:
    """A list is no tuple of terms, a number no term, a bool no int."""
    refuses(by.generalise, given(P), (1,), (x,), because="expected tuple")
    refuses(by.forall_intro, given(P), "x", because="expected Term")
    refuses(by.ball, [x], [(t.Fraction(0), t.Fraction(1))], P, [0], True, [], because="expected int")
    refuses(by.big_congruence, given(t.bounded_forall(i, n, t.eq(t.apply(f, i), zero))), m, because="expected str")
