r"""On [0, 1], cos(pi t) is 0 at 1/2 only.

Meaning. The zero of the cosine on half a period.
Proof idea. The cosine is positive before pi/2 and negative after it.
Sharpness. False where the cosine is only near 0.
Source. Textbook; used by representation.tent_at_dyadic_points.
How the formula differs. It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    cos,
    eq,
    have,
    implies,
    interval,
    le,
    lt,
    own,
    pi,
    rational,
    real,
)

t = real("t", interval(0, 1))
half = rational("1/2")
c = cos(pi * t)

claim = Claim(
    title="The zero of the cosine on half a period",
    source=own("textbook"),
    conclude=implies(eq(c, 0), eq(t, half)),
    uses=["structure.cosine_positive", "structure.cosine_negative"],
    lemmas=[
        have(lt(0, pi), by="auto"),
        have(implies(lt(t, half), and_(lt(-pi / 2, pi * t), lt(pi * t, pi / 2))), by="auto"),
        have(implies(lt(half, t), and_(lt(pi / 2, pi * t), lt(pi * t, 3 * pi / 2))), by="auto"),
        have(implies(lt(t, half), lt(0, c)), by="auto"),
        have(implies(lt(half, t), lt(c, 0)), by="auto"),
        have(implies(eq(c, 0), and_(le(half, t), le(t, half))), by="contradict"),
    ],
    proof="auto",
    expect="PROVED",
    neighbours=[
        Neighbour("nearly-0", conclude=implies(le(absolute(c), rational("1/10")), eq(t, half)), near=True),
        Neighbour("everywhere", conclude=eq(t, half)),
    ],
)
