r"""If the test loss is the training loss shifted a little, the flatter of two minima has the smaller test loss.

Meaning. F(w) = min(a (w - p)^2, b (w - q)^2) has two minima, p and q, both of value 0, and 0 < a < b: p is the flatter
one.  The test loss is w -> F(w + s), s not 0, |s| less than half the distance of the minima.  Then its value at p is
smaller than at q.
Proof idea. F(p + s) <= a s^2, and F(q + s) is b s^2 or a (q + s - p)^2, both greater.
Sharpness. False for a larger shift, and for minima that are equally flat (neighbours).
Source. Survey, §I-D; the argument is Hochreiter and Schmidhuber's (1997).
The survey's words. "Recent work has also revealed that local minima discovered by SGD that lead to good generalization
error belong to very flat regions of the parameter space [23].  This motivates algorithms like Entropy-SGD that are
specialized to find such regions".
How the formula differs. It is the argument for the sentence, where it holds: one weight, two quadratic wells, and a
test loss that differs from the training loss by a shift of the weight.  Nothing says that test losses do, nothing is
said of SGD, and for networks the law as such is false: flatness.sharper_minima_generalise_worse.
"""

from theorycheck import (
    Claim,
    Neighbour,
    have,
    le,
    lt,
    minimum,
    positive,
    rational,
    real,
    survey,
    symbol,
)

a, b = symbol("a", positive), symbol("b", positive)
p, q, s = real("p q s")


def F(w):
    return minimum(a * (w - p) ** 2, b * (w - q) ** 2)


flatter, shifted = lt(a, b), lt(0, s**2)
small = lt((2 * s) ** 2, (q - p) ** 2)

claim = Claim(
    title="Under a small shift of the loss the flatter of two minima has the smaller test loss",
    source=survey("I-D"),
    given=[flatter, shifted, small],
    conclude=lt(F(p + s), F(q + s)),
    lemmas=[
        have(le(0, (q - p + 2 * s) ** 2), by="auto"),
        have(lt(0, (q + s - p) ** 2 - s**2), by="auto"),
        have(lt(0, a * ((q + s - p) ** 2 - s**2)), by="auto"),
        have(lt(0, (b - a) * s**2), by="auto"),
    ],
    proof="split, auto",
    covers={"survey.I-D.flat-minima-generalise": "part: where the test loss is the training loss with shifted weights"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("equally-flat", given=[le(a, b), shifted, small], near=True),
        Neighbour(
            "a-shift-ten-per-cent-larger",
            given=[flatter, shifted, lt((rational("18/10") * s) ** 2, (q - p) ** 2)],
            near=True,
        ),
    ],
)
