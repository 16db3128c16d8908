r"""Where the loss does not fall near an output weight 0, its derivative there, by the chain rule, is 0.

Meaning. The network sigma(c + t h_n) has one hidden unit with the outputs h_n and g_m on the two classes, and the
output weight t; sigma has the derivative slope.  With threshold errors the loss is L(t) = sum_n relu(a - sigma(c + t
h_n))^2 + sum_m relu(sigma(c + t g_m) - b)^2, and L(0) = sum_n P^2 + sum_m Q^2 with P = relu(a - sigma(c)) and Q =
relu(sigma(c) - b).  If L(0) <= L(t) for all t near 0, then 2 slope(c) (Q sum_m g_m - P sum_n h_n) = 0.
Proof idea. relu(a - y)^2 is at most (P - (y - sigma(c)))^2, which is smooth, and the same at y = sigma(c): so L has a
smooth bound that does not fall near 0 either, and whose derivative at 0 is that number.
Sharpness. Without the minimum the derivative need not be 0 (neighbour `anywhere`).
Source. Own, after Gori and Tesi 1992 ([44] in the survey, §III-B).
How the formula differs. It is not in the survey; a step of `backpropagation.no_minimum_with_zero_output_weights`.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exists,
    fn,
    forall,
    function,
    has_gradient,
    has_slope,
    have,
    implies,
    le,
    lt,
    own,
    positive,
    real,
    relu,
    summation,
    vector,
)

N, M = dims("N M")
h, g = vector("h", N), vector("g", M)
sigma, slope = function("sigma", real(), real()), function("slope", real(), real())
a, b, c, r, t = real("a b c r t")
P, Q = relu(a - sigma(c)), relu(sigma(c) - b)


def short(t, n):
    return relu(a - sigma(c + t * h[n]))


def over(t, m):
    return relu(sigma(c + t * g[m]) - b)


def loss(t):
    """Of the network with the bias c and one hidden unit, of output weight t and outputs h and g."""
    return summation(N, lambda n: short(t, n) ** 2) + summation(M, lambda m: over(t, m) ** 2)


def near_short(t, n):
    return P - sigma(c + t * h[n]) + sigma(c)


def near_over(t, m):
    return Q + sigma(c + t * g[m]) - sigma(c)


def above(t):
    """A smooth bound of the loss, with the same value at t = 0."""
    return summation(N, lambda n: near_short(t, n) ** 2) + summation(M, lambda m: near_over(t, m) ** 2)


def short_gap(n):
    return near_short(t, n) ** 2 - short(t, n) ** 2


def over_gap(m):
    return near_over(t, m) ** 2 - over(t, m) ** 2


def pull(n):
    return -2 * near_short(0, n) * slope(c + 0 * h[n]) * h[n]


def push(m):
    return 2 * near_over(0, m) * slope(c + 0 * g[m]) * g[m]


def within(f, r):
    return forall(real(), lambda t: implies(and_(lt(-r, t), lt(t, r)), le(constant_loss, f(t))))


def minimum(f):
    """f does not fall below L(0) near t = 0."""
    return exists(positive, lambda r: within(f, r))


def lowest(r):
    """The bound does not fall below its own value at t = 0."""
    return forall(real(), lambda t: implies(and_(lt(-r, t), lt(t, r)), le(above(0), above(t))))


small = and_(lt(-r, t), lt(t, r))
constant_loss = summation(N, lambda n: P**2) + summation(M, lambda m: Q**2)
steepness = summation(N, pull) + summation(M, push)
plain = summation(N, lambda n: -2 * P * slope(c) * h[n]) + summation(M, lambda m: 2 * Q * slope(c) * g[m])
derivative = 2 * slope(c) * (Q * summation(M, lambda m: g[m]) - P * summation(N, lambda n: h[n]))

claim = Claim(
    title="Near a minimum at output weight 0 the derivative by the chain rule vanishes",
    source=own("after Gori and Tesi 1992, the survey's [44]"),
    given=[has_gradient(sigma, slope), minimum(loss)],
    conclude=eq(derivative, 0),
    lemmas=[
        have(has_slope(fn(real(), above), 0, 1, steepness), by="slopes, sums"),
        have(forall(N, lambda n: le(0, short_gap(n))), by="split, auto"),
        have(forall(M, lambda m: le(0, over_gap(m))), by="split, auto"),
        have(le(0, summation(N, short_gap)), by="auto"),
        have(le(0, summation(M, over_gap)), by="auto"),
        have(eq(summation(N, short_gap) + summation(M, over_gap), above(t) - loss(t)), by="sums"),
        have(le(loss(t), above(t)), by="contradict"),
        have(forall(N, lambda n: eq(sigma(c + 0 * h[n]), sigma(c))), by="congruence, auto"),
        have(forall(M, lambda m: eq(sigma(c + 0 * g[m]), sigma(c))), by="congruence, auto"),
        have(forall(N, lambda n: eq(near_short(0, n) ** 2, P**2)), by="at_indices, ideal"),
        have(forall(M, lambda m: eq(near_over(0, m) ** 2, Q**2)), by="at_indices, ideal"),
        have(eq(above(0), constant_loss), by="congruence, at_indices, auto"),
        have(implies(le(constant_loss, loss(t)), le(above(0), above(t))), by="auto"),
        have(implies(within(loss, r), implies(small, le(constant_loss, loss(t)))), by="auto"),
        have(implies(within(loss, r), implies(small, le(above(0), above(t)))), by="auto"),
        have(exists(positive, lowest), by="example, auto"),
        have(eq(steepness, 0), by="level"),
        have(forall(N, lambda n: eq(slope(c + 0 * h[n]), slope(c))), by="congruence, auto"),
        have(forall(M, lambda m: eq(slope(c + 0 * g[m]), slope(c))), by="congruence, auto"),
        have(forall(N, lambda n: eq(pull(n), -2 * P * slope(c) * h[n])), by="at_indices, ideal"),
        have(forall(M, lambda m: eq(push(m), 2 * Q * slope(c) * g[m])), by="at_indices, ideal"),
        have(eq(steepness, plain), by="congruence, at_indices, auto"),
        have(eq(plain, derivative), by="sums"),
    ],
    proof="auto",
    example=dict(
        N=1,
        M=1,
        h=[1],
        g=[1],
        a=0,
        b=0,
        c=0,
        sigma=fn(real(), lambda x: x),
        slope=fn(real(), lambda x: 1),
    ),
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("anywhere", given=[has_gradient(sigma, slope)], near=True)],
)
