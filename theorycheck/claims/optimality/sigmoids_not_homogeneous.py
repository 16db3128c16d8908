r"""Sigmoid, tanh and softplus are not positively homogeneous of any real degree.

Meaning. f is positively homogeneous of degree p if f(a x) = a^p f(x) for all a > 0 and all x.  No p works.
Proof idea. At a = 2 the degree enters only as one number E = 2^p.  Sigmoid and softplus do not vanish at 0, so that
x = 0 forces E = 1, and x = 1 then says f(2) = f(1); for tanh, x = 1 and x = 2 give tanh(2)^2 = tanh(1) tanh(4).
Sharpness. ReLU has degree 1 (optimality.relu_net_homogeneous_per_layer); here no hypothesis is left to drop.
Source. Survey, §III-D: "ReLU and max-pooling non-linearities are positively homogeneous, while sigmoids are not".
How the formula differs. a^p is written exp(p log a), which it is for a > 0.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    eq,
    exp,
    forall,
    log,
    not_,
    positive,
    real,
    sigmoid,
    softplus,
    survey,
    tanh,
)  # fmt: skip

p = real("p")


def homogeneous(f):
    return forall(positive, lambda a: forall(real(), lambda x: eq(f(a * x), exp(p * log(a)) * f(x))))


claim = Claim(
    title="Sigmoid, tanh and softplus have no degree of homogeneity",
    source=survey("III-D"),
    conclude=and_(not_(homogeneous(sigmoid)), not_(homogeneous(tanh)), not_(homogeneous(softplus))),
    proof="refute_at(2 1, 2 2)",
    covers={"pre.homogeneity.maxpool": "part: the sentence on sigmoids only"},
    fidelity="exact",
    expect="PROVED",
    neighbours=[
        Neighbour("sigmoid-has-degree-zero", conclude=eq(sigmoid(2 * p), sigmoid(p))),
        Neighbour("tanh-has-degree-one", conclude=eq(tanh(2 * p), 2 * tanh(p)), near=True),
    ],
)
