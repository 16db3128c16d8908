r"""Both signs of each component as fixed points of power iteration: false, for one step turns one into the other.

Meaning. For T(v) = sum_j l_j <v_j, v>^2 v_j with orthonormal v_j and l_j not 0, the sentence says that v_j and -v_j are
fixed points of v -> T(v)/|T(v)|.
Proof idea. T is even: T(-v) = T(v).  So v_j and -v_j have the same image, sign(l_j) v_j.
Sharpness. `random_networks.power_iteration_fixed_points` is the repair: sign(l_j) v_j.
Source. The sentence on the tensor power method of Janzamin et al. 2015 (survey, §III-C) as it is often told; for
tensors of even order, such as matrices, fixed points do come in pairs.
How the formula differs. A fixed point is written as T(v) = |T(v)| v.
"""

from theorycheck import (
    Claim,
    and_,
    dims,
    eq,
    hadamard,
    identity_matrix,
    lt,
    matrix,
    ne,
    norm,
    survey,
    tabulate,
    vector,
)

d, k, j = dims("d k j")

V, l = matrix("V", k, d), vector("l", k)


def T(v):
    return V.T @ hadamard(l, hadamard(V @ v, V @ v))


def is_fixed(v):
    return eq(T(v), norm(T(v)) * v)


component = tabulate(d, lambda i: V[j, i])

claim = Claim(
    title="Both signs of a component are fixed points of power iteration on a tensor of order 3",
    source=survey("III-C", "on the tensor power method"),
    given=[lt(j, k), eq(V @ V.T, identity_matrix(k)), ne(l[j], 0)],
    conclude=and_(is_fixed(component), is_fixed(-component)),
    covers={"ten.cp-unique-power": "part: its literal words, with both signs"},
    fidelity="exact",
    expect="REFUTED",
)
