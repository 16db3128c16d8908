"""The derivative of a term in one real variable, by the rules of the differential calculus."""

from __future__ import annotations

from collections.abc import Callable

from .errors import KernelError, need, spend
from .sorts import REAL
from .terms import (
    TRUE,
    Term,
    add,
    conj,
    div,
    elementary,
    eq,
    le,
    lt,
    make,
    mul,
    neg,
    negate,
    postorder,
    real,
    select,
    sub,
)  # fmt: skip


def derivative(term: Term, variable: Term) -> Term:
    """d term / d variable.

    At every point where `differentiable(term, variable)` holds, the term is differentiable and this is its derivative.
    """
    need(term.sort == REAL and variable.sort == REAL, "derivative: of a real term in a real variable")
    done: dict[Term, Term] = {}
    for part in postorder(term):
        spend(1)
        if part.sort == REAL:
            done[part] = _derivative(part, variable, done)
    return done[term]


def _derivative(term: Term, variable: Term, known: dict[Term, Term]) -> Term:
    if term is variable:
        return real(1)
    if variable.data not in term.free:
        return real(0)
    match term.op:
        case "add":
            return add(known[term.args[0]], known[term.args[1]])
        case "mul":
            a, b = term.args
            return add(mul(known[a], b), mul(a, known[b]))
        case "div":
            a, b = term.args
            return div(sub(mul(known[a], b), mul(a, known[b])), mul(b, b))
        case "sum":
            need(variable.data not in term.args[0].free, "derivative: the size of a sum depends on the variable")
            return make("sum", None, (term.args[0], known[term.args[1]]))
        case "select":
            condition, a, b = term.args
            need(variable.data not in condition.free, "derivative: a choice depends on the variable")
            return select(condition, known[a], known[b])
    if term.op in _OUTER:
        (u,) = term.args
        return mul(_OUTER[term.op](u, term), known[u])
    raise KernelError(f"derivative: {term.op} has no rule here")


def differentiable(term: Term, variable: Term) -> Term:
    """A condition under which `derivative` is right: denominators are not 0, arguments of log and sqrt are positive.

    Only parts in which the variable occurs matter; the others are constants, whatever they are.  An open condition,
    so where it holds it holds nearby.  A condition that depends on the index of a sum is refused.
    """
    return _conditions(term, variable, lt)


def continuous(term: Term, variable: Term) -> Term:
    """`differentiable`, but the argument of sqrt may be 0.

    Where the condition holds at every point of an interval, a term that has a `derivative` by the rules is continuous
    on that interval (at its ends, from within): sqrt is continuous on [0, ∞).
    """
    return _conditions(term, variable, le)


def _conditions(term: Term, variable: Term, under_root: Callable[[Term, Term], Term]) -> Term:
    conditions = []
    for part in postorder(term):
        spend(1)
        if part.sort == REAL and variable.data in part.free:
            need(part.closed or part.op not in ("div", "log", "sqrt"), f"differentiable: {part.op} under a sum")
            if part.op == "div":
                conditions.append(negate(eq(part.args[1], real(0))))
            elif part.op == "log":
                conditions.append(lt(real(0), part.args[0]))
            elif part.op == "sqrt":
                conditions.append(under_root(real(0), part.args[0]))
    result = TRUE
    for condition in reversed(conditions):
        result = condition if result is TRUE else conj(condition, result)
    return result


_OUTER = {
    "exp": lambda u, value: value,
    "log": lambda u, value: div(real(1), u),
    "sqrt": lambda u, value: div(real(1), mul(real(2), value)),
    "sin": lambda u, value: elementary("cos", u),
    "cos": lambda u, value: neg(elementary("sin", u)),
    "tanh": lambda u, value: sub(real(1), mul(value, value)),
    "arctan": lambda u, value: div(real(1), add(real(1), mul(u, u))),
}
