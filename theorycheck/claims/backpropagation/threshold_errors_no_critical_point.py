r"""With threshold errors the gradient of a sigmoidal unit's loss vanishes on separable data only where the loss is 0.

Meaning. A unit sigma(<w, x>), sigma with positive derivative, shall give at least a on the rows of X and at most b on
those of U; its loss is sum_n relu(a - sigma(<w, x_n>))^2 + sum_m relu(sigma(<w, u_m>) - b)^2.  If some s separates the
two sets, <s, x_n> > 0 > <s, u_m>, then the loss is 0 wherever its gradient is.
Proof idea. The gradient along s is a sum of terms none of which is positive; where it is 0 each of them is, and so is
each error.
Sharpness. Separability is needed (neighbour `any-data`), and a positive derivative (neighbour `any-slope`).
Source. Sontag and Sussmann 1991, "Back propagation separates where perceptrons do": if the data are linearly separable,
"then an error function as above cannot have any local minima that are not global"; survey, §III-B, for the setting.
How the formula differs. The gradient stands there as back-propagation computes it, by the chain rule: with the
preactivations z of the data, -2 X' (relu(a - sigma(z)) sigma'(z)) + 2 U' (relu(sigma(z) - b) sigma'(z)); that this is
the gradient is textbook, and is not shown.  sigma' is a positive function, of which no more is used.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    dims,
    eq,
    fn,
    forall,
    function,
    have,
    implies,
    inner,
    le,
    lt,
    matrix,
    own,
    real,
    relu,
    summation,
    tabulate,
    vector,
)

N, M, D = dims("N M D")
X, U = matrix("X", N, D), matrix("U", M, D)
w, s = vector("w s", D)
sigma, slope = function("sigma", real(), real()), function("slope", real(), real())
a, b, p, q = real("a b p q")


def short(n):
    return relu(a - sigma((X @ w)[n]))


def over(m):
    return relu(sigma((U @ w)[m]) - b)


deltas = tabulate(N, lambda n: short(n) * slope((X @ w)[n]))
epsilons = tabulate(M, lambda m: over(m) * slope((U @ w)[m]))
gradient = 2 * (U.T @ epsilons) - 2 * (X.T @ deltas)
loss = summation(N, lambda n: short(n) ** 2) + summation(M, lambda m: over(m) ** 2)
separates = [forall(N, lambda n: lt(0, (X @ s)[n])), forall(M, lambda m: lt((U @ s)[m], 0))]
steep = forall(real(), lambda z: lt(0, slope(z)))
stationary = eq(gradient, tabulate(D, lambda j: 0))


def pull(n):
    return short(n) * slope((X @ w)[n]) * (X @ s)[n]


def push(m):
    return -(over(m) * slope((U @ w)[m]) * (U @ s)[m])


claim = Claim(
    title="With threshold errors the gradient vanishes on separable data only where the loss is 0",
    source=own("Sontag and Sussmann 1991, whose setting is that of the survey's §III-B"),
    given=[steep, *separates, stationary],
    conclude=eq(loss, 0),
    lemmas=[
        have(eq(inner(gradient, s), 0), by="matrix"),
        have(eq(inner(gradient, s), -2 * summation(N, pull) - 2 * summation(M, push)), by="matrix"),
        have(forall(N, lambda n: le(0, short(n))), by="at_indices, split"),
        have(forall(M, lambda m: le(0, over(m))), by="at_indices, split"),
        have(forall(N, lambda n: lt(0, slope((X @ w)[n]))), by="at_indices, auto"),
        have(forall(M, lambda m: lt(0, slope((U @ w)[m]))), by="at_indices, auto"),
        have(forall(N, lambda n: lt(0, slope((X @ w)[n]) * (X @ s)[n])), by="at_indices, auto"),
        have(forall(M, lambda m: lt(0, slope((U @ w)[m]) * -((U @ s)[m]))), by="at_indices, auto"),
        have(forall(N, lambda n: le(0, pull(n))), by="at_indices, auto"),
        have(forall(M, lambda m: le(0, push(m))), by="at_indices, auto"),
        have(le(0, summation(N, pull)), by="auto"),
        have(le(0, summation(M, push)), by="auto"),
        have(eq(summation(N, pull), 0), by="auto"),
        have(eq(summation(M, push), 0), by="auto"),
        have(forall(N, lambda n: eq(pull(n), 0)), by="vanishing, at_indices, auto"),
        have(forall(M, lambda m: eq(push(m), 0)), by="vanishing, at_indices, auto"),
        have(implies(lt(0, q), implies(eq(p * q, 0), le(p, 0))), by="contradict"),
        have(implies(lt(0, q), implies(eq(p * q, 0), le(0, p))), by="contradict"),
        have(implies(lt(0, q), implies(eq(p * q, 0), eq(p, 0))), by="auto"),
        have(forall(N, lambda n: eq(short(n) * (slope((X @ w)[n]) * (X @ s)[n]), 0)), by="at_indices, auto"),
        have(forall(M, lambda m: eq(over(m) * (slope((U @ w)[m]) * -((U @ s)[m])), 0)), by="at_indices, auto"),
        have(forall(N, lambda n: eq(short(n), 0)), by="at_indices, auto"),
        have(forall(M, lambda m: eq(over(m), 0)), by="at_indices, auto"),
        have(eq(summation(N, lambda n: short(n) ** 2), 0), by="induct(N), at_indices, auto"),
        have(eq(summation(M, lambda m: over(m) ** 2), 0), by="induct(M), at_indices, auto"),
    ],
    proof="auto",
    example=dict(
        N=1,
        M=0,
        D=1,
        X=[[1]],
        U=[],
        w=[1],
        s=[1],
        a=0,
        b=0,
        sigma=fn(real(), lambda x: x),
        slope=fn(real(), lambda x: 1),
    ),
    covers={"bp.sontag-sussmann.threshold-lms": "part: critical points, the gradient by the chain rule"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("any-data", given=[steep, stationary], near=True),
        Neighbour("any-slope", given=[*separates, stationary], near=True),
    ],
)
