r"""`homogeneity_degree(expression, in_=W)`: how an expression scales when W is multiplied by a >= 0.

Source of the notion: survey §III-D; Haeffele and Vidal (2015).  The answer is structural: a degree that is found is
right (and its claim is provable); "none" means that the rules of `degrees` find none, and names the part where.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.algebra.base import Array, Family, Value
from theorycheck.errors import OutsideVocabulary
from theorycheck.statement.arithmetic import as_node
from theorycheck.statement.binders import family_of, substitute
from theorycheck.statement.claim import Claim
from theorycheck.statement.definedness import conditions
from theorycheck.statement.evaluation import evaluate
from theorycheck.statement.node import Node, postorder
from theorycheck.statement.nodes import Add, Literal, Mul, Power, Variable
from theorycheck.statement.relations import eq
from theorycheck.statement.sorts import NATURAL, ArraySort, FamilySort, FunctionSort
from theorycheck.statement.source import own
from theorycheck.statement.symbols import nonnegative, symbol, symbols_of

from .degrees import LINEAR, NONE, ONE, Degree, Degrees, Inhomogeneous


@dataclass(frozen=True)
class Homogeneity:
    """degree: a size (K, 2, K + 1 …), or None; broken_by: the smallest part without a degree; claim: that it is so."""

    degree: Node | None
    broken_by: Node | None = None
    reason: str = ""
    claim: Claim | None = None


def homogeneity_degree(expression: Node, *, in_: Variable | Sequence[Variable]) -> Homogeneity:
    """The p with f(a·W) = a^p f(W) for all a >= 0, the symbols `in_` being scaled together.

    `expression` is a scalar or array expression of the statement language; `in_` real scalars, arrays or families.
    A degree that is not a natural number or a sum of sizes (1/2, say) is reported in words, without a claim.
    """
    scaled = tuple(in_) if isinstance(in_, (tuple, list)) else (in_,)
    try:
        degree = _evaluated(expression, scaled)
    except Inhomogeneous as reason:
        return Homogeneity(None, _smallest(expression, scaled), str(reason))
    power = _as_size(degree)
    if power is None:
        return Homogeneity(None, None, f"the degree is {degree}, which is no natural number")
    return Homogeneity(power, claim=_claim(expression, scaled, power))


def _evaluated(expression: Node, scaled: tuple[Any, ...]) -> Degree:
    environment = {s: _value(s, s.sort, LINEAR if s in scaled else NONE) for s in symbols_of(expression, *scaled)}
    result = evaluate(expression, Degrees(), environment)
    if isinstance(result, Array):
        return result.value
    if not isinstance(result, Degree):
        raise OutsideVocabulary(f"{expression} is no real expression", cure="give a scalar or an array")
    return result


def _value(node: Node, sort: Any, degree: Degree) -> Value:
    """What stands for a symbol, or a member of a family, in the algebra of degrees."""
    if sort is NATURAL:
        return node
    if isinstance(sort, FunctionSort):
        raise OutsideVocabulary(f"the unknown function {node} has no known degree", cure="use a notation such as relu")
    if isinstance(sort, ArraySort):
        return Array(degree, sort.sizes)
    if not isinstance(sort, FamilySort):
        return degree
    if sort.args[1].body is NATURAL:
        return lambda k: node[k]
    return Family(
        lambda k: _value(node[k], sort.member(k), degree),
        sort.upto,
        lambda k: sort.member(k).sizes if isinstance(sort.member(k), ArraySort) else (),
    )


def _smallest(expression: Node, scaled: tuple[Any, ...]) -> Node:
    """The first closed part, innermost first, that has no degree."""
    for part in postorder(expression):
        if part.loose or part.sort is None or part.sort is NATURAL or isinstance(part.sort, (FamilySort, FunctionSort)):
            continue
        try:
            _evaluated(part, scaled)
        except Inhomogeneous:
            return part
        except OutsideVocabulary:
            continue
    return expression


def _as_size(degree: Degree) -> Node | None:
    """The degree as a size, if its coefficients are natural numbers."""
    if any(coefficient < 0 or coefficient.denominator != 1 for _, coefficient in degree.parts):
        return None
    terms = [_multiple(size, coefficient) for size, coefficient in degree.parts]
    return Literal(0) if not terms else terms[0] if len(terms) == 1 else Add(*terms)


def _multiple(size: Node, coefficient: Fraction) -> Node:
    if size is ONE:
        return Literal(coefficient)
    return size if coefficient == 1 else Mul(Literal(coefficient), size)


def _claim(expression: Node, scaled: tuple[Any, ...], power: Node) -> Claim:
    names = {s.name for s in symbols_of(expression, *scaled)}
    a = symbol(next(name for name in ("a", "alpha", "scale_factor") if name not in names), nonnegative)
    after = substitute(expression, {s: _multiplied(a, s) for s in scaled})
    depths = [s.sort.upto for s in scaled if isinstance(s.sort, FamilySort) and isinstance(s.sort.upto, Variable)]
    return Claim(
        title=f"{', '.join(s.name for s in scaled)} scaled by a scales the expression by a^({power})",
        source=own("homogeneity_degree"),
        given=list(conditions(expression)),
        conclude=eq(after, as_node(Power(a, power)) * expression),
        proof=", ".join([*(f"induct({depth.name})" for depth in dict.fromkeys(depths)), "scale"]),
    )


def _multiplied(a: Variable, s: Any) -> Node:
    return family_of(s.sort.upto, lambda k: a * s[k]) if isinstance(s.sort, FamilySort) else a * s
