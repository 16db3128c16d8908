r"""|v/u x|^p u^p = v^p |x|^p for u, v > 0: how the p-th power of a weight changes if its two nodes are rescaled.

Meaning. The weight x of an edge becomes v x / u where the node it enters is scaled by v and the node it leaves by u.
Proof idea. |v/u x| u = v |x|, and a power of a product is the product of the powers.
Sharpness. For v < 0 it holds for even p only (neighbour `any-sign`).
Source. Own; used by homogeneous.path_norm_invariant.
How the formula differs. It does not; p is any natural number, 0 included.
"""

from theorycheck import Claim, Neighbour, absolute, dims, eq, have, own, positive, real

p = dims("p")
u, v = real("u v", positive)
x, y, z = real("x y z")
edge = absolute(v / u * x)

claim = Claim(
    title="The power of a rescaled weight",
    source=own("for path norms"),
    conclude=eq(edge**p * u**p, v**p * absolute(x) ** p),
    lemmas=[
        have(eq((y * z) ** p, y**p * z**p), by="induct(p), ideal"),
        have(eq(edge * u, v * absolute(x)), by="quotients_and_roots, split, auto"),
        have(eq((edge * u) ** p, (v * absolute(x)) ** p), by="rewrite, auto"),
        have(eq((edge * u) ** p, edge**p * u**p), by="auto"),
        have(eq((v * absolute(x)) ** p, v**p * absolute(x) ** p), by="auto"),
    ],
    proof="ideal",
    expect="PROVED",
    neighbours=[
        Neighbour("any-sign", conclude=eq(absolute(y / u * x) ** p * u**p, y**p * absolute(x) ** p), near=True)
    ],
)
