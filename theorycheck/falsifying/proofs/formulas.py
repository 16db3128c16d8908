"""Deciding a formula at an exact point: it, or its negation, as a theorem.

Connectives are decided from their parts; in all else what is literal is computed first.  Derivatives are expanded,
comparisons are evaluated; what quantifies over all points nearby, or all points, goes to `minima`, `isolated`,
`globally` and `saddles`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import Any

from theorycheck.derived.derivatives import expansion, mentions_derivative
from theorycheck.derived.equations import replaced, sides, symmetric
from theorycheck.derived.integrals import mentions_integral
from theorycheck.kernel import terms
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import FALSE, Term, negate
from theorycheck.kernel.theorem import Theorem

from .integrals import integral_values


class Undecided(KernelError):
    """Nothing that is tried here decides the formula."""


Quantified = Callable[["Decider", Term], Theorem]


class Decider:
    """Decides closed formulas without free variables, in one derivation.

    `quantified` are tried in turn on formulas that begin with a quantifier; each raises KernelError where it fails.
    `as_stated` are tried before them, on the formula as it is, with sums and notations in it.
    `compare` decides comparisons: by evaluation, where nothing else is said.
    """

    def __init__(
        self,
        d: Derivation,
        definitions: Sequence[Theorem] = (),
        quantified: Sequence[Quantified] = (),
        compare: Callable[[Term], Theorem] | None = None,
        as_stated: Sequence[Quantified] = (),
    ) -> None:
        self.d = d
        self.definitions = tuple(definitions)
        self.quantified = quantified
        self.as_stated = as_stated
        self.compare = compare or (lambda formula: d.evaluate(formula, self.definitions))
        self._known: dict[Term, Theorem] = {}

    def decide(self, formula: Term) -> Theorem:
        """⊢ formula or ⊢ ¬formula; raises KernelError."""
        if formula.op in _CONNECTIVES:
            return self._decided(formula)
        for attempt in self.as_stated if formula.op in ("forall", "exists") else ():
            with contextlib.suppress(KernelError):
                return attempt(self, formula)
        if formula.op in COMPARISONS and not (mentions_derivative(formula) or mentions_integral(formula)):
            return self.compare(formula)
        table = {sides(theorem)[0]: sides(theorem)[1] for theorem in self.definitions}
        computed = normal_form(formula, table)
        found = self._decided(computed)
        if computed is formula:
            return found
        return self.d.convert(found, formula if found.conclusion is computed else negate(formula), self.definitions)

    def holds(self, formula: Term) -> Theorem:
        """⊢ formula; raises KernelError where it fails too."""
        found = self.decide(formula)
        if found.conclusion is not formula:
            raise Undecided(f"it is false: {str(formula)[:80]}")
        return found

    def _decided(self, formula: Term) -> Theorem:
        if formula not in self._known:
            rule: Callable[[Term], Theorem] = _RULES.get(formula.op, Decider._compared).__get__(self)
            self._known[formula] = rule(formula)
        return self._known[formula]

    # ---- connectives

    def _true(self, formula: Term) -> Theorem:
        return self.d.truth()

    def _false(self, formula: Term) -> Theorem:
        return self.d.not_intro(self.d.assume(FALSE), FALSE)

    def _not(self, formula: Term) -> Theorem:
        d, (p,) = self.d, formula.args
        inner = self.decide(p)
        if inner.conclusion is formula:
            return inner
        return d.not_intro(d.not_elim(d.assume(formula), inner), formula)

    def _and(self, formula: Term) -> Theorem:
        d = self.d
        found: list[Theorem] = []
        failure: KernelError | None = None
        for part, side in zip(formula.args, (d.and_left, d.and_right), strict=True):
            try:
                theorem = self.decide(part)
            except KernelError as error:  # the other part may be false
                failure = error
                continue
            if theorem.conclusion is not part:
                return d.not_intro(d.not_elim(theorem, side(d.assume(formula))), formula)
            found.append(theorem)
        if failure is not None:
            raise failure
        return d.and_intro(*found)

    def _or(self, formula: Term) -> Theorem:
        d, (p, q) = self.d, formula.args
        try:
            left = self.decide(p)
        except KernelError:  # the other part may be true
            right = self.decide(q)
            if right.conclusion is q:
                return d.or_right(p, right)
            raise
        if left.conclusion is p:
            return d.or_left(left, q)
        right = self.decide(q)
        if right.conclusion is q:
            return d.or_right(p, right)
        first, second = (d.not_elim(no, d.assume(part)) for no, part in ((left, p), (right, q)))
        return d.not_intro(d.or_elim(d.assume(formula), first, second), formula)

    def _implies(self, formula: Term) -> Theorem:
        d, (p, q) = self.d, formula.args
        premise = self.decide(p)
        if premise.conclusion is not p:
            return d.implies_intro(d.false_elim(d.not_elim(premise, d.assume(p)), q), p)
        conclusion = self.decide(q)
        if conclusion.conclusion is q:
            return d.implies_intro(conclusion, p)
        applied = d.implies_elim(d.assume(formula), premise)
        return d.not_intro(d.not_elim(conclusion, applied), formula)

    # ---- atoms

    def _compared(self, formula: Term) -> Theorem:
        if mentions_integral(formula):
            return self._integrated(formula)
        if not mentions_derivative(formula):
            return self.compare(formula)
        expanded = [self._expanded(side) for side in formula.args]
        values = [sides(equation)[1] for equation in expanded]
        found = self.decide(terms.make(formula.op, None, values))
        return self._restated(found, formula, expanded)

    def _integrated(self, formula: Term) -> Theorem:
        equations = integral_values(self.d, formula)
        restated = formula
        for equation in equations:
            restated = replaced(restated, *sides(equation))
        if mentions_integral(restated):
            raise Undecided("an integral under a binder")
        return self._restated(self.decide(restated), formula, equations)

    def _expanded(self, term: Term) -> Theorem:
        if term.sort != REAL or not mentions_derivative(term):
            return self.d.refl(term)
        return expansion(self.d, term, self.holds)

    def _restated(self, theorem: Theorem, formula: Term, equations: Sequence[Theorem]) -> Theorem:
        """The theorem about the right sides as one about the left sides."""
        d = self.d
        negated = theorem.conclusion.op == "not"
        templates = []
        wanted = negate(formula) if negated else formula
        for equation in equations:
            a, b = sides(equation)
            x = terms.fresh("_x", a.sort, wanted, a, b)
            templates.append(terms.lam(x, replaced(wanted, a, x)))
            wanted = replaced(wanted, a, b)
        if theorem.conclusion is not wanted:
            raise Undecided("the sides of a comparison share a derivative")
        for equation, template in zip(reversed(equations), reversed(templates), strict=True):
            theorem = d.substitute(symmetric(d, equation), theorem, template)
        return theorem

    def _quantified(self, formula: Term) -> Theorem:
        failures = []
        for attempt in self.quantified:
            try:
                return attempt(self, formula)
            except KernelError as error:
                failures.append(str(error)[:100])
        raise Undecided("; ".join(failures) or "a quantifier")


_RULES: dict[str, Any] = {
    "true": Decider._true,
    "false": Decider._false,
    "not": Decider._not,
    "and": Decider._and,
    "or": Decider._or,
    "implies": Decider._implies,
    "forall": Decider._quantified,
    "exists": Decider._quantified,
}
_CONNECTIVES = ("not", "and", "or", "implies")
COMPARISONS = ("le", "lt", "eq")
