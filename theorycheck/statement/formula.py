"""Statements as kernel formulas: the trusted translation.

Expressions are evaluated in `algebra.terms`; here are the sorts, the values that variables stand for, and what
relations, connectives and quantifiers mean.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from theorycheck.algebra.base import Array, Size, Value
from theorycheck.algebra.terms import Terms
from theorycheck.errors import OutsideVocabulary
from theorycheck.kernel import sorts as kernel_sorts
from theorycheck.kernel import terms
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.terms import Term

from .evaluation import Environment, Evaluator, Frame
from .node import Node
from .nodes import Variable
from .sorts import NATURAL, ArraySort, Below, FamilySort, FunctionSort, Lambda, Real
from .symbols import symbols_of
from .walk import Walk, membership

REMEMBERED = 1024  # relations


def kernel_sort(sort: Any) -> kernel_sorts.Sort:
    """The simple sort: sizes are forgotten, they stand on binders only."""
    match sort:
        case ArraySort():
            return kernel_sorts.function(*[kernel_sorts.NATURAL] * len(sort.sizes), kernel_sorts.REAL)
        case FamilySort():
            return kernel_sorts.function(kernel_sorts.NATURAL, kernel_sort(sort.args[1].body))
        case FunctionSort():
            return kernel_sorts.function(*map(kernel_sort, sort.args))
        case Real():
            return kernel_sorts.REAL
    if sort is NATURAL or isinstance(sort, Below):
        return kernel_sorts.NATURAL
    raise OutsideVocabulary(f"no variable ranges over {sort}")


def value_of_term(e: Evaluator, sort: Any, term: Term, frame: Frame) -> Value:
    """What an expression of that sort stands for, given the term that names it."""
    match sort:
        case ArraySort():
            return Array(term, e.shape(sort, frame))
        case FamilySort():
            binder = sort.args[1]

            def member(k: Size) -> Value:
                index = e.algebra.term(k)  # type: ignore[attr-defined]
                inner = Frame({binder.bound: index}, frame)
                return value_of_term(e, binder.body, terms.apply(term, index), inner)

            return e.family(sort, member, frame)
        case FunctionSort():
            result = sort.result

            def apply(*values: Value) -> Value:
                given = (_argument(e, value) for value in values)
                return value_of_term(e, result, terms.apply(term, *given), frame)

            return apply
    return term


def _argument(e: Any, value: Value) -> Term:
    found = value.value if isinstance(value, Array) else e.algebra.term(value)
    if not isinstance(found, Term):
        raise OutsideVocabulary(
            "an unknown function of a map or a family", why="its arguments are numbers and arrays", cure="pass an array"
        )
    return found


class FormulaLogic(Walk):
    """Relations and connectives as kernel formulas."""

    def compare(self, kind: str, e: Evaluator, a: Value, b: Value) -> Term:
        operation = {"Eq": terms.eq, "Le": terms.le, "Lt": terms.lt}[kind]
        return operation(a, b)

    def compare_sizes(self, kind: str, e: Evaluator, a: Size, b: Size) -> Term:
        return self.compare(kind, e, e.algebra.term(a), e.algebra.term(b))  # type: ignore[attr-defined]

    def conjunction(self, e: Evaluator, node: Node, parts: list[Term], frame: Frame) -> Term:
        return terms.conj(*parts)

    def disjunction(self, e: Evaluator, node: Node, parts: list[Term], frame: Frame) -> Term:
        return terms.disj(*parts)

    def implication(self, e: Evaluator, node: Node, parts: list[Term], frame: Frame) -> Term:
        return terms.implies(*parts)

    def negation(self, e: Evaluator, node: Node, parts: list[Term], frame: Frame) -> Term:
        return terms.negate(*parts)

    def for_all_below(self, e: Evaluator, n: Size, body: Callable[[Size], Term]) -> Term:
        return self._bounded(terms.bounded_forall, e, n, body)

    def exists_below(self, e: Evaluator, n: Size, body: Callable[[Size], Term]) -> Term:
        return self._bounded(terms.bounded_exists, e, n, body)

    def _bounded(self, binder: Callable[..., Term], e: Any, n: Size, body: Callable[[Size], Term]) -> Term:
        index = e.algebra.fresh(kernel_sorts.NATURAL)
        return binder(index, e.algebra.term(n), body(index))

    def for_all(self, e: Evaluator, node: Any, frame: Frame) -> Term:
        variable, member, body = self._unbounded(e, node, frame)
        return terms.forall(variable, terms.implies(member, body) if member is not None else body)

    def exists_one(self, e: Evaluator, node: Any, frame: Frame) -> Term:
        variable, member, body = self._unbounded(e, node, frame)
        return terms.exists(variable, terms.conj(member, body) if member is not None else body)

    def _unbounded(self, e: Any, node: Any, frame: Frame) -> tuple[Term, Term | None, Term]:
        domain, binder = node.args
        variable = e.algebra.fresh(kernel_sort(domain))
        inner = Frame({binder.bound: value_of_term(e, domain, variable, frame)}, frame)
        needed = membership(binder.bound, domain)
        return variable, None if needed is None else e.value(needed, inner), e.value(binder.body, inner)


@functools.lru_cache(maxsize=REMEMBERED)
def relation_term(relation: Node) -> tuple[Term, dict[Term, Term]]:
    """The formula of a relation over free symbols, and its constants with their bodies.

    What a symbol stands for depends on nothing but the symbol, so a hypothesis of many statements is translated once.
    """
    algebra = Terms()
    environment, _ = term_environment(symbols_of(relation), algebra)
    return Evaluator(algebra, environment, FormulaLogic()).value(relation), algebra.definitions


def symbol_term(symbol: Variable) -> Term:
    """The kernel variable that names a symbol."""
    return terms.variable(symbol.name, kernel_sort(symbol.sort))


def term_environment(symbols: tuple[Variable, ...], algebra: Terms) -> tuple[Environment, list[Term]]:
    """Each symbol with what it stands for, and the kernel variables that name them, in the order of `symbols`."""
    environment: Environment = {}
    variables = list(map(symbol_term, symbols))
    evaluator = Evaluator(algebra, environment)
    for symbol, variable in zip(symbols, variables, strict=True):
        # Shapes mention only symbols that stand earlier.
        environment[symbol] = value_of_term(evaluator, symbol.sort, variable, evaluator.root)
    return environment, variables


def map_term(node: Lambda) -> Term:
    """The closed term of a map that mentions no symbol; notations are written out."""
    algebra = Terms()
    evaluator = Evaluator(algebra, {}, FormulaLogic())
    argument = algebra.fresh(kernel_sort(node.bound.sort))
    inner = Frame({node.bound: value_of_term(evaluator, node.bound.sort, argument, evaluator.root)}, evaluator.root)
    body = evaluator.real(node.body, evaluator.value(node.body, inner))
    term = terms.lam(argument, body.value if isinstance(body, Array) else body)
    return normal_form(term, algebra.definitions)
