r"""log sum_i p_i exp(z_i) is a convex function of z: Hölder's inequality for two sums of exponentials.

Meaning.  At (1 - s) u + s v, 0 <= s <= 1, it is at most (1 - s) times its value at u plus s times its value at v.
Proof idea.  With A and B the values at u and v and c = (1 - s) A + s B, convexity of exp gives
exp((1 - s) u_i + s v_i - c) <= (1 - s) exp(u_i - A) + s exp(v_i - B); weighted by the p_i, the right side sums to 1.
Sharpness.  Equality where u and v differ by a constant; not for s outside [0, 1].
Source.  Textbook (Boyd and Vandenberghe, Convex Optimization, section 3.1.5); used for the semiconcavity of local
entropy (survey, §I-D).
How the formula differs.  It does not.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    and_,
    dims,
    eq,
    exp,
    forall,
    have,
    implies,
    interval,
    le,
    log,
    lt,
    own,
    positive,
    real,
    summation,
    vector,
)

n = dims("n")
p = vector("p", n, entry=positive)
u, v = vector("u v", n)
s, r = real("s", interval(0, 1)), real("r")


def total(z):
    return summation(n, lambda i: p[i] * exp(z(i)))


def convex_at(share):
    return le(log(total(lambda i: (1 - share) * u[i] + share * v[i])), (1 - share) * log(U) + share * log(V))


U, V = total(lambda i: u[i]), total(lambda i: v[i])
M = total(lambda i: (1 - s) * u[i] + s * v[i])
c = (1 - s) * log(U) + s * log(V)


A, B, C = exp(-log(U)), exp(-log(V)), exp(-c)


def left(i):
    return u[i] - log(U)


def right(i):
    return v[i] - log(V)


def middle(i):
    return (1 - s) * u[i] + s * v[i]


def between(i):
    return (1 - s) * left(i) + s * right(i)


def slack(i, a=A, b=B, g=C):
    return p[i] * ((1 - s) * (exp(u[i]) * a) + s * (exp(v[i]) * b) - exp(middle(i)) * g)


def spread(a=A, b=B, g=C):
    """The sum of the slacks, one sum a monomial."""
    return eq(summation(n, lambda i: slack(i, a, b, g)), (1 - s) * (a * U) + s * (b * V) - M * g)


def pointwise(relation, by):
    return have(forall(n, relation), by=by)


claim = Claim(
    title="The logarithm of a sum of exponentials is convex",
    source=own("textbook"),
    given=[lt(0, n)],
    conclude=convex_at(s),
    lemmas=[
        have(and_(lt(0, U), lt(0, V), lt(0, M), lt(0, C)), by="auto"),
        have(and_(eq(exp(log(U)), U), eq(exp(log(V)), V), eq(exp(log(M)), M)), by="laws(exp_of_log), auto"),
        have(and_(eq(A * exp(log(U)), 1), eq(B * exp(log(V)), 1), eq(C * exp(c), 1)), by="laws(exp_negative), auto"),
        have(and_(eq(C * exp(c), 1), eq(A * U, 1), eq(B * V, 1)), by="ideal"),
        pointwise(lambda i: le(exp(between(i)), (1 - s) * exp(left(i)) + s * exp(right(i))), by="auto"),
        pointwise(lambda i: eq(exp(left(i)), exp(u[i]) * A), by="laws(exp_sum), auto"),
        pointwise(lambda i: eq(exp(right(i)), exp(v[i]) * B), by="laws(exp_sum), auto"),
        pointwise(lambda i: eq(exp(middle(i) - c), exp(middle(i)) * C), by="laws(exp_sum), auto"),
        pointwise(lambda i: eq(exp(between(i)), exp(middle(i) - c)), by="identity"),
        pointwise(lambda i: eq((1 - s) * exp(left(i)), (1 - s) * (exp(u[i]) * A)), by="at_indices, ideal"),
        pointwise(lambda i: eq(s * exp(right(i)), s * (exp(v[i]) * B)), by="at_indices, ideal"),
        pointwise(
            lambda i: le(0, (1 - s) * (exp(u[i]) * A) + s * (exp(v[i]) * B) - exp(middle(i)) * C),
            by="at_indices, auto",
        ),
        pointwise(lambda i: le(0, slack(i)), by="at_indices, auto"),
        have(le(0, summation(n, slack)), by="auto"),
        have(forall(real(), lambda a: forall(real(), lambda b: forall(real(), lambda g: spread(a, b, g)))), by="sums"),
        have(spread(), by="auto"),
        have(eq((1 - s) * (A * U) + s * (B * V), 1), by="ideal"),
        have(le(M * C, 1), by="auto"),
        have(and_(lt(0, C), eq(C * exp(c), 1)), by="auto"),
        have(le(M, exp(c)), by="contradict"),
        have(eq(exp(log(M)), M), by="auto"),
        have(le(exp(log(M)), exp(c)), by="auto"),
        have(implies(lt(c, log(M)), lt(exp(c), exp(log(M)))), by="laws(exp_increasing)"),
    ],
    proof="contradict",
    uses=["local_entropy.exponential_below_chords"],
    expect="PROVED",
    domain=Domain(sizes={"n": (1, 2)}),
    neighbours=[Neighbour("any-share", conclude=convex_at(r), near=True)],
)
