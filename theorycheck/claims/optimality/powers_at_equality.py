r"""Where the inequality of the means is an equality and the product p is positive, every L-th power is p.

Meaning. If L u_1 ... u_L = u_1^L + ... + u_L^L and p = u_1 ... u_L > 0, then u_m^L = p for each m.
Proof idea. The numbers y_k = u_k^L / p have product 1 and sum L, so that stretching one of them by exp v gives
v <= y_m (exp v - 1) for every v; at v = (1 - y_m)/2 this says y_m = 1.
Sharpness. For p = 0 it holds as well, for p < 0 there is no equality.
Source. Textbook; used by optimality.equality_of_means.
How the formula differs. It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exp,
    family,
    forall,
    have,
    implies,
    le,
    lt,
    nonnegative,
    own,
    product,
    real,
    summation,
)

L, M, m = dims("L M m")
u = family("u", nonnegative, upto=L)
b = family("b", real(), upto=L)
x, y, z = real("x y z")
p = product(u)
s = summation(L, lambda k: u[k] ** L)


def part(k):
    """y_k."""
    return 1 / p * u[k] ** L


all_one = product(L, part)
excess = summation(L, lambda k: part(k) - 1)
v = (1 - part(m)) / 2
grown = excess + part(m) * (exp(v) - 1)

claim = Claim(
    title="Where the inequality of the means is an equality, the powers are equal",
    source=own("textbook"),
    given=[lt(m, L), eq(L * p, s), lt(0, p)],
    conclude=eq(u[m] ** L, p),
    lemmas=[
        have(eq((x * y) ** M, x**M * y**M), by="induct(M), ideal"),
        have(implies(eq(x, 1), eq(x**M, 1)), by="rewrite, induct(M)"),
        have(eq(product(L, lambda k: z * u[k] ** M), z**L * p**M), by="induct(L), at_terms, first(ideal, auto)"),
        have(eq(summation(L, lambda k: z * b[k] - 1), z * summation(b) - L), by="induct(L)"),
        have(and_(lt(0, 1 / p), eq(1 / p * p, 1)), by="quotients_and_roots, auto"),
        have(eq((1 / p * p) ** L, 1), by="rewrite, induct(L)"),
        have(eq((1 / p) ** L * p**L, 1), by="specialise, ideal"),
        have(eq(all_one, 1), by="at_terms, ideal"),
        have(eq(excess, 1 / p * s - L), by="auto"),
        have(eq(excess, 0), by="ideal"),
        have(forall(L, lambda k: le(0, part(k))), by="auto"),
        have(le(exp(v) * all_one, exp(grown)), by="auto"),
        have(implies(lt(grown, v), lt(exp(grown), exp(v))), by="laws(exp_increasing), auto"),
        have(le(v, grown), by="contradict"),
        have(le(v, part(m) * (exp(v) - 1)), by="auto"),
        have(le(exp(v) * (1 - v), 1), by="laws(exp_negative, exp_positive, exp_above_tangent), auto"),
        have(le(0, part(m)), by="auto"),
        have(le(v * v, 0), by="auto"),
        have(and_(le(part(m), 1), le(1, part(m))), by="contradict"),
        have(eq(part(m), 1), by="auto"),
    ],
    proof="ideal",
    uses=["optimality.one_factor_of_a_product"],
    example=dict(L=2, m=0, u=[1, 1]),
    expect="PROVED",
    neighbours=[
        Neighbour("inequality-only", given=[lt(m, L), lt(0, p)], near=True),
    ],
)
