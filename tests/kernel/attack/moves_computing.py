"""Moves for computation, definitions, boxes, citations."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from theorycheck.kernel import calculus
from theorycheck.kernel import terms as t
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.rules import RULES
from theorycheck.kernel.rules.elementary_laws import LOG_EXP, TRIGONOMETRIC
from theorycheck.kernel.sorts import NATURAL, REAL, cyclic, group
from theorycheck.kernel.theorem import Theorem

from .hand import Hand, move, simple
from .random_terms import F_R_SORTS, G_R, N_R, Z3, F

Relation = Callable[[t.Term, t.Term], t.Term]


def _definitions(hand: Hand) -> tuple[Theorem, ...]:
    return tuple(
        th
        for th in hand.pool
        if th.conclusion.op == "eq" and th.conclusion.args[0].op == "constant" and not th.hypotheses
    )[-2:]


def _with_constants(hand: Hand, term: t.Term) -> t.Term:
    """The term, with a defined function or number put in somewhere."""
    for definition in _definitions(hand):
        constant = definition.conclusion.args[0]
        if constant.sort == REAL and term.sort == REAL:
            term = t.add(term, t.mul(constant, hand.real(1)))
        if constant.sort == N_R and term.sort == REAL:
            term = t.add(term, t.apply(constant, hand.natural(1)))
    return term


@move
def _define(hand: Hand) -> tuple:
    sort = hand.rng.choice([REAL, N_R, G_R])
    body = hand.term(sort, 3)
    closing = [v for v in F_R_SORTS if v.data in body.free]
    return f"c{hand.rng.randrange(3)}", t.substitute(body, {v: _ground(v.sort) for v in closing})


def _ground(sort: tuple) -> t.Term:
    v = t.variable("w", sort[1]) if sort[0] == "fun" else None
    return t.lam(v, _ground(sort[2])) if v else t.natural(2) if sort == NATURAL else t.real(2)


simple(
    "compute",
    lambda hand: (
        _with_constants(hand, hand.term(hand.rng.choice([REAL, REAL, NATURAL, Z3, N_R]), 4)),
        _definitions(hand),
    ),
)
simple("unfold", lambda hand: (_with_constants(hand, hand.real(2)), _definitions(hand)))


@move
def _convert(hand: Hand) -> tuple:
    theorem = hand.theorem()
    return (
        theorem,
        normal_form(theorem.conclusion, {d.conclusion.args[0]: d.conclusion.args[1] for d in _definitions(hand)}),
        _definitions(hand),
    )


@move
def _instantiate_sort(hand: Hand) -> tuple:
    new = hand.rng.choice([cyclic(1), cyclic(3), cyclic(4), group("H"), group("G"), F, REAL])
    spaces = [REAL, REAL, ("vector", "V"), ("vector", "W"), ("inner", "E"), ("inner", "V")]
    if hand.chance(0.5):
        theorem = hand.theorem(hand.rng.choice(["eq", "le", "forall"]))
        return theorem, hand.rng.choice(["V", "E"]), hand.rng.choice(spaces)
    return hand.theorem(), hand.rng.choice(["G", "F"]), new


@move
def _evaluate(hand: Hand) -> tuple:
    formula = hand.formula(3)
    if hand.chance(0.7):
        free = [t.variable(*data) for data in sorted(formula.free) if data[1] in (REAL, NATURAL)]
        values = {v: t.real(hand.rng.choice([0, 1, -1, Fraction(1, 2)])) if v.sort == REAL
                  else t.natural(hand.rng.randrange(3)) for v in free}  # fmt: skip
        formula = t.substitute(formula, values) if values else formula
    return formula, _definitions(hand)


@move
def _ball(hand: Hand) -> tuple:
    variables = hand.rng.choice([(hand.free(REAL),), (t.variable("x", REAL), t.variable("y", REAL))])
    bounds = tuple(
        (Fraction(low), Fraction(low + hand.rng.choice([0, 1, 2])))
        for low in (hand.rng.randrange(-2, 3) for _ in variables)
    )
    left = hand.real(3)
    formula = (
        hand.rng.choice([t.le, t.lt])(left, t.add(left, t.real(1)))
        if hand.chance(0.2)
        else t.le(left, t.real(hand.rng.randrange(-3, 9)))
    )
    middle = (bounds[0][0] + bounds[0][1]) / 2
    tree = hand.rng.choice([(0,), ((0, middle), 0, 0), ((0, middle), (0, middle), 0, 0, 0)])
    return variables, bounds, formula, tree, hand.rng.choice([20, 64]), ()


@move
def _mean_value(hand: Hand) -> tuple:
    """Conditions of a function that is smooth everywhere are proved, others assumed."""
    v = t.variable("w", REAL)
    function = t.lam(v, _curve(hand, v))
    s, end = hand.rng.choice([(t.real(0), t.real(1)), (hand.real(1), hand.real(1))])
    x = t.fresh("x", REAL, function, s, end)
    value = t.apply(function, x)
    closed = _between(hand, t.le, s, x, end, calculus.continuous(value, x))
    return closed, _between(hand, t.lt, s, x, end, calculus.differentiable(value, x)), function, s, end


def _curve(hand: Hand, v: t.Term) -> t.Term:
    if hand.chance(0.5):
        return hand.real(3, v, v, v)
    inner = t.add(t.mul(v, hand.real(1)), hand.real(1))
    return t.mul(t.elementary(hand.rng.choice(["exp", "sin", "cos", "tanh", "arctan", "sqrt"]), inner), v)


def _between(hand: Hand, relation: Relation, s: t.Term, x: t.Term, end: t.Term, condition: t.Term) -> Theorem:
    low, high = relation(s, x), relation(x, end)
    if condition is not t.TRUE:
        return hand.given(t.forall(x, t.implies(low, t.implies(high, condition))))
    within = RULES["implies_intro"](RULES["implies_intro"](RULES["truth"](), high), low)
    return RULES["forall_intro"](within, x)


simple("log_exp", lambda hand: (hand.rng.choice(sorted(LOG_EXP)),))
simple("trigonometric", lambda hand: (hand.rng.choice(sorted(TRIGONOMETRIC)),))


@move
def _cite(hand: Hand) -> tuple:
    """Only what is true: the citation of a theorem that was found."""
    proved = [th.conclusion for th in hand.pool if not th.hypotheses and not th.conclusion.free]
    return "standard", "known", hand.rng.choice(proved) if proved else t.TRUE
