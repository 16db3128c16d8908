r"""x^8 exp(-x^2/2) is at most 4096.

Meaning. So for |x| >= 1 a monomial c x^i with i <= 7 times exp(-x^2/2) is at most 4096 |c| / |x|, and tends to 0 at
both ends; that makes the boundary terms of `random_networks.steins_identity` and
`random_networks.relu_unit_third_moment` vanish in the limit.
Proof idea. exp(x^2/8) >= x^2/8; its fourth power is exp(x^2/2) >= x^8/4096.
Sharpness. The best constant is (8/e)^4, a little above 75 (neighbour `74`).
Source. Textbook.
How the formula differs. The limit is stated by its rate.
"""

from theorycheck import Claim, Neighbour, eq, exp, have, le, lt, own, real

x = real("x")
e = exp(-(x**2) / 2)
eighth = exp(x**2 / 8)
fourth = x**2 / 8 + x**2 / 8
half = fourth + fourth

claim = Claim(
    title="x^8 exp(-x^2/2) is at most 4096",
    source=own("textbook"),
    conclude=le(x**8 * e, 4096),
    lemmas=[
        have(lt(0, e), by="laws(exp_positive)"),
        have(le(1 + x**2 / 8, eighth), by="laws(exp_above_tangent)"),
        have(eq(exp(fourth), eighth * eighth), by="laws(exp_sum)"),
        have(le(0, x**2), by="auto"),
        have(le(x**4, 64 * exp(fourth)), by="auto"),
        have(eq(exp(half), exp(fourth) * exp(fourth)), by="laws(exp_sum)"),
        have(le(0, x**4), by="auto"),
        have(le(0, (64 * exp(fourth) - x**4) * (64 * exp(fourth) + x**4)), by="auto"),
        have(le(x**8, 4096 * exp(half)), by="auto"),
        have(eq(exp(half + -(x**2) / 2), exp(half) * e), by="laws(exp_sum)"),
        have(eq(exp(half + -(x**2) / 2), 1), by="identity"),
        have(le(0, (4096 * exp(half) - x**8) * e), by="auto"),
    ],
    proof="contradict",
    expect="PROVED",
    neighbours=[Neighbour("74", conclude=le(x**8 * e, 74), near=True)],
)
