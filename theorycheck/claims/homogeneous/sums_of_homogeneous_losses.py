r"""If loss and regulariser are sums of homogeneous functions, a minimum with zero entries is global: false.

Meaning. f(x, y) = -relu(-x)^2 + y^2: the "loss" -relu(-x)^2 and the "regulariser" y^2 are positively
homogeneous of degree 2 in the weights (x, y).  The survey's sentence in §I-D says that a local
minimum with zero entries is a global one.
Proof idea. It is refuted at (1, 0): f = 0 there and nearby at least 0, and f = -1 at (-1, 0).
Sharpness. Such a sum is refuted by nothing that is bounded below (homogeneous.bounded_minimum_is_global): all its local
minima are global ones.  What is to be a sum of homogeneous functions is the network's output, not the loss, which is a
convex function of it.  Then a loss of squares refutes the sentence (homogeneous.zero_entries_are_global), and a whole
block must be zero (homogeneous.zero_block_is_global).
Source. Survey, §I-D.
The survey's words. "for certain classes of neural networks for which both the loss function and the regularizer are
sums of positively homogeneous functions of the same degree, a local optimum such that many of its entries
are zero is also a global optimum".
How the formula differs. It is the sentence at one pair of such functions; half of the entries are zero.
"""

from theorycheck import Claim, Neighbour, eq, global_minimum, local_minimum, lt, real, relu, survey

x, y = real("x y")
f = -(relu(-x) ** 2) + y**2

claim = Claim(
    title="A minimum with zero entries of a sum of homogeneous functions is global (as the survey says it)",
    source=survey("I-D"),
    given=[local_minimum(f, [x, y]), eq(y, 0)],
    conclude=global_minimum(f, [x, y]),
    covers={"survey.III-D.sums-and-entries": "whole"},
    fidelity="looser",
    expect="REFUTED",
    neighbours=[Neighbour("one-entry-positive", given=[local_minimum(f, [x, y]), eq(y, 0), lt(0, x)], near=True)],
)
