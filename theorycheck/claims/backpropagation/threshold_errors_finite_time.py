r"""With threshold errors, gradient flow separates linearly separable data in finite time, from any start.

Meaning. A unit sigma(<w, x>) with a continuous derivative sigma' > 0 shall give at least a on the rows of X and at most
b on those of U, by errors relu(a - y)^2 and relu(y - b)^2; both targets are passed by some values of sigma, and
b < sigma(0) < a; some s separates the two sets.  If w(t) follows the negative gradient of the loss for all t, then at
some time T >= 0 it separates: <w(T), x_n> > 0 > <w(T), u_m>.
Proof idea. Not checked here: the perceptron's argument.  With A(t) the sum of all forces up to t, <w, s> grows at least
like A, but |w|^2 at most like A, as an output short of its target has a bounded preactivation; so A stays bounded, w
converges, and where it converges to no force is left.
Sharpness. No time serves all starts: with sigma(z) = z, a = 1 and one sample x the flow is
x w(t) = 1 + (x w(0) - 1) e^(-2 x^2 t), and at t = 1 it need not have separated (neighbour `by-time-one`).  A target
that sigma does not reach is none: then w(t) may go to infinity without separating, as on Brady's data.  Nor may sigma'
jump: if it dips to almost 0 ever more closely below a number z <= 0 at which it is 1, w(t) needs infinite time to reach
z.
Source. Sontag and Sussmann 1991 (abstract): "the continuous gradient adjustment procedure is such that from any initial
weight configuration a separating set of weights is obtained in finite time".
How the formula differs. The paper itself was not at hand: sigma' continuous and positive, squared errors, and targets
on both sides of sigma(0), within its range, are our reading (an abstract of 1989 says "that there is a set of
achievable outputs for which the error is zero").  The flow is assumed to exist for all times t (a real number; of t < 0
nothing is said but that the equation holds).
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    dims,
    exists,
    exp,
    fn,
    forall,
    function,
    has_gradient,
    implies,
    le,
    lt,
    matrix,
    nonnegative,
    paper,
    positive,
    real,
    relu,
    summation,
    vector,
)

N, M, D = dims("N M D")
X, U = matrix("X", N, D), matrix("U", M, D)
s = vector("s", D)
w = function("w", real(), vector(D))
sigma, slope = function("sigma", real(), real()), function("slope", real(), real())
a, b, low, high = real("a b low high")


def force(v, j):
    """The negative gradient of the loss at v, entry j, halved."""
    pull = summation(N, lambda n: relu(a - sigma((X @ v)[n])) * slope((X @ v)[n]) * X[n, j])
    return pull - summation(M, lambda m: relu(sigma((U @ v)[m]) - b) * slope((U @ v)[m]) * U[m, j])


def is_continuous_at(z):
    """sigma' is continuous at z."""

    def close(e, r):
        return forall(real(), lambda y: implies(lt((y - z) ** 2, r), lt((slope(y) - slope(z)) ** 2, e)))

    return forall(positive, lambda e: exists(positive, lambda r: close(e, r)))


flow = forall(D, lambda j: has_gradient(fn(real(), lambda t: w(t)[j]), fn(real(), lambda t: 2 * force(w(t), j))))

x, start = real("x start")


def output(t):
    """sigma(x w(t)) for sigma(z) = z and one sample x, from w(0) = start with x start <= a = 1."""
    return 1 + (x * start - 1) * exp(-2 * x**2 * t)


claim = Claim(
    title="With threshold errors gradient flow separates separable data in finite time",
    source=paper("Sontag and Sussmann: Back propagation separates where perceptrons do (1991)", "abstract"),
    given=[
        has_gradient(sigma, slope),
        forall(real(), lambda z: lt(0, slope(z))),
        forall(real(), is_continuous_at),
        lt(b, sigma(0)),
        lt(sigma(0), a),
        lt(a, sigma(high)),
        lt(sigma(low), b),
        forall(N, lambda n: lt(0, (X @ s)[n])),
        forall(M, lambda m: lt((U @ s)[m], 0)),
        flow,
    ],
    conclude=exists(
        nonnegative,
        lambda t: and_(forall(N, lambda n: lt(0, (X @ w(t))[n])), forall(M, lambda m: lt((U @ w(t))[m], 0))),
    ),
    assumed="cited",
    covers={"bp.sontag-sussmann.threshold-lms": "part: gradient flow separates in finite time"},
    fidelity="looser",
    expect="CITED",
    neighbours=[
        Neighbour("by-time-one", given=[lt(0, x), le(x * start, 1)], conclude=lt(0, output(1)), near=True),
    ],
)
