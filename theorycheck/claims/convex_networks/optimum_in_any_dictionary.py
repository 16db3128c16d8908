r"""What is best among all finite combinations of units, from any dictionary, is so with few units.

Meaning. A unit with parameters u in R^d has the outputs h(u) in R^n (n = N C for N samples and C outputs), h any
function: the dictionary is the set of all h(u).  A combination of M units, the rows of U, with weights w has the value
F_M(U, w) = l(sum_j h(U_j) w_j) + lam ||w||_1, lam >= 0, l any function.  If F_M(U, w) <= F_r(V, z) for all r, V and z,
then there are weights v of the same units, at most n of them not 0, with F_M(U, v) <= F_r(V, z) for all r, V and z.
Proof idea. Some v of at most n units does as well as w: `convex_networks.few_units_do_as_well`.
Sharpness. Not every optimum has few units: two equal ones may share a weight (neighbour `every-optimum`).
Source. Survey, §III-B, after Bengio et al. 2005; Carathéodory's theorem.
The survey's words. "the process of training a globally optimal neural network is analogous to selecting a finite
number of hidden units from a potentially infinite dimensional space of all possible hidden units".
How the formula differs. "Finite" is at most n.  That there is an optimum among finite combinations is a hypothesis, as
it is of the catalogue's sentence; combinations of infinitely many units, where a compact dictionary has
its optimum for all that is shown here, are left out.  A finite dictionary is one of these;
`convex_networks.optimum_of_few_units` gives each of its units one weight.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    dims,
    eq,
    exists,
    fn,
    forall,
    function,
    have,
    implies,
    le,
    matrix,
    natural,
    nonnegative,
    real,
    step,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

n, M, r, d = dims("n M r d")
l, h = function("l", vector(n), real()), function("h", vector(d), vector(n))
U, V = matrix("U", M, d), matrix("V", r, d)
lam = symbol("lam", nonnegative)
w, v, z = *vector("w v", M), vector("z", r)


def row(A, j):
    return tabulate(d, lambda e: A[j, e])


def output(m, A, x):
    return tabulate(n, lambda i: summation(m, lambda j: h(row(A, j))[i] * x[j]))


def objective(m, A, x):
    return l(output(m, A, x)) + lam * summation(m, lambda j: absolute(x[j]))


def active(x):
    return summation(M, lambda j: step(absolute(x[j])))


def optimal(x):
    return forall(
        natural,
        lambda m: forall(
            matrix(m, d), lambda A: forall(vector(m), lambda y: le(objective(M, U, x), objective(m, A, y)))
        ),
    )


def of_few_units(x):
    return and_(optimal(x), le(active(x), n))


def does_as_well(x):
    same = forall(n, lambda i: eq(output(M, U, x)[i], output(M, U, w)[i]))
    cheap = le(objective(M, U, x), objective(M, U, w))
    return and_(and_(same, cheap, forall(M, lambda j: implies(eq(w[j], 0), eq(x[j], 0)))), le(active(x), n))


claim = Claim(
    title="What is best among all finite combinations of units from a dictionary, is so with few units",
    source=survey("III-B"),
    given=[optimal(w)],
    conclude=exists(vector(M), of_few_units),
    uses=["convex_networks.few_units_do_as_well"],
    lemmas=[
        have(exists(vector(M), does_as_well), by="auto"),
        have(le(objective(M, U, w), objective(r, V, z)), by="auto"),
        have(
            implies(le(objective(M, U, v), objective(M, U, w)), le(objective(M, U, v), objective(r, V, z))), by="auto"
        ),
        have(implies(does_as_well(v), exists(vector(M), of_few_units)), by="exhibit, auto"),
    ],
    proof="cases, auto",
    example=dict(
        n=1,
        M=1,
        d=1,
        U=[[0]],
        w=[1],
        lam=0,
        l=fn(vector(1), lambda y: (y[0] - 1) ** 2),
        h=fn(vector(1), lambda u: tabulate(1, lambda i: 1)),
    ),
    covers={"cvx.finite-support": "part: optima among finite combinations, of any dictionary"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[Neighbour("every-optimum", conclude=le(active(w), n), near=True)],
)
