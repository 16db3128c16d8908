"""Kernel terms: combinators become binders, sizes are terms, one evaluation serves every dimension.

Translating a statement *is* evaluating it in this algebra.  Bound variables get fresh names here, which the kernel
forgets at once (its binders are nameless), so the result does not depend on them.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction

from theorycheck.errors import ShapeError
from theorycheck.kernel import polynomials, terms
from theorycheck.kernel.operators import ELEMENTARY
from theorycheck.kernel.sorts import NATURAL, REAL, Sort
from theorycheck.kernel.terms import Term

from .base import AbstractAlgebra, Array, Size, Value
from .looped import shape_of

_serial = itertools.count()


class Terms(AbstractAlgebra):
    """Scalars and truths are kernel terms.  `definitions` maps each constant used so far to its body."""

    def __init__(self) -> None:
        self.definitions: dict[Term, Term] = {}
        self._constants: dict[tuple[str, Callable[..., Value]], Term | None] = {}

    def fresh(self, sort: Sort) -> Term:
        """A variable no statement can contain: declared names never begin with an underscore."""
        return terms.variable(f"_{next(_serial)}", sort)

    # ---- scalars

    def literal(self, value: Fraction) -> Term:
        return terms.real(value)

    def cast(self, size: Size) -> Term:
        return terms.real(size) if isinstance(size, int) else terms.cast(size)

    def add(self, a: Term, b: Term) -> Term:
        return terms.add(a, b)

    def mul(self, a: Term, b: Term) -> Term:
        return terms.mul(a, b)

    def neg(self, a: Term) -> Term:
        return terms.neg(a)

    def div(self, a: Term, b: Term) -> Term:
        return terms.div(a, b)

    def elementary(self, name: str, x: Term) -> Term:
        return terms.elementary(name, x)

    def pi(self) -> Term:
        return terms.pi()

    # ---- truths are formulas

    def less_equal(self, a: Term, b: Term) -> Term:
        return terms.le(a, b)

    def less_than(self, a: Term, b: Term) -> Term:
        return terms.lt(a, b)

    def equal(self, a: Term, b: Term) -> Term:
        return terms.eq(a, b)

    def conj(self, p: Term, q: Term) -> Term:
        return terms.conj(p, q)

    def disj(self, p: Term, q: Term) -> Term:
        return terms.disj(p, q)

    def negate(self, p: Term) -> Term:
        return terms.negate(p)

    def select(self, condition: Term, a: Term, b: Term) -> Term:
        return terms.select(condition, a, b)

    # ---- combinators

    def tabulate(self, shape: tuple[Size, ...], entry: Callable[..., Term]) -> Array:
        indices = [self.fresh(NATURAL) for _ in shape]
        body = entry(*indices)
        for index in reversed(indices):
            body = terms.lam(index, body)
        return Array(body, tuple(shape))

    def entry(self, x: Array, *indices: Size) -> Term:
        return terms.apply(x.value, *map(self.term, indices))

    def sum(self, n: Size, term: Callable[[Size], Term]) -> Term:
        return self._big(terms.summation, n, term)

    def prod(self, n: Size, factor: Callable[[Size], Term]) -> Term:
        return self._big(terms.product, n, factor)

    def max(self, n: Size, term: Callable[[Size], Term]) -> Term:
        return self._big(terms.maximum, n, term)

    def _big(self, binder: Callable[[Term, Term, Term], Term], n: Size, body: Callable[[Size], Size]) -> Term:
        index = self.fresh(NATURAL)
        return binder(self.term(n), index, self.term(body(index)))

    def fold(
        self,
        n: Size,
        start: Value,
        step: Callable[[Size, Value], Value],
        shape: Callable[[Size], tuple[Size, ...]],
    ) -> Value:
        self.check_same_shape(shape_of(start), shape(terms.natural(0)))
        first = start.value if isinstance(start, Array) else start
        k, x = self.fresh(NATURAL), self.fresh(first.sort)
        state = Array(x, shape(k)) if isinstance(start, Array) else x
        after = step(k, state)
        self.check_same_shape(shape_of(after), shape(self.size_add(k, 1)))
        body = after.value if isinstance(after, Array) else after
        result = terms.fold(self.term(n), first, k, x, body)
        return Array(result, shape(n)) if isinstance(start, Array) else result

    # ---- sizes

    def term(self, size: Size) -> Term:
        """A size as a term."""
        return terms.natural(size) if isinstance(size, int) else size

    def natural(self, n: int) -> Term:
        return terms.natural(n)

    def size_add(self, a: Size, b: Size) -> Term:
        """a + b with literals collected on the right, so that d(0+1) is d(1) and (k+1)+1 is k+2."""
        left, right = self.term(a), self.term(b)
        if literal_size(left) is not None:
            left, right = right, left
        added = literal_size(right)
        if added is None:
            return terms.add(left, right)
        base, already = _split_literal(left)
        if base is None:
            return terms.natural(already + added)
        return base if already + added == 0 else terms.add(base, terms.natural(already + added))

    def size_mul(self, a: Size, b: Size) -> Term:
        left, right = self.term(a), self.term(b)
        found = literal_size(left), literal_size(right)
        if found[0] is not None and found[1] is not None:
            return terms.natural(found[0] * found[1])
        return left if found[1] == 1 else right if found[0] == 1 else terms.mul(left, right)

    def size_sum(self, n: Size, term: Callable[[Size], Size]) -> Term:
        return self._big(terms.summation, n, term)

    def size_prod(self, n: Size, factor: Callable[[Size], Size]) -> Term:
        return self._big(terms.product, n, factor)

    def size_max(self, n: Size, term: Callable[[Size], Size]) -> Term:
        return self._big(terms.maximum, n, term)

    def size_fold(self, n: Size, start: Size, step: Callable[[Size, Size], Size]) -> Term:
        k, x = self.fresh(NATURAL), self.fresh(NATURAL)
        return terms.fold(self.term(n), self.term(start), k, x, self.term(step(k, x)))

    def same_size(self, a: Size, b: Size) -> bool:
        return polynomials.equal_sizes(self.term(a), self.term(b))

    # ---- notations

    def notation(self, name: str, definition: Callable[..., Value], *args: Value) -> Value:
        """A scalar notation stays a constant `name#digest` applied to its arguments.

        Copied out, every relu doubles the tree: a scalar network of depth 20 has 13.6 million nodes, named 121.
        """
        if not args or not all(isinstance(arg, Term) and arg.sort == REAL for arg in args):
            return definition(self, *args)
        constant = self._constant(name, definition, len(args))
        return definition(self, *args) if constant is None else terms.apply(constant, *args)

    def _constant(self, name: str, definition: Callable[..., Value], arity: int) -> Term | None:
        """The constant; None for what the kernel knows by itself: exp, tanh ... and the identity."""
        key = (name, definition)
        if key not in self._constants:
            variables = [self.fresh(REAL) for _ in range(arity)]
            body = definition(self, *variables)
            if not isinstance(body, Term) or body.sort != REAL:
                raise ShapeError(
                    f"the notation {name} of real arguments is not a real number",
                    why="only scalar notations become constants",
                    cure="return a scalar from its definition",
                )
            if body in variables or (body.op in ELEMENTARY and body.args[0] in variables):
                self._constants[key] = None
                return None
            for variable in reversed(variables):
                body = terms.lam(variable, body)
            constant = terms.constant(f"{name}#{body.digest()}", body.sort)
            self.definitions[constant] = body
            self._constants[key] = constant
        return self._constants[key]

    # ---- derivatives

    def gradient(self, function: Callable[[Value], Term], point: Value) -> Value:
        """Each partial derivative as a term `deriv(λt. f(p + t at one entry), 0)`; of a scalar, deriv(λx. f(x), p)."""
        t = self.fresh(REAL)
        if not isinstance(point, Array):
            return terms.deriv(terms.lam(t, function(t)), point)

        def partial(*entry: Term) -> Term:
            def moved(*indices: Term) -> Term:
                here = [terms.eq(i, k) for i, k in zip(indices, entry, strict=True)]
                return terms.add(self.entry(point, *indices), terms.select(_all(here), t, terms.real(0)))

            return terms.deriv(terms.lam(t, function(self.tabulate(point.shape, moved))), terms.real(0))

        return self.tabulate(point.shape, partial)

    # ---- integrals

    def integral(self, function: Callable[[Term], Term], a: Term, b: Term) -> Term:
        t = self.fresh(REAL)
        return terms.integral(terms.lam(t, function(t)), a, b)

    # ---- derived

    def kronecker(self, i: Size, k: Size) -> Term:
        return terms.select(terms.eq(self.term(i), self.term(k)), terms.real(1), terms.real(0))

    def power(self, x: Term, n: Size) -> Term:
        """A literal exponent is written out, so that the ring normal form sees it."""
        literal = literal_size(n)
        if literal is None or literal > 64:
            return self.prod(n, lambda _: x)
        if literal == 0:
            return self.literal(Fraction(1))
        result = x
        for _ in range(literal - 1):
            result = terms.mul(result, x)
        return result

    def cut(self, x: Array) -> Array:
        def inside(*indices: Term) -> Term:
            condition = _all([terms.lt(i, self.term(n)) for i, n in zip(indices, x.shape, strict=True)])
            return terms.select(condition, self.entry(x, *indices), self.literal(Fraction(0)))

        return self.tabulate(x.shape, inside)


def _all(conditions: list[Term]) -> Term:
    """The conjunction of at least one condition."""
    result = conditions[-1]
    for condition in reversed(conditions[:-1]):
        result = terms.conj(condition, result)
    return result


def _split_literal(size: Term) -> tuple[Term | None, int]:
    """n + 3 as (n, 3), 3 as (None, 3)."""
    literal = literal_size(size)
    if literal is not None:
        return None, literal
    if size.op == "add" and (added := literal_size(size.args[1])) is not None:
        return size.args[0], added
    return size, 0


def literal_size(n: Size) -> int | None:
    """The number that a size is, if it is written as one."""
    if isinstance(n, int):
        return n
    if n.op == "literal":
        return int(n.data[1])  # type: ignore[index]
    return None
