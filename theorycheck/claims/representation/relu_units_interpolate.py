r"""N ReLU units interpolate N + 1 points of the line: v_0 + sum_i (s_i - s_{i-1}) relu(t_p - t_i) = v_p.

Meaning. For t_0 < ... < t_N and any values v_0, ..., v_N, with s_i = (v_{i+1} - v_i)/(t_{i+1} - t_i) and s_{-1} = 0;
the sum is over i < N, and p <= N is any of the points.
Proof idea. Summation by parts turns the sum into one of ramps relu(x - t_i) - relu(x - t_{i+1}) with the slopes s_i,
and a unit that is off at every point.  At t_0 every ramp is 0.  From t_m to t_{m+1} only the m-th ramp rises, and s_m
times its rise is v_{m+1} - v_m.
Sharpness. False where the points are not in order, and with slopes a tenth too large.
Source. Textbook (linear interpolation); used by representation.relu_net_interpolates_points_in_order.
How the formula differs. It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    fold,
    forall,
    have,
    identity_matrix,
    le,
    lt,
    not_,
    or_,
    own,
    rational,
    relu,
    summation,
    vector,
)

N, p = dims("N p")
t, v = vector("t v", N + 1)


def gap(i):
    return t[i + 1] - t[i]


def slope(i):
    return (v[i + 1] - v[i]) / gap(i)


def slope_before(i):
    return fold(i, 0, lambda m, _: slope(m))


def ramp(i, m):
    return relu(t[m] - t[i]) - relu(t[m] - t[i + 1])


def ramps(m):
    return summation(N, lambda i: slope(i) * ramp(i, m))


def last(m):
    """A unit that is off at every point."""
    return relu(t[m] - t[N])


def units(m, s=slope):
    return summation(N, lambda i: relu(t[m] - t[i]) * (s(i) - slope_before(i)))


def rises(i, m):
    return eq(ramp(i, m + 1) - ramp(i, m), gap(i) * identity_matrix(N)[i, m])


in_order = forall(N + 1, lambda m: forall(m, lambda i: lt(t[i], t[m])))
different = forall(N, lambda m: not_(eq(gap(m), 0)))
some_point = lt(p, N + 1)

claim = Claim(
    title="A sum of ReLU units interpolates points of the line",
    source=own("textbook"),
    given=[in_order, some_point],
    conclude=eq(v[0] + units(p), v[p]),
    uses=["representation.ramp_rises_once"],
    lemmas=[
        have(forall(N, lambda m: lt(t[m], t[m + 1])), by="auto"),
        have(different, by="at_indices, auto"),
        have(le(t[0], t[p]), by="induct(p), at_indices, auto"),
        have(forall(N + 1, lambda m: le(t[0], t[m])), by="auto"),
        have(forall(N, lambda i: eq(ramp(i, 0), 0)), by="at_indices, auto"),
        have(eq(ramps(0), 0), by="matrix"),
        have(forall(N, lambda m: eq(slope(m) * gap(m), v[m + 1] - v[m])), by="at_indices, quotients_and_roots, auto"),
        have(forall(N, lambda m: forall(N, lambda i: rises(i, m))), by="auto"),
        have(forall(N, lambda m: eq(ramps(m + 1), ramps(m) + (v[m + 1] - v[m]))), by="matrix"),
        have(eq(v[0] + ramps(p), v[p]), by="induct(p), at_indices, auto"),
        have(forall(N, lambda m: lt(t[m], t[N])), by="auto"),
        have(or_(lt(p, N), eq(p, N)), by="either, auto"),
        have(eq(last(p), 0), by="cases, at_indices, rewrite, auto"),
        have(eq(units(p), ramps(p) + slope_before(N) * last(p)), by="induct(N)"),
    ],
    proof="auto",
    expect="PROVED",
    neighbours=[
        Neighbour("any-order", given=[different, some_point], near=True),
        Neighbour(
            "slopes-a-tenth-too-large",
            conclude=eq(v[0] + units(p, lambda i: rational("11/10") * slope(i)), v[p]),
            near=True,
        ),
    ],
)
