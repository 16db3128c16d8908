"""Moves for natural deduction and equality."""

from __future__ import annotations

from theorycheck.kernel import terms as t
from theorycheck.kernel.rules import RULES
from theorycheck.kernel.sorts import NATURAL, REAL

from .hand import Hand, move, simple
from .random_terms import N_R, G

simple("assume", lambda hand: (hand.formula(3),))
simple("truth", lambda hand: ())
simple("and_intro", lambda hand: (hand.theorem(), hand.theorem()))
simple("and_left", lambda hand: (hand.theorem("and"),))
simple("and_right", lambda hand: (hand.theorem("and"),))
simple("or_left", lambda hand: (hand.theorem(), hand.formula(2)))
simple("or_right", lambda hand: (hand.formula(2), hand.theorem()))
simple("false_elim", lambda hand: (hand.theorem("false"), hand.formula(2)))
simple("forall_intro", lambda hand: (hand.theorem(), hand.free()))
simple("refl", lambda hand: (hand.term(hand.rng.choice([REAL, NATURAL, N_R, G]), 3),))
simple("extensionality", lambda hand: (hand.theorem("eq"), hand.free()))
simple("not_le", lambda hand: (hand.given(t.negate(hand.headed("le"))),))
simple("not_lt", lambda hand: (hand.given(t.negate(hand.headed("lt"))),))


@move
def _implies_intro(hand: Hand) -> tuple:
    theorem = hand.theorem()
    return theorem, hand.rng.choice([*hand.hypotheses(theorem), hand.formula(2)])


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
    if hand.chance(0.3):  # the right branch rests on p, which is discharged on the left only
        p, q = map(hand.given, either.conclusion.args)
        return either, p, RULES["and_right"](RULES["and_intro"](q, p))
    return either, *hand.rng.sample(branches, 2)


@move
def _cases(hand: Hand) -> tuple:
    condition, goal = hand.formula(2), hand.theorem()
    left, right = (
        RULES["and_right"](RULES["and_intro"](hand.given(c), goal)) for c in (condition, t.negate(condition))
    )
    if hand.chance(0.3):
        holds, fails = hand.given(condition), hand.given(t.negate(condition))
        return holds, RULES["and_right"](RULES["and_intro"](fails, holds)), condition
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
    return theorem, hand.rng.choice([*hand.hypotheses(theorem), hand.formula(1)])


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
    variables = dict.fromkeys(hand.free() for _ in range(hand.rng.randrange(1, 3)))
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
