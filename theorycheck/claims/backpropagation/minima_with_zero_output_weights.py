r"""At a local minimum with all output weights 0, the hidden layer can move along s, and it stays one in these weights.

Meaning. The loss of sigma(c + sum_j v_j sigma(<W_j, u>)), with errors relu(a - y)^2 for the rows of X and relu(y - b)^2
for those of U, has a local minimum at (W, v, c), and all v_j are 0.  Let L(x, t) be the loss where each W_j has moved
by x s and all output weights are t.  Then for some x > 0 neither L(0, t) nor L(x, t) falls below L(x, 0) = L(0, 0) for
t near 0, which is sum_n relu(a - sigma(c))^2 + sum_m relu(sigma(c) - b)^2.
Proof idea. (W + x s, 0, c) has the same loss, and all points near it are near the minimum for small x: x = r / (1 +
|s|^2), r the radius at which it is one.
Sharpness. Only at minima: elsewhere L(x, t) < L(x, 0) at some t (neighbour `any-point`).
Source. Own, after Gori and Tesi 1992 ([44] in the survey, §III-B).
How the formula differs. It is not in the survey; a step of `backpropagation.no_minimum_with_zero_output_weights`.
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
    own,
    positive,
    real,
    relu,
    summation,
    tabulate,
    unit_vector,
    vector,
)

N, M, D, p = dims("N M D p")
X, U = matrix("X", N, D), matrix("U", M, D)
W, v, s = matrix("W", D, p), vector("v", p), vector("s", D)
sigma = function("sigma", real(), real())
a, b, c, r, t, x = real("a b c r t x")


def output(data, layer, last, bias, n):
    return sigma(bias + summation(p, lambda j: last[j] * sigma((data @ layer)[n, j])))


def loss(layer, last, bias):
    shortfall = summation(N, lambda n: relu(a - output(X, layer, last, bias, n)) ** 2)
    return shortfall + summation(M, lambda m: relu(output(U, layer, last, bias, m) - b) ** 2)


def hidden(data, x, n):
    """The sum of the hidden units' outputs, where all of them have moved by x s."""
    return summation(p, lambda j: sigma((data @ W)[n, j] + x * (data @ s)[n]))


def line(x, t):
    """The loss there, with all output weights t."""
    shortfall = summation(N, lambda n: relu(a - sigma(c + t * hidden(X, x, n))) ** 2)
    return shortfall + summation(M, lambda m: relu(sigma(c + t * hidden(U, x, m)) - b) ** 2)


constant_loss = summation(N, lambda n: relu(a - sigma(c)) ** 2) + summation(M, lambda m: relu(sigma(c) - b) ** 2)


def within(x, r):
    return forall(real(), lambda t: implies(and_(lt(-r, t), lt(t, r)), le(constant_loss, line(x, t))))


def minimum_at(x):
    return exists(positive, lambda r: within(x, r))


def near(layer, last, bias, r):
    """Each entry is within r of that of (W, v, c)."""
    return [
        forall(D, lambda i: forall(p, lambda j: and_(lt(W[i, j] - r, layer[i, j]), lt(layer[i, j], W[i, j] + r)))),
        forall(p, lambda j: and_(lt(v[j] - r, last[j]), lt(last[j], v[j] + r))),
        and_(lt(c - r, bias), lt(bias, c + r)),
    ]


def smallest(r):
    """(W, v, c) is best among all that are near."""

    def best(layer, last, bias):
        first, second, third = near(layer, last, bias, r)
        return implies(first, implies(second, implies(third, le(loss(W, v, c), loss(layer, last, bias)))))

    return forall(matrix(D, p), lambda A: forall(vector(p), lambda y: forall(real(), lambda e: best(A, y, e))))


def other(i, j):
    """The square of another entry of s than the i-th."""
    return (1 - unit_vector(D, i)[j]) * s[j] ** 2


def others(i):
    return summation(D, lambda j: other(i, j))


both = exists(positive, lambda x: and_(lt(0, x), minimum_at(0), minimum_at(x)))
zero = forall(p, lambda j: eq(v[j], 0))
moved = tabulate(D, p, lambda i, j: W[i, j] + x * s[i])
same = tabulate(p, lambda j: t)
close = forall(D, lambda i: and_(lt(-r, x * s[i]), lt(x * s[i], r)))
small = and_(lt(-r, t), lt(t, r))
near_layer, near_last, near_bias = near(moved, same, c, r)
total = summation(D, lambda i: s[i] ** 2)
size = 1 + total


def losses(data, count, error):
    """The lemmas that the errors on these data are those of the line."""

    def there(n):
        return error(output(data, moved, same, c, n)), error(sigma(c + t * hidden(data, x, n)))

    return [
        have(
            forall(count, lambda n: eq(output(data, moved, same, c, n), sigma(c + t * hidden(data, x, n)))), by="auto"
        ),
        have(forall(count, lambda n: eq(*there(n))), by="at_indices, rewrite, auto"),
    ]


claim = Claim(
    title="At a minimum with output weights 0 the hidden layer can move, and it stays a minimum in these weights",
    source=own("after Gori and Tesi 1992, the survey's [44]"),
    given=[zero, local_minimum(loss(W, v, c), [W, v, c])],
    conclude=both,
    uses=["backpropagation.outputs_at_equal_output_weights", "backpropagation.loss_at_zero_output_weights"],
    lemmas=[
        have(forall(D, lambda i: eq(total, others(i) + s[i] ** 2)), by="one_term(x), auto"),
        have(forall(D, lambda i: forall(D, lambda j: le(0, other(i, j)))), by="split, auto"),
        have(forall(D, lambda i: le(0, others(i))), by="auto"),
        have(forall(D, lambda i: lt(s[i], size)), by="at_indices, auto"),
        have(forall(D, lambda i: lt(-s[i], size)), by="at_indices, auto"),
        have(le(0, total), by="auto"),
        have(lt(0, size), by="auto"),
        have(implies(eq(x * size, r), implies(lt(0, r), lt(0, x))), by="contradict"),
        have(implies(eq(x * size, r), implies(lt(0, r), close)), by="at_indices, auto"),
        have(eq(r / size * size, r), by="quotients_and_roots, auto"),
        have(exists(real(), lambda x: eq(x * size, r)), by="exhibit, auto"),
        have(exists(positive, smallest), by="auto"),
        *losses(X, N, lambda y: relu(a - y)),
        *losses(U, M, lambda y: relu(y - b)),
        have(eq(loss(moved, same, c), line(x, t)), by="congruence, at_indices, auto"),
        have(eq(loss(W, v, c), constant_loss), by="auto"),
        have(implies(close, near_layer), by="at_indices, auto"),
        have(implies(small, near_last), by="at_indices, auto"),
        have(implies(small, near_bias), by="auto"),
        have(implies(smallest(r), implies(close, implies(small, le(loss(W, v, c), loss(moved, same, c))))), by="auto"),
        have(implies(smallest(r), implies(close, implies(small, le(constant_loss, line(x, t))))), by="auto"),
        have(implies(lt(0, r), implies(smallest(r), implies(close, within(x, r)))), by="auto"),
        have(implies(lt(0, r), implies(smallest(r), implies(close, minimum_at(x)))), by="example(r), auto"),
        have(implies(lt(0, r), forall(D, lambda i: and_(lt(-r, 0 * s[i]), lt(0 * s[i], r)))), by="auto"),
        have(implies(lt(0, r), implies(smallest(r), minimum_at(0))), by="auto"),
        have(implies(lt(0, r), implies(smallest(r), implies(eq(x * size, r), both))), by="example(x), auto"),
        have(implies(lt(0, r), implies(smallest(r), both)), by="cases, auto"),
        have(exists(positive, lambda r: and_(lt(0, r), smallest(r))), by="example, auto"),
    ],
    proof="cases, auto",
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
    ),
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("any-point", given=[], conclude=le(constant_loss, line(x, t)), near=True)],
)
