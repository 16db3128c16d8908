"""Derivatives in facts and goals, expanded by the kernel's rule `derive`."""

from __future__ import annotations

from theorycheck.kernel import calculus, terms
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import TRUE, Term, apply, deriv, fresh, instantiate, postorder, substitute
from theorycheck.kernel.theorem import Theorem

from .context import Context, Tactic, introduce
from .equations import chain, rewritten, sides, symmetric


def mentions_derivative(term: Term) -> bool:
    return any(part.op == "deriv" for part in postorder(term))


def expansion(context: Context, term: Term, close: Tactic) -> Theorem:
    """⊢ t = t', each derivative in a closed term expanded; `close` proves what they need.  Raises Open."""
    d = context.derivation
    whole = d.refl(term)
    while mentions_derivative(sides(whole)[1]):
        current = sides(whole)[1]
        inner = next((p for p in postorder(current) if p.op == "deriv" and p.closed), None)
        if inner is None:
            raise context.open(current, "a derivative under a binder is not expanded")
        whole = chain(d, whole, rewritten(d, current, _expanded(context, inner, close)))
    return whole


def _expanded(context: Context, term: Term, close: Tactic) -> Theorem:
    """⊢ deriv(f, a) = f'(a); derivatives inside f are expanded first, at a variable."""
    d = context.derivation
    curve, at = term.args
    t = context.fresh("t", REAL, curve, at)
    inner = expansion(context.naming(t), apply(curve, t), close)
    same = d.refl(term)
    if sides(inner)[0] is not sides(inner)[1]:
        f = fresh("f", curve.sort, at)
        same = d.congruence(d.extensionality(inner, t), terms.lam(f, deriv(f, at)))
        curve = sides(same)[1].args[0]
    condition = substitute(calculus.differentiable(apply(curve, t), t), {t: at})
    domain = d.truth() if condition is TRUE else introduce(context, condition, close)
    return chain(d, same, d.derive(domain, curve, at))


def expanded_fact(context: Context, fact: Theorem, close: Tactic) -> Theorem:
    """The fact ∀i < n … a = b with the derivatives of a expanded."""
    d, formula = context.derivation, fact.conclusion
    if formula.op == "forall" and formula.data == NATURAL:
        i = context.fresh("i", NATURAL, formula)
        within = instantiate(formula.args[0], [i]).args[0]
        opened = d.implies_elim(d.forall_elim(fact, i), d.assume(within))
        inner = expanded_fact(context.naming(i).assuming(within), opened, close)
        return d.forall_intro(d.implies_intro(inner, within), i)
    return chain(d, symmetric(d, expansion(context, sides(fact)[0], close)), fact)
