r"""A unit's weighted output v sigma(z) does not fall as its preactivation moves in the direction of its weight v.

Meaning. sigma is strictly increasing.  Then v sigma(z) <= v sigma(z + h v) for h > 0, with equality only if v = 0; and
for h < 0 the other way round.
Proof idea. If v > 0 the preactivation rises with h, if v < 0 it falls.
Sharpness. In a fixed direction the output falls where v < 0 (neighbour `any-direction`).
Source. Own, after Gori and Tesi 1992; used by backpropagation.hidden_units_rise_together.
How the formula differs. It does not.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    eq,
    forall,
    function,
    have,
    implies,
    le,
    lt,
    or_,
    own,
    real,
)

v, z, h = real("weight net h")
sigma = function("sigma", real(), real())
increasing = forall(real(), lambda p: forall(real(), lambda q: implies(lt(p, q), lt(sigma(p), sigma(q)))))
here, there = sigma(z), sigma(z + h * v)
rise = v * there - v * here


def ordered(sign, low, high, gain):
    """The two lemmas for h of this sign, and what they say of the gain v (high - low)."""
    side = lt(0, h) if sign > 0 else lt(h, 0)
    up, down = lt(0, v), lt(v, 0)
    return [
        have(implies(side, implies(up, lt(0, sign * (h * v)))), by="auto"),
        have(implies(side, implies(down, lt(sign * (h * v), 0))), by="auto"),
        have(implies(side, implies(up, lt(low, high))), by="auto"),
        have(implies(side, implies(down, lt(high, low))), by="auto"),
        have(implies(side, implies(up, lt(0, v * (high - low)))), by="auto"),
        have(implies(side, implies(down, lt(0, v * (high - low)))), by="auto"),
        have(implies(side, or_(up, or_(down, eq(v, 0)))), by="either, either, auto"),
        have(implies(side, le(0, gain)), by="cases, auto"),
        have(implies(side, implies(eq(gain, 0), eq(v, 0))), by="cases, auto"),
    ]


claim = Claim(
    title="A unit's weighted output does not fall in the direction of its weight",
    source=own("after Gori and Tesi 1992 (survey §III-B)"),
    given=[increasing],
    conclude=and_(
        implies(lt(0, h), and_(le(0, rise), implies(eq(rise, 0), eq(v, 0)))),
        implies(lt(h, 0), and_(le(0, -rise), implies(eq(-rise, 0), eq(v, 0)))),
    ),
    lemmas=[*ordered(1, here, there, rise), *ordered(-1, there, here, -rise)],
    proof="auto",
    expect="PROVED",
    neighbours=[
        Neighbour("any-sigma", given=[], near=True),
        Neighbour("any-direction", conclude=implies(lt(0, h), le(v * here, v * sigma(z + h)))),
    ],
)
