"""An independent evaluator of kernel terms: the standard model, written from the description in `operators.py`.

Numbers are int (naturals), Fraction or ball (reals); elements of finite sorts are int; vectors are tuples of reals, as
long as their space has dimensions, with an inner product that is not the usual one; functions are callables; truth
values are True, False or None (not known: a quantifier over infinitely many, balls that overlap).  Derivatives are
taken by jets, integrals by enclosures over pieces.  It shares no code with the kernel: it reads `op`, `data`, `args`
and nothing else.  Where mathematics has no value it returns junk that changes from world to world, so that
whatever a rule says about junk is false somewhere.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from fractions import Fraction
from math import isqrt
from typing import Any

from flint import arb, ctx

from .jets import Jet, Skip, bare, parts, through
from .nearness import bounds, says_near
from .values import arithmetic, ball, compare, exact, plain
from .vectors import SPACES, dimension, vector

__all__ = ["Skip", "World"]
LONGEST, STEPS, LONG, PIECES = 8, 4_000, 400, 12  # entries of a sum, operators a formula, bits of a number
FINITE = ("finite", "group", "Z")
REALS = [Fraction(v) for v in ("0", "1", "-1", "1/2", "2", "-3", "3/2", "-1/3", "1/64")]
RADII = [Fraction(1, 2**power) for power in (7, 23, 61)]
SHARES = [Fraction(v) for v in ("0", "1", "1/2", "1/3", "5/7")]


class World:
    """One interpretation: abstract sorts, free variables and junk, drawn as they are asked for."""

    def __init__(self, seed: int, definitions: dict[Any, Any] | None = None):
        self.random = random.Random(seed)
        self.definitions = definitions or {}
        self.known: dict[Any, Any] = {}
        self.steps = self.tags = 0

    def _once(self, key: Any, draw: Callable[[], Any]) -> Any:
        if key not in self.known:
            self.known[key] = draw()
        return self.known[key]

    def order(self, sort: tuple) -> int:
        return sort[1] if sort[0] == "Z" else self._once(("order", sort), lambda: self.random.choice([1, 2, 3, 3, 4]))

    def add(self, sort: tuple, a: int, b: int) -> int:
        """Abstract groups of order 4 are the four-group: not every group is cyclic."""
        return a ^ b if sort[0] == "group" and self.order(sort) == 4 else (a + b) % self.order(sort)

    def negative(self, sort: tuple, a: int) -> int:
        return a if sort[0] == "group" and self.order(sort) == 4 else -a % self.order(sort)

    def draw(self, sort: tuple) -> Any:
        pick = self.random.choice
        match sort[0]:
            case "real":
                return Fraction(pick([0, 0, 1, -1, 2, -2, 3]), pick([1, 1, 2]))
            case "nat":
                return pick([0, 1, 1, 2, 3])
            case "fun":
                table: dict[Any, Any] = {}
                return lambda value: table.setdefault(_key(value), None) or _fill(table, _key(value), self, sort[2])
            case "vector" | "inner":
                return tuple(self.draw(("real",)) for _ in range(dimension(self, sort)))
        return self.random.randrange(self.order(sort))

    def variable(self, data: tuple) -> Any:
        return self._once(("variable", data), lambda: self.draw(data[1]))

    def junk(self, what: str, sort: tuple) -> Any:
        return self._once(
            ("junk", what, sort),
            lambda: Fraction(self.random.randrange(-4, 5)) if sort == ("real",) else self.draw(sort),
        )

    def value(self, term: Any, stack: tuple = ()) -> Any:
        """The value of a term whose loose indices stand for the entries of `stack`."""
        self.steps += 1
        if self.steps > STEPS:
            raise Skip
        result = _OPERATORS[term.op](self, term, stack)
        if type(result) in (int, Fraction) and result.numerator.bit_length() > LONG:
            raise Skip
        return result

    def holds(self, formula: Any, stack: tuple = ()) -> bool | None:
        self.steps = 0
        return self.value(formula, stack)

    def domain(self, sort: tuple) -> tuple[list[Any], bool]:
        """Elements of a sort, and whether they are all."""
        if sort[0] in FINITE:
            return list(range(self.order(sort))), True
        if sort == ("nat",):
            return self._once("naturals", lambda: [0, *self.random.sample(range(1, 6), 3)]), False
        if sort == ("real",):
            return self._once("reals", lambda: self.random.sample(REALS, 4)), False
        if sort[0] in SPACES:
            zero = (Fraction(0),) * dimension(self, sort)
            return [zero, self.draw(sort), self.draw(sort)], not zero
        return [self.draw(sort) for _ in range(3)], False


def _key(value: Any) -> Any:
    parts_of_it = value if isinstance(value, tuple) else (value,)
    if callable(value) or any(isinstance(part, arb | Jet) for part in parts_of_it):
        raise Skip
    return value


def _fill(table: dict, key: Any, world: World, sort: tuple) -> Any:
    if table[key] is None:
        table[key] = world.draw(sort)
    return table[key]


# -- numbers -----------------------------------------------------------------------------------------------------


def _divide(world: World, term: Any, stack: tuple) -> Any:
    a, b = (world.value(arg, stack) for arg in term.args)
    if isinstance(b, Jet) and compare("eq", bare(b), 0) is not False:
        raise Skip
    if not isinstance(b, Jet) and b == 0 and exact(b):
        return arithmetic("add", world.junk("div", ("real",)), a)
    return arithmetic("div", a, b)


def _elementary(world: World, term: Any, stack: tuple) -> Any:
    return _function(world, term.op, world.value(term.args[0], stack))


def _function(world: World, op: str, x: Any) -> Any:
    ctx.prec = 200
    if isinstance(x, Jet):
        if op in ("log", "sqrt") and compare("lt", Fraction(0), bare(x)) is not True:
            raise Skip
        return through(op, x, lambda name, value: _function(world, name, value), arithmetic)
    if op in ("log", "sqrt"):
        outside = compare("le" if op == "log" else "lt", x, Fraction(0))
        if outside is None:
            raise Skip
        if outside:
            return arithmetic("add", world.junk(op, ("real",)), x)
    if exact(x) and x == 0 and op != "log":
        return Fraction(1 if op in ("exp", "cos") else 0)
    if exact(x) and x == 1 and op in ("log", "sqrt"):
        return Fraction(0 if op == "log" else 1)
    if exact(x) and op == "sqrt" and x.denominator == 1 and isqrt(x.numerator) ** 2 == x:
        return Fraction(isqrt(x.numerator))
    if compare("lt", Fraction(200), x) is not False and op == "exp":
        raise Skip
    return getattr(ball(x), {"arctan": "atan"}.get(op, op))()


def _deriv(world: World, term: Any, stack: tuple) -> Any:
    """By jets; where there is surely no derivative, junk; where that is not known, nothing is said."""
    function, at = (world.value(arg, stack) for arg in term.args)
    world.tags += 1
    tag = world.tags
    if _has_no_derivative(world, term.args[0], at, tag, stack):
        return arithmetic("add", world.junk("deriv", ("real",)), at)
    return parts(function(Jet(tag, at, Fraction(1))), tag)[1]


def _has_no_derivative(world: World, function: Any, at: Any, tag: int, stack: tuple) -> bool:
    """1/u, sqrt u or log u, where u vanishes and its slope does not."""
    body = function.args[0] if function.op == "lambda" else function
    if body.op not in ("div", "sqrt", "log"):
        return False
    inside = [world.value(arg, (Jet(tag, at, Fraction(1)), *stack)) for arg in body.args]
    (value, slope), top = parts(inside[-1], tag), parts(inside[0], tag)[0] if body.op == "div" else 1
    return plain(value, slope, top) and value == 0 and slope != 0 and top != 0


def _integral(world: World, term: Any, stack: tuple) -> Any:
    """Sums of enclosures over pieces: what has one on each piece is composed of continuous functions there.

    The pieces leave gaps, so that a kink may lie between two; there the function is taken to be below 1000.
    """
    function, a, b = (world.value(arg, stack) for arg in term.args)
    if isinstance(a, Jet) or isinstance(b, Jet):
        raise Skip
    ordered = compare("le", a, b)
    if ordered is None:
        raise Skip
    if not ordered:
        return arithmetic("add", world.junk("integral", ("real",)), a)
    if exact(a, b) and a == b:
        return Fraction(0)
    ctx.prec = 200
    low, width = ball(a), (ball(b) - ball(a)) / PIECES
    gap, total = width / 2**20, arb(0)
    for piece in range(PIECES):
        height = function((low + piece * width + gap).union(low + (piece + 1) * width - gap))
        if isinstance(height, Jet):
            raise Skip
        total += (width - 2 * gap) * ball(height) + 2000 * gap * arb(0, 1)
    if not total.is_finite():
        raise Skip
    return total


# -- truth values --------------------------------------------------------------------------------------------------


def _not(p: bool | None) -> bool | None:
    return None if p is None else not p


def _all(truths: Iterable[bool | None], complete: bool) -> bool | None:
    """Three-valued; stops at the first that is false."""
    known = complete
    for truth in truths:
        if truth is False:
            return False
        known = known and truth is not None
    return True if known else None


def _connective(world: World, term: Any, stack: tuple) -> bool | None:
    parts = (world.value(arg, stack) for arg in term.args)
    if term.op == "and":
        return _all(parts, True)
    return _not(_all((p if term.op == "implies" and not place else _not(p) for place, p in enumerate(parts)), True))


def _quantifier(world: World, term: Any, stack: tuple) -> bool | None:
    """∀ over samples, or over all that matter; ∃ as ¬∀¬."""
    (body,) = term.args
    elements, complete = world.domain(term.data)
    size = _bound_on_index(term)
    if size is not None:
        count = world.value(size, (0, *stack))  # the size does not read the index
        if count > LONGEST:
            raise Skip
        elements, complete = list(range(count)), True
    if term.data == ("real",):
        if term.op == "exists" and says_near(body):
            return _arbitrarily_small(world, body, stack)
        elements = [*elements, *_between(world, body, stack)]
    turn = _not if term.op == "exists" else (lambda p: p)
    return turn(_all((turn(world.value(body, (element, *stack))) for element in elements), complete))


def _arbitrarily_small(world: World, body: Any, stack: tuple) -> bool | None:
    """A radius that does may always be taken smaller: what fails at small ones of every size fails."""
    truths = [world.value(body, (radius, *stack)) for radius in RADII]
    return False if all(truth is False for truth in truths) else True if True in truths else None


def _between(world: World, body: Any, stack: tuple) -> list[Any]:
    """Points between the bounds that the formula itself gives for its variable."""
    below, above = ([world.value(end, (Fraction(0), *stack)) for end in ends] for ends in bounds(body))
    if not below or not above or not plain(*below, *above):
        return []
    low, high = max(below), min(above)
    return [low + (high - low) * share for share in SHARES] if low <= high else []


def _bound_on_index(term: Any) -> Any:
    inner = term.args[0]
    if term.data != ("nat",) or inner.op != ("implies" if term.op == "forall" else "and") or inner.args[0].op != "lt":
        return None
    index, size = inner.args[0].args
    free_of_index = all(position != 0 for position, _ in size.loose)
    return size if index.op == "bound" and index.data[0] == 0 and free_of_index else None


def _comparison(world: World, term: Any, stack: tuple) -> bool | None:
    a, b = (world.value(arg, stack) for arg in term.args)
    return _equal_functions(world, term.args[0].sort, a, b) if callable(a) else _equal(term.op, a, b)


def _equal(op: str, a: Any, b: Any) -> bool | None:
    """A comparison; of vectors, equality by coordinates."""
    if not isinstance(a, tuple):
        return compare(op, a, b)
    return _all([compare("eq", x, y) for x, y in zip(a, b, strict=True)], True)


def _equal_functions(world: World, sort: tuple, a: Any, b: Any) -> bool | None:
    elements, complete = world.domain(sort[1])
    if sort[2][0] == "fun":
        return _all((_equal_functions(world, sort[2], a(e), b(e)) for e in elements), complete)
    return _all((_equal("eq", a(e), b(e)) for e in elements), complete)


def _select(world: World, term: Any, stack: tuple) -> Any:
    condition = world.value(term.args[0], stack)
    if condition is None:
        raise Skip
    return world.value(term.args[1 if condition else 2], stack)


# -- binders -------------------------------------------------------------------------------------------------------


def _count(world: World, term: Any, stack: tuple) -> int:
    count = world.value(term.args[0], stack)
    if count > LONGEST:
        raise Skip
    return count


def _big(world: World, term: Any, stack: tuple) -> Any:
    entries = [world.value(term.args[1], (index, *stack)) for index in range(_count(world, term, stack))]
    if term.op == "max":
        if not entries:
            return world.junk("max", term.sort)
        best = entries[0]
        for entry in entries[1:]:
            larger = compare("le", best, entry)
            if larger is None:
                raise Skip
            best = entry if larger else best
        return best
    result: Any = (int if term.sort == ("nat",) else Fraction)(1 if term.op == "prod" else 0)
    for entry in entries:
        result = arithmetic("mul" if term.op == "prod" else "add", result, entry)
    return result


def _fold(world: World, term: Any, stack: tuple) -> Any:
    state = world.value(term.args[1], stack)
    for index in range(_count(world, term, stack)):
        state = world.value(term.args[2], (state, index, *stack))
    return state


def _group_sum(world: World, term: Any, stack: tuple) -> Any:
    result: Any = Fraction(0)
    for element in range(world.order(term.data)):
        result = arithmetic("add", result, world.value(term.args[0], (element, *stack)))
    return result


def _table(world: World, term: Any, stack: tuple) -> Any:
    entries = [world.value(arg, stack) for arg in term.args]
    outside = world.junk("table", term.sort[2])
    return lambda index: entries[index] if index < len(entries) else outside


def _constant(world: World, term: Any, stack: tuple) -> Any:
    return world.value(world.definitions[term]) if term in world.definitions else world.variable(term.data)


def _literal(world: World, term: Any, stack: tuple) -> Any:
    sort, value = term.data
    return int(value) if sort == ("nat",) else value


def _pi(world: World, term: Any, stack: tuple) -> arb:
    ctx.prec = 200
    return arb.pi()


_OPERATORS: dict[str, Callable[[World, Any, tuple], Any]] = {
    "bound": lambda w, t, s: s[t.data[0]], "variable": lambda w, t, s: w.variable(t.data), "constant": _constant,
    "literal": _literal, "pi": _pi, "true": lambda w, t, s: True, "false": lambda w, t, s: False,
    "add": lambda w, t, s: arithmetic("add", *(w.value(a, s) for a in t.args)),
    "mul": lambda w, t, s: arithmetic("mul", *(w.value(a, s) for a in t.args)),
    "div": _divide, "deriv": _deriv, "integral": _integral, "cast": lambda w, t, s: Fraction(w.value(t.args[0], s)),
    "le": _comparison, "lt": _comparison, "eq": _comparison, "and": _connective, "or": _connective,
    "implies": _connective, "not": lambda w, t, s: _not(w.value(t.args[0], s)), "select": _select,
    "app": lambda w, t, s: w.value(t.args[0], s)(w.value(t.args[1], s)), "table": _table,
    "lambda": lambda w, t, s: lambda value: w.value(t.args[0], (value, *s)),
    "forall": _quantifier, "exists": _quantifier, "sum": _big, "prod": _big, "max": _big, "fold": _fold,
    "group_add": lambda w, t, s: w.add(t.sort, *(w.value(a, s) for a in t.args)),
    "group_neg": lambda w, t, s: w.negative(t.sort, w.value(t.args[0], s)),
    "group_zero": lambda w, t, s: 0, "residue": lambda w, t, s: t.data[1], "group_sum": _group_sum,
} | dict.fromkeys(("exp", "log", "sqrt", "sin", "cos", "arctan", "tanh"), _elementary)  # fmt: skip
_OPERATORS |= dict.fromkeys(
    ("vector_zero", "vector_add", "vector_scale", "inner_product"), lambda w, t, s: vector(w, t, s, arithmetic)
)
