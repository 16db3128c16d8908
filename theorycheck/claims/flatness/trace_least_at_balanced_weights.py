r"""On the valley a b = 1 of (1 - a b)^2 / 2 the trace of the Hessian is a^2 + b^2: it is least, 2, where |a| = |b|.

Meaning. All minima of this loss compute one function, and T_c(a, b) = (c a, b / c) leads from one to another.  How
sharp they look depends on the one chosen: at (1, 1) the trace is 2, at (2, 1/2) it is 17/4, at (10, 1/10) 10001/100.
Proof idea. The second derivatives are b^2 and a^2, and a^2 + b^2 - 2 = (a - b)^2 where a b = 1.
Sharpness. 2 is attained, at |a| = |b| only; neither the trace nor the largest eigenvalue is the same along the valley
(neighbours `trace-invariant`, `largest-eigenvalue-invariant`).
Source. Survey, §I-D, on flat regions; Dinh et al. 2017 ([23]), section 4, for the smallest network.
The survey's words. "local minima discovered by SGD that lead to good generalization error belong to very flat regions
of the parameter space [23]."
How the formula differs. It is the catalogue's formula; the survey gives none.  The trace is the sum of the curvatures
along the two axes; the largest eigenvalue is that of a symmetric 2 x 2 matrix, by its formula.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    curvature,
    eq,
    have,
    implies,
    le,
    positive,
    rational,
    real,
    sqrt,
    survey,
)

a, b = real("a b")
c = real("c", positive)
f = rational("1/2") * (1 - a * b) ** 2


def bend(direction, x, y):
    """The second derivative along the direction, at (x, y)."""
    return curvature(f, [a, b], direction, at=[x, y])


def trace_at(x, y):
    return bend([1, 0], x, y) + bend([0, 1], x, y)


def largest_eigenvalue(x, y):
    """Half of trace + root((difference of the diagonal)^2 + (twice the entry beside it)^2)."""
    first, second = bend([1, 0], x, y), bend([0, 1], x, y)
    twice_mixed = bend([1, 1], x, y) - first - second
    return (first + second + sqrt((first - second) ** 2 + twice_mixed**2)) / 2


sharpness = trace_at(a, b)
balanced = eq(absolute(a), absolute(b))
valley = eq(a * b, 1)

claim = Claim(
    title="The trace of the Hessian along a valley of equivalent minima is least at balanced weights",
    source=survey("I-D", "very flat regions of the parameter space [23]"),
    given=[valley],
    conclude=and_(
        and_(le(2, sharpness), implies(eq(sharpness, 2), balanced)),
        implies(balanced, eq(sharpness, 2)),
    ),
    lemmas=[
        have(eq(sharpness, a**2 + b**2), by="derive, ideal"),
        have(le(0, (a - b) ** 2), by="auto"),
        have(le(2, a**2 + b**2), by="auto"),
        have(and_(eq(absolute(a) ** 2, a**2), eq(absolute(b) ** 2, b**2)), by="auto"),
        have(le(0, a**2), by="auto"),
        have(implies(balanced, eq(a**2, b**2)), by="ideal"),
        have(implies(balanced, eq(a**2 * a**2, 1)), by="ideal"),
        have(implies(balanced, and_(le(a**2, 1), le(1, a**2))), by="contradict"),
        have(implies(eq(sharpness, 2), eq((a - b) ** 2, 0)), by="ideal"),
        have(implies(eq(sharpness, 2), and_(le(a - b, 0), le(0, a - b))), by="contradict"),
    ],
    proof="auto",
    example=dict(a=1, b=1),
    covers={"flat.orbit-min-trace": "whole"},
    fidelity="exact",
    expect="PROVED",
    neighbours=[
        Neighbour("a-little-more", conclude=le(rational("21/10"), sharpness), near=True),
        Neighbour(
            "trace-invariant",
            conclude=eq(trace_at(c * a, b / c), sharpness),
            covers={"mut.flat.trace-invariant": "whole"},
        ),
        Neighbour(
            "largest-eigenvalue-invariant",
            conclude=eq(largest_eigenvalue(c * a, b / c), largest_eigenvalue(a, b)),
            covers={"mut.flat.lmax-invariant": "whole"},
        ),
    ],
)
