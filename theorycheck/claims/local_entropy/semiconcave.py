r"""Local entropy is semiconcave: its second derivatives are at most 1/g, whatever f is; for finite laws of the noise.

Meaning.  f_{b,g}(x) = -(1/b) log sum_i w_i exp(-b a_i - b |x - y_i|^2/(2 g)), weights w_i > 0 at n >= 1 points y_i of
R^d, a_i = f(y_i).  Then x -> f_{b,g}(x) - |x|^2/(2 g) is concave: at (1 - s) x + s z, f_{b,g} is at least
(1 - s) f_{b,g}(x) + s f_{b,g}(z) - s (1 - s) |x - z|^2/(2 g), for 0 <= s <= 1.  So no minimum of local entropy is
sharper than 1/g.
Proof idea.  |.|^2 is quadratic, so that the i-th exponent q_i is, at the point between, (1 - s) q_i(x) + s q_i(z) plus
the same number for all i; and log sum exp is convex.
Sharpness.  Equality for n = 1.  1/g cannot be lowered (a neighbour).
Source.  Survey, §I-D; Chaudhari et al. 2018 (Deep relaxation).
The survey's words.  "these techniques from statistical physics are intimately connected to the regularization
properties of partial differential equations (PDEs)".
How the formula differs.  Any finite law of the noise in place of the Gaussian; concavity is written as an inequality at
two points, which for a smooth function says that the Hessian is at most 1/g times the identity.  The survey gives no
formula.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    and_,
    dims,
    eq,
    exp,
    family,
    forall,
    have,
    interval,
    le,
    log,
    lt,
    ne,
    positive,
    rational,
    real,
    squared_norm,
    summation,
    survey,
    vector,
)

n, d = dims("n d")
x, z = vector("x z", d)
y = family("y", vector(d), upto=n)
w = vector("w", n, entry=positive)
a = vector("a", n)
b, g = real("b g", positive)
s, r = real("s", interval(0, 1)), real("r")


def exponent(i, at):
    return -b * a[i] - b / (2 * g) * squared_norm(at - y[i])


def total(exponents):
    return summation(n, lambda i: w[i] * exp(exponents(i)))


def local_entropy(at):
    return -log(total(lambda i: exponent(i, at))) / b


def semiconcave(share=s, constant=1):
    between = local_entropy((1 - share) * x + share * z)
    bend = constant * share * (1 - share) * squared_norm(x - z) / (2 * g)
    return le((1 - share) * local_entropy(x) + share * local_entropy(z) - bend, between)


excess = b / (2 * g) * (s * (1 - s) * squared_norm(x - z))


def middle(i):
    return (1 - s) * exponent(i, x) + s * exponent(i, z)


def moved(i):
    return exponent(i, (1 - s) * x + s * z)


Z = total(moved)
X, Y, M = total(lambda i: exponent(i, x)), total(lambda i: exponent(i, z)), total(middle)

claim = Claim(
    title="Local entropy is semiconcave: it bends upwards by at most 1/g",
    source=survey("I-D"),
    given=[lt(0, n)],
    conclude=semiconcave(),
    lemmas=[
        have(ne(b, 0), by="auto"),
        have(forall(n, lambda i: eq(moved(i), middle(i) + excess)), by="matrix"),
        have(forall(n, lambda i: eq(exp(middle(i) + excess), exp(middle(i)) * exp(excess))), by="laws(exp_sum), auto"),
        have(forall(n, lambda i: eq(exp(moved(i)), exp(middle(i)) * exp(excess))), by="at_indices, rewrite, auto"),
        have(eq(Z, M * exp(excess)), by="matrix"),
        have(and_(lt(0, M), lt(0, exp(excess))), by="auto"),
        have(eq(log(M * exp(excess)), log(M) + log(exp(excess))), by="laws(log_product), auto"),
        have(eq(log(exp(excess)), excess), by="laws(log_of_exp), auto"),
        have(eq(log(Z), log(M) + excess), by="rewrite, auto"),
        have(le(log(M), (1 - s) * log(X) + s * log(Y)), by="auto"),
    ],
    proof="quotients_and_roots, contradict",
    uses=["local_entropy.log_sum_exp_is_convex"],
    covers={"ent.semiconcave": "part: exact for every finite law of the noise, in all dimensions; not the Gaussian"},
    fidelity="looser",
    expect="PROVED",
    domain=Domain(sizes={"n": (1, 2), "d": (1, 1)}),
    neighbours=[
        Neighbour("nine-tenths-of-the-bend", conclude=semiconcave(constant=rational("9/10")), near=True),
        Neighbour("any-share", conclude=semiconcave(share=r)),
    ],
)
