r"""A ReLU unit is a unit whose weights have norm at most 1, times the norm of its weights.

Meaning. For u in R^D let n = ||u||, and k = n where n > 0, k = 1 where u = 0.  Then ||u/k|| <= 1 and, for every
sample x, relu(<x, u>) = n relu(<x, u/k>).
Proof idea. Homogeneity where n > 0; where n = 0, <x, u> = 0 by the inequality of Cauchy and Schwarz.
Sharpness. The norm 1 cannot be made smaller (neighbour `nine-tenths`).
Source. Survey, §III-B and III-D: between eq. (3) and Haeffele and Vidal's factorised problem.
The survey's words. "ReLU and max-pooling non-linearities are positively homogeneous" (§III-D).
How the formula differs. It is a step of `convex_networks.same_least_value`; norms of units are squared.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    forall,
    have,
    implies,
    inner,
    le,
    lt,
    nonnegative,
    norm,
    or_,
    rational,
    real,
    relu,
    squared_norm,
    step,
    survey,
    vector,
)

D = dims("D")
f = real("f")
x, u = vector("x u", D)
n = norm(u)
k = n + 1 - step(n)
m = 1 / k
unit = m * u
z = inner(x, u)
same = eq(relu(inner(x, unit)) * n, relu(z))

claim = Claim(
    title="A ReLU unit is one of norm at most 1, times the norm of its weights",
    source=survey("III-B, III-D"),
    conclude=and_(le(squared_norm(unit), 1), same),
    uses=["structure.cauchy_schwarz"],
    lemmas=[
        have(eq(squared_norm(f * u), f * f * squared_norm(u)), by="matrix"),
        have(eq(inner(x, f * u), f * inner(x, u)), by="matrix"),
        have(le(0, squared_norm(u)), by="auto"),
        have(le(0, n), by="auto"),
        have(eq(n * n, squared_norm(u)), by="quotients_and_roots, auto"),
        have(lt(0, k), by="split, auto"),
        have(eq(m * k, 1), by="quotients_and_roots, auto"),
        have(lt(0, m), by="auto"),
        have(or_(le(n, 0), eq(k, n)), by="either, split, auto"),
        have(eq(squared_norm(unit), m * m * squared_norm(u)), by="auto"),
        have(eq(inner(x, unit), m * inner(x, u)), by="auto"),
        have(eq(squared_norm(unit), (m * n) * (m * n)), by="ideal"),
        have(implies(le(n, 0), eq(n, 0)), by="auto"),
        have(implies(eq(k, n), eq(m * n, 1)), by="ideal"),
        have(le(z * z, squared_norm(x) * squared_norm(u)), by="auto"),
        have(implies(le(n, 0), eq(squared_norm(u), 0)), by="ideal"),
        have(implies(le(n, 0), eq(squared_norm(x) * squared_norm(u), 0)), by="ideal"),
        have(implies(le(n, 0), and_(le(z, 0), le(0, z))), by="contradict"),
        have(implies(le(n, 0), eq(z, 0)), by="auto"),
        have(implies(le(n, 0), eq((m * n) * (m * n), 0)), by="ideal"),
        have(implies(eq(k, n), eq((m * n) * (m * n), 1)), by="ideal"),
        have(le((m * n) * (m * n), 1), by="cases, auto"),
        have(le(squared_norm(unit), 1), by="contradict"),
        have(forall(nonnegative, lambda s: forall(real(), lambda y: eq(relu(s * y), s * relu(y)))), by="split, auto"),
        have(eq(relu(m * z), m * relu(z)), by="at_terms, auto"),
        have(implies(le(n, 0), eq(relu(z), 0)), by="split, auto"),
        have(eq(m * relu(z) * n, relu(z)), by="cases, ideal"),
        have(eq(relu(inner(x, unit)), m * relu(z)), by="rewrite, auto"),
    ],
    proof="first(auto, ideal)",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("nine-tenths", conclude=le(squared_norm(unit), rational("9/10")), near=True),
        Neighbour("without-the-norm", conclude=eq(relu(inner(x, unit)), relu(z))),
    ],
)
