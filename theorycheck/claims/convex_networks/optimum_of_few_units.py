r"""If eq. (3) has an optimum over a finite dictionary, it has one with at most as many units as the output has entries.

Meaning. F(w) = l(H w) + lam ||w||_1, H with the M units of the dictionary as its columns, each with n entries (n = N C
for N samples and C outputs), lam >= 0, l any function at all.  If some w is an optimum, F(w) <= F(z) for all z, then so
is some v with at most n weights that are not 0.
Proof idea. Some v with at most n units does as well as w: `convex_networks.few_units_do_as_well`.
Sharpness. Not every optimum has few units: two equal ones may share a weight (neighbour `every-optimum`).
Source. Survey, §III-B, after Bengio et al. 2005; a basic solution of the linear program min ||w||_1 over H w = z.
The survey's words. "the process of training a globally optimal neural network is analogous to selecting a finite
number of hidden units from a potentially infinite dimensional space of all possible hidden units".
How the formula differs. "Finite" is at most n.  The dictionary is finite, and that there is an optimum is a hypothesis,
as it is of the catalogue's sentence; of infinite dictionaries `convex_networks.optimum_in_any_dictionary` speaks.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    dims,
    exists,
    fn,
    forall,
    function,
    have,
    implies,
    le,
    matrix,
    nonnegative,
    real,
    step,
    summation,
    survey,
    symbol,
    vector,
)

n, M = dims("n M")
l = function("l", vector(n), real())
H = matrix("H", n, M)
lam = symbol("lam", nonnegative)
w, v, z = vector("w v z", M)


def objective(x):
    return l(H @ x) + lam * summation(M, lambda j: absolute(x[j]))


def active(x):
    return summation(M, lambda j: step(absolute(x[j])))


def optimal(x):
    return forall(vector(M), lambda y: le(objective(x), objective(y)))


def of_few_units(x):
    return and_(optimal(x), le(active(x), n))


as_good = and_(le(objective(v), objective(w)), le(active(v), n))

claim = Claim(
    title="Where there is an optimum, one of at most as many units as the output has entries is an optimum, too",
    source=survey("III-B"),
    given=[optimal(w)],
    conclude=exists(vector(M), of_few_units),
    uses=["convex_networks.few_units_do_as_well"],
    lemmas=[
        have(le(objective(w), objective(z)), by="auto"),
        have(implies(le(objective(v), objective(w)), le(objective(v), objective(z))), by="auto"),
        have(implies(as_good, exists(vector(M), of_few_units)), by="exhibit, auto"),
    ],
    proof="cases, auto",
    example=dict(n=1, M=1, H=[[1]], w=[0], lam=1, l=fn(vector(1), lambda y: 0)),
    covers={"cvx.finite-support": "part: over a finite dictionary"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("every-optimum", conclude=le(active(w), n), near=True)],
)
