r"""Gradient descent on a smooth function with a step up to 1/L lowers it by half the step times the squared gradient.

Meaning. If f(y) <= f(x) + <G(x), y - x> + (L/2)|y - x|^2 for all x, y, and 0 < a <= 1/L, then f(x - a G(x)) <= f(x) -
(a/2)|G(x)|^2.  Summed over steps: where f is bounded below, the gradients go to 0.
Proof idea. Put y = x - a G(x): the bound is f(x) - a (1 - a L/2)|G(x)|^2.
Sharpness. With a = 2/L nothing falls on L x^2/2.
Source. Textbook (Nesterov, Introductory Lectures, section 1.2.3); the condition that §III-A leaves out.
The survey's words. "existing optimization algorithms ... are typically only guaranteed to converge to a critical
point of the objective function".
How the formula differs. It is the repair for gradient descent: one step, whose sum gives that the gradients vanish in
the limit; the quadratic upper bound stands for "G is L-Lipschitz".
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    forall,
    function,
    have,
    le,
    positive,
    real,
    squared_norm,
    survey,
    symbol,
    vector,
)

n = dims("n")
x = vector("x", n)
f, G = function("f", vector(n), real()), function("G", vector(n), vector(n))
a, L = symbol("a", positive), symbol("L", positive)
smooth = forall(
    vector(n),
    lambda x: forall(vector(n), lambda s: le(f(x + s), f(x) + G(x) @ s + L / 2 * squared_norm(s))),
)
step = -a * G(x)
g = squared_norm(G(x))

claim = Claim(
    title="A short gradient step lowers a smooth function",
    source=survey("III-A"),
    given=[smooth, le(a * L, 1)],
    conclude=le(f(x + step), f(x) - a / 2 * g),
    lemmas=[
        have(le(f(x + step), f(x) + G(x) @ step + L / 2 * squared_norm(step)), by="auto"),
        have(eq(G(x) @ step, -a * g), by="matrix"),
        have(eq(squared_norm(step), a * a * g), by="matrix"),
        have(le(0, g), by="auto"),
        have(le(0, a * g), by="auto"),
        have(le(a * L * (a * g), a * g), by="auto"),
    ],
    proof="auto",
    repairs="representation.gradient_descent_with_too_long_steps",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("not-smooth", given=[le(a * L, 1)], near=True)],
)
