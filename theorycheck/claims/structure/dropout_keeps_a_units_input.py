r"""Inverted dropout keeps a unit's input up to a deviation that is exponentially improbable: three inputs.

Meaning. A unit receives a_1 + a_2 + a_3, where a_i is a weight times an input.  With dropout each a_i is left out with
probability 1/2 and doubled otherwise.  The sum then changes by more than t times the norm of a with a probability of at
most 2 exp(-t^2/2).
Proof idea. Doubled masks less 1 are independent signs; Hoeffding's inequality.
Sharpness. Without the factor 2 it fails (one product that is not 0, t < 1), and so it does with exp(-t^2).
Source. Survey, §I-B; Hoeffding 1963.
The survey says: "very simple (and seemingly counter-productive) regularization techniques like Dropout [...], which
simply freezes a random subset of the parameters at each iteration".
How the formula differs. Dropout zeroes inputs of a unit (it freezes no parameters); what is stated is not that it
regularizes, only that its noise stays small.  Three inputs, so that all masks are summed exactly.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    bernoulli,
    exp,
    le,
    lt,
    norm,
    positive,
    probability,
    rational,
    real,
    summation,
    survey,
    vector,
)

a, b, t = vector("a", 3), vector("b", 3), real("t", positive)
deviation = absolute(summation(3, lambda i: (2 * b[i] - 1) * a[i]))
beyond = probability(lt(t * norm(a), deviation), of={b: bernoulli(rational("1/2"))})

claim = Claim(
    title="Dropout keeps a unit's input up to a deviation that is exponentially improbable",
    source=survey("I-B"),
    conclude=le(beyond, 2 * exp(-(t**2) / 2)),
    fidelity="looser",
    expect="SURVIVED",
    neighbours=[
        Neighbour("without-the-factor-2", conclude=le(beyond, exp(-(t**2) / 2)), near=True),
        Neighbour("twice-the-exponent", conclude=le(beyond, exp(-(t**2)))),
    ],
)
