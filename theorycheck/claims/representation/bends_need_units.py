r"""A ReLU network with one hidden layer of m units bends at no more than m separate places.

Meaning. g(x) = d + sum_i c_i relu(w_i x + b_i), i < m.  If g(p_j - r) + g(p_j + r) - 2 g(p_j) is not zero for n centres
p_j, each at least 2 r > 0 after those before it, then n <= m.  A function with n kinks needs n units.
Proof idea. Say unit i turns at p_j if w_i x + b_i has different signs at p_j - r and p_j + r.  A unit turns at no more
than one centre (representation.unit_changes_sign_once), and where none turns g does not bend.  Counting the pairs
(i, j) in both orders gives n <= number of pairs <= m.
Sharpness. n = m is reached, by the units relu(x - p_j).
Source. Survey, §I-A, on shallow and deep networks; the count is Telgarsky's (2015), here for one hidden layer.
The survey's words. "the capacity of a wide and shallow network can be replicated by a deep network with significant
improvements in performance".
How the formula differs. It is half of one precise reading of these words; the other half is
representation.tent_network.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    and_,
    dims,
    eq,
    forall,
    have,
    le,
    not_,
    positive,
    product,
    real,
    relu,
    step,
    summation,
    survey,
    symbol,
    vector,
)

m, n = dims("m n")
w, b, c = vector("w b c", m)
d = real("d")
p = vector("p", n)
r = symbol("r", positive)


def unit(i, x):
    return relu(w[i] * x + b[i])


def g(x):
    return d + summation(m, lambda i: c[i] * unit(i, x))


def bend(f, x):
    return f(x - r) + f(x + r) - 2 * f(x)


def turns(i, j):
    """1 if unit i turns at p_j, else 0."""
    return step(-((w[i] * (p[j] - r) + b[i]) * (w[i] * (p[j] + r) + b[i])))


def none_turns(j):
    return product(m, lambda i: 1 - turns(i, j))


def turning(j, q=m):
    """How many of the first q units turn at p_j."""
    return summation(q, lambda i: turns(i, j))


def turned(i, q):
    """At how many of the first q centres unit i turns."""
    return summation(q, lambda l: turns(i, l))


def bends(j):
    return summation(m, lambda i: c[i] * bend(lambda x: unit(i, x), p[j]))


apart = forall(n, lambda j: forall(j, lambda l: le(2 * r, p[j] - p[l])))
bent = forall(n, lambda j: not_(eq(bend(g, p[j]), 0)))
pairs = summation(n, turning)
by_unit = summation(m, lambda i: turned(i, n))

claim = Claim(
    title="A ReLU network with one hidden layer needs a unit for each bend",
    source=survey("I-A"),
    given=[bent, apart],
    conclude=le(n, m),
    uses=["representation.unit_bends_at_its_kink", "representation.unit_changes_sign_once"],
    lemmas=[
        have(
            forall(m, lambda i: forall(n, lambda j: eq(bend(lambda x: unit(i, x), p[j]) * (1 - turns(i, j)), 0))),
            by="auto",
        ),
        have(
            forall(m, lambda i: forall(n, lambda j: forall(j, lambda l: eq(turns(i, l) * turns(i, j), 0)))),
            by="at_indices, auto",
        ),
        have(forall(n, lambda j: eq(bend(g, p[j]), bends(j))), by="matrix"),
        have(forall(n, lambda j: eq(bends(j) * none_turns(j), 0)), by="induct(m), at_indices, ideal"),
        have(forall(n, lambda j: eq(none_turns(j), 0)), by="at_indices, ideal"),
        have(forall(m, lambda i: forall(n, lambda j: and_(le(0, turns(i, j)), le(turns(i, j), 1)))), by="split, auto"),
        have(forall(n, lambda j: le(0, none_turns(j))), by="induct(m), at_indices, auto"),
        have(forall(n, lambda j: forall(m + 1, lambda q: le(0, turning(j, q)))), by="auto"),
        have(forall(n, lambda j: le(1 - turning(j), none_turns(j))), by="induct(m), at_indices, split, auto"),
        have(forall(n, lambda j: le(1, turning(j))), by="at_indices, auto"),
        have(le(n, pairs), by="induct(n), at_indices, auto"),
        have(
            forall(m, lambda i: forall(n, lambda j: forall(j + 1, lambda q: eq(turned(i, q) * turns(i, j), 0)))),
            by="induct(x_2), at_indices, ideal",
        ),
        have(
            forall(m, lambda i: forall(n, lambda j: eq(turned(i, j) * turns(i, j), 0))),
            by="auto",
        ),
        have(forall(m, lambda i: le(turned(i, n), 1)), by="induct(n), at_indices, auto"),
        have(le(by_unit, m), by="induct(m), at_indices, auto"),
        have(eq(pairs, by_unit), by="sums"),
    ],
    proof="auto",
    domain=Domain(sizes={"m": (0, 2), "n": (1, 3)}),
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("overlapping", given=[bent], near=True),
        Neighbour("straight", given=[apart], near=True),
    ],
)
