r"""That a ReLU network as wide as its teacher has no spurious local minima is false: with 6 hidden units it has one.

Meaning. A student x -> sum_i relu(w_i x) with k units learns the teacher x -> sum_j relu(x_j), x standard normal in
R^k.  Half its mean squared error is E(W) = (sum K(W, W) - 2 sum K(W, I) + sum K(I, I)) / 2, where the matrix K(W, V)
holds the arc-cosine kernel of every row of W with every row of V.  Claimed: every local minimum of E is a global one.
Search idea. E is minimised from random starts; at k = 6 fewer than one in a hundred ends elsewhere than at the teacher.
The box that is shown holds exactly one critical point, a strict local minimum of value 0.0250…; E(I) = 0.
Sharpness. None was found for k < 6; for 6 <= k <= 20 Safran and Shamir (arXiv:1712.08968) found one for each k, by hand
and computer.
Source. Survey, §III-A: "all local minima could be global" if ReLU networks are large enough.
How the formula differs. The survey names neither a loss nor a size; here the student is as large as its teacher, and
the loss is the population's, in closed form.  That this is the expected loss is no part of the statement: it follows
from `geometry.arccos_kernel`, summed over the pairs of units.  Permuting the hidden units leaves E alone, so that each
minimum has k! copies; each copy is isolated.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    arccos_gram,
    dims,
    entry_sum,
    global_minimum,
    identity_matrix,
    local_minimum,
    matrix,
    survey,
)

k = dims("k")
W, teacher = matrix("W", k, k), identity_matrix(k)
E = (
    entry_sum(arccos_gram(W, W))
    - 2 * entry_sum(arccos_gram(W, teacher))
    + entry_sum(arccos_gram(teacher, teacher))
) / 2

claim = Claim(
    title="A ReLU student as wide as its ReLU teacher has no spurious local minima",
    source=survey("III-A", "all local minima could be global"),
    given=[local_minimum(E, [W])],
    conclude=global_minimum(E, [W]),
    domain=Domain(sizes={"k": (6, 8)}),
    closed_form={"geometry.arccos_kernel": "that E is the expected loss"},
    covers={"mut.teacher.k=m": "whole"},
    fidelity="looser",
    expect="REFUTED",
    neighbours=[
        Neighbour("anywhere", given=[], near=True),
    ],
)
