r"""t cos t <= sin t, and 2 (sin t - t cos t) <= pi (1 - cos t), for 0 <= t <= pi.

Meaning. With k(t) = (sin t + (pi - t) cos t) / pi, the cosine after one wide ReLU layer of an angle whose cosine was
cos t: cos t <= k(t) <= (1 + cos t) / 2.
Proof idea. The mean value theorem: sin t - t cos t has the derivative t sin t; the difference of the second two has
(pi - 2t) sin t and vanishes at both ends.
Sharpness. Equality at 0, and in the second also at pi.
Source. Textbook; used by structure.wide_kernel_between.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, and_, cos, interval, le, own, pi, rational, real, sin

t = real("t", interval(0, pi))
gap = sin(t) - t * cos(t)

claim = Claim(
    title="The sine between two multiples of the cosine",
    source=own("textbook"),
    conclude=and_(le(t * cos(t), sin(t)), le(2 * gap, pi * (1 - cos(t)))),
    proof="cut(t, pi/2), first(from_end t 0, from_end t pi)",
    uses=["structure.sine_positive"],
    expect="PROVED",
    neighbours=[
        Neighbour("above-the-mean", conclude=le(gap, rational("1/10") * (1 - cos(t)))),
        Neighbour("nine-tenths-of-pi", conclude=le(2 * gap, rational("9/10") * pi * (1 - cos(t))), near=True),
    ],
)
