r"""exp(-b t) <= exp(-(b - 1) M) exp(-t), for t >= M and b >= 1.

Meaning.  A number above the minimum M weighs less, the larger b is.
Proof idea.  (b - 1) (t - M) >= 0.
Sharpness.  Equality for t = M; false for b < 1 (a neighbour).
Source.  Textbook; used for the limit of local entropy (survey, §I-D).
How the formula differs.  It does not.
"""

from theorycheck import Claim, Neighbour, eq, exp, have, le, own, positive, real

M, t = real("M t")
b = real("b", positive)
K = exp(-(b - 1) * M)

claim = Claim(
    title="Exponentials near a minimum",
    source=own("textbook"),
    given=[le(1, b), le(M, t)],
    conclude=le(exp(-b * t), K * exp(-t)),
    lemmas=[
        have(le(0, (b - 1) * (t - M)), by="auto"),
        have(le(-b * t, -(b - 1) * M + -t), by="contradict"),
        have(le(exp(-b * t), exp(-(b - 1) * M + -t)), by="auto"),
        have(eq(exp(-(b - 1) * M + -t), K * exp(-t)), by="laws(exp_sum), auto"),
    ],
    proof="contradict",
    uses=["local_entropy.exponential_does_not_decrease"],
    expect="PROVED",
    neighbours=[Neighbour("any-exponent", given=[le(M, t)], near=True)],
)
