r"""(1 - u^3)^2 + lam u^3 < 1 for 0 < u < (2 - lam)/2, lam >= 0.

Meaning. Below strength 2 a small product of three equal weights is better than none.
Proof idea. It is 1 - u^3 (2 - lam - u^3), and u^3 <= u < 2 - lam.
Sharpness. For lam = 2 it is 1 + u^6 (neighbour `at-two`).
Source. Own; used by homogeneous.matched_degree.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, have, le, lt, nonnegative, own, positive, symbol

u = symbol("u", positive)
lam = symbol("lam", nonnegative)
cube = u * u * u

claim = Claim(
    title="Below strength 2 a small product is better than none",
    source=own("elementary"),
    given=[lt(u, (2 - lam) / 2)],
    conclude=lt((1 - cube) ** 2 + lam * cube, 1),
    lemmas=[
        have(lt(0, cube), by="auto"),
        have(le(u, 1), by="auto"),
        have(le(u * u, u), by="auto"),
        have(le(cube, u), by="auto"),
        have(lt(cube, 2 - lam), by="auto"),
        have(lt(0, cube * (2 - lam - cube)), by="auto"),
    ],
    proof="contradict",
    expect="PROVED",
    neighbours=[Neighbour("at-two", given=[le(lam, 2), le(u, 1)], near=True)],
)
