r"""Points near (1, 0), (0, 1) and (1, -3): where w separates them, it acts on the first two much as on Brady's own.

Meaning. x, y and z lie within 1/100 of these points in each coordinate, and <w, x>, <w, y> and <w, z> are positive.
Then w_1 > 0, <w, x> >= (49/50) w_1 and <w, y> <= (44/125) w_1.
Proof idea. If w_2 >= 0, then <w, z> > 0 bounds w_2 by about w_1/3; if w_2 < 0, then <w, y> > 0 bounds -w_2 by about
w_1/100.
Sharpness. Without <w, z> > 0 the second coordinate is free (neighbour `third-not-separated`).
Source. Own; used by backpropagation.brady_nearby_pair.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, and_, have, implies, interval, le, lt, or_, own, rational, real

near_zero = interval(rational("-1/100"), rational("1/100"))
near_one = interval(rational("99/100"), rational("101/100"))
w_1, w_2 = real("w_1 w_2")
x_1, y_2, z_1 = real("x_1 y_2 z_1", near_one)
x_2, y_1 = real("x_2 y_1", near_zero)
z_2 = real("z_2", interval(rational("-301/100"), rational("-299/100")))
p, q, r = x_1 * w_1 + x_2 * w_2, y_1 * w_1 + y_2 * w_2, z_1 * w_1 + z_2 * w_2
close = [le(rational("49/50") * w_1, p), le(q, rational("44/125") * w_1)]
up, down, left = le(0, w_2), lt(w_2, 0), le(w_1, 0)
third, tenth = rational("299/100"), rational("1/100")
less_third, less_tenth = rational("-299/100"), rational("-1/100")


def scaled(low, high, by):
    """low * by <= high * by, by instance."""
    return le(low * by, high * by)


claim = Claim(
    title="Separating weights act on points near Brady's much as on Brady's own",
    source=own("after Brady, Raghavan and Slawny 1989 (survey §III-B)"),
    given=[lt(0, p), lt(0, q), lt(0, r)],
    conclude=and_(lt(0, w_1), *close),
    lemmas=[
        have(or_(down, up), by="either, auto"),
        have(implies(up, scaled(z_2, less_third, w_2)), by="auto"),
        have(implies(up, lt(third * w_2, z_1 * w_1)), by="auto"),
        have(implies(up, lt(0, w_1)), by="contradict"),
        have(implies(up, scaled(z_1, rational("101/100"), w_1)), by="auto"),
        have(implies(up, le(third * w_2, rational("101/100") * w_1)), by="auto"),
        have(implies(down, scaled(rational("99/100"), y_2, -w_2)), by="auto"),
        have(implies(down, lt(rational("99/100") * -w_2, y_1 * w_1)), by="auto"),
        have(implies(down, scaled(x_2, less_tenth, w_2)), by="auto"),
        have(implies(down, scaled(less_tenth, x_2, -w_2)), by="auto"),
        have(or_(lt(0, w_1), left), by="either, auto"),
        have(implies(left, scaled(rational("99/100"), x_1, -w_1)), by="auto"),
        have(implies(left, scaled(less_tenth, y_1, -w_1)), by="auto"),
        have(implies(down, lt(0, w_1)), by="cases, auto"),
        have(lt(0, w_1), by="cases, auto"),
        have(scaled(rational("99/100"), x_1, w_1), by="auto"),
        have(scaled(y_1, tenth, w_1), by="auto"),
        have(implies(down, le(rational("99/100") * -w_2, tenth * w_1)), by="auto"),
        have(implies(up, scaled(less_tenth, x_2, w_2)), by="auto"),
        have(implies(up, scaled(y_2, rational("101/100"), w_2)), by="auto"),
        have(implies(down, scaled(x_2, tenth, -w_2)), by="auto"),
        have(implies(down, le(y_2 * w_2, 0)), by="auto"),
        have(implies(up, and_(*close)), by="contradict"),
        have(implies(down, and_(*close)), by="contradict"),
    ],
    proof="cases, auto",
    uses=["backpropagation.ordered_multiples"],
    expect="PROVED",
    example=dict(w_1=4, w_2=1, x_1=1, x_2=0, y_1=0, y_2=1, z_1=1, z_2=-3),
    neighbours=[
        Neighbour("third-not-separated", given=[lt(0, p), lt(0, q)], near=True),
        Neighbour("a-third", conclude=le(q, w_1 / 3), near=True),
    ],
)
