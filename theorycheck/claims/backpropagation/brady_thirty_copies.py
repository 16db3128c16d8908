r"""With 30 copies of the others, weights that do not separate Brady's data are no global minimum.

Meaning. A unit sigmoid(<w, x>) without bias learns the target 9/10 on 30 copies of (1, 0), 30 of (0, 1) and one
(1, -3), all of the class "+", by squared errors.  Where some preactivation, w_1, w_2 or w_1 - 3 w_2, is not positive,
the loss is at least 2/5; at (44/5, 11/5), which separates, it is less than 3/10.
Proof idea. A sample that is not separated costs at least 3/20, and thirty copies more than enough.  Where (1, -3) is
not separated, the others cost enough if w_1 or w_2 exceeds 6; otherwise w lies in a box, which is bisected until
intervals decide each piece.
Sharpness. The least loss of weights that do not separate is about 0.456 (neighbour `a-half`).
Source. Own, after Brady, Raghavan and Slawny 1989 ([42] in the survey, §III-B).
How the formula differs. Copies of a sample are factors of its error.  That a global minimum exists is not stated.
"""

from theorycheck import Claim, Neighbour, and_, have, implies, le, lt, or_, own, rational, real, sigmoid

first, second = real("first second")
target = rational("9/10")
enough = rational("2/5")


def error(preactivation):
    return (sigmoid(preactivation) - target) ** 2


def squared_errors(w_1, w_2):
    return 30 * error(w_1) + 30 * error(w_2) + error(w_1 - 3 * w_2)


loss, third = squared_errors(first, second), first - 3 * second
misclassified = or_(le(first, 0), or_(le(second, 0), le(third, 0)))


def far_below(preactivation):
    """Where it is not positive, its error is at least 3/20."""
    near = rational("1/100")
    return [
        have(implies(lt(preactivation, near), lt(sigmoid(preactivation), sigmoid(near))), by="auto"),
        have(implies(lt(preactivation, near), le(rational("39/100") ** 2, error(preactivation))), by="contradict"),
        have(implies(le(preactivation, 0), lt(preactivation, near)), by="contradict"),
        have(implies(le(preactivation, 0), le(rational("3/20"), error(preactivation))), by="contradict"),
    ]


def far_above(preactivation):
    """Where it exceeds 6, thirty copies cost at least 27/100."""
    return [
        have(implies(lt(6, preactivation), lt(sigmoid(6), sigmoid(preactivation))), by="auto"),
        have(implies(lt(6, preactivation), le(rational("27/100"), 30 * error(preactivation))), by="auto"),
    ]


in_the_box = and_(lt(0, first), le(first, 6), lt(0, second), le(second, 6))
costs_enough = le(enough, loss)

claim = Claim(
    title="With 30 copies a global minimum on Brady's data separates",
    source=own("after Brady, Raghavan and Slawny 1989, the survey's [42]"),
    given=[misclassified],
    conclude=and_(le(enough, loss), lt(squared_errors(rational("44/5"), rational("11/5")), rational("3/10"))),
    lemmas=[
        have(lt(rational("39/100"), target - sigmoid(rational("1/100"))), by="auto"),
        have(lt(rational("997/1000"), sigmoid(6)), by="auto"),
        have(and_(le(0, error(first)), le(0, error(second)), le(0, error(third))), by="auto"),
        *far_below(first),
        *far_below(second),
        *far_below(third),
        *far_above(first),
        *far_above(second),
        have(lt(squared_errors(rational("44/5"), rational("11/5")), rational("3/10")), by="auto"),
        have(implies(le(first, 0), costs_enough), by="auto"),
        have(implies(le(second, 0), costs_enough), by="auto"),
        have(implies(in_the_box, or_(lt(0, third), costs_enough)), by="ball"),
        have(implies(le(third, 0), implies(lt(6, first), costs_enough)), by="auto"),
        have(implies(le(third, 0), implies(lt(6, second), costs_enough)), by="auto"),
        have(
            or_(le(first, 0), or_(le(second, 0), or_(lt(6, first), or_(lt(6, second), in_the_box)))),
            by="either, either, either, either, auto",
        ),
        have(costs_enough, by="cases, auto"),
    ],
    proof="cases, auto",
    uses=["backpropagation.sigmoid_increasing"],
    covers={"bp.brady.local-min": "part: that the global minimum separates, if there is one"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("a-half", conclude=le(rational("1/2"), loss), near=True)],
)
