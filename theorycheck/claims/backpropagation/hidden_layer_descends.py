r"""With threshold errors, each step of the hidden layer along a separating direction lowers the loss of a network with
one hidden layer and one output, unless the loss, or all output weights, are 0.

Meaning. The network is sigma(c + sum_j v_j sigma(<W_j, x>)), of any width, sigma strictly increasing; it shall give at
least a on the rows of X and at most b on those of U, by errors relu(a - y)^2 and relu(y - b)^2.  Let s separate them:
<s, x_n> > 0 > <s, u_m>.  If some v_j is not 0, and for some t > 0 the loss is not smaller when each W_j moves by
t v_j s, then it is 0.
Proof idea. Each hidden preactivation moves by t v_j <s, x_n>, so that the output moves strictly towards its target
(`backpropagation.hidden_layer_moves_output`).
Sharpness. Where all v_j are 0 the loss does not change. The direction must separate (neighbour `any-direction`).
Source. Own, after Gori and Tesi 1992 ([44] in the survey, §III-B).
How the formula differs. It is not in the survey.  sigma need not be smooth.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    dims,
    eq,
    fn,
    forall,
    function,
    have,
    implies,
    le,
    lt,
    matrix,
    outer,
    own,
    real,
    relu,
    squared_norm,
    summation,
    vector,
)

N, M, D, p = dims("N M D p")
X, U = matrix("X", N, D), matrix("U", M, D)
W, v, s = matrix("W", D, p), vector("v", p), vector("s", D)
sigma = function("sigma", real(), real())
a, b, c, t = real("a b c t")
there = W + t * outer(s, v)


def preactivation(data, layer, n):
    return c + summation(p, lambda j: v[j] * sigma((data @ layer)[n, j]))


def shortfall(layer):
    return summation(N, lambda n: relu(a - sigma(preactivation(X, layer, n))) ** 2)


def excess(layer):
    return summation(M, lambda m: relu(sigma(preactivation(U, layer, m)) - b) ** 2)


def loss(layer):
    return shortfall(layer) + excess(layer)


increasing = forall(real(), lambda x: forall(real(), lambda y: implies(lt(x, y), lt(sigma(x), sigma(y)))))
separates = [forall(N, lambda n: lt(0, (X @ s)[n])), forall(M, lambda m: lt((U @ s)[m], 0))]
not_zero = lt(0, squared_norm(v))
no_better = le(loss(W), loss(there))


def moves(data, count, up):
    """The lemmas that each output of these data rises, or falls."""

    def ordered(before, after):
        return lt(before, after) if up else lt(after, before)

    def change(n):
        return preactivation(data, W, n), preactivation(data, there, n)

    return [
        have(forall(count, lambda n: ordered(*change(n))), by="at_indices, auto"),
        have(forall(count, lambda n: ordered(*map(sigma, change(n)))), by="at_indices, auto"),
    ]


claim = Claim(
    title="With threshold errors each step of the hidden layer along a separating direction lowers the loss",
    source=own("after Gori and Tesi 1992, the survey's [44]"),
    given=[increasing, *separates, lt(0, t), not_zero, no_better],
    conclude=eq(loss(W), 0),
    lemmas=[
        *moves(X, N, True),
        *moves(U, M, False),
        have(le(shortfall(there), shortfall(W)), by="auto"),
        have(le(excess(there), excess(W)), by="auto"),
        have(le(shortfall(W), shortfall(there)), by="auto"),
        have(le(excess(W), excess(there)), by="auto"),
        have(eq(shortfall(W), 0), by="auto"),
        have(eq(excess(W), 0), by="auto"),
    ],
    proof="auto",
    example=dict(
        N=1, M=0, D=1, p=1, X=[[1]], U=[], W=[[1]], v=[1], s=[1], a=0, b=0, c=0, t=1, sigma=fn(real(), lambda x: x)
    ),
    uses=["backpropagation.hidden_layer_moves_output", "backpropagation.threshold_errors_fall_together"],
    expect="PROVED",
    neighbours=[
        Neighbour("any-direction", given=[increasing, lt(0, t), not_zero, no_better], near=True),
    ],
)
