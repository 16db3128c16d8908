r"""(1 - t^3)^2 + 3 lam t^2 < 1 at t^3 = 1/2, where (4 lam)^3 < 4.

Meaning. Below the threshold 2^(2/3)/4 one product of three equal weights is better than none.
Proof idea. The value is 1/4 + 3 lam t^2, and (4 lam t^2)^3 = 16 lam^3 < 1.
Sharpness. Equality for (4 lam)^3 = 4.
Source. Own; used by homogeneous.weight_decay_degree_mismatch.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, eq, have, implies, le, lt, own, positive, rational, real

t, lam = real("t lam", positive)
x = real("x")
bound = 4 * lam * t * t

claim = Claim(
    title="Below the threshold one block is better than none",
    source=own("elementary"),
    given=[eq(t * t * t, rational("1/2")), lt((4 * lam) ** 3, 4)],
    conclude=lt((1 - t * t * t) ** 2 + lam * (3 * t * t), 1),
    lemmas=[
        have(implies(le(1, x), le(1, x * x)), by="auto"),
        have(implies(le(1, x), le(1, x * x * x)), by="auto"),
        have(implies(lt(x * x * x, 1), lt(x, 1)), by="contradict"),
        have(eq(bound * bound * bound, 16 * lam * lam * lam), by="ideal"),
        have(lt(bound * bound * bound, 1), by="auto"),
        have(lt(bound, 1), by="auto"),
        have(eq((1 - t * t * t) ** 2, rational("1/4")), by="ideal"),
    ],
    proof="auto",
    expect="PROVED",
    neighbours=[
        Neighbour("any-block", given=[lt((4 * lam) ** 3, 4)], near=True),
        Neighbour("any-strength", given=[le(t * t * t, rational("1/2"))]),
    ],
)
