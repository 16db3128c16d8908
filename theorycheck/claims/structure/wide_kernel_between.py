r"""The closed form of E relu(<u, x>) relu(<v, x>) lies between c/2 and (m + c)/4, vectors that are not parallel.

Meaning. With g = |u|^2 |v|^2 - c^2 > 0, c = <u, v>, and m any bound of |u| |v|.
Proof idea. With the angle h of u and v, c = |u||v| cos h and sqrt g = |u||v| sin h; the rest is a pair of inequalities
between sine and cosine.
Sharpness. Both are equalities in the limit of parallel vectors of one direction, if m = |u| |v|.
Source. Own, after Cho and Saul 2009; used by structure.arccos_kernel_between.
How the formula differs. It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    arctan,
    cos,
    eq,
    have,
    le,
    lt,
    ne,
    own,
    pi,
    positive,
    real,
    sin,
    sqrt,
)

g = real("g", positive)
c, m = real("c m")
root, length = sqrt(g), sqrt(g + c * c)
angle = 2 * arctan(root / (length + c))
twice = 2 * ((root + (pi - angle) * c) / (2 * pi))
bounds = [le(g + c * c, m * m), le(-m, c), le(c, m)]

claim = Claim(
    title="The arc-cosine kernel of vectors that are not parallel, between its bounds",
    source=own("after Cho and Saul 2009"),
    given=bounds,
    conclude=and_(le(c, twice), le(twice, (m + c) / 2)),
    lemmas=[
        have(lt(0, root), by="quotients_and_roots, contradict"),
        have(lt(0, length), by="quotients_and_roots, contradict"),
        have(le(0, m), by="auto"),
        have(le(length, m), by="quotients_and_roots, contradict"),
        have(eq(length * length, root * root + c * c), by="quotients_and_roots, auto"),
        have(and_(ne(length + c, 0), eq(length * cos(angle), c), eq(length * sin(angle), root)), by="auto"),
        have(and_(lt(0, angle), lt(angle, pi)), by="auto"),
        have(
            and_(
                le(angle * cos(angle), sin(angle)),
                le(2 * (sin(angle) - angle * cos(angle)), pi * (1 - cos(angle))),
            ),
            by="auto",
        ),
        have(and_(le(c * angle, root), le(2 * (root - c * angle), pi * (length - c))), by="auto"),
        have(le(length, m), by="auto"),
        have(le(2 * (root - c * angle), pi * (m - c)), by="auto"),
    ],
    proof="quotients_and_roots, contradict",
    uses=["structure.angle_by_half_its_tangent", "structure.sine_between_chords"],
    expect="PROVED",
    neighbours=[
        Neighbour("nine-tenths-of-the-upper-bound", given=bounds[1:], conclude=le(twice, (m + c) * 9 / 20), near=True),
        Neighbour("above-the-larger", given=bounds[:1], conclude=le(twice, c), near=True),
    ],
)
