r"""The angle of the point (c, r) above the axis is 2 arctan(r / (L + c)), L being its distance from the origin.

Meaning. With h = 2 arctan(r / (L + c)): L cos h = c, L sin h = r, and 0 < h < pi.  This is how an angle is written
without arccos, so that it is smooth up to both ends.
Proof idea. The tangent of half the angle is r / (L + c); the double-angle formulas do the rest.
Sharpness. For r = 0 and c < 0 the quotient is 0/0.
Source. Textbook; used by structure.wide_kernel_between.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, and_, arctan, cos, eq, have, lt, ne, own, pi, positive, real, sin

r, L = real("r L", positive)
c = real("c")
slope = r / (L + c)
half = arctan(slope)
h = 2 * half
squared_cosine = cos(half) * cos(half)

claim = Claim(
    title="An angle by half its tangent",
    source=own("textbook"),
    given=[eq(L * L, r * r + c * c)],
    conclude=and_(eq(L * cos(h), c), eq(L * sin(h), r), lt(0, h), lt(h, pi)),
    lemmas=[
        have(lt(0, L + c), by="contradict"),
        have(ne(L + c, 0), by="auto"),
        have(lt(0, slope), by="quotients_and_roots, contradict"),
        have(lt(arctan(0), half), by="auto"),
        have(eq(arctan(0), 0), by="auto"),
        have(eq(slope * slope * (L + c), L - c), by="quotients_and_roots, ideal"),
        have(eq(squared_cosine * (1 + slope * slope), 1), by="laws(tan_of_arctan, pythagoras), ideal"),
        have(eq(2 * L * squared_cosine, L + c), by="ideal"),
    ],
    proof="quotients_and_roots, laws(tan_of_arctan, arctan_range, sin_double, cos_double, pythagoras), ideal",
    uses=["structure.arctan_increasing"],
    example=dict(r=3, L=5, c=4),
    expect="PROVED",
    neighbours=[
        Neighbour("any-length", given=[], near=True),
        Neighbour("half-the-angle", conclude=eq(L * cos(half), c)),
    ],
)
