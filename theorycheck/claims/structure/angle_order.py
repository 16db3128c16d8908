r"""A wide random ReLU layer keeps the order of angles: a larger angle stays the larger one.

Meaning. Inputs at angle t leave the layer at the angle whose cosine is k(t) = (sin t + (pi - t) cos t) / pi, in
expectation, whatever their norms.  That angle, 2 arctan(sqrt((1 - k)/(1 + k))), increases strictly with t on [0, pi].
What is farther (in angle) stays farther.  (All angles shrink, so data are not driven apart: not part of the formula.)
Proof idea. The mean value theorem: k' = -(pi - t) sin t / pi < 0 on (0, pi), and the arc cosine decreases.
Sharpness. Strict, but with no rate: the derivative of the angle after the layer vanishes at pi.
Source. Survey, §V-A; the kernel is that of Cho and Saul 2009.
The survey says: "deep networks with random weights are a universal system that separates any data (belonging to a
low-dimensional model) according to the angles between its points".
How the formula differs. "According to the angles" is read as: the order of the angles is kept, and nothing more (the
sentence as it stands claims a separation that shrinks from layer to layer).  Angles are those of the expected inner
products, in closed form (geometry.arccos_kernel): hence fidelity "looser".
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    arctan,
    cos,
    have,
    interval,
    le,
    lt,
    pi,
    rational,
    real,
    sin,
    sqrt,
    survey,
)

s, t = real("s t", interval(0, pi))


def scaled(angle):
    return sin(angle) + (pi - angle) * cos(angle)


def ratio(angle):
    """(1 - k) / (1 + k)."""
    return (1 - scaled(angle) / pi) / (1 + scaled(angle) / pi)


def after(angle):
    return 2 * arctan(sqrt(ratio(angle)))


claim = Claim(
    title="A wide random ReLU layer keeps the order of angles",
    source=survey("V-A"),
    given=[lt(s, t)],
    conclude=lt(after(s), after(t)),
    lemmas=[
        have(and_(le(0, scaled(s)), le(scaled(s), pi)), by="first(from_end s pi, from_end s 0)"),
        have(and_(le(0, scaled(t)), le(scaled(t), pi)), by="first(from_end t pi, from_end t 0)"),
        have(lt(scaled(t), scaled(s)), by="monotone(s, t)"),
        have(and_(le(0, scaled(s) / pi), le(scaled(s) / pi, 1)), by="quotients_and_roots, contradict"),
        have(and_(le(0, scaled(t) / pi), le(scaled(t) / pi, 1)), by="quotients_and_roots, contradict"),
        have(lt(scaled(t) / pi, scaled(s) / pi), by="quotients_and_roots, contradict"),
        have(le(0, ratio(s)), by="quotients_and_roots, contradict"),
        have(le(0, ratio(t)), by="quotients_and_roots, contradict"),
        have(lt(ratio(s), ratio(t)), by="quotients_and_roots, contradict"),
        have(lt(sqrt(ratio(s)), sqrt(ratio(t))), by="quotients_and_roots, contradict"),
        have(lt(arctan(sqrt(ratio(s))), arctan(sqrt(ratio(t)))), by="auto"),
    ],
    proof="auto",
    uses=["structure.sine_positive", "structure.arctan_increasing"],
    covers={"gau.angle-order": "whole"},
    closed_form={"geometry.arccos_kernel": "that k is the cosine of the angle after the layer, in expectation"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("isometry", conclude=lt(t - s, after(t) - after(s))),
        Neighbour("at-a-fixed-rate", conclude=lt(after(s) + rational("1/10") * (t - s), after(t)), near=True),
    ],
)
