r"""On [0, 1], the square of cos(pi t) is 1 at 0 and 1 only.

Meaning. The extremes of the cosine on half a period.
Proof idea. Where the square of the cosine is 1 the sine is 0, and the sine is positive between 0 and pi.
Sharpness. False where the square is only near 1.
Source. Textbook; used by representation.tent_at_dyadic_points.
How the formula differs. It does not; t (1 - t) = 0 says that t is 0 or 1.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    cos,
    eq,
    have,
    implies,
    interval,
    le,
    lt,
    or_,
    own,
    pi,
    rational,
    real,
    sin,
)

t = real("t", interval(0, 1))
c = cos(pi * t)
extreme = eq(c**2, 1)
inside = and_(lt(0, t), lt(t, 1))

claim = Claim(
    title="The extremes of the cosine on half a period",
    source=own("textbook"),
    conclude=implies(extreme, eq(t * (1 - t), 0)),
    uses=["structure.sine_positive"],
    lemmas=[
        have(lt(0, pi), by="auto"),
        have(implies(inside, and_(lt(0, pi * t), lt(pi * t, pi))), by="auto"),
        have(implies(inside, lt(0, sin(pi * t))), by="auto"),
        have(implies(inside, lt(c**2, 1)), by="laws(pythagoras), contradict"),
        have(implies(and_(extreme, lt(0, t)), le(1, t)), by="contradict"),
        have(or_(le(t, 0), lt(0, t)), by="either, auto"),
    ],
    proof="cases, auto",
    expect="PROVED",
    neighbours=[
        Neighbour("nearly-1", conclude=implies(le(rational("99/100"), c**2), eq(t * (1 - t), 0)), near=True),
        Neighbour("everywhere", conclude=eq(t * (1 - t), 0)),
    ],
)
