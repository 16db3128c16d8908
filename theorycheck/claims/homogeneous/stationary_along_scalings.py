r"""Where scaling a block does not change f to first order, <G(Phi(X)), phi(X_j)> = -lam theta(X_j).

Meaning. f(X) = l(Phi(X)) + lam sum_i theta(X_i), Phi(X) = sum_i phi(X_i), phi and theta positively homogeneous of one
degree p > 0, l differentiable with the gradient G.  At every X, the block j being scaled by 1 + s, f has the derivative
p (<G(Phi(X)), phi(X_j)> + lam theta(X_j)) at s = 0; so where that derivative is 0, as at each stationary point, the
equation holds.
Proof idea. For s > -1 the scaling adds k phi(X_j) to Phi(X) and k theta(X_j) to the sum of the theta(X_i), with
k = (1 + s)^p - 1; the chain rule, and a function has at most one derivative at a point.
Sharpness. An equation for the derivative; p = 0 is excluded, for then f does not change and the equation can fail.
Source. Survey, §III-D, after Haeffele and Vidal.
The survey's words. "any local minimizer such that some of its entries are zero is also a global minimizer": of that
theorem's proof the step that asks for less than a local minimizer.
How the formula differs. It is the step, which the survey does not write: X is any point where the derivative of f in
the direction of its own block j exists and is 0, be f differentiable there or not.  lam may be negative.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    critical,
    dims,
    eq,
    exp,
    fn,
    forall,
    function,
    has_gradient,
    has_slope,
    have,
    homogeneous,
    implies,
    inner,
    log,
    lt,
    matrix,
    ne,
    positive,
    real,
    summation,
    survey,
    tabulate,
    unit_vector,
    vector,
)

n, m, r, j = dims("n m r j")
p = real("p", positive)
s, lam = real("s lam")
l, G = function("l", vector(m), real()), function("G", vector(m), vector(m))
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
X = matrix("X", r, n)
x = real("x")
at_j = unit_vector(r, j)
scaling = tabulate(r, n, lambda k, a: at_j[k] * X[k, a])


def block(V, k):
    return tabulate(n, lambda a: V[k, a])


def output(V):
    return tabulate(m, lambda c: summation(r, lambda k: phi(block(V, k))[c]))


def cost(V):
    return summation(r, lambda k: theta(block(V, k)))


def objective(V):
    return l(output(V)) + lam * cost(V)


def has_rate(c):
    return has_slope(fn(matrix(r, n), objective), X, scaling, c)


own, price = phi(block(X, j)), theta(block(X, j))
rate = p * (inner(G(output(X)), own) + lam * price)
equation = eq(inner(G(output(X)), own), -lam * price)
moved = X + s * scaling
grown = exp(p * log(1 + s)) - 1
stretched = tabulate(n, lambda a: (1 + s) * X[j, a])


def small(relation):
    return implies(lt(0, 1 + s), relation)


steps = [
    have(small(eq(theta(block(moved, j)), theta(stretched))), by="congruence, rewrite, auto"),
    have(small(forall(m, lambda c: eq(phi(block(moved, j))[c], phi(stretched)[c]))), by="congruence, rewrite, auto"),
    have(small(eq(theta(stretched), exp(p * log(1 + s)) * price)), by="at_terms, rewrite, auto"),
    have(small(forall(m, lambda c: eq(phi(stretched)[c], exp(p * log(1 + s)) * own[c]))), by="at_terms, rewrite, auto"),
    have(small(forall(m, lambda c: eq(phi(block(moved, j))[c], own[c] + grown * own[c]))), by="at_indices, auto"),
    have(small(eq(theta(block(moved, j)), price + grown * price)), by="auto"),
    have(small(forall(m, lambda c: eq(output(moved)[c], output(X)[c] + grown * own[c]))), by="one_term(j), congruence"),
    have(small(eq(cost(moved), cost(X) + grown * price)), by="one_term(j), congruence"),
    have(
        small(
            eq(
                objective(moved),
                l(tabulate(m, lambda c: output(X)[c] + grown * own[c])) + lam * (cost(X) + grown * price),
            )
        ),
        by="congruence, at_indices, auto",
    ),
]
itself, number = fn(vector(1), lambda v: v), fn(vector(1), lambda v: v[0])
squared, doubled = fn(vector(1), lambda v: v[0] ** 2), fn(vector(1), lambda v: 2 * v)
# one block of one number: l(v) = (v - 2)^2, phi = theta = x^2, lam = 2
regularised = (x**2 - 2) ** 2 + 2 * x**2

claim = Claim(
    title="Scaling a block changes the objective at a rate that is 0 where it is stationary",
    source=survey("III-D"),
    given=[homogeneous(phi, p), homogeneous(theta, p), has_gradient(l, G), lt(j, r)],
    conclude=and_(has_rate(rate), implies(has_rate(0), equation)),
    lemmas=[
        have(and_(eq(at_j[j], 1), ne(p, 0)), by="auto"),
        *steps,
        have(has_rate(rate), by="locally, slopes, compute, ideal"),
        have(implies(has_rate(0), eq(rate, 0)), by="unique_slope"),
    ],
    proof="ideal",
    covers={"hv.necessary-stationarity": "whole"},
    example=dict(n=1, m=1, r=1, j=0, p=1, lam=-2, X=[[1]], phi=itself, theta=number, l=squared, G=doubled),
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("anywhere", conclude=equation, near=True),
        Neighbour(
            "theta-left-out", given=[critical(regularised, [x])], conclude=eq(2 * (x**2 - 2) * x**2, 0), near=True
        ),
    ],
)
