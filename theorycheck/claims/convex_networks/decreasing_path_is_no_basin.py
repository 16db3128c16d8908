r"""A path to a global minimum on which the objective decreases does not make a basin of attraction.

Meaning. f(a, b) = (1 - a b)^2, the squared loss of the smallest linear network with a hidden unit.  On the line from
(0, 0) to (1, 1) it decreases strictly, from 1 to 0, and (1, 1) is a global minimum; but (0, 0) is a critical point:
gradient descent started there stays there, with any steps, as gradient flow does.  So (0, 0) is in no basin of
attraction but its own.
Proof idea. f(t, t) = (1 - t^2)^2; the gradient at (0, 0) is 0.
Sharpness. A start where the gradient is not 0 leaves it (neighbour `critical-anywhere`); f must decrease along the
path, as it does not along (t, 0) (neighbour `another-path`).
Source. Survey, §III-C, on Safran and Shamir 2016 [49].
The survey's words. "the authors of [49] study the problem when a given initialization of a neural network is likely
to be within the basin of attraction of a global minimizer".
How the formula differs. [49] shows, in the words of its abstract, a "high probability of initializing at a point from
which there is a monotonically decreasing path to a global minimum".  The formula shows that this is less than the
survey's words say; what [49] proves is not called in question.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    critical,
    have,
    implies,
    interval,
    le,
    lt,
    rational,
    real,
    substitute,
    survey,
    symbol,
)

a, b = real("a b")
s, t = symbol("s", interval(0, 1)), symbol("t", interval(0, 1))
f = (1 - a * b) ** 2


def at(x, y):
    return substitute(f, {a: x, b: y})


def decreases(x, y):
    return implies(lt(s, t), lt(at(t * x, t * y), at(s * x, s * y)))


claim = Claim(
    title="From a critical point a decreasing path may lead to a global minimum",
    source=survey("III-C"),
    conclude=and_(decreases(1, 1), le(at(1, 1), f), critical(f, [a, b], at=[0, 0])),
    lemmas=[
        have(implies(lt(s, t), lt(s * s, t * t)), by="contradict"),
        have(le(t * t, 1), by="contradict"),
        have(le(0, (1 - a * b) * (1 - a * b)), by="auto"),
        have(implies(lt(s, t), lt(0, (t * t - s * s) * (2 - s * s - t * t))), by="auto"),
    ],
    proof="derive, auto",
    covers={"survey.III-C.basin-of-attraction": "part: that a path makes no basin; not the theorem of [49]"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("critical-anywhere", conclude=critical(f, [a, b])),
        Neighbour("another-path", conclude=decreases(1, 0)),
        Neighbour("ten-per-cent-too-far", conclude=decreases(rational("11/10"), rational("11/10")), near=True),
    ],
)
