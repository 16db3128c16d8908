r"""A preactivation p >= (49/50) t and one q <= (44/125) t cannot both give the target 9/10: t > 0.

Meaning. For the logistic sigmoid, (sigmoid(p) - 9/10)^2 + (sigmoid(q) - 9/10)^2 >= 17/2000.
Proof idea. For t <= 4 the second is too small, for t > 5 the first too large, and in between both are far enough off.
Sharpness. The least value is about 0.0095 (neighbour `a-hundredth`).
Source. Own; used by backpropagation.brady_nearby_pair.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, have, implies, le, lt, or_, own, rational, real, sigmoid

p, q, t = real("p q w_1")
target = rational("9/10")


def error(preactivation):
    return (sigmoid(preactivation) - target) ** 2


def number(text):
    return rational(text)


def above(bound, least):
    """If p lies above the bound, its error is at least that."""
    return [
        have(implies(lt(number(bound), p), lt(sigmoid(number(bound)), sigmoid(p))), by="auto"),
        have(lt(number(least), sigmoid(number(bound)) - target), by="auto"),
        have(implies(lt(number(bound), p), le(number(least) ** 2, error(p))), by="contradict"),
    ]


def below(bound, least):
    """If q lies below the bound, its error is at least that."""
    return [
        have(implies(lt(q, number(bound)), lt(sigmoid(q), sigmoid(number(bound)))), by="auto"),
        have(lt(number(least), target - sigmoid(number(bound))), by="auto"),
        have(implies(lt(q, number(bound)), le(number(least) ** 2, error(q))), by="contradict"),
    ]


least = rational("17/2000")
enough = le(0, error(p) + error(q) - least)
small, middle, large = le(t, 4), le(t, 5), lt(5, t)

claim = Claim(
    title="Two preactivations far apart cannot both give the target",
    source=own("after Brady, Raghavan and Slawny 1989 (survey §III-B)"),
    given=[lt(0, t), le(rational("49/50") * t, p), le(q, rational("44/125") * t)],
    conclude=le(least, error(p) + error(q)),
    lemmas=[
        *below("141/100", "96/1000"),
        *above("489/100", "925/10000"),
        *above("391/100", "803/10000"),
        *below("177/100", "455/10000"),
        have(le(0, error(p)), by="auto"),
        have(le(0, error(q)), by="auto"),
        have(implies(small, lt(q, rational("141/100"))), by="contradict"),
        have(implies(small, enough), by="contradict"),
        have(implies(lt(4, t), lt(rational("391/100"), p)), by="contradict"),
        have(implies(middle, lt(q, rational("177/100"))), by="contradict"),
        have(implies(lt(4, t), implies(middle, enough)), by="contradict"),
        have(implies(large, lt(rational("489/100"), p)), by="contradict"),
        have(implies(large, enough), by="contradict"),
        have(or_(large, middle), by="either, auto"),
        have(or_(small, lt(4, t)), by="either, auto"),
    ],
    proof="cases, auto",
    uses=["backpropagation.sigmoid_increasing"],
    expect="PROVED",
    neighbours=[
        Neighbour("a-hundredth", conclude=le(rational("1/100"), error(p) + error(q)), near=True),
        Neighbour("no-lower-bound", given=[lt(0, t), le(q, rational("44/125") * t)]),
    ],
)
