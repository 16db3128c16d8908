r"""The squared error of one sigmoid unit can have exponentially many local minima in its weights.

Meaning. For each dimension D there are 2 D samples x_n with targets y_n, and thresholds h_1, ..., h_D, such that for
each choice of signs e the loss sum_n (y_n - sigmoid(<w, x_n>))^2 has a local minimum w with e_i (w_i - h_i) > 0 for all
i: 2^D minima.
Proof idea. Not checked here.  Two samples on each axis, such as 10 and 1 with the targets 9/10 and 1/100, give a loss
with two minima in its coordinate; the losses of the axes add up.
Sharpness. With the samples above on both axes of the plane, not every minimum has equal coordinates, as a single one
would have by symmetry (neighbour `one-minimum`).  With a threshold error separable data leave no such minimum:
`backpropagation.threshold_errors_separate`.
Source. Auer, Herbster and Warmuth, "Exponentially many local minima for single neurons" (NIPS 1995), abstract: "for a
single neuron with the logistic function as the transfer function the number of local minima of the error function based
on the square loss can grow exponentially in the dimension"; introduction: n samples "may have" floor(n/D)^D of them.
How the formula differs. It is for n = 2 D, and says where the minima lie relative to each other, so that they are
different.  The paper's data may not be separable: it is no counterexample to what the survey (§III-B) says of those.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exists,
    forall,
    implies,
    local_minimum,
    lt,
    matrix,
    ne,
    paper,
    rational,
    real,
    sigmoid,
    summation,
    vector,
)

D = dims("D")
w = vector("w", D)
first, second = real("first second")


def loss(x, y):
    return summation(2 * D, lambda n: (y[n] - sigmoid((x @ w)[n])) ** 2)


def minimum_beside(x, y, h, e):
    """A local minimum on the sides e of the thresholds h."""

    def beside(v):
        return and_(local_minimum(loss(x, y), [w], at=[v]), forall(D, lambda i: lt(0, e[i] * (v[i] - h[i]))))

    return implies(forall(D, lambda i: ne(e[i], 0)), exists(vector(D), beside))


def everywhere(x, y, h):
    return forall(vector(D), lambda e: minimum_beside(x, y, h, e))


def on_an_axis(w):
    """The loss of the samples 10 and 1 with the targets 9/10 and 1/100."""
    return (rational("9/10") - sigmoid(10 * w)) ** 2 + (rational("1/100") - sigmoid(w)) ** 2


plane = on_an_axis(first) + on_an_axis(second)

claim = Claim(
    title="The squared error of one sigmoid unit can have exponentially many local minima",
    source=paper("Auer, Herbster and Warmuth: Exponentially many local minima for single neurons (1995)", "abstract"),
    conclude=exists(
        matrix(2 * D, D),
        lambda x: exists(vector(2 * D), lambda y: exists(vector(D), lambda h: everywhere(x, y, h))),
    ),
    assumed="cited",
    fidelity="equivalent",
    expect="CITED",
    neighbours=[
        Neighbour(
            "one-minimum",
            given=[local_minimum(plane, [first, second])],
            conclude=eq(first, second),
            near=True,
        ),
    ],
)
