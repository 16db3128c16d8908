r"""exp lies above each of its tangents: e^s (1 + t - s) <= e^t.

Meaning.  What convexity of exp gives at two points.
Proof idea.  e^t = e^s e^{t-s}, and 1 + z <= e^z.
Sharpness.  Equality for s = t; a slope a tenth larger is too much.
Source.  Textbook; used for the bounds on local entropy (survey, §I-D).
How the formula differs.  It does not.
"""

from theorycheck import Claim, Neighbour, eq, exp, have, le, lt, own, rational, real

s, t = real("s t")

claim = Claim(
    title="The exponential function lies above its tangents",
    source=own("textbook"),
    conclude=le(exp(s) * (1 + (t - s)), exp(t)),
    lemmas=[
        have(lt(0, exp(s)), by="auto"),
        have(le(1 + (t - s), exp(t - s)), by="laws(exp_above_tangent)"),
        have(eq(exp(s + (t - s)), exp(s) * exp(t - s)), by="laws(exp_sum)"),
        have(eq(exp(s + (t - s)), exp(t)), by="identity"),
    ],
    proof="auto",
    expect="PROVED",
    neighbours=[
        Neighbour("a-tenth-steeper", conclude=le(exp(s) * (1 + rational("11/10") * (t - s)), exp(t)), near=True)
    ],
)
