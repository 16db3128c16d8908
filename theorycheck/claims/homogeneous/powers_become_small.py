r"""t^p is as small as one likes for a t as small as one likes: 0 < t < R and 0 < t^p < d for an explicit t, p > 0.

Meaning. What is scaled by a small t > 0 changes a positively homogeneous function by a small amount, whatever its
degree p > 0.
Proof idea. t = exp(-T) with T = 1/R + 1/(p d): then t <= 1/(1 + T) < R and t^p = exp(-p T) <= 1/(1 + p T) < d.
Sharpness. The degree must be positive: t^0 = 1 (neighbour `degree-nought`).
Source. Textbook; used by homogeneous.no_descent_into_a_zero_block.
How the formula differs. It does not; t^p is exp(p log t).
"""

from theorycheck import Claim, Neighbour, and_, eq, exp, have, le, log, lt, own, positive, real

R, d, p = real("R d p", positive)
T = 1 / R + 1 / (p * d)
t = exp(-T)


def small(s, degree):
    return and_(and_(lt(0, s), lt(s, R)), and_(lt(0, exp(degree * log(s))), lt(exp(degree * log(s)), d)))


claim = Claim(
    title="Powers of positive degree become small",
    source=own("textbook"),
    conclude=small(t, p),
    lemmas=[
        have(and_(lt(0, 1 / R), eq(1 / R * R, 1)), by="quotients_and_roots, contradict"),
        have(and_(lt(0, 1 / (p * d)), eq(1 / (p * d) * (p * d), 1)), by="quotients_and_roots, contradict"),
        have(and_(lt(0, t), le(t * (1 + T), 1)), by="laws(exp_positive, exp_negative, exp_above_tangent), contradict"),
        have(
            and_(lt(0, exp(-(p * T))), le(exp(-(p * T)) * (1 + p * T), 1)),
            by="laws(exp_positive, exp_negative, exp_above_tangent), contradict",
        ),
        have(eq(log(t), -T), by="laws(log_of_exp), auto"),
        have(eq(p * -T, -(p * T)), by="auto"),
        have(eq(exp(p * log(t)), exp(-(p * T))), by="rewrite, rewrite, auto"),
        have(lt(t, R), by="contradict"),
        have(and_(lt(0, p * (1 / (p * d))), eq(p * (1 / (p * d)) * d, 1)), by="auto"),
        have(lt(exp(-(p * T)), d), by="contradict"),
    ],
    proof="rewrite, rewrite, auto",
    expect="PROVED",
    neighbours=[Neighbour("degree-nought", conclude=small(t, 0), near=True)],
)
