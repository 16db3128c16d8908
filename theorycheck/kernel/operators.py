"""The term operators: what each takes, what it binds, and the sort of the result.

This table is the whole syntax of the logic.  `typing` gets the operator's data and the sorts of the arguments; it
returns the sort of the result and, for each argument, the sorts of the variables bound there (innermost first).

Meaning (the model in which every rule is valid): naturals, reals and all total functions.  `deriv(f, a)` is the
derivative of the real function f at a, and depends on f and a alone.  `integral(f, a, b)` is the Riemann integral of
the real function f from a to b (0 for a = b), and depends on a, b and the values of f between them alone.  Where
mathematics has no value (x/0, log x for x <= 0, sqrt x for x < 0, a maximum over nothing, a table read out of range, a
derivative where there is none, an integral where a > b or where f is not Riemann integrable) there is a fixed value
of which nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from . import sorts
from .errors import KernelError, need
from .sorts import NATURAL, PROPOSITION, REAL, Sort

Typing = tuple[Sort, tuple[tuple[Sort, ...], ...]]

ELEMENTARY = ("exp", "log", "sqrt", "sin", "cos", "arctan", "tanh")
BIG = ("sum", "prod", "max")
LITERAL_BITS = 200_000


def _plain(op: str, found: Sequence[Sort], expected: Sequence[Sort], result: Sort) -> Typing:
    need(list(found) == list(expected), f"{op}: argument sorts {list(found)}")
    return result, ((),) * len(found)


def _numbers(op: str, found: Sequence[Sort], result: Sort | None = None) -> Typing:
    need(len(found) == 2 and found[0] == found[1] and sorts.is_number(found[0]), f"{op}: two numbers of one sort")
    return (found[0] if result is None else result), ((), ())


def _quantifiable(sort: object) -> Sort:
    sorts.check(sort)
    need(not sorts.mentions_proposition(sort), "no variable ranges over truth values")  # type: ignore[arg-type]
    return sort  # type: ignore[return-value]


def _name_and_sort(data: object) -> Sort:
    need(type(data) is tuple and len(data) == 2 and sorts.is_name(data[0]), "a name and a sort")
    return _quantifiable(data[1])  # type: ignore[index]


def _bound(data: object, found: Sequence[Sort]) -> Typing:
    need(type(data) is tuple and len(data) == 2 and type(data[0]) is int and data[0] >= 0, "bad bound index")
    sorts.check(data[1])  # type: ignore[index]
    return _plain("bound", found, [], data[1])  # type: ignore[index]


def _variable(data: object, found: Sequence[Sort]) -> Typing:
    return _plain("variable", found, [], _name_and_sort(data))


def _constant(data: object, found: Sequence[Sort]) -> Typing:
    sort = _name_and_sort(data)
    need("#" in data[0], "a constant is named name#hash")  # type: ignore[index]
    return _plain("constant", found, [], sort)


def _literal(data: object, found: Sequence[Sort]) -> Typing:
    need(type(data) is tuple and len(data) == 2 and type(data[1]) is Fraction, "a literal is a sort and a rational")
    sort, value = data  # type: ignore[misc]
    need(sort == REAL or (sort == NATURAL and value.denominator == 1 and value >= 0), "not a literal of that sort")
    need(value.numerator.bit_length() + value.denominator.bit_length() < LITERAL_BITS, "literal too long")
    return _plain("literal", found, [], sort)


def _residue(data: object, found: Sequence[Sort]) -> Typing:
    need(type(data) is tuple and len(data) == 2 and all(type(part) is int for part in data), "bad residue")
    order, value = data  # type: ignore[misc]
    need(order >= 1 and 0 <= value < order, "a residue lies between 0 and m - 1")
    return _plain("residue", found, [], sorts.cyclic(order))


def _group(op: str, found: Sequence[Sort], arity: int) -> Typing:
    need(len(found) == arity and all(sort == found[0] for sort in found), f"{op}: {arity} elements of one group")
    need(sorts.is_group(found[0]), f"{op}: not a group")
    return found[0], ((),) * arity


def _group_zero(data: object, found: Sequence[Sort]) -> Typing:
    sorts.check(data)
    need(sorts.is_group(data), "zero of a group")  # type: ignore[arg-type]
    return _plain("group_zero", found, [], data)  # type: ignore[arg-type]


def _vector_zero(data: object, found: Sequence[Sort]) -> Typing:
    sorts.check(data)
    need(sorts.is_space(data), "zero of a vector space")  # type: ignore[arg-type]
    return _plain("vector_zero", found, [], data)  # type: ignore[arg-type]


def _vector_add(found: Sequence[Sort]) -> Typing:
    need(len(found) == 2 and found[0] == found[1] and sorts.is_space(found[0]), "vector_add: two vectors of one space")
    return found[0], ((), ())


def _vector_scale(found: Sequence[Sort]) -> Typing:
    need(len(found) == 2 and found[0] == REAL and sorts.is_space(found[1]), "vector_scale: a real and a vector")
    return found[1], ((), ())


def _inner_product(found: Sequence[Sort]) -> Typing:
    inner = len(found) == 2 and found[0] == found[1] and found[0][0] == "inner"
    need(inner, "inner_product: two vectors of one inner-product space")
    return REAL, ((), ())


def _group_sum(data: object, found: Sequence[Sort]) -> Typing:
    sorts.check(data)
    need(sorts.is_finite(data) and len(found) == 1 and found[0] == REAL, "a sum of reals over a finite sort")  # type: ignore[arg-type]
    return REAL, ((data,),)  # type: ignore[return-value]


def _equal(found: Sequence[Sort]) -> Typing:
    need(len(found) == 2 and found[0] == found[1] and not sorts.mentions_proposition(found[0]), "eq: one sort")
    return PROPOSITION, ((), ())


def _select(found: Sequence[Sort]) -> Typing:
    need(len(found) == 3 and found[0] == PROPOSITION and found[1] == found[2], "select: condition and two of one sort")
    need(not sorts.mentions_proposition(found[1]), "select: not between truth values")
    return found[1], ((), (), ())


def _application(found: Sequence[Sort]) -> Typing:
    need(len(found) == 2 and found[0][0] == "fun" and found[0][1] == found[1], f"application: sorts {list(found)}")
    return found[0][2], ((), ())


def _derivative(found: Sequence[Sort]) -> Typing:
    return _plain("deriv", found, [sorts.function(REAL, REAL), REAL], REAL)


def _integral(found: Sequence[Sort]) -> Typing:
    return _plain("integral", found, [sorts.function(REAL, REAL), REAL, REAL], REAL)


def _table(found: Sequence[Sort]) -> Typing:
    need(len(found) > 0 and all(sort == found[0] for sort in found), "table: entries of one sort, at least one")
    need(not sorts.mentions_proposition(found[0]), "table: not of truth values")
    return sorts.function(NATURAL, found[0]), ((),) * len(found)


def _lambda(data: object, found: Sequence[Sort]) -> Typing:
    need(len(found) == 1, "lambda: one body")
    return sorts.function(_quantifiable(data), found[0]), ((data,),)  # type: ignore[return-value]


def _quantifier(data: object, found: Sequence[Sort]) -> Typing:
    need(len(found) == 1 and found[0] == PROPOSITION, "a quantifier binds in a formula")
    return PROPOSITION, ((_quantifiable(data),),)


def _big(op: str, found: Sequence[Sort]) -> Typing:
    need(len(found) == 2 and found[0] == NATURAL and sorts.is_number(found[1]), f"{op}: a size and a number")
    return found[1], ((), (NATURAL,))


def _fold(found: Sequence[Sort]) -> Typing:
    need(len(found) == 3 and found[0] == NATURAL and found[1] == found[2], "fold: a size, a start, a step of its sort")
    need(not sorts.mentions_proposition(found[1]), "fold: not over truth values")
    return found[1], ((), (), (found[1], NATURAL))


_RULES: dict[str, Callable[[object, Sequence[Sort]], Typing]] = {
    "bound": _bound, "variable": _variable, "constant": _constant, "literal": _literal, "residue": _residue,
    "pi": lambda data, found: _plain("pi", found, [], REAL),
    "true": lambda data, found: _plain("true", found, [], PROPOSITION),
    "false": lambda data, found: _plain("false", found, [], PROPOSITION),
    "add": lambda data, found: _numbers("add", found), "mul": lambda data, found: _numbers("mul", found),
    "div": lambda data, found: _plain("div", found, [REAL, REAL], REAL),
    "cast": lambda data, found: _plain("cast", found, [NATURAL], REAL),
    "le": lambda data, found: _numbers("le", found, PROPOSITION),
    "lt": lambda data, found: _numbers("lt", found, PROPOSITION),
    "eq": lambda data, found: _equal(found),
    "and": lambda data, found: _plain("and", found, [PROPOSITION] * 2, PROPOSITION),
    "or": lambda data, found: _plain("or", found, [PROPOSITION] * 2, PROPOSITION),
    "implies": lambda data, found: _plain("implies", found, [PROPOSITION] * 2, PROPOSITION),
    "not": lambda data, found: _plain("not", found, [PROPOSITION], PROPOSITION),
    "select": lambda data, found: _select(found), "app": lambda data, found: _application(found),
    "deriv": lambda data, found: _derivative(found), "integral": lambda data, found: _integral(found),
    "table": lambda data, found: _table(found), "lambda": _lambda, "forall": _quantifier, "exists": _quantifier,
    "sum": lambda data, found: _big("sum", found), "prod": lambda data, found: _big("prod", found),
    "max": lambda data, found: _big("max", found), "fold": lambda data, found: _fold(found),
    "group_add": lambda data, found: _group("group_add", found, 2),
    "group_neg": lambda data, found: _group("group_neg", found, 1),
    "group_zero": _group_zero, "group_sum": _group_sum,
    "vector_zero": _vector_zero, "vector_add": lambda data, found: _vector_add(found),
    "vector_scale": lambda data, found: _vector_scale(found),
    "inner_product": lambda data, found: _inner_product(found),
}  # fmt: skip


def _elementary(name: str) -> Callable[[object, Sequence[Sort]], Typing]:
    return lambda data, found: _plain(name, found, [REAL], REAL)


_RULES |= {name: _elementary(name) for name in ELEMENTARY}
OPERATORS = tuple(sorted(_RULES))

WITH_DATA = frozenset({"bound", "variable", "constant", "literal", "residue", "lambda", "forall", "exists",
                       "group_zero", "group_sum", "vector_zero"})  # fmt: skip
SORT_DATA = frozenset({"lambda", "forall", "exists", "group_zero", "group_sum", "vector_zero"})
NAMED = frozenset({"bound", "variable", "constant"})
# how many variables the operator binds in each of its arguments; in none where it is not named here
BINDERS = {"lambda": (1,), "forall": (1,), "exists": (1,), "group_sum": (1,), "fold": (0, 0, 2)}
BINDERS |= dict.fromkeys(BIG, (0, 1))


def typing(op: str, data: object, found: Sequence[Sort]) -> Typing:
    """The sort of op[data](arguments of sorts `found`), and what is bound in each; refuses ill-sorted terms."""
    rule = _RULES.get(op)
    if rule is None:
        raise KernelError(f"unknown operator {op!r}")
    need(op in WITH_DATA or data is None, f"{op} takes no data")
    return rule(data, found)


def data_to_json(op: str, data: object) -> object:
    """The operator's data as JSON."""
    if op == "literal":
        return [_listed(data[0]), _rational_text(data[1])]  # type: ignore[index]
    return _listed(data)


def _rational_text(value: Fraction) -> str:
    """p/q; in hexadecimal (which no certificate may hold) where Python refuses to write that many decimal digits."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) < 14_000:
        return str(value)
    return f"{value.numerator:#x}/{value.denominator:#x}"


def _listed(value: object) -> object:
    return [_listed(item) for item in value] if type(value) is tuple else value
