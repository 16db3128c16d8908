r"""Local entropy tends to the Moreau envelope at the rate log(b)/b, for an unknown function f on the line.

Meaning.  q = 1/g, h(y) = f(y) + q (x - y)^2/2 is least at c, and M = h(c) is the Moreau envelope of f at x.  v is the
integral of exp(-b h) over the line, u that of exp(-h).  For b >= 1, s > 0, a >= |x - c|, and any r > 0 and w > 0 such
that f <= f(c) + w within r of c, with m = M + w + q a r + q r^2/2 (or more),

    M - (M + log u + log s)/b  <=  F = -(1/b) log(s v)  <=  m - (log r + log s)/b.

F is the local entropy f_{b,g}(x) for s = sqrt(b q/(2 pi)), the constant of the normal law.  As log s grows like
log(b)/2, the left side tends to M; so does the right side, with r and then w as small as one likes, where f is
continuous at c.  If f(y) <= f(c) + L |y - c|, then w = L r and r = 1/b give |F - M| = O(log(b)/b).
Proof idea.  Laplace's method: exp(-b h) <= exp(-(b - 1) M) exp(-h) everywhere, and exp(-b h) >= exp(-b m) within r of
c, where h <= m; integrals keep inequalities.
Sharpness.  For finite b there is an error: for f(y) = y^2/2, x = 0, F - M = log(1 + 1/q)/(2 b) (a neighbour).
Source.  Survey, §I-D; Chaudhari et al. 2018.
The survey's words.  "connections between variants of SGD with good empirical performance and standard methods in convex
optimization such as infconvolutions and proximal methods".
How the formula differs.  One dimension.  The limit over b is stated by its rate, at one x.  That the minimum is
attained, at c, and that both integrals exist, as limits of Riemann sums, is supposed: it holds where f is continuous
and bounded below.  The integrals stand as premises within the conclusion, for no model of such a limit is
certified here.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    eq,
    exp,
    fn,
    forall,
    function,
    has_integral,
    have,
    implies,
    le,
    log,
    lt,
    positive,
    real,
    survey,
)

f, h = function("f", real(), real()), function("h", real(), real())
x, c, u, v, y, M, m = real("x c u v y M m")
a, b, q, r, s, w = real("a b q r s w", positive)


def inside(y):
    return and_(le(c - r, y), le(y, c + r))


def penalty(y):
    return q * (x - y) ** 2 / 2


def penalised(y):
    return f(y) + penalty(y)


K = exp(-(b - 1) * M)
F = -log(s * v) / b
least = forall(real(), lambda y: le(M, h(y)))
near = forall(real(), lambda y: implies(inside(y), le(f(y), f(c) + w)))
sharp, soft = has_integral(lambda y: exp(-b * h(y)), v), has_integral(lambda y: exp(-h(y)), u)
lower, upper = le(M - (M + log(u) + log(s)) / b, F), le(F, m - (log(r) + log(s)) / b)

claim = Claim(
    title="Local entropy tends to the Moreau envelope at the rate log(b)/b",
    source=survey("I-D"),
    given=[
        le(1, b),
        le(x - c, a),
        le(c - x, a),
        forall(real(), lambda y: eq(h(y), penalised(y))),
        eq(h(c), M),
        least,
        near,
        le(M + w + q * a * r + q * r**2 / 2, m),
    ],
    conclude=implies(sharp, implies(soft, and_(lt(0, u), lt(0, v), lower, upper))),
    lemmas=[
        have(implies(inside(y), le(f(y), f(c) + w)), by="auto"),
        have(implies(inside(y), le(penalty(y), penalty(c) + q * a * r + q * r**2 / 2)), by="auto"),
        have(and_(eq(h(y), penalised(y)), eq(h(c), penalised(c))), by="auto"),
        have(implies(inside(y), le(h(y), m)), by="contradict"),
        have(implies(inside(y), le(-m, -h(y))), by="auto"),
        have(implies(inside(y), le(exp(-m), exp(-h(y)))), by="auto"),
        have(lt(0, exp(-m)), by="laws(exp_positive), auto"),
        have(le(0, exp(-h(y))), by="laws(exp_positive), auto"),
        have(lt(0, exp(-b * m)), by="laws(exp_positive), auto"),
        have(implies(soft, le(r * exp(-m), u)), by="auto"),
        have(implies(sharp, le(r * exp(-b * m), v)), by="auto"),
        have(implies(soft, lt(0, u)), by="contradict"),
        have(implies(sharp, lt(0, v)), by="contradict"),
        have(lt(0, K), by="laws(exp_positive), auto"),
        have(le(M, h(y)), by="auto"),
        have(le(exp(-b * h(y)), K * exp(-h(y))), by="auto"),
        have(implies(sharp, implies(soft, and_(lt(0, u), lt(0, v), le(v, K * u)))), by="auto"),
    ],
    proof="first(auto, contradict)",
    uses=[
        "local_entropy.exponential_does_not_decrease",
        "local_entropy.exponentials_near_a_minimum",
        "local_entropy.integrals_above_a_plateau",
        "local_entropy.integrals_keep_inequalities",
        "local_entropy.laplaces_lower_bound",
        "local_entropy.laplaces_upper_bound",
        "local_entropy.penalty_near_a_point",
    ],
    covers={
        "ent.moreau-limit": "part: in one dimension, pointwise, with the rate; that the integrals exist and that "
        "the minimum is attained is supposed"
    },
    fidelity="hypotheses added",
    example=dict(
        f=fn(real(), lambda y: 0),
        h=fn(real(), lambda y: y**2),
        **dict(x=0, c=0, M=0, m=4, a=1, b=1, q=2, r=1, s=1, w=1, u=1, v=1),
    ),
    expect="PROVED",
    neighbours=[
        Neighbour("no-error", given=[], conclude=le(log(1 + 1 / q) / (2 * b), 0), near=True),
    ],
)
