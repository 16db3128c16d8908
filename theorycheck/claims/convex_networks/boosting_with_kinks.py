r"""With a loss that is not differentiable, boosting can stop too early: no unit helps, and two units together do.

Meaning. The absolute loss |3 (w_1 - w_2)| + |1 - w_1| + |1 - w_2| of three samples, for two units with the columns
(3, 1, 0) and (-3, 0, 1), Y = (0, 1, 1), and the penalty (|w_1| + |w_2|)/2.  At w = 0 the objective is 2; neither unit,
with any weight, makes it smaller, and both units with weight 1 bring it down to 1.
Proof idea. F(s, 0) = 3 |s| + |1 - s| + 1 + |s|/2 >= 2, and likewise F(0, s); F(1, 1) = 1.
Sharpness. For differentiable convex losses this cannot happen: `convex_networks.stopping_rule`.  At w = 0 there is no
weight of an earlier unit that could be trained again.
Source. Survey, §III-B: of the loss in eq. (3) it asks that it is convex, no more.
The survey's words. "problem (3) can be globally optimized by sequentially adding hidden units to the network until one
can no longer find a hidden unit whose addition will decrease the objective function".
How the formula differs. It contradicts these words for one instance, with the absolute loss.
"""

from theorycheck import Claim, Neighbour, absolute, and_, eq, le, lt, rational, real, survey

s, a, b = real("s a b")
half = rational("1/2")


def objective(x, y, penalty=half):
    return 3 * absolute(x - y) + absolute(1 - x) + absolute(1 - y) + penalty * (absolute(x) + absolute(y))


claim = Claim(
    title="With a kinked loss, no unit helps where two units together do",
    source=survey("III-B"),
    conclude=and_(
        eq(objective(0, 0), 2), le(2, objective(s, 0)), le(2, objective(0, s)), lt(objective(1, 1), objective(0, 0))
    ),
    proof="auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("no-two-units-help", conclude=le(2, objective(a, b))),
        Neighbour("no-two-units-help-at-nine-tenths", conclude=le(2, objective(a, b, rational("9/10"))), near=True),
    ],
)
