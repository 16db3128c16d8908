r"""Where all output weights are 0, their derivatives change along a separating direction, unless the loss is 0.

Meaning. In sigma(c + sum_j v_j sigma(<W_j, x>)) let v = 0.  With threshold errors for the rows of X (at least a) and of
U (at most b) the loss is sum_n P^2 + sum_m Q^2, P = relu(a - sigma(c)), Q = relu(sigma(c) - b), whatever the hidden
layer is, and its derivative in v_j is, by the chain rule with k = sigma'(c) > 0,
    2 k Q sum_m sigma(<W_j, u_m>) - 2 k P sum_n sigma(<W_j, x_n>).
If s separates the two sets, it falls strictly as W_j moves along s, unless the loss is 0.
Proof idea. No term of the two sums rises, and those that stay have the factor 0.
Sharpness. Without a separator it may rise (neighbour `any-direction`).
Source. Own, after Gori and Tesi 1992 ([44] in the survey, §III-B).
How the formula differs. It speaks of derivatives, as they stand there.  That v = 0 is no local minimum of positive loss
is `backpropagation.no_minimum_with_zero_output_weights`.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    dims,
    eq,
    fn,
    forall,
    function,
    have,
    implies,
    le,
    lt,
    matrix,
    own,
    positive,
    real,
    relu,
    summation,
    vector,
)

N, M, D = dims("N M D")
X, U = matrix("X", N, D), matrix("U", M, D)
w, s = vector("w s", D)
sigma = function("sigma", real(), real())
a, b, c, p, q = real("a b c p q")
k, t = real("k t", positive)
there = w + t * s
P, Q = relu(a - sigma(c)), relu(sigma(c) - b)


def slope(unit):
    """The derivative of the loss in the output weight of a hidden unit with these weights."""
    outputs = summation(M, lambda m: sigma((U @ unit)[m])), summation(N, lambda n: sigma((X @ unit)[n]))
    return 2 * k * Q * outputs[0] - 2 * k * P * outputs[1]


def gain(n):
    return sigma((X @ there)[n]) - sigma((X @ w)[n])


def drop(m):
    return sigma((U @ w)[m]) - sigma((U @ there)[m])


increasing = forall(real(), lambda x: forall(real(), lambda y: implies(lt(x, y), lt(sigma(x), sigma(y)))))
separates = [forall(N, lambda n: lt(0, (X @ s)[n])), forall(M, lambda m: lt((U @ s)[m], 0))]
stays = le(slope(w), slope(there))
pull, push = summation(N, lambda n: P * gain(n)), summation(M, lambda m: Q * drop(m))

claim = Claim(
    title="Where all output weights are 0, their derivatives change along a separating direction",
    source=own("after Gori and Tesi 1992, the survey's [44]"),
    given=[increasing, *separates, stays],
    conclude=eq(summation(N, lambda n: P**2) + summation(M, lambda m: Q**2), 0),
    lemmas=[
        have(forall(N, lambda n: eq((X @ there)[n], (X @ w)[n] + t * (X @ s)[n])), by="matrix"),
        have(forall(M, lambda m: eq((U @ there)[m], (U @ w)[m] + t * (U @ s)[m])), by="matrix"),
        have(forall(N, lambda n: lt(0, t * (X @ s)[n])), by="at_indices, auto"),
        have(forall(M, lambda m: lt(t * (U @ s)[m], 0)), by="at_indices, auto"),
        have(forall(N, lambda n: lt((X @ w)[n], (X @ there)[n])), by="at_indices, auto"),
        have(forall(M, lambda m: lt((U @ there)[m], (U @ w)[m])), by="at_indices, auto"),
        have(forall(N, lambda n: lt(sigma((X @ w)[n]), sigma((X @ there)[n]))), by="at_indices, auto"),
        have(forall(M, lambda m: lt(sigma((U @ there)[m]), sigma((U @ w)[m]))), by="at_indices, auto"),
        have(forall(N, lambda n: lt(0, gain(n))), by="at_indices, auto"),
        have(forall(M, lambda m: lt(0, drop(m))), by="at_indices, auto"),
        have(le(0, P), by="split"),
        have(le(0, Q), by="split"),
        have(forall(N, lambda n: le(0, P * gain(n))), by="at_indices, auto"),
        have(forall(M, lambda m: le(0, Q * drop(m))), by="at_indices, auto"),
        have(le(0, pull), by="auto"),
        have(le(0, push), by="auto"),
        have(eq(slope(there) - slope(w), -2 * (k * (pull + push))), by="sums"),
        have(le(k * (pull + push), 0), by="auto"),
        have(le(pull + push, 0), by="contradict"),
        have(eq(pull, 0), by="auto"),
        have(eq(push, 0), by="auto"),
        have(implies(eq(p * q, 0), implies(lt(0, q), le(p, 0))), by="contradict"),
        have(implies(eq(p * q, 0), implies(lt(0, q), le(0, p))), by="contradict"),
        have(implies(eq(p * q, 0), implies(lt(0, q), eq(p, 0))), by="auto"),
        have(forall(N, lambda n: eq(P * gain(n), 0)), by="vanishing, at_indices, auto"),
        have(forall(M, lambda m: eq(Q * drop(m), 0)), by="vanishing, at_indices, auto"),
        have(forall(N, lambda n: eq((P + 0 * gain(n)) * gain(n), 0)), by="at_indices, auto"),
        have(forall(M, lambda m: eq((Q + 0 * drop(m)) * drop(m), 0)), by="at_indices, auto"),
        have(forall(N, lambda n: eq(P + 0 * gain(n), 0)), by="at_indices, auto"),
        have(forall(M, lambda m: eq(Q + 0 * drop(m), 0)), by="at_indices, auto"),
        have(eq(summation(N, lambda n: P**2), 0), by="induct(N), at_indices, auto"),
        have(eq(summation(M, lambda m: Q**2), 0), by="induct(M), at_indices, auto"),
    ],
    proof="auto",
    example=dict(N=1, M=0, D=1, X=[[1]], U=[], w=[1], s=[1], a=0, b=0, c=0, k=1, t=1, sigma=fn(real(), lambda x: x)),
    covers={"bp.gori-tesi.separable": "part: derivatives where all output weights are 0"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("any-direction", given=[increasing, stays], near=True),
        Neighbour("any-sigma", given=[*separates, stays], near=True),
    ],
)
