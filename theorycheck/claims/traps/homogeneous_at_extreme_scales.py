r"""ReLU networks are homogeneous at the scales 1e-10 and 1e9 too, although float32 arithmetic says otherwise.

Meaning. A tempting truth: in float32 both sides overflow, underflow or differ by rounding; no search may call that a
counterexample.
Proof idea. As for the claim that it is an instance of.
Sharpness. The neighbour is off by one part in a million.
Source. Our own, for the honesty of the search.
How the formula differs. It does not.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    and_,
    dims,
    eq,
    family,
    family_of,
    matrix,
    network,
    own,
    rational,
)  # fmt: skip

K, N = dims("K N")
d = dims("d", upto=K)
W = family("W", matrix(d.this, d.next), upto=K)
X = matrix("X", N, d[0])
tiny, huge = rational("1/10000000000"), rational("1000000000")


def scales(factor, result):
    return eq(network(X, family_of(K, lambda k: factor * W[k])), result**K * network(X, W))


claim = Claim(
    title="ReLU networks are homogeneous at extreme scales",
    source=own("float32 must not refute an exact identity"),
    conclude=and_(scales(tiny, tiny), scales(huge, huge)),
    proof="induct(K)",
    domain=Domain(dtype="float32"),
    expect="PROVED",
    neighbours=[Neighbour("one-in-a-million", conclude=scales(huge, huge * rational("1000001/1000000")), near=True)],
)
