r"""One greedy pass over three units, and how far it stays from the optimum: 3/25 against 1/9.

Meaning. F(w) = 1/2 ||Y - H w||^2 + 1/10 ||w||_1 for the units (1, 0), (4/5, 3/5), (0, 1) of norm 1 and Y = (1, 1/2).
The second unit correlates most with Y, and its best weight is 1; of the rest, the first one correlates more with what
is left, and its best weight beside it is 1/10; then the third one's is 0.  So one greedy pass ends at (1/10, 1, 0),
with F = 3/25; the least value is 1/9, at (5/18, 7/9, 0).  It misses the optimum by 2/225, since the weight 1 is not
trained again.
Proof idea. Each best weight is a one-dimensional problem; the optimum by its conditions: the residual (1/10, 1/30)
has the inner products 1/10, 1/10 and 1/30 with the units.
Sharpness. The least value is no higher (neighbour `higher`), and is missed (neighbour `one-pass-is-optimal`).
Source. Survey, §III-B; the instance is our own, with rational numbers.
The survey's words. "problem (3) can be globally optimized by sequentially adding hidden units to the network until
one can no longer find a hidden unit whose addition will decrease the objective function".
How the formula differs. It is one instance of what these words do not say: that the earlier weights be trained again.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    eq,
    have,
    le,
    rational,
    real,
    survey,
)

s, x, y, z = real("s x y z")
tenth = rational("1/10")
UNITS = [(1, 0), (rational("4/5"), rational("3/5")), (0, 1)]
Y = (1, rational("1/2"))
GREEDY = (tenth, 1, 0)
BEST = (rational("5/18"), rational("7/9"), 0)


def residual(weights):
    return [Y[a] - sum((w * unit[a] for w, unit in zip(weights, UNITS, strict=True)), 0) for a in range(2)]


def objective(*weights):
    p, q = residual(weights)
    return (p * p + q * q) / 2 + tenth * sum((absolute(w) for w in weights), 0)


def correlation(unit, weights):
    p, q = residual(weights)
    return absolute(UNITS[unit][0] * p + UNITS[unit][1] * q)


first, second = (0, 0, 0), (0, 1, 0)
chosen = and_(
    le(correlation(0, first), correlation(1, first)),
    le(correlation(2, first), correlation(1, first)),
    le(correlation(2, second), correlation(0, second)),
)
steps = and_(
    le(objective(0, 1, 0), objective(0, s, 0)),
    le(objective(tenth, 1, 0), objective(s, 1, 0)),
    le(objective(*GREEDY), objective(tenth, 1, s)),
)
p, q = residual((x, y, z))
u, v = p - tenth, q - rational("1/30")

claim = Claim(
    title="One greedy pass over three units misses the optimum by 2/225",
    source=survey("III-B"),
    conclude=and_(
        chosen,
        steps,
        eq(objective(*GREEDY), rational("3/25")),
        eq(objective(*BEST), rational("1/9")),
        le(rational("1/9"), objective(x, y, z)),
    ),
    lemmas=[
        have(le(0, (s - 1) * (s - 1)), by="auto"),
        have(le(0, (s - tenth) * (s - tenth)), by="auto"),
        have(le(0, s * s), by="auto"),
        have(le(0, u * u + v * v), by="auto"),
        have(and_(le(x, absolute(x)), le(y, absolute(y)), le(z, absolute(z)), le(-z, absolute(z))), by="auto"),
        have(and_(le(s, absolute(s)), le(-s, absolute(s))), by="auto"),
        have(le(rational("1/9"), objective(x, y, z)), by="contradict"),
    ],
    proof="first(auto, contradict)",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("one-pass-is-optimal", conclude=le(rational("3/25"), objective(x, y, z)), near=True),
        Neighbour("higher", conclude=le(rational("9/80"), objective(x, y, z)), near=True),
    ],
)
