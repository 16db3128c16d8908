r"""T^L is 0 or 1 at every j/2^L, and 1/2 halfway between two of these points; T(x) = 2 relu(x) - 4 relu(x - 1/2).

Meaning. T^L is the tent map applied L times; j + 1 <= 2^L, and the points halfway are (2 j + 1)/2^(L+1).  T^L has a
kink at each of the 2^L - 1 inner points j/2^L: it runs through 2^L pieces, each of which falls or rises by 1.
Proof idea. pi T^L(x) has the cosine of 2^L pi x.  At j/2^L that is cos(pi j), whose square is 1; halfway it is
cos(pi j + pi/2), which is 0.
Sharpness. The value 1/2 is taken halfway, and not a tenth nearer.
Source. Survey, §I-A, on deep and shallow networks; the example is Telgarsky's (2015).
How the formula differs. z (1 - z) = 0 says that z is 0 or 1.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    cos,
    dims,
    eq,
    have,
    iterate,
    le,
    lt,
    pi,
    rational,
    real,
    relu,
    sin,
    survey,
)

L, j = dims("L j")
y = real("y")
half = rational("1/2")


def sharp(x):
    return iterate(lambda s: 2 * relu(s) - 4 * relu(s - half), L, x)


def doubled(start):
    return iterate(lambda s: 2 * s, L, start)


half_turns = iterate(lambda s: s + pi, j, 0)
at, halfway = j / 2**L, (j + half) / 2**L
nearer = (j + rational("11/20")) / 2**L


def zero_or_one(z):
    return eq(z * (1 - z), 0)


def on_the_interval(x):
    return [have(le(0, x), by="auto"), have(le(x, 1), by="auto")]


claim = Claim(
    title="The tent map applied L times runs up and down between 0 and 1",
    source=survey("I-A", "after Telgarsky 2015"),
    given=[le(j + 1, 2**L)],
    conclude=and_(zero_or_one(sharp(at)), eq(sharp(halfway), half)),
    uses=[
        "representation.tent_doubles_the_angle",
        "representation.cosine_vanishes_at_half",
        "representation.cosine_extreme_at_the_ends",
    ],
    lemmas=[
        have(lt(0, 2**L), by="auto"),
        have(eq(doubled(y), 2**L * y), by="induct(L)"),
        have(eq(at * 2**L, j), by="quotients_and_roots, auto"),
        have(eq(halfway * 2**L, j + half), by="quotients_and_roots, auto"),
        have(le(0, at), by="contradict"),
        have(le(at, 1), by="contradict"),
        have(le(0, halfway), by="contradict"),
        have(le(halfway, 1), by="contradict"),
        have(eq(sin(y + pi), -sin(y)), by="identity"),
        have(eq(half_turns, pi * j), by="induct(j)"),
        have(eq(cos(pi * (y + half)), -sin(pi * y)), by="identity"),
        have(eq(sin(half_turns), sin(pi * j)), by="rewrite, auto"),
        have(eq(sin(half_turns), 0), by="induct(j), at_terms, laws(sin_zero), auto"),
        have(eq(sin(pi * j), 0), by="ideal"),
        have(eq(cos(pi * j) ** 2, 1), by="laws(pythagoras), ideal"),
        have(eq(cos(pi * (j + half)), 0), by="at_terms, ideal"),
        have(eq(doubled(pi * at), pi * j), by="at_terms, ideal"),
        have(eq(doubled(pi * halfway), pi * (j + half)), by="at_terms, ideal"),
        *on_the_interval(sharp(at)),
        *on_the_interval(sharp(halfway)),
        have(eq(cos(pi * sharp(at)), cos(doubled(pi * at))), by="auto"),
        have(eq(cos(pi * sharp(halfway)), cos(doubled(pi * halfway))), by="auto"),
        have(eq(cos(doubled(pi * at)), cos(pi * j)), by="rewrite, auto"),
        have(eq(cos(doubled(pi * halfway)), cos(pi * (j + half))), by="rewrite, auto"),
        have(eq(cos(pi * sharp(at)) ** 2, 1), by="ideal"),
        have(eq(cos(pi * sharp(halfway)), 0), by="ideal"),
    ],
    proof="auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("a-tenth-off", conclude=eq(sharp(nearer), half), near=True),
    ],
)
