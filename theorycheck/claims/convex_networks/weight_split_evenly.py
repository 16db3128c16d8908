r"""An output weight can be split evenly between the two layers of a ReLU unit.

Meaning. For a unit with weights b and the output weight w, take the weights u = q b and v = q sign(w), where q^2 = |w|.
Then relu(<x, u>) v = relu(<x, b>) w for every sample x.
Proof idea. relu(<x, q b>) = q relu(<x, b>) and q^2 sign(w) = w.
Sharpness. The sign of w is needed (neighbour `without-the-sign`).
Source. Survey, §III-B and III-D: between eq. (3) and Haeffele and Vidal's factorised problem.
The survey's words. "ReLU and max-pooling non-linearities are positively homogeneous" (§III-D).
How the formula differs. It is a step of `convex_networks.same_least_value`; what it costs is
`convex_networks.price_of_an_even_split`.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    dims,
    eq,
    forall,
    have,
    inner,
    le,
    nonnegative,
    rational,
    real,
    relu,
    sqrt,
    step,
    survey,
    vector,
)

D = dims("D")
f, w = real("f w")
x, b = vector("x b", D)
q = sqrt(absolute(w))
sign = step(w) - step(-w)
u, v = q * b, q * sign
z = inner(x, b)
same = eq(relu(inner(x, u)) * v, relu(z) * w)

claim = Claim(
    title="An output weight can be split evenly between the two layers of a ReLU unit",
    source=survey("III-B, III-D"),
    conclude=same,
    lemmas=[
        have(eq(inner(x, f * b), f * inner(x, b)), by="matrix"),
        have(le(0, absolute(w)), by="auto"),
        have(le(0, q), by="auto"),
        have(eq(q * q, absolute(w)), by="quotients_and_roots, auto"),
        have(eq(absolute(w) * sign, w), by="split, auto"),
        have(eq(inner(x, u), q * z), by="auto"),
        have(forall(nonnegative, lambda s: forall(real(), lambda y: eq(relu(s * y), s * relu(y)))), by="split, auto"),
        have(eq(relu(q * z), q * relu(z)), by="at_terms, auto"),
        have(eq(relu(inner(x, u)), q * relu(z)), by="rewrite, auto"),
    ],
    proof="ideal",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("without-the-sign", conclude=eq(relu(inner(x, u)) * q, relu(z) * w)),
        Neighbour("nine-tenths", conclude=eq(relu(inner(x, u)) * v, relu(z) * w * rational("9/10")), near=True),
    ],
)
