r"""e^s <= e^t for s <= t.

Meaning.  exp preserves the order, equality included.
Proof idea.  e^t is at least e^s (1 + t - s), which is at least e^s.
Sharpness.  Not for another order.
Source.  Textbook; used for the bounds on local entropy (survey, §I-D).
How the formula differs.  It does not.
"""

from theorycheck import Claim, Neighbour, exp, have, le, lt, own, real

s, t = real("s t")

claim = Claim(
    title="The exponential function does not decrease",
    source=own("textbook"),
    given=[le(s, t)],
    conclude=le(exp(s), exp(t)),
    lemmas=[have(lt(0, exp(s)), by="auto")],
    proof="auto",
    uses=["local_entropy.exponential_above_tangents"],
    expect="PROVED",
    neighbours=[Neighbour("any-order", given=[], near=True)],
)
