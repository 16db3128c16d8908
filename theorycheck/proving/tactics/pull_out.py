"""A factor pulled out of choices: `pull_out(c)` learns max(c·u, c·v) = c · max(u, v) for the maxima of the goal.

A maximum is written if u ≤ v then v else u; relu and the modulus are such.  The law is proved once; what is learned
is an instance of it for each pair of maxima in the goal, so a network written out needs as many as it has units.
"""

from __future__ import annotations

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel import terms
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, eq, le, mul, postorder, select, variable
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..maxima import maximum_scale
from ..positivity import nonnegative


def pull_out(context: Context, goal: Term, then: Tactic, name: str = "c") -> Theorem:
    """The goal, by what follows, with those equations among the facts; 0 ≤ c must be known."""
    factor = variable(name, REAL)
    maxima = [part for part in postorder(goal) if _is_maximum(part)]
    by_ends = {_ends(part): part for part in maxima}
    for part in maxima:
        larger = by_ends.get(_ends(part, factor))
        if larger is not None and larger is not part:
            context = context.knowing(_instance(context, factor, larger, part))
    return then(context, goal)


def _instance(context: Context, factor: Term, larger: Term, part: Term) -> Theorem:
    """⊢ larger = c · part, where the ends of the one are c times those of the other."""
    d = context.derivation
    (_, v, u), (_, cv, cu) = part.args, larger.args
    theorem = d.forall_elim(_law(context, factor, u, cu), v)
    x = terms.fresh("x", REAL, larger, part, factor)
    template = terms.lam(x, eq(select(le(cu, x), x, cu), theorem.conclusion.args[1]))
    return d.substitute(d.ring(eq(mul(factor, v), cv)), theorem, template)


def _law(context: Context, factor: Term, u: Term, cu: Term) -> Theorem:
    """⊢ ∀v. max(cu, c·v) = c · max(u, v), where cu is c·u: of relu's, both are 0, and one law serves them all."""
    d = context.derivation
    v = context.fresh("v", REAL, factor, u, cu)
    scaled = maximum_scale(context, factor, u, v, nonnegative(context, factor))
    cv, value = mul(factor, v), scaled.conclusion.args[1]
    x = terms.fresh("x", REAL, scaled.conclusion, cu)
    template = terms.lam(x, eq(select(le(x, cv), cv, x), value))
    return d.forall_intro(d.substitute(d.ring(eq(mul(factor, u), cu)), scaled, template), v)


def _is_maximum(term: Term) -> bool:
    if term.op != "select" or not term.closed or term.sort != REAL:
        return False
    condition, v, u = term.args
    return condition.op == "le" and condition.args == (u, v)


def _ends(maximum: Term, factor: Term | None = None) -> tuple[frozenset, ...]:
    """The polynomials of u and v, times the factor."""
    _, v, u = maximum.args
    ends = (u, v) if factor is None else (mul(factor, u), mul(factor, v))
    return tuple(frozenset(poly.polynomial(end).items()) for end in ends)
