r"""ReLU units that turn on one after the other are independent at points with gaps of at least 1.

Meaning. t_0, ..., t_{N-1} are at least 1 apart, in any order, and t_m is the greatest.  The units relu(t + (1 - t_i)),
i < N, are 0 at every t_p below t_i, and 1 at t_i itself.  If sum_i c_i relu(t_p + (1 - t_i)) = 0 for every p < N, then
c = 0.
Proof idea. The t_i are below t_m + 1; representation.bounded_units_are_independent.
Sharpness. Closer points are too few for units that wide: two that agree cannot be told apart (neighbour `any-gaps`).
Source. Textbook (triangular systems); used by representation.units_interpolate.
How the formula differs. "c = 0" is written as |c|^2 = 0.
"""

from theorycheck import Claim, Neighbour, dims, eq, forall, have, implies, le, lt, ne, own, relu, summation, vector

N, m = dims("N m")
t, c = vector("t c", N)


def every(relation):
    return forall(N, relation)


apart = every(lambda i: every(lambda p: implies(ne(i, p), le(1, (t[i] - t[p]) ** 2))))
silent = every(lambda p: eq(summation(N, lambda i: c[i] * relu(t[p] + (1 - t[i]))), 0))
last = [lt(m, N), every(lambda i: le(t[i], t[m]))]

claim = Claim(
    title="Units that turn on one after the other are independent",
    source=own("textbook"),
    given=[apart, silent, *last],
    conclude=eq(summation(N, lambda i: c[i] ** 2), 0),
    uses=["representation.bounded_units_are_independent"],
    lemmas=[have(every(lambda i: lt(t[i], t[m] + 1)), by="at_indices, contradict")],
    proof="auto",
    example=dict(N=1, m=0, t=[0], c=[0]),
    expect="PROVED",
    neighbours=[Neighbour("any-gaps", given=[silent, *last], near=True)],
)
