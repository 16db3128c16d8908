r"""With features of full row rank, the objective decreases on a straight line to weights with any better outputs.

Meaning. Z are the features of N samples, of full row rank: Z Q is the identity for some Q.  The last layer is linear,
the output is Z V, and the loss L is a convex function of its N C entries.  From any weights V to any outputs P there
is the line V + t (Q P - V), at whose end t = 1 the output is P; on it the objective g(t) is convex, and wherever it
is still above a later value, it decreases: g(u) < g(s) for s < t <= u <= 1 implies g(t) < g(s).  So it decreases
strictly until it first takes its least value on the line.  If P is a global minimum of L, the line ends in one.
Proof idea. Z (V + t (Q P - V)) = (1-t) Z V + t P; t lies between s and u.
Sharpness. Without full rank the outputs P need not be reached; without convexity g may rise first.
Source. Survey, §III-C, on Safran and Shamir 2016 [49]: their paths, in the case where the last layer can interpolate.
The survey's words. "the authors of [49] study the problem when a given initialization of a neural network is likely
to be within the basin of attraction of a global minimizer".
How the formula differs. The survey names the problem only.  The line lies in the weights of the last layer; that the
features have full row rank is our hypothesis, and how likely it is at a random initialization is not said.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    convex,
    dims,
    eq,
    function,
    have,
    identity_matrix,
    implies,
    interval,
    le,
    lt,
    matrix,
    real,
    squared_norm,
    survey,
    symbol,
)

N, D, C = dims("N D C")
L = function("L", matrix(N, C), real())
Z, Q = matrix("Z", N, D), matrix("Q", D, N)
V, P, Y = matrix("V", D, C), *matrix("P Y", N, C)
s, t, u = (symbol(name, interval(0, 1)) for name in "stu")
full_rank = eq(Z @ Q, identity_matrix(N))


def on_line(t):
    return V + t * (Q @ P - V)


def g(t):
    return L(Z @ on_line(t))


def between(t):
    return L((1 - t) * (Z @ V) + t * P)


ahead = and_(lt(s, t), le(t, u), lt(g(u), g(s)))
q = (t - s) / (u - s)
there = (1 - s) * (Z @ V) + s * P, (1 - u) * (Z @ V) + u * P
at_end = eq(g(1), L(P))
decreases = implies(ahead, lt(g(t), g(s)))

claim = Claim(
    title="With features of full row rank, the loss decreases on a line to its least value, at any outputs",
    source=survey("III-C", "after Safran and Shamir 2016"),
    given=[convex(L), full_rank],
    conclude=and_(at_end, decreases),
    lemmas=[
        have(eq(g(t), between(t)), by="congruence, matrix"),
        have(at_end, by="congruence, matrix"),
        have(
            implies(and_(lt(s, t), le(t, u)), and_(le(0, q), le(q, 1), lt(0, q))), by="quotients_and_roots, contradict"
        ),
        have(implies(and_(lt(s, t), le(t, u)), eq(q * (u - s), t - s)), by="quotients_and_roots, ideal"),
        have(
            implies(
                and_(lt(s, t), le(t, u)),
                le(L((1 - q) * there[0] + q * there[1]), (1 - q) * between(s) + q * between(u)),
            ),
            by="auto",
        ),
        have(
            implies(and_(lt(s, t), le(t, u)), eq(between(t), L((1 - q) * there[0] + q * there[1]))),
            by="congruence, ideal",
        ),
        have(eq(g(s), between(s)), by="auto"),
        have(eq(g(u), between(u)), by="auto"),
        have(implies(ahead, lt(0, q * (g(s) - g(u)))), by="auto"),
    ],
    proof="auto",
    covers={
        "sas.scaling-path": "part: the path to any better outputs, strictly decreasing to the least value on it, for a "
        "linear last layer and features of full row rank"
    },
    fidelity="hypotheses added",
    expect="PROVED",
    neighbours=[
        # the squared loss, and any features: the outputs P need not be reached
        Neighbour(
            "any-features",
            given=[],
            conclude=eq(squared_norm(Y - Z @ on_line(1)), squared_norm(Y - P)),
            near=True,
        ),
        # nor does it decrease all the way to P
        Neighbour(
            "all-the-way",
            given=[full_rank],
            conclude=implies(
                and_(lt(s, t), lt(squared_norm(Y - P), squared_norm(Y - Z @ V))),
                lt(squared_norm(Y - Z @ on_line(t)), squared_norm(Y - Z @ on_line(s))),
            ),
        ),
    ],
)
