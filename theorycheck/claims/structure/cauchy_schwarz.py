r"""The Cauchy-Schwarz inequality: <x, y>^2 <= |x|^2 |y|^2.

Meaning. For any two vectors of R^n, n any size, 0 included.
Proof idea. Lagrange's identity: sum_ij (x_i y_j - x_j y_i)^2 = 2 (|x|^2 |y|^2 - <x, y>^2).
Sharpness. Equality for multiples (neighbour `a-little-less`); not without the square (neighbour `unsquared`).
Source. Textbook; what bounds on angles and on norms of layers rest on.
How the formula differs. It does not, in R^n with the usual inner product; that it follows from the axioms alone, in
every inner-product space, is derived from the kernel's rules in tests/kernel/rules/test_spaces.py.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    have,
    inner,
    le,
    own,
    rational,
    squared_norm,
    summation,
    vector,
)

n = dims("n")
x, y = vector("x y", n)
lagrange = summation(n, lambda i: summation(n, lambda j: (x[i] * y[j] - x[j] * y[i]) ** 2))
bound = squared_norm(x) * squared_norm(y)

claim = Claim(
    title="The Cauchy-Schwarz inequality",
    source=own("textbook"),
    conclude=le(inner(x, y) ** 2, bound),
    lemmas=[
        have(le(0, lagrange), by="auto"),
        have(eq(lagrange, 2 * (bound - inner(x, y) ** 2)), by="matrix"),
    ],
    proof="auto",
    expect="PROVED",
    neighbours=[
        Neighbour("a-little-less", conclude=le(inner(x, y) ** 2, rational("9/10") * bound), near=True),
        Neighbour("unsquared", conclude=le(inner(x, y), bound), near=True),
    ],
)
