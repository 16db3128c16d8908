"""Moves for roots, definite matrices, minima, slices: small functions of one or two variables, near their points."""

from __future__ import annotations

from fractions import Fraction as Q

import landscapes
from landscapes import G, function
from shapes import by

from theorycheck.kernel import KernelError
from theorycheck.kernel import terms as t
from theorycheck.kernel.sorts import REAL

from .hand import Hand, Move, move

x, y = t.variable("x", REAL), t.variable("y", REAL)
SMALL = [Q(value) for value in ("-1", "-1/2", "0", "0", "0", "1/4", "1/2", "1", "2")]
POINTS = [Q(value) for value in ("0", "1", "-1", "1/2", "2")]


def _seldom(propose: Move) -> Move:
    """Four times in ten: quantifiers over several reals take the evaluator long."""

    def proposal(hand: Hand) -> tuple:
        if hand.chance(0.6):
            raise KernelError("not this time")
        return propose(hand)

    proposal.__name__ = propose.__name__
    return proposal


def _bounds(hand: Hand, centre: Q) -> tuple[Q, Q]:
    """A side about the centre, which is seldom its middle."""
    return centre - hand.rng.choice([Q(1, 8), Q(1), Q(3)]), centre + hand.rng.choice([Q(1, 8), Q(1, 2), Q(2)])


def _bent(hand: Hand, term: t.Term) -> t.Term:
    """c·x + b·x² + a·g(x), g elementary."""
    a, b, c = (t.real(hand.rng.choice(SMALL)) for _ in range(3))
    curved = t.elementary(hand.rng.choice(["sin", "tanh", "exp", "arctan", "cos"]), term)
    return t.add(t.add(t.mul(c, term), t.mul(b, t.mul(term, term))), t.mul(a, curved))


@move
@_seldom
def _exists_root(hand: Hand) -> tuple:
    variables = (x,) if hand.chance(0.9) else (x, y)
    centre = tuple(hand.rng.choice(POINTS) for _ in variables)
    slopes = [hand.rng.choice([Q(1), Q(2), Q(-1), Q(1, 2)]) for _ in variables]

    def equation(v: t.Term, at: Q, slope: Q) -> t.Term:
        straight = t.mul(t.real(slope), t.sub(v, t.real(at + hand.rng.choice([0, 0, Q(1, 16)]))))
        bend = _bent(hand, t.sub(hand.rng.choice(variables), t.real(at)))
        return t.add(straight, t.mul(t.real(hand.rng.choice([0, 0, Q(1, 8), Q(1)])), bend))

    equations = tuple(map(equation, variables, centre, slopes))
    inverse = tuple(tuple(1 / slope if i == j else Q(0) for j in range(len(slopes))) for i, slope in enumerate(slopes))
    return variables, tuple(_bounds(hand, at) for at in centre), equations, centre, inverse, hand.rng.choice([8, 64])


@move
@_seldom
def _definite(hand: Hand) -> tuple:
    size = hand.rng.choice([1, 2, 2, 2])
    diagonal = hand.rng.choice([0, 1, 2, 4])
    entry = [[_bent(hand, x) if hand.chance(0.3) else t.real(hand.rng.choice(SMALL)) for _ in range(size)]
             for _ in range(size)]  # fmt: skip
    rows = tuple(
        tuple(t.add(t.real(diagonal), entry[i][j]) if i == j else entry[min(i, j)][max(i, j)] for j in range(size))
        for i in range(size)
    )
    if hand.chance(0.2):
        rows = tuple(map(tuple, entry))
    return (x,), (_bounds(hand, hand.rng.choice(POINTS)),), rows, hand.rng.choice([8, 64])


def _valley(hand: Hand, variables: tuple, point: tuple) -> t.Term:
    """A sum of squares of what is small at the point, sometimes with more."""
    gaps = [t.sub(v, t.real(a)) for v, a in zip(variables, point, strict=True)]
    bent = [t.mul(t.real(hand.rng.choice(SMALL)), t.mul(gap, t.mul(gap, gap))) for gap in gaps]
    crossed = t.mul(t.real(hand.rng.choice(SMALL)), t.mul(gaps[0], gaps[-1]))
    squares = [t.mul(t.real(hand.rng.choice([1, 1, 2, Q(1, 2)])), t.mul(gap, gap)) for gap in gaps]
    value = landscapes.landscape.total([*squares, *(bent if hand.chance(0.5) else []), crossed])
    return t.add(value, _bent(hand, gaps[0])) if hand.chance(0.1) else value


@move
@_seldom
def _strict_minimum(hand: Hand) -> tuple:
    variables = (x,) if hand.chance(0.7) else (x, y)
    at = tuple(hand.rng.choice(POINTS) for _ in variables)
    bounds = tuple(_bounds(hand, a) for a in at)
    value, point = _valley(hand, variables, at), tuple(map(t.real, at))
    return *landscapes.premises(by, variables, value, bounds, point), function(variables, value), bounds, point


@move
@_seldom
def _isolated_minimum(hand: Hand) -> tuple:
    """A valley whose lowest point lies near the centre, or not."""
    variables = (x,) if hand.chance(0.6) else (x, y)
    at = tuple(hand.rng.choice(POINTS) for _ in variables)
    value, bounds = _valley(hand, variables, at), tuple(_bounds(hand, a) for a in at)
    centre = tuple(a + hand.rng.choice([Q(0), Q(0), Q(1, 100), Q(1, 4)]) for a in at)
    shift = hand.rng.choice([Q(1, 64), Q(1, 8), Q(1)])
    return function(variables, value), ((),) * len(at), bounds, centre, shift, hand.rng.choice([16, 64]), ()


@move
@_seldom
def _box_elim(hand: Hand) -> tuple:
    """At points whose coordinates are variables, some shown to lie in another box, or in another order."""
    bounds = tuple(_bounds(hand, hand.rng.choice(POINTS)) for _ in "xy")
    formula = t.lt(t.add(x, t.mul(t.real(hand.rng.choice(SMALL)), y)), t.real(hand.rng.choice([4, 16])))
    everywhere = by.ball((x, y), bounds, formula, (0,), 64, ())
    point = hand.rng.choice([(x, y), (y, x), (x, x)])
    shown = [landscapes.Interval(*side) for side in (bounds if hand.chance(0.8) else bounds[::-1])]
    inside = hand.given(landscapes.landscape.inner_root(point, shown, ()))
    return everywhere, inside, (x, y), bounds, formula, point


@move
@_seldom
def _slice(hand: Hand) -> tuple:
    """A function of x - y, or of something near it, moved along (1, 1) or something near that."""
    at = tuple(hand.rng.choice(POINTS) for _ in "xy")
    gap = t.sub(t.sub(x, y), t.real(at[0] - at[1]))
    value = t.add(t.mul(gap, gap), t.mul(t.real(hand.rng.choice(SMALL)), t.mul(gap, t.mul(gap, gap))))
    speed = t.real(hand.rng.choice([1, 1, 2, 0]))
    images = [t.add(x, t.mul(speed, G)), t.add(y, t.mul(speed, G) if hand.chance(0.9) else G)]
    maps, point = tuple(function((G, x, y), image) for image in images), tuple(map(t.real, at))
    moved = t.substitute(value, dict(zip((x, y), images, strict=True)))
    invariance = landscapes.every(by, (x, y), by.ring(t.eq(moved, value)))
    for side in (t.lt(G, t.real(1)), t.lt(t.real(-1), G)):
        invariance = by.implies_intro(invariance, side)
    still = t.conj(*(t.eq(t.substitute(image, {G: t.real(0)}), v) for image, v in zip(images, (x, y), strict=True)))
    unmoved = by.and_intro(*(by.ring(part) for part in still.args))
    fixed = (hand.rng.randrange(2),)
    domain, rank = landscapes.at_the_point(by, (G,), (x, y), maps, fixed, point)
    bounds = (_bounds(hand, at[1 - fixed[0]]),)
    held = landscapes.on_the_slice(by, (x, y), value, fixed, point, bounds)
    premises = by.forall_intro(invariance, G), landscapes.every(by, (x, y), unmoved), domain, rank, held
    return *premises, function((x, y), value), maps, fixed, point, Q(1)
