r"""A hidden unit that is 0 on all data has no influence there: its outgoing weights may be anything.

Meaning. relu(X V) U and relu(X V) W are equal if U and W differ only in rows that belong to columns of relu(X V) that
are 0.
Proof idea. Such a row is multiplied by such a column.
Sharpness. False for a unit that is on for some data point.
Source. Survey, §III-A, which speaks of zero weights instead.
The survey's words. "many weights are zero, a phenomenon known as dead neurons".
How the formula differs. It is the repair: a dead unit has zero output, not zero weights.
"""

from theorycheck import Claim, Neighbour, dims, eq, forall, have, matrix, or_, relu, survey

N, D, h, C = dims("N D h C")
X, V = matrix("X", N, D), matrix("V", D, h)
U, W = matrix("U", h, C), matrix("W", h, C)
hidden = relu(X @ V)


def dead(k):
    return forall(N, lambda n: eq(hidden[n, k], 0))


def kept(k):
    return forall(C, lambda c: eq(U[k, c], W[k, c]))


claim = Claim(
    title="The outgoing weights of dead units do not matter",
    source=survey("III-A"),
    given=[forall(h, lambda k: or_(dead(k), kept(k)))],
    conclude=eq(hidden @ U, hidden @ W),
    lemmas=[
        have(
            forall(h, lambda k: forall(N, lambda n: forall(C, lambda c: eq(hidden[n, k] * (U[k, c] - W[k, c]), 0)))),
            by="at_indices, cases, at_indices, ideal",
        ),
    ],
    proof="matrix",
    repairs="representation.dead_unit_has_zero_weights",
    example=dict(N=1, D=1, h=1, C=1, X=[[1]], V=[[-1]], U=[[1]], W=[[0]]),
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("alive", given=[], near=True)],
)
