r"""At a local minimum each block is stationary under scaling: <G(Phi(X)), phi(X_j)> = -lam theta(X_j).

Meaning. f(X) = l(Phi(X)) + lam sum_i theta(X_i), Phi(X) = sum_i phi(X_i), phi and theta positively homogeneous of one
degree p > 0, l differentiable with the gradient G.  If X is a local minimum of f, the equation holds for every block j.
Proof idea. e^t X_j in place of X_j changes f by l(Phi + k phi(X_j)) - l(Phi) + lam k theta(X_j) with k = e^(p t) - 1,
and both for t > 0 and for t < 0 that is not negative for small t.
Sharpness. Neither convexity nor a zero block is used.  The equation holds at points that are no minimum, too; there it
says that f is stationary along scalings of its blocks.
Source. Survey, §III-D, after Haeffele and Vidal.
The survey's words. "any local minimizer such that some of its entries are zero is also a global minimizer": the step of
that theorem's proof that every local minimizer satisfies.
How the formula differs. It is the step, at local minima.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exists,
    exp,
    fn,
    forall,
    function,
    has_gradient,
    have,
    homogeneous,
    implies,
    inner,
    le,
    local_minimum,
    log,
    lt,
    matrix,
    nonnegative,
    positive,
    real,
    summation,
    survey,
    symbol,
    tabulate,
    unit_vector,
    vector,
)

n, m, r, j = dims("n m r j")
p, t = real("p t", positive)
lam = symbol("lam", nonnegative)
l, G = function("l", vector(m), real()), function("G", vector(m), vector(m))
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
X = matrix("X", r, n)
at_j = unit_vector(r, j)


def block(V, k):
    return tabulate(n, lambda a: V[k, a])


def output(V):
    return tabulate(m, lambda c: summation(r, lambda k: phi(block(V, k))[c]))


def cost(V):
    return summation(r, lambda k: theta(block(V, k)))


def objective(V):
    return l(output(V)) + lam * cost(V)


def scaled(s):
    """X, with e^s X_j for the block j."""
    return tabulate(r, n, lambda k, a: X[k, a] + (exp(s) - 1) * at_j[k] * X[k, a])


own, price = phi(block(X, j)), theta(block(X, j))


def steps(s, power, sign):
    """The objective at scaled(s), s = t or -t; `power` is e^(p s), and sign * (power - 1) > 0."""
    stretched = tabulate(n, lambda a: exp(s) * X[j, a])
    step = sign * (power - 1)
    moved = tabulate(m, lambda c: output(X)[c] + step * (sign * own[c]))
    return [
        have(lt(0, exp(s)), by="laws(exp_positive), auto"),
        have(eq(log(exp(s)), s), by="laws(log_of_exp), auto"),
        have(eq(p * s, sign * (p * t)), by="auto"),
        have(eq(exp(p * log(exp(s))), power), by="rewrite, rewrite, auto"),
        have(eq(theta(block(scaled(s), j)), theta(stretched)), by="congruence, rewrite, auto"),
        have(forall(m, lambda c: eq(phi(block(scaled(s), j))[c], phi(stretched)[c])), by="congruence, rewrite, auto"),
        have(eq(theta(stretched), power * price), by="at_terms, rewrite, rewrite, rewrite, auto"),
        have(
            forall(m, lambda c: eq(phi(stretched)[c], power * own[c])), by="at_terms, rewrite, rewrite, rewrite, auto"
        ),
        have(
            forall(m, lambda c: eq(phi(block(scaled(s), j))[c], own[c] + step * (sign * own[c]))),
            by="at_indices, auto",
        ),
        have(eq(theta(block(scaled(s), j)), price + step * (sign * price)), by="auto"),
        have(
            forall(m, lambda c: eq(output(scaled(s))[c], output(X)[c] + step * (sign * own[c]))),
            by="one_term(j), congruence",
        ),
        have(eq(cost(scaled(s)), cost(X) + step * (sign * price)), by="one_term(j), congruence"),
        have(
            eq(objective(scaled(s)), l(moved) + lam * (cost(X) + step * (sign * price))),
            by="congruence, at_indices, auto",
        ),
        have(
            exists(
                positive,
                lambda R: forall(
                    real(),
                    lambda s: implies(
                        and_(lt(-R, s), lt(s, R)), le(objective(X), objective(scaled(s if sign > 0 else -s)))
                    ),
                ),
            ),
            by="on_curve",
        ),
        have(le(0, inner(G(output(X)), tabulate(m, lambda c: sign * own[c])) + sign * (lam * price)), by="ray"),
    ]


minimum = local_minimum(objective(X), [X])
known = [homogeneous(phi, p), homogeneous(theta, p), has_gradient(l, G), minimum, lt(j, r)]

nothing, nought = fn(vector(1), lambda v: 0 * v), fn(vector(1), lambda v: 0 * v[0])
x = real("x")
# one block of one number: l(v) = (v - 1)^2, phi = x^2, theta = 0

claim = Claim(
    title="At a local minimum every block is stationary under scaling",
    source=survey("III-D"),
    given=known,
    conclude=eq(inner(G(output(X)), own), -lam * price),
    lemmas=[
        have(eq(at_j[j], 1), by="auto"),
        *steps(t, exp(p * t), 1),
        *steps(-t, exp(-(p * t)), -1),
        have(eq(inner(G(output(X)), tabulate(m, lambda c: -1 * own[c])), -inner(G(output(X)), own)), by="sums"),
        have(eq(inner(G(output(X)), tabulate(m, lambda c: 1 * own[c])), inner(G(output(X)), own)), by="sums"),
    ],
    proof="auto",
    uses=["homogeneous.scalings_become_small"],
    covers={"hv.necessary-stationarity": "part: at local minima; not at every point that is stationary along scalings"},
    example=dict(n=1, m=1, r=1, j=0, p=1, lam=1, X=[[0]], phi=nothing, G=nothing, theta=nought, l=nought),
    fidelity="looser",
    expect="PROVED",
    neighbours=[Neighbour("anywhere", given=[], conclude=eq(2 * (x**2 - 1) * x**2, 0), near=True)],
)
