r"""`parameter_count(W, b, …)`: the number of entries of an architecture's weights, in symbolic sizes.

    >>> from theorycheck import dims, family, matrix, parameter_count
    >>> K = dims("K"); d = dims("d", upto=K)
    >>> W = family("W", matrix(d.this, d.next), upto=K)
    >>> c = dims("c")
    >>> count = parameter_count(W, widths={d: lambda k: c})
    >>> count.closed_form, count.growth
    (K*c**2, 'K')

SymPy sums (it only suggests); the claim that comes along says that the closed form is the sum, for `check` to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy

from theorycheck.errors import OutsideVocabulary
from theorycheck.statement.binders import family_of, substitute, summation
from theorycheck.statement.claim import Claim
from theorycheck.statement.node import Node, postorder
from theorycheck.statement.nodes import Add, FamilyOf, Index, Literal, Mul, Power, Sum, Variable
from theorycheck.statement.relations import eq
from theorycheck.statement.sorts import ArraySort, FamilySort, instantiate, open_binder
from theorycheck.statement.source import own

Widths = Mapping[Variable, Callable[[Node], object]]


@dataclass(frozen=True)
class ParameterCount:
    """total: the sum as it stands; closed_form: without sums, or None; growth: its leading behaviour in the depth."""

    total: Node
    closed_form: Node | None
    growth: str
    claim: Claim | None


def parameter_count(*weights: Variable, widths: Widths | None = None) -> ParameterCount:
    """Counts the entries of arrays and families of arrays.

    `widths` gives the members of a family of sizes as a function of the layer: {d: lambda k: c} for constant
    channels, {d: lambda k: c * 2**k} for channels that double.
    """
    counts = [_entries(weight) for weight in weights]
    total = counts[0] if len(counts) == 1 else Add(*counts)
    for family, rule in (widths or {}).items():
        total = substitute(total, {family: family_of(family.sort.upto, rule)})
    closed, growth = _closed_form(total)
    return ParameterCount(total, closed, growth, None if closed is None else _claim(total, closed))


def _entries(weight: Any) -> Any:
    sort = weight.sort
    if isinstance(sort, FamilySort):
        return summation(sort.upto, lambda k: _size(sort.member(k), weight))
    return _size(sort, weight)


def _size(sort: Any, weight: Node) -> Any:
    if not isinstance(sort, ArraySort):
        raise OutsideVocabulary(f"{weight} has no entries to count", cure="give matrices, vectors or families of them")
    return sort.sizes[0] if len(sort.sizes) == 1 else Mul(*sort.sizes)


def _claim(total: Node, closed: Node) -> Claim:
    depths = dict.fromkeys(part.args[0] for part in postorder(total) if isinstance(part, Sum))
    script = ", ".join(f"induct({depth.name})" for depth in depths if isinstance(depth, Variable))
    return Claim(
        title=f"The architecture has {closed} parameters",
        source=own("parameter_count"),
        conclude=eq(total, closed),
        proof=script,
    )


# -- SymPy, which suggests ----------------------------------------------------------------------------------------


def _closed_form(total: Node) -> tuple[Node | None, str]:
    """The sum done by SymPy and its leading term in the depth; (None, "unknown") outside its reach."""
    symbols: dict[Node, sympy.Symbol] = {}
    try:
        done = sympy.expand(_to_sympy(total, symbols))
        back = {s: node for node, s in symbols.items()}
        return _from_sympy(sympy.factor_terms(done), back), _growth(done, total, symbols)
    except (OutsideVocabulary, NotImplementedError, KeyError):
        return None, "unknown"


def _to_sympy(node: Any, symbols: dict[Node, sympy.Symbol]) -> Any:
    if node in symbols:
        return symbols[node]
    match node:
        case Literal():
            return sympy.Rational(node.value.numerator, node.value.denominator)
        case Add():
            return sympy.Add(*(_to_sympy(arg, symbols) for arg in node.args))
        case Mul():
            return sympy.Mul(*(_to_sympy(arg, symbols) for arg in node.args))
        case Power():
            return _to_sympy(node.args[0], symbols) ** _to_sympy(node.args[1], symbols)
        case Sum():
            k, body = open_binder(node.args[1])
            index = symbols.setdefault(k, sympy.Symbol(f"k{len(symbols)}", integer=True, nonnegative=True))
            upper = _to_sympy(node.args[0], symbols)
            return sympy.summation(sympy.powsimp(sympy.expand(_to_sympy(body, symbols))), (index, 0, upper - 1))
        case Index() if isinstance(node.args[0], FamilyOf):
            return _to_sympy(instantiate(node.args[0].args[1], node.args[1]), symbols)
        case Variable():
            return symbols.setdefault(node, sympy.Symbol(node.name, integer=True, positive=True))
    raise OutsideVocabulary(f"{node} has no closed form here")


def _from_sympy(expression: Any, back: Mapping[sympy.Symbol, Node]) -> Any:
    if expression.is_Rational:
        return Literal(Fraction(int(expression.p), int(expression.q)))
    if expression.is_Symbol:
        return back[expression]
    parts = [_from_sympy(arg, back) for arg in expression.args]
    if expression.is_Add or expression.is_Mul:
        result = parts[0]
        for part in parts[1:]:
            result = result + part if expression.is_Add else result * part
        return result
    if expression.is_Pow:
        return _power(expression, parts)
    raise OutsideVocabulary(f"SymPy's {expression} is outside the vocabulary")


def _power(expression: Any, parts: list[Any]) -> Any:
    """4^K is written 2^K·2^K, which is what a product of doubling widths is made of."""
    base = expression.base
    root: Any = sympy.perfect_power(base) if base.is_Integer and base > 1 else False
    if not root:
        return parts[0] ** parts[1]
    small = Literal(int(root[0])) ** parts[1]
    result = small
    for _ in range(int(root[1]) - 1):
        result = result * small
    return result


def _growth(done: Any, total: Node, symbols: Mapping[Node, sympy.Symbol]) -> str:
    """The leading behaviour as the depth grows."""
    depths = [part.args[0] for part in postorder(total) if isinstance(part, Sum) and part.args[0] in symbols]
    if not depths:
        return "constant in the depth"
    depth = symbols[depths[0]]
    terms = [term.as_independent(depth)[1] for term in sympy.Add.make_args(sympy.expand(done))]
    return str(max(terms, key=lambda term: _order(term, depth)))


def _order(term: Any, depth: sympy.Symbol) -> tuple[Any, Any]:
    """(exponential rate, degree): what decides which term leads."""
    degree = sympy.degree(term, depth) if term.is_polynomial(depth) else 0
    return sympy.limit(sympy.log(term) / depth, depth, sympy.oo), degree
