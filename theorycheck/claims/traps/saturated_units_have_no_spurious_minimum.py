r"""Every local minimum of two saturating sigmoid units is global, though optimisers stall far from it.

Meaning. f(u, v) = (sigmoid(10 u) - 9/10)^2 + (sigmoid(10 v) - 9/10)^2: at a local minimum both units give the target.
Proof idea. Where the sigmoid's derivative is not 0, so is the gradient, off the minimum; and it is 0 nowhere.  No proof
is given to the kernel.
Sharpness. On the plateaus u, v -> -oo the gradient is smaller than any float; a minimiser stops there, at values up to
1.62, and that is no minimum.
Source. Our own, for the honesty of the search; survey, §III-B, on back-propagation with saturating units.
How the formula differs. It is a trap for the search: a stalled run is no minimum, and must never refute.
"""

from theorycheck import Claim, Neighbour, global_minimum, local_minimum, own, rational, real, sigmoid

u, v = real("u v")
target = rational("9/10")
f = (sigmoid(10 * u) - target) ** 2 + (sigmoid(10 * v) - target) ** 2
contested = (sigmoid(10 * u) - target) ** 2 + (sigmoid(u) - rational("1/100")) ** 2

claim = Claim(
    title="Saturating sigmoid units have no spurious minimum",
    source=own("a tempting truth: a stalled optimiser looks as if it had arrived"),
    given=[local_minimum(f, [u, v])],
    conclude=global_minimum(f, [u, v]),
    expect="SURVIVED",
    neighbours=[
        Neighbour(
            "contested", given=[local_minimum(contested, [u])], conclude=global_minimum(contested, [u]), near=True
        )
    ],
)
