"""Recursion equations, induction, and what a maximum is."""

from __future__ import annotations

from shapes import (
    LOOSE_SIZE,
    NATURAL,
    P,
    at,
    by,
    f,
    given,
    i,
    k,
    m,
    n,
    nat,
    one,
    proves,
    real,
    refuses,
    t,
    total,
    x,
    y,
    zero,
)


def _after(term: t.Term) -> t.Term:
    return t.add(term, nat(1))


def test_recursion__accepts_zero() -> None:
    """Σ over nothing is 0, Π is 1, a fold its start; over the naturals too."""
    for op, value in [("sum", zero), ("prod", one)]:
        empty = total(nat(0), lambda i: at(f, i), op)
        proves(by.recursion(empty), t.eq(empty, value))
    empty = total(nat(0), lambda i: i, "prod")
    proves(by.recursion(empty), t.eq(empty, nat(1)))
    fold = t.fold(nat(0), x, k, y, t.mul(y, t.cast(k)))
    proves(by.recursion(fold), t.eq(fold, x))


def test_recursion__accepts_a_successor() -> None:
    """Σ_{i<n+1} f = Σ_{i<n} f + f(n), Π likewise, also at a literal; fold_{n+1} = step(n, fold_n)."""
    for op, join in [("sum", t.add), ("prod", t.mul)]:
        for count, before in [(_after(n), n), (nat(3), nat(2))]:
            longer, shorter = (total(size, lambda i: at(f, i), op) for size in (count, before))
            proves(by.recursion(longer), t.eq(longer, join(shorter, at(f, before))))
    fold = t.fold(_after(n), x, k, y, t.add(t.mul(y, y), t.cast(k)))
    shorter = t.fold(n, x, k, y, t.add(t.mul(y, y), t.cast(k)))
    proves(by.recursion(fold), t.eq(fold, t.add(t.mul(shorter, shorter), t.cast(n))))


def test_recursion__accepts_a_maximum_over_something() -> None:
    """max_{i<1} f = f(0); max_{i<n+2} f is the larger of max_{i<n+1} f and f(n+1)."""
    single = total(nat(1), lambda i: at(f, i), "max")
    proves(by.recursion(single), t.eq(single, at(f, nat(0))))
    longer, shorter = (total(size, lambda i: at(f, i), "max") for size in (_after(_after(n)), _after(n)))
    last = at(f, _after(n))
    proves(by.recursion(longer), t.eq(longer, t.select(t.le(shorter, last), last, shorter)))


def test_recursion__refuses_every_other_count() -> None:
    """Nothing is said at n, at 1 + n, at n·2: k = n - 1 cannot be written."""
    for count in [n, t.add(nat(1), n), t.mul(n, nat(2)), t.add(n, nat(2))]:
        refuses(by.recursion, total(count, lambda i: at(f, i)), because="a literal or n \\+ 1")
    refuses(by.recursion, x, because="a closed Σ")
    refuses(by.recursion, total(_after(LOOSE_SIZE), lambda i: at(f, i)), because="a closed Σ")


def test_recursion__refuses_a_maximum_that_may_be_over_nothing() -> None:
    """max_{i<0} and max_{i<n+1} = max(max_{i<n}, …) would read the maximum over nothing."""
    refuses(by.recursion, total(nat(0), lambda i: at(f, i), "max"), because="over nothing")
    refuses(by.recursion, total(_after(n), lambda i: at(f, i), "max"), because="a literal or n \\+ 1")
    strange = total(t.make("add", None, (t.mul(n, nat(0)), nat(1))), lambda i: at(f, i), "max")
    refuses(by.recursion, strange, because="a literal or n \\+ 1")


def _induction(base: t.Term, step: t.Term, predicate: t.Term, variable: t.Term = n) -> tuple:
    return given(base), given(step), variable, predicate


def test_induction__accepts() -> None:
    """From P(0) and P(n) ⇒ P(n + 1), ∀n. P(n)."""
    claim = t.lam(i, t.le(total(i, lambda j: j, name="j"), t.mul(i, i)))
    base = by.evaluate(at(claim, nat(0)), ())
    step = given(t.forall(i, t.implies(at(claim, i), at(claim, _after(i)))))
    theorem = by.induction(base, by.forall_elim(step, n), n, claim)
    proves(theorem, t.forall(n, at(claim, n)), *step.hypotheses)
    assumed = by.induction(given(base.conclusion), by.forall_elim(step, n), n, claim)
    proves(assumed, t.forall(n, at(claim, n)), base.conclusion, *step.hypotheses)


def test_induction__refuses_a_step_that_is_not_arbitrary() -> None:
    """n not free in the step's hypotheses nor in the predicate."""
    claim = t.lam(i, t.le(i, m))
    step = t.implies(at(claim, n), at(claim, _after(n)))
    refuses(by.induction, *_induction(at(claim, nat(0)), step, claim), because="free in a hypothesis")
    about_n = t.lam(i, t.le(i, n))
    closed_step = by.implies_intro(by.evaluate(t.TRUE, ()), P)
    refuses(by.induction, given(at(about_n, nat(0))), closed_step, n, about_n, because="the step is not")
    trivial = t.implies(at(about_n, n), at(about_n, _after(n)))
    proof = by.cite("oracle", "wrong", t.forall(n, trivial))
    refuses(by.induction, given(at(about_n, nat(0))), by.forall_elim(proof, n), n, about_n, because="free in a hyp")


def test_induction__refuses_a_wrong_base_step_or_predicate() -> None:
    """The base is P(0), not P(1); the step goes up by one; the predicate is a closed λn. formula."""
    claim = t.lam(i, t.le(i, m))
    good = t.implies(at(claim, n), at(claim, _after(n)))
    refuses(by.induction, *_induction(at(claim, nat(1)), good, claim), because="the base is not")
    wrong = t.implies(at(claim, n), at(claim, t.add(n, nat(2))))
    refuses(by.induction, *_induction(at(claim, nat(0)), wrong, claim), because="the step is not")
    turned = t.implies(at(claim, _after(n)), at(claim, n))
    refuses(by.induction, *_induction(at(claim, nat(0)), turned, claim), because="the step is not")
    refuses(by.induction, *_induction(at(claim, nat(0)), good, claim, x), because="over a natural")
    refuses(by.induction, *_induction(at(claim, nat(0)), good, claim, nat(0)), because="over a natural")
    refuses(by.induction, *_induction(at(claim, nat(0)), good, t.lam(x, P)), because="λn. formula")
    opened = t.make("lambda", NATURAL, (t.le(t.make("bound", (1, NATURAL)), m),))
    refuses(by.induction, *_induction(at(claim, nat(0)), good, opened), because="λn. formula")


_MAXIMUM = total(n, lambda i: at(f, i), "max")


def test_maximum_bound__accepts() -> None:
    """From i < n, f(i) ≤ max_{j<n} f(j)."""
    proves(by.maximum_bound(given(t.lt(m, n)), _MAXIMUM), t.le(at(f, m), _MAXIMUM), t.lt(m, n))


def test_maximum_bound__refuses_another_bound() -> None:
    """i < m says nothing about a maximum over i < n; nor does i ≤ n."""
    refuses(by.maximum_bound, given(t.lt(i, m)), _MAXIMUM, because="not i < n")
    refuses(by.maximum_bound, given(t.le(i, n)), _MAXIMUM, because="expected lt")
    refuses(by.maximum_bound, given(t.lt(x, t.cast(n))), _MAXIMUM, because="not i < n")
    refuses(by.maximum_bound, given(t.lt(m, n)), total(n, lambda i: at(f, i)), because="expected max")
    opened = t.make("max", None, (n, t.add(t.make("bound", (1, x.sort)), at(f, n))))
    refuses(by.maximum_bound, given(t.lt(m, n)), opened, because="not a closed formula")


def test_maximum_attained__accepts() -> None:
    """From 0 < n, ∃i. i < n ∧ max = f(i); a variable i of the term is not captured."""
    found = t.bounded_exists(k, n, t.eq(_MAXIMUM, at(f, k)))
    proves(by.maximum_attained(given(t.lt(nat(0), n)), _MAXIMUM), found, t.lt(nat(0), n))
    shadow = total(n, lambda j: at(f, t.add(i, j)), "max", "j")
    found = t.bounded_exists(k, n, t.eq(shadow, at(f, t.add(i, k))))
    proves(by.maximum_attained(given(t.lt(nat(0), n)), shadow), found, t.lt(nat(0), n))


def test_maximum_attained__refuses_without_nonemptiness() -> None:
    """0 ≤ n or 0 < m is not enough."""
    refuses(by.maximum_attained, given(t.le(nat(0), n)), _MAXIMUM, because="not 0 < n")
    refuses(by.maximum_attained, given(t.lt(nat(0), m)), _MAXIMUM, because="not 0 < n")
    refuses(by.maximum_attained, given(t.lt(real(0), x)), _MAXIMUM, because="not 0 < n")
    refuses(by.maximum_attained, given(t.lt(nat(0), n)), total(n, lambda i: at(f, i)), because="expected max")
