r"""N ReLU units interpolate N points of the line that are at least 1 apart, in any order.

Meaning. |t_i - t_p| >= 1 for all i, p other than i, and t_m is the greatest of the t_i; v any values.  There are
c_i with sum_i c_i relu(t_p + (1 - t_i)) = v_p for every p < N.
Proof idea. The square system has no kernel (representation.units_are_independent), and is solvable therefore
(representation.injective_systems_are_solvable).  Nothing has to be put in order.
Sharpness. Where two t_i agree, two values cannot differ; c = v will not do in general (neighbour).
Source. Textbook; used by representation.relu_net_interpolates.
How the formula differs. It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    exists,
    forall,
    have,
    implies,
    le,
    lt,
    ne,
    own,
    relu,
    summation,
    vector,
)

N, m = dims("N m")
t, v = vector("t v", N)


def every(relation):
    return forall(N, relation)


def output(c, p):
    return summation(N, lambda i: c[i] * relu(t[p] + (1 - t[i])))


def silent(c):
    return every(lambda p: eq(output(c, p), 0))


def interpolates(c):
    return every(lambda p: eq(output(c, p), v[p]))


apart = every(lambda i: every(lambda p: implies(ne(i, p), le(1, (t[i] - t[p]) ** 2))))
last = [lt(m, N), every(lambda i: le(t[i], t[m]))]

claim = Claim(
    title="N units interpolate N points of the line, in any order",
    source=own("textbook"),
    given=[apart, *last],
    conclude=exists(vector(N), interpolates),
    uses=["representation.units_are_independent", "representation.injective_systems_are_solvable"],
    lemmas=[
        have(
            forall(vector(N), lambda c: implies(silent(c), eq(summation(N, lambda i: c[i] ** 2), 0))),
            by="auto",
        ),
    ],
    proof="auto",
    example=dict(N=1, m=0, t=[0], v=[0]),
    expect="PROVED",
    neighbours=[Neighbour("values-as-factors", conclude=interpolates(v), near=True)],
)
