"""Moves for derivatives, minima along curves, Fermat's conditions, ideal membership.

Minima are proved here (a value plus squares that vanish at 0), so that what follows from them holds in every world.
"""

from __future__ import annotations

from fractions import Fraction as Q

from theorycheck.kernel import calculus
from theorycheck.kernel import terms as t
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.neighbourhoods import line_minimum, local_minimum, ray_minimum, starts_at
from theorycheck.kernel.rules import RULES
from theorycheck.kernel.rules.differentiation import twice_differentiable
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.theorem import Theorem

from .hand import ONE, Hand, move
from .random_sums import Product, Sums
from .random_terms import N_R

w, s = t.variable("w", REAL), t.variable("s", REAL)
ZERO = t.real(0)
ELEMENTARY = ["exp", "sin", "cos", "tanh", "arctan", "log", "sqrt"]


def _smooth(hand: Hand, depth: int) -> t.Term:
    """In w, mostly by operations that have a rule; sums and choices, whose size or condition seldom asks for w."""
    if depth <= 0:
        return hand.rng.choice([w, w, w, hand.real(1), t.real(2)])
    match hand.rng.randrange(9):
        case 0 | 1:
            return t.add(_smooth(hand, depth - 1), _smooth(hand, depth - 1))
        case 2 | 3:
            return t.mul(_smooth(hand, depth - 1), _smooth(hand, depth - 1))
        case 4:
            return t.div(_smooth(hand, depth - 1), _smooth(hand, depth - 1))
        case 5:
            return t.elementary(hand.rng.choice(ELEMENTARY), _smooth(hand, depth - 1))
        case 6:
            index = hand.new(NATURAL)
            size = hand.natural(1, w) if hand.chance(0.2) else hand.natural(1)
            return t.summation(size, index, t.mul(_smooth(hand, depth - 1), hand.real(1, index)))
        case 7:
            condition = t.lt(w, t.real(0)) if hand.chance(0.3) else hand.formula(1)
            return t.select(condition, _smooth(hand, depth - 1), _smooth(hand, depth - 1))
    return hand.real(2, w, w)


def _shown(hand: Hand, condition: t.Term) -> Theorem:
    """Evaluated where it can be, else assumed."""
    try:
        found = RULES["evaluate"](condition, ())
        return found if found.conclusion is condition else hand.given(condition)
    except KernelError:
        return hand.given(condition)


@move
def _derive(hand: Hand) -> tuple:
    value = _smooth(hand, hand.rng.randrange(1, 4))
    at = hand.rng.choice([t.real(hand.rng.choice([0, 1, -1, Q(1, 2)])), hand.real(1)])
    try:
        condition = t.substitute(calculus.differentiable(value, w), {w: at})
    except KernelError:
        condition = t.TRUE
    if hand.chance(0.1):
        condition = hand.formula(1)
    return _shown(hand, condition), t.lam(w, value), at


def _squares(hand: Hand, variable: t.Term) -> list[t.Term]:
    """What vanishes where the variable does."""
    return [t.mul(variable, _factor(hand, variable)) for _ in range(hand.rng.choice([1, 1, 2]))]


def _factor(hand: Hand, variable: t.Term) -> t.Term:
    choices = [t.real(hand.rng.choice([1, 2, -1])), hand.real(1), t.add(variable, t.real(1))]
    choices.append(t.elementary(hand.rng.choice(["exp", "sin", "cos"]), variable))
    choices.append(t.div(t.real(1), t.add(t.mul(variable, variable), t.real(1))))
    return hand.rng.choice(choices)


def _above(start: t.Term, squares: list[t.Term]) -> t.Term:
    for square in squares:
        start = t.add(start, t.mul(square, square))
    return start


def _least(below: Theorem, bounds: t.Term, variables: tuple, formula: t.Term) -> Theorem:
    """∃r. 0 < r ∧ ∀…. bounds ⇒ f(p) ≤ f(q), with r = 1, from f(p) ≤ f(q)."""
    body = RULES["implies_intro"](below, bounds)
    for variable in reversed(variables):
        body = RULES["forall_intro"](body, variable)
    positive = RULES["evaluate"](t.lt(ZERO, t.real(1)), ())
    return RULES["exists_intro"](RULES["and_intro"](positive, body), formula, t.real(1))


def _on_a_line(hand: Hand, ray: bool = False) -> tuple[Theorem, t.Term]:
    """A proved minimum of g at 0, on a line or a ray, and g."""
    squares, start = _squares(hand, s), hand.real(1)
    products = [(Q(1), (), (), (square,)) for square in squares]
    premises: tuple[Theorem, ...] = ()
    value = _above(start, squares)
    one, free = t.real(1), hand.real(1)
    if ray:
        bounds = t.conj(t.le(ZERO, s), t.lt(s, one))
        value = t.add(value, t.mul(s, t.mul(free, free)))
        premises = (RULES["and_left"](hand.given(bounds)),)
        products.append((Q(1), (0,), (), (free,)))
    else:
        bounds = t.conj(t.lt(t.neg(one), s), t.lt(s, one))
    curve = t.lam(s, value)
    here = t.apply(curve, ZERO)
    below = RULES["psatz"](premises, t.le(here, value), tuple(products), ())
    return _least(below, bounds, (s,), (ray_minimum if ray else line_minimum)(here, curve)), curve


def _local(hand: Hand) -> tuple:
    """A proved local minimum of Σ (q(k_j) - p(k_j))²·c² + …, or of a function of one number; with curves through p."""
    scalar = hand.chance(0.4)
    point = hand.real(1) if scalar else hand.term(N_R, 2)
    shape = () if scalar else (hand.rng.choice([ONE, t.natural(2), t.add(hand.natural(0), ONE)]),)
    q = t.variable("q0", point.sort)
    gaps = [t.sub(*(part if scalar else t.apply(part, hand.natural(0)) for part in (q, point))) for _ in range(2)]
    squares = [t.mul(gaps[0], hand.real(1)), gaps[1]]
    objective = t.lam(q, _above(hand.real(1), squares))
    below = RULES["psatz"]((), t.le(t.apply(objective, point), t.apply(objective, q)),
                           tuple((Q(1), (), (), (square,)) for square in squares), ())  # fmt: skip
    formula = local_minimum(objective, [point], [shape])
    bounds = t.instantiate(t.instantiate(formula.args[0], [t.real(1)]).args[1].args[0], [q]).args[0]
    minimum = _least(below, bounds, (q,), formula)
    index = hand.new(NATURAL)
    speed = hand.real(1) if scalar else hand.real(1, index)
    step = hand.rng.choice([s, t.mul(s, s), t.elementary("sin", s), t.elementary("exp", s), t.div(ZERO, s)])
    moved = t.add(point if scalar else t.apply(point, index), t.mul(step, speed))
    curve = t.lam(s, moved if scalar else t.lam(index, moved))
    return minimum, objective, (point,), (shape,), (curve,), (_start(hand, starts_at(curve, point, shape)),)


def _start(hand: Hand, formula: t.Term) -> Theorem:
    """A proof of the start where it is one of arithmetic."""
    if formula.op == "forall":
        index = t.fresh("i", NATURAL, formula)
        within, equation = t.instantiate(formula.args[0], [index]).args
        try:
            return RULES["forall_intro"](RULES["implies_intro"](_computed(equation), within), index)
        except KernelError:
            return hand.given(formula)
    try:
        return _computed(formula)
    except KernelError:
        return hand.given(formula)


def _computed(equation: t.Term) -> Theorem:
    try:
        return RULES["ring"](equation)
    except KernelError:
        return RULES["convert"](RULES["truth"](), equation, ())


@move
def _along(hand: Hand) -> tuple:
    return _local(hand)


def _minimum(hand: Hand) -> tuple[Theorem, t.Term]:
    """On a line: made so, or found along a curve through a local minimum."""
    if hand.chance(0.6):
        return _on_a_line(hand)
    found = RULES["along"](*_local(hand))
    within = t.instantiate(found.conclusion.args[0], [t.real(1)]).args[1].args[0]
    value, there = within.args[1].args
    curve = t.make("lambda", REAL, (there,)) if there.op != "app" else t.build("lambda", REAL, (there,))
    equation = _computed(t.eq(t.shift(value, -1), t.apply(curve, ZERO)))
    hole = t.variable("hole", REAL)
    return RULES["substitute"](equation, found, t.lam(hole, line_minimum(hole, curve))), curve


def _at_zero(condition: t.Term, variable: t.Term) -> t.Term:
    return t.substitute(condition, {variable: ZERO})


@move
def _fermat(hand: Hand) -> tuple:
    minimum, curve = _minimum(hand)
    return minimum, _shown(hand, _at_zero(calculus.differentiable(t.apply(curve, s), s), s)), curve


@move
def _fermat_one_sided(hand: Hand) -> tuple:
    minimum, curve = _on_a_line(hand, ray=True)
    return minimum, _shown(hand, _at_zero(calculus.differentiable(t.apply(curve, s), s), s)), curve


@move
def _fermat_second_order(hand: Hand) -> tuple:
    minimum, curve = _minimum(hand)
    return minimum, _shown(hand, _at_zero(twice_differentiable(t.apply(curve, s), s), s)), curve


# -- ideal membership ------------------------------------------------------------------------------------------------


def _entries(sums: Sums, hand: Hand) -> Theorem:
    """∀k < n. v(k) = (if k < n then v(k) else x), which is true and which no normal form sees; or an assumption."""
    v, index = t.variable("v", N_R), hand.new(NATURAL)
    size = hand.rng.choice([t.variable("n", NATURAL), t.natural(2)])
    entry = t.apply(v, index)
    other = t.select(t.lt(index, size), entry, hand.real(1))
    equation = t.eq(entry, other)
    if hand.chance(0.3):
        return hand.given(t.bounded_forall(index, size, equation))
    chosen = RULES["select_true"](hand.given(t.lt(index, size)), other)
    turned = RULES["substitute"](chosen, RULES["refl"](other), t.lam(w, t.eq(w, other)))
    inside = RULES["implies_intro"](turned, t.lt(index, size))
    return RULES["forall_intro"](inside, index)


@move
def _nc_ideal(hand: Hand) -> tuple:
    """Two ways to write one sum, or nearly; in every third case with multiples of a premise between them."""
    sums = Sums(hand.rng, careless=hand.chance(0.3))
    index, size = t.variable("i", NATURAL), t.variable("n", NATURAL)
    products = [sums.product() for _ in range(hand.rng.choice([1, 1, 2]))]
    others = [sums.renamed(one) for one in products]
    if hand.chance(0.4):
        others[0] = sums.disturbed(others[0])
    left, right = sums.written(products), sums.written(others)
    premises, cofactors = [], []
    if hand.chance(0.4):
        premise = _entries(sums, hand)
        k = hand.new(NATURAL)
        within, equation = t.instantiate(premise.conclusion.args[0], [k]).args
        factor = sums.written([Product(Q(1), [], [sums._factor([-1])])])
        if hand.chance(0.5):
            factor = t.mul(factor, t.apply(t.variable("f", N_R), k))
        multiple = t.summation(within.args[1], k, t.mul(factor, t.sub(*equation.args)))
        left = t.add(left, multiple)
        premises, cofactors = [premise], [(0, t.lam(index, t.lam(k, factor)))]
    bounded = t.bounded_forall(index, size if hand.chance(0.9) else hand.natural(1), t.eq(left, right))
    return tuple(premises), bounded, tuple(cofactors)
