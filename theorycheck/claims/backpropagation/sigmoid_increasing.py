r"""The logistic sigmoid is strictly increasing, and its values lie strictly between 0 and 1.

Meaning. sigmoid(x) = 1/(1 + exp(-x)), written (1 + tanh(x/2))/2.
Proof idea. The derivative (1 - tanh(x/2)^2)/4 is positive, as |tanh| < 1; then the mean value theorem.
Sharpness. Both bounds are limits (neighbours `below-nine-tenths`, `steep`).
Source. Textbook; the survey's §II calls such units sigmoidal.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, and_, have, implies, le, lt, own, rational, real, sigmoid, tanh

s, t, x = real("s t x")
half = tanh(rational("1/2") * x)

claim = Claim(
    title="The logistic sigmoid increases from 0 to 1",
    source=own("textbook; used on back-propagation (survey §III-B)"),
    conclude=and_(implies(lt(s, t), lt(sigmoid(s), sigmoid(t))), lt(0, sigmoid(s)), lt(sigmoid(s), 1)),
    lemmas=[
        have(lt(half * half, 1), by="laws(tanh_bounded), auto"),
        have(and_(lt(0, sigmoid(s)), lt(sigmoid(s), 1)), by="laws(tanh_bounded), auto"),
        have(implies(lt(s, t), lt(sigmoid(s), sigmoid(t))), by="monotone(s, t)"),
    ],
    proof="auto",
    expect="PROVED",
    neighbours=[
        Neighbour("below-nine-tenths", conclude=lt(sigmoid(s), rational("9/10")), near=True),
        Neighbour("steep", conclude=implies(lt(s, t), le((t - s) / 10, sigmoid(t) - sigmoid(s)))),
    ],
)
