r"""Adding hidden units one after the other, each once and with its best weight, does not find the best weights.

Meaning. For unit vectors h_1, h_2 in R^n, Y in R^n and lam > 0, let F(w) = 1/2 ||Y - w_1 h_1 - w_2 h_2||^2 + lam
(|w_1| + |w_2|).  The unit that correlates more with Y gets the weight that is best for it alone, then the other one
the weight that is best for it with the first one fixed.  The claim that no weights are better than these is false.
Proof idea. The best weight of a unit h of norm 1 for the residual r is <h, r>, moved towards 0 by lam, or 0.
Sharpness. True for orthogonal units; with a third unit, exact numbers are in `convex_networks.one_greedy_pass`
and `convex_networks.one_greedy_pass_at_45_degrees`.
Source. Survey, §III-B, taken literally: each unit of the dictionary is added at most once, and earlier weights stay.
The survey's words. "problem (3) can be globally optimized by sequentially adding hidden units to the network until
one can no longer find a hidden unit whose addition will decrease the objective function".
How the formula differs. A dictionary of two units and the squared loss: both are added, and no unit is left to be
found. If all weights are trained again after each unit, and the loss is differentiable, the rule is right:
`convex_networks.stopping_rule`.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    dims,
    eq,
    inner,
    le,
    positive,
    rational,
    real,
    relu,
    squared_norm,
    survey,
    symbol,
    vector,
)

n = dims("n")
Y, h_1, h_2 = vector("Y h_1 h_2", n)
lam = symbol("lam", positive)
z_1, z_2 = real("z_1 z_2")


def best(h, residual):
    return relu(inner(h, residual) - lam) - relu(-inner(h, residual) - lam)


def objective(a, b):
    return squared_norm(Y - a * h_1 - b * h_2) / 2 + lam * (absolute(a) + absolute(b))


first = best(h_1, Y)
second = best(h_2, Y - first * h_1)
units = [eq(squared_norm(h_1), 1), eq(squared_norm(h_2), 1)]
stronger = le(absolute(inner(h_2, Y)), absolute(inner(h_1, Y)))
margin = objective(first, second) - objective(z_1, z_2)

claim = Claim(
    title="Adding each unit once with its best weight is globally optimal (it is not)",
    source=survey("III-B"),
    given=[*units, stronger],
    conclude=le(objective(first, second), objective(z_1, z_2)),
    covers={"mut.cvx.one-pass": "whole"},
    fidelity="equivalent",
    expect="REFUTED",
    neighbours=[
        Neighbour("up-to-one-percent-of-the-data", conclude=le(margin, squared_norm(Y) * rational("1/100")), near=True),
    ],
)
