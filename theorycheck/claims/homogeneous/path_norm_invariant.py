r"""The path norm does not see how nodes are rescaled, and is of degree K in the weights of K layers.

Meaning. gamma(W)^p is the sum over all paths from the inputs to the outputs of prod |w_e|^p over the edges of the path.
Rescaling hidden node i of layer k by c_k(i) > 0 (incoming weights times c_k(i), outgoing ones divided by it; inputs and
outputs are not rescaled) leaves it alone.  And gamma(a W) = a^K gamma(W) for a >= 0, for the p-th root g of the sum.
Proof idea. On every path each scale of a hidden node cancels: homogeneous.path_sums_of_rescaled_edges.  With all scales
of layer k equal to a^k (and outputs scaled by a^K) it gives the degree.
Sharpness. A rescaled output is seen (neighbour `outputs-too`); the degree is K (neighbour `degree-above`), and weight
decay is not invariant (mut.hv.wd-node-invariant).
Source. Survey, §III-D; [50] (Neyshabur, Salakhutdinov, Srebro 2015, section 3 on the path regularizer).
The survey's words. "more recently proposed forms of regularization such as Path-SGD [50] or batch normalization [51]
can be easily incorporated into the analysis framework of [30], [31]".
How the formula differs. The survey's framework asks for one degree of network and regularizer: this is it.  p is any
natural number (1 and 2 are those in use), every depth K and all widths.  The sum over paths is written layer by layer,
as a product of matrices with the entries |w|^p, which is what it is by distributivity.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    absolute,
    and_,
    dims,
    eq,
    family,
    fold,
    forall,
    have,
    implies,
    lt,
    matrix,
    nonnegative,
    positive,
    real,
    summation,
    survey,
    tabulate,
    vector,
)

K, p, j = dims("K p j")
d = dims("d", upto=K)
W = family("W", matrix(d.this, d.next), upto=K)
c = family("c", vector(d.this, entry=positive), upto=K + 1)
a, g = real("a", nonnegative), real("g")
x, y, z = real("x y z")


def path_sums(E):
    """For each output, the sum over the paths to it."""
    return fold(
        K,
        tabulate(d[0], lambda i: 1),
        lambda n, r: tabulate(d[n + 1], lambda m: summation(d[n], lambda i: r[i] * absolute(E(n)[i, m]) ** p)),
        lambda n: d[n],
    )


def path_norm(E):
    """gamma^p."""
    return summation(d[K], lambda m: path_sums(E)[m])


def own_weights(k):
    return W[k]


def rescaled(k):
    return tabulate(d[k], d[k + 1], lambda i, m: c[k + 1][m] / c[k][i] * W[k][i, m])


def multiple(k):
    return a * W[k]


def edges(E, s):
    """What the path sums ask of scaled edges E, for scales s(k, i)."""
    return forall(
        K,
        lambda k: forall(
            d[k + 1],
            lambda m: forall(
                d[k],
                lambda i: eq(absolute(E(k)[i, m]) ** p * s(k, i), s(k + 1, m) * absolute(W[k][i, m]) ** p),
            ),
        ),
    )


inputs = forall(d[0], lambda i: eq(c[0][i], 1))
outputs = forall(d[K], lambda i: eq(c[K][i], 1))
node = lambda k, i: c[k][i] ** p  # noqa: E731
layer = lambda k, i: (a**p) ** k  # noqa: E731

claim = Claim(
    title="The path norm is invariant under rescaled nodes and homogeneous of the depth's degree",
    source=survey("III-D", "Path-SGD [50] or batch normalization [51] can be easily incorporated"),
    given=[inputs, outputs],
    conclude=and_(
        eq(path_norm(rescaled), path_norm(own_weights)),
        implies(eq(g**p, path_norm(own_weights)), eq((a**K * g) ** p, path_norm(multiple))),
    ),
    lemmas=[
        have(forall(K, lambda k: forall(d[k + 1], lambda m: lt(0, c[k + 1][m]))), by="auto"),
        have(forall(K, lambda k: forall(d[k], lambda i: lt(0, c[k][i]))), by="auto"),
        have(edges(rescaled, node), by="at_indices, auto"),
        have(forall(d[0], lambda i: eq(c[0][i] ** p, 1)), by="at_indices, rewrite, induct(p)"),
        have(forall(d[K], lambda i: eq(c[K][i] ** p, 1)), by="at_indices, rewrite, induct(p)"),
        have(forall(d[K], lambda m: eq(path_sums(rescaled)[m], 1 * path_sums(own_weights)[m])), by="at_indices, auto"),
        have(eq(path_norm(rescaled), path_norm(own_weights)), by="matrix"),
        have(eq((y * z) ** p, y**p * z**p), by="induct(p), ideal"),
        have(eq(absolute(a * x), a * absolute(x)), by="split, auto"),
        have(eq(absolute(a * x) ** p, (a * absolute(x)) ** p), by="rewrite, auto"),
        have(eq((a * absolute(x)) ** p, a**p * absolute(x) ** p), by="auto"),
        have(eq(absolute(a * x) ** p, a**p * absolute(x) ** p), by="ideal"),
        have(eq(z ** (j + 1), z**j * z), by="induct(j), ideal"),
        have(edges(multiple, layer), by="at_indices, at_terms, ideal"),
        have(
            forall(d[K], lambda m: eq(path_sums(multiple)[m], (a**p) ** K * path_sums(own_weights)[m])),
            by="at_indices, auto",
        ),
        have(eq(path_norm(multiple), (a**p) ** K * path_norm(own_weights)), by="matrix"),
        have(eq((a**K) ** p, (a**p) ** K), by="induct(K), at_terms, first(ideal, induct p)"),
        have(eq((a**K * g) ** p, (a**K) ** p * g**p), by="at_terms, auto"),
        have(implies(eq(g**p, path_norm(own_weights)), eq((a**K * g) ** p, path_norm(multiple))), by="ideal"),
    ],
    proof="auto",
    uses=["homogeneous.path_sums_of_rescaled_edges", "homogeneous.power_of_a_rescaled_edge"],
    domain=Domain(sizes={"K": (0, 2), "d": (0, 2), "p": (0, 2)}),
    example=dict(K=1, p=2, d=[1, 1], W=[[[1]]], c=[[1], [1]], a=1, g=1),
    covers={"hv.pathsgd.path-norm": "part: the norm; Path-SGD's step is another file"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("outputs-too", given=[inputs], near=True),
        Neighbour(
            "degree-above",
            given=[],
            conclude=eq(path_norm(multiple), (a ** (K + 1)) ** p * path_norm(own_weights)),
        ),
    ],
)
