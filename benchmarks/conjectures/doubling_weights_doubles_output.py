"""C1. A wrong degree: doubling all weights of a two-layer ReLU network doubles its output (it multiplies it by four).

Meaning. f(x) = <v, relu(W x)> with 8 hidden units; (W, v) becomes (2 W, 2 v).
Search idea. Almost every network refutes it.
Source. Planted; Vidal et al. 2017, section II, has the right degree.
How the formula differs. In nothing; the sizes are fixed, so that every tool searches the same 44 numbers.
"""

from theorycheck import Claim, eq, inner, matrix, own, relu, vector

W, v, x = matrix("W", 8, 4), vector("v", 8), vector("x", 4)


def f(W, v):
    return inner(v, relu(W @ x))


claim = Claim(
    title="Doubling all weights of a two-layer ReLU network doubles its output",
    source=own("a planted conjecture"),
    conclude=eq(f(2 * W, 2 * v), 2 * f(W, v)),
    expect="REFUTED",
)
