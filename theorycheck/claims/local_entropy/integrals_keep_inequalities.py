r"""Integrals keep inequalities: if v(y) <= K w(y) for all y, then the integral of v is at most K times that of w.

Meaning.  v and w are any functions on the line that have integrals a and b: limits of Riemann sums.
Proof idea.  The Riemann sums are so ordered: for e > 0 and large N, a - e <= S_N(v) <= K S_N(w) <= K (b + e).  Were
K b < a, e = (a - K b)/(2 (1 + K)) would contradict this.
Sharpness.  Equality for v = K w.
Source.  Textbook; used for the limit of local entropy (survey, §I-D).
How the formula differs.  The integral over the line is the limit of the sums over the points i/N - N, i < 2 N^2, which
is the integral where a function is continuous and falls off fast enough; here nothing but that the limits exist is
supposed, as a premise within the conclusion, for no model of such a limit is certified here.
"""

from theorycheck import (
    Claim,
    Neighbour,
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

v, w = function("v", real(), real()), function("w", real(), real())
a, b = real("a b")
K, N = symbol("K", nonnegative), symbol("N", natural)
e = real("e", positive)
ordered = forall(real(), lambda y: le(v(y), K * w(y)))
gap = (a - K * b) / (2 * (1 + K))


def eventually(f, number):
    """The Riemann sums of f are within e of the number from some N on."""

    def close(N):
        return and_(le(number - e, riemann_sum(f, N)), le(riemann_sum(f, N), number + e))

    return exists(natural, lambda M: and_(lt(0, M), forall(natural, lambda N: implies(le(M, N), close(N)))))


limits = and_(has_integral(v, a), has_integral(w, b))
claim = Claim(
    title="Integrals keep inequalities",
    source=own("textbook"),
    given=[ordered],
    conclude=implies(limits, le(a, K * b)),
    lemmas=[
        have(implies(limits, eventually(v, a)), by="auto"),
        have(implies(limits, eventually(w, b)), by="auto"),
        have(implies(lt(0, N), le(riemann_sum(v, N), K * riemann_sum(w, N))), by="auto"),
        have(implies(limits, le(a, K * b + (1 + K) * e)), by="eventually, contradict"),
        have(
            implies(lt(K * b, a), and_(lt(0, gap), eq(gap * (2 * (1 + K)), a - K * b))),
            by="quotients_and_roots, contradict",
        ),
        have(implies(and_(limits, lt(K * b, a)), le(a, K * b + (1 + K) * gap)), by="auto"),
    ],
    proof="contradict",
    uses=["local_entropy.riemann_sums_keep_inequalities"],
    expect="PROVED",
    neighbours=[Neighbour("any-numbers", conclude=le(a, K * b), near=True)],
)
