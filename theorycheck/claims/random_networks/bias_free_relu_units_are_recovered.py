r"""Third-order moments as enough to recover ReLU units without biases: false, for they vanish.

Meaning. By `random_networks.relu_unit_third_moment` the third-order tensor of a network sum_j a_j relu(<A_j, x> +
b_j) under a Gaussian input is minus the sum over the units of a_j b_j exp(-b_j^2/2) A_j (x) A_j (x) A_j, up to a
constant.  The sentence says that networks without biases, of the same directions, have the same weights a where their
tensors are equal.
Proof idea. Both tensors are 0.
Sharpness. `random_networks.bias_free_relu_units_vanish` is the theorem, by the integral itself.
Source. Survey, §III-C, on Janzamin et al. 2015, with their assumption on the units left out.
The survey says: "the authors use tensor decomposition methods to estimate the network weights from high order
statistical moments of the network mapping".
How the formula differs. Moments are written by what they are equal to; directions are orthonormal and known.
"""

from theorycheck import (
    Claim,
    dims,
    eq,
    exp,
    forall,
    identity_matrix,
    matrix,
    summation,
    survey,
    vector,
)

k, d = dims("k d")
A = matrix("A", k, d)
a, c, b = vector("a c b", k)


def tensor(weights, n, m, l):
    return summation(k, lambda j: weights[j] * b[j] * exp(-(b[j] ** 2) / 2) * A[j, n] * A[j, m] * A[j, l])


same = forall(d, lambda n: forall(d, lambda m: forall(d, lambda l: eq(tensor(a, n, m, l), tensor(c, n, m, l)))))

claim = Claim(
    title="Third-order moments recover ReLU units without biases",
    source=survey("III-C", "on Janzamin, Sedghi and Anandkumar 2015"),
    given=[eq(A @ A.T, identity_matrix(k)), forall(k, lambda j: eq(b[j], 0)), same],
    conclude=eq(a, c),
    closed_form={"random_networks.relu_unit_third_moment": "that the moment of a unit is -b times the density at b"},
    covers={"mut.ten.relu-no-bias": "whole"},
    fidelity="equivalent",
    expect="REFUTED",
)
