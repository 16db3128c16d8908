r"""A weight that is not worth rescaling balances the gradient against the penalty.

Meaning. l: R^n -> R has the gradient G, p is the network's output, b the weight of the unit h in it, and N the l1
norm of the weights.  If b -> b + s b does not decrease the objective, for any s, then b <G(p), h> = -lam |b|; so
<G(p), h> = -lam sign(b) where b is not 0.
Proof idea. |b + s b| = (1 + s) |b| for s > -1, so that the objective has a derivative in s at 0: it is 0.
Sharpness. Nothing is said of the unit where b = 0 (neighbour `also-at-zero`).
Source. Survey, §III-B; the optimality condition of the l1 norm on its support.
The survey's words. None: the survey says nothing of the weights of the units that are already there.
How the formula differs. It is a step of `convex_networks.stopping_rule`.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    dims,
    eq,
    forall,
    function,
    has_gradient,
    have,
    implies,
    inner,
    le,
    lt,
    ne,
    nonnegative,
    real,
    survey,
    symbol,
    vector,
)

n = dims("n")
l, G = function("l", vector(n), real()), function("G", vector(n), vector(n))
lam = symbol("lam", nonnegative)
b, N = real("b N")
p, h = vector("p h", n)
slope = inner(G(p), h)
start = l(p) + lam * N
rescaled = forall(real(), lambda s: le(start, l(p + s * b * h) + lam * (N + (absolute(b + s * b) - absolute(b)))))

claim = Claim(
    title="A weight that is not worth rescaling balances the gradient against the penalty",
    source=survey("III-B"),
    given=[has_gradient(l, G), rescaled],
    conclude=and_(
        eq(b * slope, -lam * absolute(b)),
        implies(lt(0, b), eq(slope, -lam)),
        implies(lt(b, 0), eq(slope, lam)),
    ),
    lemmas=[
        have(forall(real(), lambda s: eq(absolute(1 + s) * absolute(b), absolute(b + s * b))), by="split, auto"),
        have(
            forall(
                real(),
                lambda s: le(start, l(p + s * b * h) + lam * (N + (absolute(1 + s) * absolute(b) - absolute(b)))),
            ),
            by="at_terms, rewrite, auto",
        ),
        have(eq(b * slope, -lam * absolute(b)), by="first_order"),
        have(implies(lt(0, b), eq(absolute(b), b)), by="auto"),
        have(implies(lt(b, 0), eq(absolute(b), -b)), by="auto"),
        have(implies(lt(0, b), ne(b, 0)), by="auto"),
        have(implies(lt(b, 0), ne(b, 0)), by="auto"),
    ],
    proof="ideal",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("also-at-zero", conclude=and_(le(-lam, slope), le(slope, lam)), near=True),
        Neighbour("other-sign", conclude=eq(b * slope, lam * absolute(b))),
    ],
)
