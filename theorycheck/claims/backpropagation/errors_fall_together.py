r"""If no error rises, and each that does not fall is 0, then their sum falls, unless it is 0.

Meaning. g_n <= f_n for all n, with equality only where f_n = 0.  Then sum_n g_n <= sum_n f_n, with equality only if
sum_n f_n = 0.
Proof idea. The differences are not negative; if they add up to 0, each is 0.
Sharpness. Errors that stay as they are must be 0 (neighbour `some-may-stay`).
Source. Textbook; used by backpropagation.threshold_errors_descend.
How the formula differs. It does not.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    forall,
    have,
    implies,
    le,
    own,
    summation,
    vector,
)

N = dims("N")
f, g = vector("f g", N)
before, after = summation(f), summation(g)
ordered = forall(N, lambda n: le(g[n], f[n]))
strict = forall(N, lambda n: implies(le(f[n], g[n]), eq(f[n], 0)))
stays = le(before, after)


def fall(n):
    return f[n] - g[n]


claim = Claim(
    title="Errors of which none rises fall together",
    source=own("textbook"),
    given=[ordered, strict],
    conclude=and_(le(after, before), implies(stays, eq(before, 0))),
    lemmas=[
        have(forall(N, lambda n: le(0, fall(n))), by="at_indices, auto"),
        have(eq(summation(N, fall), before - after), by="sums"),
        have(le(0, summation(N, fall)), by="auto"),
        have(le(after, before), by="auto"),
        have(implies(stays, eq(summation(N, fall), 0)), by="auto"),
        have(implies(stays, forall(N, lambda n: eq(fall(n), 0))), by="specialise, vanishing, at_indices, auto"),
        have(implies(stays, forall(N, lambda n: le(f[n], g[n]))), by="at_indices, auto"),
        have(implies(stays, forall(N, lambda n: eq(f[n], 0))), by="at_indices, auto"),
        have(implies(stays, eq(before, 0)), by="induct(N), at_indices, auto"),
    ],
    proof="auto",
    expect="PROVED",
    example=dict(N=1, f=[1], g=[0]),
    neighbours=[
        Neighbour("some-may-stay", given=[ordered], near=True),
        Neighbour("some-may-rise", given=[strict], near=True),
    ],
)
