r"""m c <= d c for m <= d and c >= 0.

Meaning. Multiplying by a number that is not negative keeps the order.
Proof idea. (d - m) c is a product of two such numbers.
Sharpness. False for c < 0 (neighbour `any-factor`).
Source. Textbook; used by backpropagation.brady_nearby_preactivations.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, le, own, real

c, d, m = real("factor high low")

claim = Claim(
    title="Multiples by a number that is not negative keep the order",
    source=own("textbook"),
    given=[le(0, c), le(m, d)],
    conclude=le(m * c, d * c),
    proof="contradict",
    expect="PROVED",
    neighbours=[Neighbour("any-factor", given=[le(m, d)], near=True)],
)
