r"""Where all output weights are 0, the loss of a network with one hidden layer is that of a constant output.

Meaning. The network is sigma(c + sum_j v_j sigma(<W_j, u>)), u its input, with the errors relu(a - y)^2 for the rows of
X and relu(y - b)^2 for those of U.  Where all v_j are 0, its loss is sum_n P^2 + sum_m Q^2, P = relu(a - sigma(c)) and
Q = relu(sigma(c) - b).
Proof idea. A sum of zeros is 0, so that each output is sigma(c).
Sharpness. Not at other output weights (neighbour `any-weights`).
Source. Own, after Gori and Tesi 1992 ([44] in the survey, §III-B).
How the formula differs. It is not in the survey; a step of `backpropagation.no_minimum_with_zero_output_weights`.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    dims,
    eq,
    forall,
    function,
    have,
    matrix,
    own,
    real,
    relu,
    summation,
    vector,
)

N, M, D, p = dims("N M D p")
X, U = matrix("X", N, D), matrix("U", M, D)
W, v = matrix("W", D, p), vector("v", p)
sigma = function("sigma", real(), real())
a, b, c = real("a b c")
P, Q = relu(a - sigma(c)), relu(sigma(c) - b)


def output(data, n, weight):
    return sigma(c + summation(p, lambda j: weight(j) * sigma((data @ W)[n, j])))


def nothing(data, n):
    return summation(p, lambda j: 0 * sigma((data @ W)[n, j]))


def outputs(data, count, error):
    """The lemmas that all errors on these data are that of the output sigma(c)."""

    def real_output(n):
        return output(data, n, lambda j: v[j])

    return [
        have(
            forall(count, lambda n: eq(real_output(n), output(data, n, lambda j: 0))),
            by="congruence, at_indices, ideal",
        ),
        have(forall(count, lambda n: eq(nothing(data, n), 0)), by="induct(p), auto"),
        have(forall(count, lambda n: eq(output(data, n, lambda j: 0), sigma(c))), by="at_indices, rewrite, auto"),
        have(forall(count, lambda n: eq(real_output(n), sigma(c))), by="at_indices, auto"),
        have(forall(count, lambda n: eq(error(real_output(n)), error(sigma(c)))), by="at_indices, rewrite, auto"),
    ]


shortfall = summation(N, lambda n: relu(a - output(X, n, lambda j: v[j])) ** 2)
excess = summation(M, lambda m: relu(output(U, m, lambda j: v[j]) - b) ** 2)

claim = Claim(
    title="Where all output weights are 0, the loss is that of a constant output",
    source=own("after Gori and Tesi 1992, the survey's [44]"),
    given=[forall(p, lambda j: eq(v[j], 0))],
    conclude=eq(shortfall + excess, summation(N, lambda n: P**2) + summation(M, lambda m: Q**2)),
    lemmas=[*outputs(X, N, lambda y: relu(a - y)), *outputs(U, M, lambda y: relu(y - b))],
    proof="congruence, at_indices, auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("any-weights", given=[], near=True)],
)
