r"""The gradient of the loss is the mean of the gradients of the single losses: one that is drawn uniformly is unbiased.

Meaning. The empirical loss is R(w) = (1/N) sum_i (y_i - <x_i, w>)^2.  Its gradient is (1/N) times the sum of the
gradients of the N single losses, and that is the expectation of the gradient at a uniformly drawn index.
Proof idea. Differentiation is linear.
Sharpness. The gradient at the first index alone is not it, nor is the sum without the factor 1/N.
Source. Survey, §I-D.
The survey's words. "Modern versions of backpropagation rely on stochastic gradient descent (SGD) to efficiently
approximate the gradient for massive datasets."
How the formula differs. "Approximate" is read as: without bias.  One linear layer with the squared loss, for all
sizes; the single gradients are computed, and their mean compared; c is 1/N.  How far a drawn gradient is from the
mean is not said.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    gradient,
    lt,
    matrix,
    real,
    squared_norm,
    summation,
    survey,
    tabulate,
    vector,
)

N, D, i = dims("N D i")
X, y, w = matrix("X", N, D), vector("y", N), vector("w", D)
c = real("c")


def residual(j):
    return y[j] - (X @ w)[j]


def single_gradient(j):
    return tabulate(D, lambda d: -2 * residual(j) * X[j, d])


def sum_of_gradients(factor):
    return tabulate(D, lambda d: factor * summation(N, lambda j: -2 * residual(j) * X[j, d]))


risk = c * squared_norm(y - X @ w)
of_one = eq(gradient(residual(i) ** 2, w), single_gradient(i))
some = [lt(i, N), eq(c * N, 1)]

claim = Claim(
    title="A gradient drawn uniformly is unbiased",
    source=survey("I-D"),
    given=some,
    conclude=and_(of_one, eq(gradient(risk, w), sum_of_gradients(c))),
    proof="derive, matrix",
    example=dict(N=1, D=1, i=0, X=[[1]], y=[1], w=[0], c=1),
    covers={"survey.I-D.sgd-approximates-gradient": "part: a linear layer with the squared loss"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("one-gradient", conclude=eq(gradient(risk, w), single_gradient(i)), near=True),
        Neighbour("sum", conclude=eq(gradient(risk, w), sum_of_gradients(1))),
    ],
)
