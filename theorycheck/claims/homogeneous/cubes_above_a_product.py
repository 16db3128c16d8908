r"""x y z <= (|x|^3 + |y|^3 + |z|^3)/3 and x y z <= |x y z|, both right sides being >= 0.

Meaning. The two regularisers of degree 3 that fit a product of three layers are at least the product.
Proof idea. The inequality of the means for |x|, |y|, |z|.
Sharpness. Equality for x = y = z >= 0.
Source. Textbook; used by homogeneous.matched_degree.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, absolute, and_, have, le, nonnegative, own, rational, real, symbol

x, y, z = real("x y z")
p, q, s = (symbol(name, nonnegative) for name in "pqs")
total = p + q + s
m = absolute(x) * absolute(y)
cubes = (absolute(x) ** 3 + absolute(y) ** 3 + absolute(z) ** 3) / 3
size = absolute(x * y * z)

claim = Claim(
    title="Regularisers of degree 3 are at least the product of three",
    source=own("textbook"),
    conclude=and_(and_(le(0, size), le(0, size - x * y * z)), and_(le(0, cubes), le(0, cubes - x * y * z))),
    lemmas=[
        have(and_(le(0, size), le(x * y * z, size)), by="split, auto"),
        have(and_(le(0, absolute(x)), le(x, absolute(x))), by="split, auto"),
        have(and_(le(x * y, m), le(-(x * y), m)), by="split, auto"),
        have(and_(le(z, absolute(z)), le(-z, absolute(z))), by="split, auto"),
        have(le(0, (m - x * y) * (absolute(z) + z)), by="auto"),
        have(le(0, (m + x * y) * (absolute(z) - z)), by="auto"),
        have(le(x * y * z, m * absolute(z)), by="auto"),
        have(le(0, total * ((p - q) * (p - q))), by="auto"),
        have(le(0, total * ((q - s) * (q - s))), by="auto"),
        have(le(0, total * ((s - p) * (s - p))), by="auto"),
        have(le(3 * (p * q * s), p**3 + q**3 + s**3), by="auto"),
        have(le(0, p**3), by="auto"),
        have(and_(and_(le(0, absolute(x)), le(0, absolute(y))), le(0, absolute(z))), by="auto"),
        have(
            le(3 * (absolute(x) * absolute(y) * absolute(z)), absolute(x) ** 3 + absolute(y) ** 3 + absolute(z) ** 3),
            by="auto",
        ),
        have(and_(and_(le(0, absolute(x) ** 3), le(0, absolute(y) ** 3)), le(0, absolute(z) ** 3)), by="auto"),
    ],
    proof="auto",
    expect="PROVED",
    neighbours=[
        Neighbour("nine-tenths", conclude=le(x * y * z, rational("9/10") * cubes), near=True),
        Neighbour("without-moduli", conclude=le(x * y * z, (x**3 + y**3 + z**3) / 3), near=True),
    ],
)
