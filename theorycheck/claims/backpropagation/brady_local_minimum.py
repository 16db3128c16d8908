r"""That a misclassifying local minimum on Brady's data is never beaten by weights that separate is false.

Meaning. A unit sigmoid(<w, x>) without bias learns the target 9/10 on 30 copies of (1, 0), 30 of (0, 1) and one
(1, -3), all of the class "+", by squared errors.  Claimed: a local minimum that puts (1, -3) on the wrong side is at
least as good as (44/5, 11/5), which separates.
Refutation idea. The search descends to (2.2932..., 1.9952...), of value 0.7805...; the kernel shows that a small box
holds exactly one critical point, a strict local minimum, and compares it with the point that separates (0.2990...).
Sharpness. With 100 copies the misclassifying minimum is the best of all
(`backpropagation.brady_global_minimum_fails`).
Source. Survey, §III-B, on Brady, Raghavan and Slawny 1989 [42]: "examples of networks where the backpropagation
algorithm [19] fails even with separable data".
How the formula differs. The paper was not at hand, and the data are our own; a class "-" point is its negative here.
The survey's sentence is the negation of the formula: its counterexample is the survey's example.  That the global
minimum separates is `backpropagation.brady_thirty_copies`.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    global_minimum,
    le,
    local_minimum,
    lt,
    rational,
    real,
    sigmoid,
    substitute,
    survey,
)

first, second = real("first second")
target = rational("9/10")
better = rational("44/5"), rational("11/5")


def error(preactivation):
    return (sigmoid(preactivation) - target) ** 2


def separates(w_1, w_2):
    return and_(lt(0, w_1), lt(0, w_2), lt(0, w_1 - 3 * w_2))


loss = 30 * error(first) + 30 * error(second) + error(first - 3 * second)
minimum = local_minimum(loss, [first, second])

claim = Claim(
    title="On Brady's data no misclassifying local minimum is beaten by weights that separate",
    source=survey("III-B", "fails even with separable data"),
    given=[minimum, lt(first - 3 * second, 0), separates(*better)],
    conclude=le(loss, substitute(loss, dict(zip((first, second), better, strict=True)))),
    covers={"bp.brady.local-min": "part: the local minimum, beaten by weights that separate"},
    fidelity="equivalent",
    expect="REFUTED",
    neighbours=[
        Neighbour(
            "no-spurious-minimum",
            given=[minimum],
            conclude=global_minimum(loss, [first, second]),
            covers={"mut.bp.no-local-min-single-neuron": "whole"},
            near=True,
        ),
        Neighbour("separates", given=[minimum], conclude=separates(first, second)),
    ],
)
