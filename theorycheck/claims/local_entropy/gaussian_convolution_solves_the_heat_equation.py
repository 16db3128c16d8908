r"""The Gaussian convolution of exp(-b f) is positive and smooth, and solves the heat equation, in one dimension.

Meaning.  f: R -> R is continuous and bounded below; for t > 0, v(x, t) is the integral over s of exp(-b f(s)) times the
normal density of mean x and variance t/b, and P, H are the integrals of exp(-b f(s)) times that density's derivatives
in x and in t, and twice in x.  Then v > 0, these are the derivatives of v (differentiation under the integral sign),
v_t = (1/(2 b)) v_xx, and v(x, t) tends to exp(-b f(x)) as t -> 0.
Proof idea.  The normal density solves the equation; difference quotients of it are dominated by an integrable function.
Sharpness.  An equation; without the bound below the integral need not be finite.
Source.  Textbook (Evans, Partial Differential Equations, section 2.3, Theorem 1).
How the formula differs.  The integral over the line is the limit of the Riemann sums over i/N - N, i < 2 N^2:
the same for a continuous integrand below a multiple of a Gaussian, and f may be unknown, which the notation
of integrals does not allow.  d is 1, and v is put 1 for t <= 0.  What is supposed of f and v stands as premises within
the conclusion, for no model of such a limit is certified here.  Not proved.
"""

from theorycheck import (
    Claim,
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
    identity_matrix,
    implies,
    le,
    lt,
    own,
    pi,
    positive,
    real,
    sqrt,
    summation,
    tabulate,
    vector,
)

d = dims("d")
space_time = vector(d + 1)
b = real("b", positive)
v = function("v", space_time, real())
P, H = function("P", space_time, space_time), function("H", space_time, space_time)


def axis(i):
    return tabulate(d + 1, lambda j: identity_matrix(d + 1)[i, j])


def for_positive_times(relation):
    return forall(space_time, lambda y: implies(lt(0, y[d]), relation(y)))


def laplacian(y):
    return summation(d, lambda i: H(y)[i])


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

claim = Claim(
    title="The Gaussian convolution of exp(-b f) solves the heat equation",
    source=own("textbook"),
    given=[lt(0, d), le(d, 1)],
    conclude=implies(premises, and_(is_positive, *smooth, heat, starts)),
    assumed="standard",
    expect="CITED",
)
