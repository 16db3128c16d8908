r"""The changes e^(p t) - 1 and 1 - e^(-p t) are as small as one likes for an explicit small t > 0.

Meaning. A positively homogeneous function of degree p changes little when its argument is scaled by e^t or e^(-t).
Proof idea. t = 1/T with T = 1/R + p + p/d: from e^(-p t) >= 1 - p t follow 1 - e^(-p t) <= p t < d/(1 + d), and
e^(p t) <= 1/(1 - p t) < 1 + d.
Sharpness. Both are positive only for p > 0 (neighbour `degree-nought`); 1 - p t is the best bound of first order.
Source. Textbook; used by homogeneous.stationary_blocks.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, and_, eq, exp, have, le, lt, own, positive, real

R, d, p = real("R d p", positive)
T = 1 / R + p + p / d
t = 1 / T


def small(s, degree):
    grown, shrunk = exp(degree * s) - 1, 1 - exp(-(degree * s))
    both = and_(and_(lt(0, grown), lt(grown, d)), and_(lt(0, shrunk), lt(shrunk, d)))
    return and_(and_(lt(0, s), lt(s, R)), both)


claim = Claim(
    title="Changes under scaling become small",
    source=own("textbook"),
    conclude=small(t, p),
    lemmas=[
        have(and_(lt(0, 1 / R), eq(1 / R * R, 1)), by="quotients_and_roots, contradict"),
        have(and_(lt(0, p / d), eq(p / d * d, p)), by="quotients_and_roots, contradict"),
        have(lt(0, T), by="auto"),
        have(and_(lt(0, t), eq(t * T, 1)), by="quotients_and_roots, contradict"),
        have(lt(t, R), by="contradict"),
        have(and_(lt(0, p * t), le(p * t * (1 + d), d)), by="auto"),
        have(lt(p * t * (1 + d), d), by="contradict"),
        have(le(1 + p * t, exp(p * t)), by="laws(exp_above_tangent), auto"),
        have(le(1 - p * t, exp(-(p * t))), by="laws(exp_above_tangent), auto"),
        have(lt(exp(-(p * t)), 1), by="laws(exp_positive, exp_negative), contradict"),
        have(lt(p * t, 1), by="contradict"),
        have(le(exp(p * t) * (1 - p * t), 1), by="laws(exp_positive, exp_negative), contradict"),
        have(lt(exp(p * t) - 1, d), by="contradict"),
    ],
    proof="auto",
    expect="PROVED",
    neighbours=[Neighbour("degree-nought", conclude=small(t, 0), near=True)],
)
