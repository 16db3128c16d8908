"""Equations between sums over i < n and over finite sorts: normal forms under the binder, translations, exchange.

    Σ_g (c·f(g) + h(g)) = c·Σ_g f(g) + Σ_g h(g)       spread: one sum a monomial, constants outside
    Σ_g f(g) = Σ_h f(±h + r)                           moved: the shift is read off the arguments of both sides
    Σ_a Σ_b f = Σ_b Σ_a f                              exchanged, once for each pair of nested sums
    Σ_g f(g) = Σ_h Σ_g (f(g) if h = p(g) else 0)       fibred

Everything is written with the kernel's rules; a wrong guess costs time, never truth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.operators import ELEMENTARY
from theorycheck.kernel.ranges import SUM, Gathered, taken_apart
from theorycheck.kernel.sorts import REAL, is_group, is_number
from theorycheck.kernel.terms import Term, add, apply, eq, lam, mul, real, select
from theorycheck.kernel.theorem import Theorem

from .context import Context
from .equations import chain, replaced, ring, sides, symmetric
from .group_elements import Combination, arguments, closed, combination, difference, element, scaled
from .sparse import written

SUMS = ("sum", "group_sum")
ALGEBRA = ("add", "mul", "div", *ELEMENTARY)
EXCHANGES = 2


def equal(d: Derivation, a: Term, b: Term, exchanges: int = EXCHANGES) -> Theorem | None:
    """⊢ a = b, or None where these steps do not show it."""
    if a is b:
        return d.refl(a)
    if is_group(a.sort):
        return _identity(d, a, b)
    first, last = normal(d, a), normal(d, b)
    middle = _matched(d, sides(first)[1], sides(last)[1], exchanges)
    return None if middle is None else chain(d, first, middle, symmetric(d, last))


def shown(context: Context, goal: Term, why: str) -> Theorem:
    """The goal a = b; left open, for that reason, where these steps do not show it."""
    a, b = goal.args
    found = equal(context.derivation, a, b)
    if found is None:
        raise context.open(goal, why)
    return found


def _identity(d: Derivation, a: Term, b: Term) -> Theorem | None:
    try:
        return d.group_identity(eq(a, b))
    except KernelError:
        return None


# -- normal forms --------------------------------------------------------------------------------------------------


def normal(d: Derivation, term: Term) -> Theorem:
    """⊢ term = its normal form: sums, also inside sums, of single monomials, with nothing constant under them."""
    if term.op in SUMS:
        return _spread(d, term)
    if term.op not in ALGEBRA:
        return simplified(d, term)
    return congruent(d, term, [normal(d, arg) for arg in term.args])


def simplified(d: Derivation, term: Term) -> Theorem:
    """⊢ term = the same with the group elements it applies functions to as combinations, in one order."""
    if term.op in SUMS:
        whole = taken_apart(term, "s", kinds=(SUM,))
        return under(d, whole, simplified(d, whole.entry))
    if is_group(term.sort):
        return d.group_identity(eq(term, element(combination(term), term.sort)))
    if term.op not in ("app", *ALGEBRA):
        return d.refl(term)
    return congruent(d, term, [simplified(d, arg) for arg in term.args])


def congruent(d: Derivation, term: Term, parts: Sequence[Theorem | None]) -> Theorem:
    """⊢ op(a, …) = op(b, …) from a = b, …, for an operator that binds nothing; None for what stays as it is."""
    proved = d.refl(term)
    arguments = list(term.args)
    formulas = [part.conclusion for part in parts if part is not None]
    for place, part in enumerate(parts):
        if part is None:
            continue
        old, new = sides(part)
        if old is not new:
            x = terms.fresh("x", old.sort, term, *formulas)
            context = terms.build(term.op, term.data, [*arguments[:place], x, *arguments[place + 1 :]])
            proved = chain(d, proved, d.congruence(part, lam(x, context)))
            arguments[place] = new
    return proved


def under(d: Derivation, whole: Gathered, equation: Theorem) -> Theorem:
    """⊢ Σ f = Σ g from f(i) = g(i), i the variable of the sum."""
    within = whole.range.within(whole.variable)
    inside = equation if within is None else d.implies_intro(equation, within)
    return d.big_congruence(d.forall_intro(inside, whole.variable), "sum" if within is not None else "group_sum")


def _spread(d: Derivation, term: Term) -> Theorem:
    whole = taken_apart(term, "s", kinds=(SUM,))
    inner = normal(d, whole.entry)
    proved = under(d, whole, inner)
    body = sides(inner)[1]
    if body.sort != REAL:
        return proved
    parts = [_factored(monomial, value, whole.variable) for monomial, value in poly.polynomial(body).items()]
    opened = parts[-1] if parts else real(0)
    for part in reversed(parts[:-1]):
        opened = add(part, opened)
    proved = chain(d, proved, under(d, whole, d.ring(eq(body, opened))))
    return chain(d, proved, _pulled(d, sides(proved)[1], len(parts)))


def _settled(d: Derivation, term: Term) -> Theorem:
    """⊢ a sum of one monomial = the same with the sums among its factors outside, and the first argument bare."""
    whole = taken_apart(term, "s", kinds=(SUM,))
    proved = under(d, whole, _prenex(d, whole.entry))
    now = sides(proved)[1]
    if now.op != "group_sum" or not is_group(now.data):  # type: ignore[arg-type]
        return proved
    opened = taken_apart(now, "s")
    places = [(sign, rest) for sign, rest in arguments(opened.entry, opened.variable) if closed(rest)]
    if not places:
        return proved
    sign, rest = places[0]
    proved = chain(d, proved, _moved_by(d, now, sign, scaled(rest, -sign)))
    return chain(d, proved, simplified(d, sides(proved)[1]))


def _prenex(d: Derivation, product: Term) -> Theorem:
    """⊢ p·Σ_i f(i) = Σ_i p·f(i), and so on inside; other products stay."""
    found = poly.polynomial(product)
    (monomial,) = found or ((),)
    inner = next((atom for atom, power in monomial if atom.op in SUMS and power == 1), None)
    if inner is None:
        return d.refl(product)
    rest = written({tuple(item for item in monomial if item[0] is not inner): found[monomial]})
    whole = taken_apart(inner, "s", product, kinds=(SUM,))
    pushed = symmetric(d, d.sum_scale(whole.rebuilt(mul(rest, whole.entry))))
    inside = _prenex(d, mul(rest, whole.entry))
    return chain(d, d.ring(eq(product, mul(rest, inner))), pushed, under(d, whole, inside))


def _factored(monomial: poly.Monomial, value: Fraction, variable: Term) -> Term:
    """c · m, with all that does not mention the variable in c."""
    outer = tuple((atom, power) for atom, power in monomial if variable.data not in atom.free)
    inside = tuple((atom, power) for atom, power in monomial if variable.data in atom.free)
    return mul(written({outer: value}), written({inside: Fraction(1)}))


def _pulled(d: Derivation, term: Term, count: int) -> Theorem:
    """⊢ Σ (c_1·m_1 + (c_2·m_2 + …)) = c_1·Σ m_1 + (c_2·Σ m_2 + …)"""
    if count == 0:
        return d.refl(term)
    if count == 1:
        outside = d.sum_scale(term)
        factor, single = sides(outside)[1].args
        return chain(d, outside, congruent(d, sides(outside)[1], [d.refl(factor), _settled(d, single)]))
    split = d.sum_add(term)
    first, rest = sides(split)[1].args
    return chain(d, split, congruent(d, sides(split)[1], [_pulled(d, first, 1), _pulled(d, rest, count - 1)]))


# -- matching ------------------------------------------------------------------------------------------------------


def _matched(d: Derivation, a: Term, b: Term, exchanges: int) -> Theorem | None:
    """⊢ a = b, after the atoms of b have been turned into atoms of a wherever they are equal."""
    if not is_number(a.sort):
        return _same_structure(d, a, b, exchanges)
    closing = ring(d, a, b)
    if closing is not None:
        return closing
    if _is_atom(a) and _is_atom(b):
        return _atoms_equal(d, a, b, exchanges)
    proved = d.refl(b)
    for atom in _atoms(b):
        now = sides(proved)[1]
        for other in _atoms(a):
            found = None if atom is other else _atoms_equal(d, atom, other, exchanges)
            if found is not None:
                x = terms.fresh("x", atom.sort, now, found.conclusion)
                template = replaced(now, atom, x)
                proved = chain(d, proved, d.congruence(found, lam(x, template)))
                break
    closing = ring(d, a, sides(proved)[1])
    return None if closing is None else chain(d, closing, symmetric(d, proved))


def _atoms(term: Term) -> list[Term]:
    return list(dict.fromkeys(atom for monomial in poly.polynomial(term) for atom, _ in monomial))


def _is_atom(term: Term) -> bool:
    return term.op not in ("add", "mul", "literal", "cast") and not poly.divides(term)


def _atoms_equal(d: Derivation, a: Term, b: Term, exchanges: int) -> Theorem | None:
    if a.op in SUMS and b.op in SUMS:
        return _sums_equal(d, a, b, exchanges)
    return _same_structure(d, a, b, exchanges)


def _same_structure(d: Derivation, a: Term, b: Term, exchanges: int) -> Theorem | None:
    """f(a_1, …) = f(b_1, …) from equal arguments, for what binds nothing and is no formula."""
    if a is b:
        return d.refl(a)
    plain = ("app", "div", "cast", *ELEMENTARY)
    if a.op != b.op or a.op not in plain or any(x.sort != y.sort for x, y in zip(a.args, b.args, strict=True)):
        return None
    parts = [
        _same_structure(d, x, y, exchanges) if x.sort[0] == "fun" else equal(d, x, y, exchanges)
        for x, y in zip(a.args, b.args, strict=True)
    ]
    return None if None in parts else congruent(d, a, [part for part in parts if part is not None])


def _sums_equal(d: Derivation, a: Term, b: Term, exchanges: int) -> Theorem | None:
    """Two sums of one monomial each: the same entries; or after a translation of a; or after an exchange in one."""
    direct = _entries_equal(d, a, b, exchanges)
    if direct is not None:
        return direct
    for moved in _translations(d, a, b):
        found = _entries_equal(d, sides(moved)[1], b, exchanges)
        if found is not None:
            return chain(d, moved, found)
    if exchanges and (swapped := _exchanged(d, a)):
        found = equal(d, sides(swapped)[1], b, exchanges - 1)
        if found is not None:
            return chain(d, swapped, found)
    if exchanges and (swapped := _exchanged(d, b)):
        found = equal(d, a, sides(swapped)[1], exchanges - 1)
        if found is not None:
            return chain(d, found, symmetric(d, swapped))
    return None


def _exchanged(d: Derivation, term: Term) -> Theorem | None:
    try:
        return d.sum_exchange(term)
    except KernelError:
        return None


def _entries_equal(d: Derivation, a: Term, b: Term, exchanges: int) -> Theorem | None:
    left = taken_apart(a, "s", b)
    right = taken_apart(b, "s", a)
    if left.range != right.range:
        return None
    entry = terms.substitute(right.entry, {right.variable: left.variable})
    inside = equal(d, left.entry, entry, exchanges)
    return None if inside is None else under(d, left, inside)


# -- translations --------------------------------------------------------------------------------------------------


def _translations(d: Derivation, a: Term, b: Term) -> Iterator[Theorem]:
    """⊢ a = a re-indexed by h ↦ ±h + r, for each pair of arguments ±g + s of a and ±h + s' of b that it makes equal."""
    if a.op != "group_sum" or a.data != b.data or not is_group(a.data):  # type: ignore[arg-type]
        return
    left = taken_apart(a, "s", b)
    other_entry = terms.instantiate(b.args[0], [left.variable])
    seen: list[tuple[int, Combination]] = []
    for sign, rest in arguments(left.entry, left.variable):
        for other_sign, other in arguments(other_entry, left.variable):
            turn, shift = sign * other_sign, scaled(difference(other, rest), sign)
            if closed(shift) and (turn, shift) not in seen:
                seen.append((turn, shift))
                yield _moved_by(d, a, turn, shift)


def _moved_by(d: Derivation, term: Term, turn: int, shift: Combination) -> Theorem:
    """⊢ Σ_g f(g) = Σ_h f(±h + r)"""
    g = terms.fresh("g", term.data, term, *shift)  # type: ignore[arg-type]
    there = lam(g, element({g: turn, **shift}, g.sort))
    return moved(d, term, there, lam(g, element({g: turn, **scaled(shift, -turn)}, g.sort)))


def moved(d: Derivation, term: Term, there: Term, back: Term) -> Theorem:
    """⊢ Σ_g f(g) = Σ_h f(there(h)), for maps of a group whose compositions are the identity by its laws."""
    v = terms.fresh("v", term.data, there, back)  # type: ignore[arg-type]
    trips = [
        d.forall_intro(d.group_identity(eq(apply(second, apply(first, v)), v)), v)
        for first, second in ((there, back), (back, there))
    ]
    return d.reindex(term, there, back, *trips)


# -- fibres --------------------------------------------------------------------------------------------------------


def fibred(d: Derivation, term: Term, image: Term) -> Theorem:
    """⊢ Σ_a f(a) = Σ_h Σ_a (f(a) if h = p(a) else 0), for a map p = λa. p(a) into a finite sort."""
    whole = taken_apart(term, "s", image)
    h = terms.fresh("h", image.sort[2], whole.entry, image, whole.variable)
    at = apply(image, whole.variable)
    delta = d.sum_delta(terms.group_sum(h, select(eq(h, at), whole.entry, terms.literal(term.sort, 0))))
    spread = under(d, whole, symmetric(d, delta))
    return chain(d, spread, d.sum_exchange(sides(spread)[1]))
