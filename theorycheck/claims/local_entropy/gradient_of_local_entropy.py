r"""The gradient of local entropy is (x - <y>)/g, <y> the mean of y under the local Gibbs law; for finite laws.

Meaning.  f_{b,g}(x) = -(1/b) log sum_i w_i exp(-b f(y_i) - b |x - y_i|^2/(2 g)), with weights w_i > 0 at n >= 1 points
y_i of R^d and a_i = f(y_i).  Its gradient is x less the mean of the y_i with weights proportional to
w_i exp(-b a_i - b |x - y_i|^2/(2 g)), over g.  It is what Entropy-SGD estimates in its inner loop.
Proof idea.  Differentiate under the sum.
Sharpness.  An equality; the sign matters (a neighbour), and the mean must be the local one, not that of the w_i alone.
Source.  Survey, §I-D; Chaudhari et al. 2017 (Entropy-SGD), where the gradient of local entropy is of this form.
The survey's words.  "This motivates algorithms like Entropy-SGD [...]", "local entropy, the loss that Entropy-SGD
minimizes".
How the formula differs.  The law of the noise is any finite one in place of the Gaussian: sums over n points instead
of an integral over R^d (differentiation under the integral sign is not shown); the constant that normalises the
Gaussian does not depend on x and is left to the weights.  The survey gives no formula.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    and_,
    dims,
    eq,
    exp,
    family,
    gradient,
    have,
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
w = vector("w", n, entry=positive)
a = vector("a", n)
b, g = real("b g", positive)


def weight(i):
    """Of the point y_i in the local Gibbs law, before it is normalised."""
    return w[i] * exp(-b * a[i] - b / (2 * g) * squared_norm(x - y[i]))


total = summation(n, weight)
local_entropy = -log(total) / b
mean = tabulate(d, lambda j: summation(n, lambda i: weight(i) * y[i][j]) / total)
prior_mean = tabulate(d, lambda j: summation(n, lambda i: w[i] * y[i][j]) / summation(w))

claim = Claim(
    title="The gradient of local entropy is the way from the local mean, over g",
    source=survey("I-D"),
    given=[lt(0, n)],
    conclude=eq(gradient(local_entropy, x), (x - mean) / g),
    lemmas=[have(lt(0, total), by="auto"), have(and_(ne(b, 0), ne(g, 0)), by="auto")],
    proof="derive, tidy, quotients_and_roots, ideal",
    covers={
        "ent.gradient-formula": "part: exact for every finite law of the noise, in all dimensions; not the Gaussian "
        "(differentiation under its integral)"
    },
    fidelity="looser",
    expect="PROVED",
    domain=Domain(sizes={"n": (1, 2), "d": (1, 1)}),
    example={"n": 1, "d": 1, "x": [1], "y": [[0]], "w": [1], "a": [0], "b": 1, "g": 1},
    neighbours=[
        Neighbour("towards-the-mean", conclude=eq(gradient(local_entropy, x), (mean - x) / g)),
        Neighbour("mean-of-the-noise", conclude=eq(gradient(local_entropy, x), (x - prior_mean) / g), near=True),
    ],
)
