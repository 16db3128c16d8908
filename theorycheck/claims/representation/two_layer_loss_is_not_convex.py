r"""The loss of a network with one hidden layer is no convex function of its weights, whatever its size.

Meaning. F(V, U) = |Y - relu(X V) U|^2.  Wherever F(V, U) > |Y|^2, F is above its chord at (V, U), halfway between (2
V, 0) and (0, 2 U); likewise for the linear network |Y - X V U|^2.
Proof idea. With one layer 0 the network is 0, so that F is |Y|^2 at both ends.
Sharpness. Where F is nowhere above |Y|^2 (X = 0, say) it may be constant, hence convex (neighbour `anywhere`).
Source. Survey, §III-A.
The survey's words. "the optimization problem in (2) is non-convex because, even if the loss [...] is typically a convex
function of Phi, [...] the map Phi(X, W) is usually a non-convex function of W due to the product of the W^k variables
and the nonlinearities".
How the formula differs. One hidden layer and the squared loss; in deeper networks these are the last two layers, the
others being kept.  That a loss above |Y|^2 occurs (it does where some unit is on) is a hypothesis.  A violated chord
inequality stands for "not convex".
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    have,
    implies,
    lt,
    matrix,
    relu,
    squared_norm,
    survey,
    tabulate,
)

N, D, h, C = dims("N D h C")
X, Y = matrix("X", N, D), matrix("Y", N, C)
V, U = matrix("V", D, h), matrix("U", h, C)
no_V, no_U = tabulate(D, h, lambda i, j: 0), tabulate(h, C, lambda i, j: 0)


def linear(Z):
    return Z


def loss(activation, first, second):
    return squared_norm(Y - activation(X @ first) @ second)


def above_the_chord(activation):
    return lt((loss(activation, 2 * V, no_U) + loss(activation, no_V, 2 * U)) / 2, loss(activation, V, U))


def somewhere(activation):
    return lt(squared_norm(Y), loss(activation, V, U))


claim = Claim(
    title="The loss of a two-layer network is not convex in its weights",
    source=survey("III-A"),
    conclude=and_(*(implies(somewhere(f), above_the_chord(f)) for f in (relu, linear))),
    lemmas=[
        have(eq(X @ no_V, tabulate(N, h, lambda i, j: 0)), by="matrix"),
        have(eq(relu(X @ no_V), tabulate(N, h, lambda i, j: 0)), by="at_indices, rewrite, auto"),
        *(
            have(eq(loss(activation, *ends), squared_norm(Y)), by="matrix")
            for activation in (relu, linear)
            for ends in ((2 * V, no_U), (no_V, 2 * U))
        ),
    ],
    proof="auto",
    example=dict(N=1, D=1, h=1, C=1, X=[[1]], Y=[[0]], V=[[1]], U=[[1]]),
    covers={
        "pre.nonconvex.two-layer": "part: one hidden layer, the squared loss, given a point with a loss above |Y|^2"
    },
    fidelity="looser",
    expect="PROVED",
    neighbours=[Neighbour("anywhere", conclude=above_the_chord(relu), near=True)],
)
