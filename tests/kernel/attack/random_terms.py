"""Small random terms of every sort, with every operator, over a few free variables."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

from theorycheck.kernel import operators, sorts
from theorycheck.kernel import terms as t
from theorycheck.kernel.sorts import NATURAL, PROPOSITION, REAL

G, F, Z3 = sorts.group("G"), sorts.finite("F"), sorts.cyclic(3)
N_R, N_N_R = sorts.function(NATURAL, REAL), sorts.function(NATURAL, NATURAL, REAL)
V, E = sorts.vector_space("V"), sorts.inner_space("E")
E_R = sorts.function(E, REAL)
G_R, R_R = sorts.function(G, REAL), sorts.function(REAL, REAL)
VARIABLES = [
    t.variable(name, sort)
    for name, sort in {"x": REAL, "y": REAL, "n": NATURAL, "m": NATURAL, "i": NATURAL, "f": N_R, "g": N_N_R, "h": G_R,
        "r": R_R,
                       "u": G, "v": G, "a": Z3, "e": F,
                       "p": V, "q": V, "c": E, "d": E, "l": E_R}.items()
]  # fmt: skip
F_R_SORTS = [v for v in VARIABLES if v.sort in (REAL, NATURAL, N_R, N_N_R, R_R)]
SMALL = [Fraction(v) for v in ("0", "1", "-1", "2", "1/2")]


class Terms:
    """A source of random terms; `bound` lists the variables that the caller is about to bind."""

    def __init__(self, rng: random.Random):
        self.rng = rng
        self.count = 0

    def new(self, sort: tuple) -> t.Term:
        """A variable no other term uses, to be bound at once."""
        self.count += 1
        return t.variable(f"z{self.count % 7}", sort)

    def free(self, sort: tuple | None = None) -> t.Term:
        """One of the free variables."""
        return self.rng.choice([v for v in VARIABLES if sort is None or v.sort == sort])

    def term(self, sort: tuple, depth: int, bound: tuple[t.Term, ...] = ()) -> t.Term:
        """A random term of that sort."""
        makers: dict[str, Callable] = {
            "real": self._real,
            "nat": self._natural,
            "prop": self._formula,
            "fun": self._function,
            "vector": self._vector,
            "inner": self._vector,
        }
        if depth <= 0 or self.rng.random() < 0.15:
            return self._leaf(sort, bound)
        return makers.get(sort[0], self._element)(sort, depth - 1, bound)

    def real(self, depth: int, *bound: t.Term) -> t.Term:
        return self.term(REAL, depth, bound)

    def natural(self, depth: int, *bound: t.Term) -> t.Term:
        return self.term(NATURAL, depth, bound)

    def formula(self, depth: int, *bound: t.Term) -> t.Term:
        return self.term(PROPOSITION, depth, bound)

    def _leaf(self, sort: tuple, bound: tuple[t.Term, ...]) -> t.Term:
        known = [v for v in (*VARIABLES, *bound, *bound) if v.sort == sort]
        if sort == PROPOSITION:
            return t.lt(self._leaf(REAL, bound), self._leaf(REAL, bound))
        if sort == REAL:
            known += [t.real(self.rng.choice(SMALL))] * 2
        if sort == NATURAL:
            known += [t.natural(self.rng.randrange(3))] * 2
        if sorts.is_group(sort):
            known.append(t.group_zero(sort))
        if sorts.is_space(sort):
            known.append(t.vector_zero(sort))
        if sort == Z3:
            known.append(t.residue(3, self.rng.randrange(3)))
        if not known:
            v = self.new(sort[1])
            return t.lam(v, self._leaf(sort[2], (*bound, v)))
        return self.rng.choice(known)

    def _pair(self, op: str, sort: tuple, depth: int, bound: tuple) -> t.Term:
        return t.make(op, None, (self.term(sort, depth, bound), self.term(sort, depth, bound)))

    def _common(self, sort: tuple, depth: int, bound: tuple) -> t.Term:
        """What exists at every sort but truth values: choice, iteration, reading a table or a function."""
        match self.rng.randrange(4):
            case 0:
                a, b = self.term(sort, depth, bound), self.term(sort, depth, bound)
                return t.select(self.formula(depth, *bound), a, b)
            case 1:
                k, state = self.new(NATURAL), self.new(sort)
                start, step = self.term(sort, depth, bound), self.term(sort, depth, (*bound, k, state))
                return t.fold(self.natural(min(depth, 1), *bound), start, k, state, step)
            case 2:
                entries = [self.term(sort, depth - 1, bound) for _ in range(self.rng.randrange(1, 4))]
                return t.apply(t.table(*entries), self.natural(1, *bound))
        argument = self.rng.choice([NATURAL, NATURAL, REAL, G, E] if sort == REAL else [NATURAL])
        return t.apply(self.term(sorts.function(argument, sort), depth, bound), self.term(argument, depth, bound))

    def _big(self, op: str, sort: tuple, depth: int, bound: tuple) -> t.Term:
        index = self.new(NATURAL)
        return t.big(op, self.natural(min(depth, 1), *bound), index, self.term(sort, depth, (*bound, index)))

    def _real(self, sort: tuple, depth: int, bound: tuple) -> t.Term:
        match self.rng.randrange(18):
            case 0 | 1 | 2:
                return self._pair("add", REAL, depth, bound)
            case 3 | 4 | 5:
                return self._pair("mul", REAL, depth, bound)
            case 6:
                return self._pair("div", REAL, depth, bound)
            case 7:
                return t.cast(self.natural(depth, *bound))
            case 8:
                return t.elementary(self.rng.choice(operators.ELEMENTARY), self.real(depth, *bound))
            case 9 | 10:
                return self._big(self.rng.choice(operators.BIG), REAL, depth, bound)
            case 11:
                element = self.new(self.rng.choice([G, F, Z3]))
                return t.group_sum(element, self.real(depth, *bound, element))
            case 12:
                return t.pi() if self.rng.random() < 0.5 else self._leaf(REAL, bound)
            case 14:
                return self._pair("inner_product", E, depth, bound)
            case 13:
                return t.deriv(self.term(R_R, depth, bound), self.real(depth, *bound))
            case 14:
                return t.integral(self.term(R_R, depth, bound), self.real(depth, *bound), self.real(depth, *bound))
        return self._common(sort, depth, bound)

    def _natural(self, sort: tuple, depth: int, bound: tuple) -> t.Term:
        match self.rng.randrange(8):
            case 0 | 1 | 2:
                return self._pair("add", NATURAL, depth, bound)
            case 3 | 4:
                return self._pair("mul", NATURAL, depth, bound)
            case 5:
                return self._big(self.rng.choice(operators.BIG), NATURAL, depth, bound)
        return self._common(sort, depth, bound)

    def _element(self, sort: tuple, depth: int, bound: tuple) -> t.Term:
        if sorts.is_group(sort) and self.rng.random() < 0.7:
            if self.rng.random() < 0.3:
                return t.group_neg(self.term(sort, depth, bound))
            return self._pair("group_add", sort, depth, bound)
        return self._common(sort, depth, bound)

    def _vector(self, sort: tuple, depth: int, bound: tuple) -> t.Term:
        match self.rng.randrange(6):
            case 0 | 1:
                return self._pair("vector_add", sort, depth, bound)
            case 2 | 3 | 4:
                return t.vector_scale(self.real(depth, *bound), self.term(sort, depth, bound))
        return self._common(sort, depth, bound)

    def _function(self, sort: tuple, depth: int, bound: tuple) -> t.Term:
        if sort[1] == NATURAL and self.rng.random() < 0.3:
            return t.table(*(self.term(sort[2], depth, bound) for _ in range(self.rng.randrange(1, 4))))
        if self.rng.random() < 0.15:
            return self._common(sort, depth, bound)
        v = self.new(sort[1])
        return t.lam(v, self.term(sort[2], depth, (*bound, v)))

    def _formula(self, sort: tuple, depth: int, bound: tuple) -> t.Term:
        match self.rng.randrange(12):
            case 0 | 1 | 2 | 3:
                return self._pair(
                    self.rng.choice(["le", "lt", "eq"]), self.rng.choice([REAL, REAL, NATURAL]), depth, bound
                )
            case 4:
                return self._pair("eq", self.rng.choice([G, F, Z3, N_R, NATURAL, V, E]), depth, bound)
            case 5 | 6:
                return self._pair(self.rng.choice(["and", "or", "implies"]), PROPOSITION, depth, bound)
            case 7:
                return t.negate(self.formula(depth, *bound))
            case 8 | 9:
                index, size = self.new(NATURAL), self.natural(min(depth, 1), *bound)
                bind = self.rng.choice([t.bounded_forall, t.bounded_exists])
                return bind(index, size, self.formula(depth, *bound, index))
            case 10:
                v = self.new(self.rng.choice([NATURAL, REAL, G, F, Z3, V, E]))
                return self.rng.choice([t.forall, t.exists])(v, self.formula(depth, *bound, v))
        return self.rng.choice([t.TRUE, t.FALSE])
