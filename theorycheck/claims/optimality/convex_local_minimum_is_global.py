r"""A local minimum of a convex function is a global minimum.

Meaning. f: R^n -> R is convex, and f(x) <= f(z) for every z whose entries lie within some r > 0 of those of x; then
f(x) <= f(y) for every y.  No derivative is asked for, and n is any size.
Proof idea. On the segment to y, f((1-t) x + t y) <= (1-t) f(x) + t f(y), and for small t > 0 the left side is at least
f(x); so t f(x) <= t f(y).
Sharpness. Convexity cannot be left out (x^3 - 3 x has a local minimum at 1), nor can the local minimum; the minimum
need not be strict.
Source. Textbook (Boyd and Vandenberghe, Convex Optimization, section 4.2.2); the survey, §III-A, sets the non-convexity
of (2) against it.
The survey's words. "SGD has been rigorously analyzed only for convex loss functions [20], in deep learning the loss is
a non-convex function of the network parameters, hence there are no guarantees that SGD finds the global minimizer."
How the formula differs. It does not from the textbook's, on the whole of R^n; the survey only alludes to it.
"""

from theorycheck import Claim, Neighbour, convex, dims, eq, function, global_minimum, local_minimum, own, real, vector

n = dims("n")
x, y = vector("x y", n)
f = function("f", vector(n), real())
minimum = local_minimum(f(x), [x])

claim = Claim(
    title="A local minimum of a convex function is global",
    source=own("textbook; the survey's §III-A speaks of what fails without it"),
    given=[convex(f), minimum],
    conclude=global_minimum(f(x), [x]),
    proof="chord",
    expect="PROVED",
    neighbours=[
        Neighbour("not-convex", given=[minimum], near=True),
        Neighbour("not-a-minimum", given=[convex(f)], near=True),
        Neighbour("only-minimum", conclude=eq(f(y), f(x))),
    ],
)
