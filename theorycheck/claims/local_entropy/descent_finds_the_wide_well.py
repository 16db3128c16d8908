r"""Descent on local entropy finds the wide well where descent on the loss stays in the sharp one: an experiment.

Meaning. The loss f(w) = -log(3/2 exp(-10 w^2) + exp(-(w - 3)^2/2)) of one weight has a sharp, deeper well at 0 and a
wide one at 3.  Local entropy u, for b = 1 and g = 1, is -log of the convolution of exp(-f) with the normal law of
variance 1: each well exp(-(w - m)^2/(2 v)) becomes one of variance v + 1, times sqrt(v/(v + 1))
(local_entropy.gaussian_convolution_of_a_gaussian).  From a start w with the standard normal law, 10 steps of size 3/2
on u end within 1 of the wide well with probability at least 99/100.
Proof idea. None: it is an experiment, declared here.  Its population are the normal starts, its statistic is the event.
Sharpness. 20 steps of size 1/20 on f itself, 20 being its curvature in the sharp well, do so from about a quarter of
the starts (neighbour `on-the-loss`), 10 steps of size 1 on u from about a third (neighbour `shorter-steps`).
Source. Survey, §I-D; Chaudhari et al. 2017 ([25]).
The survey's words. "This motivates algorithms like Entropy-SGD that are specialized to find such regions [...]; they
have been shown to perform well on deep networks [25]."
How the formula differs. The sentence is about practice, and names no network, data or measure.  This is one loss of
one weight, made for the purpose; local entropy is in closed form, where Entropy-SGD estimates its gradient by Langevin
dynamics; and that the wide well is the better one to end in is no part of it.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    exp,
    gaussian,
    iterate,
    le,
    probability,
    rational,
    real,
    sqrt,
    survey,
)

w = real("w")
SHARP, WIDE, HEIGHT = rational("1/20"), 1, rational("3/2")  # the wells' variances, and the weight of the sharp one


def step(w, smoothing, size):
    """One step down the slope of -log(a + b), where a is the sharp well and b the wide one, both smoothed."""
    v_a, v_b = SHARP + smoothing, WIDE + smoothing
    a = HEIGHT * sqrt(SHARP / v_a) * exp(-(w**2) / (2 * v_a))
    b = sqrt(WIDE / v_b) * exp(-((w - 3) ** 2) / (2 * v_b))
    return w - size * (a * w / v_a + b * (w - 3) / v_b) / (a + b)


def finds_the_wide_well(smoothing, size, steps):
    end = iterate(lambda w: step(w, smoothing, size), steps, w)
    return le(rational("99/100"), probability(le(absolute(end - 3), 1), of={w: gaussian}))


claim = Claim(
    title="Descent on local entropy finds the wide well, from a random start",
    source=survey("I-D"),
    conclude=finds_the_wide_well(rational("1"), rational("3/2"), 10),
    covers={"survey.I-D.entropy-sgd-performs-well": "part: one loss of one weight, an experiment with a declared law"},
    fidelity="looser",
    expect="SURVIVED",
    neighbours=[
        Neighbour(
            "on-the-loss",
            conclude=finds_the_wide_well(rational("0"), rational("1/20"), 20),
            expect="REJECTED",
            near=True,
        ),
        Neighbour("shorter-steps", conclude=finds_the_wide_well(rational("1"), rational("1"), 10), expect="REJECTED"),
    ],
)
