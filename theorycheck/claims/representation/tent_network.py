r"""The L-fold tent map is a network with L hidden layers of 2 ReLU units each.

Meaning. T(x) = 2 relu(x) - 4 relu(x - 1/2).  Hidden layer k holds (relu(z), relu(z - 1/2)) with z = T^{k-1}(x);
the weights of every further layer are [[2, 2], [-4, -4]], its biases 0 and -1/2, and the output weights 2 and -4.
Proof idea. Induction over the layers: the output weights recompute z, and so do the rows of the next layer.
Sharpness. Without the bias -1/2 the network is x on [0, 1].
Source. Survey, §I-A; the example is Telgarsky's (2015).
The survey's words. "the capacity of a wide and shallow network can be replicated by a deep network with significant
improvements in performance".
How the formula differs. One function instead of a capacity; that one hidden layer needs 2^L - 1 units for it is
representation.shallow_nets_need_exponential_width.  Here L + 1 layers, for every L, one data point x.
"""

from theorycheck import (
    Claim,
    Neighbour,
    add_to_rows,
    dims,
    eq,
    family_of,
    iterate,
    network,
    rational,
    real,
    relu,
    survey,
    tabulate,
)

L = dims("L")
x = real("x")
half = rational("1/2")


def tent(z):
    return 2 * relu(z) - 4 * relu(z - half)


def deep(shift):
    """The network with a second bias -shift in every layer."""
    bias = tabulate(2, lambda i: -shift * i)
    first = relu(add_to_rows(tabulate(1, 2, lambda row, i: x), bias))
    weights = family_of(L, lambda k: tabulate(2, 2, lambda i, j: 2 - 6 * i))
    hidden = network(first, weights, relu, bias=family_of(L, lambda k: bias))
    return 2 * hidden[0, 0] - 4 * hidden[0, 1]


claim = Claim(
    title="A network with two units a layer folds the line L times",
    source=survey("I-A", "after Telgarsky 2015"),
    conclude=eq(tent(iterate(tent, L, x)), deep(half)),
    proof="induct(L), rewrite, compute, split, auto",
    covers={"pre.depth.tent-separation": "part: the deep network; the lower bound is another file"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("no-second-bias", conclude=eq(deep(0), tent(iterate(tent, L, x))), near=True),
        Neighbour("one-layer-more", conclude=eq(deep(half), tent(tent(iterate(tent, L, x))))),
    ],
)
