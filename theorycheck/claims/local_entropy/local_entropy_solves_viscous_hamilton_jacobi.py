r"""Local entropy solves the viscous Hamilton-Jacobi equation u_t + u_x^2/2 = (1/(2 b)) u_xx: in one dimension.

Meaning.  f: R -> R is continuous and bounded below, v(., t) is the convolution of exp(-b f) with the normal law of
variance t/b, and u = -(1/b) log v, so that u(., t) is the local entropy f_{b,t}.  For t > 0, u has the derivatives that
local_entropy.cole_hopf names and solves the equation; and exp(-b u) tends to exp(-b f) as t -> 0.
Proof idea.  v solves the heat equation (local_entropy.gaussian_convolution_solves_the_heat_equation, which is believed
here), and Cole and Hopf's transformation does the rest.
Sharpness.  Of another positive function v nothing of the kind holds (a neighbour).
Source.  Survey, §I-D; Chaudhari et al. 2018 (Deep relaxation).
The survey's words.  "local entropy, the loss that Entropy-SGD minimizes, is the solution of the HamiltonJacobi-Bellman
PDE".
How the formula differs.  d = 1; f is continuous and bounded below, which the survey does not say (it must at least make
the integral finite).  The start is stated of v = exp(-b u).  The integral is a limit of Riemann sums.  What is supposed
of f and v stands as premises within the conclusion (see the claim that is used).  That there is no other solution is
not stated.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    dims,
    eq,
    exists,
    exp,
    fn,
    forall,
    function,
    has_integral,
    has_slope,
    have,
    identity_matrix,
    implies,
    le,
    log,
    lt,
    ne,
    pi,
    positive,
    real,
    sqrt,
    summation,
    survey,
    tabulate,
    vector,
)

d = dims("d")
space_time = vector(d + 1)
z = vector("z", d + 1)
b = real("b", positive)
v = function("v", space_time, real())
P, H = function("P", space_time, space_time), function("H", space_time, space_time)


def axis(i):
    return tabulate(d + 1, lambda j: identity_matrix(d + 1)[i, j])


def for_positive_times(relation):
    return forall(space_time, lambda y: implies(lt(0, y[d]), relation(y)))


def laplacian(y):
    return summation(d, lambda i: H(y)[i])


def u(y):
    return -log(v(y)) / b


def first(y, i):
    """The derivative of u along the axis i."""
    return -1 / b * (P(y)[i] * (1 / v(y)))


def second(y, i):
    """The second derivative of u along the axis i."""
    return -1 / b * (H(y)[i] * (1 / v(y)) - (P(y)[i] * (1 / v(y))) ** 2)


def has_first(y, i):
    return has_slope(v, y, axis(i), P(y)[i])


def has_second(y, i):
    return has_slope(fn(space_time, lambda q: P(q)[i]), y, axis(i), H(y)[i])


is_positive = forall(space_time, lambda y: lt(0, v(y)))
smooth = [
    for_positive_times(lambda y: forall(d + 1, lambda i: has_first(y, i))),
    for_positive_times(lambda y: forall(d, lambda i: has_second(y, i))),
]
heat = for_positive_times(lambda y: eq(2 * b * P(y)[d], laplacian(y)))
diffusion = summation(d, lambda i: second(z, i)) / (2 * b)
viscous_hamilton_jacobi = eq(first(z, d) + summation(d, lambda i: first(z, i) ** 2) / 2, diffusion)
f = function("f", real(), real())


def is_near(value, limit, e):
    return le(absolute(value - limit), e)


def integral_against(y, i, factor):
    """The integrand of the convolution at y = (x, t), times a factor of (x - s, t)."""
    x, t = y[i], y[d]
    return lambda s: (
        exp(-b * f(s)) * factor(x - s, t) * (sqrt(b / (2 * pi * t)) * exp(-b * (x - s) ** 2 / (2 * t)))
    )


def convolves(y, i):
    def is_it(number, factor):
        return has_integral(integral_against(y, i, factor), number)

    return and_(
        is_it(v(y), lambda r, t: 1),
        is_it(P(y)[i], lambda r, t: -b * r / t),
        is_it(P(y)[d], lambda r, t: b * r**2 / (2 * t**2) - 1 / (2 * t)),
        is_it(H(y)[i], lambda r, t: b**2 * r**2 / t**2 - b / t),
    )


def is_continuous_at(x):
    def close(e, r):
        return forall(real(), lambda s: implies(lt((s - x) ** 2, r), is_near(f(s), f(x), e)))

    return forall(positive, lambda e: exists(positive, lambda r: close(e, r)))


def starts_at(y):
    """At the point (x, 0) = y: v(x, t) tends to exp(-b f(x)) as t -> 0."""

    def close(e, r):
        return forall(space_time, lambda w: implies(is_above(w, r), forall(d, lambda i: is_there(w, i, e))))

    def is_above(w, r):
        return and_(lt(0, w[d]), lt(w[d], r), forall(d, lambda i: eq(w[i], y[i])))

    def is_there(w, i, e):
        return is_near(v(w), exp(-b * f(y[i])), e)

    return forall(positive, lambda e: exists(positive, lambda r: close(e, r)))


is_continuous = forall(real(), is_continuous_at)
is_bounded_below = exists(real(), lambda m: forall(real(), lambda s: le(m, f(s))))
is_convolution = for_positive_times(lambda y: forall(d, lambda i: convolves(y, i)))
is_one_before = forall(space_time, lambda y: implies(le(y[d], 0), eq(v(y), 1)))
premises = and_(is_continuous, is_bounded_below, is_convolution, is_one_before)
starts = forall(space_time, lambda y: implies(eq(y[d], 0), starts_at(y)))
conclusion = and_(
    forall(d + 1, lambda i: has_slope(fn(space_time, u), z, axis(i), first(z, i))),
    forall(d, lambda i: has_slope(fn(space_time, lambda q: first(q, i)), z, axis(i), second(z, i))),
    viscous_hamilton_jacobi,
)

claim = Claim(
    title="Local entropy solves the viscous Hamilton-Jacobi equation",
    source=survey("I-D"),
    given=[lt(0, d), le(d, 1), lt(0, z[d])],
    conclude=implies(premises, and_(conclusion, starts)),
    lemmas=[
        have(implies(premises, lt(0, v(z))), by="auto"),
        have(implies(premises, ne(v(z), 0)), by="auto"),
    ],
    proof="auto",
    uses=["local_entropy.gaussian_convolution_solves_the_heat_equation", "local_entropy.cole_hopf"],
    covers={
        "ent.cole-hopf": "part: in one dimension, f continuous and bounded below, with the heat equation believed",
        "survey.I-D.hamilton-jacobi": "part: in one dimension, with the heat equation believed; not uniqueness",
    },
    fidelity="hypotheses added",
    expect="CONDITIONAL",
    neighbours=[
        Neighbour(
            "any-positive-function",
            given=[lt(0, z[d]), is_positive, *smooth],
            conclude=viscous_hamilton_jacobi,
            near=True,
        )
    ],
)
