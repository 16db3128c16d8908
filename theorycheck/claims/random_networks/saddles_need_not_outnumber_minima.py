r"""A smooth non-convex function with two minima and one saddle, in every dimension.

Meaning. f(a, y) = (a^2 - 1)^2 + |y|^2 for a number a and a vector y of any size n, 0 included.  At every critical point
y = 0 and a is -1, 0 or 1; the points with a = 1 and a = -1 are global minima, and the origin is a strict saddle.  So
the minima outnumber the saddles, two to one, however large the dimension n + 1 is.
Proof idea. The gradient is (4 a (a^2 - 1), 2 y); f >= 0, with equality at the two minima; at 0 the second derivative
along a is -4.
Sharpness. Neither "there is but one point that is no saddle" nor "a = 1 is the only minimum" is true.
Source. Survey, §III-C: the sentence beside which this one stands speaks of random functions.
The survey says: "the authors of [21] argue that, under certain assumptions, it is vastly more likely that a critical
point of a high-dimensional optimization problem be a saddle point rather than a local minimizer".
How the formula differs. It is no claim of the survey; it shows that the assumptions cannot be left out.  The neighbour
`all-but-one-are-saddles` says of this f what "there are at least as many saddles as minima" would mean: of its three
critical points one is a saddle, so at most one could be a minimum.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    critical,
    curvature,
    dims,
    eq,
    global_minimum,
    have,
    implies,
    le,
    lt,
    or_,
    own,
    real,
    squared_norm,
    strict_saddle,
    substitute,
    tabulate,
    vector,
)

n = dims("n")
a, y = real("a"), vector("y", n)
f = (a**2 - 1) ** 2 + squared_norm(y)
zero = tabulate(n, lambda i: 0)
is_critical = critical(f, [a, y])

claim = Claim(
    title="Two minima and one saddle, in every dimension",
    source=own("beside the survey's §III-C, on saddle points"),
    conclude=and_(
        implies(is_critical, and_(eq(y, zero), or_(eq(a, 0), or_(eq(a, 1), eq(a, -1))))),
        and_(
            strict_saddle(f, [a, y], at=[0, zero]),
            and_(global_minimum(f, [a, y], at=[1, zero]), global_minimum(f, [a, y], at=[-1, zero])),
        ),
    ),
    lemmas=[
        have(eq(curvature(f, [a, y], [1, zero], at=[0, zero]), -4), by="derive, matrix"),
        have(lt(curvature(f, [a, y], [1, zero], at=[0, zero]), 0), by="auto"),
        have(le(0, f), by="auto"),
        *[have(eq(substitute(f, {a: value, y: zero}), 0), by="matrix") for value in (1, -1)],
    ],
    proof="derive, exhibit, either, either, first(matrix, ideal, rewrite), auto",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "all-but-one-are-saddles",
            conclude=implies(is_critical, or_(eq(a, 1), strict_saddle(f, [a, y]))),
            near=True,
            covers={"mut.crit.saddles-always-dominate": "whole"},
        ),
        Neighbour("one-minimum", conclude=implies(global_minimum(f, [a, y]), eq(a, 1)), near=True),
    ],
)
