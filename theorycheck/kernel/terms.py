"""Writing terms: one constructor for each operator, over the machinery of `binding`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from . import operators, sorts
from .binding import Term as Term
from .binding import abstract as abstract
from .binding import build as build
from .binding import instantiate as instantiate
from .binding import make as make
from .binding import postorder as postorder
from .binding import rewrite as rewrite
from .binding import shift as shift
from .binding import substitute as substitute
from .errors import KernelError, need, spend
from .sorts import NATURAL, REAL, Sort

# Where a constructor takes a `var`, it is a free variable, which becomes bound in the result.


def variable(name: str, sort: Sort) -> Term:
    return make("variable", (name, sort))


def constant(name: str, sort: Sort) -> Term:
    return make("constant", (name, sort))


def real(value: Fraction | int) -> Term:
    return make("literal", (REAL, Fraction(value)))


def natural(value: int) -> Term:
    return make("literal", (NATURAL, Fraction(value)))


def literal(sort: Sort, value: Fraction | int) -> Term:
    return make("literal", (sort, Fraction(value)))


def pi() -> Term:
    return make("pi")


TRUE = make("true")
FALSE = make("false")


def add(a: Term, b: Term) -> Term:
    return make("add", None, (a, b))


def mul(a: Term, b: Term) -> Term:
    return make("mul", None, (a, b))


def neg(a: Term) -> Term:
    return mul(real(-1), a)


def sub(a: Term, b: Term) -> Term:
    return add(a, neg(b))


def div(a: Term, b: Term) -> Term:
    return make("div", None, (a, b))


def cast(n: Term) -> Term:
    """The natural number n as a real."""
    return make("cast", None, (n,))


def elementary(name: str, x: Term) -> Term:
    need(name in operators.ELEMENTARY, f"unknown elementary function {name!r}")
    return make(name, None, (x,))


def select(condition: Term, a: Term, b: Term) -> Term:
    """a if the condition holds, else b."""
    return make("select", None, (condition, a, b))


def le(a: Term, b: Term) -> Term:
    return make("le", None, (a, b))


def lt(a: Term, b: Term) -> Term:
    return make("lt", None, (a, b))


def eq(a: Term, b: Term) -> Term:
    return make("eq", None, (a, b))


def conj(p: Term, q: Term) -> Term:
    return make("and", None, (p, q))


def disj(p: Term, q: Term) -> Term:
    return make("or", None, (p, q))


def implies(p: Term, q: Term) -> Term:
    return make("implies", None, (p, q))


def negate(p: Term) -> Term:
    return make("not", None, (p,))


def lam(var: Term, body: Term) -> Term:
    return build("lambda", var.sort, (abstract(body, [var]),))


def apply(f: Term, *values: Term) -> Term:
    """f(v_1)…(v_n), beta-reduced; what stands under several lambdas is walked through once, not once for each."""
    body, count = f, 0
    while count < len(values) and body.op == "lambda" and body.data == values[count].sort:
        body, count = body.args[0], count + 1
    if count:
        f, values = instantiate(body, values[:count][::-1]), values[count:]
    for value in values:
        f = build("app", None, (f, value))
    return f


def table(*entries: Term) -> Term:
    """The function 0 -> entries[0], 1 -> entries[1], …"""
    return make("table", None, entries)


def forall(var: Term, body: Term) -> Term:
    return make("forall", var.sort, (abstract(body, [var]),))


def exists(var: Term, body: Term) -> Term:
    return make("exists", var.sort, (abstract(body, [var]),))


def bind(op: str, variables: Sequence[Term], body: Term) -> Term:
    """forall, exists or lambda over variables, the first outermost; the body is walked through once, not once for each.

    >>> x, y = variable("x", REAL), variable("y", REAL)
    >>> bind("forall", [x, y], le(x, y)) is forall(x, forall(y, le(x, y)))
    True
    """
    body = abstract(body, variables[::-1])
    for var in reversed(variables):
        body = build(op, var.sort, (body,))
    return body


def bounded_forall(var: Term, n: Term, body: Term) -> Term:
    return forall(var, implies(lt(var, n), body))


def between(relation: Callable[[Term, Term], Term], s: Term, var: Term, t: Term, body: Term) -> Term:
    """∀x. s ≤ x ⇒ x ≤ t ⇒ body, for the relation `le`; with < for `lt`."""
    return forall(var, implies(relation(s, var), implies(relation(var, t), body)))


def bounded_exists(var: Term, n: Term, body: Term) -> Term:
    return exists(var, conj(lt(var, n), body))


def big(op: str, n: Term, var: Term, body: Term) -> Term:
    """op (sum, prod or max) over var < n of body."""
    need(op in operators.BIG and var.sort == NATURAL, "a big operator binds a natural")
    return make(op, None, (n, abstract(body, [var])))


def summation(n: Term, var: Term, body: Term) -> Term:
    return big("sum", n, var, body)


def product(n: Term, var: Term, body: Term) -> Term:
    return big("prod", n, var, body)


def maximum(n: Term, var: Term, body: Term) -> Term:
    return big("max", n, var, body)


def deriv(function: Term, at: Term) -> Term:
    """The derivative of a real function at a point."""
    return make("deriv", None, (function, at))


def integral(function: Term, a: Term, b: Term) -> Term:
    """The Riemann integral of a real function from a to b."""
    return make("integral", None, (function, a, b))


def fold(n: Term, start: Term, k: Term, x: Term, step: Term) -> Term:
    """x_0 = start, x_{k+1} = step(k, x_k); the value is x_n."""
    need(k.sort == NATURAL, "a fold counts naturals")
    return make("fold", None, (n, start, abstract(step, [x, k])))


def group_add(a: Term, b: Term) -> Term:
    return make("group_add", None, (a, b))


def group_neg(a: Term) -> Term:
    return make("group_neg", None, (a,))


def group_zero(sort: Sort) -> Term:
    return make("group_zero", sort)


def vector_zero(sort: Sort) -> Term:
    return make("vector_zero", sort)


def vector_add(x: Term, y: Term) -> Term:
    return make("vector_add", None, (x, y))


def vector_scale(factor: Term, x: Term) -> Term:
    """The vector x times a real number."""
    return make("vector_scale", None, (factor, x))


def vector_sub(x: Term, y: Term) -> Term:
    return vector_add(x, vector_scale(real(-1), y))


def inner_product(x: Term, y: Term) -> Term:
    """⟨x, y⟩."""
    return make("inner_product", None, (x, y))


def residue(order: int, value: int) -> Term:
    return make("residue", (order, value))


def group_sum(var: Term, body: Term) -> Term:
    """The sum of body over all elements of the finite sort of var."""
    need(sorts.is_finite(var.sort), "group_sum: the sort is not finite")
    return make("group_sum", var.sort, (abstract(body, [var]),))


def fresh(name: str, sort: Sort, *avoid: Term) -> Term:
    """A variable of that sort whose name is free in none of `avoid`."""
    spend(sum(1 + len(term.free) for term in avoid) >> 4)
    taken = {free_name for term in avoid for free_name, _ in term.free}
    candidate, count = name, 0
    while candidate in taken:
        count += 1
        candidate = f"{name}_{count}"
    return variable(candidate, sort)


def expect(term: Term, op: str) -> tuple[Term, ...]:
    """The arguments of a term that must have that operator."""
    if type(term) is not Term or term.op != op:
        raise KernelError(f"expected {op}, got {str(term)[:80]}")
    return term.args
