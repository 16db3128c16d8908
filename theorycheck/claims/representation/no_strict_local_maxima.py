r"""A linear output layer and a convex loss leave no strict local maxima; with weight decay there are none at all.

Meaning. Let H hold the last hidden layer, U the output weights and l a convex loss.  For every direction E, however
small, l(H U) is at most the mean of l(H (U + E)) and l(H (U - E)): one of the two is no lower.  With lam |U|^2, lam >
0, the mean is larger by lam |E|^2, so that one of the two is higher.
Proof idea. U enters linearly, and the loss is convex.
Sharpness. False for a loss that is not convex.
Source. Survey, §III-A and Fig. 2.
The survey's words. "for non-convex problems, the set of critical points includes not only global minima, but also
local minima, local maxima, saddle points and saddle plateaus, as illustrated in Fig. 2".
How the formula differs. It says that of these, strict local maxima do not occur in (2) where the output layer is
linear; other layers are kept.  The loss is any function with the midpoint inequality, which every convex one has.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    forall,
    function,
    have,
    le,
    matrix,
    positive,
    real,
    squared_norm,
    survey,
    symbol,
)

N, h, C = dims("N h C")
H, U, E = matrix("H", N, h), matrix("U", h, C), matrix("E", h, C)
lam = symbol("lam", positive)
l = function("l", matrix(N, C), real())
midpoint = forall(matrix(N, C), lambda A: forall(matrix(N, C), lambda B: le(2 * l(A), l(A + B) + l(A - B))))


def objective(V):
    return l(H @ V) + lam * squared_norm(V)


claim = Claim(
    title="The output layer of a network has no strict local maximum",
    source=survey("III-A, Fig. 2"),
    given=[midpoint],
    conclude=and_(
        le(2 * l(H @ U), l(H @ (U + E)) + l(H @ (U - E))),
        le(2 * objective(U) + 2 * lam * squared_norm(E), objective(U + E) + objective(U - E)),
    ),
    lemmas=[
        have(eq(H @ (U + E), H @ U + H @ E), by="matrix"),
        have(eq(H @ (U - E), H @ U - H @ E), by="matrix"),
        have(eq(l(H @ (U + E)), l(H @ U + H @ E)), by="congruence, auto"),
        have(eq(l(H @ (U - E)), l(H @ U - H @ E)), by="congruence, auto"),
        have(le(2 * l(H @ U), l(H @ U + H @ E) + l(H @ U - H @ E)), by="auto"),
        have(eq(squared_norm(U + E) + squared_norm(U - E), 2 * squared_norm(U) + 2 * squared_norm(E)), by="matrix"),
    ],
    proof="auto",
    covers={"survey.III-A.local-maxima": "whole"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("any-loss", given=[], near=True)],
)
