r"""That a dead ReLU unit has zero weights is false: x = 1 and w = -1.

Meaning. A unit is dead if its output is 0 on all data.  Claimed: then its weights are 0.
Search idea. Any weights that point away from the data.
Sharpness. For data that positively span the space it is true.
Source. Survey, §III-A.
The survey's words. "when the size of the network is large enough and the non-linearity is chosen to be a ReLU, many
weights are zero, a phenomenon known as dead neurons".
How the formula differs. The sentence gives "dead" no meaning; here it is the usual one, and what the sentence says of
it. That many weights are zero in trained networks is an observation, and no statement.  What is true of dead units is
representation.dead_unit_is_silent.
"""

from theorycheck import Claim, Neighbour, dims, eq, forall, lt, matrix, relu, survey, vector

N, D = dims("N D")
X, w = matrix("X", N, D), vector("w", D)
dead = forall(N, lambda i: eq(relu((X @ w)[i]), 0))

claim = Claim(
    title="A dead ReLU unit has zero weights",
    source=survey("III-A"),
    given=[lt(0, N), dead],
    conclude=forall(D, lambda d: eq(w[d], 0)),
    covers={"survey.III-A.dead-neurons": "whole"},
    fidelity="equivalent",
    expect="REFUTED",
    neighbours=[Neighbour("alive", given=[lt(0, N)], near=True)],
)
