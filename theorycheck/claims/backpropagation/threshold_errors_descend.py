r"""With threshold errors, each step along a separating direction lowers the loss of a sigmoidal unit, unless it is 0.

Meaning. A unit sigma(<w, x>), sigma strictly increasing, shall give at least a on the rows of X and at most b on those
of U; its loss is sum_n relu(a - sigma(<w, x_n>))^2 + sum_m relu(sigma(<w, u_m>) - b)^2.  Let s separate them:
<s, x_n> > 0 > <s, u_m>.  If for some t > 0 the loss at w + t s is not smaller than at w, then it is 0 at w.
Proof idea. Each preactivation moves strictly towards its target, so that no error rises, and each that is not 0 falls.
Sharpness. Without a separator the loss can grow (neighbour `any-direction`).
Source. Own, after Sontag and Sussmann 1991, whom the survey (§III-B) does not name: threshold errors are the setting of
[43], [44].
How the formula differs. It is not in the survey.  sigma need not be smooth.
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
    le,
    lt,
    matrix,
    own,
    real,
    relu,
    summation,
    vector,
)

N, M, D = dims("N M D")
X, U = matrix("X", N, D), matrix("U", M, D)
w, s = vector("w s", D)
sigma = function("sigma", real(), real())
a, b, t = real("a b t")


def short(v):
    return lambda n: relu(a - sigma((X @ v)[n])) ** 2


def over(v):
    return lambda m: relu(sigma((U @ v)[m]) - b) ** 2


def loss(v):
    return summation(N, short(v)) + summation(M, over(v))


there = w + t * s
increasing = forall(real(), lambda p: forall(real(), lambda q: implies(lt(p, q), lt(sigma(p), sigma(q)))))
separates = [forall(N, lambda n: lt(0, (X @ s)[n])), forall(M, lambda m: lt((U @ s)[m], 0))]
no_better = le(loss(w), loss(there))
shortfall, excess = summation(N, short(w)), summation(M, over(w))


claim = Claim(
    title="With threshold errors each step along a separating direction lowers the loss, unless it is 0",
    source=own("after Sontag and Sussmann 1991; the survey's §III-B speaks of [43], [44]"),
    given=[increasing, *separates, lt(0, t), no_better],
    conclude=eq(loss(w), 0),
    lemmas=[
        have(forall(N, lambda n: eq((X @ there)[n], (X @ w)[n] + t * (X @ s)[n])), by="matrix"),
        have(forall(M, lambda m: eq((U @ there)[m], (U @ w)[m] + t * (U @ s)[m])), by="matrix"),
        have(forall(N, lambda n: lt(0, t * (X @ s)[n])), by="at_indices, auto"),
        have(forall(M, lambda m: lt(t * (U @ s)[m], 0)), by="at_indices, auto"),
        have(forall(N, lambda n: lt((X @ w)[n], (X @ there)[n])), by="at_indices, auto"),
        have(forall(M, lambda m: lt((U @ there)[m], (U @ w)[m])), by="at_indices, auto"),
        have(forall(N, lambda n: lt(sigma((X @ w)[n]), sigma((X @ there)[n]))), by="at_indices, auto"),
        have(forall(M, lambda m: lt(sigma((U @ there)[m]), sigma((U @ w)[m]))), by="at_indices, auto"),
        have(le(summation(N, short(there)), shortfall), by="auto"),
        have(le(summation(M, over(there)), excess), by="auto"),
        have(le(shortfall, summation(N, short(there))), by="auto"),
        have(le(excess, summation(M, over(there))), by="auto"),
        have(eq(shortfall, 0), by="auto"),
        have(eq(excess, 0), by="auto"),
    ],
    proof="auto",
    example=dict(N=1, M=0, D=1, X=[[1]], U=[], w=[1], s=[1], a=0, b=0, t=1, sigma=fn(real(), lambda x: x)),
    uses=["backpropagation.threshold_errors_fall_together"],
    expect="PROVED",
    neighbours=[
        Neighbour("any-direction", given=[increasing, lt(0, t), no_better], near=True),
        Neighbour("any-sigma", given=[*separates, lt(0, t), no_better], near=True),
    ],
)
