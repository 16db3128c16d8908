"""Natural deduction, classical, for ∧ ∨ ⇒ ¬ ∀ ∃ (introduction and elimination of each connective)."""

from __future__ import annotations

from ..errors import KernelError, need
from ..sorts import PROPOSITION
from ..terms import FALSE, TRUE, Term, abstract, conj, disj, expect, forall, implies, instantiate, make, negate
from ..theorem import Theorem, conclude, rule


def _formula(term: Term) -> Term:
    need(term.sort == PROPOSITION and term.closed, "not a closed formula")
    return term


def not_free(variable: Term, theorem: Theorem, *besides: Term) -> None:
    """The side condition of ∀-introduction: the variable is arbitrary, no hypothesis speaks of it."""
    need(variable.op == "variable", "a free variable is expected")
    formulas = (*theorem.hypotheses, *besides)
    need(all(variable.data not in formula.free for formula in formulas), "the variable is free in a hypothesis")


@rule
def assume(formula: Term) -> Theorem:
    """p ⊢ p"""
    return conclude(_formula(formula), also=[formula])


@rule
def truth() -> Theorem:
    """⊢ true"""
    return conclude(TRUE)


@rule
def implies_intro(theorem: Theorem, hypothesis: Term) -> Theorem:
    """From Γ, p ⊢ q conclude Γ ⊢ p ⇒ q (p need not occur in Γ)."""
    return conclude(implies(_formula(hypothesis), theorem.conclusion), [theorem], without=[hypothesis])


@rule
def implies_elim(implication: Theorem, premise: Theorem) -> Theorem:
    """From p ⇒ q and p conclude q."""
    p, q = expect(implication.conclusion, "implies")
    if p is not premise.conclusion:  # the message is long in the making
        raise KernelError(f"implies_elim: needs {str(p)[:200]}, got {str(premise.conclusion)[:200]}")
    return conclude(q, [implication, premise])


@rule
def and_intro(left: Theorem, right: Theorem) -> Theorem:
    """From p and q conclude p ∧ q."""
    return conclude(conj(left.conclusion, right.conclusion), [left, right])


@rule
def and_left(theorem: Theorem) -> Theorem:
    """From p ∧ q conclude p."""
    return conclude(expect(theorem.conclusion, "and")[0], [theorem])


@rule
def and_right(theorem: Theorem) -> Theorem:
    """From p ∧ q conclude q."""
    return conclude(expect(theorem.conclusion, "and")[1], [theorem])


@rule
def or_left(theorem: Theorem, right: Term) -> Theorem:
    """From p conclude p ∨ q."""
    return conclude(disj(theorem.conclusion, _formula(right)), [theorem])


@rule
def or_right(left: Term, theorem: Theorem) -> Theorem:
    """From q conclude p ∨ q."""
    return conclude(disj(_formula(left), theorem.conclusion), [theorem])


@rule
def or_elim(either: Theorem, left: Theorem, right: Theorem) -> Theorem:
    """From p ∨ q, and r under p, and r under q, conclude r."""
    p, q = expect(either.conclusion, "or")
    need(left.conclusion is right.conclusion, "or_elim: the two cases conclude different formulas")
    first = conclude(left.conclusion, [left], without=[p])
    second = conclude(right.conclusion, [right], without=[q])
    return conclude(left.conclusion, [either, first, second])


@rule
def cases(when: Theorem, otherwise: Theorem, condition: Term) -> Theorem:
    """From q under p, and q under ¬p, conclude q (excluded middle)."""
    need(when.conclusion is otherwise.conclusion, "cases: the two cases conclude different formulas")
    first = conclude(when.conclusion, [when], without=[_formula(condition)])
    second = conclude(otherwise.conclusion, [otherwise], without=[negate(condition)])
    return conclude(when.conclusion, [first, second])


@rule
def not_intro(theorem: Theorem, hypothesis: Term) -> Theorem:
    """From Γ, p ⊢ false conclude Γ ⊢ ¬p."""
    need(theorem.conclusion is FALSE, "not_intro: the conclusion must be false")
    return conclude(negate(_formula(hypothesis)), [theorem], without=[hypothesis])


@rule
def not_elim(negation: Theorem, theorem: Theorem) -> Theorem:
    """From ¬p and p conclude false."""
    (p,) = expect(negation.conclusion, "not")
    need(p is theorem.conclusion, "not_elim: the premises do not contradict each other")
    return conclude(FALSE, [negation, theorem])


@rule
def false_elim(theorem: Theorem, formula: Term) -> Theorem:
    """From false conclude anything."""
    need(theorem.conclusion is FALSE, "false_elim: the premise is not false")
    return conclude(_formula(formula), [theorem])


@rule
def forall_intro(theorem: Theorem, variable: Term) -> Theorem:
    """From Γ ⊢ p(x), x not free in Γ, conclude Γ ⊢ ∀x. p(x)."""
    not_free(variable, theorem)
    return conclude(forall(variable, theorem.conclusion), [theorem])


@rule
def forall_elim(theorem: Theorem, value: Term) -> Theorem:
    """From ∀x. p(x) conclude p(t), for a closed t of x's sort."""
    (body,) = expect(theorem.conclusion, "forall")
    need(value.closed and value.sort == theorem.conclusion.data, "forall_elim: a closed term of the bound sort")
    return conclude(instantiate(body, [value]), [theorem])


@rule
def exists_intro(theorem: Theorem, formula: Term, value: Term) -> Theorem:
    """From p(t) conclude ∃x. p(x); `formula` is the existential statement."""
    (body,) = expect(_formula(formula), "exists")
    need(value.closed and value.sort == formula.data, "exists_intro: a closed term of the bound sort")
    need(instantiate(body, [value]) is theorem.conclusion, "exists_intro: the premise is not that instance")
    return conclude(formula, [theorem])


@rule
def exists_elim(existence: Theorem, theorem: Theorem, variable: Term) -> Theorem:
    """From ∃x. p(x), and Γ, p(y) ⊢ q with y not free in Γ or q, conclude q."""
    (body,) = expect(existence.conclusion, "exists")
    need(
        variable.op == "variable" and variable.sort == existence.conclusion.data, "exists_elim: a variable of the sort"
    )
    need(variable.data not in existence.conclusion.free, "exists_elim: the variable is not fresh")
    instance = instantiate(body, [variable])
    rest = conclude(theorem.conclusion, [theorem], without=[instance])
    not_free(variable, rest, theorem.conclusion)
    return conclude(theorem.conclusion, [existence, rest])


@rule
def forall_not(theorem: Theorem) -> Theorem:
    """From ¬∃x. p(x) conclude ∀x. ¬p(x)."""
    (inner,) = expect(theorem.conclusion, "not")
    (body,) = expect(inner, "exists")
    return conclude(make("forall", inner.data, (negate(body),)), [theorem])


@rule
def exists_not(theorem: Theorem) -> Theorem:
    """From ¬∀x. p(x) conclude ∃x. ¬p(x)."""
    (inner,) = expect(theorem.conclusion, "not")
    (body,) = expect(inner, "forall")
    return conclude(make("exists", inner.data, (negate(body),)), [theorem])


@rule
def generalise(theorem: Theorem, values: tuple[Term, ...], variables: tuple[Term, ...]) -> Theorem:
    """From Γ ⊢ p(x…) conclude Γ(t…) ⊢ p(t…): free variables are arbitrary, in hypotheses too."""
    need(len(values) == len(variables) and all(v.op == "variable" for v in variables), "generalise: a term a variable")
    need(all(value.closed for value in values), "generalise: closed terms")
    put = [instantiate(abstract(formula, variables), values) for formula in (*theorem.hypotheses, theorem.conclusion)]
    bare = conclude(put[-1], [theorem], without=theorem.hypotheses)
    return conclude(put[-1], [bare], also=put[:-1])
