r"""A differentiable convex function lies above its tangents: f(x) + <G(x), y - x> <= f(y).

Meaning. f: R^n -> R is convex, and differentiable with the gradient G; then its linear approximation at x never exceeds
it.  It is the step of Haeffele and Vidal's theorem that turns conditions of first order into global ones.
Proof idea. f(x + t (y - x)) <= (1-t) f(x) + t f(y) bounds the quotient (f(x + t (y - x)) - f(x))/t by f(y) - f(x), and
for small t > 0 it comes as close as one likes to <G(x), y - x>.
Sharpness. Equality at y = x (neighbour `strictly`); not for functions that are not convex.
Source. Textbook (Boyd and Vandenberghe, Convex Optimization, section 3.1.3); used in Haeffele and Vidal 2015, where the
survey's §III-D summarises it.
The survey's words. None: the survey gives no proof.
How the formula differs. It does not from the textbook's, on the whole of R^n; differentiable is in the sense of
Fréchet, with Euclidean norms, squared.
"""

from theorycheck import Claim, Neighbour, convex, dims, function, has_gradient, inner, le, lt, own, real, vector

n = dims("n")
x, y = vector("x y", n)
f, G = function("f", vector(n), real()), function("G", vector(n), vector(n))
tangent = f(x) + inner(G(x), y - x)

claim = Claim(
    title="A differentiable convex function lies above its tangents",
    source=own("textbook; the step that Haeffele and Vidal's theorem (survey §III-D) takes from conditions to minima"),
    given=[convex(f), has_gradient(f, G)],
    conclude=le(tangent, f(y)),
    proof="supporting",
    expect="PROVED",
    neighbours=[
        Neighbour("not-convex", given=[has_gradient(f, G)], near=True),
        Neighbour("any-slope", given=[convex(f)], near=True),
        Neighbour("strictly", conclude=lt(tangent, f(y)), near=True),
    ],
)
