r"""Riemann sums keep inequalities: if v(y) <= K w(y) for all y, S_N(v) <= K S_N(w).

Meaning.  S_N(w) is the sum of w(i/N - N)/N over i < 2 N^2, and N > 0.
Proof idea.  Term by term.
Sharpness.  Equality for v = K w.
Source.  Textbook; used for the limit of local entropy (survey, §I-D).
How the formula differs.  It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    eq,
    forall,
    function,
    have,
    le,
    lt,
    natural,
    own,
    real,
    riemann_sum,
    summation,
    symbol,
)

v, w = function("v", real(), real()), function("w", real(), real())
K = real("K")
N, i = symbol("N", natural), symbol("i", natural)
step, count = 1 / N, 2 * N**2


def point(i):
    return i * step - N


def spare(i):
    return K * (w(point(i)) * step) - v(point(i)) * step


claim = Claim(
    title="Riemann sums keep inequalities",
    source=own("textbook"),
    given=[forall(real(), lambda y: le(v(y), K * w(y))), lt(0, N)],
    conclude=le(riemann_sum(v, N), K * riemann_sum(w, N)),
    lemmas=[
        have(lt(0, step), by="quotients_and_roots, contradict"),
        have(le(v(point(i)), K * w(point(i))), by="auto"),
        have(le(0, (K * w(point(i)) - v(point(i))) * step), by="auto"),
        have(le(0, spare(i)), by="contradict"),
        have(forall(count, lambda i: le(0, spare(i))), by="auto"),
        have(le(0, summation(count, spare)), by="auto"),
        have(eq(summation(count, spare), K * riemann_sum(w, N) - riemann_sum(v, N)), by="sums"),
    ],
    proof="contradict",
    expect="PROVED",
    neighbours=[Neighbour("of-other-functions", given=[lt(0, N)], near=True)],
)
