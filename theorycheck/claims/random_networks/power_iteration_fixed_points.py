r"""Power iteration on a tensor with orthonormal components: its fixed points, and one for each component.

Meaning. Let V have orthonormal rows v_1, ..., v_k in R^d, let l be any weights, and T(v) = sum_j l_j <v_j, v>^2 v_j:
the tensor sum_j l_j v_j (x) v_j (x) v_j, two of its arguments being v.  Power iteration maps v to T(v)/|T(v)|, so its
fixed points are the unit vectors v with T(v) = m v for some m > 0 (which then is |T(v)|).
(1) For l_j = s m with m > 0 and s = 1 or -1 (so that s is the sign of l_j, and l_j is not 0), the vector s v_j is one.
(2) Every v with T(v) = m v, m > 0, is the sum of its components <v_j, v> v_j, and each of these is 0 or has
l_j <v_j, v> = m.
By (2) there are other fixed points, with several components; that these repel, and that s v_j attracts, is
`random_networks.power_iteration_squares_ratios`.
Proof idea. T(s v_j) = l_j s^2 v_j = m s (s v_j).  For (2), multiply T(v) = m v by V and by V'V.
Sharpness. The sign cannot be left free: T(-s v_j) = m s v_j (the claim `random_networks.power_iteration_both_signs` is
refuted).  Without orthonormal rows (1) fails.
Source. Survey, §III-C, on Janzamin et al. 2015 (arXiv:1506.08473): "the authors use tensor decomposition methods to
estimate the network weights from high order statistical moments of the network mapping"; the tensor power method.
How the formula differs. The survey names the method only.  The components are orthonormal, as they are after
whitening; that a tensor with linearly independent components can be whitened is not stated here.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    forall,
    hadamard,
    have,
    identity_matrix,
    implies,
    lt,
    matrix,
    or_,
    real,
    survey,
    tabulate,
    vector,
)

d, k, j = dims("d k j")

V, l, v = matrix("V", k, d), vector("l", k), vector("v", d)
s, m = real("s m")


def T(v):
    return V.T @ hadamard(l, hadamard(V @ v, V @ v))


component = tabulate(d, lambda i: s * V[j, i])
a_sign = and_(eq(s**2, 1), and_(lt(0, m), eq(l[j], s * m)))
orthonormal = eq(V @ V.T, identity_matrix(k))
is_fixed = and_(lt(0, m), eq(T(v), m * v))

claim = Claim(
    title="Fixed points of power iteration on a tensor with orthonormal components",
    source=survey("III-C", "after Janzamin, Sedghi and Anandkumar 2015"),
    given=[lt(j, k), orthonormal],
    conclude=and_(
        implies(a_sign, eq(T(component), m * component)),
        implies(
            is_fixed,
            and_(
                eq(m * (V.T @ (V @ v)), m * v),
                forall(k, lambda i: or_(eq((V @ v)[i], 0), eq(l[i] * (V @ v)[i], m))),
            ),
        ),
    ),
    lemmas=[
        have(eq(T(component), l[j] * s * component), by="matrix"),
        have(implies(is_fixed, eq(m * (V.T @ (V @ v)), m * v)), by="matrix(m)"),
        have(implies(is_fixed, forall(k, lambda i: eq(l[i] * (V @ v)[i] ** 2, m * (V @ v)[i]))), by="matrix"),
    ],
    proof="at_indices, either, ideal",
    covers={"ten.cp-unique-power": "part: the fixed points; which of them attract is another file"},
    fidelity="equivalent",
    repairs="random_networks.power_iteration_both_signs",
    expect="PROVED",
    neighbours=[
        Neighbour("any-components", given=[lt(j, k)], conclude=eq(T(component), l[j] * s * component), near=True),
        Neighbour("the-other-sign", conclude=implies(a_sign, eq(T(-component), m * -component)), near=True),
    ],
)
