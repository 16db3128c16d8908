"""Derivatives expanded by the kernel's rule `derive`, the inner ones first."""

from __future__ import annotations

from collections.abc import Callable

from theorycheck.kernel import calculus, terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import TRUE, Term, apply, deriv, fresh, postorder, substitute
from theorycheck.kernel.theorem import Theorem

from .equations import chain, rewritten, sides

Close = Callable[[Term], Theorem]  # proves a condition for differentiability, or raises


def mentions_derivative(term: Term) -> bool:
    return any(part.op == "deriv" for part in postorder(term))


def expansion(d: Derivation, term: Term, close: Close) -> Theorem:
    """⊢ t = t', each derivative in a closed term expanded.  Raises KernelError where one stays."""
    whole = d.refl(term)
    while mentions_derivative(sides(whole)[1]):
        current = sides(whole)[1]
        inner = next((p for p in postorder(current) if p.op == "deriv" and p.closed), None)
        if inner is None:
            raise KernelError("a derivative under a binder is not expanded")
        whole = chain(d, whole, rewritten(d, current, _expanded(d, inner, close)))
    return whole


def _expanded(d: Derivation, term: Term, close: Close) -> Theorem:
    """⊢ deriv(f, a) = f'(a); derivatives inside f are expanded first, at a variable."""
    curve, at = term.args
    t = fresh("_t", REAL, curve, at)
    inner = expansion(d, apply(curve, t), close)
    same = d.refl(term)
    if sides(inner)[0] is not sides(inner)[1]:
        f = fresh("_f", curve.sort, at)
        same = d.congruence(d.extensionality(inner, t), terms.lam(f, deriv(f, at)))
        curve = sides(same)[1].args[0]
    condition = substitute(calculus.differentiable(apply(curve, t), t), {t: at})
    domain = d.truth() if condition is TRUE else close(condition)
    return chain(d, same, d.derive(domain, curve, at))
