r"""k (T(y + h) - T(y)) <= W h, where T cuts a number off at c - r/2 and c + r/2, and k <= W if y is within r of c.

Meaning.  h > 0 is a step of at most r/2.  T moves by at most h, and not at all where y is further than r from c.
Proof idea.  By cases: y < c - r, y > c + r, or in between.
Sharpness.  Equality in the middle, for k = W.  A longer step can reach the interval from outside (a neighbour).
Source.  Textbook; used for the limit of local entropy (survey, §I-D).
How the formula differs.  It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    eq,
    have,
    implies,
    le,
    lt,
    maximum,
    minimum,
    nonnegative,
    own,
    positive,
    real,
    symbol,
)

c, y = real("c y")
r, h = real("r h", positive)
R = r / 2
k, W = symbol("k", nonnegative), symbol("W", nonnegative)


def clamp(y):
    return minimum(maximum(y, c - R), c + R)


rise = clamp(y + h) - clamp(y)
inside = and_(le(c - r, y), le(y, c + r))
goal, opposite = le(k * rise, W * h), lt(W * h, k * rise)

claim = Claim(
    title="Steps of a number that is cut off at the ends of an interval",
    source=own("textbook"),
    given=[le(h, R), implies(inside, le(k, W))],
    conclude=goal,
    lemmas=[
        have(and_(le(0, rise), le(rise, h)), by="auto"),
        have(implies(lt(y, c - r), eq(rise, 0)), by="auto"),
        have(implies(lt(c + r, y), eq(rise, 0)), by="auto"),
        have(le(0, W * h), by="auto"),
        have(le(k * rise, k * h), by="auto"),
        have(implies(inside, goal), by="contradict"),
        have(implies(opposite, le(c - r, y)), by="contradict"),
        have(implies(opposite, le(y, c + r)), by="contradict"),
        have(implies(opposite, inside), by="auto"),
        have(implies(opposite, goal), by="auto"),
    ],
    proof="contradict",
    expect="PROVED",
    neighbours=[Neighbour("any-step", given=[implies(inside, le(k, W))], near=True)],
)
