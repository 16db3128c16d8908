r"""Literal and false: of two minima of the training loss, the sharper one generalises worse.

Meaning. The network x -> x a b is trained on (1, 1): f(a, b) = (1 - a b)^2 / 2.  If (a, b) and (p, q) are both minima,
a b = p q = 1, and the trace of the Hessian is greater at (p, q), then its error on a new datum (x, y) would be greater.
Proof idea. Refuted: (1, 1) and (2, 1/2) compute one function.
Sharpness. It is false for every datum, every training set and every measure of sharpness that rescaling changes.
Source. Survey, §I-D; the catalogue's row `mut.flat.sharp=>bad-generalisation`; Dinh et al. 2017 ([23]).
The survey's words. "Recent work has also revealed that local minima discovered by SGD that lead to good generalization
error belong to very flat regions of the parameter space [23]."
How the formula differs. The survey's sentence is about what SGD finds, an empirical matter; what is refuted is the law
that would explain it.  And [23] is "Sharp minima can generalize for deep nets": it argues the opposite.  What it shows
is flatness.sharpness_unbounded.
"""

from theorycheck import Claim, Neighbour, curvature, eq, le, lt, rational, real, survey

a, b, p, q, x, y = real("a b p q x y")
f = rational("1/2") * (1 - a * b) ** 2


def sharpness(u, v):
    return curvature(f, [a, b], [1, 0], at=[u, v]) + curvature(f, [a, b], [0, 1], at=[u, v])


def error(u, v):
    return (y - x * u * v) ** 2 / 2


both = [eq(a * b, 1), eq(p * q, 1)]  # the minima: the training error is 0
sharper = lt(sharpness(a, b), sharpness(p, q))

claim = Claim(
    title="The sharper of two minima generalises worse",
    source=survey("I-D", "good generalization error belong to very flat regions of the parameter space [23]"),
    given=[*both, sharper],
    conclude=lt(error(a, b), error(p, q)),
    example=dict(a=1, b=1, p=2, q="1/2", x=1, y=2),
    covers={
        "mut.flat.sharp⇒bad-generalisation": "whole",
        "survey.I-D.flat-minima-generalise": "part: the law behind the sentence; what SGD finds is empirical, and [23] "
        "argues the opposite",
    },
    fidelity="looser",
    expect="REFUTED",
    neighbours=[
        Neighbour(
            "not-even-fifty-times-sharper",
            given=[*both, le(50 * sharpness(a, b), sharpness(p, q))],
            near=True,
        ),
        Neighbour("same-error-same-sharpness", given=both, conclude=eq(sharpness(a, b), sharpness(p, q))),
    ],
)
