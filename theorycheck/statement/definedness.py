"""Where an expression has a value: the conditions that division, log, sqrt, indices and maxima carry.

Connectives are read from the left: in `p implies q`, q need have a value only where p holds.  An instance at which
the body of `exists` has no value is no example.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, reduce

from theorycheck.errors import OutsideVocabulary

from . import sizes
from .binders import bind
from .node import Node, postorder, rebuilt
from .nodes import (
    And,
    Apply,
    Call,
    Div,
    Eq,
    Exists,
    Fold,
    ForAll,
    Implies,
    Index,
    Literal,
    Lt,
    Named,
    Not,
    Or,
    Pi,
    Tabulate,
)
from .relations import as_relation
from .sorts import NATURAL, ArraySort, Below, FunctionSort, Lambda, close, instantiate, open_binder, replace
from .walk import membership

REMEMBERED = 1024  # relations
Conditions = tuple[Node, ...]
Bounds = dict[Node, Node]  # an index variable below its upper bound


def conditions(root: Node, bounds: Bounds | None = None) -> Conditions:
    """What must hold for the expression or relation to have a value, in order of appearance, each once."""
    bounds = bounds or {}
    done: dict[Node, Conditions] = {}
    stack = [root]
    while stack:
        node = stack[-1]
        parts = [arg for arg in node.args if not isinstance(arg, Lambda) and (arg.sort is not None or node is root)]
        missing = [part for part in parts if part not in done]
        if node not in done and missing:
            stack.extend(reversed(missing))
            continue
        stack.pop()
        if node not in done:
            inherited = _connect(node, done) if isinstance(node, (And, Or, Implies)) else _merge(done[p] for p in parts)
            rule = RULES.get(type(node).__name__)
            own = rule(node, bounds) if rule else ()
            done[node] = _merge((inherited, own)) if own else inherited
    return done[root]


def _merge(groups: object) -> Conditions:
    nonempty = [group for group in groups if group]  # type: ignore[attr-defined]
    if len(nonempty) <= 1:
        return nonempty[0] if nonempty else ()
    return tuple(dict.fromkeys(condition for group in nonempty for condition in group))


def _connect(node: Node, done: dict[Node, Conditions]) -> Conditions:
    p, q = node.args
    guarded: Callable[[Node], Node] = (lambda c: Or(p, c)) if isinstance(node, Or) else (lambda c: Implies(p, c))
    return _merge((done[p], tuple(guarded(c) for c in done[q])))


def _division(node: Div, bounds: Bounds) -> Conditions:
    denominator = node.args[1]
    if isinstance(denominator, Pi) or (isinstance(denominator, Literal) and denominator.value != 0):
        return ()
    if denominator.sort is NATURAL and sizes.surely_at_least(denominator, 1):
        return ()
    return (Not(Eq(denominator, Literal(0))),)


def _notation(node: Call, bounds: Bounds) -> Conditions:
    for arg in node.args:
        if isinstance(arg.sort, FunctionSort):
            _require_total(arg)
    defined = node.notation.defined
    if defined is None:
        return ()
    array = next((arg for arg in node.args if isinstance(arg.sort, ArraySort)), None)
    if array is None or not node.notation.elementwise:
        condition = as_relation(defined(*node.args))
        return () if _evident(condition) else (condition,)

    def at(indices: tuple[Node, ...]) -> Node:
        if len(indices) < len(array.sort.sizes):
            return ForAll(
                Below(array.sort.sizes[len(indices)]), bind(NATURAL, lambda i: at((*indices, i)), as_relation)
            )
        entries = [Index(arg, *indices) if isinstance(arg.sort, ArraySort) else arg for arg in node.args]
        return as_relation(defined(*entries))

    return (at(()),)


def _evident(condition: Node) -> bool:
    """0 < n for a size such as m + 1."""
    if not isinstance(condition, Lt):
        return False
    left, right = condition.args
    if left.sort is not NATURAL or right.sort is not NATURAL:
        return isinstance(left, Literal) and isinstance(right, Literal) and left.value < right.value
    return sizes.surely_at_least(right, 1, left)


def _require_total(function: Node) -> None:
    partial = function.notation.name if isinstance(function, Named) and not function.notation.total else ""
    if isinstance(function, Lambda):
        _, body = open_binder(function)
        partial = str(function) if conditions(body) or conditions(function.bound.sort) else ""
    if partial:
        raise OutsideVocabulary(
            f"the map {partial[:60]}, which does not have a value everywhere, is handed to a notation",
            why="the notation could not say where its own value exists",
            cure="write the fold or tabulate yourself, where every division and root is visible",
        )


def _index(node: Index, bounds: Bounds) -> Conditions:
    base, *indices = node.args
    limits = base.sort.sizes if isinstance(base.sort, ArraySort) else (base.sort.upto,)
    return tuple(
        Lt(index, limit) for index, limit in zip(indices, limits, strict=True) if not _inside(index, limit, bounds)
    )


def _inside(index: Node, limit: Node, bounds: Bounds) -> bool:
    """Whether index < limit is evident: index = i + c with i < n, and limit >= n + c."""
    if sizes.surely_at_least(limit, 1, index):
        return True
    rest = sizes.polynomial(index)
    for hole, n in bounds.items():
        if rest.get((hole,)) == 1:
            offset = {monomial: c for monomial, c in rest.items() if monomial != (hole,)}
            # i <= n - 1, so i + c < limit if limit - n - c has no negative coefficient.
            difference = sizes.polynomial(limit).copy()
            difference.subtract(sizes.polynomial(n))
            difference.subtract(offset)
            if all(coefficient >= 0 for coefficient in difference.values()):
                return True
    return False


def _under(n: Node, binder: Lambda, bounds: Bounds) -> Conditions:
    """What the body of a bounded binder needs, for all i < n."""
    hole, body = open_binder(binder)
    inner = conditions(body, {**bounds, hole: n})
    return tuple(ForAll(Below(n), close(hole, c)) for c in inner)


def _big(node: Node, bounds: Bounds) -> Conditions:
    return _under(node.args[0], node.args[1], bounds)


def _maximum(node: Node, bounds: Bounds) -> Conditions:
    nonempty = Lt(Literal(0), node.args[0])
    return _merge((() if _evident(nonempty) else (nonempty,), _big(node, bounds)))


def _tabulate(node: Tabulate, bounds: Bounds) -> Conditions:
    *shape, binder = node.args

    def at(remaining: list[Node], entry: Node, known: Bounds) -> Conditions:
        if not remaining:
            return conditions(entry, known)
        hole, body = open_binder(entry)  # type: ignore[arg-type]
        inner = at(remaining[1:], body, {**known, hole: remaining[0]})
        return tuple(ForAll(Below(remaining[0]), close(hole, c)) for c in inner)

    return at(shape, binder, bounds)


def _fold(node: Fold, bounds: Bounds) -> Conditions:
    n, start, state, step = node.args
    k, rest = open_binder(step)  # type: ignore[arg-type]
    x, body = open_binder(rest)
    needed = conditions(body, {**bounds, k: n})
    # The state that the k-th step meets is the fold over the k steps before it.
    before = Fold(k, start, state, step)  # type: ignore[arg-type]
    return tuple(ForAll(Below(n), close(k, replace(c, {x: before}))) for c in needed)


def _application(node: Apply, bounds: Bounds) -> Conditions:
    function, *arguments = node.args
    if isinstance(function, Lambda):
        return conditions(instantiate(function, arguments[0]), bounds)
    # An unknown function has values on the sorts of its arguments only.
    wanted = zip(arguments, function.sort.arguments, strict=True)
    members = (membership(argument, sort) for argument, sort in wanted if argument.sort is not sort)
    return tuple(member for member in members if member is not None)


def _universal(node: ForAll, bounds: Bounds) -> Conditions:
    domain, binder = node.args
    hole, body = open_binder(binder)
    known = {**bounds, hole: node.size} if node.size is not None else bounds
    inner = tuple(ForAll(domain, close(hole, c)) for c in conditions(body, known))
    return _merge((conditions(domain, bounds), inner))


def _existential(node: Exists, bounds: Bounds) -> Conditions:
    """The body's conditions are part of being an example; the domain itself must exist."""
    return conditions(node.args[0], bounds)


RULES: dict[str, Callable[..., Conditions]] = {
    "Div": _division,
    "Call": _notation,
    "Index": _index,
    "Sum": _big,
    "Prod": _big,
    "Max": _maximum,
    "Tabulate": _tabulate,
    "FamilyOf": _big,
    "Fold": _fold,
    "Apply": _application,
    "FamilySort": _big,
    "ForAll": _universal,
    "Exists": _existential,
}


def all_of(relations: Conditions) -> Node:
    """The conjunction of at least one relation."""
    return reduce(And, relations)


@lru_cache(maxsize=REMEMBERED)
def defined_and_true(relation: Node) -> Node:
    """The relation, preceded by what must hold for it to have a value."""
    relation = with_examples_defined(relation)
    needed = conditions(relation)
    return And(all_of(needed), relation) if needed else relation


def with_examples_defined(relation: Node) -> Node:
    """`exists x. p` becomes `exists x. (p has a value, and holds)`, wherever it stands."""
    if not _has_exists(relation):
        return relation
    if isinstance(relation, (ForAll, Exists)):
        hole, body = open_binder(relation.args[1])
        bounds = {hole: relation.size} if relation.size is not None else {}
        body = with_examples_defined(body)
        if isinstance(relation, Exists) and (needed := conditions(body, bounds)):
            body = And(all_of(needed), body)
        return type(relation)(relation.args[0], close(hole, body))
    return rebuilt(relation, tuple(map(with_examples_defined, relation.args)))


def _has_exists(relation: Node) -> bool:
    return any(isinstance(node, Exists) for node in postorder(relation))
