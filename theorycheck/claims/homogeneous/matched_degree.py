r"""With a regulariser of the degree of the output, 0 is no local minimum of the three-layer product below strength 2.

Meaning. f(a, b, c) = (1 - sum_i a_i b_i c_i)^2 + lam sum_i theta(a_i, b_i, c_i), lam >= 0, for any number r >= 1 of
blocks and theta = |a b c| or theta = (|a|^3 + |b|^3 + |c|^3)/3, both of degree 3.  If 0 is a local minimum of f, then
lam >= 2; and for lam >= 2 it is a global minimum.
Proof idea. On a = b = c = t in one block, t > 0, both are f = 1 - (2 - lam) t^3 + t^6, below 1 for t^3 < 2 - lam.
Sharpness. The threshold 2 is exact for both.  Weight decay, of degree 2, has a spurious minimum at 0 for every lam
below 2^(2/3)/4: homogeneous.weight_decay_degree_mismatch.
Source. Survey, §III-D, after Haeffele and Vidal.
The survey's words. "The results of [30], [31] also provide strong guidance on the design of network regularization to
ensure the non-existence of spurious local minima, showing that traditional weight decay is not appropriate for deep
networks."
How the formula differs. It is the smallest deep linear network of parallel blocks, one sample x = y = 1, for the two
regularisers of degree 3.  r >= 1 is said by an index j < r.
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
    forall,
    global_minimum,
    have,
    implies,
    le,
    local_minimum,
    lt,
    nonnegative,
    positive,
    rational,
    real,
    summation,
    survey,
    symbol,
    tabulate,
    unit_vector,
    vector,
)

r, j = dims("r j")
lam = symbol("lam", nonnegative)
t = real("t", positive)
a, b, c = vector("a b c", r)
x, y, z = real("x y z")
layers = [a, b, c]
zero = tabulate(r, lambda k: 0)


def of_product(u, v, w):
    return absolute(u * v * w)


def of_cubes(u, v, w):
    return (absolute(u) ** 3 + absolute(v) ** 3 + absolute(w) ** 3) / 3


def output(u, v, w):
    return summation(r, lambda k: u[k] * v[k] * w[k])


def cost(theta, u, v, w):
    return summation(r, lambda k: theta(u[k], v[k], w[k]))


def objective(theta, u, v, w):
    return (1 - output(u, v, w)) ** 2 + lam * cost(theta, u, v, w)


width = (2 - lam) / 2


def inside(s):
    """Between 0 and (2 - lam)/2 for s > 0."""
    return width * (1 - exp(-s))


def along(s):
    return tabulate(r, lambda k: inside(s) * unit_vector(r, j)[k])


def at(theta, place):
    return objective(theta, place, place, place)


def minimum(theta, kind):
    return kind(objective(theta, a, b, c), layers, at=[zero] * 3)


def parts(theta):
    """0 is a local minimum from lam = 2 on only, and a global one then."""
    locally, globally = minimum(theta, local_minimum), minimum(theta, global_minimum)
    return implies(locally, le(2, lam)), implies(le(2, lam), globally)


def steps(theta):
    below, above = parts(theta)
    locally = minimum(theta, local_minimum)
    f = objective(theta, a, b, c)
    excess = summation(r, lambda k: theta(a[k], b[k], c[k]) - a[k] * b[k] * c[k])
    return [
        have(eq(cost(theta, zero, zero, zero), 0), by="matrix"),
        have(eq(at(theta, zero), 1), by="rewrite, auto"),
        # below 2
        have(eq(cost(theta, along(t), along(t), along(t)), nothing + theta(u, u, u)), by="one_term(j), rewrite, auto"),
        have(implies(lt(lam, 2), eq(theta(u, u, u), u * u * u)), by="split, auto"),
        have(eq(at(theta, along(t)), (1 - u * u * u) ** 2 + lam * theta(u, u, u)), by="rewrite, rewrite, auto"),
        have(implies(lt(lam, 2), lt(at(theta, along(t)), at(theta, zero))), by="rewrite, rewrite, auto"),
        have(implies(locally, exists(positive, lambda s: le(at(theta, zero), at(theta, along(s))))), by="along"),
        have(implies(lt(lam, 2), implies(locally, lt(2, lam))), by="cases, specialise"),
        have(below, by="contradict"),
        # from 2 on
        have(forall(r, lambda k: le(0, theta(a[k], b[k], c[k]) - a[k] * b[k] * c[k])), by="auto"),
        have(forall(r, lambda k: le(0, theta(a[k], b[k], c[k]))), by="auto"),
        have(and_(le(0, excess), le(0, cost(theta, a, b, c))), by="auto"),
        have(eq(excess, cost(theta, a, b, c) - output(a, b, c)), by="sums"),
        have(implies(le(2, lam), le(0, (lam - 2) * cost(theta, a, b, c))), by="auto"),
        have(implies(le(2, lam), le(at(theta, zero), f)), by="auto"),
        have(above, by="auto"),
    ]


def one_block(theta):
    """f for one block and lam = 19/10."""
    return (1 - x * y * z) ** 2 + rational("19/10") * theta(x, y, z)


u, nothing = inside(t), summation(r, lambda k: zero[k])

claim = Claim(
    title="A regulariser of the output's degree leaves no spurious minimum at 0",
    source=survey("III-D"),
    given=[lt(j, r)],
    conclude=and_(and_(*parts(of_product)), and_(*parts(of_cubes))),
    lemmas=[
        have(implies(and_(le(2, lam), le(0, x)), le(0, (lam - 2) * x)), by="auto"),
        have(eq(output(zero, zero, zero), 0), by="matrix"),
        have(eq(nothing, 0), by="matrix"),
        have(eq(unit_vector(r, j)[j], 1), by="auto"),
        have(
            and_(lt(0, exp(-t)), lt(exp(-t), 1)), by="laws(exp_positive, exp_negative, exp_above_tangent), contradict"
        ),
        have(implies(lt(lam, 2), and_(lt(0, u), lt(u, (2 - lam) / 2))), by="auto"),
        have(implies(lt(lam, 2), lt((1 - u * u * u) ** 2 + lam * (u * u * u), 1)), by="auto"),
        have(eq(output(along(t), along(t), along(t)), nothing + u * u * u), by="one_term(j), rewrite, auto"),
        have(le(0, output(a, b, c) * output(a, b, c)), by="auto"),
        *steps(of_product),
        *steps(of_cubes),
    ],
    proof="auto",
    covers={"hv.matched.degree-K": "whole"},
    fidelity="exact",
    expect="PROVED",
    uses=["homogeneous.cubes_above_a_product", "homogeneous.matched_value_below_one"],
    neighbours=[
        Neighbour("nineteen-tenths", given=[], conclude=le(1, one_block(of_product)), near=True),
        Neighbour("nineteen-tenths-of-cubes", given=[], conclude=le(1, one_block(of_cubes)), near=True),
    ],
)
