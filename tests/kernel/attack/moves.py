"""How the fuzzer proposes arguments for each rule: often right, sometimes just wrong.

A move is a function of the fuzzer's hand (random terms, earlier theorems) that returns the rule's arguments.  What
makes a side condition matter is put in the way on purpose: variables that are free in hypotheses, bodies that depend
on the index where they must not, functions that agree within a bound only.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from theorycheck.kernel import calculus
from theorycheck.kernel import terms as t
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.rules import RULES
from theorycheck.kernel.sorts import NATURAL, PROPOSITION, REAL, cyclic, group, is_group
from theorycheck.kernel.theorem import Theorem

from .random_terms import F_R_SORTS, G_R, N_R, F, G, Terms, Z3

ZERO, ONE = t.natural(0), t.natural(1)
Move = Callable[["Hand"], tuple]
MOVES: dict[str, Move] = {}


class Hand(Terms):
    """Random terms and the theorems found so far."""

    def __init__(self, rng, pool: list[Theorem]):
        super().__init__(rng)
        self.pool = pool

    def given(self, formula: t.Term) -> Theorem:
        return RULES["assume"](formula)

    def theorem(self, op: str | None = None) -> Theorem:
        """An earlier theorem with that head, or an assumption with it."""
        fitting = [th for th in self.pool if op is None or th.conclusion.op == op]
        if fitting and self.rng.random() < 0.6:
            return self.rng.choice(fitting)
        return self.given(self.headed(op) if op else self.formula(2))

    def headed(self, op: str) -> t.Term:
        if op in ("le", "lt", "eq"):
            sort = self.rng.choice([REAL, REAL, NATURAL, *([N_R, G, Z3] if op == "eq" else [])])
            return self._pair(op, sort, 2, ())
        if op in ("and", "or", "implies"):
            return self._pair(op, PROPOSITION, 2, ())
        if op == "not":
            return t.negate(self.formula(2))
        v = self.new(self.rng.choice([NATURAL, REAL, G, F, Z3]))
        return (t.forall if op == "forall" else t.exists)(v, self.formula(2, v))

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def within(self, size: t.Term, relation: Callable[[t.Term], t.Term]) -> t.Term:
        index = self.new(NATURAL)
        return t.bounded_forall(index, size, relation(index))

    def big(self, op: str, body: Callable[[t.Term], t.Term], size: t.Term | None = None) -> t.Term:
        index = self.new(NATURAL)
        return t.big(op, self.natural(1) if size is None else size, index, body(index))

    def successor(self) -> t.Term:
        count = self.natural(1)
        return self.rng.choice([count, t.add(count, ONE), t.add(count, ONE), t.add(t.add(count, ONE), ONE)])


def move(function: Callable[[Hand], tuple]) -> Callable[[Hand], tuple]:
    MOVES[function.__name__.removeprefix("_")] = function
    return function


def _simple(name: str, propose: Callable[[Hand], tuple]) -> None:
    MOVES[name] = propose


# -- logic and equality --------------------------------------------------------------------------------------------

_simple("assume", lambda hand: (hand.formula(3),))
_simple("truth", lambda hand: ())
_simple("and_intro", lambda hand: (hand.theorem(), hand.theorem()))
_simple("and_left", lambda hand: (hand.theorem("and"),))
_simple("and_right", lambda hand: (hand.theorem("and"),))
_simple("or_left", lambda hand: (hand.theorem(), hand.formula(2)))
_simple("or_right", lambda hand: (hand.formula(2), hand.theorem()))
_simple("false_elim", lambda hand: (hand.theorem("false"), hand.formula(2)))
_simple("forall_intro", lambda hand: (hand.theorem(), hand.free()))
_simple("refl", lambda hand: (hand.term(hand.rng.choice([REAL, NATURAL, N_R, G]), 3),))
_simple("extensionality", lambda hand: (hand.theorem("eq"), hand.free()))
_simple("not_le", lambda hand: (hand.given(t.negate(hand.headed("le"))),))
_simple("not_lt", lambda hand: (hand.given(t.negate(hand.headed("lt"))),))


@move
def _implies_intro(hand: Hand) -> tuple:
    theorem = hand.theorem()
    return theorem, hand.rng.choice([*theorem.hypotheses, hand.formula(2)])


@move
def _implies_elim(hand: Hand) -> tuple:
    implication = hand.theorem("implies")
    premise = implication.conclusion.args[0] if hand.chance(0.9) else hand.formula(2)
    return implication, hand.given(premise)


@move
def _or_elim(hand: Hand) -> tuple:
    either, goal = hand.theorem("or"), hand.theorem()
    branches = [RULES["and_right"](RULES["and_intro"](hand.given(case), goal)) for case in either.conclusion.args]
    if either.conclusion.args[0] is either.conclusion.args[1] or hand.chance(0.3):
        branches = [hand.given(case) for case in either.conclusion.args]
    return either, *hand.rng.sample(branches, 2)


@move
def _cases(hand: Hand) -> tuple:
    condition, goal = hand.formula(2), hand.theorem()
    left, right = (RULES["and_right"](RULES["and_intro"](hand.given(c), goal)) for c in (condition, t.negate(condition)))
    return (left, right, condition) if hand.chance(0.6) else (right, left, condition)


@move
def _not_elim(hand: Hand) -> tuple:
    negation = hand.theorem("not")
    return negation, hand.given(negation.conclusion.args[0])


@move
def _not_intro(hand: Hand) -> tuple:
    refuted = hand.formula(2)
    contradiction = RULES["not_elim"](hand.given(t.negate(refuted)), hand.given(refuted))
    theorem = hand.theorem("false") if hand.chance(0.3) else contradiction
    return theorem, hand.rng.choice([*theorem.hypotheses, hand.formula(1)])


@move
def _forall_elim(hand: Hand) -> tuple:
    theorem = hand.theorem("forall")
    return theorem, hand.term(theorem.conclusion.data, 2)


@move
def _exists_intro(hand: Hand) -> tuple:
    v = hand.new(hand.rng.choice([REAL, NATURAL, G]))
    somewhere, value = t.exists(v, hand.formula(2, v)), hand.term(v.sort, 1)
    return hand.given(t.instantiate(somewhere.args[0], [value])), somewhere, value


@move
def _exists_elim(hand: Hand) -> tuple:
    existence = hand.theorem("exists")
    witness = hand.free() if hand.chance(0.5) else t.variable("w", existence.conclusion.data)
    if witness.sort != existence.conclusion.data:
        witness = t.variable("w", existence.conclusion.data)
    instance = hand.given(t.instantiate(existence.conclusion.args[0], [witness]))
    joined = RULES["and_intro"](instance, hand.theorem())
    return existence, RULES["and_right"](joined) if hand.chance(0.6) else joined, witness


@move
def _forall_not(hand: Hand) -> tuple:
    return (hand.given(t.negate(hand.headed("exists"))),)


@move
def _exists_not(hand: Hand) -> tuple:
    return (hand.given(t.negate(hand.headed("forall"))),)


@move
def _generalise(hand: Hand) -> tuple:
    variables = {hand.free() for _ in range(hand.rng.randrange(1, 3))}
    return hand.theorem(), tuple(hand.term(v.sort, 2) for v in variables), tuple(variables)


@move
def _substitute(hand: Hand) -> tuple:
    equation = hand.theorem("eq")
    hole = t.variable("hole", equation.conclusion.args[0].sort)
    left = equation.conclusion.args[0]
    target = hand.theorem()
    body = t.rewrite(target.conclusion, lambda s, depth: hole if s is left else None, lambda s, depth: False)
    return equation, target, t.lam(hole, body)


@move
def _congruence(hand: Hand) -> tuple:
    equation = hand.theorem("eq")
    hole = hand.new(equation.conclusion.args[0].sort)
    return equation, t.lam(hole, hand.real(3, hole))


@move
def _select_true(hand: Hand) -> tuple:
    theorem = hand.theorem()
    return theorem, t.select(theorem.conclusion, hand.real(2), hand.real(2))


@move
def _select_false(hand: Hand) -> tuple:
    theorem = hand.theorem("not")
    return theorem, t.select(theorem.conclusion.args[0], hand.real(2), hand.real(2))


@move
def _antisymmetry(hand: Hand) -> tuple:
    theorem = hand.theorem("le")
    a, b = theorem.conclusion.args
    return theorem, hand.given(t.le(b, a) if hand.chance(0.8) else t.le(a, b))


# -- arithmetic ----------------------------------------------------------------------------------------------------


@move
def _ring(hand: Hand) -> tuple:
    p, q = hand.real(2), hand.real(2)
    square = t.mul(t.add(p, q), t.add(p, q))
    opened = t.add(t.mul(p, p), t.add(t.mul(t.real(hand.rng.choice([2, 2, 2, 1])), t.mul(p, q)), t.mul(q, q)))
    sizes = hand.natural(2), hand.natural(2)
    natural = t.eq(t.mul(t.add(*sizes), sizes[0]), t.add(t.mul(sizes[0], sizes[0]), t.mul(sizes[1], sizes[0])))
    return (hand.rng.choice([t.eq(square, opened), natural, t.eq(p, normal_form(p)), t.eq(t.cast(t.mul(*sizes)), t.mul(*map(t.cast, sizes)))]),)


@move
def _psatz(hand: Hand) -> tuple:
    """A sum of products is drawn, and the goal is what it shows (or what it nearly shows)."""
    rng = hand.rng
    premises = tuple(hand.theorem(rng.choice(["le", "lt", "eq"])) for _ in range(rng.randrange(3)))
    total, products, cofactors = t.real(0), [], []
    real = lambda s: t.cast(s) if s.sort == NATURAL else s
    for position, premise in enumerate(premises):
        a, b = premise.conclusion.args
        slack = t.sub(real(b), real(a))
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
def _divide(hand: Hand) -> tuple:
    b = hand.real(2)
    return hand.given(t.negate(t.eq(b, t.real(0)))), t.div(hand.real(2), b)


@move
def _square_root(hand: Hand) -> tuple:
    return (hand.given(t.le(t.real(hand.rng.choice([0, 0, 0, -1])), hand.real(2))),)


MOVES["square_root_nonnegative"] = _square_root


# -- iteration and sums --------------------------------------------------------------------------------------------


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
    """Two functions that agree within the bound only."""
    size, sort = hand.natural(1), hand.rng.choice([REAL, NATURAL])

    def equation(index: t.Term) -> t.Term:
        f, other = (hand.term(sort, 2, (index,)) for _ in range(2))
        return t.eq(f, t.select(t.lt(index, size), f, other))

    formula = hand.within(size, equation)
    if hand.chance(0.2):
        formula = t.forall(index := hand.new(NATURAL), t.implies(hand.formula(1, index), equation(index)))
    return hand.given(formula), hand.rng.choice(["sum", "prod", "max"])


def _pieces(hand: Hand, join: Callable, dependent: float = 0.3) -> Callable[[t.Term], t.Term]:
    """index ↦ join(c, f(index)); c sometimes depends on the index where it must not."""
    sort = hand.rng.choice([REAL, NATURAL])

    def body(index: t.Term) -> t.Term:
        first = hand.term(sort, 2, (index,) if hand.chance(dependent) else ())
        return join(first, hand.term(sort, 2, (index,)))

    return body


_simple("sum_add", lambda hand: (hand.big("sum", _pieces(hand, t.add)),))
_simple("sum_scale", lambda hand: (hand.big("sum", _pieces(hand, t.mul)),))
_simple("sum_constant", lambda hand: (hand.big("sum", _pieces(hand, lambda c, _: c)),))
_simple("sum_split", lambda hand: (hand.big("sum", _pieces(hand, t.add), t.add(hand.natural(1), hand.natural(1))),))
_simple("sum_cast", lambda hand: (t.cast(hand.big(hand.rng.choice(["sum", "prod"]), lambda i: hand.natural(2, i))),))


@move
def _sum_exchange(hand: Hand) -> tuple:
    def row(i: t.Term) -> t.Term:
        size = hand.natural(1, i) if hand.chance(0.2) else hand.natural(1)
        return hand.big("sum", lambda j: hand.real(3, i, j), size)

    return (hand.big("sum", row),)


@move
def _sum_delta(hand: Hand) -> tuple:
    def body(i: t.Term) -> t.Term:
        at = hand.natural(2, i) if hand.chance(0.2) else hand.natural(2)
        return t.select(t.eq(i, at), hand.real(2, i), t.real(hand.rng.choice([0, 0, 0, 1])))

    return (hand.big("sum", body),)


def _nonnegative(hand: Hand) -> tuple[t.Term, t.Term]:
    """A size and Σ_{i<size} of what is ≥ 0 within the size only."""
    size = hand.natural(1)
    index = hand.new(NATURAL)
    inside, outside = hand.real(1, index), hand.real(1, index)
    body = t.select(t.lt(index, size), t.mul(inside, inside) if hand.chance(0.8) else inside, outside)
    return size, t.big(hand.rng.choice(["sum", "sum", "prod"]), size, index, body)


def _signs(term: t.Term) -> t.Term:
    index = t.fresh("i", NATURAL, term)
    return t.bounded_forall(index, term.args[0], t.le(t.real(0), t.instantiate(term.args[1], [index])))


@move
def _big_nonnegative(hand: Hand) -> tuple:
    _, term = _nonnegative(hand)
    return hand.given(_signs(term)), term


@move
def _sum_zero(hand: Hand) -> tuple:
    _, term = _nonnegative(hand)
    return hand.given(_signs(term)), hand.given(t.eq(term, t.real(0))), term


@move
def _group_congruence(hand: Hand) -> tuple:
    element = hand.new(hand.rng.choice([G, F, Z3, NATURAL]))
    return (hand.given(t.forall(element, t.eq(hand.real(2, element), hand.real(1, element)))),)


@move
def _group_sum_linear(hand: Hand) -> tuple:
    element = hand.new(hand.rng.choice([G, F, Z3]))
    first = hand.real(2, element) if hand.chance(0.4) else hand.real(2)
    return (t.group_sum(element, hand.rng.choice([t.add, t.mul])(first, hand.real(2, element))),)


@move
def _reindex(hand: Hand) -> tuple:
    sort = hand.rng.choice([G, Z3, F])
    v, w, by = hand.new(sort), t.variable("w", sort), hand.term(sort, 1)
    there, back = t.lam(w, w), t.lam(w, w)
    if is_group(sort):
        there, back = t.lam(w, t.group_add(w, by)), t.lam(w, t.group_add(t.group_neg(by), w))
        if hand.chance(0.3):
            there = back = t.lam(w, t.group_neg(w))
    trips = [t.forall(w, t.eq(t.apply(a, t.apply(b, w)), w)) for a, b in ((back, there), (there, back))]
    return t.group_sum(v, hand.real(2, v)), there, back, hand.given(trips[0]), hand.given(trips[1])


@move
def _group_identity(hand: Hand) -> tuple:
    sort = hand.rng.choice([G, Z3])
    a, b = hand.term(sort, 2), hand.term(sort, 2)
    return (hand.rng.choice([t.eq(t.group_add(a, b), t.group_add(b, a)), t.eq(t.group_add(t.group_add(a, b), t.group_neg(a)), b), t.eq(a, b)]),)


# -- computation and evaluation ------------------------------------------------------------------------------------


def _definitions(hand: Hand) -> tuple[Theorem, ...]:
    return tuple(th for th in hand.pool if th.conclusion.op == "eq" and th.conclusion.args[0].op == "constant" and not th.hypotheses)[-2:]


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


_simple("compute", lambda hand: (_with_constants(hand, hand.term(hand.rng.choice([REAL, REAL, NATURAL, Z3, N_R]), 4)), _definitions(hand)))
_simple("unfold", lambda hand: (_with_constants(hand, hand.real(2)), _definitions(hand)))


@move
def _convert(hand: Hand) -> tuple:
    theorem = hand.theorem()
    return theorem, normal_form(theorem.conclusion, {d.conclusion.args[0]: d.conclusion.args[1] for d in _definitions(hand)}), _definitions(hand)


@move
def _instantiate_sort(hand: Hand) -> tuple:
    new = hand.rng.choice([cyclic(1), cyclic(3), cyclic(4), group("H"), group("G"), F, REAL])
    return hand.theorem(), hand.rng.choice(["G", "F"]), new


@move
def _evaluate(hand: Hand) -> tuple:
    formula = hand.formula(3)
    if hand.chance(0.7):
        values = {v: t.real(hand.rng.choice([0, 1, -1, Fraction(1, 2)])) if v.sort == REAL else t.natural(hand.rng.randrange(3))
                  for v in (t.variable(*data) for data in formula.free) if v.sort in (REAL, NATURAL)}  # fmt: skip
        formula = t.substitute(formula, values) if values else formula
    return formula, _definitions(hand)


@move
def _ball(hand: Hand) -> tuple:
    variables = hand.rng.choice([(hand.free(REAL),), (t.variable("x", REAL), t.variable("y", REAL))])
    bounds = tuple((Fraction(low), Fraction(low + hand.rng.choice([0, 1, 2]))) for low in (hand.rng.randrange(-2, 3) for _ in variables))
    left = hand.real(3)
    formula = hand.rng.choice([t.le, t.lt])(left, t.add(left, t.real(1))) if hand.chance(0.2) else t.le(left, t.real(hand.rng.randrange(-3, 9)))
    middle = (bounds[0][0] + bounds[0][1]) / 2
    tree = hand.rng.choice([(0,), ((0, middle), 0, 0), ((0, middle), (0, middle), 0, 0, 0)])
    return variables, bounds, formula, tree, hand.rng.choice([20, 64]), ()


@move
def _mean_value(hand: Hand) -> tuple:
    v = t.variable("w", REAL)
    function = t.lam(v, hand.real(3, v, v, v))
    s, end = hand.rng.choice([(t.real(0), t.real(1)), (hand.real(1), hand.real(1))])
    x = t.fresh("x", REAL, function, s, end)
    value = t.apply(function, x)
    domain = t.forall(x, t.implies(t.le(s, x), t.implies(t.le(x, end), calculus.differentiable(value, x))))
    rising = t.lt(t.real(0), calculus.derivative(value, x))
    slope = t.forall(x, t.implies(t.lt(s, x), t.implies(t.lt(x, end), rising)))
    return hand.given(domain), hand.given(slope), function, s, end


@move
def _cite(hand: Hand) -> tuple:
    """Only what is true: the citation of a theorem that was found."""
    proved = [th.conclusion for th in hand.pool if not th.hypotheses and not th.conclusion.free]
    return "standard", "known", hand.rng.choice(proved) if proved else t.TRUE
