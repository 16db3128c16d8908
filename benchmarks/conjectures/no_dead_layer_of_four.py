"""C3. A rare event: no ReLU layer of width 4 with weight vectors of length 1/2 or more is dead on these 8 points.

Meaning. Some unit is active at one of eight points around the unit circle.
Search idea. The largest pre-activation is what to descend; a random layer of width 4 is dead twice in 10 000.
Source. Planted.
How the formula differs. In nothing; the points are rational.
"""

from theorycheck import Claim, and_, forall, le, matrix, not_, own, rational, tabulate, vector

WIDTH = 4
POINTS = ((100, 10), (63, 77), (-10, 100), (-77, 63), (-100, -10), (-63, -77), (10, -100), (77, -63))  # hundredths
W, b = matrix("W", WIDTH, 2), vector("b", WIDTH)


def point(p, q):
    """The vector (p, q) / 100."""
    return tabulate(2, lambda k: (p + (q - p) * k) * rational("1/100"))


def dead(p, q):
    """No unit is active at that point."""
    return le(W @ point(p, q) + b, 0 * b)


claim = Claim(
    title="No ReLU layer of width 4 with weight vectors of length at least 1/2 is dead on these 8 points",
    source=own("a planted conjecture"),
    given=[forall(WIDTH, lambda i: le(rational("1/4"), W[i, 0] ** 2 + W[i, 1] ** 2))],
    conclude=not_(and_(*(dead(p, q) for p, q in POINTS))),
    expect="REFUTED",
)
