r"""That sigmoidal networks approximate every continuous function on the whole line is false: they are bounded.

Meaning. g(x) = d + sum_i c_i sigmoid(w_i x + b_i).  For every such network |g(x)| <= |d| + sum_i |c_i| at every x, so
that g stays away from x -> x by any distance somewhere.  The approximation theorem speaks of compact sets.
Proof idea. The sigmoid lies between 0 and 1.
Sharpness. With the identity as activation g is not bounded (neighbour `identity`).
Source. Survey, §I-A, after Cybenko 1989 and Hornik et al. 1989 ([5] to [8]).
The survey's words. "neural networks with a single hidden layer and sigmoidal activations are universal function
approximators".
How the formula differs. The sentence names no domain and no norm.  This is why the domain must be compact; the
theorem on compact domains is representation.continuous_functions_are_approximated, cited.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    dims,
    forall,
    have,
    le,
    real,
    sigmoid,
    summation,
    survey,
    vector,
)

m = dims("m")
w, b, c = vector("w b c", m)
d, x, z = real("d x z")


sizes = summation(m, lambda i: absolute(c[i]))


def sum_of(activation):
    return summation(m, lambda i: c[i] * activation(w[i] * x + b[i]))


def within(value, size):
    return and_(le(value, size), le(-size, value))


def bounded(activation):
    return within(d + sum_of(activation), absolute(d) + sizes)


def identity(z):
    return z


claim = Claim(
    title="A sigmoidal network with one hidden layer is bounded",
    source=survey("I-A"),
    conclude=bounded(sigmoid),
    lemmas=[
        have(and_(le(0, sigmoid(z)), le(sigmoid(z), 1)), by="laws(tanh_bounded), auto"),
        have(within(d, absolute(d)), by="split, auto"),
        have(forall(m, lambda i: and_(le(0, sigmoid(w[i] * x + b[i])), le(sigmoid(w[i] * x + b[i]), 1))), by="auto"),
        have(within(sum_of(sigmoid), sizes), by="induct(m), at_indices, split, auto"),
    ],
    proof="contradict",
    covers={"survey.I-A.universal-approximators": "part: that the domain must be compact; not the theorem itself"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[Neighbour("identity", conclude=bounded(identity), near=True)],
)
