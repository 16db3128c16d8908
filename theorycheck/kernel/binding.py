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

import functools
import hashlib
import json
import weakref
from collections.abc import Callable, Iterator, Sequence

from . import operators
from .errors import need, spend
from .printing import show
from .sorts import Sort

Loose = tuple[tuple[int, Sort], ...]  # bound indices that point outside a term, with their sorts, smallest first


class Term:
    """One node.  Only `make` creates them; nothing changes afterwards but the cached digest."""

    __slots__ = ("op", "data", "args", "sort", "bound", "loose", "open", "free", "_digest", "__weakref__")
    op: str
    data: object
    args: tuple[Term, ...]
    sort: Sort
    bound: tuple[tuple[Sort, ...], ...]  # the sorts of the variables bound in each argument, innermost first
    loose: Loose
    open: int  # how many binders around the term would close it: one more than its largest outward index
    free: frozenset[tuple[str, Sort]]
    _digest: str

    def __repr__(self) -> str:
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
        if hasattr(self, "_digest"):
            return self._digest
        for term in postorder(self):
            if not hasattr(term, "_digest"):
                content = [term.op, operators.data_to_json(term.op, term.data), [arg._digest for arg in term.args]]
                term._digest = hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()
        return self._digest


class _Kept(weakref.ref):  # type: ignore[type-arg]
    """A weak reference to a term, with its place in the table."""

    __slots__ = ("key",)
    key: tuple


# a WeakValueDictionary by hand: its methods are Python functions, which cost a tenth of a proof's time
_table: dict[tuple, _Kept] = {}


def _forget(kept: _Kept) -> None:
    if _table.get(kept.key) is kept:
        del _table[kept.key]


def _look_up(key: tuple) -> Term | None:
    kept = _table.get(key)
    return None if kept is None else kept()


MAX_TERMS = 3_000_000  # about 2 GB
_TURNS = 64
_TERM = frozenset([Term])
INSTANCES = 1024  # remembered by `instantiate`


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
    need(type(op) is str and set(map(type, args)) <= _TERM, "a term is an operator over terms")
    key = (op, data, args)
    # data that only equals a term's own (1 and True) is for `typing` to refuse
    if data is None and (found := _look_up(key)) is not None:
        return found
    sort, bound = operators.typing(op, data, [arg.sort for arg in args])
    if data is not None and (found := _look_up(key)) is not None:
        return found
    return _enter(key, sort, bound)


def _enter(key: tuple, sort: Sort, bound: tuple[tuple[Sort, ...], ...]) -> Term:
    """The new term of that operator, data and arguments, whose sorts are checked."""
    need(len(_table) < MAX_TERMS, "too many terms alive at once")
    term = Term()
    op, data, args = term.op, term.data, term.args = key
    term.sort, term.bound = sort, bound
    term.loose = _loose_indices(op, data, args, bound)
    term.open = term.loose[-1][0] + 1 if term.loose else 0
    term.free = frozenset([data]) if op == "variable" else _union([arg.free for arg in args])  # type: ignore[list-item]
    spend(1 + (len(term.loose) >> 4))
    kept = _Kept(term, _forget)
    kept.key = key
    while (first := _table.setdefault(key, kept)()) is None:  # a dead one, of which the table has not heard yet
        _table.pop(key, None)
    return first


def _union(parts: Sequence[frozenset]) -> frozenset:
    """The union; one of the sets themselves where it is the union, so that most terms share theirs with a part."""
    if len(parts) == 1:
        return parts[0]
    largest = max(parts, key=len, default=frozenset())
    others = [part for part in parts if part and part is not largest]
    if not others:
        return largest
    spend(sum(map(len, others)) >> 4)
    if all(part <= largest for part in others):
        return largest
    union = largest.union(*others)
    spend(len(union) >> 4)
    return union


def _loose_indices(op: str, data: object, args: Sequence[Term], bound: Sequence[Sequence[Sort]]) -> Loose:
    """The bound indices that point outside the term, with their sorts; each index has one sort everywhere."""
    if op == "bound":
        return (data,)  # type: ignore[return-value]
    loose: Loose = ()
    for arg, here in zip(args, bound, strict=True):
        part = _outside(arg.loose, here) if here else arg.loose
        if part and part != loose:
            loose = _united(loose, part) if loose else part
    return loose


def _outside(loose: Loose, here: Sequence[Sort]) -> Loose:
    """What of the indices points outside the binders of `here`."""
    count = len(here)
    inside = [entry for entry in loose[:count] if entry[0] < count]
    need(all(here[index] == sort for index, sort in inside), "bound variable of the wrong sort")
    return tuple([(index - count, sort) for index, sort in loose[len(inside) :]])


def _united(first: Loose, second: Loose) -> Loose:
    """The entries of both."""
    union = dict(first) | dict(second)
    need(union == dict(second) | dict(first), "one bound index with two sorts")
    return first if len(union) == len(first) else tuple(sorted(union.items()))


def build(op: str, data: object, args: Sequence[Term]) -> Term:
    """Like `make`, but reduces: the only way in for a term read or rewritten."""
    reduced = _reduced(op, data, args)
    return make(op, data, args) if reduced is None else reduced


def _reduced(op: str, data: object, args: Sequence[Term]) -> Term | None:
    """What op[data](args) reduces to; None if it is no redex."""
    if op == "app" and len(args) == 2 and args[0].op == "lambda":
        need(args[0].data == args[1].sort, "application: argument of the wrong sort")
        return instantiate(args[0].args[0], [args[1]])
    if op == "lambda" and len(args) == 1 and _is_eta_redex(data, args[0]):
        return shift(args[0].args[0], -1)
    return None


def _is_eta_redex(sort: object, body: Term) -> bool:
    return (
        body.op == "app"
        and body.args[1].op == "bound"
        and body.args[1].data == (0, sort)
        and all(index != 0 for index, _ in body.args[0].loose)
    )


def rewrite(root: Term, leaf: Callable[[Term, int], Term | None], untouched: Callable[[Term, int], bool]) -> Term:
    """Rebuilds `root` bottom-up.

    `leaf(t, d)` gives what replaces t under d binders, or None to rebuild t from its arguments;
    `untouched(t, d)` says that nothing inside t changes.  Iterative, each (t, d) once.
    """
    spend(1)
    if untouched(root, 0):
        return root
    done: dict[tuple[Term, int], Term] = {}
    stack: list[tuple[tuple[Term, int], list[tuple[Term, int]] | None]] = [((root, 0), None)]
    turns = 0
    while stack:
        key, below = stack.pop()
        if key in done:
            continue
        turns += 1
        if turns % _TURNS == 0:  # to pay for each turn alone would take a tenth of a replay's time
            spend(_TURNS)
        term, depth = key
        if below is None:
            replacement = leaf(term, depth)
            if replacement is not None or not term.args:
                done[key] = term if replacement is None else replacement
                continue
            within = operators.BINDERS.get(term.op)
            below = [(arg, depth) for arg in term.args] if within is None else [
                (arg, depth + bound) for arg, bound in zip(term.args, within, strict=True)
            ]  # fmt: skip
            waiting = [(inside, None) for inside in below if inside not in done and not untouched(*inside)]
            if waiting:
                stack.append((key, below))
                stack += waiting
                continue
        # what is not done is untouched
        done[key] = _rebuilt(term, tuple([done.get(inside, inside[0]) for inside in below]))
    spend(turns % _TURNS)
    return done[root, 0]


def _rebuilt(term: Term, args: tuple[Term, ...]) -> Term:
    """`build` with the operator and the data of `term`, which were checked when it was made."""
    found = _look_up((term.op, term.data, args))
    if found is not None:
        return found
    reduced = _reduced(term.op, term.data, args)
    if reduced is not None:
        return reduced
    # of the arguments, `typing` sees nothing but their sorts: of the same sorts it would say the same again
    if [arg.sort for arg in args] == [arg.sort for arg in term.args]:
        return _enter((term.op, term.data, args), term.sort, term.bound)
    return make(term.op, term.data, args)


def _bound(index: int, sort: Sort) -> Term:
    """The bound variable of that index; the sort is a term's own, so one that is found needs no check."""
    found = _look_up(("bound", (index, sort), ()))
    return make("bound", (index, sort)) if found is None else found


def shift(term: Term, by: int) -> Term:
    """Raises every outward index by `by` (lowers it if negative; then index 0 … -by-1 must not occur)."""
    if by == 0 or term.closed:
        return term

    def leaf(t: Term, depth: int) -> Term | None:
        if t.op != "bound":
            return None
        index, sort = t.data  # type: ignore[misc]
        need(index + by >= depth, "shift: an index would be captured")
        return _bound(index + by, sort)

    return rewrite(term, leaf, lambda t, depth: t.open <= depth)


def instantiate(body: Term, values: Sequence[Term]) -> Term:
    """Puts values[i] for index i of `body`; the indices beyond come down by len(values)."""
    spend(1)
    return _instance(body, tuple(values))


# two in three are of a body and values that were met a moment ago, and of these alone the instance depends
@functools.lru_cache(maxsize=INSTANCES)
def _instance(body: Term, values: tuple[Term, ...]) -> Term:
    count = len(values)

    def leaf(t: Term, depth: int) -> Term | None:
        if t.op != "bound":
            return None
        index, sort = t.data  # type: ignore[misc]
        if index >= depth + count:
            return _bound(index - count, sort)
        value = values[index - depth]
        need(value.sort == sort, "instance of the wrong sort")
        return shift(value, depth)

    return rewrite(body, leaf, lambda t, depth: t.open <= depth)


def abstract(term: Term, variables: Sequence[Term]) -> Term:
    """Binds the free variables: variables[i] becomes index i."""
    need(all(v.op == "variable" for v in variables), "only free variables can be bound")
    positions = {v.data: i for i, v in enumerate(variables)}
    need(len(positions) == len(variables), "a variable is bound twice")

    def leaf(t: Term, depth: int) -> Term | None:
        if t.op == "variable" and t.data in positions:
            return _bound(positions[t.data] + depth, t.sort)
        return None

    return rewrite(shift(term, len(variables)), leaf, lambda t, depth: t.free.isdisjoint(positions))


def substitute(term: Term, values: dict[Term, Term]) -> Term:
    """Puts values[v] for each free variable v; nothing is captured."""
    variables = list(values)
    return instantiate(abstract(term, variables), [values[v] for v in variables])
