r"""Universal approximation: on a box, networks with one hidden layer come near every continuous function.

Meaning. psi is continuous with psi(z) -> 1 for z -> oo and psi(z) -> 0 for z -> -oo (a sigmoidal function), and f is
continuous on R^d.  For every r > 0 and e > 0 there are a width m, weights W, biases b and output weights c such that
|f(x) - sum_i c_i psi(<W_i, x> + b_i)| <= e for all x with entries of modulus at most r.
Proof idea. Not checked here: Cybenko's is by the theorems of Hahn-Banach and Riesz.
Sharpness. The domain must be compact (representation.sigmoidal_nets_are_bounded), psi no polynomial
(representation.polynomial_activations_are_not_universal), and biases are needed
(representation.bias_free_nets_are_homogeneous_in_the_input).
Source. Survey, §I-A; Cybenko 1989 ([5]), Theorem 2; Hornik, Stinchcombe and White 1989 ([6]).
The survey's words. "neural networks with a single hidden layer and sigmoidal activations are universal function
approximators".
How the formula differs. The survey names neither domain nor norm: it is the uniform norm on a box.  Every compact set
lies in a box, and a continuous function on it extends to R^d (Tietze), so nothing is lost.  Leshno et al. 1993 have it
for every continuous psi that is no polynomial, which is more.  Nothing is checked here but this statement; it is
taken from lecture notes that quote the theorem, not from Cybenko's paper.
"""

from theorycheck import (
    Claim,
    absolute,
    dims,
    exists,
    forall,
    function,
    implies,
    le,
    lt,
    matrix,
    natural,
    paper,
    positive,
    real,
    squared_norm,
    summation,
    symbol,
    vector,
)

d = dims("d")
f, psi = function("f", vector(d), real()), function("psi", real(), real())
r, e = symbol("r", positive), symbol("e", positive)


def continuous(g, sort, square):
    """At each point x, for each error: all points near enough have a value within that error of g(x)."""

    def near(x, error):
        return exists(
            positive,
            lambda s: forall(sort, lambda y: implies(lt(square(y - x), s), lt(absolute(g(y) - g(x)), error))),
        )

    return forall(sort, lambda x: forall(positive, lambda error: near(x, error)))


def tends(value, limit):
    """For each error: from some z on, value(z) stays within it of the limit."""

    def stays(error):
        return exists(
            real(), lambda s: forall(real(), lambda z: implies(lt(s, z), lt(absolute(value(z) - limit), error)))
        )

    return forall(positive, stays)


def approximates(m, W, b, c):
    def net(x):
        return summation(m, lambda i: c[i] * psi((W @ x)[i] + b[i]))

    def in_the_box(x):
        return forall(d, lambda j: le(absolute(x[j]), r))

    return forall(vector(d), lambda x: implies(in_the_box(x), le(absolute(f(x) - net(x)), e)))


claim = Claim(
    title="Networks with one hidden sigmoidal layer approximate every continuous function on a box",
    source=paper("Cybenko: Approximation by superpositions of a sigmoidal function (1989)", "Theorem 2"),
    given=[
        continuous(f, vector(d), squared_norm),
        continuous(psi, real(), lambda z: z**2),
        tends(psi, 1),
        tends(lambda z: psi(-z), 0),
    ],
    conclude=exists(
        natural,
        lambda m: exists(
            matrix(m, d),
            lambda W: exists(vector(m), lambda b: exists(vector(m), lambda c: approximates(m, W, b, c))),
        ),
    ),
    assumed="standard",
    covers={"survey.I-A.universal-approximators": "part: the theorem on a box, cited"},
    fidelity="equivalent",
    expect="CITED",
)
