r"""A unit that turns on at a later point, at least 1 away, is off here: c relu(s + (1 - t)) = 0.

Meaning. The points s and t are at least 1 apart, and s <= t wherever the factor c is not 0.  Then the unit of t, with
the factor c, gives 0 at s.
Proof idea. For c other than 0, t >= s + 1.
Sharpness. Closer points are too few for a unit that wide.
Source. Textbook; used by representation.first_unit_alone.
How the formula differs. "s <= t where c is not 0" is written as step(c^2) (s - t) <= 0.
"""

from theorycheck import Claim, Neighbour, and_, eq, have, implies, le, lt, or_, own, real, relu, step

s, t, c = real("s t c")
unit = relu(s + (1 - t))
later = le(step(c**2) * (s - t), 0)
used, unused = lt(0, c**2), le(c**2, 0)

claim = Claim(
    title="The unit of a later point is off",
    source=own("textbook"),
    given=[le(1, (t - s) ** 2), later],
    conclude=eq(c * unit, 0),
    lemmas=[
        have(or_(used, unused), by="either, auto"),
        have(implies(unused, and_(le(c, 0), le(0, c))), by="contradict"),
        have(implies(unused, eq(c, 0)), by="auto"),
        have(implies(used, eq(step(c**2), 1)), by="split, auto"),
        have(implies(used, eq(step(c**2) * (s - t), s - t)), by="ideal"),
        have(implies(used, le(s, t)), by="contradict"),
        have(implies(used, le(unit, 0)), by="split, contradict"),
        have(le(0, unit), by="auto"),
        have(implies(used, eq(unit, 0)), by="auto"),
    ],
    proof="cases, ideal",
    example=dict(s=0, t=1, c=1),
    expect="PROVED",
    neighbours=[Neighbour("any-distance", given=[later], near=True)],
)
