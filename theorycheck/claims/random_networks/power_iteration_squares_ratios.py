r"""One step of power iteration on a tensor with orthonormal components squares the ratios of the weighted components.

Meaning. With T(v) = sum_j l_j <v_j, v>^2 v_j for orthonormal v_j, let w be the next iterate: m w = T(v), m > 0.  Write
x_j = l_j <v_j, v> and y_j = l_j <v_j, w>.  Then y_i >= 0 for each i, and y_i / y_j = (x_i / x_j)^2 for each two
(written without quotients).
So from the first step on a component has the sign of l_j or is 0, and the ratio of two weighted components is squared
at each step: if one dominates (|x_i| <= q |x_j| for all i, q < 1) the others vanish doubly exponentially, and the
iteration tends to sign(l_j) v_j.  A fixed point with two components has the ratio 1 (by
`random_networks.power_iteration_fixed_points`, x_i = x_j); arbitrarily near it there are points with a ratio above 1,
which then grows without bound.  Hence the attractive fixed points are exactly the sign(l_j) v_j.
Proof idea. m y_j = l_j <v_j, T(v)> = l_j^2 <v_j, v>^2 = x_j^2, as the v_j are orthonormal.
Sharpness. The exponent 2 cannot be raised, and orthonormality not be left out.
Source. Survey, §III-C, on Janzamin et al. 2015 (arXiv:1506.08473), who use the tensor power method.
How the formula differs. The survey names the method only.  What is stated is the step; the two sentences that begin
with "So" and "A fixed point" are told, they follow by iterating it.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    and_,
    dims,
    eq,
    forall,
    hadamard,
    have,
    identity_matrix,
    le,
    lt,
    matrix,
    positive,
    survey,
    symbol,
    vector,
)

d, k, j = dims("d k j")
i = dims("i")
V, l = matrix("V", k, d), vector("l", k)
v, w = vector("v w", d)
m = symbol("m", positive)


def T(v):
    return V.T @ hadamard(l, hadamard(V @ v, V @ v))


def x(i):
    return l[i] * (V @ v)[i]


def y(i):
    return l[i] * (V @ w)[i]


inside = [lt(i, k), lt(j, k)]
step = eq(m * w, T(v))
orthonormal = eq(V @ V.T, identity_matrix(k))


def ratios(power):
    """y_i / y_j = (x_i / x_j)^power, without quotients."""
    return eq(y(i) * x(j) ** power, y(j) * x(i) ** power)


claim = Claim(
    title="Power iteration squares the ratios of weighted components",
    source=survey("III-C", "after Janzamin, Sedghi and Anandkumar 2015"),
    given=[*inside, orthonormal, step],
    conclude=and_(le(0, y(i)), ratios(2)),
    lemmas=[
        have(forall(k, lambda i: eq(m * (V @ w)[i], l[i] * (V @ v)[i] ** 2)), by="matrix"),
        *[have(eq(m * y(i), x(i) ** 2), by="at_indices, auto") for i in (i, j)],
        have(lt(0, 1 / m), by="auto"),
        have(eq(y(i), 1 / m * x(i) ** 2), by="quotients_and_roots, ideal"),
        have(le(0, 1 / m * x(i) ** 2), by="auto"),
    ],
    proof="first(ideal, auto)",
    covers={"ten.cp-unique-power": "part: the step; the fixed points are another file"},
    domain=Domain(sizes={"d": (2, 2), "k": (2, 2), "i": (0, 1), "j": (0, 1)}),
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("any-components", given=[*inside, step], near=True),
        Neighbour("cubes-them", conclude=ratios(3), near=True),
    ],
)
