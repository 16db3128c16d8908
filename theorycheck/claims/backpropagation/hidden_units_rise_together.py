r"""If each hidden preactivation moves in the direction of its output weight, then the output rises, unless all weights
are 0.

Meaning. sigma is strictly increasing, and some v_j is not 0.  Then sum_j v_j sigma(z_j + h v_j) exceeds
sum_j v_j sigma(z_j) for h > 0, and falls short of it for h < 0.
Proof idea. No term falls for h > 0, and one that stays has v_j = 0 (`backpropagation.weighted_unit_rises`).
Sharpness. Where all v_j are 0 nothing moves (neighbour `all-weights-zero`).
Source. Own, after Gori and Tesi 1992; used by backpropagation.hidden_layer_moves_output.
How the formula differs. It does not.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    dims,
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
    squared_norm,
    summation,
    vector,
)

p = dims("p")
v, z = vector("v z", p)
h = real("h")
sigma = function("sigma", real(), real())
increasing = forall(real(), lambda x: forall(real(), lambda y: implies(lt(x, y), lt(sigma(x), sigma(y)))))
before = summation(p, lambda j: v[j] * sigma(z[j]))
after = summation(p, lambda j: v[j] * sigma(z[j] + h * v[j]))


def moves(sign):
    """The lemmas for h of this sign."""
    side = lt(0, h) if sign > 0 else lt(h, 0)

    def rise(j):
        gain = v[j] * sigma(z[j] + h * v[j]) - v[j] * sigma(z[j])
        return gain if sign > 0 else -gain

    whole = summation(p, rise)
    still = eq(whole, 0)
    return [
        have(eq(whole, after - before if sign > 0 else before - after), by="sums"),
        have(implies(side, forall(p, lambda j: le(0, rise(j)))), by="at_indices, auto"),
        have(implies(side, le(0, whole)), by="auto"),
        have(implies(side, implies(still, forall(p, lambda j: eq(rise(j), 0)))), by="vanishing, at_indices, auto"),
        have(implies(side, implies(still, forall(p, lambda j: eq(v[j], 0)))), by="at_indices, auto"),
        have(implies(side, implies(still, eq(squared_norm(v), 0))), by="induct(p), at_indices, auto"),
        have(implies(side, or_(lt(0, whole), still)), by="either, auto"),
        have(implies(side, lt(0, whole)), by="cases, auto"),
        have(implies(side, lt(before, after) if sign > 0 else lt(after, before)), by="auto"),
    ]


claim = Claim(
    title="Hidden units that move in the direction of their output weights raise the output",
    source=own("after Gori and Tesi 1992 (survey §III-B)"),
    given=[increasing, lt(0, squared_norm(v))],
    conclude=and_(implies(lt(0, h), lt(before, after)), implies(lt(h, 0), lt(after, before))),
    lemmas=[*moves(1), *moves(-1)],
    proof="auto",
    uses=["backpropagation.weighted_unit_rises"],
    expect="PROVED",
    neighbours=[
        Neighbour("all-weights-zero", given=[increasing], near=True),
        Neighbour("any-sigma", given=[lt(0, squared_norm(v))], near=True),
    ],
)
