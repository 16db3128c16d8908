r"""A common factor of numerator and denominator cancels: x = c u and y = c r give x / y = u / r, for y, r > 0.

Meaning. What makes a standardised number forget its unit.
Proof idea. Both quotients times y are c u.
Sharpness. The factor must be the same in both (neighbour `two-factors`).
Source. Textbook; used by homogeneous.batch_norm_scale_invariant.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, eq, have, lt, ne, own, real

x, y, u, r, c, e = real("x y u r c e")
positive = [lt(0, y), lt(0, r)]

claim = Claim(
    title="A common factor of a fraction cancels",
    source=own("textbook"),
    given=[*positive, eq(x, c * u), eq(y, c * r)],
    conclude=eq(x / y, u / r),
    lemmas=[
        have(ne(y, 0), by="auto"),
        have(eq(y * (x / y), y * (u / r)), by="quotients_and_roots, ideal"),
    ],
    proof="ideal",
    example=dict(x=2, y=2, u=1, r=1, c=2),
    expect="PROVED",
    neighbours=[Neighbour("two-factors", given=[*positive, eq(x, c * u), eq(y, e * r)], near=True)],
)
