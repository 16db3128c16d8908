r"""Max, average and energy pooling are positively homogeneous; sigmoid, tanh and softplus have no degree at all.

Meaning. The whole sentence on which units fit the framework of positively homogeneous networks, in one statement.
Proof idea. Those of its two parts, optimality.pooling_homogeneous and optimality.sigmoids_not_homogeneous.
Sharpness. See the parts.
Source. Survey, §III-D: "Interestingly, ReLU and max-pooling non-linearities are positively homogeneous, while sigmoids
are not, which could provide a possible explanation for the improved performance of ReLU and max pooling".
How the formula differs. Only the mathematical half of the sentence is stated; a^p is written exp(p log a).
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    average_pool,
    dims,
    energy_pool,
    eq,
    exp,
    forall,
    log,
    lt,
    max_pool,
    nonnegative,
    not_,
    positive,
    real,
    sigmoid,
    softplus,
    survey,
    symbol,
    tanh,
    vector,
)  # fmt: skip

n = dims("n")
z = vector("z", n)
a = symbol("a", nonnegative)
p = real("p")


def scales(pool, factor=a):
    return eq(pool(a * z), factor * pool(z))


def homogeneous(f):
    return forall(positive, lambda c: forall(real(), lambda x: eq(f(c * x), exp(p * log(c)) * f(x))))


claim = Claim(
    title="Pooling is positively homogeneous, sigmoids are not",
    source=survey("III-D; IV eq. (11)"),
    given=[lt(0, n)],
    conclude=and_(
        scales(max_pool),
        scales(average_pool),
        scales(energy_pool),
        not_(homogeneous(sigmoid)),
        not_(homogeneous(tanh)),
        not_(homogeneous(softplus)),
    ),
    proof="scale, refute_at(2 1, 2 2)",
    covers={"pre.homogeneity.maxpool": "whole"},
    fidelity="exact",
    expect="PROVED",
    neighbours=[
        Neighbour("average-of-degree-two", conclude=scales(average_pool, a * a), near=True),
        Neighbour("energy-of-degree-two", conclude=scales(energy_pool, a * a)),
    ],
)
