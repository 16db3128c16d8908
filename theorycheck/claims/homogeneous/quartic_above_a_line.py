r"""2 x <= x^4 + 3 lam for x >= 0, where (4 lam)^3 >= 4.

Meaning. The least lam for which x^4 - 2 x + 3 lam has no negative value on x >= 0 is 2^(2/3)/4, an algebraic number:
the one with (4 lam)^3 = 4.
Proof idea. With u = x^4 + 3 lam, u^4 - 256 x^4 lam^3 = (x^4 - lam)^2 (x^8 + 14 x^4 lam + 81 lam^2) >= 0, so that
u^4 >= 16 x^4 = (2 x)^4.
Sharpness. Equality at x^3 = 1/2 for (4 lam)^3 = 4 (neighbour `a-smaller-one`).
Source. Own; used by homogeneous.weight_decay_value_from_a_threshold.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, and_, have, implies, le, nonnegative, own, positive, rational, real, symbol

x = symbol("x", nonnegative)
lam = symbol("lam", positive)
m, w = real("m w")
q, cube = x**4, lam * lam * lam
u, v = q + 3 * lam, 2 * x

claim = Claim(
    title="A quartic above a line, from a threshold on",
    source=own("elementary"),
    given=[le(4, (4 * lam) ** 3)],
    conclude=le(v, u),
    lemmas=[
        have(le(0, q), by="auto"),
        have(le(0, u), by="auto"),
        have(le(0, (q - lam) * (q - lam) * (q * q)), by="auto"),
        have(le(0, (q - lam) * (q - lam) * (q * lam)), by="auto"),
        have(le(0, (q - lam) * (q - lam) * (lam * lam)), by="auto"),
        have(le(256 * q * cube, (u * u) * (u * u)), by="auto"),
        have(le(1, 16 * cube), by="auto"),
        have(le(0, (16 * cube - 1) * q), by="auto"),
        have(le((v * v) * (v * v), (u * u) * (u * u)), by="auto"),
        have(implies(and_(le(0, m), le(w * w, m * m)), le(w, m)), by="contradict"),
        have(le(0, u * u), by="auto"),
        have(le(v * v, u * u), by="auto"),
    ],
    proof="auto",
    expect="PROVED",
    neighbours=[Neighbour("a-smaller-one", given=[le(rational("7/2"), (4 * lam) ** 3)], near=True)],
)
