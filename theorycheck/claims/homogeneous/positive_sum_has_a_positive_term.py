r"""A sum of finitely many numbers that is positive has a positive term.

Meaning. If z_1 + ... + z_r > 0, then z_j > 0 for some j.
Proof idea. Else the greatest of them is at most 0, and so are all, and their sum.
Sharpness. Not where the sum may be 0 (neighbour `zero-sum`).
Source. Elementary; a step towards the path to a global minimum, after Haeffele and Vidal 2015 (arXiv:1506.07540);
survey, §III-D.
The survey's words. "if the network size is large enough".
How the formula differs. The survey does not speak of it: with it, a place is free where few blocks are in use.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    exists,
    forall,
    have,
    implies,
    le,
    lt,
    or_,
    summation,
    survey,
    vector,
)

r = dims("r")
z = vector("z", r)
total, negated = summation(r, lambda i: z[i]), summation(r, lambda i: -z[i])


def greatest(j):
    return forall(r, lambda i: le(z[i], z[j]))


claim = Claim(
    title="A positive sum has a positive term",
    source=survey("III-D", "after Haeffele and Vidal 2015"),
    given=[lt(0, total)],
    conclude=exists(r, lambda j: lt(0, z[j])),
    lemmas=[
        have(eq(negated, -total), by="sums"),
        have(implies(le(r, 0), forall(r, lambda i: le(0, -z[i]))), by="contradict, auto"),
        have(implies(le(r, 0), le(0, negated)), by="auto"),
        have(or_(lt(0, r), le(r, 0)), by="either"),
        have(lt(0, r), by="cases, auto"),
        have(exists(r, greatest), by="attained"),
        have(forall(r, lambda j: or_(lt(0, z[j]), le(z[j], 0))), by="either"),
        have(
            forall(r, lambda j: implies(greatest(j), implies(le(z[j], 0), forall(r, lambda i: le(0, -z[i]))))),
            by="at_indices, auto",
        ),
        have(forall(r, lambda j: implies(greatest(j), implies(le(z[j], 0), le(0, negated)))), by="at_indices, auto"),
        have(forall(r, lambda j: implies(greatest(j), lt(0, z[j]))), by="at_indices, cases, at_indices, contradict"),
    ],
    proof="cases, at_indices(facts), exhibit, at_indices, auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("zero-sum", given=[le(0, total)], near=True),
    ],
)
