r"""Matrix and tensor factorizations are sums of positively homogeneous blocks.

Meaning. A block (u, v) of a matrix factorization has the output u v', of degree 2 in both together, and the
regularizer |u| |v|, of degree 2 as well; r blocks, the columns of U and V, add up to U V'. A block of a CP
factorization of a tensor of order K has at one place of the tensor the product of K entries, and as regularizer the
product of K norms, both of degree K.
Proof idea. A factor t for each of the K parts.
Sharpness. The degree is K and no other (neighbours `matrix-degree-1`, `tensor-degree`); scaling one part alone has
degree 1.
Source. Survey, §I-D, after Haeffele, Young, Vidal 2014.
The survey's words. "Particular cases of this framework include, in addition to deep learning, matrix factorization and
tensor factorization [32]."
How the formula differs. "This framework" is the sum of blocks that are positively homogeneous of one degree. At one
place of the tensor, e_1, ..., e_K are the entries of the K vectors that meet there, and c_1, ..., c_K their norms. That
the squares of the factors, the usual regularizer, give the nuclear norm is in two claims of its own,
homogeneous.factorizations_bound_the_nuclear_norm and homogeneous.factorization_attains_the_nuclear_norm.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    family,
    forall,
    have,
    matrix,
    nonnegative,
    norm,
    outer,
    product,
    real,
    summation,
    survey,
    symbol,
    vector,
)

n, m, r, K = dims("n m r K")
t = symbol("t", nonnegative)
u, v = vector("u", n), vector("v", m)
U, V = matrix("U", n, r), matrix("V", m, r)
e, c = family("e", real(), upto=K), family("c", nonnegative, upto=K)


def degree(power):
    return eq(product(K, lambda k: t * e[k]), t**power * product(e))


block = eq(outer(t * u, t * v), t**2 * outer(u, v))
penalty = eq(norm(t * u) * norm(t * v), t**2 * (norm(u) * norm(v)))
whole = forall(n, lambda i: forall(m, lambda j: eq(summation(r, lambda l: U[i, l] * V[j, l]), (U @ V.T)[i, j])))
tensor = eq(product(K, lambda k: t * c[k]), t**K * product(c))

claim = Claim(
    title="Matrix and tensor factorizations are sums of positively homogeneous blocks",
    source=survey("I-D", "after Haeffele, Young, Vidal 2014"),
    conclude=and_(block, penalty, whole, degree(K), tensor),
    lemmas=[
        have(eq(norm(t * u), t * norm(u)), by="scale"),
        have(eq(norm(t * v), t * norm(v)), by="scale"),
        have(penalty, by="ideal"),
        have(degree(K), by="induct(K), ideal"),
        have(tensor, by="induct(K), ideal"),
    ],
    proof="first(auto, matrix)",
    covers={
        "survey.I-D.factorizations-are-cases": "part: the degrees of the blocks; the nuclear norm is in other files"
    },
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("matrix-degree-1", conclude=eq(outer(t * u, t * v), t * outer(u, v)), near=True),
        Neighbour("tensor-degree", conclude=degree(K + 1), near=True),
    ],
)
