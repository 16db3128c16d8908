r"""The tent map doubles an angle: cos(pi T^L(x)) = cos(2^L pi x) for 0 <= x <= 1, T(x) = 2 relu(x) - 4 relu(x - 1/2).

Meaning. T maps [0, 1] to itself, and pi T(x) is 2 pi x folded back to [0, pi]; T^L is T applied L times.
Proof idea. T(y) is 2 y up to 1/2 and 2 - 2 y from there on; either way cos(pi T(y)) = cos(2 pi y).  Induction over L.
Sharpness. False outside [0, 1], where T is 0 on the left and runs to minus infinity on the right.
Source. Textbook (the tent map and the Chebyshev polynomials); used by representation.tent_at_dyadic_points.
How the formula differs. It does not; 2^L pi x is written as pi x doubled L times.
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
    interval,
    iterate,
    le,
    lt,
    own,
    pi,
    rational,
    real,
    relu,
)

L = dims("L")
x = real("x", interval(0, 1))
u, y, z = real("u y z")
half = rational("1/2")


def tent(s):
    return 2 * relu(s) - 4 * relu(s - half)


def folded(start):
    return iterate(tent, L, start)


def doubled(start):
    return iterate(lambda s: 2 * s, L, pi * start)


def in_terms_of(angle):
    return 2 * cos(angle) ** 2 - 1


sharp = folded(x)

claim = Claim(
    title="Applied L times, the tent map doubles an angle L times",
    source=own("textbook"),
    conclude=and_(and_(le(0, sharp), le(sharp, 1)), eq(cos(pi * sharp), cos(doubled(x)))),
    lemmas=[
        have(le(sharp, 1), by="induct(L)"),
        have(le(0, sharp), by="induct(L), specialise, auto"),
        have(implies(and_(le(0, y), le(y, half)), eq(tent(y), 2 * y)), by="auto"),
        have(implies(and_(le(y, 1), lt(half, y)), eq(tent(y), 2 - 2 * y)), by="auto"),
        have(eq(cos(pi * (2 * y)), in_terms_of(pi * y)), by="identity"),
        have(eq(cos(pi * (2 - 2 * y)), in_terms_of(pi * y)), by="identity"),
        have(eq(cos(2 * z), in_terms_of(z)), by="identity"),
        have(
            implies(and_(le(0, y), le(y, 1)), eq(cos(pi * tent(y)), in_terms_of(pi * y))),
            by="cut(y, 1/2), cases, rewrite, auto",
        ),
        have(eq(cos(pi * tent(sharp)), in_terms_of(pi * sharp)), by="auto"),
    ],
    proof="induct(L), at_terms, ideal",
    expect="PROVED",
    neighbours=[
        Neighbour("any-point", conclude=eq(cos(pi * folded(u)), cos(doubled(u))), near=True),
        Neighbour("one-doubling-more", conclude=eq(cos(pi * sharp), cos(2 * doubled(x)))),
    ],
)
