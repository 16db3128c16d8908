r"""An error relu(a - y)^2 that vanishes beyond its target a falls strictly as the output y rises, until it is 0.

Meaning. For y < z, relu(a - z)^2 <= relu(a - y)^2, with equality only where both are 0; likewise relu(y - b)^2 as the
output falls.  It is the squared error of a "threshold LMS": outputs beyond the target are not punished.
Proof idea. The two cases of each relu.
Sharpness. The plain squared error (y - a)^2 rises again beyond the target (neighbour `without-threshold`).
Source. Own, after Sontag and Sussmann 1991; used by backpropagation.threshold_errors_descend.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, and_, eq, have, implies, le, lt, or_, own, real, relu

a, y, z = real("a y z")
low, high = relu(a - y) ** 2, relu(a - z) ** 2
below, above = relu(y - a) ** 2, relu(z - a) ** 2

claim = Claim(
    title="An error with a threshold falls until it is 0",
    source=own("after Sontag and Sussmann 1991 (survey §III-B)"),
    given=[lt(y, z)],
    conclude=and_(
        le(high, low), implies(le(low, high), eq(low, 0)), le(below, above), implies(le(above, below), eq(above, 0))
    ),
    lemmas=[
        have(le(high, low), by="split"),
        have(le(below, above), by="split"),
        have(implies(le(a, y), eq(low, 0)), by="split"),
        have(implies(le(z, a), eq(above, 0)), by="split"),
        have(implies(lt(y, a), lt(high, low)), by="split"),
        have(implies(lt(a, z), lt(below, above)), by="split"),
        have(or_(le(a, y), lt(high, low)), by="either, auto"),
        have(or_(le(z, a), lt(below, above)), by="either, auto"),
        have(implies(le(low, high), eq(low, 0)), by="cases, auto"),
        have(implies(le(above, below), eq(above, 0)), by="cases, auto"),
    ],
    proof="auto",
    expect="PROVED",
    neighbours=[
        Neighbour("without-threshold", conclude=le((a - z) ** 2, (a - y) ** 2), near=True),
        Neighbour("strictly", conclude=lt(high, low), near=True),
    ],
)
