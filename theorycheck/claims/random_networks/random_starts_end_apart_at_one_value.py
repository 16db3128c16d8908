r"""Two random starts end at different weights with nearly the same loss, half the time.

Meaning. The loss (1 - a b)^2 is that of a network of two layers with one unit each, for one sample with x = y = 1.
From two starts with independent normal entries, 20 steps of gradient descent of size 1/10 end at losses that are both
at most 1/100, and at weights that are at least 1 apart, with probability at least 1/2 (it is about 0.517).
Proof idea. None: it is an experiment, declared here.  Its population are pairs of normal starts.  (The minima a b = 1
are two curves; each start ends near one of its points.)
Sharpness. With 11/20 in place of 1/2 draws reject it.
Source. Survey, §III-A, after Choromanska et al. 2015 [22].
The survey says: "In practice, it has been observed that if the size of the network is large enough, this strategy can
lead to markedly different solutions for the network weights, which give nearly the same objective values and
classification performance".
How the formula differs. The sentence is about practice; this is one instance of it, the smallest, with numbers for
"markedly" and "nearly", and nothing about classification.  It says nothing about any other network.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    gaussian,
    iterate,
    le,
    probability,
    rational,
    squared_norm,
    survey,
    tabulate,
    vector,
)

x, y = vector("x y", 2)
STEPS, size, good = 20, rational("1/10"), rational("1/100")


def loss(x):
    return (1 - x[0] * x[1]) ** 2


def step(x):
    """x - size · gradient; the gradient of the loss at (a, b) is -2 (1 - a b) (b, a)."""
    exchanged = tabulate(2, lambda i: x[0] + x[1]) - x
    return x + 2 * size * (1 - x[0] * x[1]) * exchanged


first, second = iterate(step, STEPS, x), iterate(step, STEPS, y)
both_good = and_(le(loss(first), good), le(loss(second), good))
apart = probability(and_(both_good, le(1, squared_norm(first - second))), of={x: gaussian, y: gaussian})

claim = Claim(
    title="Two random starts end at different weights with nearly the same loss",
    source=survey("III-A"),
    conclude=le(rational("1/2"), apart),
    covers={"survey.III-A.same-objective": "part: one network, an experiment with a declared law"},
    fidelity="looser",
    expect="SURVIVED",
    neighbours=[Neighbour("more-often", conclude=le(rational("11/20"), apart), expect="REJECTED", near=True)],
)
