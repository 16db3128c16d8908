r"""Between neighbouring multiples of 1/2^L, T^L is straight: it rises from 0 to 1 or falls from 1 to 0.

Meaning. T(x) = 2 relu(x) - 4 relu(x - 1/2), T^L is T applied L times, and j + 1 <= 2^L.  With the sign e of (-1)^j,
T^L((j + s)/2^L) = 1/2 + e (s - 1/2) for every s in [0, 1]: on each of the 2^L intervals [j/2^L, (j + 1)/2^L] T^L is
affine, with the slope 2^L or -2^L in turn.
Proof idea. pi T^L(x) has the cosine of 2^L pi x (representation.tent_doubles_the_angle), which is cos(pi (j + s)) = e
cos(pi s); and the cosine takes each value once on [0, pi].
Sharpness. The signs alternate (neighbour `always-rising`).
Source. Survey, §I-A, on deep and shallow networks; the example is Telgarsky's (2015).
How the formula differs. (-1)^j is made by changing a sign j times.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    cos,
    dims,
    eq,
    have,
    implies,
    iterate,
    le,
    lt,
    or_,
    pi,
    rational,
    real,
    relu,
    survey,
)

L, j = dims("L j")
s, y, z = real("s y z")
half = rational("1/2")


def sharp(x):
    return iterate(lambda u: 2 * relu(u) - 4 * relu(u - half), L, x)


def doubled(start):
    return iterate(lambda u: 2 * u, L, start)


sign = iterate(lambda u: -u, j, 1)
turned = iterate(lambda u: u + pi, j, pi * s)
place = (j + s) / 2**L
value = sharp(place)
line = half + sign * (s - half)


def told_apart(condition, other):
    """Where the cosines agree, so do the numbers."""
    return [
        have(and_(le(0, other), le(other, 1)), by="auto"),
        have(implies(lt(value, other), lt(cos(pi * other), cos(pi * value))), by="auto"),
        have(implies(lt(other, value), lt(cos(pi * value), cos(pi * other))), by="auto"),
        have(implies(condition, le(value, other)), by="contradict"),
        have(implies(condition, le(other, value)), by="contradict"),
        have(implies(condition, eq(value, other)), by="auto"),
    ]


claim = Claim(
    title="The tent map applied L times is straight between neighbouring dyadic points",
    source=survey("I-A", "after Telgarsky 2015"),
    given=[le(j + 1, 2**L), le(0, s), le(s, 1)],
    conclude=eq(value, line),
    uses=["representation.tent_doubles_the_angle", "representation.cosine_decreases_between"],
    lemmas=[
        have(lt(0, 2**L), by="auto"),
        have(eq(doubled(y), 2**L * y), by="induct(L)"),
        have(eq(place * 2**L, j + s), by="quotients_and_roots, auto"),
        have(le(0, place), by="contradict"),
        have(le(place, 1), by="contradict"),
        have(le(0, value), by="auto"),
        have(le(value, 1), by="auto"),
        have(eq(sign * sign, 1), by="induct(j), ideal"),
        have(eq(turned, pi * (j + s)), by="induct(j)"),
        have(eq(cos(y + pi), -cos(y)), by="identity"),
        have(eq(cos(turned), sign * cos(pi * s)), by="induct(j), at_terms, ideal"),
        have(eq(cos(turned), cos(pi * (j + s))), by="rewrite, auto"),
        have(eq(doubled(pi * place), pi * (j + s)), by="at_terms, ideal"),
        have(eq(cos(pi * value), cos(doubled(pi * place))), by="auto"),
        have(eq(cos(doubled(pi * place)), cos(pi * (j + s))), by="rewrite, auto"),
        have(eq(cos(pi * value), sign * cos(pi * s)), by="ideal"),
        have(or_(eq(sign, 1), eq(sign, -1)), by="either, ideal"),
        have(eq(cos(pi * (1 - s)), -cos(pi * s)), by="identity"),
        have(implies(eq(sign, 1), eq(cos(pi * value), cos(pi * s))), by="ideal"),
        have(implies(eq(sign, -1), eq(cos(pi * value), cos(pi * (1 - s)))), by="ideal"),
        *told_apart(eq(sign, 1), s),
        *told_apart(eq(sign, -1), 1 - s),
    ],
    proof="cases, ideal",
    covers={
        "pre.depth.tent-separation": "part: the 2^L straight pieces; the deep and the shallow network are other files"
    },
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("always-rising", conclude=eq(value, s), near=True),
    ],
)
