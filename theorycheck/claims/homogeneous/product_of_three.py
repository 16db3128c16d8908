r"""x y z <= s (x^2 + y^2 + z^2)/3 where x^2 + y^2 + z^2 <= 3 s^2, s >= 0.

Meaning. Three numbers whose squares have a mean of at most s^2 have a product of at most s times that mean.
Proof idea. The inequality of the means for x^2, y^2, z^2.
Sharpness. Equality for x = y = z = s.
Source. Textbook; used by homogeneous.triple_products_below_a_cube.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, have, le, nonnegative, own, rational, real, symbol

x, y, z = real("x y z")
s = symbol("s", nonnegative)
a, b, c = x * x, y * y, z * z
total = a + b + c

claim = Claim(
    title="A product of three numbers by the mean of their squares",
    source=own("textbook"),
    given=[le(total, 3 * s * s)],
    conclude=le(x * y * z, s * total / 3),
    lemmas=[
        have(le(0, (a - b) * (a - b) * a), by="auto"),
        have(le(0, (a - b) * (a - b) * b), by="auto"),
        have(le(0, (a - b) * (a - b) * c), by="auto"),
        have(le(0, (b - c) * (b - c) * a), by="auto"),
        have(le(0, (b - c) * (b - c) * b), by="auto"),
        have(le(0, (b - c) * (b - c) * c), by="auto"),
        have(le(0, (c - a) * (c - a) * a), by="auto"),
        have(le(0, (c - a) * (c - a) * b), by="auto"),
        have(le(0, (c - a) * (c - a) * c), by="auto"),
        have(le(27 * (x * y * z) * (x * y * z), total * total * total), by="auto"),
        have(le(0, total), by="auto"),
        have(le(0, s * total), by="auto"),
        have(le(0, (3 * s * s - total) * (total * total)), by="auto"),
        have(le(9 * (x * y * z) * (x * y * z), (s * total) * (s * total)), by="auto"),
    ],
    proof="contradict",
    expect="PROVED",
    neighbours=[
        Neighbour("nine-tenths", conclude=le(x * y * z, rational("9/10") * s * total / 3), near=True),
        Neighbour("any-mean", given=[], near=True),
    ],
)
