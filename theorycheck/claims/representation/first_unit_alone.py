r"""Of ReLU units that cancel at points with gaps of at least 1, the first to turn on has the factor 0, and so have all.

Meaning. t_0, ..., t_{N-1} are at least 1 apart, in any order, and below B.  The units relu(t + (1 - t_i)), i < N, are 0
at every t_p below t_i, and 1 at t_i itself.  Their sum with the factors c_i is 0 at every t_p.  Of the i with c_i other
than 0, k has the least t_i: step(c_i^2) (B - t_i) is greatest at k.  Then c_k = 0, so that c = 0.
Proof idea. At t_k the other units are off, or have the factor 0, and the sum is c_k.
Sharpness. k must be the first.
Source. Textbook (triangular systems); used by representation.bounded_units_are_independent.
How the formula differs. "c = 0" is written as |c|^2 = 0.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    dims,
    eq,
    forall,
    have,
    identity_matrix,
    implies,
    le,
    lt,
    ne,
    or_,
    own,
    real,
    relu,
    step,
    summation,
    vector,
)

N, k = dims("N k")
t, c = vector("t c", N)
B, u, w = real("B u w")


def unit(i, p):
    """What the unit of point i gives at point p."""
    return relu(t[p] + (1 - t[i]))


def output(p):
    return summation(N, lambda i: c[i] * unit(i, p))


def weight(i):
    """Positive where c_i is not 0, and greater for smaller t_i."""
    return step(c[i] ** 2) * (B - t[i])


def every(relation):
    return forall(N, relation)


def off(i):
    return eq(c[i] * unit(i, k), 0)


def here(i):
    """1 for i = k, else 0."""
    return identity_matrix(N)[i, k]


def alone(i):
    return eq(c[i] * unit(i, k), c[i] * here(i))


apart = every(lambda i: every(lambda p: implies(ne(i, p), le(1, (t[i] - t[p]) ** 2))))
silent = every(lambda p: eq(output(p), 0))
below = every(lambda i: lt(t[i], B))
first = every(lambda i: le(weight(i), weight(k)))

claim = Claim(
    title="The first unit stands alone",
    source=own("textbook"),
    given=[apart, silent, below, lt(k, N), first],
    conclude=eq(summation(N, lambda i: c[i] ** 2), 0),
    uses=["representation.other_unit_is_off"],
    lemmas=[
        have(implies(lt(0, w), eq(step(w), 1)), by="split, auto"),
        have(implies(lt(0, u), implies(le(step(w) * u, 0), le(w, 0))), by="contradict"),
        have(lt(t[k], B), by="auto"),
        have(le(weight(k), B - t[k]), by="split, auto"),
        have(every(lambda i: implies(lt(0, c[i] ** 2), eq(weight(i), B - t[i]))), by="split, auto"),
        have(every(lambda i: implies(lt(0, c[i] ** 2), le(t[k], t[i]))), by="at_indices, contradict"),
        have(every(lambda i: le(step(c[i] ** 2) * (t[k] - t[i]), 0)), by="split, at_indices, contradict"),
        have(every(lambda i: implies(ne(i, k), off(i))), by="at_indices, auto"),
        have(eq(unit(k, k), 1), by="split, auto"),
        have(every(lambda i: implies(ne(i, k), eq(here(i), 0))), by="split, auto"),
        have(every(lambda i: implies(ne(i, k), alone(i))), by="at_indices, ideal"),
        have(every(lambda i: implies(eq(i, k), alone(i))), by="rewrite, split, auto"),
        have(every(lambda i: or_(eq(i, k), ne(i, k))), by="either"),
        have(every(alone), by="at_indices, cases, at_indices, auto"),
        have(eq(output(k), summation(N, lambda i: c[i] * here(i))), by="congruence, at_indices, auto"),
        have(eq(summation(N, lambda i: c[i] * here(i)), c[k]), by="matrix"),
        have(eq(c[k], 0), by="at_indices, ideal"),
        have(eq(c[k] ** 2, 0), by="ideal"),
        have(le(weight(k), 0), by="rewrite, auto"),
        have(every(lambda i: le(weight(i), 0)), by="at_indices, auto"),
        have(every(lambda i: lt(0, B - t[i])), by="at_indices, contradict"),
        have(every(lambda i: le(c[i] ** 2, 0)), by="at_indices, auto"),
        have(every(lambda i: le(0, c[i] ** 2)), by="auto"),
        have(every(lambda i: eq(c[i] ** 2, 0)), by="at_indices, auto"),
    ],
    proof="matrix",
    expect="PROVED",
    domain=Domain(sizes={"N": (1, 2)}),
    example=dict(N=1, k=0, t=[0], c=[0], B=1),
    neighbours=[Neighbour("any-unit", given=[apart, below, lt(k, N), first], near=True)],
)
