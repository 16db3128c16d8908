"""Moves for arithmetic, iteration and sums."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from theorycheck.kernel import terms as t
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.rules import RULES
from theorycheck.kernel.sorts import NATURAL, REAL, is_group

from .hand import MOVES, ONE, ZERO, Hand, move, simple
from .random_terms import Z3, F, G


@move
def _ring(hand: Hand) -> tuple:
    p, q = hand.real(2), hand.real(2)
    square = t.mul(t.add(p, q), t.add(p, q))
    opened = t.add(t.mul(p, p), t.add(t.mul(t.real(hand.rng.choice([2, 2, 2, 1])), t.mul(p, q)), t.mul(q, q)))
    sizes = hand.natural(2), hand.natural(2)
    natural = t.eq(t.mul(t.add(*sizes), sizes[0]), t.add(t.mul(sizes[0], sizes[0]), t.mul(sizes[1], sizes[0])))
    return (
        hand.rng.choice(
            [
                t.eq(square, opened),
                natural,
                t.eq(p, normal_form(p)),
                t.eq(t.cast(t.mul(*sizes)), t.mul(*map(t.cast, sizes))),
            ]
        ),
    )


def _as_real(term: t.Term) -> t.Term:
    return t.cast(term) if term.sort == NATURAL else term


@move
def _psatz(hand: Hand) -> tuple:
    """A sum of products is drawn, and the goal is what it shows (or what it nearly shows)."""
    rng = hand.rng
    premises = tuple(hand.theorem(rng.choice(["le", "lt", "eq"])) for _ in range(rng.randrange(3)))
    total, products, cofactors = t.real(0), [], []
    for position, premise in enumerate(premises):
        a, b = premise.conclusion.args
        slack = t.sub(_as_real(b), _as_real(a))
        if premise.conclusion.op == "eq":
            factor = hand.real(1)
            cofactors.append((position, factor))
            total = t.add(total, t.mul(factor, slack))
            continue
        if premise.conclusion.op == "lt" and a.sort == NATURAL and hand.chance(0.9):
            slack = t.sub(slack, t.real(1))
        squares = (hand.real(1),) if hand.chance(0.3) else ()
        naturals = (hand.natural(1),) if hand.chance(0.3) else ()
        part = slack
        for square in squares:
            part = t.mul(part, t.mul(square, square) if hand.chance(0.9) else square)
        for natural in naturals:
            part = t.mul(part, t.cast(natural))
        products.append((Fraction(1), (position,), naturals, squares))
        total = t.add(total, part)
    start = hand.real(1)
    relation = rng.choice([t.le, t.le, t.lt, t.eq])
    return premises, relation(start, t.add(start, total)), tuple(products), tuple(cofactors)


@move
def _natural_nonnegative(hand: Hand) -> tuple:
    return (hand.natural(3),)


@move
def _natural_above(hand: Hand) -> tuple:
    return (hand.real(3),)


@move
def _divide(hand: Hand) -> tuple:
    b = hand.real(2)
    return hand.given(t.negate(t.eq(b, t.real(0)))), t.div(hand.real(2), b)


@move
def _square_root(hand: Hand) -> tuple:
    return (hand.given(t.le(t.real(hand.rng.choice([0, 0, 0, -1])), hand.real(2))),)


MOVES["square_root_nonnegative"] = _square_root


@move
def _recursion(hand: Hand) -> tuple:
    if hand.chance(0.3):
        k, state = hand.new(NATURAL), hand.new(REAL)
        return (t.fold(hand.successor(), hand.real(1), k, state, hand.real(2, k, state)),)
    sort, op = hand.rng.choice([REAL, NATURAL]), hand.rng.choice(["sum", "prod", "max"])
    return (hand.big(op, lambda index: hand.term(sort, 2, (index,)), hand.successor()),)


@move
def _induction(hand: Hand) -> tuple:
    """A step that is proved (0 ≤ n, or a sum of ones), or assumed about the very n that is induced on."""
    n = hand.free(NATURAL)
    index = hand.new(NATURAL)
    if hand.chance(0.5):
        predicate = t.lam(index, t.le(ZERO, t.mul(index, hand.natural(1))))
        step = RULES["natural_nonnegative"](t.apply(predicate, t.add(n, ONE)).args[1])
        step = RULES["implies_intro"](step, t.apply(predicate, n))
    else:
        predicate = t.lam(index, hand.formula(2, index))
        step = hand.given(t.implies(t.apply(predicate, n), t.apply(predicate, t.add(n, ONE))))
        if hand.chance(0.5):
            step = RULES["forall_elim"](hand.given(t.forall(n, step.conclusion)), n)
    return hand.given(t.apply(predicate, ZERO)), step, n, predicate


@move
def _maximum_bound(hand: Hand) -> tuple:
    size, index = hand.natural(1), hand.natural(1)
    premise = t.lt(index, size) if hand.chance(0.9) else t.lt(index, t.add(size, ONE))
    return hand.given(premise), hand.big("max", lambda i: hand.real(2, i), size)


@move
def _maximum_attained(hand: Hand) -> tuple:
    size = hand.natural(1)
    return hand.given(t.lt(ZERO, size)), hand.big("max", lambda i: hand.real(2, i), size)


@move
def _big_congruence(hand: Hand) -> tuple:
    """Two functions that agree within the bound only, or over a finite sort."""
    if hand.chance(0.4):
        element = hand.new(hand.rng.choice([G, F, Z3, NATURAL]))
        return hand.given(t.forall(element, t.eq(hand.real(2, element), hand.real(1, element)))), "group_sum"
    size, sort = hand.natural(1), hand.rng.choice([REAL, NATURAL])

    def equation(index: t.Term) -> t.Term:
        f, other = (hand.term(sort, 2, (index,)) for _ in range(2))
        return t.eq(f, t.select(t.lt(index, size), f, other))

    formula = hand.within(size, equation)
    if hand.chance(0.2):
        formula = t.forall(index := hand.new(NATURAL), t.implies(hand.formula(1, index), equation(index)))
    return hand.given(formula), hand.rng.choice(["sum", "prod", "max"])


def _over(hand: Hand, op: str, body: Callable[[t.Term], t.Term]) -> t.Term:
    """The sum or product of body over i < n, or a sum over a finite sort."""
    if op != "sum" or hand.chance(0.5):
        return hand.big(op, body)
    element = hand.new(hand.rng.choice([G, F, Z3]))
    return t.group_sum(element, body(element))


def _pieces(hand: Hand, join: Callable, dependent: float = 0.3) -> Callable[[t.Term], t.Term]:
    """index ↦ join(c, f(index)); c sometimes depends on the index where it must not."""
    sort = hand.rng.choice([REAL, REAL, NATURAL])

    def body(index: t.Term) -> t.Term:
        first = hand.term(sort, 2, (index,) if hand.chance(dependent) else ())
        return join(first, hand.term(sort, 2, (index,)))

    return body


def _joined(hand: Hand) -> tuple:
    op, join = hand.rng.choice([("sum", t.add), ("sum", t.add), ("prod", t.mul)])
    return (_over(hand, op, _pieces(hand, join)),)


def _split(hand: Hand) -> tuple:
    size = t.add(hand.natural(1), hand.natural(1))
    return (hand.big(hand.rng.choice(["sum", "sum", "prod"]), _pieces(hand, t.add), size),)


simple("sum_add", _joined)
simple("sum_scale", lambda hand: (_over(hand, "sum", _pieces(hand, t.mul)),))
simple("sum_constant", lambda hand: (hand.big("sum", _pieces(hand, lambda c, _: c)),))
simple("sum_split", _split)
simple("sum_cast", lambda hand: (t.cast(hand.big(hand.rng.choice(["sum", "prod"]), lambda i: hand.natural(2, i))),))


@move
def _sum_exchange(hand: Hand) -> tuple:
    """Every pair of ranges; the inner size sometimes depends on the outer index."""
    op = hand.rng.choice(["sum", "sum", "sum", "prod"])

    def row(i: t.Term) -> t.Term:
        if hand.chance(0.5):
            return _over(hand, op, lambda j: hand.real(3, i, j))
        size = hand.natural(1, i) if hand.chance(0.3) else hand.natural(1)
        return hand.big(op, lambda j: hand.real(3, i, j), size)

    return (_over(hand, op, row),)


@move
def _sum_delta(hand: Hand) -> tuple:
    def body(i: t.Term) -> t.Term:
        at = hand.term(i.sort, 2, (i,) if hand.chance(0.2) else ())
        return t.select(t.eq(i, at), hand.real(2, i), t.real(hand.rng.choice([0, 0, 0, 1])))

    return (_over(hand, "sum", body),)


def _nonnegative(hand: Hand) -> t.Term:
    """Σ_{i<size} of what is ≥ 0 within the size only, or Σ_g of squares."""
    if hand.chance(0.3):
        element = hand.new(hand.rng.choice([G, F, Z3]))
        inside = hand.real(1, element)
        return t.group_sum(element, t.mul(inside, inside) if hand.chance(0.8) else inside)
    size = hand.natural(1)
    index = hand.new(NATURAL)
    inside, outside = hand.real(1, index), hand.real(1, index)
    body = t.select(t.lt(index, size), t.mul(inside, inside) if hand.chance(0.8) else inside, outside)
    return t.big(hand.rng.choice(["sum", "sum", "prod"]), size, index, body)


def _signs(term: t.Term) -> t.Term:
    index = t.fresh("i", NATURAL if term.op != "group_sum" else term.data, term)
    sign = t.le(t.real(0), t.instantiate(term.args[-1], [index]))
    return t.forall(index, sign) if term.op == "group_sum" else t.bounded_forall(index, term.args[0], sign)


@move
def _big_nonnegative(hand: Hand) -> tuple:
    term = _nonnegative(hand)
    return hand.given(_signs(term)), term


@move
def _sum_zero(hand: Hand) -> tuple:
    term = _nonnegative(hand)
    return hand.given(_signs(term)), hand.given(t.eq(term, t.real(0))), term


@move
def _reindex(hand: Hand) -> tuple:
    """Translations and reflections of a group, reversals of i < n, random maps between ranges of any two sorts."""
    if hand.chance(0.4):
        return _between_ranges(hand)
    sort = hand.rng.choice([G, Z3, F])
    v, w, by = hand.new(sort), t.variable("w", sort), hand.term(sort, 1)
    there, back = t.lam(w, w), t.lam(w, w)
    if is_group(sort):
        there, back = t.lam(w, t.group_add(w, by)), t.lam(w, t.group_add(t.group_neg(by), w))
        if hand.chance(0.3):
            there = back = t.lam(w, t.group_neg(w))
    trips = [t.forall(w, t.eq(t.apply(a, t.apply(b, w)), w)) for a, b in ((back, there), (there, back))]
    return t.group_sum(v, hand.real(2, v)), there, back, hand.given(trips[0]), hand.given(trips[1])


def _between_ranges(hand: Hand) -> tuple:
    """Tables that permute 0, 1, 2 (or do not), with the premises assumed as the rule wants them, or nearly so."""
    sizes = [t.natural(hand.rng.randrange(4)) if hand.chance(0.8) else hand.natural(1)] * 2
    if hand.chance(0.2):
        sizes[1] = hand.natural(1)
    image = hand.rng.sample(range(3), 3) if hand.chance(0.8) else [hand.rng.randrange(3) for _ in range(3)]
    inverse = [image.index(value) if value in image else 0 for value in range(3)]
    there, back = (t.table(*map(t.natural, entries)) for entries in (image, inverse))
    v = hand.new(NATURAL)
    premises = []
    for (first, second), size, other in ((((there, back), sizes[1], sizes[0])), ((back, there), sizes[0], sizes[1])):
        trip = t.eq(t.apply(second, t.apply(first, v)), v)
        inside = t.conj(t.lt(t.apply(first, v), other), trip) if hand.chance(0.9) else trip
        premises.append(hand.given(t.bounded_forall(v, size, inside)))
    term = hand.big(hand.rng.choice(["sum", "prod"]), lambda i: hand.real(2, i), sizes[0])
    return term, there, back, *premises


@move
def _finite_extremum(hand: Hand) -> tuple:
    element = hand.new(hand.rng.choice([G, F, Z3, Z3, NATURAL]))
    return (t.lam(element, hand.real(2, element)),)


@move
def _dependence(hand: Hand) -> tuple:
    """The evaluator never refutes ∃ over functions: `test_finite` solves for the coefficients."""
    i, j = hand.new(NATURAL), hand.new(NATURAL)
    sizes = hand.natural(1), t.add(hand.natural(1), ONE)
    return hand.given(t.lt(*sizes) if hand.chance(0.9) else t.le(*sizes)), t.lam(i, t.lam(j, hand.real(2, i, j)))


@move
def _group_identity(hand: Hand) -> tuple:
    sort = hand.rng.choice([G, Z3])
    a, b = hand.term(sort, 2), hand.term(sort, 2)
    return (
        hand.rng.choice(
            [
                t.eq(t.group_add(a, b), t.group_add(b, a)),
                t.eq(t.group_add(t.group_add(a, b), t.group_neg(a)), b),
                t.eq(a, b),
            ]
        ),
    )
