r"""S z + T y is not 0 unless z and y are, if S is large against T y, and z and T y are 0 or at least 1 in size.

Meaning. z is what two points are apart in the coordinates before, y in the next one.  With T > 0 and S >= 1 + T |y|
the new distance w = S z + T y is again 0 or at least 1 in absolute value, and is 0 only where z = 0 and y = 0.
Proof idea. For |z| >= 1, |w| >= S - T |y| >= 1.  For z = 0, w = T y.
Sharpness. The bound on S is needed: S z and T y may cancel.
Source. Textbook (numbers in lexicographic order); used by representation.lexicographic_gap.
How the formula differs. "Is 0, or at least 1 in absolute value" is written as step(u^2) <= u^2, step(x) being 1 for
x > 0 and else 0.
"""

from theorycheck import Claim, Neighbour, absolute, and_, eq, have, implies, le, lt, or_, own, real, step

z, y, S, T = real("z y S T")
w = S * z + T * y


def away(u):
    """u is 0, or at least 1 in absolute value."""
    return le(step(u**2), u**2)


def sizes(u):
    """A number of that kind that is not 0 is at least 1 on one side."""
    return [
        have(implies(lt(0, u), eq(step(u**2), 1)), by="split, contradict, auto"),
        have(implies(lt(u, 0), eq(step(u**2), 1)), by="split, contradict, auto"),
        have(implies(lt(0, u), le(1, u)), by="contradict"),
        have(implies(lt(u, 0), le(u, -1)), by="contradict"),
    ]


zero = 1 - step(w**2)
far = and_(away(w), and_(eq(zero * step(z**2), 0), eq(zero * y**2, 0)))
scaled = [away(z), away(T * y), lt(0, T)]

claim = Claim(
    title="One more coordinate keeps distances away from 0",
    source=own("textbook"),
    given=[*scaled, le(1 + T * absolute(y), S)],
    conclude=far,
    lemmas=[
        have(or_(lt(z, 0), or_(lt(0, z), eq(z, 0))), by="either, either, auto"),
        have(or_(lt(y, 0), or_(lt(0, y), eq(y, 0))), by="either, either, auto"),
        have(le(-absolute(y), y), by="split, auto"),
        have(le(y, absolute(y)), by="split, auto"),
        have(and_(le(-T * absolute(y), T * y), le(T * y, T * absolute(y))), by="contradict"),
        *sizes(z),
        have(implies(lt(0, y), lt(0, T * y)), by="auto"),
        have(implies(lt(y, 0), lt(T * y, 0)), by="auto"),
        *sizes(T * y),
        have(implies(lt(0, y), le(1, T * y)), by="auto"),
        have(implies(lt(y, 0), le(T * y, -1)), by="auto"),
        have(implies(lt(0, z), le(1, w)), by="contradict"),
        have(implies(lt(z, 0), le(w, -1)), by="contradict"),
        have(implies(eq(z, 0), implies(lt(0, y), le(1, w))), by="contradict"),
        have(implies(eq(z, 0), implies(lt(y, 0), le(w, -1))), by="contradict"),
        have(implies(eq(z, 0), implies(eq(y, 0), eq(w**2, 0))), by="ideal"),
        have(implies(le(1, w), far), by="split, contradict"),
        have(implies(le(w, -1), far), by="split, contradict"),
        have(implies(eq(z, 0), implies(eq(y, 0), away(w))), by="rewrite, auto"),
        have(implies(eq(z, 0), eq(z**2, 0)), by="ideal"),
        have(implies(eq(z, 0), eq(zero * step(z**2), 0)), by="rewrite, auto"),
        have(implies(eq(y, 0), eq(zero * y**2, 0)), by="ideal"),
    ],
    proof="cases, auto",
    example=dict(z=1, y=1, S=2, T=1),
    expect="PROVED",
    neighbours=[Neighbour("any-factor", given=scaled, near=True)],
)
