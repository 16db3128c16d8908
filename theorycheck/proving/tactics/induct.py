r"""Induction over a size.

`induct(K)` proves an equation about iterations that run up to K.  Two forms:

* *scaling*: fold_K(i…) = p(K) · fold'_K(i…).  Proved, for all n ≤ K, as an equation of functions,
  fold_n = λi…. p(n) · fold'_n(i…); the step is one application of `scaled` to the body of the fold.
* *plain*: any other goal G(K).  Proved as n ≤ K ⇒ G(n); the step unfolds each iteration at n + 1 once and leaves the
  rest, with G(n) known, to the tactics that follow.

The bound n ≤ K keeps hypotheses such as ∀k < K. 0 ≤ a_k in force during the induction.
"""

from __future__ import annotations

import contextlib

from theorycheck.kernel import terms
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.operators import BIG
from theorycheck.kernel.sorts import NATURAL
from theorycheck.kernel.terms import (
    Term,
    add,
    apply,
    eq,
    implies,
    lam,
    le,
    lt,
    make,
    mul,
    natural,
    postorder,
    real,
    variable,
)
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Open, Tactic, introduce
from ..equations import chain, restated, rewritten, ring, sides, symmetric
from ..scaling import scaled

ITERATIONS = (*BIG, "fold")
RELATIONS = ("eq", "le", "lt")
PROVED = (*RELATIONS, "exists")


def induct(context: Context, goal: Term, then: Tactic, name: str = "", index: str = "") -> Theorem:
    """Induction on the size or index called `name`, or on the only size that an iteration of the goal runs up to.

    That something exists is proved over a size that is named.

    With another index, of which a fact j < d(K) is known, the goal is proved for every j < d(n) at each step.
    """
    if name and name not in {free for free, _ in goal.free} or goal.op not in (PROVED if name else RELATIONS):
        return then(context, goal)
    if goal in context.known:
        return then(context, goal)
    count = _count(context, goal, name)
    if index:
        return _for_every_index(context, goal, count, then, index)
    shape = _scaling_shape(goal, count)
    if shape is not None:
        return _scaling(context, goal, count, *shape)
    if goal.op in RELATIONS:
        with contextlib.suppress(Open):
            return arithmetic(context, goal)  # what is known may do without induction
    return _plain(context, goal, count, then)


def _count(context: Context, goal: Term, name: str) -> Term:
    counts = {t.args[0] for t in postorder(goal) if t.op in ITERATIONS and t.args[0].op == "variable"}
    if name and (name, NATURAL) in goal.free:
        return variable(name, NATURAL)
    chosen = [c for c in counts if not name or c.data[0] == name]  # type: ignore[index]
    if len(chosen) != 1:
        found = ", ".join(sorted(str(c) for c in counts)) or "none"
        raise context.open(goal, f"induct({name}): the goal has no single iteration up to that size (found: {found})")
    return chosen[0]


def _head(term: Term) -> tuple[Term, tuple[Term, ...]]:
    """f, (i, j, …) for the term f(i, j, …)."""
    indices: list[Term] = []
    while term.op == "app":
        indices.insert(0, term.args[1])
        term = term.args[0]
    return term, tuple(indices)


def _scaling_shape(goal: Term, count: Term) -> tuple[Term, Term, Term, tuple[Term, ...]] | None:
    """fold, factor, fold', indices of the scaling form; None for any other goal."""
    if goal.op != "eq":
        return None
    left, indices = _head(goal.args[0])
    factors = goal.args[1].args if goal.args[1].op == "mul" else (real(1), goal.args[1])
    for factor, other in (factors, factors[::-1]):
        right, others = _head(other)
        if left.op == right.op == "fold" and indices == others and left.args[0] is right.args[0] is count:
            return left, factor, right, indices
    return None


def _at(term: Term, count: Term) -> Term:
    """The iteration run up to another size."""
    return make(term.op, None, (count, *term.args[1:]))


class _Scaling:
    """The pieces of fold_n = λi…. p(n) · fold'_n(i…)."""

    def __init__(self, context: Context, count: Term, left: Term, factor: Term, right: Term, arity: int):
        self.d, self.count, self.left, self.factor, self.right = context.derivation, count, left, factor, right
        avoid = (left, factor, right)
        self.indices: list[Term] = []
        for name in ("i", "j", "r", "s")[:arity]:
            self.indices.append(context.fresh(name, NATURAL, *avoid, *self.indices))

    def p(self, n: Term) -> Term:
        return terms.substitute(self.factor, {self.count: n})

    def target(self, n: Term) -> Term:
        return mul(self.p(n), apply(_at(self.right, n), *self.indices))

    def statement(self, n: Term) -> Term:
        return eq(_at(self.left, n), self.abstracted(self.target(n)))

    def abstracted(self, term: Term) -> Term:
        for index in reversed(self.indices):
            term = lam(index, term)
        return term

    def pointwise(self, function: Theorem) -> Theorem:
        """f(i…) = g(i…) from f = g."""
        a, _ = sides(function)
        hole = terms.fresh("f", a.sort, function.conclusion, *self.indices)
        return self.d.congruence(function, lam(hole, apply(hole, *self.indices)))

    def extended(self, pointwise: Theorem) -> Theorem:
        for index in reversed(self.indices):
            pointwise = self.d.extensionality(pointwise, index)
        return pointwise


def _scaling(
    context: Context, goal: Term, count: Term, left: Term, factor: Term, right: Term, at: tuple[Term, ...]
) -> Theorem:
    d = context.derivation
    s = _Scaling(context, count, left, factor, right, len(at))
    n = context.fresh("n", NATURAL, goal)
    predicate = lam(n, implies(le(n, count), s.statement(n)))
    zero_within, after = le(natural(0), count), add(n, natural(1))
    base = d.implies_intro(_advance(context.assuming(zero_within), s, natural(0), []), zero_within)
    known = d.assume(apply(predicate, n))
    within = le(after, count)
    inner = context.assuming(within).naming(n)
    inner = inner.knowing(arithmetic(inner, lt(n, count))).knowing(arithmetic(inner, le(n, count)))
    hypothesis = d.implies_elim(known, arithmetic(inner, le(n, count)))
    step = d.implies_intro(_advance(inner, s, after, [hypothesis]), within)
    every = d.induction(base, d.implies_intro(step, apply(predicate, n)), n, predicate)
    final = d.implies_elim(d.forall_elim(every, count), arithmetic(context, le(count, count)))
    hole = terms.fresh("f", left.sort, goal)
    result = d.congruence(final, lam(hole, apply(hole, *at)))
    return _matching(context, result, goal)


def _matching(context: Context, proved: Theorem, goal: Term) -> Theorem:
    """The goal from an equation whose right side differs by a polynomial identity."""
    if proved.conclusion is goal:
        return proved
    last = ring(context.derivation, sides(proved)[1], goal.args[1])
    if last is None:
        raise context.open(goal, "induct: the result differs from the goal")
    return chain(context.derivation, proved, last)


def _advance(context: Context, s: _Scaling, n: Term, known: list[Theorem]) -> Theorem:
    """⊢ fold_n = λi…. p(n) · fold'_n(i…) for n = 0 or n = m + 1, the equation at m being among `known`."""
    d = s.d
    left = d.recursion(_at(s.left, n))
    for equation in known:
        left = chain(d, left, rewritten(d, sides(left)[1], equation))
    left = chain(d, s.pointwise(left), unrolled(context, apply(sides(left)[1], *s.indices), n))
    right = s.pointwise(d.recursion(_at(s.right, n)))
    right = chain(d, right, unrolled(context, sides(right)[1], n))
    factor = unrolled(context, s.p(n), n)
    body = scaled(context, sides(left)[1], sides(right)[1], sides(factor)[1])
    whole = rewritten(d, s.target(n), factor) if sides(factor)[0] is not sides(factor)[1] else d.refl(s.target(n))
    whole = chain(d, whole, rewritten(d, sides(whole)[1], right))
    return s.extended(chain(d, left, body, symmetric(d, whole)))


def unrolled(context: Context, term: Term, count: Term) -> Theorem:
    """t = t', each closed iteration of t up to 0 or n + 1 taken one step, sums and products as many as they can."""
    d = context.derivation
    result = d.refl(term)
    while parts := [part for part in postorder(sides(result)[1]) if _may_step(part, count)]:
        result = chain(d, result, rewritten(d, sides(result)[1], d.recursion(parts[0])))
    return _simplified(d, result) if count is natural(0) else result


def _may_step(part: Term, count: Term) -> bool:
    """Whether `part` is an iteration to unroll; a maximum would need to know that it is not over nothing."""
    if not part.closed or part.op not in ("sum", "prod", "fold"):
        return False
    successor = part.op != "fold" and part.args[0].op == "add" and part.args[0].args[1] is natural(1)
    return part.args[0] is count or successor


def _simplified(d, result: Theorem) -> Theorem:  # type: ignore[no-untyped-def]
    """At 0 also literal arithmetic is done."""
    current = sides(result)[1]
    return chain(d, result, d.compute(current, ())) if normal_form(current) is not current else result


def _plain(context: Context, goal: Term, count: Term, then: Tactic) -> Theorem:
    d = context.derivation
    n = context.fresh("n", NATURAL, goal)
    at_n = terms.substitute(goal, {count: n})
    predicate = lam(n, implies(le(n, count), at_n))
    zero_within, after = le(natural(0), count), add(n, natural(1))
    base = d.implies_intro(
        _computed(context.assuming(zero_within), apply(predicate, natural(0)).args[1], then), zero_within
    )
    known, within = d.assume(apply(predicate, n)), le(after, count)
    inner = context.assuming(within).naming(n)
    inner = inner.knowing(arithmetic(inner, lt(n, count)))
    inner = inner.knowing(d.implies_elim(known, arithmetic(inner, le(n, count))))
    step = d.implies_intro(_one_step(inner, apply(predicate, after).args[1], after, then), within)
    every = d.induction(base, d.implies_intro(step, apply(predicate, n)), n, predicate)
    return d.implies_elim(d.forall_elim(every, count), arithmetic(context, le(count, count)))


def _for_every_index(context: Context, goal: Term, count: Term, then: Tactic, index: str) -> Theorem:
    """G(K, j) from n ≤ K ⇒ ∀j < d(n). G(n, j)."""
    d = context.derivation
    bounds = (fact for fact in context.facts if fact.conclusion.op == "lt")
    bound = next((fact for fact in bounds if _is_named(fact.conclusion.args[0], index)), None)
    if bound is None:
        raise context.open(goal, f"induct: no bound of the index {index} is known")
    old = bound.conclusion.args[0]
    n, j = context.fresh("n", NATURAL, goal), context.fresh(index, NATURAL, goal)
    below, at_n = (terms.substitute(part, {count: n, old: j}) for part in (bound.conclusion, goal))
    predicate = lam(n, implies(le(n, count), terms.forall(j, implies(below, at_n))))

    def closed(size: Term, leaf: Tactic) -> Theorem:
        within = le(size, count)
        goals = apply(predicate, size).args[1]
        return d.implies_intro(introduce(context.assuming(within).naming(n), goals, leaf, (index,)), within)

    after, known = add(n, natural(1)), d.assume(apply(predicate, n))

    def step(inner: Context, leaf: Term) -> Theorem:
        inner = inner.knowing(arithmetic(inner, lt(n, count)))
        inner = inner.knowing(d.implies_elim(known, arithmetic(inner, le(n, count))))
        return _one_step(inner, leaf, after, then)

    base = closed(natural(0), lambda inner, leaf: _computed(inner, leaf, then))
    whole = d.induction(base, d.implies_intro(closed(after, step), apply(predicate, n)), n, predicate)
    at_count = d.implies_elim(d.forall_elim(whole, count), arithmetic(context, le(count, count)))
    return d.implies_elim(d.forall_elim(at_count, old), bound)


def _is_named(term: Term, name: str) -> bool:
    return term.op == "variable" and term.data[0] == name  # type: ignore[index]


def _computed(context: Context, goal: Term, then: Tactic) -> Theorem:
    """The goal from its normal form."""
    simple = normal_form(goal)
    proved = context.derivation.truth() if simple is terms.TRUE else then(context, simple)
    return proved if simple is goal else context.derivation.convert(proved, goal, ())


def _one_step(context: Context, goal: Term, count: Term, then: Tactic) -> Theorem:
    """The goal from the one in which each iteration up to n + 1 has taken one step."""
    d = context.derivation
    equations = [d.recursion(part) for part in postorder(goal) if _may_step(part, count)]
    return restated(context, goal, equations, then)
