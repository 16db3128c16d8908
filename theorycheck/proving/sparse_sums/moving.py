"""The last term takes the place of one that vanishes: from weights of m terms to weights of m + 1."""

from __future__ import annotations

from collections.abc import Callable

from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import (
    FALSE,
    Term,
    add,
    apply,
    cast,
    eq,
    instantiate,
    lam,
    le,
    lt,
    mul,
    negate,
    select,
    sub,
)
from theorycheck.kernel.theorem import Theorem

from ..equations import chain, sides, symmetric
from .pieces import (
    COSTS,
    LAST,
    ONE,
    ZERO,
    A,
    F,
    I,
    J,
    K,
    M,
    N,
    S,
    U,
    X,
    Y,
    active,
    at,
    equal_sums,
    everywhere,
    joined,
    linear,
    nonnegative,
    pieces,
    statement,
    total,
    under,
)


class Moved:
    """u ≥ 0 with u_k = 0 on m + 1 terms; the table and the costs u_j A_ij, u_j a_j on m terms, the last at place k."""

    def __init__(self, d: Derivation, reduced: Theorem, within: Theorem, zero: Theorem):
        self.d, self.within, self.zero = d, within, zero
        self.positive, self.rows, self.cost = pieces(d, reduced)
        self.here = eq(J, K)
        self.weights = lam(J, mul(apply(U, J), select(eq(J, M), apply(S, K), apply(S, J))))
        self.table = lam(I, self._at_k(lam(J, mul(apply(U, J), apply(A, I, J)))))
        self.costs = self._at_k(lam(J, mul(apply(U, J), apply(COSTS, J))))
        self.dropped = dropped(d)

    def _at_k(self, f: Term) -> Term:
        return lam(J, select(self.here, apply(f, M), apply(f, J)))

    def _last(self) -> Theorem:
        return linear(self.d, lt(M, LAST))

    def _inner(self) -> Theorem:
        return linear(self.d, lt(J, LAST), self.d.assume(lt(J, M)))

    def _by_place(self, goal: Callable[[Term], Term], chosen: Term, last: Theorem, other: Theorem) -> Theorem:
        """goal(if j = k then a else b) from goal(a) and goal(b)."""
        d = self.d
        x = terms.fresh("x", REAL, chosen, last.conclusion, other.conclusion)
        yes, no = (d.select_true(d.assume(self.here), chosen), d.select_false(d.assume(negate(self.here)), chosen))
        when, otherwise = (
            d.substitute(symmetric(d, equation), proved, lam(x, goal(x)))
            for equation, proved in ((yes, last), (no, other))
        )
        return d.cases(when, otherwise, self.here)

    def costs_nonnegative(self) -> Theorem:
        """No cost on the m terms is negative."""
        d = self.d
        prices = d.assume(nonnegative(COSTS, LAST))

        def product(j: Term, within: Theorem) -> Theorem:
            facts = (at(d, self.positive, j, within), at(d, prices, j, within))
            return linear(d, le(ZERO, mul(apply(U, j), apply(COSTS, j))), *facts)

        last, other = product(M, self._last()), product(J, self._inner())
        chosen = apply(self.costs, J)
        return everywhere(d, self._by_place(lambda x: le(ZERO, x), chosen, last, other), J, M)

    def _weight(self, j: Term) -> Theorem:
        """t_m = u_m s_k, and t_j = u_j s_j for j < m."""
        d = self.d
        chosen = apply(self.weights, j).args[1]
        same = chosen.args[0]
        if j is M:
            decided = d.select_true(d.refl(M), chosen)
        else:
            absurd = linear(d, FALSE, d.assume(same), d.assume(lt(j, M)))
            decided = d.select_false(d.not_intro(absurd, same), chosen)
        x = terms.fresh("x", REAL, chosen)
        return d.congruence(decided, lam(x, mul(apply(U, j), x)))

    def _shorter(self, f: Term, vanishing: Theorem) -> Theorem:
        """Σ_{j<m+1} f_j = Σ_{j<m} (if j = k then f_m else f_j)"""
        d = self.d
        general = d.forall_elim(d.forall_elim(d.forall_elim(self.dropped, M), K), f)
        return d.implies_elim(d.implies_elim(general, self.within), vanishing)

    def _vanishing(self, context: Callable[[Term], Term]) -> Theorem:
        """f(u_k) = f(0)"""
        x = terms.fresh("x", REAL, self.zero.conclusion, context(ZERO))
        return self.d.congruence(self.zero, lam(x, context(x)))

    def _product_vanishes(self, rest: Callable[[Term], Term]) -> Theorem:
        """f(u_k) = 0, for an f of which f(0) is a product with 0."""
        gone = self._vanishing(rest)
        return chain(self.d, gone, self.d.ring(eq(sides(gone)[1], ZERO)))

    def _linear_form(self, h: Term) -> tuple[Theorem, Theorem]:
        """Σ_{j<m+1} t_j h_j = Σ_{j<m} s_j g_j and Σ_{j<m+1} u_j h_j = Σ_{j<m} g_j, g the products u_j h_j moved."""
        d = self.d
        chosen = apply(self.weights, K).args[1]
        whole = lam(J, mul(apply(self.weights, J), apply(h, J)))
        vanishes = self._product_vanishes(lambda x: mul(mul(x, chosen), apply(h, K)))
        short = self._shorter(whole, vanishes)
        plain = lam(J, mul(apply(U, J), apply(h, J)))
        bare = self._shorter(plain, self._product_vanishes(lambda x: mul(x, apply(h, K))))
        target = self._at_k(plain)

        def entry(j: Term, place: Term) -> Theorem:
            """t_j h_j = s_k (u_j h_j)"""
            weight = self._weight(j)
            x = terms.fresh("x", REAL, weight.conclusion, apply(h, j))
            opened = d.congruence(weight, lam(x, mul(x, apply(h, j))))
            return chain(d, opened, d.ring(eq(sides(opened)[1], mul(apply(S, place), apply(plain, j)))))

        left = sides(short)[1].args[1]
        left = instantiate(left, [J])
        right = mul(apply(S, J), apply(target, J))
        same = self._same_by_place(left, right, entry(M, K), entry(J, J))
        return chain(d, short, under(d, M, same)), bare

    def _same_by_place(self, left: Term, right: Term, last: Theorem, other: Theorem) -> Theorem:
        """(if j = k then a else b) = s_j (if j = k then p else q) from a = s_k p and b = s_j q."""
        d = self.d
        choice = right.args[1]
        yes, no = d.assume(self.here), d.assume(negate(self.here))
        x = terms.fresh("x", REAL, left, right)
        y = terms.fresh("y", NATURAL, left, right)
        at_k = d.congruence(symmetric(d, yes), lam(y, mul(apply(S, y), sides(last)[1].args[1])))
        back = d.congruence(symmetric(d, d.select_true(yes, choice)), lam(x, mul(apply(S, J), x)))
        when = chain(d, d.select_true(yes, left), last, at_k, back)
        back = d.congruence(symmetric(d, d.select_false(no, choice)), lam(x, mul(apply(S, J), x)))
        otherwise = chain(d, d.select_false(no, left), other, back)
        return d.cases(when, otherwise, self.here)

    def found(self, weights: Theorem) -> Theorem:
        """The statement for m + 1 terms, from weights s of the m moved ones."""
        d = self.d
        goal = statement(N, LAST, A, COSTS)
        positive, rows, cost = pieces(d, d.and_left(weights))
        short, bare = self._linear_form(apply(A, I))
        row = chain(d, short, at(d, rows, I), symmetric(d, bare), at(d, self.rows, I))
        short, bare = self._linear_form(COSTS)
        cheaper = linear(d, le(sides(short)[0], total(LAST, apply(COSTS, J))), short, bare, cost, self.cost)
        parts = joined(d, self._positive(positive), everywhere(d, row, I, N), cheaper)
        return d.exists_intro(d.and_intro(parts, self._few(d.and_right(weights))), goal, self.weights)

    def _positive(self, positive: Theorem) -> Theorem:
        """0 ≤ t_j for j < m + 1."""
        d = self.d
        at_k = lt(K, M)
        last = self._weight(M)
        goal = le(ZERO, sides(last)[0])
        u_last = at(d, self.positive, M, self._last())
        inside = linear(d, goal, last, u_last, at(d, positive, K))
        above = d.not_lt(d.assume(negate(at_k)))
        same = linear(d, eq(K, M), above, self.within)
        y = terms.fresh("y", NATURAL, self.zero.conclusion, same.conclusion)
        gone = d.substitute(same, self.zero, lam(y, eq(apply(U, y), ZERO)))
        x = terms.fresh("x", REAL, gone.conclusion, last.conclusion)
        nothing = d.congruence(gone, lam(x, mul(x, apply(self.weights, M).args[1])))
        outside = linear(d, goal, chain(d, nothing, d.ring(eq(sides(nothing)[1], ZERO))))
        at_last = d.cases(inside, outside, at_k)
        other = self._weight(J)
        below = linear(d, le(ZERO, sides(other)[0]), other, at(d, self.positive, J, self._inner()), at(d, positive, J))
        return self._everywhere_to_last(below, at_last, lambda j: le(ZERO, apply(self.weights, j)))

    def _everywhere_to_last(self, below: Theorem, last: Theorem, goal: Callable[[Term], Term]) -> Theorem:
        """∀j < m + 1 from j < m and j = m."""
        d = self.d
        inside = lt(J, M)
        above = d.not_lt(d.assume(negate(inside)))
        same = linear(d, eq(M, J), above, d.assume(lt(J, LAST)))
        y = terms.fresh("y", NATURAL, last.conclusion, same.conclusion)
        at_last = d.substitute(same, last, lam(y, goal(y)))
        return everywhere(d, d.cases(below, at_last, inside), J, LAST)

    def _few(self, few: Theorem) -> Theorem:
        """Σ_{j<m+1} [t_j > 0] ≤ n"""
        d = self.d
        chosen = apply(self.weights, K).args[1]
        count = lam(J, active(apply(self.weights, J)))
        gone = self._vanishing(lambda x: active(mul(x, chosen)))
        x = terms.fresh("x", REAL, chosen)
        product = d.congruence(d.ring(eq(mul(ZERO, chosen), ZERO)), lam(x, active(x)))
        short = self._shorter(count, chain(d, gone, product, d.compute(active(ZERO), ())))
        entry = instantiate(sides(short)[1].args[1], [J])
        no_more = self._no_more_active()

        def bound(j: Term, place: Term, within: Theorem) -> Theorem:
            """[t_j > 0] ≤ [s_k > 0]"""
            weight = self._weight(j)
            u, s = sides(weight)[1].args
            general = d.forall_elim(d.forall_elim(no_more, u), s)
            proved = d.implies_elim(general, at(d, self.positive, j, within))
            x = terms.fresh("x", REAL, weight.conclusion, s)
            return d.substitute(symmetric(d, weight), proved, lam(x, le(active(x), active(s))))

        other = bound(J, J, self._inner())
        last = bound(M, K, self._last())
        y = terms.fresh("y", NATURAL, last.conclusion, J, K)
        yes = d.assume(self.here)
        at_j = d.substitute(symmetric(d, yes), last, lam(y, le(last.conclusion.args[0], active(apply(S, y)))))
        limit = active(apply(S, J))
        below = self._by_place(lambda x: le(x, limit), entry, at_j, other)
        gap = linear(d, le(ZERO, sub(limit, entry)), below)
        gaps = total(M, sub(limit, entry))
        sum_of_gaps = d.big_nonnegative(everywhere(d, gap, J, M), gaps)
        parted = equal_sums(d, gaps, sub(total(M, limit), total(M, entry)))
        return linear(d, le(sides(short)[0], cast(N)), short, sum_of_gaps, parted, few)

    def _no_more_active(self) -> Theorem:
        """∀x. ∀y. 0 ≤ x ⇒ [x y > 0] ≤ [y > 0]"""
        d = self.d
        product, positive = mul(X, Y), d.assume(le(ZERO, X))
        goal = le(active(product), active(Y))

        def cases(term: Term, when: Callable[[Theorem, Theorem], Theorem]) -> Theorem:
            condition = active(term).args[0]
            yes, no = d.assume(condition), d.assume(negate(condition))
            return d.cases(
                when(d.select_true(yes, active(term)), yes),
                when(d.select_false(no, active(term)), d.not_le(no)),
                condition,
            )

        def settled(value: Theorem, sign: Theorem) -> Theorem:
            return cases(
                product,
                lambda other, its_sign: self._compared(goal, value, sign, other, its_sign, positive),
            )

        general = d.implies_intro(cases(Y, settled), le(ZERO, X))
        return d.forall_intro(d.forall_intro(general, Y), X)

    def _compared(self, goal: Term, *facts: Theorem) -> Theorem:
        """The goal from the two values, or from a contradiction of signs where they are 0 and 1."""
        d = self.d
        value, _, other, _, _ = facts
        if sides(value)[1] is ZERO and sides(other)[1] is ONE:
            return d.false_elim(linear(d, FALSE, *facts), goal)
        return linear(d, goal, value, other)


def dropped(d: Derivation) -> Theorem:
    """∀m. ∀k. ∀f. k < m + 1 ⇒ f_k = 0 ⇒ Σ_{j<m+1} f_j = Σ_{j<m} (if j = k then f_m else f_j)"""
    within, zero = d.assume(lt(K, LAST)), d.assume(eq(apply(F, K), ZERO))
    here, difference = eq(J, K), sub(apply(F, M), apply(F, J))
    left = select(here, apply(F, M), apply(F, J))
    right = select(here, difference, ZERO)
    yes, no = d.assume(here), d.assume(negate(here))
    parts = []
    for holds, choose in ((yes, d.select_true), (no, d.select_false)):
        whole, part = choose(holds, left), choose(holds, right)
        parts.append(linear(d, eq(left, add(apply(F, J), right)), whole, part))
    parted = under(d, M, d.cases(*parts, here))
    parted = chain(d, parted, d.sum_add(sides(parted)[1]))
    single = d.sum_delta(total(M, right))
    choice = sides(single)[1]
    unrolled = d.recursion(total(LAST, apply(F, J)))
    goal = eq(sides(unrolled)[0], sides(parted)[0])
    inside = choice.args[0]
    first = linear(d, goal, unrolled, parted, single, d.select_true(d.assume(inside), choice), zero)
    outside = d.assume(negate(inside))
    same = linear(d, eq(K, M), d.not_lt(outside), within)
    y = terms.fresh("y", NATURAL, zero.conclusion, same.conclusion)
    gone = d.substitute(same, zero, lam(y, eq(apply(F, y), ZERO)))
    second = linear(d, goal, unrolled, parted, single, d.select_false(outside, choice), gone)
    found = d.cases(first, second, inside)
    found = d.implies_intro(d.implies_intro(found, zero.conclusion), within.conclusion)
    return d.forall_intro(d.forall_intro(d.forall_intro(found, F), K), M)
