r"""A local minimum with a zero entry is a global minimum: false, for the weighted factorisation of a 2 by 2 matrix.

Meaning. f(u, v) = sum_ij w_ij (y_ij - u_i v_j)^2 with y = diag(1, 1/2) and the weights 1 on the diagonal, 4 beside it:
a convex loss of u v^T, which is positively homogeneous of degree 2, with lam = 0.  The survey's sentence, taken
literally, says that a local minimum (u, v) with a zero entry is a global one.
Proof idea. It is refuted at u = (0, 1), v = (0, 1/2), up to (c u, v/c): f = 1 there, and 1/4 at u = (1, 0) = v.
Sharpness. The gap is 3/4.  Weight decay, also of degree 2, makes the minimum strict and does not help: see
homogeneous.every_local_minimum_is_global.  A zero *block* suffices: homogeneous.zero_block_is_global.
Source. Survey, §III-D (and §I-D: "a local optimum such that many of its entries are zero is also a global optimum").
The survey's words. "any local minimizer such that some of its entries are zero is also a global minimizer".
How the formula differs. It is the literal sentence at one loss, with one block (u, v).  "If the network size is large
enough" is left open by the survey; any number of blocks that makes a zero block certain is large enough.
"""

from theorycheck import (
    Claim,
    eq,
    global_minimum,
    local_minimum,
    or_,
    rational,
    rescaling,
    survey,
    vector,
)

u, v = vector("u v", 2)
f = (1 - u[0] * v[0]) ** 2 + 4 * (u[0] * v[1]) ** 2 + 4 * (u[1] * v[0]) ** 2 + (rational("1/2") - u[1] * v[1]) ** 2
some_zero = or_(or_(eq(u[0], 0), eq(u[1], 0)), or_(eq(v[0], 0), eq(v[1], 0)))

claim = Claim(
    title="A local minimum some of whose entries are zero is global (as the survey says it)",
    source=survey("III-D, I-D"),
    given=[local_minimum(f, [u, v]), some_zero],
    conclude=global_minimum(f, [u, v]),
    symmetry=[rescaling(u, v)],
    covers={"mut.hv.zero-entries": "whole"},
    fidelity="looser",
    expect="REFUTED",
)
