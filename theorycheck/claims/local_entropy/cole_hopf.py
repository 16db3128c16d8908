r"""Cole and Hopf: if v > 0 solves the heat equation, u = -(1/b) log v solves the viscous Hamilton-Jacobi equation.

Meaning.  v is a function of z = (x, t), x in R^d, positive, with first derivatives and second ones along each axis of x
where t > 0, and v_t = (1/(2 b)) Laplacian v there.  Then u has these derivatives too, where t > 0,

    grad u = -(1/b) grad v/v,   u_t = -(1/b) v_t/v,   u_{ii} = -(1/b) (v_{ii}/v - v_i^2/v^2),

and u_t + |grad u|^2/2 = (1/(2 b)) Laplacian u.  With v(., t) the convolution of exp(-b f) with the normal law of
variance t/b, u(., t) is the local entropy f_{b,t}.
Proof idea.  The chain rule, by the definition of derivatives (v is any function), and algebra.
Sharpness.  The heat equation is needed (a neighbour); for signs and the viscous term see
local_entropy.quadratic_solves_viscous_hamilton_jacobi.
Source.  Survey, §I-D; Chaudhari et al. 2018 (Deep relaxation); Evans, Partial Differential Equations, section 4.4.1.
The survey's words.  "local entropy, the loss that Entropy-SGD minimizes, is the solution of the HamiltonJacobi-Bellman
PDE".
How the formula differs.  The heat equation is a hypothesis, multiplied by 2 b: that the Gaussian convolution of
exp(-b f) solves it and tends to exp(-b f) as t -> 0 is not shown.  P_i is the derivative of v along the axis i (t is
the last one), H_i the second derivative along the axis i of x; the Laplacian is their sum.  What v is for t <= 0 does
not matter, but that it is positive: it may be put 1 there.  That u is the only solution is not stated.  The survey does
not write its equation; it is the viscous one.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    fn,
    forall,
    function,
    has_slope,
    have,
    identity_matrix,
    implies,
    log,
    lt,
    ne,
    positive,
    real,
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

claim = Claim(
    title="The logarithm of a solution of the heat equation solves the viscous Hamilton-Jacobi equation",
    source=survey("I-D"),
    given=[is_positive, *smooth, heat, lt(0, z[d])],
    conclude=and_(
        forall(d + 1, lambda i: has_slope(fn(space_time, u), z, axis(i), first(z, i))),
        forall(d, lambda i: has_slope(fn(space_time, lambda q: first(q, i)), z, axis(i), second(z, i))),
        viscous_hamilton_jacobi,
    ),
    lemmas=[
        have(ne(b, 0), by="auto"),
        have(lt(0, v(z)), by="auto"),
        have(ne(v(z), 0), by="auto"),
        have(eq(2 * b * P(z)[d], laplacian(z)), by="auto"),
    ],
    proof="slopes, tidy, quotients_and_roots, ideal",
    covers={
        "ent.cole-hopf": "part: in all dimensions, given the heat equation; not that the Gaussian convolution of "
        "exp(-b f) solves it (out of vocabulary: Integral, of an unknown function and over R^d)",
        "survey.I-D.hamilton-jacobi": "part: the equation, which the survey does not write, given the heat equation",
    },
    fidelity="hypotheses added",
    expect="PROVED",
    example={
        "d": 0,
        "b": 1,
        "z": [1],
        "v": fn(vector(1), lambda y: 1),
        "P": fn(vector(1), lambda y: tabulate(1, lambda i: 0)),
        "H": fn(vector(1), lambda y: tabulate(1, lambda i: 0)),
    },
    neighbours=[
        Neighbour("any-positive-function", given=[is_positive, *smooth, lt(0, z[d])], near=True),
    ],
)
