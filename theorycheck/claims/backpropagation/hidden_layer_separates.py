r"""With threshold errors a network with one hidden layer and one output has no local minimum of positive loss on
separable data, unless all its output weights are 0.

Meaning. The network is sigma(c + sum_j v_j sigma(<W_j, x>)), of any width, sigma strictly increasing; it shall give at
least a on the rows of X and at most b on those of U, by errors relu(a - y)^2 and relu(y - b)^2.  If some s separates
the two sets, <s, x_n> > 0 > <s, u_m>, then at a local minimum (in W, v and c) at which some v_j is not 0 the loss is 0:
the minimum is global.
Proof idea. Small steps of each W_j along v_j s lower the loss, unless it is 0
(`backpropagation.hidden_layer_descends`).
Sharpness. Only at minima (neighbour `anywhere`).  At points with v = 0 and positive loss a derivative
is not 0, or not nearby: `backpropagation.no_minimum_with_zero_output_weights`.
Source. Survey, §III-B: "[43], [44] show that backpropagation generally finds a global minimizer for linearly separable
data"; Gori and Tesi 1991 and 1992.
How the formula differs. The papers' theorems were not at hand, only an abstract ("conditions on the network
architecture and the learning environment"): the setting is the one of which this is a theorem.  sigma need not be
differentiable here.  A bias of the hidden units is a row of W, with an input 1.  "Finds" is more than this says: of the
path of gradient descent nothing is stated.
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
    outer,
    positive,
    real,
    relu,
    squared_norm,
    summation,
    survey,
    vector,
)

N, M, D, p = dims("N M D p")
X, U = matrix("X", N, D), matrix("U", M, D)
W, v, s = matrix("W", D, p), vector("v", p), vector("s", D)
sigma = function("sigma", real(), real())
a, b, c = real("a b c")


def output(data, layer, n):
    return sigma(c + summation(p, lambda j: v[j] * sigma((data @ layer)[n, j])))


def loss(layer):
    shortfall = summation(N, lambda n: relu(a - output(X, layer, n)) ** 2)
    return shortfall + summation(M, lambda m: relu(output(U, layer, m) - b) ** 2)


increasing = forall(real(), lambda x: forall(real(), lambda y: implies(lt(x, y), lt(sigma(x), sigma(y)))))
separates = [forall(N, lambda n: lt(0, (X @ s)[n])), forall(M, lambda m: lt((U @ s)[m], 0))]
not_zero = lt(0, squared_norm(v))
minimum = local_minimum(loss(W), [W, v, c])

claim = Claim(
    title="On separable data threshold errors leave no spurious minimum with output weights that are not all 0",
    source=survey("III-B", "generally finds a global minimizer for linearly separable data"),
    given=[increasing, *separates, not_zero, minimum],
    conclude=eq(loss(W), 0),
    lemmas=[have(exists(positive, lambda t: le(loss(W), loss(W + t * outer(s, v)))), by="along")],
    proof="cases, auto",
    example=dict(N=0, M=0, D=1, p=1, X=[], U=[], W=[[1]], v=[1], s=[1], a=1, b=0, c=0, sigma=fn(real(), lambda x: x)),
    uses=["backpropagation.hidden_layer_descends"],
    covers={"bp.gori-tesi.separable": "part: local minima at which some output weight is not 0"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[Neighbour("anywhere", given=[increasing, *separates, not_zero], near=True)],
)
