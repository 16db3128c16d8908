r"""If some block shrinks along a slide, one of those that shrink does so fastest.

Meaning. b is a vector of r numbers. If some b_j < 0, then some b_k < 0 is the least entry of all.
Proof idea. Take the least of the b_i: it is at most b_j.
Sharpness. Some entry must be negative (neighbour `none`).
Source. A step of the meta-algorithm, after Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "a simple "sliding" method exists to find the edge of the plateau (green points)."
How the formula differs. It is a step of homogeneous.choice_of_the_sign, of which the survey does not speak.
"""

from theorycheck import Claim, Neighbour, and_, dims, exists, forall, have, implies, le, lt, survey, vector

r, j = dims("r j")
b = vector("b", r)
shrinks = exists(r, lambda k: and_(lt(b[k], 0), forall(r, lambda i: le(b[k], b[i]))))


def least(k):
    return forall(r, lambda i: le(-b[i], -b[k]))


claim = Claim(
    title="If some block shrinks along a slide, one shrinks fastest",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[lt(j, r), lt(0, -b[j])],
    conclude=shrinks,
    lemmas=[
        have(exists(r, least), by="attained"),
        have(forall(r, lambda k: implies(least(k), lt(b[k], 0))), by="at_indices(facts), auto"),
    ],
    proof="cases, at_indices(facts), exhibit, at_indices, auto",
    fidelity="exact",
    expect="PROVED",
    neighbours=[Neighbour("none", given=[lt(j, r), le(0, -b[j])], near=True)],
)
