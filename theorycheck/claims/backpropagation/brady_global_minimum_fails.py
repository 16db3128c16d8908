r"""Separable data on which squared errors have no separating global minimum: Brady's, with 100 copies or more.

Meaning. A unit sigmoid(<w, x>) without bias learns the target 9/10 on N copies of (1, 0), N of (0, 1) and one (1, -3),
all of the class "+", by squared errors; N >= 100.  The weights (4, 1) separate the data: each preactivation is
positive.  Yet (11/5, 11/5), which puts (1, -3) on the wrong side, is better by more than 1/5 than every w that
separates; so no global minimum separates.
Proof idea. The loss of a separating w is at least 99/100 for N = 100 (`backpropagation.brady_separating_cone`), and no
more than 1/4 of it comes from (1, -3): each further copy of the other two costs at least 1/200 more.
Sharpness. For N = 100 the gap is 0.2100 at best (neighbour `a-gap-of-23-hundredths`); with 30 copies a point that
separates is best (neighbour `thirty-copies`).
Source. Survey, §III-B, on Brady, Raghavan and Slawny 1989 [42]: "when the activations are nonlinear, [42] gives
examples of networks where the backpropagation algorithm [19] fails even with separable data".
How the formula differs. The paper was not at hand, and the data are our own; a class "-" point is its negative here.
Copies of a sample are factors of its error.  Stated is by how much each point that separates is worse than one that
does not, so that none is a global minimum: not that a global minimum exists, and nothing of the path of gradient
descent.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Domain,
    Neighbour,
    and_,
    dims,
    have,
    implies,
    le,
    lt,
    rational,
    real,
    sigmoid,
    substitute,
    survey,
)

N = dims("N")
first, second = real("first second")
target = rational("9/10")
better = rational("11/5")


def error(preactivation):
    return (sigmoid(preactivation) - target) ** 2


def separates(w_1, w_2):
    return and_(lt(0, w_1), lt(0, w_2), lt(0, w_1 - 3 * w_2))


def squared_errors(copies):
    return copies * error(first) + copies * error(second) + error(first - 3 * second)


def worse_by(gap, copies):
    loss = squared_errors(copies)
    return implies(separates(first, second), lt(substitute(loss, {first: better, second: better}) + gap, loss))


loss = squared_errors(N)
separable = separates(rational(4), rational(1))
misclassifies = lt(better - 3 * better, 0)
a, b, c = error(first), error(second), error(first - 3 * second)

claim = Claim(
    title="No separating weight vector is a global minimum of the squared errors on Brady's data",
    source=survey("III-B", "fails even with separable data"),
    given=[le(100, N)],
    conclude=and_(
        separable,
        misclassifies,
        worse_by(rational("1/5"), N),
    ),
    lemmas=[
        have(implies(separates(first, second), le(rational("99/100"), squared_errors(100))), by="auto"),
        have(
            implies(lt(0, first - 3 * second), lt(sigmoid(0), sigmoid(first - 3 * second))),
            by="auto",
        ),
        have(lt(sigmoid(first - 3 * second), 1), by="auto"),
        have(le(rational("1/2"), sigmoid(0)), by="auto"),
        have(implies(lt(0, first - 3 * second), le(c, rational("1/4"))), by="auto"),
        have(implies(separates(first, second), le(rational("1/200"), a + b)), by="auto"),
        have(implies(separates(first, second), le(0, (N - 100) * (a + b - rational("1/200")))), by="auto"),
        have(lt(2 * error(better), rational("1/1000000")), by="auto"),
        have(lt(error(better - 3 * better), rational("7884/10000")), by="auto"),
        have(worse_by(rational("1/5"), N), by="auto"),
    ],
    proof="auto",
    domain=Domain(sizes={"N": (100, 200)}),
    uses=["backpropagation.brady_separating_cone", "backpropagation.sigmoid_increasing"],
    covers={
        "bp.brady.global-min-fails": "part: no global minimum separates; not that there is one",
    },
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("a-gap-of-23-hundredths", conclude=worse_by(rational("23/100"), 100), near=True),
        Neighbour("thirty-copies", conclude=worse_by(0, 30)),
    ],
)
