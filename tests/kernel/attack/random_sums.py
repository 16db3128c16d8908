"""Random sums of products of entries, each written in as many ways as there are: for normal forms to see through."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction as Q

from theorycheck.kernel import sorts
from theorycheck.kernel import terms as t
from theorycheck.kernel.sorts import NATURAL, REAL

n, m, i = (t.variable(name, NATURAL) for name in "nmi")
x = t.variable("x", REAL)
SIZES = (n, m, t.natural(2), t.add(n, m))
MATRICES = [t.variable(name, sorts.function(NATURAL, NATURAL, REAL)) for name in "AB"]
VECTORS = [t.variable(name, sorts.function(NATURAL, REAL)) for name in "vw"]
Factor = tuple  # (head, indices)


@dataclass
class Product:
    """coefficient · Σ over the indices · Π of the factors; an index is a number, -1 the free index i < n."""

    coefficient: Q
    sizes: list[t.Term]
    factors: list[Factor]


class Sums:
    """Products, and ways to write them."""

    def __init__(self, rng: random.Random, careless: bool = False):
        self.rng = rng
        self.count = 0
        self.careless = careless  # a delta's range is any: what is written may be another sum

    def product(self) -> Product:
        """Each index is used twice or so, or not at all."""
        sizes = [self.rng.choice(SIZES) for _ in range(self.rng.randrange(4))]
        known = [*range(len(sizes)), -1]
        factors = [self._factor(known) for _ in range(self.rng.randrange(4))]
        return Product(Q(self.rng.choice([1, 1, 2, -1, -3]), self.rng.choice([1, 1, 2])), sizes, factors)

    def _factor(self, known: list[int]) -> Factor:
        kind = self.rng.choice([*["matrix"] * 3, *["vector"] * 2, "sine", "triangle", "number", "chosen"])
        head = {"matrix": self.rng.choice(MATRICES), "vector": self.rng.choice(VECTORS), "number": x}.get(kind, kind)
        arity = {"matrix": 2, "number": 0, "chosen": 2, "sine": 2}.get(kind, 1)
        return head, tuple(self.rng.choice(known) for _ in range(arity))

    def written(self, products: list[Product]) -> t.Term:
        """Their sum, somehow: order, brackets, where a sum stands, deltas, idle zeros."""
        parts = [self._written(product) for product in products]
        self.rng.shuffle(parts)
        return self._tree(t.add, parts, t.real(0))

    def _new(self) -> t.Term:
        self.count += 1
        return t.variable(f"{self.rng.choice('klz')}{self.count}", NATURAL)

    def _tree(self, join, parts: list[t.Term], unit: t.Term) -> t.Term:
        parts = list(parts)
        while len(parts) > 1:
            place = self.rng.randrange(len(parts) - 1)
            parts[place : place + 2] = [join(parts[place], parts[place + 1])]
        return parts[0] if parts else unit

    def _written(self, product: Product) -> t.Term:
        names = [self._new() for _ in product.sizes]
        pieces = [self._entry(factor, names) for factor in product.factors]
        order = list(zip(names, product.sizes, strict=True))
        self.rng.shuffle(order)
        for name, size in order:
            pieces = self._summed(pieces, name, size)
        pieces.append(t.real(product.coefficient))
        self.rng.shuffle(pieces)
        return self._tree(t.mul, pieces, t.real(1))

    def _summed(self, pieces: list[t.Term], name: t.Term, size: t.Term) -> list[t.Term]:
        """Σ over the name of what mentions it, with some of the others inside; or over a delta of another name."""
        inside = [p for p in pieces if name.data in p.free or self.rng.random() < 0.3]
        outside = [p for p in pieces if not any(p is q for q in inside)]
        inside = [p for p in pieces if any(p is q for q in inside)]  # what stands twice stays together
        self.rng.shuffle(inside)
        body = self._tree(t.mul, inside, t.real(1))
        if self.rng.random() < 0.3:
            body = t.select(self._always(), body, t.real(5))
        if self.rng.random() < 0.3:
            other = self._new()
            ends = [name, other] if self.rng.random() < 0.5 else [other, name]
            delta = t.select(t.eq(*ends), body, t.real(0))
            body = t.summation(self.rng.choice(SIZES) if self.careless else size, other, delta)
        return [*outside, t.summation(size, name, body)]

    def _always(self) -> t.Term:
        """A condition that normal forms drop: an index is itself."""
        return t.eq(i, i)

    def _entry(self, factor: Factor, names: list[t.Term]) -> t.Term:
        head, indices = factor
        at = [i if index < 0 else names[index] for index in indices]
        if head == "sine":
            return t.elementary("sin", t.mul(t.apply(MATRICES[0], *at), x))
        if head == "triangle":
            inner = self._new()
            return t.summation(at[0], inner, t.apply(VECTORS[0], inner))
        if head == "chosen":
            return t.select(t.lt(*at), t.real(1), t.real(0))
        return t.apply(head, *at)

    def renamed(self, product: Product) -> Product:
        """The same product: indices in another order, factors in another order."""
        order = list(range(len(product.sizes)))
        self.rng.shuffle(order)
        place = {old: new for new, old in enumerate(order)} | {-1: -1}
        factors = [(head, tuple(place[index] for index in indices)) for head, indices in product.factors]
        self.rng.shuffle(factors)
        return Product(product.coefficient, [product.sizes[old] for old in order], factors)

    def disturbed(self, product: Product) -> Product:
        """Nearly the same product: an index, a size, a factor or the coefficient is another one."""
        known = [*range(len(product.sizes)), -1]
        factors, sizes = list(product.factors), list(product.sizes)
        if factors and self.rng.random() < 0.7:
            place = self.rng.randrange(len(factors))
            head, indices = factors[place]
            factors[place] = (head, tuple(self.rng.choice(known) for _ in indices))
        elif sizes:
            sizes[self.rng.randrange(len(sizes))] = self.rng.choice(SIZES)
        return Product(product.coefficient, sizes, factors)
