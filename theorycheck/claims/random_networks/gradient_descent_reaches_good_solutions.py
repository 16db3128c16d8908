r"""Gradient descent from a random start fits the smallest deep linear network in 20 steps, with probability 9/10.

Meaning. The loss (1 - a b)^2 is that of a network of two layers with one unit each, for one sample with x = y = 1 (so
stochastic and plain gradient descent are the same); it has a saddle at 0, and all its minima are global.  From a start
(a, b) with independent normal entries, 20 steps of size 1/10 lead to a loss of at most 1/100 with probability at least
9/10 (it is about 0.942).
Proof idea. None: it is an experiment, declared here.  Its population are the normal starts, its statistic is the event.
Sharpness. With 97/100 in place of 9/10 draws reject it.
Source. Survey, §I-D and §III-A.
The survey says: "In practice, there is overwhelming evidence that SGD routinely yields good solutions for deep
networks"; "a common strategy used in deep learning is to initialize the network weights at random, update these
weights using local descent, check if the training error decreases sufficiently fast, and if not, choose another
initialization".
How the formula differs. The sentence is about practice and quantifies nothing ("routinely", "good", "deep networks").
This is one instance of it, the smallest, and says nothing about any other; so the fidelity is "looser".
"""

from theorycheck import Claim, Neighbour, gaussian, iterate, le, probability, rational, survey, tabulate, vector

x = vector("x", 2)
STEPS, size, good = 20, rational("1/10"), rational("1/100")


def loss(x):
    return (1 - x[0] * x[1]) ** 2


def step(x):
    """x - size · gradient; the gradient of the loss at (a, b) is -2 (1 - a b) (b, a)."""
    exchanged = tabulate(2, lambda i: x[0] + x[1]) - x
    return x + 2 * size * (1 - x[0] * x[1]) * exchanged


reached = probability(le(loss(iterate(step, STEPS, x)), good), of={x: gaussian})

claim = Claim(
    title="Gradient descent from a random start fits the smallest deep linear network",
    source=survey("I-D, III-A"),
    conclude=le(rational("9/10"), reached),
    covers={"survey.III-C.sgd-finds-good-solutions": "part: one network, an experiment with a declared law"},
    fidelity="looser",
    expect="SURVIVED",
    neighbours=[Neighbour("nearly-always", conclude=le(rational("97/100"), reached), expect="REJECTED", near=True)],
)
