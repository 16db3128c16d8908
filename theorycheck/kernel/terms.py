"""Terms: interned, sorted, with bound variables by index, always in beta-eta-normal form.

Two terms are equal exactly if they are the same object.  That holds because

* `make` looks every term up in a table before it builds one (interning);
* bound variables are counted, not named (so alpha-equivalent terms coincide);
* `build` reduces (lambda x. b) t and lambda x. f x as soon as they arise.

The hard spot is capture.  A term under d binders whose index i is smaller than d points at one of those binders; a
larger one points outside.  Moving a term under a binder must raise the outward indices (`shift`), and putting a
value in the place of a bound variable must raise the value's own outward indices by the number of binders it now
stands under (`instantiate`).  Forgetting either turns sum_i sum_j g(i, j) into sum_i sum_j g(j, j).
"""

from __future__ import annotations

import hashlib
import json
import weakref
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from . import operators, sorts
from .errors import KernelError, need, spend
from .sorts import NATURAL, REAL, Sort


class Term:
    """One node.  Only `make` creates them; nothing changes afterwards but the cached digest."""

    __slots__ = ("op", "data", "args", "sort", "loose", "free", "_digest", "__weakref__")
    op: str
    data: object
    args: tuple[Term, ...]
    sort: Sort
    loose: tuple[tuple[int, Sort], ...]
    free: frozenset[tuple[str, Sort]]
    _digest: str

    def __repr__(self) -> str:
        from .printing import show

        return show(self)

    def __copy__(self) -> Term:
        return self

    def __deepcopy__(self, memo: object) -> Term:
        return self

    def __reduce__(self) -> str:
        raise TypeError("kernel terms travel as certificates, not as pickles")

    @property
    def closed(self) -> bool:
        """No bound variable points outside."""
        return not self.loose

    def digest(self) -> str:
        """sha256 of the canonical JSON of (operator, data, digests of the arguments)."""
        for term in postorder(self):
            if not hasattr(term, "_digest"):
                content = [term.op, operators.data_to_json(term.op, term.data), [arg._digest for arg in term.args]]
                term._digest = hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()
        return self._digest


_table: weakref.WeakValueDictionary[tuple, Term] = weakref.WeakValueDictionary()
MAX_TERMS = 3_000_000  # about 2 GB


def postorder(root: Term) -> Iterator[Term]:
    """Each distinct subterm once, arguments before the terms that use them; no recursion, whatever the depth."""
    seen: set[Term] = set()
    stack = [(root, False)]
    while stack:
        term, ready = stack.pop()
        if term in seen:
            continue
        if ready:
            seen.add(term)
            yield term
        else:
            stack.append((term, True))
            stack.extend((arg, False) for arg in reversed(term.args) if arg not in seen)


def make(op: str, data: object = None, args: Sequence[Term] = ()) -> Term:
    """The term op[data](args), which must not be a beta or eta redex; use `build` when it may be one."""
    args = tuple(args)
    need(type(op) is str and all(type(arg) is Term for arg in args), "a term is an operator over terms")
    sort, bound = operators.typing(op, data, [arg.sort for arg in args])
    key = (op, data, args)
    found = _table.get(key)
    if found is not None:
        return found
    term = Term()
    need(len(_table) < MAX_TERMS, "too many terms alive at once")
    term.op, term.data, term.args, term.sort = op, data, args, sort
    term.loose = _loose_indices(op, data, args, bound)
    term.free = frozenset([data]) if op == "variable" else _union([arg.free for arg in args])  # type: ignore[list-item]
    spend(1 + len(term.loose))
    return _table.setdefault(key, term)


def _union(parts: Sequence[frozenset]) -> frozenset:
    """The union; one of the sets themselves where it is the union, so that most terms share theirs with a part."""
    largest = max(parts, key=len, default=frozenset())
    others = [part for part in parts if part is not largest]
    spend(sum(map(len, others)) >> 4)
    if all(part <= largest for part in others):
        return largest
    union = largest.union(*others)
    spend(len(union) >> 4)
    return union


def _loose_indices(
    op: str, data: object, args: Sequence[Term], bound: Sequence[Sequence[Sort]]
) -> tuple[tuple[int, Sort], ...]:
    """The bound indices that point outside the term, with their sorts; each index has one sort everywhere."""
    loose: dict[int, Sort] = {data[0]: data[1]} if op == "bound" else {}  # type: ignore[index]
    for arg, here in zip(args, bound, strict=True):
        for index, sort in arg.loose:
            if index < len(here):
                need(here[index] == sort, "bound variable of the wrong sort")
            else:
                need(loose.setdefault(index - len(here), sort) == sort, "one bound index with two sorts")
    return tuple(sorted(loose.items()))


def build(op: str, data: object, args: Sequence[Term]) -> Term:
    """Like `make`, but reduces: the only way in for a term read or rewritten."""
    if op == "app" and len(args) == 2 and args[0].op == "lambda":
        need(args[0].data == args[1].sort, "application: argument of the wrong sort")
        return instantiate(args[0].args[0], [args[1]])
    if op == "lambda" and len(args) == 1 and _is_eta_redex(data, args[0]):
        return shift(args[0].args[0], -1)
    return make(op, data, args)


def _is_eta_redex(sort: object, body: Term) -> bool:
    return (
        body.op == "app"
        and body.args[1].op == "bound"
        and body.args[1].data == (0, sort)
        and all(index != 0 for index, _ in body.args[0].loose)
    )


def rewrite(
    root: Term, leaf: Callable[[Term, int], Term | None], untouched: Callable[[Term, int], bool]
) -> Term:
    """Rebuilds `root` bottom-up.

    `leaf(t, d)` gives what replaces t under d binders, or None to rebuild t from its arguments;
    `untouched(t, d)` says that nothing inside t changes.  Iterative, each (t, d) once.
    """
    done: dict[tuple[Term, int], Term] = {}
    stack = [(root, 0)]
    while stack:
        key = term, depth = stack[-1]
        if key in done:
            stack.pop()
            continue
        spend(1)
        replacement = term if untouched(term, depth) else leaf(term, depth)
        if replacement is None and term.args:
            inner = [(a, depth + b) for a, b in zip(term.args, operators.binders(term.op, len(term.args)), strict=True)]
            missing = [item for item in inner if item not in done]
            if missing:
                stack.extend(missing)
                continue
            replacement = build(term.op, term.data, [done[item] for item in inner])
        done[key] = term if replacement is None else replacement
        stack.pop()
    return done[root, 0]


def shift(term: Term, by: int) -> Term:
    """Raises every outward index by `by` (lowers it if negative; then index 0 … -by-1 must not occur)."""
    if by == 0 or term.closed:
        return term

    def leaf(t: Term, depth: int) -> Term | None:
        if t.op != "bound":
            return None
        index, sort = t.data  # type: ignore[misc]
        need(index + by >= depth, "shift: an index would be captured")
        return make("bound", (index + by, sort))

    return rewrite(term, leaf, lambda t, depth: all(index < depth for index, _ in t.loose))


def instantiate(body: Term, values: Sequence[Term]) -> Term:
    """Puts values[i] for index i of `body`; the indices beyond come down by len(values)."""
    count = len(values)

    def leaf(t: Term, depth: int) -> Term | None:
        if t.op != "bound":
            return None
        index, sort = t.data  # type: ignore[misc]
        if index >= depth + count:
            return make("bound", (index - count, sort))
        value = values[index - depth]
        need(value.sort == sort, "instance of the wrong sort")
        return shift(value, depth)

    return rewrite(body, leaf, lambda t, depth: all(index < depth for index, _ in t.loose))


def abstract(term: Term, variables: Sequence[Term]) -> Term:
    """Binds the free variables: variables[i] becomes index i."""
    need(all(v.op == "variable" for v in variables), "only free variables can be bound")
    positions = {v.data: i for i, v in enumerate(variables)}
    need(len(positions) == len(variables), "a variable is bound twice")

    def leaf(t: Term, depth: int) -> Term | None:
        if t.op == "variable" and t.data in positions:
            return make("bound", (positions[t.data] + depth, t.sort))
        return None

    return rewrite(shift(term, len(variables)), leaf, lambda t, depth: t.free.isdisjoint(positions))


def substitute(term: Term, values: dict[Term, Term]) -> Term:
    """Puts values[v] for each free variable v; nothing is captured."""
    variables = list(values)
    return instantiate(abstract(term, variables), [values[v] for v in variables])


# -- constructors ------------------------------------------------------------------------------------------------
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


def bounded_forall(var: Term, n: Term, body: Term) -> Term:
    return forall(var, implies(lt(var, n), body))


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


def residue(order: int, value: int) -> Term:
    return make("residue", (order, value))


def group_sum(var: Term, body: Term) -> Term:
    """The sum of body over all elements of the finite sort of var."""
    need(sorts.is_finite(var.sort), "group_sum: the sort is not finite")
    return make("group_sum", var.sort, (abstract(body, [var]),))


def fresh(name: str, sort: Sort, *avoid: Term) -> Term:
    """A variable of that sort whose name is free in none of `avoid`."""
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
