r"""Riemann sums above a plateau: S_N(w) >= r k, if w >= 0 everywhere and w >= k within r of c, for large N.

Meaning.  S_N(w) is the sum of w(i/N - N)/N over i < 2 N^2; N is large if 1/N <= r/2 and c - r/2 and c + r/2
are in [-N, N].
Proof idea.  With T the number cut off at c - r/2 and c + r/2, w(y)/N >= k (T(y + 1/N) - T(y)), and the right sides add
up to k (T(N) - T(-N)) = k r.
Sharpness.  2 r k in place of r k, up to an error of order 1/N.
Source.  Textbook; used for the limit of local entropy (survey, §I-D).
How the formula differs.  It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    fn,
    forall,
    function,
    have,
    implies,
    le,
    lt,
    maximum,
    minimum,
    natural,
    nonnegative,
    own,
    positive,
    real,
    riemann_sum,
    summation,
    symbol,
)

n = dims("n")
w, t = function("w", real(), real()), function("t", natural, real())
c, y = real("c y")
r, h = real("r h", positive)
R = r / 2
k = symbol("k", nonnegative)
N, i = symbol("N", natural), symbol("i", natural)
step = 1 / N


def clamp(y):
    return minimum(maximum(y, c - R), c + R)


def point(i):
    return i * step - N


def rise(y, h):
    return clamp(y + h) - clamp(y)


def inside(y):
    return and_(le(c - r, y), le(y, c + r))


def climb(i):
    return clamp(point(i + 1)) - clamp(point(i))


def area(i):
    return w(point(i)) * step


def spare(i):
    return area(i) - k * climb(i)


plateau = forall(real(), lambda y: implies(inside(y), le(k, w(y))))
shape = [forall(real(), lambda y: le(0, w(y))), plateau]
fine = [lt(0, N), le(1, R * N), le(c + R, N), le(R - c, N)]

claim = Claim(
    title="Riemann sums above a plateau",
    source=own("textbook"),
    given=[*shape, *fine],
    conclude=le(r * k, riemann_sum(w, N)),
    lemmas=[
        have(eq(summation(n, lambda i: t(i + 1) - t(i)), t(n) - t(0)), by="induct(n)"),
        have(and_(lt(0, step), eq(step * N, 1)), by="quotients_and_roots, contradict"),
        have(le(step, R), by="contradict"),
        have(and_(le(0, w(y)), implies(inside(y), le(k, w(y)))), by="auto"),
        have(le(k * (clamp(y + step) - clamp(y)), w(y) * step), by="auto"),
        have(eq(point(i + 1), point(i) + step), by="ideal"),
        have(le(k * (clamp(point(i + 1)) - clamp(point(i))), w(point(i)) * step), by="rewrite, auto"),
        have(le(0, spare(i)), by="contradict"),
        have(forall(n, lambda i: le(0, spare(i))), by="auto"),
        have(le(0, summation(n, spare)), by="auto"),
        have(eq(summation(n, climb), clamp(point(n)) - clamp(point(0))), by="induct(n)"),
        have(eq(summation(n, spare), summation(n, area) - k * summation(n, climb)), by="sums"),
        have(le(k * (clamp(point(n)) - clamp(point(0))), summation(n, area)), by="contradict"),
        have(and_(eq(point(2 * N**2), N), eq(point(0), -N)), by="ideal"),
        have(and_(eq(clamp(N), c + R), eq(clamp(-N), c - R)), by="auto"),
        have(eq(clamp(point(2 * N**2)), c + R), by="rewrite, auto"),
        have(eq(clamp(point(0)), c - R), by="rewrite, auto"),
        have(le(k * (clamp(point(2 * N**2)) - clamp(point(0))), riemann_sum(w, N)), by="auto"),
    ],
    proof="contradict",
    uses=["local_entropy.steps_within_an_interval"],
    example=dict(w=fn(real(), lambda y: 1), c=0, r=2, k=1, N=1),
    expect="PROVED",
    neighbours=[Neighbour("short-on-the-left", given=[*shape, *fine[:3]], near=True)],
)
