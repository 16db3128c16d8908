"""Slopes of one function on two lines, where a known law says that its values there agree.

From ∀x. a·f(P(x)) = b·f(Q(x)), P and Q linear, and the gradient G of f: a·⟨G(P(w)), P(v)⟩ = b·⟨G(Q(w)), Q(v)⟩.
Both sides are the derivative at 0 of s ↦ a·f(P(w + s·v)) = b·f(Q(w + s·v)).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.neighbourhoods import tangent
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, add, apply, deriv, eq, instantiate, le, lt, mul, postorder, real, sub
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Open, Tactic
from ..equations import chain, sides, symmetric
from ..gradients import ZERO, Differentiable, differentiable, identity, moved, quotient, same_entries, slope_along
from ..matching import match
from ..positivity import nonnegative

ONE = Fraction(1)


def chain_rule(context: Context, goal: Term, then: Tactic, point: str, direction: str) -> Theorem:
    """a·⟨G(P(w)), P(v)⟩ = b·⟨G(Q(w)), Q(v)⟩, at the point w and along v by name; other goals go on."""
    if goal.op != "eq" or goal.args[0].sort != REAL:
        return then(context, goal)
    w, v = (_variable(goal, name) for name in (point, direction))
    for f in differentiable(context) if w is not None and v is not None else ():
        for fact in context.facts:
            law = fact.conclusion
            if law.op != "forall" or law.data != f.x.sort:
                continue
            try:
                return _equal_slopes(context, goal, f, fact, w, v)  # type: ignore[arg-type]
            except (Open, KernelError):
                continue
    raise context.open(goal, f"chain_rule({point}, {direction}): no function with a gradient and a law give this")


def _variable(goal: Term, name: str) -> Term | None:
    return next((part for part in postorder(goal) if part.op == "variable" and part.data[0] == name), None)  # type: ignore[index]


@dataclass(frozen=True)
class Side:
    """c·f(P(x)), a side of the law."""

    factor: Term
    inner: Term  # P(x)


def _side(f: Differentiable, side: Term) -> Side:
    factor, value = side.args if side.op == "mul" else (real(1), side)
    values = match(f.here, value, [f.x])
    if not values:
        raise KernelError("a law of another function")
    return Side(factor, values[f.x])


def _equal_slopes(context: Context, goal: Term, f: Differentiable, fact: Theorem, w: Term, v: Term) -> Theorem:
    d = context.derivation
    x, s = context.fresh("x", w.sort, goal), context.fresh("s", REAL, goal, f.fact.conclusion, fact.conclusion)
    law = instantiate(fact.conclusion.args[0], [x])
    if law.op != "eq":
        raise KernelError("no law")
    at = d.forall_elim(fact, moved(w, s, v))
    curves, slopes, values = [], [], []
    for side, value in zip(law.args, sides(at), strict=True):
        part = _side(f, side)
        p, u = (terms.substitute(part.inner, {x: y}) for y in (w, v))
        once = moved(p, real(1), u)
        slope = f.at(f.linear, p, once)
        line, curve = slope_along(context, f, p, u, slope)
        multiple, stretched = _multiple(context, line, curve, slope, part.factor)
        slopes.append((d.tangent_slope(multiple, stretched, ZERO, mul(part.factor, slope)), mul(part.factor, slope)))
        curves.append(stretched)
        there = terms.substitute(part.inner, {x: moved(w, s, v)})
        values.append(_same_value(d, f, part.factor, moved(p, s, u), there, value))
    pointwise = chain(d, values[0], at, symmetric(d, values[1]))
    g = context.fresh("g", curves[0].sort, goal, *curves)
    same = d.congruence(d.extensionality(pointwise, s), terms.lam(g, deriv(g, ZERO)))
    between = chain(d, symmetric(d, slopes[0][0]), same, slopes[1][0])
    ends = [identity(d, wanted, found) for wanted, (_, found) in zip(goal.args, slopes, strict=True)]
    return chain(d, ends[0], between, symmetric(d, ends[1]))


def _same_value(d: Derivation, f: Differentiable, factor: Term, here: Term, there: Term, value: Term) -> Theorem:
    """c·f(a) = c·f(b), where a and b have the same entries; in the law's own words, which leave out a factor 1."""
    same = d.congruence(same_entries(d, here, there), terms.lam(f.x, mul(factor, f.here)))
    return same if sides(same)[1] is value else chain(d, same, d.ring(eq(sides(same)[1], value)))


def _multiple(context: Context, line: Theorem, curve: Term, slope: Term, factor: Term) -> tuple[Theorem, Term]:
    """The tangent of c·g at 0 from that of g: (c·rest)² ≤ c²·e'·s² ≤ e·s² for e' = e/(1 + c²)."""
    d = context.derivation
    s, e, r = (context.fresh(name, REAL, line.conclusion, factor) for name in ("s", "e", "r"))
    square = mul(factor, factor)
    above = arithmetic(Context(d, (nonnegative(context, square),)), lt(ZERO, add(real(1), square)))
    small = quotient(d, d.assume(lt(ZERO, e)), above)
    found = d.implies_elim(d.forall_elim(line, small.term), small.positive)
    assumed = d.assume(instantiate(found.conclusion.args[0], [r]))
    radius, everywhere = d.and_left(assumed), d.and_right(assumed)
    within = d.assume(lt(mul(s, s), r))
    bound = d.implies_elim(d.forall_elim(everywhere, s), within)
    off = sub(apply(curve, s), add(apply(curve, ZERO), mul(slope, s)))
    bound = d.convert(bound, le(mul(off, off), mul(small.term, mul(s, s))), ())
    there, here = mul(factor, apply(curve, s)), mul(factor, apply(curve, ZERO))
    rest = sub(there, add(here, mul(mul(factor, slope), s)))
    wanted = le(mul(rest, rest), mul(e, mul(s, s)))
    inside = d.psatz(
        (bound, small.positive, small.equation),
        wanted,
        ((ONE, (0,), (), (factor,)), (ONE, (1,), (), (s,))),
        ((2, mul(s, s)),),
    )
    every = d.forall_intro(d.implies_intro(inside, within.conclusion), s)
    width = terms.fresh("w", REAL, inside.conclusion, within.conclusion)
    body = terms.forall(s, terms.implies(lt(mul(s, s), width), inside.conclusion))
    some = terms.exists(width, terms.conj(lt(ZERO, width), body))
    shown = d.exists_elim(found, d.exists_intro(d.and_intro(radius, every), some, r), r)
    whole = d.forall_intro(d.implies_intro(shown, lt(ZERO, e)), e)
    stretched = terms.lam(s, there)
    return d.convert(whole, tangent(stretched, ZERO, mul(factor, slope)), ()), stretched
