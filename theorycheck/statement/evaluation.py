"""The value of an expression over an algebra.

Iterative over the tree, recursive only in the nesting of binders.  Each node is computed once for each setting of
the bound variables it mentions: a frame holds the values bound by one binder and remembers what depends on them.
Relations need a logic besides (`formula`, `truth` and `margin` have one each).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from theorycheck.algebra.base import AbstractAlgebra, Array, Family, Value
from theorycheck.errors import NotNumeric, OutsideVocabulary, UndefinedValue, WitnessError

from .node import Node, postorder
from .nodes import Literal, Named, Negate, Variable
from .sorts import NATURAL, ArraySort, FamilySort, Hole, Lambda, Sort, is_scalar

Environment = dict[Any, Value]

_MISSING = object()


class Frame:
    """The values of the variables that one binder binds, and what was computed with them."""

    __slots__ = ("known", "parent", "top", "values")

    def __init__(self, values: Environment, parent: Frame | None = None) -> None:
        self.values = values
        self.parent = parent
        self.top: Frame = self if parent is None else parent.top
        self.known: dict[Node, Value] = {}

    def home(self, node: Node) -> Frame:
        """The innermost frame whose variables the node mentions; the outermost frame if it mentions none."""
        if not node.loose:
            return self.top
        frame = self
        while frame.parent is not None and node.loose.isdisjoint(frame.values):
            frame = frame.parent
        return frame


class Map:
    """A map as a value.  `entrywise` says that it must not see a whole array for its scalar argument."""

    __slots__ = ("binder", "entrywise", "evaluator", "frame")

    def __init__(self, evaluator: Evaluator, binder: Lambda, frame: Frame, entrywise: bool) -> None:
        self.evaluator, self.binder, self.frame, self.entrywise = evaluator, binder, frame, entrywise

    def __call__(self, value: Value, *more: Value) -> Value:
        result = self.evaluator.value(self.binder.body, Frame({self.binder.bound: value}, self.frame))
        return result(*more) if more else result


def _builds_arrays(binder: Lambda) -> bool:
    """Whether an array inside depends on the bound variable."""
    parts = postorder(binder.body)
    return any(isinstance(part.sort, ArraySort) and binder.bound in part.loose for part in parts)


class Evaluator:
    """Values over one algebra in one environment; `logic` gives relations a meaning."""

    def __init__(self, algebra: AbstractAlgebra, environment: Environment, logic: Any = None) -> None:
        self.algebra = algebra
        self.logic = logic
        self.root = Frame(environment)

    def value(self, root: Node, frame: Frame | None = None) -> Value:
        """The value of a node in a frame."""
        frame = frame or self.root
        top = frame.top
        deciding = {} if self.logic is None else self.logic.deciding
        stack: list[Any] = [root]
        while stack:
            node = stack.pop()
            # None: the node below it was met before, and its parts are known by now.
            complete = node is None
            if complete:
                node = stack.pop()
            home = frame.home(node) if node.loose else top
            if node in home.known:
                continue
            if node.plan is None:
                node.plan = _plan(node)
            rule, parts = node.plan
            missing = () if complete else [p for p in parts if p not in (frame.home(p) if p.loose else top).known]
            if not missing:
                known = [(frame.home(part) if part.loose else top).known[part] for part in parts]
            elif (enough := deciding.get(type(node).__name__)) is None:
                stack += (node, None, *missing)
                continue
            else:
                known = [(frame.home(part) if part.loose else top).known.get(part, _MISSING) for part in parts]
                if all(value is not decides for value, decides in zip(known, enough, strict=True)):
                    stack += (node, missing[0])
                    continue
                known = [None if value is _MISSING else value for value in known]
            home.known[node] = rule(self, node, known, home)
        return frame.home(root).known[root]

    def real(self, node: Node, value: Value) -> Value:
        """The value as a real carrier: naturals are cast."""
        if node.sort is not NATURAL:
            return value
        if isinstance(node, Literal):
            return self.algebra.literal(node.value)
        return self.algebra.cast(value)

    def shape(self, sort: Any, frame: Frame) -> tuple[Any, ...]:
        """The sizes of an array sort; () for a scalar."""
        if not isinstance(sort, ArraySort):
            return ()
        return tuple(self.value(size, frame) for size in sort.sizes)

    def shape_at(self, binder: Lambda, k: Value, frame: Frame) -> tuple[Any, ...]:
        """The sizes of the sort that a binder gives at k."""
        return self.shape(binder.body, Frame({binder.bound: k}, frame))

    def family(self, sort: FamilySort, get: Callable[[Any], Value], frame: Frame) -> Value:
        """Members with their length and shapes; a family of naturals stays a callable."""
        if isinstance(get, Family) or sort.args[1].body is NATURAL:
            return get
        return Family(get, self.value(sort.upto, frame), lambda k: Sizes(self, sort.args[1], k, frame))


class Sizes(Sequence[Any]):
    """The shape of a family's member k, each size evaluated when asked for.

    A network asks for the rows of member K, one past the last, whose columns would be a width that does not exist.
    """

    def __init__(self, evaluator: Evaluator, member: Lambda, k: Value, frame: Frame) -> None:
        self.evaluator = evaluator
        self.frame = Frame({member.bound: k}, frame)
        self.sizes = member.body.sizes if isinstance(member.body, ArraySort) else ()

    def __len__(self) -> int:
        return len(self.sizes)

    def __getitem__(self, position: Any) -> Any:
        return self.evaluator.value(self.sizes[position], self.frame)


def evaluate(node: Node, algebra: AbstractAlgebra, environment: Environment) -> Value:
    """The value of an expression.

    The environment maps each symbol to: an int or natural term; for families a callable of k; a carrier for a
    scalar; an `Array`; a callable for an unknown function.
    """
    return Evaluator(algebra, environment).value(node)


# ------------------------------------------------------------------ rules: (evaluator, node, values of parts, frame)

Rule = Callable[[Evaluator, Any, list[Value], Frame], Value]


def _plan(node: Node) -> tuple[Rule, tuple[Node, ...]]:
    """The rule for a node, and the parts whose values it wants first."""
    kind = type(node).__name__
    if isinstance(node, Lambda):
        return _map_of(node), ()
    rule = RULES.get(kind)
    if rule is None:
        raise OutsideVocabulary(f"{kind} has no value")
    if kind == "Add":
        return rule, tuple(arg.args[0] if type(arg) is Negate else arg for arg in node.args)
    if kind in _OWN_ORDER:
        return rule, ()
    return rule, tuple(arg for arg in node.args if not isinstance(arg, Sort))


def _map_of(binder: Lambda) -> Rule:
    entrywise = binder.height > 1 or _builds_arrays(binder)
    return lambda e, node, parts, frame: Map(e, node, frame, entrywise)


# Relations and quantifiers: a side without a value must not stop the evaluation of the whole.
_OWN_ORDER = frozenset({"Variable", "Eq", "Le", "Lt", "ForAll", "Exists"})


def _variable(e: Evaluator, node: Variable, parts: list[Value], frame: Frame) -> Value:
    try:
        value = e.root.values[node]
    except KeyError:
        raise WitnessError(
            f"no value for the symbol {node.name}", cure="give every symbol of the statement a value"
        ) from None
    return e.family(node.sort, value, e.root) if isinstance(node.sort, FamilySort) else value


def _bound(e: Evaluator, node: Node, parts: list[Value], frame: Frame) -> Value:
    try:
        return frame.values[node]
    except KeyError:
        raise OutsideVocabulary("a bound variable outside its binder") from None


def _hole(e: Evaluator, node: Hole, parts: list[Value], frame: Frame) -> Value:
    raise OutsideVocabulary("a bound variable outside its binder")


def _literal(e: Evaluator, node: Literal, parts: list[Value], frame: Frame) -> Value:
    return e.algebra.natural(int(node.value)) if node.sort is NATURAL else e.algebra.literal(node.value)


def _named(e: Evaluator, node: Named, parts: list[Value], frame: Frame) -> Value:
    return lambda *values: node.notation.evaluate(e.algebra, *values)


def _entrywise(e: Evaluator, node: Node, operation: Callable[..., Value], values: list[Value]) -> Value:
    return e.algebra.each(operation, *values) if isinstance(node.sort, ArraySort) else operation(*values)


def _add(e: Evaluator, node: Node, parts: list[Value], frame: Frame) -> Value:
    if node.sort is NATURAL:
        total = parts[0]
        for part in parts[1:]:
            total = e.algebra.size_add(total, part)
        return total
    total = None
    for arg, part in zip(node.args, parts, strict=True):
        negated = type(arg) is Negate
        value = e.real(arg.args[0] if negated else arg, part)
        if total is None:
            total = _entrywise(e, node, e.algebra.neg, [value]) if negated else value
        else:
            total = _entrywise(e, node, e.algebra.sub if negated else e.algebra.add, [total, value])
    return total


def _mul(e: Evaluator, node: Node, parts: list[Value], frame: Frame) -> Value:
    if node.sort is NATURAL:
        product = parts[0]
        for part in parts[1:]:
            product = e.algebra.size_mul(product, part)
        return product
    product = e.real(node.args[0], parts[0])
    for arg, part in zip(node.args[1:], parts[1:], strict=True):
        factors = [product, e.real(arg, part)]
        product = e.algebra.each(e.algebra.mul, *factors)
    return product


def _negate(e: Evaluator, node: Node, parts: list[Value], frame: Frame) -> Value:
    return _entrywise(e, node, e.algebra.neg, [e.real(node.args[0], parts[0])])


def _div(e: Evaluator, node: Node, parts: list[Value], frame: Frame) -> Value:
    return _entrywise(e, node, e.algebra.div, [e.real(a, v) for a, v in zip(node.args, parts, strict=True)])


def _power(e: Evaluator, node: Node, parts: list[Value], frame: Frame) -> Value:
    base, exponent = parts
    _steps(exponent)
    if node.sort is not NATURAL:
        return e.algebra.power(e.real(node.args[0], base), exponent)
    literal = node.args[1].value if isinstance(node.args[1], Literal) else None
    if literal is None or not 1 <= literal <= 64:
        return e.algebra.size_prod(exponent, lambda _: base)
    result = base
    for _ in range(int(literal) - 1):
        result = e.algebra.size_mul(result, base)
    return result


def _index(e: Evaluator, node: Node, parts: list[Value], frame: Frame) -> Value:
    base, *indices = parts
    return e.algebra.entry(base, *indices) if isinstance(base, Array) else base(*indices)


def _call(e: Evaluator, node: Any, parts: list[Value], frame: Frame) -> Value:
    kinds = node.notation.kinds
    values = [e.real(a, v) if kind == "scalar" else v for kind, a, v in zip(kinds, node.args, parts, strict=True)]
    return node.notation.evaluate(e.algebra, *values)


def _apply(e: Evaluator, node: Any, parts: list[Value], frame: Frame) -> Value:
    function, *values = parts
    wanted = node.args[0].sort.arguments
    given = [
        e.real(arg, value) if sort is not NATURAL and is_scalar(sort) else value
        for sort, arg, value in zip(wanted, node.args[1:], values, strict=True)
    ]
    if isinstance(function, Map):
        return _as_declared(e, node, function.binder, function(*given))
    return function(*(e.algebra.cut(value) if isinstance(value, Array) else value for value in given))


def _as_declared(e: Evaluator, node: Any, body: Any, value: Value) -> Value:
    """A real number where the map is one to the reals, though what it is written as is a natural: x ↦ 0, say."""
    while isinstance(body, Lambda):
        body = body.body
    return value if node.sort is NATURAL or not is_scalar(node.sort) else e.real(body, value)


MOST_STEPS = 1_000_000


def _steps(n: Value) -> Value:
    """A number of steps that can be taken one by one; kernel terms take none."""
    if isinstance(n, int) and n > MOST_STEPS:
        raise UndefinedValue("more than a million steps at one point", why="a value is computed step by step")
    return n


def _big(real: str, natural: str) -> Rule:
    def rule(e: Evaluator, node: Node, parts: list[Value], frame: Frame) -> Value:
        n, body = _steps(parts[0]), parts[1]
        if node.sort is NATURAL:
            return getattr(e.algebra, natural)(n, body)
        inner = node.args[1].body
        return getattr(e.algebra, real)(n, lambda i: e.real(inner, body(i)))

    return rule


def _tabulate(e: Evaluator, node: Node, parts: list[Value], frame: Frame) -> Value:
    *shape, entry = parts
    innermost = node.args[-1]
    for _ in shape:
        innermost = innermost.body
    return e.algebra.tabulate(tuple(shape), lambda *indices: e.real(innermost, entry(*indices)))


def _family_of(e: Evaluator, node: Any, parts: list[Value], frame: Frame) -> Value:
    return e.family(node.sort, parts[1], frame)


def _fold(e: Evaluator, node: Any, parts: list[Value], frame: Frame) -> Value:
    n, start, _, step = parts
    _steps(n)
    state = node.args[2]
    if state.body is NATURAL:
        return e.algebra.size_fold(n, start, step)
    body = node.args[3].body.body
    return e.algebra.fold(
        n,
        e.real(node.args[1], start),
        lambda k, x: e.real(body, step(k, x)),
        lambda k: e.shape_at(state, k, frame),
    )


def _with_logic(method: str) -> Rule:
    def rule(e: Evaluator, node: Node, parts: list[Value], frame: Frame) -> Value:
        if e.logic is None:
            raise NotNumeric(f"the relation {str(node)[:60]} has no number as its value", cure="use holds or violation")
        return getattr(e.logic, method)(e, node, parts, frame)

    return rule


RULES: dict[str, Rule] = {
    "Variable": _variable,
    "Bound": _bound,
    "Hole": _hole,
    "Literal": _literal,
    "Pi": lambda e, node, parts, frame: e.algebra.pi(),
    "Named": _named,
    "Add": _add,
    "Mul": _mul,
    "Negate": _negate,
    "Div": _div,
    "Power": _power,
    "Index": _index,
    "Call": _call,
    "Apply": _apply,
    "Sum": _big("sum", "size_sum"),
    "Prod": _big("prod", "size_prod"),
    "Max": _big("max", "size_max"),
    "Tabulate": _tabulate,
    "FamilyOf": _family_of,
    "Fold": _fold,
    "Eq": _with_logic("relation"),
    "Le": _with_logic("relation"),
    "Lt": _with_logic("relation"),
    "And": _with_logic("conjunction"),
    "Or": _with_logic("disjunction"),
    "Implies": _with_logic("implication"),
    "Not": _with_logic("negation"),
    "ForAll": _with_logic("universal"),
    "Exists": _with_logic("existential"),
}
