"""C6. A law of large widths taken for a law: a ReLU layer of width 64 maps this angle to within 0.45 of the formula.

Meaning. x = (1, 0) and y on the unit circle, at the angle 2 arctan(109/70) = 1.99985 of x; hidden vectors relu(W x) and
relu(W y). Their angle differs from the arc cosine of (sin t + (pi - t) cos t) / pi by 0.45 at most.
Search idea. Random normal weights obey; rows of W that resemble each other do not.
Source. Planted; the formula is that of Cho and Saul 2009.
How the formula differs. Angles are twice an arctan, as in the library; a hidden vector that is 0 has none.
"""

from theorycheck import (
    Claim,
    absolute,
    arctan,
    cos,
    inner,
    le,
    lt,
    matrix,
    norm,
    own,
    pi,
    rational,
    relu,
    sin,
    sqrt,
    squared_norm,
    tabulate,
)

WIDTH = 64
HALF = rational("109/70")  # tan(t/2)
COSINE, SINE = rational("-6981/16781"), rational("15260/16781")
W = matrix("W", WIDTH, 2)
t = 2 * arctan(HALF)


def hidden(p, q):
    """relu(W x) at x = (p, q)."""
    return relu(W @ tabulate(2, lambda k: p + (q - p) * k))


def arccos(c):
    """For -1 < c <= 1."""
    return 2 * arctan(sqrt((1 - c) / (1 + c)))


def angle(u, v):
    """Of two vectors with no negative entry and neither of them 0."""
    return arccos(inner(u, v) / (norm(u) * norm(v)))


u, v = hidden(1, 0), hidden(COSINE, SINE)

claim = Claim(
    title="A ReLU layer of width 64 maps the angle 2 to within 0.45 of the arccos formula",
    source=own("a planted conjecture"),
    given=[lt(0, squared_norm(u)), lt(0, squared_norm(v))],
    conclude=le(absolute(angle(u, v) - arccos((sin(t) + (pi - t) * cos(t)) / pi)), rational("0.45")),
    expect="REFUTED",
)
