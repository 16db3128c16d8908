r"""A random Gaussian hyperplane separates two points with a probability of their angle over pi.

Meaning. For g with independent standard normal entries, the signs of <g, u> and <g, v> agree with probability 1 - t/pi,
where t is the angle between u and v: of two points, a random layer with a sign as activation keeps the angle.
Proof idea. Only the component of g in the plane of u and v matters; it points in a uniform direction.
Sharpness. An equality; with signs for normal entries it fails.
Source. Survey, §V-A; Goemans and Williamson 1995, Lemma 3.2.
The survey says: "This allows drawing conclusions on the tessellation of the space created by each layer and the
relationship between the operation of these layers and local sensitive hashing (LSH)".
How the formula differs. One layer, one unit, a sign as activation; "agree" is <g, u> <g, v> >= 0, which differs on an
event of probability 0.  The angle is 2 arctan(| |v|u - |u|v | / | |v|u + |u|v |), so opposite points are left out.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    arctan,
    dims,
    eq,
    gaussian,
    inner,
    le,
    lt,
    norm,
    pi,
    probability,
    signs,
    survey,
    vector,
)

d = dims("d")
g, u, v = vector("g", d), vector("u", d), vector("v", d)
apart, together = norm(norm(v) * u - norm(u) * v), norm(norm(v) * u + norm(u) * v)
t = 2 * arctan(apart / together)


def agree(law):
    return probability(le(0, inner(g, u) * inner(g, v)), of={g: law})


claim = Claim(
    title="A random Gaussian hyperplane separates two points with a probability of their angle over pi",
    source=survey("V-A"),
    given=[lt(0, norm(u)), lt(0, norm(v)), lt(0, together)],
    conclude=eq(agree(gaussian), 1 - t / pi),
    covers={"gau.lsh": "part: a Gaussian direction, not one uniform on the sphere"},
    fidelity="looser",
    expect="SURVIVED",
    domain=Domain(
        instances=[
            {"d": 2, "u": [1, 0], "v": [1, "1/2"]},
            {"d": 3, "u": [1, 2, -1], "v": [3, "1/2", 1]},
            {"d": 8, "u": [1, 0, 0, 0, 1, 0, 0, 2], "v": [-1, 1, 0, "1/3", 0, 0, 1, -2]},
        ]
    ),
    neighbours=[
        Neighbour(
            "cosine",
            conclude=eq(agree(gaussian), (1 + inner(u, v) / (norm(u) * norm(v))) / 2),
            covers={"mut.gau.lsh-cos": "whole"},
            expect="REJECTED",
        ),
        Neighbour(
            "signs",
            conclude=eq(agree(signs), 1 - t / pi),
            near=True,
            covers={"mut.gau.lsh-rademacher": "whole"},
            expect="REJECTED",
        ),
    ],
)
