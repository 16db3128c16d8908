"""The kinds of node: a small closed core.

Everything else (relu, matrix product, network ...) is a `Call` of a notation, defined in `vocabulary` over the
algebra.  Constructors check sorts and shapes; none of them evaluates.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from theorycheck.errors import OutsideVocabulary, ShapeError
from theorycheck.kernel.operators import LITERAL_BITS

from . import sizes
from .node import Node, intern
from .sorts import (
    NATURAL,
    PROPOSITION,
    REAL,
    ArraySort,
    Below,
    FamilySort,
    FunctionSort,
    Hole,
    Lambda,
    Sort,
    close,
    instantiate,
    is_numeric,
    is_scalar,
    open_binder,
    require_size,
)

# ------------------------------------------------------------------ leaves


class Variable(Node):
    """A declared symbol."""

    __slots__ = ()

    def __new__(cls, name: str, sort: Node) -> Variable:
        if not (isinstance(name, str) and name.isidentifier() and not name.startswith("_")):
            raise ShapeError(
                f"{name!r} cannot name a symbol",
                why="a name is a Python identifier that does not begin with an underscore",
                cure="write letters, digits and inner underscores, as in w_1",
            )
        return intern(cls, (name,), (sort,), sort)

    @property
    def name(self) -> str:
        return self.data[0]

    @property
    def this(self) -> Node:
        """The member at the layer being declared: `matrix(d.this, d.next)`."""
        return Index(self, LAYER)

    @property
    def next(self) -> Node:
        """The member one layer on."""
        return Index(self, Add(LAYER, Literal(Fraction(1))))


class Literal(Node):
    """An exact rational number; a natural number if it can be."""

    __slots__ = ()

    def __new__(cls, value: Fraction | int) -> Literal:
        value = Fraction(value)
        if value.numerator.bit_length() + value.denominator.bit_length() >= LITERAL_BITS:
            raise OutsideVocabulary(
                f"a number of more than {LITERAL_BITS} bits", cure="write it as a power: rational(2) ** 1000000"
            )
        natural = value.denominator == 1 and value >= 0
        return intern(cls, (value,), (), NATURAL if natural else REAL)

    @property
    def value(self) -> Fraction:
        return self.data[0]


class Pi(Node):
    """The number pi."""

    __slots__ = ()

    def __new__(cls) -> Pi:
        return intern(cls, (), (), REAL)


LAYER = Hole(0, NATURAL)  # the layer index in the sort of a family's members


class Named(Node):
    """A notation as a value: relu, handed to `network`."""

    __slots__ = ()

    def __new__(cls, notation: Any) -> Named:
        return intern(cls, (notation,), (), FunctionSort(*[REAL] * notation.arity, REAL))

    @property
    def notation(self) -> Any:
        return self.data[0]


# ------------------------------------------------------------------ arithmetic


class Arithmetic(Node):
    """Base of + - x ÷: the sort of the result was computed by `arithmetic`, and is computed again on rebuilding."""

    __slots__ = ()


class Add(Arithmetic):
    __slots__ = ()

    def __new__(cls, *terms: Node) -> Add:
        sort = terms[0].sort
        for term in terms[1:]:
            sort = sizes.sum_sort(sort, term.sort)
        return intern(cls, (), terms, sort)


class Mul(Arithmetic):
    __slots__ = ()

    def __new__(cls, *factors: Node) -> Mul:
        sort = factors[0].sort
        for factor in factors[1:]:
            sort = sizes.product_sort(sort, factor.sort)
        return intern(cls, (), factors, sort)


class Negate(Arithmetic):
    __slots__ = ()

    def __new__(cls, x: Node) -> Negate:
        return intern(cls, (), (x,), sizes.product_sort(REAL, x.sort))


class Div(Arithmetic):
    __slots__ = ()

    def __new__(cls, numerator: Node, denominator: Node) -> Div:
        if not is_scalar(denominator.sort):
            raise ShapeError(f"division by {denominator}", why="only scalars divide")
        return intern(cls, (), (numerator, denominator), sizes.product_sort(REAL, numerator.sort))


class Power(Arithmetic):
    """A base to a natural exponent."""

    __slots__ = ()

    def __new__(cls, base: Node, exponent: Node) -> Power:
        if exponent.sort is not NATURAL or not is_scalar(base.sort):
            raise OutsideVocabulary(
                f"the power ({base})**({exponent})",
                why="a power has a scalar base and a natural exponent",
                cure="write 1/x**n, sqrt(x) or exp(y*log(x)) for other powers, and X @ X for a matrix",
            )
        return intern(cls, (), (base, exponent), NATURAL if base.sort is NATURAL else REAL)


# ------------------------------------------------------------------ entries, calls


class Index(Node):
    """An entry of an array, or a member of a family."""

    __slots__ = ()

    def __new__(cls, base: Node, *indices: Node) -> Index:
        for index in indices:
            require_size(index)
        match base.sort:
            case ArraySort() as sort if len(indices) == len(sort.sizes):
                return intern(cls, (), (base, *indices), sort.entry)
            case FamilySort() as sort if len(indices) == 1:
                return intern(cls, (), (base, *indices), sort.member(indices[0]))
        raise ShapeError(
            f"{base} takes no {len(indices)} indices",
            why=f"it is {sizes.describe(base.sort)}",
            cure="index a family once, and an array once for each of its sizes",
        )


class Call(Node):
    """A notation of the vocabulary at its arguments."""

    __slots__ = ()

    def __new__(cls, notation: Any, *args: Node) -> Call:
        return intern(cls, (notation,), args, notation.result_sort(args))

    @property
    def notation(self) -> Any:
        return self.data[0]


class Apply(Node):
    """A function symbol, or a map the statement defines, at its arguments."""

    __slots__ = ()

    def __new__(cls, function: Node, *args: Node) -> Apply:
        if not isinstance(function.sort, FunctionSort) or len(function.sort.arguments) != len(args):
            takes = function.sort.arguments if isinstance(function.sort, FunctionSort) else ()
            raise ShapeError(
                f"{function} cannot be applied to {len(args)} arguments",
                why=f"it is a function of {len(takes)}" if takes else "it is no function",
                cure='declare it as function("f", sorts of its arguments…, sort of its value)',
            )
        for wanted, arg in zip(function.sort.arguments, args, strict=True):
            sizes.require_sort(wanted, arg)
        result = function.sort.result
        if isinstance(function, Lambda) and function.bound in result.loose:
            result = instantiate(Lambda(function.bound, result), args[0])
        return intern(cls, (), (function, *args), result)


# ------------------------------------------------------------------ combinators


class Big(Node):
    """Base of sum and product over i < n."""

    __slots__ = ()

    def __new__(cls, n: Node, body: Lambda) -> Any:
        require_size(n)
        if not is_scalar(body.body.sort):
            raise ShapeError(f"{sizes.describe(body.body.sort)} under {cls.__name__}", why="its terms are scalars")
        return intern(cls, (), (n, body), NATURAL if body.body.sort is NATURAL else REAL)


class Sum(Big):
    __slots__ = ()


class Prod(Big):
    __slots__ = ()


class Max(Big):
    """The largest value over i < n; defined for n >= 1."""

    __slots__ = ()


class Tabulate(Node):
    """The array of given sizes with a given entry at each index: args are the sizes, then nested Lambdas."""

    __slots__ = ()

    def __new__(cls, *args: Node) -> Tabulate:
        *shape, entry = args
        for _ in shape:
            entry = entry.args[1]
        if not is_scalar(entry.sort):
            raise ShapeError(f"{sizes.describe(entry.sort)} as an entry", why="entries are scalars")
        return intern(cls, (), args, ArraySort(REAL, *shape))


class FamilyOf(Node):
    """The family k -> member, for k < upto."""

    __slots__ = ()

    def __new__(cls, upto: Node, member: Lambda) -> FamilyOf:
        hole, body = open_binder(member)
        sort = body.sort
        if not is_numeric(sort):
            raise ShapeError(f"a family of {sizes.describe(sort)}", why="members are scalars or arrays")
        return intern(cls, (), (upto, member), FamilySort(upto, close(hole, body.sort)))


class Fold(Node):
    """x_n, where x_0 = start and x_{k+1} = step(k, x_k) has the sort state(k+1)."""

    __slots__ = ()

    def __new__(cls, n: Node, start: Node, state: Lambda, step: Lambda) -> Fold:
        require_size(n)

        def at(k: Node) -> Node:
            return instantiate(state, k)

        sizes.require_sort(at(Literal(0)), start)
        k = step.bound
        after = step.body.body.sort
        sizes.require_sort_matches(at(Add(k, Literal(1))), after, step.body.body)
        return intern(cls, (), (n, start, state, step), at(n))


# ------------------------------------------------------------------ relations


class Relation(Node):
    """Base of = <= <; on arrays it is entrywise, on families memberwise."""

    __slots__ = ()

    def __new__(cls, left: Node, right: Node) -> Any:
        sizes.require_comparable(left, right)
        return intern(cls, (), (left, right), PROPOSITION)


class Eq(Relation):
    __slots__ = ()


class Le(Relation):
    __slots__ = ()


class Lt(Relation):
    __slots__ = ()


class Connective(Node):
    """Base of the connectives."""

    __slots__ = ()

    def __new__(cls, *parts: Node) -> Any:
        for part in parts:
            if part.sort is not PROPOSITION:
                raise ShapeError(f"{part} stands where a relation is wanted", why=f"it is {sizes.describe(part.sort)}")
        return intern(cls, (), parts, PROPOSITION)


class And(Connective):
    __slots__ = ()


class Or(Connective):
    __slots__ = ()


class Implies(Connective):
    __slots__ = ()


class Not(Connective):
    __slots__ = ()


class Quantifier(Node):
    """Base of the quantifiers: a domain (Below(n) or any sort) and a Lambda."""

    __slots__ = ()

    def __new__(cls, domain: Node, body: Lambda) -> Any:
        if not isinstance(domain, Sort) or body.body.sort is not PROPOSITION:
            raise ShapeError(
                "a quantifier takes a domain and a relation", cure="write forall(sort, lambda x: le(0, x))"
            )
        return intern(cls, (), (domain, body), PROPOSITION)

    @property
    def size(self) -> Node | None:
        """The bound of a bounded quantifier."""
        return self.args[0].args[0] if isinstance(self.args[0], Below) else None


class ForAll(Quantifier):
    __slots__ = ()


class Exists(Quantifier):
    __slots__ = ()
