r"""If a diagonal block of the Hessian is not 0, some equivalent point is as sharp as one likes.

Meaning. T_a divides the weights of one layer by a and multiplies those of the other by a; the function stays the same.
H is the Hessian at w, F(a) that at T_a w, and F_ij(a) = a^2 H_ij for i and j in the layer that is divided
(flatness.hessian_entries_of_rescaled_weights with s_i = s_j = 1/a; for the other layer take 1/a for a).  If H_ij is not
0, then for every M there is a > 0 with |F_ij(a)| >= M.  As F_ij = <e_i, F e_j> for unit vectors, the spectral norm of
the Hessian at the equivalent point T_a w is at least M; for i = j at a minimum so is its largest curvature.
Proof idea. a = 1 + M / |H_ij|.
Sharpness. An entry beside the two blocks does not grow: it is the same at T_a w (neighbour `mixed-block`).
Source. Survey, §I-D; Dinh et al. 2017 ([23]), theorem 4.
The survey's words. "local minima discovered by SGD that lead to good generalization error belong to very flat regions
of the parameter space [23]."
How the formula differs. It is what [23] shows against the words it is cited for.  w need not be a minimum; at a minimum
a Hessian that is not 0 has an entry on its diagonal that is not 0.  How H changes is a hypothesis, proved elsewhere;
that the spectral norm is no less than an entry is told.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    curvature,
    dims,
    eq,
    exists,
    fn,
    forall,
    function,
    have,
    le,
    lt,
    matrix,
    nonnegative,
    positive,
    rational,
    real,
    survey,
    tabulate,
)

n, i, j = dims("n i j")
H = matrix("H", n, n)
F = function("F", real(), matrix(n, n))
M, a = real("M a", positive)
b = real("b", nonnegative)
x, y = real("x y")
entry = H[i, j]
q = 1 + M / absolute(entry)


def mixed(t):
    """The entry beside the diagonal of the Hessian of (1 - x y)^2 / 2 at (t x, y / t), twice, by polarisation."""
    f, at = rational("1/2") * (1 - x * y) ** 2, [t * x, y / t]
    ends = curvature(f, [x, y], [1, 0], at=at) + curvature(f, [x, y], [0, 1], at=at)
    return curvature(f, [x, y], [1, 1], at=at) - ends


claim = Claim(
    title="Equivalent points are as sharp as one likes",
    source=survey("I-D", "very flat regions of the parameter space [23]"),
    given=[lt(i, n), lt(j, n), forall(positive, lambda t: eq(F(t)[i, j], t**2 * entry)), lt(0, absolute(entry))],
    conclude=exists(positive, lambda t: le(M, absolute(F(t)[i, j]))),
    lemmas=[
        have(eq(absolute(b * x), b * absolute(x)), by="split, auto"),
        have(eq(M / absolute(entry) * absolute(entry), M), by="quotients_and_roots, auto"),
        have(lt(0, M / absolute(entry)), by="contradict"),
        have(lt(0, q), by="auto"),
        have(le(0, q**2), by="auto"),
        have(eq(q * absolute(entry), absolute(entry) + M), by="ideal"),
        have(eq(absolute(q**2 * entry), q**2 * absolute(entry)), by="auto"),
        have(eq(q**2 * absolute(entry), q * absolute(entry) + q * M), by="ideal"),
        have(le(M, q * M), by="contradict"),
        have(le(0, q * absolute(entry)), by="auto"),
        have(le(M, absolute(q**2 * entry)), by="auto"),
        have(eq(F(q)[i, j], q**2 * entry), by="auto"),
        have(eq(absolute(F(q)[i, j]), absolute(q**2 * entry)), by="rewrite, auto"),
        have(le(M, absolute(F(q)[i, j])), by="auto"),
    ],
    proof="exhibit, auto",
    example=dict(n=1, i=0, j=0, H=[[1]], M=1, F=fn(real(), lambda t: tabulate(1, 1, lambda k, l: t * t))),
    covers={"flat.dinh.unbounded-sharpness": "part: one entry of the Hessian, given how it changes; not the volume"},
    repairs="flatness.sharper_minima_generalise_worse",
    fidelity="looser",
    expect="PROVED",
    neighbours=[Neighbour("mixed-block", given=[], conclude=eq(mixed(a), a**2 * mixed(1)), near=True)],
)
