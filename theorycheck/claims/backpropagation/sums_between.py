r"""A sum of N numbers lies between N times a lower and N times an upper bound of them.

Meaning. low <= f_n <= high for all n < N.
Proof idea. Induction over N.
Sharpness. Equality for equal numbers (neighbour `strictly`).
Source. Textbook; used by backpropagation.brady_open_set.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, and_, dims, forall, have, implies, le, lt, own, real, summation, vector

N = dims("N")
f = vector("f", N)
low, high = real("low high")
above, below = forall(N, lambda n: le(low, f[n])), forall(N, lambda n: le(f[n], high))

claim = Claim(
    title="A sum between multiples of its terms' bounds",
    source=own("textbook"),
    conclude=and_(implies(above, le(N * low, summation(f))), implies(below, le(summation(f), N * high))),
    lemmas=[
        have(implies(above, le(N * low, summation(f))), by="induct(N), at_indices, auto"),
        have(implies(below, le(summation(f), N * high)), by="induct(N), at_indices, auto"),
    ],
    proof="auto",
    expect="PROVED",
    neighbours=[
        Neighbour("strictly", conclude=implies(above, lt(N * low, summation(f))), near=True),
        Neighbour("no-lower-bound", conclude=le(N * low, summation(f)), near=True),
    ],
)
