"""C2. An exact coincidence: where no weight and no input is 0, no pre-activation is exactly 0.

Meaning. The kink of the ReLU is never met.
Search idea. The networks that meet it have measure 0 among the reals; small integers do at once.
Source. Planted.
How the formula differs. In nothing; 4 units with 4 inputs.
"""

from theorycheck import Claim, forall, matrix, ne, own, vector

W, x = matrix("W", 4, 4), vector("x", 4)

claim = Claim(
    title="No pre-activation is exactly 0 where no weight and no input is",
    source=own("a planted conjecture"),
    given=[
        forall(4, lambda i: forall(4, lambda j: ne(W[i, j], 0))),
        forall(4, lambda j: ne(x[j], 0)),
    ],
    conclude=forall(4, lambda i: ne((W @ x)[i], 0)),
    expect="REFUTED",
)
