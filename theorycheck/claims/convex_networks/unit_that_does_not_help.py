r"""A unit whose addition does not decrease the objective correlates with the gradient by at most lam.

Meaning. l: R^n -> R has the gradient G, p is the network's output, h a unit's, and N the l1 norm of the weights so
far. If l(p) + lam N <= l(p + s h) + lam (N + |s|) for every weight s of either sign, then |<G(p), h>| <= lam.
Proof idea. For small s > 0 the loss changes by s <G(p), h>, up to a part of s as small as one likes, and the penalty
by lam s; likewise for s < 0.
Sharpness. At l = 0 every unit does not help; the bound is lam itself (neighbour `nine-tenths`).
Source. Survey, §III-B: gradient boosting's choice of the next unit, after Friedman 2001 and Mason et al. 2000.
The survey's words. "until one can no longer find a hidden unit whose addition will decrease the objective function".
How the formula differs. It is what these words say of one unit, by the first-order condition; the loss is
differentiable, as in gradient boosting.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    dims,
    forall,
    function,
    has_gradient,
    inner,
    le,
    real,
    survey,
    vector,
)

n = dims("n")
l, G = function("l", vector(n), real()), function("G", vector(n), vector(n))
lam, N = real("lam N")
p, h = vector("p h", n)
slope = inner(G(p), h)


def at_most(bound):
    return and_(le(-bound, slope), le(slope, bound))


claim = Claim(
    title="A unit that does not help correlates with the gradient by at most lam",
    source=survey("III-B"),
    given=[
        has_gradient(l, G),
        forall(real(), lambda s: le(l(p) + lam * N, l(p + s * h) + lam * (N + absolute(s)))),
    ],
    conclude=at_most(lam),
    proof="first_order",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("nine-tenths", conclude=at_most(lam * 9 / 10), near=True),
        Neighbour("any-unit", given=[has_gradient(l, G)], near=True),
    ],
)
