r"""With threshold errors a sigmoidal unit has no local minimum of positive loss on separable data.

Meaning. A unit sigma(<w, x>), sigma strictly increasing, shall give at least a on the rows of X and at most b on those
of U; its loss is sum_n relu(a - sigma(<w, x_n>))^2 + sum_m relu(sigma(<w, u_m>) - b)^2.  If some s separates the two
sets, <s, x_n> > 0 > <s, u_m>, then the loss is 0 at each local minimum: all outputs are on the right side of their
targets, so that the minimum is global, and w separates where sigma(0) lies strictly between b and a.
Proof idea. Small steps along s lower the loss, unless it is 0 (`backpropagation.threshold_errors_descend`).
Sharpness. Without the threshold it is false (`backpropagation.brady_local_minimum`), and without a separator (neighbour
`any-data`).
Source. Sontag and Sussmann 1991, "Back propagation separates where perceptrons do" (abstract): "if the data are
linearly separable, and one considers nets with no hidden neurons, then an error function as above cannot have any local
minima that are not global".  The survey (§III-B) says: "[43], [44] show that backpropagation generally finds a global
minimizer for linearly separable data".
How the formula differs. Stated is that the loss is 0; what this says of the outputs is read off, as each error is 0.
sigma need not be differentiable here, nor bounded.  That there is no critical point of
positive loss is `backpropagation.threshold_errors_no_critical_point`, that gradient flow separates in finite time
`backpropagation.threshold_errors_finite_time`.  A bias is an entry of w, with an input 1.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
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
    rational,
    real,
    relu,
    sigmoid,
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
first, second = real("first second")
target = rational("9/10")
plain = (
    100 * (sigmoid(first) - target) ** 2
    + 100 * (sigmoid(second) - target) ** 2
    + (sigmoid(first - 3 * second) - target) ** 2
)

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
    covers={"bp.sontag-sussmann.threshold-lms": "part: local minima"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "plain-squared-errors",
            given=[local_minimum(plain, [first, second])],
            conclude=and_(lt(0, first), lt(0, second), lt(0, first - 3 * second)),
            covers={"mut.bp.threshold-free-converges": "whole"},
            near=True,
        ),
        Neighbour("any-data", given=[increasing, minimum], near=True),
    ],
)
