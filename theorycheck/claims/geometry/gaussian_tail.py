r"""The radial integral of the arc-cosine kernel up to radius R lies below its limit 2, by at most 16/R^2.

Meaning. \int_0^R r^3 exp(-r^2/2) dr is 2 but for a part that vanishes as R grows; so geometry.arccos_kernel, which is
stated up to the radius R, is a statement about the whole plane in the limit.
Proof idea. The integral is 2 - (R^2 + 2) exp(-R^2/2), and exp(R^2/2) is at least (1 + R^2/4)^2.
Sharpness. The gap falls faster than every power of R; 16 is not the best constant.
Source. Textbook; used to read geometry.arccos_kernel.
How the formula differs. The limit is stated by its rate.
"""

from theorycheck import Claim, Neighbour, and_, eq, exp, have, integral, le, lt, own, positive, real

R, r = real("R", positive), real("r")
radial = integral(r**3 * exp(-(r**2) / 2), (r, 0, R))
quarter, weight = R**2 / 4, exp(-(R**2) / 2)

claim = Claim(
    title="The radial integral of the arc-cosine kernel tends to 2",
    source=own("textbook"),
    conclude=and_(le(radial, 2), le((2 - radial) * R**2, 16)),
    lemmas=[
        have(eq(radial, 2 - (R**2 + 2) * weight), by="antiderivative"),
        have(lt(0, weight), by="laws(exp_positive)"),
        have(le(1 + quarter, exp(quarter)), by="laws(exp_above_tangent)"),
        have(eq(exp(quarter + quarter), exp(quarter) * exp(quarter)), by="laws(exp_sum)"),
        have(eq(exp(quarter + quarter + -(R**2) / 2), exp(quarter + quarter) * weight), by="laws(exp_sum)"),
        have(eq(exp(quarter + quarter + -(R**2) / 2), 1), by="identity"),
        have(le((R**2 + 2) * R**2, 16 * exp(quarter) * exp(quarter)), by="auto"),
        have(le((R**2 + 2) * R**2 * weight, 16), by="auto"),
    ],
    proof="rewrite, auto",
    expect="PROVED",
    neighbours=[Neighbour("within-one-over-the-square", conclude=le((2 - radial) * R**2, 1), near=True)],
)
