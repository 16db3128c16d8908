"""Slopes of lines by their definition: the chain rule and sums, for functions of which only a slope is known.

A line is a real function T of s with a value h at s = 0 and a slope c there (`statement.function_properties.HasSlope`):

    ∀e. 0 < e ⇒ ∃r. 0 < r ∧ ∀s. s² < r ⇒ (T(s) - (h + c·s))² ≤ e·s²
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from theorycheck.kernel import calculus, terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import FALSE, TRUE, Term, add, apply, eq, instantiate, le, lt, mul, real, sub
from theorycheck.kernel.theorem import Theorem

from .arithmetic import arithmetic
from .context import Context
from .equations import symmetric
from .gradients import Quotient, quotient

ZERO, ONE, TWO, HALF = real(0), Fraction(1), Fraction(2), Fraction(1, 2)


@dataclass(frozen=True)
class Line:
    """⊢ the line T through h has that slope."""

    theorem: Theorem
    curve: Term  # T, a map
    here: Term
    slope: Term


def rest(value: Term, here: Term, slope: Term, s: Term) -> Term:
    return sub(value, add(here, mul(slope, s)))


def slope_formula(curve: Term, here: Term, slope: Term) -> Term:
    """What is known of a line."""
    e, r, s = (terms.fresh(name, REAL, curve, here, slope) for name in "ers")
    off = rest(apply(curve, s), here, slope, s)
    inside = terms.forall(s, terms.implies(lt(mul(s, s), r), le(mul(off, off), mul(e, mul(s, s)))))
    return terms.forall(e, terms.implies(lt(ZERO, e), terms.exists(r, terms.conj(lt(ZERO, r), inside))))


def read(formula: Term) -> tuple[Term, Term, Term] | None:
    """T, h and c of the formula of a line."""
    opened: list[Term] = []
    for name, kind in zip("ers", ("forall", "exists", "forall"), strict=True):
        if formula.op != kind or formula.data != REAL:
            return None
        opened.append(terms.fresh(name, REAL, formula, *opened))
        formula = instantiate(formula.args[0], [opened[-1]])
        if name != "s":
            if formula.op != ("implies" if name == "e" else "and"):
                return None
            formula = formula.args[1]
    if formula.op != "implies" or formula.args[1].op != "le" or formula.args[1].args[0].op != "mul":
        return None
    off, s = formula.args[1].args[0].args[0], opened[2]
    if off.op != "add" or off.args[1].op != "mul" or off.args[1].args[1].op != "add":
        return None
    here, linear = off.args[1].args[1].args
    if linear.op != "mul":
        return None
    return terms.lam(s, off.args[0]), here, linear.args[0]


@dataclass(frozen=True)
class Wanted:
    """A slope that is to be shown, at an e > 0 that is a fact."""

    curve: Term
    here: Term
    slope: Term
    positive: Theorem

    def shown(self, d: Derivation, theorem: Theorem) -> Theorem:
        """The goal, from the line at every e."""
        return d.implies_elim(d.forall_elim(theorem, self.positive.conclusion.args[1]), self.positive)


def wanted(context: Context, goal: Term) -> Wanted | None:
    """The slope of which the goal is what is left after e was introduced."""
    last = next((fact for fact in reversed(context.facts) if _positive_variable(fact)), None)
    if last is None or goal.op != "exists":
        return None
    whole = terms.forall(last.conclusion.args[1], terms.implies(last.conclusion, goal))
    found = read(whole)
    return None if found is None or slope_formula(*found) is not whole else Wanted(*found, last)


def _positive_variable(fact: Theorem) -> bool:
    formula = fact.conclusion
    return formula.op == "lt" and formula.args[0] is ZERO and formula.args[1].op == "variable"


@dataclass(frozen=True)
class _Opened:
    """A line at some e: its radius r, and what holds for s² < r."""

    found: Theorem
    radius: Theorem
    everywhere: Theorem
    r: Term


def _opened(d: Derivation, theorem: Theorem, e: Term, positive: Theorem, *avoid: Term) -> _Opened:
    found = d.implies_elim(d.forall_elim(theorem, e), positive)
    r = terms.fresh("r", REAL, found.conclusion, e, *avoid)
    assumed = d.assume(instantiate(found.conclusion.args[0], [r]))
    return _Opened(found, d.and_left(assumed), d.and_right(assumed), r)


@dataclass(frozen=True)
class _Smaller:
    """w = p·q/(p + q), which is positive and below both."""

    w: Quotient
    first: Theorem
    second: Theorem


def _smaller(d: Derivation, p: Theorem, q: Theorem) -> _Smaller:
    """From 0 < p and 0 < q."""
    a, b = p.conclusion.args[1], q.conclusion.args[1]
    w = quotient(d, _positive(d, (p, q), mul(a, b), ((ONE, (0, 1), (), ()),)),
                 _positive(d, (p, q), add(a, b), ((ONE, (0,), (), ()), (ONE, (1,), (), ()))))  # fmt: skip

    def below(larger: Term, place: int) -> Theorem:
        opposite = d.assume(le(larger, w.term))
        products = ((ONE, (0, 1), (), ()), (ONE, (0, 2), (), ()), (ONE, (place, place), (), ()))
        return d.not_le(
            d.not_intro(d.psatz((opposite, p, q, w.equation), FALSE, products, ((3, real(1)),)), opposite.conclusion)
        )

    return _Smaller(w, below(a, 1), below(b, 2))


def _positive(d: Derivation, facts: tuple[Theorem, ...], term: Term, products: tuple) -> Theorem:
    return d.psatz(facts, lt(ZERO, term), products, ())


def _less(d: Derivation, first: Theorem, second: Theorem) -> Theorem:
    """a < c from a < b and b < c."""
    a, c = first.conclusion.args[0], second.conclusion.args[1]
    return d.psatz((first, second), lt(a, c), ((ONE, (0,), (), ()), (ONE, (1,), (), ())), ())


def _closed(
    d: Derivation, inside: Theorem, s: Term, w: Quotient, e: Term, positive: Theorem, *opened: _Opened
) -> Theorem:
    """∀e. 0 < e ⇒ ∃r. …, from the innermost inequality."""
    within = lt(mul(s, s), w.term)
    everywhere = d.forall_intro(d.implies_intro(inside, within), s)
    width = terms.fresh("w", REAL, inside.conclusion, within)
    body = terms.implies(lt(mul(s, s), width), inside.conclusion)
    some = terms.exists(width, terms.conj(lt(ZERO, width), terms.forall(s, body)))
    shown = d.exists_intro(d.and_intro(w.positive, everywhere), some, w.term)
    for one in opened:
        shown = d.exists_elim(one.found, shown, one.r)
    return d.forall_intro(d.implies_intro(shown, positive.conclusion), e)


def added(d: Derivation, f: Line, g: Line) -> Line:
    """The sum of two lines, with the sum of the slopes."""
    avoid = (f.theorem.conclusion, g.theorem.conclusion)
    e, s = (terms.fresh(name, REAL, *avoid) for name in "es")
    positive = d.assume(lt(ZERO, e))
    quarter = mul(real(Fraction(1, 4)), e)
    small = d.psatz((positive,), lt(ZERO, quarter), ((Fraction(1, 4), (0,), (), ()),), ())
    one = _opened(d, f.theorem, quarter, small, *avoid)
    two = _opened(d, g.theorem, quarter, small, *avoid, one.r)
    low = _smaller(d, one.radius, two.radius)
    within = d.assume(lt(mul(s, s), low.w.term))
    bounds = tuple(
        d.implies_elim(d.forall_elim(line.everywhere, s), _less(d, within, below))
        for line, below in ((one, low.first), (two, low.second))
    )
    a, b = rest(apply(f.curve, s), f.here, f.slope, s), rest(apply(g.curve, s), g.here, g.slope, s)
    value, here, slope = add(apply(f.curve, s), apply(g.curve, s)), add(f.here, g.here), add(f.slope, g.slope)
    off = rest(value, here, slope, s)
    inside = d.psatz(
        bounds,
        le(mul(off, off), mul(e, mul(s, s))),
        ((ONE, (), (), (sub(a, b),)), (TWO, (0,), (), ()), (TWO, (1,), (), ())),
        (),
    )
    return Line(_closed(d, inside, s, low.w, e, positive, two, one), terms.lam(s, value), here, slope)


def composed(context: Context, outer: Term, f: Line, close: Callable[[Context, Term], Theorem]) -> Line:
    """The chain rule: k ↦ outer(k), which the calculus knows, of a line; `close` shows where it is differentiable."""
    d = context.derivation
    k = terms.fresh("k", REAL, outer, f.here)
    value = apply(outer, k)
    m = terms.substitute(calculus.derivative(value, k), {k: f.here})
    condition = terms.substitute(calculus.differentiable(value, k), {k: f.here})
    tangent = d.tangent_line(d.truth() if condition is TRUE else close(context, condition), outer, f.here)
    return chained(d, tangent, outer, m, f)


def chained(d: Derivation, tangent: Theorem, outer: Term, m: Term, f: Line) -> Line:
    """The chain rule, from the tangent of the outer function at h (`neighbourhoods.tangent`), of slope m.

    h is the line's value at s = 0.  With c the slope of the line, and k = T(s) - h: the rest of the whole is that of
    outer plus m times that of the line, and k² ≤ 2·(c² + 1)·s².
    """
    avoid = (f.theorem.conclusion, tangent.conclusion)
    e, s = (terms.fresh(name, REAL, *avoid) for name in "es")
    positive, c = d.assume(lt(ZERO, e)), f.slope
    squares = add(add(real(1), mul(real(4), mul(m, m))), e)
    wide = mul(real(2), add(mul(c, c), real(1)))
    large = _positive(d, (positive,), squares, ((ONE, (), (), ()), (Fraction(4), (), (), (m,)), (ONE, (0,), (), ())))
    width = _positive(d, (), wide, ((TWO, (), (), (c,)), (TWO, (), (), ())))
    widest = _positive(d, (width,), mul(real(4), wide), ((Fraction(4), (0,), (), ()),))
    inner_e, outer_e = quotient(d, positive, large), quotient(d, positive, widest)
    line = _opened(d, f.theorem, inner_e.term, inner_e.positive, *avoid, e)
    curve = _opened(d, tangent, outer_e.term, outer_e.positive, *avoid, e, line.r)
    share = quotient(d, curve.radius, width)
    low = _smaller(d, line.radius, share.positive)
    within = d.assume(lt(mul(s, s), low.w.term))
    bound = d.implies_elim(d.forall_elim(line.everywhere, s), _less(d, within, low.first))

    there = apply(f.curve, s)
    step, off = sub(there, f.here), rest(there, f.here, c, s)
    opposite = d.assume(le(real(1), inner_e.term))
    products = ((ONE, (0, 1), (), ()), (ONE, (), (), ()), (Fraction(4), (), (), (m,)))
    absurd = d.psatz((opposite, large, inner_e.equation), FALSE, products, ((2, real(1)),))
    below_one = d.not_le(d.not_intro(absurd, opposite.conclusion))
    parts = ((ONE, (), (), (sub(mul(c, s), off),)), (TWO, (0,), (), ()), (TWO, (1,), (), (s,)))
    short = d.psatz((bound, below_one), le(mul(step, step), mul(wide, mul(s, s))), parts, ())
    near = d.psatz(
        (_less(d, within, low.second), width, short, share.equation),
        lt(mul(step, step), curve.r),
        ((ONE, (0, 1), (), ()), (ONE, (2,), (), ())),
        ((3, real(1)),),
    )
    close_by = d.implies_elim(d.forall_elim(curve.everywhere, step), near)
    value, here = apply(outer, there), apply(outer, f.here)
    x = terms.fresh("x", REAL, close_by.conclusion, value, here)
    rest_of = sub(x, add(here, mul(m, step)))
    template = terms.lam(x, le(mul(rest_of, rest_of), mul(outer_e.term, mul(step, step))))
    same = d.congruence(d.ring(eq(add(f.here, step), there)), outer)
    close_by = d.substitute(same, d.convert(close_by, apply(template, apply(outer, add(f.here, step))), ()), template)
    slope = mul(m, c)
    whole, part = rest(value, here, slope, s), sub(value, add(here, mul(m, step)))
    half = mul(real(HALF), mul(s, s))
    inside = d.psatz(
        (close_by, bound, outer_e.positive, short, inner_e.positive, positive, outer_e.equation, inner_e.equation),
        le(mul(whole, whole), mul(e, mul(s, s))),
        (
            (ONE, (), (), (sub(part, mul(m, off)),)),
            (TWO, (0,), (), ()),
            (TWO, (1,), (), (m,)),
            (TWO, (2, 3), (), ()),
            (HALF, (4,), (), (s,)),
            (HALF, (4, 5), (), (s,)),
        ),
        ((6, half), (7, half)),
    )
    return Line(_closed(d, inside, s, low.w, e, positive, curve, line), terms.lam(s, value), here, slope)


def agreeing(
    context: Context, line: Line, curve: Term, same: Callable[[Term, Theorem], Theorem], start: Theorem
) -> Line:
    """The line of a curve V that agrees with a line T near s = 0.

    same: of s, from s² < 1, that T(s) = V(s)
    start: that the line's value at 0 is what it is called for V
    """
    d, (old, new) = context.derivation, start.conclusion.args
    avoid = (line.theorem.conclusion, curve, start.conclusion)
    e, s = (context.fresh(name, REAL, *avoid) for name in "es")
    positive = d.assume(lt(ZERO, e))
    one = _opened(d, line.theorem, e, positive, s, *avoid)
    low = _smaller(d, one.radius, d.evaluate(lt(ZERO, real(1)), ()))
    within = d.assume(lt(mul(s, s), low.w.term))
    bound = d.implies_elim(d.forall_elim(one.everywhere, s), _less(d, within, low.first))
    there = same(s, _less(d, within, low.second))
    x = context.fresh("x", REAL, *avoid, there.conclusion, bound.conclusion)

    def inside(value: Term, first: Term) -> Term:
        off = rest(value, first, line.slope, s)
        return le(mul(off, off), mul(e, mul(s, s)))

    bound = d.convert(bound, inside(apply(line.curve, s), old), ())
    bound = d.substitute(there, bound, terms.lam(x, inside(x, old)))
    bound = d.substitute(start, bound, terms.lam(x, inside(apply(curve, s), x)))
    return Line(_closed(d, bound, s, low.w, e, positive, one), curve, new, line.slope)


def summed(context: Context, count: Term, i: Term, each: Line) -> Line:
    """Σ_{i<n} f_i, with the sum of the slopes; `each` is the line of f_i, for every i < n."""
    d, s = context.derivation, context.fresh("s", REAL, each.curve, each.here, each.slope)
    n = context.fresh("n", NATURAL, each.theorem.conclusion, count)

    def parts(upto: Term) -> tuple[Term, Term, Term]:
        value, here, slope = (terms.summation(upto, i, part) for part in (apply(each.curve, s), each.here, each.slope))
        return terms.lam(s, value), here, slope

    def within(upto: Term) -> Term:
        return le(upto, count)

    predicate = terms.lam(n, terms.implies(within(n), slope_formula(*parts(n))))
    none = terms.natural(0)
    base = d.implies_intro(d.convert(_flat(d), slope_formula(*parts(none)), ()), within(none))
    known, after = d.assume(apply(predicate, n)), add(n, terms.natural(1))
    inner = context.assuming(within(after))
    before = Line(d.implies_elim(known, arithmetic(inner, within(n))), *parts(n))
    last = [terms.substitute(part, {i: n}) for part in (each.curve, each.here, each.slope)]
    one = d.implies_elim(d.forall_elim(each.theorem, n), arithmetic(inner, lt(n, count)))
    both = added(d, before, Line(one, *last))
    step = d.implies_intro(_unrolled(d, both, s, *parts(after)), within(after))
    every = d.induction(base, d.implies_intro(step, apply(predicate, n)), n, predicate)
    whole = d.implies_elim(d.forall_elim(every, count), arithmetic(context, within(count)))
    return Line(whole, *parts(count))


def _flat(d: Derivation) -> Theorem:
    """The line 0 has the slope 0."""
    e, s = (terms.variable(name, REAL) for name in "es")
    positive = d.assume(lt(ZERO, e))
    off = rest(ZERO, ZERO, ZERO, s)
    inside = d.psatz((positive,), le(mul(off, off), mul(e, mul(s, s))), ((ONE, (0,), (), (s,)),), ())
    everywhere = d.forall_intro(d.implies_intro(inside, lt(mul(s, s), e)), s)
    curve = terms.lam(s, ZERO)
    some = instantiate(slope_formula(curve, ZERO, ZERO).args[0], [e]).args[1]
    shown = d.exists_intro(d.and_intro(positive, everywhere), some, e)
    return d.forall_intro(d.implies_intro(shown, positive.conclusion), e)


def _unrolled(d: Derivation, line: Line, s: Term, curve: Term, here: Term, slope: Term) -> Theorem:
    """The line of Σ_{i<n} f_i + f_n as that of Σ_{i<n+1} f_i."""
    values = symmetric(d, d.recursion(apply(curve, s)))
    same = d.extensionality(values, s)
    f = terms.fresh("f", curve.sort, line.theorem.conclusion)
    theorem = d.substitute(same, line.theorem, terms.lam(f, slope_formula(f, line.here, line.slope)))
    x = terms.fresh("x", REAL, theorem.conclusion, curve, here, slope)
    theorem = d.substitute(symmetric(d, d.recursion(here)), theorem, terms.lam(x, slope_formula(curve, x, line.slope)))
    return d.substitute(symmetric(d, d.recursion(slope)), theorem, terms.lam(x, slope_formula(curve, here, x)))
