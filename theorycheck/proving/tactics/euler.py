"""Euler's identity ⟨G(p), p⟩ = k·f(p), from facts that f is differentiable and positively homogeneous of degree k.

s ↦ f((1 + s)·p) has the slope ⟨G(p), p⟩ at 0 by the chain rule, and is m(1 + s)·f(p) with m(t) = t^k.
"""

from __future__ import annotations

from theorycheck.kernel import calculus, terms
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.neighbourhoods import tangent
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import TRUE, Term, add, apply, eq, instantiate, lt, postorder, real
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Open, Tactic
from ..equations import chain, ring, sides, symmetric
from ..gradients import ZERO, Differentiable, differentiable, equal_values, slope_along
from ..matching import match
from ..slopes import Line, agreeing, slope_formula


def euler(context: Context, goal: Term, then: Tactic) -> Theorem:
    """An equation ⟨G(p), p⟩ = k·f(p); other goals go on."""
    if goal.op != "eq" or goal.args[0].sort != REAL:
        return then(context, goal)
    for f in differentiable(context):
        for fact in context.facts:
            for point in _points(f, goal):
                try:
                    return _identity(context, goal, f, fact, point)
                except (Open, KernelError):
                    continue
    raise context.open(goal, "euler: no facts are that this function is differentiable and homogeneous")


def _points(f: Differentiable, goal: Term) -> list[Term]:
    """Where the goal's right side takes the function's value."""
    if f.fixed:
        return [f.x] if f.here in postorder(goal.args[1]) else []
    found = (match(f.here, part, [f.x]) for part in postorder(goal.args[1]) if part.closed)
    return [values[f.x] for values in found if values]


def _identity(context: Context, goal: Term, f: Differentiable, fact: Theorem, point: Term) -> Theorem:
    d = context.derivation
    slope, wanted = goal.args
    line, curve = slope_along(context, f, point, point, slope)
    scaled = _scaled(context, fact, point)
    s = context.fresh("s", REAL, goal, line.conclusion, scaled.conclusion)
    multiple = terms.lam(s, instantiate(scaled.conclusion.args[0], [add(real(1), s)]).args[1].args[1])
    ray = _transferred(context, line, curve, scaled, multiple, slope)
    derivative = d.tangent_slope(ray, multiple, ZERO, slope)
    condition = terms.substitute(calculus.differentiable(apply(multiple, s), s), {s: ZERO})
    domain = d.truth() if condition is TRUE else d.convert(d.truth(), condition, ())
    value = d.derive(domain, multiple, ZERO)
    computed = d.compute(sides(value)[1], ())
    last = ring(d, sides(computed)[1], wanted)
    if last is None:
        raise context.open(goal, f"euler: the slope of the multiple is {sides(computed)[1]}")
    return chain(d, symmetric(d, derivative), value, computed, last)


def _scaled(context: Context, fact: Theorem, point: Term) -> Theorem:
    """∀t. 0 < t ⇒ f(t·p) = m(t)·f(p)."""
    formula = fact.conclusion
    if formula.op != "forall" or formula.data not in (point.sort, REAL):
        raise context.open(formula, "euler: not a homogeneous function")
    on_ray = formula.data == REAL and formula.args[0].op == "implies"
    at = fact if on_ray else context.derivation.forall_elim(fact, point)
    if at.conclusion.op == "forall" and at.conclusion.data != REAL:
        raise context.open(formula, "euler: not a homogeneous function")
    t = context.fresh("t", REAL, at.conclusion)
    body = instantiate(at.conclusion.args[0], [t]) if at.conclusion.op == "forall" else at.conclusion
    if body.op != "implies" or body.args[0] is not lt(ZERO, t) or body.args[1].op != "eq":
        raise context.open(formula, "euler: not a homogeneous function")
    return at


def _transferred(context: Context, line: Theorem, curve: Term, scaled: Theorem, multiple: Term, slope: Term) -> Theorem:
    """The tangent of s ↦ m(1 + s)·f(p) at 0, from that of s ↦ f(p + s·p): they agree where s² < 1."""
    d, start = context.derivation, apply(curve, ZERO)

    def same(s: Term, near: Theorem) -> Theorem:
        stretched = add(real(1), s)
        above = arithmetic(Context(d, (near,)), lt(ZERO, stretched))
        equation = d.implies_elim(d.forall_elim(scaled, stretched), above)
        return chain(d, equal_values(d, apply(curve, s), sides(equation)[0]), equation)

    known = Line(d.convert(line, slope_formula(curve, start, slope), ()), curve, start, slope)
    here = d.convert(d.truth(), eq(start, apply(multiple, ZERO)), ())
    return d.convert(agreeing(context, known, multiple, same, here).theorem, tangent(multiple, ZERO, slope), ())
