r"""If a positively homogeneous objective is bounded below, each of its local minima is a global one.

Meaning. f: R^n -> R with f(t x) = t^p f(x) for t > 0, p > 0, and f >= c everywhere. If f has a local minimum at x, then
f(x) <= f(z) for every z. No entry need be zero, and f may be a loss and a regulariser, summed.
Proof idea. f >= 0: were f(z) < 0, f would be below c at a multiple of z. And f(x) <= f(e^-t x) = e^(-p t) f(x) for some
t > 0, so that f(x) <= 0.
Sharpness. Not without a bound (neighbour `no-bound`, which is homogeneous.sums_of_homogeneous_losses).
Source. Own; beside survey, §I-D.
The survey's words. "both the loss function and the regularizer are sums of positively homogeneous functions of the same
degree".
How the formula differs. It is what the sentence says where the sum is bounded below, without the zeros: no loss that is
bounded below refutes it as it stands, and it says little: f is 0 at each local minimum, as at 0. In a network
not the loss is such a sum, but the output that it is a function of.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    exists,
    exp,
    forall,
    function,
    global_minimum,
    have,
    homogeneous,
    implies,
    le,
    local_minimum,
    log,
    lt,
    own,
    positive,
    rational,
    real,
    relu,
    symbol,
    tabulate,
    vector,
)

n = dims("n")
p, c = symbol("p", positive), real("c")
s, t = real("s"), symbol("t", positive)
x, z = vector("x z", n)
f = function("f", vector(n), real())
y = real("y")
cliff = -(relu(-y) ** 2)


def scaled(v, t):
    return tabulate(n, lambda a: exp(t) * v[a])


def grown(t):
    """By how much f grows when its argument grows by e^t."""
    return exp(p * t)


steep = (1 + c**2) / -f(z)

claim = Claim(
    title="A homogeneous objective that is bounded below has no local minimum but global ones",
    source=own("elementary"),
    given=[homogeneous(f, p), forall(vector(n), lambda w: le(c, f(w))), local_minimum(f(x), [x])],
    conclude=le(f(x), f(z)),
    lemmas=[
        have(forall(real(), lambda s: eq(log(exp(s)), s)), by="laws(log_of_exp), auto"),
        have(forall(real(), lambda s: eq(exp(p * log(exp(s))), grown(s))), by="laws(log_of_exp), rewrite, auto"),
        have(
            forall(real(), lambda s: eq(f(scaled(x, s)), exp(p * log(exp(s))) * f(x))),
            by="at_terms, laws(exp_positive), auto",
        ),
        have(
            forall(real(), lambda s: eq(f(scaled(z, s)), exp(p * log(exp(s))) * f(z))),
            by="at_terms, laws(exp_positive), auto",
        ),
        have(forall(real(), lambda s: eq(f(scaled(x, s)), grown(s) * f(x))), by="at_terms, auto"),
        have(forall(real(), lambda s: eq(f(scaled(z, s)), grown(s) * f(z))), by="at_terms, auto"),
        have(exists(positive, lambda s: le(f(x), f(scaled(x, -s)))), by="along"),
        have(le(1 + p * t, exp(p * t)), by="laws(exp_above_tangent), auto"),
        have(lt(exp(-(p * t)), 1), by="laws(exp_positive, exp_negative), contradict"),
        have(eq(p * -t, -(p * t)), by="auto"),
        have(lt(grown(-t), 1), by="rewrite, auto"),
        have(implies(lt(0, f(x)), lt(grown(-t) * f(x), f(x))), by="contradict"),
        have(le(f(x), 0), by="cases, specialise, specialise, contradict"),
        have(le(c, f(scaled(z, s))), by="specialise, auto"),
        have(le(c, grown(s) * f(z)), by="specialise, auto"),
        have(implies(lt(f(z), 0), lt(0, steep)), by="quotients_and_roots, contradict"),
        have(implies(lt(f(z), 0), eq(steep * f(z), -(1 + c**2))), by="quotients_and_roots, auto"),
        have(implies(lt(f(z), 0), eq(p * (steep / p), steep)), by="quotients_and_roots, auto"),
        have(implies(lt(f(z), 0), eq(exp(steep), exp(p * (steep / p)))), by="rewrite, auto"),
        have(implies(lt(f(z), 0), le(c, exp(p * (steep / p)) * f(z))), by="specialise, auto"),
        have(implies(lt(f(z), 0), le(c, exp(steep) * f(z))), by="rewrite, auto"),
        have(implies(lt(f(z), 0), le(1 + steep, exp(steep))), by="laws(exp_above_tangent), auto"),
        have(implies(lt(f(z), 0), le(exp(steep) * f(z), (1 + steep) * f(z))), by="auto"),
        have(le(0, (c + rational("1/2")) ** 2), by="auto"),
        have(le(0, f(z)), by="contradict"),
    ],
    proof="auto",
    covers={"survey.III-D.sums-and-entries": "part: true, of all local minima, where the sum is bounded below"},
    fidelity="hypotheses added",
    expect="PROVED",
    neighbours=[
        Neighbour("no-bound", given=[local_minimum(cliff, [y])], conclude=global_minimum(cliff, [y]), near=True),
    ],
)
