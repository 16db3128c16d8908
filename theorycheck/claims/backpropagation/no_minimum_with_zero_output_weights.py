r"""On separable data no local minimum of positive loss has all output weights 0.

Meaning. The network is sigma(c + sum_j v_j sigma(<W_j, x>)), with p > 0 hidden units; sigma is strictly increasing and
differentiable, with a positive derivative at c.  It shall give at least a on the rows of X and at most b on those of U,
by errors relu(a - y)^2 and relu(y - b)^2.  If some s separates the two sets, <s, x_n> > 0 > <s, u_m>, then at a local
minimum (in W, v and c) with v = 0 the loss is 0.
Proof idea. Near a local minimum there is another with the same loss, where the hidden layer has moved along s
(`backpropagation.minima_with_zero_output_weights`); at both the derivative in a common output weight vanishes
(`backpropagation.zero_output_weight_is_stationary`), but the classes are further apart at the second
(`backpropagation.moved_units_are_not_stationary`).
Sharpness. Only at minima (neighbour `anywhere`, of the loss that all networks with v = 0 have).
Source. Survey, §III-B: "[43], [44] show that backpropagation generally finds a global minimizer for linearly separable
data"; Gori and Tesi 1991 and 1992.
How the formula differs. The papers' theorems were not at hand.  Hidden units have no bias but that of an input that is
always 1; b < a is not asked for.  It is the case that
`backpropagation.hidden_layer_separates` leaves out.
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
    has_gradient,
    have,
    implies,
    le,
    local_minimum,
    lt,
    matrix,
    own,
    positive,
    real,
    relu,
    squared_norm,
    summation,
    vector,
)

N, M, D, p = dims("N M D p")
X, U = matrix("X", N, D), matrix("U", M, D)
W, v, s = matrix("W", D, p), vector("v", p), vector("s", D)
sigma, slope = function("sigma", real(), real()), function("slope", real(), real())
a, b, c, q, x = real("a b c q x")
P, Q = relu(a - sigma(c)), relu(sigma(c) - b)


def output(data, n):
    return sigma(c + summation(p, lambda j: v[j] * sigma((data @ W)[n, j])))


def hidden(data, x, n):
    """The sum of the hidden units' outputs, where all of them have moved by x s."""
    return summation(p, lambda j: sigma((data @ W)[n, j] + x * (data @ s)[n]))


def line(x, t):
    """The loss there, with all output weights t."""
    shortfall = summation(N, lambda n: relu(a - sigma(c + t * hidden(X, x, n))) ** 2)
    return shortfall + summation(M, lambda m: relu(sigma(c + t * hidden(U, x, m)) - b) ** 2)


def minimum_at(x):
    def within(r):
        return forall(real(), lambda t: implies(and_(lt(-r, t), lt(t, r)), le(constant_loss, line(x, t))))

    return exists(positive, within)


def level(x):
    """The derivative of that loss in t is 0 at t = 0."""
    second, first = summation(M, lambda m: hidden(U, x, m)), summation(N, lambda n: hidden(X, x, n))
    return eq(2 * slope(c) * (Q * second - P * first), 0)


def moving(x):
    return and_(lt(0, x), minimum_at(0), minimum_at(x))


def stationary(x):
    return and_(lt(0, x), level(0), level(x))


increasing = forall(real(), lambda x: forall(real(), lambda y: implies(lt(x, y), lt(sigma(x), sigma(y)))))
separates = [forall(N, lambda n: lt(0, (X @ s)[n])), forall(M, lambda m: lt((U @ s)[m], 0))]
loss = summation(N, lambda n: relu(a - output(X, n)) ** 2) + summation(M, lambda m: relu(output(U, m) - b) ** 2)
constant_loss = summation(N, lambda n: P**2) + summation(M, lambda m: Q**2)
zero = forall(p, lambda j: eq(v[j], 0))
size = squared_norm(v)
smooth = [has_gradient(sigma, slope), lt(0, slope(c))]
minimum = local_minimum(loss, [W, v, c])

claim = Claim(
    title="On separable data no local minimum of positive loss has all output weights 0",
    source=own("after Gori and Tesi 1992, the survey's [44]"),
    given=[lt(0, p), increasing, *smooth, *separates, zero, minimum],
    conclude=eq(loss, 0),
    uses=[
        "backpropagation.minima_with_zero_output_weights",
        "backpropagation.zero_output_weight_is_stationary",
        "backpropagation.moved_units_are_not_stationary",
        "backpropagation.loss_at_zero_output_weights",
        "backpropagation.moved_units_part_the_classes",
    ],
    lemmas=[
        have(eq(loss, constant_loss), by="auto"),
        have(exists(positive, moving), by="auto"),
        have(implies(minimum_at(x), level(x)), by="auto"),
        have(implies(minimum_at(0), level(0)), by="auto"),
        have(implies(lt(0, x), forall(N, lambda n: lt(0, (x - 0) * (X @ s)[n]))), by="at_indices, auto"),
        have(implies(lt(0, x), forall(M, lambda m: lt(0, (0 - x) * (U @ s)[m]))), by="at_indices, auto"),
        have(implies(lt(0, x), forall(N, lambda n: lt(hidden(X, 0, n), hidden(X, x, n)))), by="at_indices, auto"),
        have(implies(lt(0, x), forall(M, lambda m: lt(hidden(U, x, m), hidden(U, 0, m)))), by="at_indices, auto"),
        have(implies(lt(0, x), implies(level(0), implies(level(x), eq(constant_loss, 0)))), by="auto"),
        have(implies(moving(x), stationary(x)), by="auto"),
        have(exists(positive, stationary), by="example, auto"),
        have(eq(constant_loss, 0), by="cases, at_premises, auto"),
    ],
    proof="auto",
    example=dict(
        N=1,
        M=1,
        D=1,
        p=1,
        X=[[1]],
        U=[[-1]],
        W=[[1]],
        v=[0],
        s=[1],
        a=-1,
        b=1,
        c=0,
        sigma=fn(real(), lambda x: x),
        slope=fn(real(), lambda x: 1),
    ),
    covers={"bp.gori-tesi.separable": "part: local minima at which all output weights are 0"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "anywhere",
            given=[lt(0, p), increasing, *smooth, *separates],
            conclude=eq(constant_loss, 0),
            near=True,
        )
    ],
)
