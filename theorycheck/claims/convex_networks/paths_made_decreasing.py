r"""Safran and Shamir's path: from a start worse than the output 0, a path to a better end can be made to descend.

Meaning. P(v, u) are the network's n outputs, continuous in the weights, and P(v, c u) = c P(v, u) for c >= 0: u is the
last layer.  The loss is F(v, u) = L(P(v, u)), L convex.  (V(a), U(a)), 0 <= a <= 1, is a continuous path with F
smaller at its end than at its start, and F at the start is above L(0).  For some e > 0 the outputs at each point of
the path can be scaled by some c >= 0 so that the loss is at least e above that at the start.  Then there is a
continuous path (A, B) from the same start, along which F decreases strictly, to a point where F is as at the end of
(V, U).
Proof idea. Not checked here.  For levels between L(0) and the start's, one scale of u gives each point of the path
that level, by convexity, and this scale is continuous; where the end is below L(0), u is scaled down there at last.
Sharpness. It is another path: along the given one F may fall below its value at the end and rise again, already for the
output u and the loss (z - 1)^2 on a straight path (neighbour `the-path-as-it-is`). (A, B) is one of weights, and no
claim is made that gradient descent follows it: convex_networks.decreasing_path_is_no_basin.
Source. Survey, §III-C; Safran and Shamir 2016 [49] (arXiv:1511.04210), Theorem 1 in our words.
The survey's words. "the authors of [49] study the problem when a given initialization of a neural network is likely
to be within the basin of attraction of a global minimizer".
How the formula differs. Only the abstract of [49] was read ("a point from which there is a monotonically decreasing
path to a global minimum"); the hypotheses are from memory, and the sketch above is ours.  How likely such a start is,
which is what the survey speaks of, is no part of the formula.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    convex,
    dims,
    eq,
    exists,
    forall,
    function,
    implies,
    interval,
    le,
    lt,
    nonnegative,
    paper,
    positive,
    real,
    squared_norm,
    tabulate,
    vector,
)

n, p, q = dims("n p q")
L = function("L", vector(n), real())
P = function("P", vector(p), vector(q), vector(n))
V, U = function("V", real(), vector(p)), function("U", real(), vector(q))
unit = interval(0, 1)
x, y = real("x y", positive)
s, t = real("s t", unit)


def path(f):
    """f is continuous on [0, 1]."""

    def near(s, e):
        return exists(
            positive, lambda r: forall(unit, lambda t: implies(lt((t - s) ** 2, r), lt(squared_norm(f(t) - f(s)), e)))
        )

    return forall(unit, lambda s: forall(positive, lambda e: near(s, e)))


def continuous_at(v, u, e):
    def close(r):
        return forall(
            vector(p),
            lambda w: forall(
                vector(q),
                lambda z: implies(
                    lt(squared_norm(w - v) + squared_norm(z - u), r), lt(squared_norm(P(w, z) - P(v, u)), e)
                ),
            ),
        )

    return exists(positive, close)


def for_all_weights(relation):
    return forall(vector(p), lambda v: forall(vector(q), lambda u: relation(v, u)))


outputs_continuous = for_all_weights(lambda v, u: forall(positive, lambda e: continuous_at(v, u, e)))
last_layer_scales = for_all_weights(lambda v, u: forall(nonnegative, lambda c: eq(P(v, c * u), c * P(v, u))))


def F(v, u):
    return L(P(v, u))


start, end = F(V(0), U(0)), F(V(1), U(1))


def can_be_raised(e):
    return forall(unit, lambda a: exists(nonnegative, lambda c: le(start + e, L(c * P(V(a), U(a))))))


def descends(A, B):
    return and_(
        path(A),
        path(B),
        eq(A(0), V(0)),
        eq(B(0), U(0)),
        eq(F(A(1), B(1)), end),
        forall(unit, lambda s: forall(unit, lambda t: implies(lt(s, t), lt(F(A(t), B(t)), F(A(s), B(s)))))),
    )


def straight(s):
    """The loss (z - 1)^2 of the output u on the straight path from u = x > 0 to u = y > 0."""
    return (x + s * (y - x) - 1) ** 2


claim = Claim(
    title="A path to a smaller loss can be made strictly decreasing, from a start worse than the output 0",
    source=paper("Safran and Shamir 2016, arXiv:1511.04210", "Theorem 1"),
    given=[
        convex(L),
        outputs_continuous,
        last_layer_scales,
        path(V),
        path(U),
        lt(end, start),
        lt(L(tabulate(n, lambda i: 0)), start),
        exists(positive, can_be_raised),
    ],
    conclude=exists(V.sort, lambda A: exists(U.sort, lambda B: descends(A, B))),
    assumed="cited",
    covers={
        "sas.scaling-path": "part: a path to a smaller loss made strictly decreasing, cited; "
        "not how likely its start is"
    },
    fidelity="looser",
    expect="CITED",
    neighbours=[
        Neighbour(
            "the-path-as-it-is",
            given=[lt(straight(1), straight(0)), lt(1, straight(0))],
            conclude=implies(lt(s, t), lt(straight(t), straight(s))),
            near=True,
        ),
    ],
)
