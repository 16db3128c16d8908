r"""Integrals above a plateau: the integral of w is at least r k, if w >= 0 everywhere and w >= k within r of c.

Meaning.  w is any function on the line that has an integral v: a limit of Riemann sums.
Proof idea.  The Riemann sums are at least r k for large N, and there are natural numbers as large as one likes.
Sharpness.  2 r k in place of r k is possible.
Source.  Textbook; used for the limit of local entropy (survey, §I-D).
How the formula differs.  The integral over the line is the limit of the sums over the points i/N - N, i < 2 N^2, which
is the integral where a function is continuous and falls off fast enough.  That there is a limit is a premise.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    eq,
    exists,
    forall,
    function,
    has_integral,
    have,
    implies,
    le,
    lt,
    natural,
    nonnegative,
    own,
    positive,
    real,
    riemann_sum,
    symbol,
)

w = function("w", real(), real())
c, v = real("c v")
r, e = real("r e", positive)
R = r / 2
k, N = symbol("k", nonnegative), symbol("N", natural)
gap = (r * k - v) / 2


def inside(y):
    return and_(le(c - r, y), le(y, c + r))


def eventually(relation):
    return exists(natural, lambda M: and_(lt(0, M), forall(natural, lambda N: implies(le(M, N), relation(N)))))


def close(N):
    return and_(le(v - e, riemann_sum(w, N)), le(riemann_sum(w, N), v + e))


plateau = forall(real(), lambda y: implies(inside(y), le(k, w(y))))
start = 2 / r + absolute(c) + R
shape, sharp = [forall(real(), lambda y: le(0, w(y))), plateau], has_integral(w, v)
claim = Claim(
    title="Integrals above a plateau",
    source=own("textbook"),
    given=shape,
    conclude=implies(sharp, le(r * k, v)),
    lemmas=[
        have(implies(sharp, eventually(close)), by="auto"),
        have(and_(lt(0, 2 / r), eq(2 / r * r, 2)), by="quotients_and_roots, contradict"),
        have(exists(natural, lambda M: le(start, M)), by="archimedes"),
        have(and_(le(c, absolute(c)), le(-c, absolute(c))), by="auto"),
        have(implies(le(start, N), and_(le(1, R * N), le(c + R, N), le(R - c, N))), by="contradict"),
        have(implies(lt(0, N), implies(le(start, N), le(r * k, riemann_sum(w, N)))), by="contradict"),
        have(implies(sharp, le(r * k, v + e)), by="eventually, contradict"),
        have(implies(lt(v, r * k), lt(0, gap)), by="auto"),
        have(implies(sharp, implies(lt(v, r * k), le(r * k, v + gap))), by="auto"),
    ],
    proof="contradict",
    uses=["local_entropy.riemann_sums_above_a_plateau"],
    expect="PROVED",
    neighbours=[Neighbour("any-number", given=shape, conclude=le(r * k, v), near=True)],
)
