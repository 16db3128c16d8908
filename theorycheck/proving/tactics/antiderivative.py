"""Integrals replaced by the values of antiderivatives.

`antiderivative` has SymPy propose an antiderivative of each integrand in the goal; the kernel's fundamental theorem
checks it.  `antiderivative(t - pi/2, pi/2)` splits the interval at these points where the integrand branches: relu and
its like must be of one sign between them.  An equation that is left is proved, if it can be, as an `identity`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from fractions import Fraction

from theorycheck.derived.identities import equal
from theorycheck.derived.integrals import integral_value
from theorycheck.errors import ProofScriptError
from theorycheck.kernel import terms
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, lt, postorder, real, variable
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Open, Tactic, introduce, stop
from ..equations import restated
from ..instances import instance
from .auto import auto


def antiderivative(context: Context, goal: Term, then: Tactic, *breaks: str) -> Theorem:
    """The goal goes on with what follows, its integrals replaced; other goals go on as they are."""
    found = [part for part in postorder(goal) if part.op == "integral" and part.closed]
    if goal.op not in ("eq", "le", "lt") or not found:
        return then(context, goal)
    points = [point(text) for text in breaks]
    try:
        values = [_value(context, term, points) for term in found]
    except KernelError as error:
        raise context.open(goal, f"antiderivative: {error}") from error
    return restated(context, goal, values, lambda inner, left: _closed(inner, left, then))


def _value(context: Context, term: Term, points: list[Term]) -> Theorem:
    branches = any(part.op == "select" for part in postorder(term.args[0]))
    return integral_value(
        context.derivation, term, points if branches else (), lambda formula: shown(context, formula)
    )


def _closed(context: Context, goal: Term, then: Tactic) -> Theorem:
    if goal.op == "eq":
        try:
            left, right = goal.args
            return equal(context.derivation, left, right, lambda formula: shown(context, formula))
        except KernelError:
            pass
    return then(context, goal)


def shown(context: Context, formula: Term) -> Theorem:
    """What an integral needs: orders of points, signs, denominators that are not 0; raises KernelError."""
    try:
        return introduce(context, formula, _by_sign if formula.op == "forall" else _by_auto)
    except Open as error:
        raise KernelError(f"not shown: {formula}") from error


def _by_auto(context: Context, goal: Term) -> Theorem:
    return auto(context, goal, stop)


def _by_sign(context: Context, goal: Term) -> Theorem:
    """From a strict inequality: of a fact at these values, or whatever `auto` proves.

    Of choices one of two sides is false: they are left to facts and arithmetic, which fail fast.
    """
    stronger = _stronger(goal)
    for strict in stronger:
        found = instance(context, strict)
        if found is not None:
            return arithmetic(Context(context.derivation, (found,)), goal)
    choice = goal.op == "le" or (goal.op == "not" and goal.args[0].op == "le")
    for attempt in (goal, *stronger):
        try:
            found = arithmetic(context, attempt) if choice else auto(context, attempt, stop)
            return found if attempt is goal else arithmetic(Context(context.derivation, (found,)), goal)
        except (Open, KernelError):
            continue
    raise context.open(goal, "antiderivative: this is not shown")


def _stronger(goal: Term) -> tuple[Term, ...]:
    if goal.op == "le":
        return (lt(*goal.args),)
    if goal.op == "not" and goal.args[0].op == "le":
        return (lt(*reversed(goal.args[0].args)),)
    if goal.op == "not" and goal.args[0].op == "eq" and goal.args[0].args[0].sort == REAL:
        return lt(*goal.args[0].args), lt(*reversed(goal.args[0].args))
    return ()


_OPERATORS: dict[type, Callable[[Term, Term], Term]] = {
    ast.Add: terms.add, ast.Sub: terms.sub, ast.Mult: terms.mul, ast.Div: terms.div,
}  # fmt: skip


def point(text: str) -> Term:
    """A point such as t - pi/2: real symbols, pi, integers, + - * /."""
    try:
        return _term(ast.parse(text, mode="eval").body)
    except (SyntaxError, KeyError, ZeroDivisionError) as error:
        raise ProofScriptError(f"{text!r} is not a point", cure="write one such as t - pi/2") from error


def _term(node: ast.expr) -> Term:
    match node:
        case ast.Constant(value=int() as value):
            return real(Fraction(value))
        case ast.Name(id="pi"):
            return terms.pi()
        case ast.Name(id=name):
            return variable(name, REAL)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return terms.neg(_term(operand))
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATORS[type(op)](_term(left), _term(right))
    raise KeyError(ast.dump(node))


