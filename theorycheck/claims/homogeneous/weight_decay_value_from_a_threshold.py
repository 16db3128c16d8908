r"""1 <= (1 - P)^2 + 3 lam s^2 for s >= 0 and P <= s^3, where (4 lam)^3 >= 4.

Meaning. What weight decay of strength lam costs outweighs what a product P of three layers gains, if the squares of the
weights add up to 3 s^2.
Proof idea. For s <= 1 it is least at P = s^3, where it is 1 + s^2 (s^4 - 2 s + 3 lam); for s >= 1 it is at least
3 lam >= 1.
Sharpness. Equality at s^3 = P = 1/2 for (4 lam)^3 = 4.
Source. Own; used by homogeneous.weight_decay_degree_mismatch.
How the formula differs. It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    have,
    implies,
    le,
    lt,
    nonnegative,
    or_,
    own,
    positive,
    rational,
    real,
    symbol,
)

s = symbol("s", nonnegative)
lam = symbol("lam", positive)
P = real("P")
cube = s * s * s
value = (1 - P) ** 2 + 3 * lam * s * s
gain = s**4 + 3 * lam - 2 * s

claim = Claim(
    title="The cost of weight decay outweighs a product of three layers, from a threshold on",
    source=own("elementary"),
    given=[le(4, (4 * lam) ** 3), le(P, cube)],
    conclude=le(1, value),
    lemmas=[
        have(le(1, 3 * lam), by="contradict"),
        have(le(0, gain), by="specialise, auto"),
        have(le(0, s * s * gain), by="auto"),
        have(implies(le(s, 1), le(cube, 1)), by="auto"),
        have(implies(le(s, 1), le(0, (cube - P) * (2 - cube - P))), by="auto"),
        have(implies(le(s, 1), le(1, value)), by="auto"),
        have(implies(lt(1, s), le(1, s * s)), by="auto"),
        have(le(0, (3 * lam - 1) * (s * s)), by="auto"),
        have(le(0, (1 - P) * (1 - P)), by="auto"),
        have(implies(lt(1, s), le(1, value)), by="auto"),
        have(or_(le(s, 1), lt(1, s)), by="either, auto"),
    ],
    proof="cases, auto",
    uses=["homogeneous.quartic_above_a_line"],
    expect="PROVED",
    neighbours=[
        Neighbour("a-smaller-one", given=[], conclude=le(1, (1 - cube) ** 2 + rational("27/25") * s * s), near=True),
        Neighbour("any-product", given=[le(4, (4 * lam) ** 3)], near=True),
    ],
)
