r"""For a quadratic, local entropy exceeds the Moreau envelope by d log(1 + c g)/(2 b): in the limit over b, by nothing.

Meaning.  For f(x) = c |x|^2/2 on R^d and 1 + c g > 0, the least value of f(y) + |x - y|^2/(2 g) over y is
M(x) = c |x|^2/(2 (1 + c g)), attained at y = x/(1 + c g); local entropy is F(x) = M(x) + d log(1 + c g)/(2 b).  For
c >= 0 it is least where f is.
Proof idea.  f(y) + |x - y|^2/(2 g) - M(x) = (1 + c g) |y - x/(1 + c g)|^2/(2 g).
Sharpness.  The difference is exact: finite b never gives the Moreau envelope, and F is not below f.
Source.  Survey, §I-D; Chaudhari et al. 2018.
The survey's words.  "connections between variants of SGD with good empirical performance and standard methods in convex
optimization such as infconvolutions and proximal methods".
How the formula differs.  One family of losses.  F is defined here by the closed form of the Gaussian convolution, so
that its difference from M holds by definition; that it is the local entropy of f is believed, by way of
local_entropy.gaussian_convolution_of_a_gaussian (1-D factors).  The limit over b is stated by its rate.  The neighbour
`minimiser-is-kept` is of noise on three points in place of the Gaussian.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    and_,
    dims,
    eq,
    exp,
    have,
    implies,
    le,
    log,
    lt,
    minimum,
    ne,
    positive,
    rational,
    real,
    squared_norm,
    survey,
    vector,
)

d = dims("d")
x, y = vector("x y", d)
c = real("c")
b, g = real("b g", positive)
M = c * squared_norm(x) / (2 * (1 + c * g))
offset = d * log(1 + c * g) / (2 * b)
F = M + offset


def penalised(at):
    return c * squared_norm(at) / 2 + squared_norm(x - at) / (2 * g)


nearest = x * (1 / (1 + c * g))
rest = (1 + c * g) / (2 * g) * squared_norm(y - nearest)

# two wells: a sharp one with the minimum, at 0, and a wide one at 2
s, e, z = real("s", positive), real("e", positive), real("z")


def wells(at):
    return minimum(s * at**2, rational("1/10") * (at - 2) ** 2 + e)


def smoothed(at):
    """Local entropy of the wells for a symmetric law of the noise on -1, 0, 1."""
    return -log((exp(-b * wells(at - 1)) + 2 * exp(-b * wells(at)) + exp(-b * wells(at + 1))) / 4) / b


claim = Claim(
    title="Local entropy of a quadratic is its Moreau envelope up to d log(1 + c g)/(2 b)",
    source=survey("I-D"),
    given=[lt(0, 1 + c * g)],
    conclude=and_(
        le(M, penalised(y)),
        eq(penalised(nearest), M),
        eq(2 * b * (F - M), d * log(1 + c * g)),
        implies(le(0, c), le(offset, F)),
    ),
    lemmas=[
        have(ne(b, 0), by="auto"),
        have(and_(ne(g, 0), ne(1 + c * g, 0)), by="auto"),
        have(eq(penalised(y), M + rest), by="tidy, quotients_and_roots, ideal"),
        have(le(0, rest), by="auto"),
        have(eq(penalised(nearest), M), by="tidy, quotients_and_roots, ideal"),
        have(eq(2 * b * (F - M), d * log(1 + c * g)), by="quotients_and_roots, ideal"),
        have(implies(le(0, c), le(0, M)), by="auto"),
    ],
    proof="auto",
    closed_form={"local_entropy.gaussian_convolution_of_a_gaussian": "that F is the local entropy of f"},
    covers={
        "ent.moreau-limit": "part: quadratic f, with the exact difference; that F is local entropy is believed",
        "ent.inf-convolution-hopf-lax": "part: the inf-convolution of a quadratic and where it is attained",
    },
    fidelity="looser",
    expect="PROVED",
    domain=Domain(sizes={"d": (1, 2)}),
    neighbours=[
        Neighbour("equals-moreau", conclude=eq(F, M), near=True, covers={"mut.ent.equals-moreau": "whole"}),
        Neighbour("below-f", conclude=le(F, c * squared_norm(x) / 2), covers={"mut.ent.below-f": "whole"}),
        Neighbour("minimiser-is-kept", given=[], conclude=le(smoothed(0), smoothed(z)),
                  covers={"mut.ent.argmin-preserved": "whole"}),
        Neighbour("a-twentieth-less", conclude=le(b * rational("21/10") * (F - M), d * log(1 + c * g)), near=True),
    ],
)
