r"""Every local minimum of (1 - a b c)^2 is a global minimum, though its origin looks like one to an optimiser.

Meaning. At a local minimum of f(a, b, c) = (1 - a b c)^2 the value is 0.
Proof idea. If a b c = 1 there is nothing to show.  Otherwise the gradient makes two of the three factors 0, and nearby
a b c takes small values of either sign, so f is below 1 there.  No proof is given to the kernel.
Sharpness. At the origin gradient and Hessian vanish and f = 1: a plateau that a minimiser can stop on, and no minimum.
Source. The smallest deep linear network; survey, §III-B.
How the formula differs. It is a trap for the search: degenerate points must stay undecided, and never be called minima.
"""

from theorycheck import Claim, Neighbour, critical, global_minimum, local_minimum, own, real

a, b, c = real("a b c")
f = (1 - a * b * c) ** 2

claim = Claim(
    title="The product of three numbers has no spurious minimum",
    source=own("a tempting truth: the origin is a plateau of value 1"),
    given=[local_minimum(f, [a, b, c])],
    conclude=global_minimum(f, [a, b, c]),
    example=dict(a=1, b=1, c=1),
    fidelity="exact",
    expect="SURVIVED",
    neighbours=[Neighbour("critical", given=[critical(f, [a, b, c])], near=True)],
)
