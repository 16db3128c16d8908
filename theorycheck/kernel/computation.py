"""Computation: the normal form of a term under literal sizes, literal indices, literal arithmetic and definitions.

`normal_form(t)` denotes the same thing as t in every model; `compute` and `convert` are the rules that use it.  Only
what is literal is computed: a sum of n terms stays a sum while n is a symbol.  The walk is a stack of terms whose
normal form is wanted; a term is finished when the normal forms it demands are there.  Three things can happen to it:
it is finished (`done`), it is redirected to another term with the same meaning, or it waits for what it demands.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import isqrt

from . import operators, sorts
from .errors import spend, spend_on_numbers
from .sorts import NATURAL
from .terms import FALSE, TRUE, Term, build, instantiate, literal, make, natural, residue, shift


def normal_form(root: Term, definitions: Mapping[Term, Term] | None = None) -> Term:
    """`root` computed as far as it goes; definitions maps constants to their closed bodies."""
    known = definitions or {}
    done: dict[Term, Term] = {}
    redirected: dict[Term, Term] = {}
    demanded: dict[Term, list[Term]] = {}
    stack = [root]
    while stack:
        term = stack[-1]
        if term in done:
            stack.pop()
            continue
        spend(1)  # on every turn: definitions that refer to each other would turn for ever
        if term not in demanded:
            demanded[term] = _demands(term, known)
        wanted = demanded[term]
        missing = [item for item in wanted if item not in done]
        if missing:
            stack.extend(missing)
            continue
        stack.pop()
        if term in redirected:
            done[term] = done[redirected[term]]
            continue
        result = _step(term, [done[item] for item in wanted], known)
        if result is term or result in done:
            done[term] = done.setdefault(result, result)
            done.setdefault(done[term], done[term])
        else:
            redirected[term] = result
            demanded[term] = [result]
            stack.append(term)
    return done[root]


def _bounded(term: Term) -> tuple[Term, Term] | None:
    """(size, body) of ∀i. i < n ⇒ body and of ∃i. i < n ∧ body, the size not depending on i."""
    if term.op not in ("forall", "exists") or term.data != NATURAL:
        return None
    inner = term.args[0]
    if inner.op != ("implies" if term.op == "forall" else "and") or inner.args[0].op != "lt":
        return None
    index, size = inner.args[0].args
    if index is not make("bound", (0, NATURAL)) or any(i == 0 for i, _ in size.loose):
        return None
    return shift(size, -1), inner.args[1]


def _literal(term: Term) -> Fraction | None:
    return term.data[1] if term.op == "literal" else None  # type: ignore[index]


def _demands(term: Term, known: Mapping[Term, Term]) -> list[Term]:
    """The terms whose normal forms are needed for that of `term`."""
    if term in known:
        return [known[term]]
    if term.op in operators.BIG or term.op == "fold":
        return _iteration_demands(term)
    if (bounded := _bounded(term)) and (count := _literal(bounded[0])) is not None:
        return [instantiate(bounded[1], [natural(i)]) for i in _counted(count)]
    if term.op in ("forall", "exists", "group_sum") and term.data[0] == "Z":  # type: ignore[index]
        order: int = term.data[1]  # type: ignore[index]
        return [instantiate(term.args[0], [residue(order, i)]) for i in _counted(Fraction(order))]
    return list(term.args)


def _counted(count: Fraction) -> range:
    spend(int(count))
    return range(int(count))


def _iteration_demands(term: Term) -> list[Term]:
    """n, and for a literal n > 0 the same iteration one shorter (so that long folds need no deep recursion)."""
    count = _literal(term.args[0])
    if count is None:
        return list(term.args)
    if count == 0:
        return [term.args[1]] if term.op == "fold" else []
    if term.op == "max" and count == 1:
        return [instantiate(term.args[1], [natural(0)])]
    before = natural(int(count) - 1)
    shorter = make(term.op, None, (before, *term.args[1:]))
    return [shorter] if term.op == "fold" else [shorter, instantiate(term.args[1], [before])]


def _step(term: Term, values: list[Term], known: Mapping[Term, Term]) -> Term:
    """The term, given the normal forms of what it demands; the result may need further computation."""
    if term in known:
        return values[0]
    if term.op in operators.BIG or term.op == "fold":
        return _iteration_step(term, values)
    if (bounded := _bounded(term)) and _literal(bounded[0]) is not None:
        return _joined("and" if term.op == "forall" else "or", values)
    if term.op in ("forall", "exists", "group_sum") and term.data[0] == "Z":  # type: ignore[index]
        return _joined({"forall": "and", "exists": "or", "group_sum": "add"}[term.op], values)
    if term.op == "group_zero" and term.data[0] == "Z":  # type: ignore[index]
        return residue(term.data[1], 0)  # type: ignore[index]
    return simplify(build(term.op, term.data, values)) if term.args else term


def _iteration_step(term: Term, values: list[Term]) -> Term:
    op, count = term.op, _literal(term.args[0])
    if count is None:
        return make(op, None, values)
    if count == 0:
        if op == "fold":
            return values[0]
        return term if op == "max" else literal(term.sort, 0 if op == "sum" else 1)
    if op == "max" and count == 1:
        return values[0]
    if op == "fold":
        return instantiate(term.args[2], [values[0], natural(int(count) - 1)])
    so_far, last = values
    if op == "max":
        return simplify(make("select", None, (simplify(make("le", None, (so_far, last))), last, so_far)))
    return simplify(make("add" if op == "sum" else "mul", None, (so_far, last)))


_UNITS = {"and": TRUE, "or": FALSE}


def _joined(op: str, values: list[Term]) -> Term:
    result = _UNITS.get(op) or literal(sorts.REAL, 0)
    for value in values:
        result = simplify(make(op, None, (result, value)))
    return result


def simplify(term: Term) -> Term:
    """One step at the head of a term whose arguments are in normal form."""
    rule = _HEADS.get(term.op)
    return term if rule is None else rule(term)


def _arithmetic(term: Term) -> Term:
    a, b = term.args
    left, right = _literal(a), _literal(b)
    unit = 0 if term.op == "add" else 1
    if left is not None and right is not None:
        spend_on_numbers(left, right)
        return literal(term.sort, left + right if term.op == "add" else left * right)
    if left == unit:
        return b
    if right == unit:
        return a
    return literal(term.sort, 0) if term.op == "mul" and 0 in (left, right) else term


def _division(term: Term) -> Term:
    left, right = (_literal(arg) for arg in term.args)
    if left is not None and right is not None and right != 0:
        spend_on_numbers(left, right)
        return literal(term.sort, left / right)
    return term.args[0] if right == 1 else term


def _comparison(term: Term) -> Term:
    a, b = term.args
    left, right = _literal(a), _literal(b)
    if left is not None and right is not None:
        return TRUE if {"le": left <= right, "lt": left < right, "eq": left == right}[term.op] else FALSE
    if a.op == b.op == "residue":
        return TRUE if a.data == b.data else FALSE
    return TRUE if a is b and term.op in ("eq", "le") else term


def _connective(term: Term) -> Term:
    a, b = term.args
    match term.op:
        case "and":
            return FALSE if FALSE in (a, b) else b if a is TRUE else a if b is TRUE else term
        case "or":
            return TRUE if TRUE in (a, b) else b if a is FALSE else a if b is FALSE else term
    return TRUE if a is FALSE or b is TRUE else b if a is TRUE else term


def _negation(term: Term) -> Term:
    return FALSE if term.args[0] is TRUE else TRUE if term.args[0] is FALSE else term


def _quantified(term: Term) -> Term:
    """Every sort has an element, so a quantifier over a constant formula is that formula."""
    return term.args[0] if term.args[0] in (TRUE, FALSE) else term


def _selection(term: Term) -> Term:
    condition, a, b = term.args
    return a if condition is TRUE or a is b else b if condition is FALSE else term


def _application(term: Term) -> Term:
    function, value = term.args
    index = _literal(value)
    if function.op == "table" and index is not None and index < len(function.args):
        return function.args[int(index)]
    return term


def _group_operation(term: Term) -> Term:
    if any(arg.op != "residue" for arg in term.args):
        return term
    order = term.sort[1]
    values = [arg.data[1] for arg in term.args]  # type: ignore[index]
    return residue(order, (sum(values) if term.op == "group_add" else -values[0]) % order)


def _elementary(term: Term) -> Term:
    """The values of elementary functions that are rational for a plain reason."""
    value = _literal(term.args[0])
    if term.args[0].op == "pi" and term.op in ("sin", "cos"):
        return literal(sorts.REAL, 0 if term.op == "sin" else -1)
    if value is None:
        return term
    if term.op == "sqrt" and value >= 0:
        top, bottom = isqrt(value.numerator), isqrt(value.denominator)
        exact = top * top == value.numerator and bottom * bottom == value.denominator
        return literal(sorts.REAL, Fraction(top, bottom)) if exact else term
    at, result = {"exp": (0, 1), "cos": (0, 1), "log": (1, 0)}.get(term.op, (0, 0))
    return literal(sorts.REAL, result) if value == at and term.op != "sqrt" else term


def _cast(term: Term) -> Term:
    value = _literal(term.args[0])
    return term if value is None else literal(sorts.REAL, value)


_HEADS = {
    "add": _arithmetic, "mul": _arithmetic, "div": _division, "cast": _cast, "le": _comparison, "lt": _comparison,
    "eq": _comparison, "and": _connective, "or": _connective, "implies": _connective, "not": _negation,
    "forall": _quantified, "exists": _quantified, "select": _selection, "app": _application,
    "group_add": _group_operation, "group_neg": _group_operation,
} | dict.fromkeys(operators.ELEMENTARY, _elementary)  # fmt: skip
