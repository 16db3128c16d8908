r"""On Brady's data each weight vector that separates has a loss of at least 99/100.

Meaning. A unit sigmoid(<w, x>) without bias learns the target 9/10 on 100 copies of (1, 0), 100 of (0, 1) and one
(1, -3), all of the class "+", by squared errors.  Where all preactivations w_1, w_2 and w_1 - 3 w_2 are positive, the
loss is at least 99/100.
Proof idea. For w_1 > 12 the first hundred samples alone cost that much.  Otherwise w lies in a box, which is bisected
until intervals decide each piece.
Sharpness. The least loss on the closed cone is 0.99662... (neighbour `the-whole-loss`).
Source. Own, after Brady, Raghavan and Slawny 1989 ([42] in the survey, §III-B).
How the formula differs. Copies of a sample are written as factors of its error.
"""

from theorycheck import Claim, Neighbour, and_, have, implies, le, lt, or_, own, rational, real, sigmoid

first, second = real("first second")
target = rational("9/10")


def error(preactivation):
    return (sigmoid(preactivation) - target) ** 2


loss = 100 * error(first) + 100 * error(second) + error(first - 3 * second)
enough = rational("99/100")

claim = Claim(
    title="Separating Brady's data costs at least 99/100",
    source=own("after Brady, Raghavan and Slawny 1989, the survey's [42]"),
    given=[lt(0, first), lt(0, second), lt(0, first - 3 * second)],
    conclude=le(enough, loss),
    lemmas=[
        have(implies(lt(12, first), lt(sigmoid(12), sigmoid(first))), by="auto"),
        have(lt(rational("9997/10000"), sigmoid(12)), by="auto"),
        have(implies(lt(12, first), le(enough, 100 * error(first))), by="auto"),
        have(le(0, error(second)), by="auto"),
        have(le(0, error(first - 3 * second)), by="auto"),
        have(implies(lt(12, first), le(enough, loss)), by="auto"),
        have(implies(and_(le(first, 12), lt(second, 4)), or_(le(first - 3 * second, 0), le(enough, loss))), by="ball"),
        have(or_(lt(12, first), or_(le(first - 3 * second, 0), le(enough, loss))), by="either, auto"),
    ],
    proof="cases, auto",
    uses=["backpropagation.sigmoid_increasing"],
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("the-whole-loss", conclude=le(1, loss), near=True),
        Neighbour("third-sample-not-separated", given=[lt(0, first), lt(0, second)], near=True),
    ],
)
