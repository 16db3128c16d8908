r"""Points near (1, 0), (0, 1) and (1, -3): if w separates them, the errors of the first two add up to 17/2000 at least.

Meaning. x, y and z lie within 1/100 of these points in each coordinate, and <w, x>, <w, y> and <w, z> are positive.
Then (sigmoid(<w, x>) - 9/10)^2 + (sigmoid(<w, y>) - 9/10)^2 >= 17/2000.
Proof idea. <w, x> >= (49/50) w_1 and <w, y> <= (44/125) w_1 (`backpropagation.brady_nearby_preactivations`), and no w_1
serves both (`backpropagation.brady_nearby_errors`).
Sharpness. Without <w, z> > 0 both errors can be 0 (neighbour `third-not-separated`).
Source. Own; used by backpropagation.brady_open_set.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, interval, le, lt, own, rational, real, sigmoid

near_zero = interval(rational("-1/100"), rational("1/100"))
near_one = interval(rational("99/100"), rational("101/100"))
w_1, w_2 = real("w_1 w_2")
x_1, y_2, z_1 = real("x_1 y_2 z_1", near_one)
x_2, y_1 = real("x_2 y_1", near_zero)
z_2 = real("z_2", interval(rational("-301/100"), rational("-299/100")))
p, q, r = x_1 * w_1 + x_2 * w_2, y_1 * w_1 + y_2 * w_2, z_1 * w_1 + z_2 * w_2


def error(preactivation):
    return (sigmoid(preactivation) - rational("9/10")) ** 2


claim = Claim(
    title="Separating weights cost at least 17/2000 on two points near Brady's",
    source=own("after Brady, Raghavan and Slawny 1989 (survey §III-B)"),
    given=[lt(0, p), lt(0, q), lt(0, r)],
    conclude=le(rational("17/2000"), error(p) + error(q)),
    proof="auto",
    uses=["backpropagation.brady_nearby_preactivations", "backpropagation.brady_nearby_errors"],
    expect="PROVED",
    example=dict(w_1=4, w_2=1, x_1=1, x_2=0, y_1=0, y_2=1, z_1=1, z_2=-3),
    neighbours=[Neighbour("third-not-separated", given=[lt(0, p), lt(0, q)], near=True)],
)
