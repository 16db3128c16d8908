"""The slope of a composed function along a line, from known slopes: sums, products, and what the calculus knows.

A goal `has_slope(u, x, v, c)` is proved where u(x + s·v) is built from functions whose slopes on that line are facts
(also general ones, ∀x…), and of f(p + k(s)·v) for an f that has a gradient.  What is left, for what follows, is the
equation of c with the slope that comes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.neighbourhoods import tangent as tangent_formula
from theorycheck.kernel.operators import ELEMENTARY
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import Term, apply, build, eq, instantiate, mul, postorder, real
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Open, Tactic
from ..equations import ring
from ..gradients import ZERO, difference, differentiable, directed, equal_values, moved, slope_along
from ..instances import applied
from ..matching import match
from ..slopes import Line, added, chained, composed, read, slope_formula, summed, wanted
from .auto import auto

MOST = 200  # instances of known slopes


def slopes(context: Context, goal: Term, then: Tactic) -> Theorem:
    """A slope on a line; other goals go on."""
    goes_on = wanted(context, goal)
    if goes_on is None:
        return then(context, goal)
    d, curve, here, slope = context.derivation, goes_on.curve, goes_on.here, goes_on.slope
    s = context.fresh("s", REAL, goal)
    line = _Builder(context, s, tuple(_known(context, curve, here))).line(apply(curve, s), here)
    line = _along(context, line, curve, here, s)
    same = then(context, eq(line.slope, slope))
    c = context.fresh("c", REAL, goal, line.theorem.conclusion)
    theorem = d.substitute(same, line.theorem, terms.lam(c, slope_formula(curve, here, c)))
    return goes_on.shown(d, theorem)


def _along(context: Context, line: Line, curve: Term, here: Term, s: Term) -> Line:
    """The line, written as this curve through this value: equal as polynomials of their parts."""
    d, theorem, now = context.derivation, line.theorem, line.curve
    f = context.fresh("f", curve.sort, theorem.conclusion)
    if now is not curve:
        same = d.extensionality(d.ring(eq(apply(now, s), apply(curve, s))), s)
        theorem = d.substitute(same, theorem, terms.lam(f, slope_formula(f, line.here, line.slope)))
    if line.here is not here:
        x = context.fresh("x", REAL, theorem.conclusion)
        same = ring(d, line.here, here) or d.convert(d.truth(), eq(line.here, here), ())
        theorem = d.substitute(same, theorem, terms.lam(x, slope_formula(curve, x, line.slope)))
    return Line(theorem, curve, here, line.slope)


@dataclass(frozen=True)
class _Builder:
    """Lines of terms in s, from known ones.

    summing: under a sum the gradient stays where the line starts, f'(p + 0·v): it may depend on the index
    """

    context: Context
    s: Term
    known: tuple[Line, ...]
    summing: bool = False

    def line(self, value: Term, here: Term) -> Line:
        """The line of a term that mentions s, `here` being what it is at s = 0."""
        for known in self.known:
            if known.here is here and apply(known.curve, self.s) is value:
                return known
        if value is self.s and here is ZERO:
            return self._parameter()
        if value.op == here.op == "sum" and value.args[0] is here.args[0]:
            return self._sum(value, here)
        if value.op == "app":
            ways = (self._known_gradient, self._on_ray) if self.summing else (self._on_ray, self._known_gradient)
            try:
                return ways[0](value, here)
            except (Open, KernelError):
                return ways[1](value, here)
        if value.op != here.op or value.op not in ("add", "mul", "div", *ELEMENTARY):
            raise self.context.open(eq(value, here), "slopes: no slope of this part is known")
        moving = [place for place, part in enumerate(value.args) if self.s.data in part.free]
        if len(moving) == 1:
            (place,) = moving
            k = self.context.fresh("k", REAL, value, here)
            outer = terms.lam(k, build(value.op, value.data, (*value.args[:place], k, *value.args[place + 1 :])))
            inner = self.line(value.args[place], here.args[place])
            return composed(self.context, outer, inner, self._close)
        if value.op == "div":
            raise self.context.open(eq(value, here), "slopes: write the quotient a/b as a·(1/b)")
        first, second = (self.line(v, h) for v, h in zip(value.args, here.args, strict=True))
        if value.op == "add":
            return added(self.context.derivation, first, second)
        return _along(self.context, self._product(first, second), terms.lam(self.s, value), here, self.s)

    def _parameter(self) -> Line:
        d, same = self.context.derivation, terms.lam(self.s, self.s)
        line = d.convert(d.tangent_line(d.truth(), same, ZERO), slope_formula(same, ZERO, real(1)), ())
        return Line(line, same, ZERO, real(1))

    def _on_ray(self, value: Term, here: Term) -> Line:
        """f(p + k(s)·v), for an f that has a gradient, and k(0) = 0."""
        d = self.context.derivation
        for f in differentiable(self.context):
            found = match(f.here, value, [f.x])
            parts = found and _ray(found[f.x], self.s)
            if not parts:
                continue
            point, k, direction = parts
            start = terms.substitute(k, {self.s: ZERO})
            slope = directed(f.at(f.linear, point, point), direction)
            tangent, curve = slope_along(self.context, f, point, direction, slope)
            x = self.context.fresh("x", REAL, tangent.conclusion, value)
            zero = self._close(self.context, eq(ZERO, start))
            moved = d.substitute(zero, tangent, terms.lam(x, tangent_formula(curve, x, slope)))
            line = chained(d, moved, curve, slope, self.line(k, start))
            return _along(self.context, line, terms.lam(self.s, value), here, self.s)
        raise self.context.open(eq(value, here), "slopes: no slope of this part is known")

    def _product(self, f: Line, g: Line) -> Line:
        """f·g = (f + g)²/4 - (f - g)²/4"""
        d, k = self.context.derivation, self.context.fresh("k", REAL, f.curve, g.curve)
        square = terms.lam(k, mul(real(Fraction(1, 4)), mul(k, k)))
        minus, opposite = terms.lam(k, mul(real(Fraction(-1, 4)), mul(k, k))), terms.lam(k, mul(real(-1), k))
        total = composed(self.context, square, added(d, f, g), self._close)
        difference = added(d, f, composed(self.context, opposite, g, self._close))
        return added(d, total, composed(self.context, minus, difference, self._close))

    def _sum(self, value: Term, here: Term) -> Line:
        """Σ_{i<n} f_i, by induction over the number of terms."""
        context, d = self.context, self.context.derivation
        i = context.fresh("i", NATURAL, value, here, self.s)
        within = terms.lt(i, value.args[0])
        inner = _Builder(context.naming(i).assuming(within), self.s, self.known, summing=True)
        term = inner.line(*(instantiate(side.args[1], [i]) for side in (value, here)))
        every = d.forall_intro(d.implies_intro(term.theorem, within), i)
        return summed(context, value.args[0], i, Line(every, term.curve, term.here, term.slope))

    def _known_gradient(self, value: Term, here: Term) -> Line:
        """f(p + s·v), from the gradient of f."""
        context, d = self.context, self.context.derivation
        at = terms.lam(self.s, value)
        for f in differentiable(context):
            points = [match(f.here, part, [f.x]) for part in (value, here)]
            if f.fixed or not all(points):
                continue
            path, start = (found[f.x] for found in points if found)
            once = terms.substitute(path, {self.s: real(1)})
            direction = difference(once, start)
            slope = f.at(f.linear, start, moved(start, real(1), direction))
            theorem, curve = slope_along(context, f, start, direction, slope)
            same = d.extensionality(equal_values(d, apply(curve, self.s), value), self.s)
            g = context.fresh("g", at.sort, theorem.conclusion)
            first = equal_values(d, apply(curve, real(0)), here)
            theorem = d.convert(theorem, slope_formula(curve, apply(curve, real(0)), slope), ())
            x = context.fresh("x", REAL, theorem.conclusion)
            theorem = d.substitute(first, theorem, terms.lam(x, slope_formula(curve, x, slope)))
            return Line(d.substitute(same, theorem, terms.lam(g, slope_formula(g, here, slope))), at, here, slope)
        raise context.open(eq(value, here), "slopes: no slope of this part is known")

    def _close(self, context: Context, condition: Term) -> Theorem:
        def stop(inner: Context, goal: Term) -> Theorem:
            raise inner.open(goal, "slopes: the function is not seen to be differentiable there")

        return auto(context, condition, stop)


def _ray(array: Term, s: Term) -> tuple[Term, Term, Term] | None:
    """p, k and v, where the array is p + k·v entry by entry, and s stands in k only."""
    indices: list[Term] = []
    entry = array
    while entry.sort != REAL:
        indices.append(terms.fresh("i", NATURAL, array, *indices))
        entry = apply(entry, indices[-1])
    if entry.op != "add" or entry.args[1].op != "mul":
        return None
    first, (k, step) = entry.args[0], entry.args[1].args
    if s.data in first.free | step.free or any(index.data in k.free for index in indices):
        return None
    for index in reversed(indices):
        first, step = terms.lam(index, first), terms.lam(index, step)
    return first, k, step


def _known(context: Context, curve: Term, here: Term) -> Iterator[Line]:
    """Instances of facts about slopes at parts of the goal."""
    s = context.fresh("s", REAL, curve, here)
    there = {part for part in postorder(apply(curve, s)) if part.closed}
    parts = [part for part in postorder(here) if part.closed]
    indices = [terms.variable(name, sort) for name, sort in sorted({*curve.free, *here.free}) if sort == NATURAL]
    count = 0
    for fact in context.facts:
        holes, shape = _opened(context, fact.conclusion)
        if shape is None:
            continue
        seen: set[tuple[Term, ...]] = set()
        for part in parts:
            found = match(shape[1], part, holes)
            for values in () if found is None else _completed(found, holes, indices):
                key = tuple(values)
                count += 1
                if key in seen or count > MOST:
                    continue
                seen.add(key)
                if apply(_at(shape[0], holes, values), s) in there:
                    theorem = applied(context, fact, values)
                    slope = None if theorem is None else read(theorem.conclusion)
                    if theorem is not None and slope is not None and slope_formula(*slope) is theorem.conclusion:
                        yield Line(theorem, *slope)


def _at(term: Term, holes: list[Term], values: list[Term]) -> Term:
    return terms.substitute(term, dict(zip(holes, values, strict=True)))


def _completed(found: dict[Term, Term], holes: list[Term], indices: list[Term]) -> Iterator[list[Term]]:
    missing = [hole for hole in holes if hole not in found]
    if not missing:
        yield [found[hole] for hole in holes]
    elif all(hole.sort == NATURAL for hole in missing) and len(missing) == 1:
        for index in indices:
            yield [found.get(hole, index) for hole in holes]


def _opened(context: Context, formula: Term) -> tuple[list[Term], tuple[Term, Term, Term] | None]:
    """The variables and the line of ∀x… p ⇒ … ⇒ a slope; None for other facts."""
    holes: list[Term] = []
    shape = read(formula)
    while shape is None and formula.op in ("forall", "implies"):
        if formula.op == "forall":
            holes.append(context.fresh("hole", formula.data, formula, *holes))  # type: ignore[arg-type]
            formula = terms.instantiate(formula.args[0], [holes[-1]])
        else:
            formula = formula.args[1]
        shape = read(formula)
    return holes, shape
