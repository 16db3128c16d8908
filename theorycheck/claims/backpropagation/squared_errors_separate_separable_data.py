r"""That minimising squared errors always separates linearly separable data is false, already for one sigmoid unit.

Meaning. The data are 100 copies of (1, 0), 100 of (0, 1) and one (1, -3), all of the class "+"; (4, 1) separates them.
A unit sigmoid(<w, x>) without bias learns the target 9/10 by squared errors.  Claimed: every local minimum separates
the data, that is, each preactivation is positive there.
Refutation idea. The search finds a local minimum with w_1 - 3 w_2 < 0, as a box that holds exactly one.
Sharpness. No minimum of a squared error that does not punish outputs beyond the target misclassifies separable data:
`backpropagation.threshold_errors_separate`.
Source. Survey, §III-B: "[43], [44] show that backpropagation generally finds a global minimizer for linearly separable
data", read without "generally" and of separation.
How the formula differs. It is of one unit and of one set of data; that suffices to refute.  Gradient descent can come
to rest at such a minimum: nothing is said of the starts from which it does.
"""

from theorycheck import Claim, Neighbour, and_, local_minimum, lt, rational, real, sigmoid, survey

first, second = real("first second")


def squared_errors(target):
    def error(preactivation):
        return (sigmoid(preactivation) - target) ** 2

    return 100 * error(first) + 100 * error(second) + error(first - 3 * second)


def separates(w_1, w_2):
    return and_(lt(0, w_1), lt(0, w_2), lt(0, w_1 - 3 * w_2))


separable = separates(rational(4), rational(1))

claim = Claim(
    title="Minimising squared errors separates linearly separable data",
    source=survey("III-B", "generally finds a global minimizer for linearly separable data"),
    given=[separable, local_minimum(squared_errors(rational("9/10")), [first, second])],
    conclude=separates(first, second),
    covers={"mut.bp.separable-implies-success": "whole"},
    fidelity="looser",
    expect="REFUTED",
    neighbours=[
        Neighbour(
            "target-19-twentieths",
            given=[separable, local_minimum(squared_errors(rational("19/20")), [first, second])],
            near=True,
        ),
    ],
)
