r"""z -> S_k z + T_k x_k, from coordinate to coordinate, is the inner product of x with one vector.

Meaning. Adding up the coordinates of x with factors S_k for what is there and T_k for what comes, from z = 0, is a
linear map: <a, x>, where a is made by a -> S_k a + T_k e_k from a = 0, the same for every x.
Proof idea. Induction over the coordinates.
Sharpness. The factors S_k count: <T, x> is another number.
Source. Textbook (Horner's scheme); used by representation.direction_from_gaps.
How the formula differs. It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    fold,
    forall,
    have,
    own,
    summation,
    tabulate,
    unit_vector,
    vector,
)

D = dims("D")
x, S, T = vector("x S T", D)
nothing = tabulate(D, lambda c: 0)


def stepped(k, a):
    return tabulate(D, lambda c: S[k] * a[c] + T[k] * unit_vector(D, k)[c])


def along(a):
    return summation(D, lambda c: x[c] * a[c])


def recursion(d=D):
    return fold(d, 0, lambda k, z: S[k] * z + T[k] * x[k])


def same(d):
    return eq(along(fold(d, nothing, stepped)), recursion(d))


claim = Claim(
    title="A recursion over the coordinates is an inner product",
    source=own("textbook"),
    conclude=same(D),
    lemmas=[
        have(
            forall(D, lambda k: forall(vector(D), lambda a: eq(along(stepped(k, a)), S[k] * along(a) + T[k] * x[k]))),
            by="matrix",
        ),
        have(forall(D + 1, same), by="induct(x_1), at_indices, at_terms, first(matrix, ideal)"),
    ],
    proof="auto",
    expect="PROVED",
    neighbours=[Neighbour("last-factors-only", conclude=eq(along(T), recursion()), near=True)],
)
