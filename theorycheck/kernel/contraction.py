"""Normal forms of sums of products of entries: index notation, in every dimension.

A real term is read as a linear combination of monomials

    Σ_{k_1 < n_1} … Σ_{k_r < n_r}  f_1 · … · f_m

where the factors f are opaque (an entry A(i, k), a real variable, exp(x(k)) …) and mention summed indices k, or the
free indices of the equation, each with its range.  Sums are pulled out of products, which is valid since the range n
of a sum here never mentions another summed index.  A choice `if p then a else b` is [p]·a + (1 - [p])·b, and the
indicator [i = k] of two indices is Kronecker's delta: where k is summed over the same range as i, it puts i for k.
A summed index that no factor mentions gives the factor n.

Two monomials are the same if they differ by the names and order of the summed indices and the order of the factors.
The canonical key numbers the indices in the order in which a walk meets them; whichever walk is taken, equal keys
mean equal monomials, so the walk may be heuristic (a poor one only misses equalities).

Matrix words are the special case of chains: (A B)(i, j) = Σ_k A(i, k) B(k, j).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from . import polynomials as poly
from .errors import need, spend, spend_on_numbers
from .sorts import NATURAL, REAL
from .terms import Term, abstract, cast, instantiate, make, postorder, real, select, substitute, variable

Key = tuple
NormalForm = dict[Key, Fraction]
Ranges = Mapping[Term, Term]  # an index variable and the size that bounds it

_INDEX = "·"  # the first letter of the names of summed indices


class Monomial(NamedTuple):
    """coefficient · Σ over the indices · Π of the factors."""

    coefficient: Fraction
    indices: tuple[tuple[Term, Term], ...]  # (index variable, size)
    factors: tuple[Term, ...]


def normal_form(term: Term, ranges: Ranges) -> NormalForm:
    """The canonical linear combination; free indices of `ranges` are known to lie below their sizes."""
    need(term.sort == REAL and term.closed, "contraction: a closed real term")
    total: NormalForm = {}
    for monomial in expanded(term, ranges):
        key = canonical(monomial)
        collect(total, key, monomial.coefficient)
    return total


def collect(total: NormalForm, key: Key, coefficient: Fraction) -> None:
    """Adds coefficient · key; zero coefficients never stay."""
    before = total.pop(key, Fraction(0))
    spend_on_numbers(before, coefficient)
    if before + coefficient:
        total[key] = before + coefficient


def expanded(term: Term, ranges: Ranges) -> list[Monomial]:
    """The monomials of the term, deltas and idle indices removed, like terms not collected."""
    need(not any(name.startswith(_INDEX) for name, _ in term.free), "contraction: a reserved name")
    names = _Names()
    found: list[Monomial] = []
    waiting = list(_Expansion(names).of(term))
    while waiting:
        monomial = without_deltas(waiting.pop(), ranges)
        idle = next((pair for pair in monomial.indices if not _mentioned(pair[0], monomial.factors)), None)
        if idle is None:
            found.append(monomial)
            continue
        rest = monomial._replace(indices=tuple(pair for pair in monomial.indices if pair is not idle))
        waiting += [_times(rest, factor) for factor in _Expansion(names).of(cast(idle[1]))]
    return found


class _Names:
    """Fresh names for summed indices: no term outside has one of them."""

    def __init__(self) -> None:
        self.count = 0

    def index(self) -> Term:
        self.count += 1
        return variable(f"{_INDEX}{self.count}", NATURAL)


class _Expansion:
    """Distributes products over sums.  Recursive in the term; a term too deep for it is refused, not misread.

    A term may stand under sums that were taken off: `under` holds their index variables, the innermost first, and is
    put in only where the term is not taken apart any further.
    """

    def __init__(self, names: _Names) -> None:
        self.names = names

    def of(self, term: Term, under: tuple[Term, ...] = ()) -> list[Monomial]:
        spend(1)
        match term.op:
            case "literal":
                value: Fraction = term.data[1]  # type: ignore[index]
                return [Monomial(value, (), ())] if value else []
            case "add":
                return self.of(term.args[0], under) + self.of(term.args[1], under)
            case "mul":
                right = self.of(term.args[1], under)
                return [_times(a, b) for a in self.of(term.args[0], under) for b in right]
            case "div" if poly.divides(term):
                return [_scaled(a, 1 / term.args[1].data[1]) for a in self.of(term.args[0], under)]  # type: ignore[index]
            case "cast":
                return self._of_natural(term, under)
            case "sum":
                return self._of_sum(term, under)
            case "select":
                return self._of_choice(term, under)
        return [_factor(term, under)]

    def _of_natural(self, term: Term, under: tuple[Term, ...]) -> list[Monomial]:
        (inner,) = term.args
        if inner.op in ("add", "mul"):
            return self.of(make(inner.op, None, [cast(arg) for arg in inner.args]), under)
        if inner.op == "literal":
            return self.of(real(inner.data[1]))  # type: ignore[index]
        return [_factor(term, under)]

    def _of_sum(self, term: Term, under: tuple[Term, ...]) -> list[Monomial]:
        size, body = term.args
        # a size that depends on an outer summed index cannot be pulled out; such a sum stays one factor
        if not size.closed:
            return [_factor(term, under)]
        index = self.names.index()
        inner = self.of(body, (index, *under))
        spend(sum(1 + len(m.indices) // 8 for m in inner))
        return [m._replace(indices=(*m.indices, (index, size))) for m in inner]

    def _of_choice(self, term: Term, under: tuple[Term, ...]) -> list[Monomial]:
        condition, a, b = term.args
        indicator = Monomial(Fraction(1), (), tuple(_indicators(instantiate(condition, under))))
        chosen, other = self.of(a, under), self.of(b, under)
        negative = _scaled(indicator, Fraction(-1))
        return [*(_times(indicator, m) for m in chosen), *other, *(_times(negative, m) for m in other)]


def _factor(term: Term, under: Sequence[Term]) -> Monomial:
    return Monomial(Fraction(1), (), (instantiate(term, under),))


def _indicators(condition: Term) -> Iterable[Term]:
    """[p ∧ q] = [p]·[q]."""
    spend(1)
    if condition.op == "and":
        for part in condition.args:
            yield from _indicators(part)
    else:
        yield select(condition, real(1), real(0))


def _times(a: Monomial, b: Monomial) -> Monomial:
    spend(1 + len(a.factors) + len(b.factors))
    spend_on_numbers(a.coefficient, b.coefficient)
    need(not {index for index, _ in a.indices} & {index for index, _ in b.indices}, "contraction: a shared index")
    return Monomial(a.coefficient * b.coefficient, a.indices + b.indices, a.factors + b.factors)


def _scaled(a: Monomial, factor: Fraction) -> Monomial:
    spend(1)
    spend_on_numbers(a.coefficient, factor)
    return a._replace(coefficient=a.coefficient * factor)


def _mentioned(index: Term, factors: Sequence[Term]) -> bool:
    spend(1 + len(factors) // 8)
    return any(index.data in factor.free for factor in factors)


def equal_sizes(a: Term, b: Term) -> bool:
    """Whether two ranges are the same for every value of what they mention."""
    return poly.equal_sizes(a, b)


# ------------------------------------------------------------------ Kronecker's delta


def delta_of(factor: Term) -> tuple[Term, Term] | None:
    """(i, k) of a factor [i = k]."""
    if factor.op != "select" or factor.args[0].op != "eq" or factor.args[1:] != (real(1), real(0)):
        return None
    i, k = factor.args[0].args
    return (i, k) if i.sort == NATURAL else None


def without_deltas(monomial: Monomial, ranges: Ranges) -> Monomial:
    """Each delta of a summed index is used up, where the other side is known to lie in its range."""
    changed = True
    while changed:
        changed = False
        for place, factor in enumerate(monomial.factors):
            shorter = _without(monomial, place, factor, ranges)
            if shorter is not None:
                monomial, changed = shorter, True
                break
    return monomial


def _without(monomial: Monomial, place: int, factor: Term, ranges: Ranges) -> Monomial | None:
    pair = delta_of(factor)
    if pair is None:
        return None
    spend(len(monomial.factors) + len(monomial.indices))
    rest = monomial.factors[:place] + monomial.factors[place + 1 :]
    if pair[0] is pair[1]:
        return monomial._replace(factors=rest)
    sizes = dict(monomial.indices)
    for k, other in (pair, pair[::-1]):
        if k in sizes and k.data not in other.free and _lies_below(other, sizes[k], {**ranges, **sizes}):
            put = tuple(substitute(f, {k: other}) for f in rest)
            return Monomial(monomial.coefficient, tuple(p for p in monomial.indices if p[0] is not k), put)
    return None


def _lies_below(index: Term, size: Term, sizes: Ranges) -> bool:
    if index.op == "literal" and size.op == "literal":
        return bool(index.data[1] < size.data[1])  # type: ignore[index]
    return index in sizes and equal_sizes(sizes[index], size)


# ------------------------------------------------------------------ the canonical key


def shape_of(factor: Term, indices: Iterable[Term]) -> tuple[Term, tuple[Term, ...]]:
    """The factor with its index variables taken out (in the order in which they stand), and these."""
    wanted = {index for index in indices if index.data in factor.free}
    order = []
    for part in postorder(factor) if wanted else ():
        spend(1)
        if part in wanted:
            order.append(part)
    return abstract(factor, order), tuple(order)


def canonical(monomial: Monomial) -> Key:
    """The smallest encoding among the walks that go on from numbered indices first."""
    sizes = dict(monomial.indices)
    shapes = [shape_of(factor, sizes) for factor in monomial.factors]
    return min(_walks(shapes, {}, {index: _size_key(size) for index, size in sizes.items()}), key=_order)


Shape = tuple[Term, tuple[Term, ...]]


def _walks(shapes: Sequence[Shape], numbers: dict[Term, int], sizes: Mapping[Term, frozenset]) -> list[Key]:
    """Every encoding that takes one of the most determined factors at each step; ties are all tried."""
    spend(1 + len(shapes) + sum(len(indices) for _, indices in shapes))
    if not shapes:
        return [()]
    ranked = [(_rank(shape, numbers), place) for place, shape in enumerate(shapes)]
    least = min(rank for rank, _ in ranked)
    found: list[Key] = []
    tried: set[Shape] = set()
    for rank, place in ranked:
        shape = shapes[place]
        if rank != least or shape in tried:
            continue
        tried.add(shape)
        known = dict(numbers)
        for index in shape[1]:
            known.setdefault(index, len(known))
        head = (shape[0], *(known[i] for i in shape[1]), *(sizes[i] for i in shape[1]))
        tails = _walks([*shapes[:place], *shapes[place + 1 :]], known, sizes)
        spend(len(tails))
        found += [(head, *tail) for tail in tails]
    return found


def _rank(shape: Shape, numbers: Mapping[Term, int]) -> tuple:
    template, indices = shape
    connected = not indices or any(index in numbers for index in indices)
    return (not connected, id(template), tuple(numbers.get(index, len(numbers)) for index in indices))


def _size_key(size: Term) -> frozenset:
    return frozenset(poly.polynomial(size).items())


def _order(key: Key) -> tuple:
    """A total order on encodings that share their templates: by identity, as everywhere in this process."""
    return tuple((id(head[0]), *(n for n in head[1:] if type(n) is int), hash(head)) for head in key)
