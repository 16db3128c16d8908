r"""Sums of heat kernels solve the heat equation v_t = (1/(2 b)) Laplacian v, in every dimension.

Meaning.  v(x, t) = sum_i w_i t^(-d/2) exp(-b |x - y_i|^2/(2 t)) for t > 0, with any weights w_i at n points y_i of R^d:
the convolution of the weights, put at the y_i, with the normal law of variance t/b, up to a constant.  Its second
derivative along the axis k is the sum of the `second(i, k)`, and v_t is 1/(2 b) times the sum of these over k.  With
w_i = exp(-b f(y_i)) times the volume around y_i it is a quadrature of exp(-b f) convolved with that law; by
local_entropy.cole_hopf, -(1/b) log v then solves the viscous Hamilton-Jacobi equation.
Proof idea.  Differentiate: each term solves the equation.
Sharpness.  An equation; the power of t depends on the dimension (a neighbour).
Source.  Survey, §I-D; textbook (Evans, Partial Differential Equations, section 2.3).
The survey's words.  "is the solution of the HamiltonJacobi-Bellman PDE".
How the formula differs.  A finite measure in place of exp(-b f(y)) dy; t^(-d/2) is written exp(-(d/2) log t).
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    and_,
    curvature,
    dims,
    eq,
    exp,
    family,
    forall,
    gradient,
    have,
    identity_matrix,
    log,
    lt,
    ne,
    positive,
    real,
    squared_norm,
    summation,
    survey,
    tabulate,
    vector,
)

n, d = dims("n d")
x = vector("x", d)
y = family("y", vector(d), upto=n)
w = vector("w", n)
t = real("t")
b = real("b", positive)


def kernel(i, power=d):
    return w[i] * exp(-power / 2 * log(t) - b / 2 * squared_norm(x - y[i]) * (1 / t))


def axis(k):
    return tabulate(d, lambda j: identity_matrix(d)[j, k])


def second(i, k):
    return kernel(i) * (b**2 * (x[k] - y[i][k]) ** 2 * (1 / t) ** 2 - b * (1 / t))


def bend(i):
    """second(i, 1) + ... + second(i, d)"""
    return kernel(i) * (b**2 * squared_norm(x - y[i]) * (1 / t) ** 2 - d * b * (1 / t))


def solves(v):
    return eq(gradient(v, t), 1 / (2 * b) * summation(n, bend))


v = summation(n, kernel)

claim = Claim(
    title="Sums of heat kernels solve the heat equation",
    source=survey("I-D"),
    given=[lt(0, t)],
    conclude=and_(
        forall(d, lambda k: eq(curvature(v, [x], [axis(k)]), summation(n, lambda i: second(i, k)))),
        forall(n, lambda i: eq(summation(d, lambda k: second(i, k)), bend(i))),
        solves(v),
    ),
    lemmas=[have(and_(ne(b, 0), ne(t, 0)), by="auto")],
    proof="derive, tidy, quotients_and_roots, ideal",
    covers={"ent.cole-hopf": "part: the heat equation, for a finite measure in place of exp(-b f(y)) dy"},
    fidelity="looser",
    expect="PROVED",
    domain=Domain(sizes={"n": (1, 1), "d": (1, 1)}),
    neighbours=[
        Neighbour("another-dimension", conclude=solves(summation(n, lambda i: kernel(i, d + 1))), near=True),
    ],
)
