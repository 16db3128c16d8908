r"""A number that is not 0 becomes at least 1 in absolute value when it is multiplied by T >= 1/|y|.

Meaning. r is 1/|y| for y other than 0, and 1 for y = 0; T >= r.  Then T y is 0, or |T y| >= 1.
Proof idea. |T y| = T |y| >= r |y| = 1 for y other than 0.
Sharpness. |T y| = 1 for T = r; false for smaller T.
Source. Textbook; used by representation.two_points_come_apart.
How the formula differs. "Is 0, or at least 1 in absolute value" is written as step(u^2) <= u^2, step(x) being 1 for
x > 0 and else 0; r is given by r (|y| + (1 - step(|y|))) = 1, so that nothing is divided by 0.
"""

from theorycheck import Claim, Neighbour, absolute, eq, have, implies, le, lt, or_, own, real, step

y, r, T = real("y r T")
size = absolute(y)
guarded = size + (1 - step(size))


def away(u):
    """u is 0, or at least 1 in absolute value."""
    return le(step(u**2), u**2)


claim = Claim(
    title="A number scaled above 1",
    source=own("textbook"),
    given=[eq(r * guarded, 1), le(r, T)],
    conclude=away(T * y),
    lemmas=[
        have(or_(lt(y, 0), or_(lt(0, y), eq(y, 0))), by="either, either, auto"),
        have(implies(lt(0, y), eq(guarded, y)), by="split, auto"),
        have(implies(lt(y, 0), eq(guarded, -y)), by="split, auto"),
        have(implies(lt(0, y), le(1, T * y)), by="contradict"),
        have(implies(lt(y, 0), le(T * y, -1)), by="contradict"),
        have(implies(eq(y, 0), eq((T * y) ** 2, 0)), by="ideal"),
        have(implies(lt(0, y), away(T * y)), by="split, contradict"),
        have(implies(lt(y, 0), away(T * y)), by="split, contradict"),
        have(implies(eq(y, 0), away(T * y)), by="rewrite, auto"),
    ],
    proof="cases, auto",
    example=dict(y=1, r=1, T=1),
    expect="PROVED",
    neighbours=[Neighbour("any-scale", given=[le(r, T)], near=True)],
)
