r"""If there are more blocks than the output has entries, the outputs of the blocks are dependent.

Meaning. phi(X_1), ..., phi(X_r) are vectors with m entries and m < r. Then some b other than 0 has
sum_i b_i phi(X_i) = 0. phi is any map.
Proof idea. A homogeneous system with more unknowns than equations has a solution other than 0.
Sharpness. Not for m = r (neighbour `as-many-blocks`).
Source. Haeffele and Vidal 2015 (arXiv:1506.07540), the meta-algorithm; survey, §III-D.
The survey's words. "if the network size is large enough".
How the formula differs. "Large enough" is made precise for one slide of the path: more blocks than the output has
entries, m = N C for N samples and C outputs.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exists,
    family,
    forall,
    function,
    le,
    lt,
    ne,
    summation,
    survey,
    vector,
)

r, n, m = dims("r n m")
X = family("X", vector(n), upto=r)
phi = function("phi", vector(n), vector(m))


def dependent(b):
    balanced = forall(m, lambda k: eq(summation(r, lambda i: b[i] * phi(X[i])[k]), 0))
    return and_(exists(r, lambda j: ne(b[j], 0)), balanced)


claim = Claim(
    title="More blocks than entries of the output have dependent outputs",
    source=survey("III-D", "after Haeffele and Vidal 2015"),
    given=[lt(m, r)],
    conclude=exists(vector(r), dependent),
    proof="dependence",
    covers={"hv.path.meta-algorithm": "part: that the outputs of enough blocks are dependent"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("as-many-blocks", given=[le(m, r)], near=True),
    ],
)
