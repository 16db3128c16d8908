r"""A ramp between two neighbouring points rises by their distance from the one to the other, and nowhere else.

Meaning. For t_0 < ... < t_N and i < N let r(x) = relu(x - t_i) - relu(x - t_{i+1}).  Then r(t_{m+1}) - r(t_m) is
t_{i+1} - t_i for m = i, and 0 for every other m < N.
Proof idea. For m < i both units are off at both points, for i < m both are on, and the ramp is constant there.
Sharpness. False where the points are not in order, and for one unit without the other.
Source. Textbook; used by representation.relu_units_interpolate.
How the formula differs. It does not; the entry (i, m) of the identity matrix stands for "m = i".
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    forall,
    have,
    identity_matrix,
    implies,
    le,
    lt,
    or_,
    own,
    relu,
    vector,
)

N, i, m = dims("N i m")
t = vector("t", N + 1)


def ramp(x):
    return relu(x - t[i]) - relu(x - t[i + 1])


def rises(r):
    return eq(r(t[m + 1]) - r(t[m]), (t[i + 1] - t[i]) * identity_matrix(N)[i, m])


constant = eq(ramp(t[m + 1]) - ramp(t[m]), 0)
inside = [lt(i, N), lt(m, N)]


def constant_if_below(p, q):
    """That the ramp is constant where p < q, because t_{p+1} <= t_q then."""
    return [
        have(implies(lt(p, q), or_(lt(p + 1, q), eq(p + 1, q))), by="either, auto"),
        have(implies(lt(p, q), lt(t[p], t[q])), by="auto"),
        have(implies(lt(p + 1, q), lt(t[p + 1], t[q])), by="auto"),
        have(implies(lt(p, q), le(t[p + 1], t[q])), by="cases, rewrite, auto"),
        have(implies(lt(p, q), constant), by="auto"),
        have(implies(lt(p, q), rises(ramp)), by="rewrite, split, auto"),
    ]


claim = Claim(
    title="A ramp between two points rises between them only",
    source=own("textbook"),
    given=[forall(N + 1, lambda q: forall(q, lambda p: lt(t[p], t[q]))), *inside],
    conclude=rises(ramp),
    lemmas=[
        have(lt(t[m], t[m + 1]), by="auto"),
        have(lt(t[i], t[i + 1]), by="auto"),
        *constant_if_below(i, m),
        *constant_if_below(m, i),
        have(implies(eq(i, m), rises(ramp)), by="rewrite, auto"),
        have(or_(lt(i, m), or_(lt(m, i), eq(i, m))), by="either, either, auto"),
    ],
    proof="cases, auto",
    expect="PROVED",
    neighbours=[
        Neighbour("any-order", given=inside, near=True),
        Neighbour("one-unit", conclude=rises(lambda x: relu(x - t[i]))),
    ],
)
