r"""With threshold errors a sigmoidal unit has no local minimum of positive loss on separable data.

Meaning. A unit sigma(<w, x>), sigma strictly increasing, shall give at least a on the rows of X and at most b on those
of U; its loss is sum_n relu(a - sigma(<w, x_n>))^2 + sum_m relu(sigma(<w, u_m>) - b)^2.  If some s separates the two
sets, <s, x_n> > 0 > <s, u_m>, then the loss is 0 at each local minimum: all outputs are on the right side of their
targets, so that the minimum is global, and w separates where sigma(0) lies strictly between b and a.
Proof idea. Small steps along s lower the loss, unless it is 0 (`backpropagation.threshold_errors_descend`).
Sharpness. Without the threshold it is false (neighbour `without-threshold`, Brady's data with 30 copies); without a
separator, too.
Source. Sontag and Sussmann 1991, "Back propagation separates where perceptrons do", whose setting it is; the survey
(§III-B) says: "[43], [44] show that backpropagation generally finds a global minimizer for linearly separable data".
How the formula differs. The paper's abstract alone was at hand.  sigma need not be differentiable here; that there is
no critical point of positive loss is `backpropagation.threshold_errors_no_critical_point`, that gradient flow separates
in finite time `backpropagation.threshold_errors_finite_time`.  A bias is an entry of w, with an input 1.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    dims,
    eq,
    exists,
    fn,
    forall,
    function,
    have,
    implies,
    le,
    local_minimum,
    lt,
    matrix,
    positive,
    real,
    relu,
    summation,
    survey,
    vector,
)

N, M, D = dims("N M D")
X, U = matrix("X", N, D), matrix("U", M, D)
w, s = vector("w s", D)
sigma = function("sigma", real(), real())
a, b = real("a b")


def loss(v):
    shortfall = summation(N, lambda n: relu(a - sigma((X @ v)[n])) ** 2)
    return shortfall + summation(M, lambda m: relu(sigma((U @ v)[m]) - b) ** 2)


increasing = forall(real(), lambda p: forall(real(), lambda q: implies(lt(p, q), lt(sigma(p), sigma(q)))))
separates = [forall(N, lambda n: lt(0, (X @ s)[n])), forall(M, lambda m: lt((U @ s)[m], 0))]
minimum = local_minimum(loss(w), [w])
claim = Claim(
    title="With threshold errors a sigmoidal unit has no local minimum of positive loss on separable data",
    source=survey("III-B", "finds a global minimizer for linearly separable data"),
    given=[increasing, *separates, minimum],
    conclude=eq(loss(w), 0),
    lemmas=[
        have(exists(positive, lambda t: le(loss(w), loss(w + t * s))), by="along"),
    ],
    proof="cases, auto",
    example=dict(N=0, M=0, D=1, X=[], U=[], w=[0], s=[1], a=1, b=0, sigma=fn(real(), lambda x: x)),
    uses=["backpropagation.threshold_errors_descend"],
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("any-data", given=[increasing, minimum], near=True),
    ],
)
