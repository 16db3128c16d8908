r"""A network with one hidden layer that agrees with the L-fold tent map on [0, 1] has at least 2^L - 1 ReLU units.

Meaning. T(x) = 2 relu(x) - 4 relu(x - 1/2), and g(x) = d + sum_i c_i relu(w_i x + b_i) with m units.  If g(x) = T^L(x)
for all x in [0, 1], or only at the multiples of 1/2^(L+1) but the ends, then 2^L - 1 <= m, for every L.  T^L is a
network with L hidden layers of 2 units each (representation.tent_network).
Proof idea. At each of the 2^L - 1 points j/2^L between 0 and 1, T^L is 0 or 1, and it is 1/2 at the distance 1/2^(L+1)
on either side: it bends there.  A network with one hidden layer bends at most once a unit.
Sharpness. 2^L units do it (one for the slope at 0, one for each bend), so that the bound is off by one at most.
Source. Survey, §I-A; the example is Telgarsky's (2015).
The survey's words. "the capacity of a wide and shallow network can be replicated by a deep network with significant
improvements in performance".
How the formula differs. The survey gives no quantifiers; this is one function for which depth pays, with L layers
against exponential width.  It says nothing of other functions: that every shallow network can be replaced by a smaller
deep one is not claimed, and a count of parameters is against it.  "2^L - 1" is written as n with n + 1 = 2^L; p and r
are the inner points and half their distance.  Agreement is assumed at these points only, so that more is shown.
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
    iterate,
    le,
    lt,
    not_,
    positive,
    rational,
    real,
    relu,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

L, m, n = dims("L m n")
w, b, c = vector("w b c", m)
p = vector("p", n)
d = real("d")
r = symbol("r", positive)
half = rational("1/2")


def g(x):
    return d + summation(m, lambda i: c[i] * relu(w[i] * x + b[i]))


def sharp(x):
    return iterate(lambda s: 2 * relu(s) - 4 * relu(s - half), L, x)


def bend(f, x):
    return f(x - r) + f(x + r) - 2 * f(x)


def inner_point(j):
    return (j + 1) / 2**L


distance = half / 2**L
grid = [eq(n + 1, 2**L), eq(r, distance), eq(p, tabulate(n, inner_point))]


def places(j):
    """The three points of the second difference at an inner point."""
    return [(j + half) / 2**L, (j + 1 + half) / 2**L, inner_point(j)]


agrees = forall(n, lambda j: and_(*(eq(g(x), sharp(x)) for x in places(j))))


def scaled_up(j):
    """These points in units of 1/2^L, put together for the steps that need all of it."""
    before, after, at = (place * 2**L for place in places(j))
    return and_(
        and_(lt(0, 2**L), le(j + 2, 2**L)),
        and_(and_(eq(before, j + half), eq(after, j + 1 + half)), and_(eq(at, j + 1), eq(r * 2**L, half))),
    )


def pair(l, j):
    """The same for two inner points."""
    return and_(
        and_(lt(0, 2**L), le(l + 1, j)),
        and_(and_(eq(p[l] * 2**L, l + 1), eq(p[j] * 2**L, j + 1)), eq(r * 2**L, half)),
    )


def every(relation, by):
    return have(forall(n, relation), by=by)


claim = Claim(
    title="One hidden layer needs exponentially many units for what L layers of 2 units do",
    source=survey("I-A", "after Telgarsky 2015"),
    given=[agrees, *grid],
    conclude=le(n, m),
    uses=["representation.tent_bends_at_dyadic_points", "representation.bends_need_units"],
    lemmas=[
        have(lt(0, 2**L), by="auto"),
        have(eq(distance * 2**L, half), by="quotients_and_roots, auto"),
        *(
            every(
                lambda j, k=k: eq(places(j)[k] * 2**L, (j + half, j + 1 + half, j + 1)[k]), "quotients_and_roots, auto"
            )
            for k in range(3)
        ),
        every(lambda j: eq(p[j] * 2**L, j + 1), "at_indices, ideal"),
        every(lambda j: forall(j, lambda l: le(l + 1, j)), "auto"),
        every(lambda j: forall(j, lambda l: pair(l, j)), "at_indices, ideal, auto"),
        every(lambda j: forall(j, lambda l: le(2 * r, p[j] - p[l])), "at_indices, contradict"),
        every(lambda j: le(j + 2, 2**L), "auto"),
        every(scaled_up, "at_indices, auto"),
        every(lambda j: eq(inner_point(j) - r, places(j)[0]), "at_indices, ideal"),
        every(lambda j: eq(inner_point(j) + r, places(j)[1]), "at_indices, ideal"),
        every(lambda j: not_(eq(bend(g, inner_point(j)), 0)), "at_indices, rewrite, rewrite, auto"),
        every(lambda j: not_(eq(bend(g, p[j]), 0)), "at_indices, rewrite, auto"),
    ],
    proof="auto",
    domain=Domain(sizes={"L": (0, 1), "m": (0, 1), "n": (0, 1)}),
    example=dict(L=0, m=1, n=0, w=[1], b=[0], c=[1], d=0, p=[], r="1/2"),
    covers={"pre.depth.tent-separation": "part: the lower bound; the deep network is another file"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("agrees-nowhere", given=grid, near=True),
    ],
)
