r"""Euler's identity: <G(x), x> = p f(x) for a differentiable f that is positively homogeneous of degree p.

Meaning. f: R^n -> R with f(t x) = t^p f(x) for all t > 0, p any real number, and with the gradient G; then the
derivative of f along x is p times its value.  At a critical point of f, p f(x) = 0.
Proof idea. t -> f(t x) has the derivative <G(x), x> at 1 by the chain rule, and is t^p f(x).
Sharpness. The factor is p (neighbour `factor-too-large`); each hypothesis is needed.
Source. Survey, §III-D, where positive homogeneity of ReLU networks is what the argument rests on.
The survey's words. "if the network size is large enough and the functions [...] and [...] are sums of positively
homogeneous functions of the same degree, any local minimizer such that some of its entries are zero is also a global
minimizer."
How the formula differs. It is the identity that the argument behind these words uses, for any function on R^n instead
of a network; f is differentiable everywhere, which a ReLU network is not.  t^p is exp(p log t).
"""

from theorycheck import Claim, Neighbour, dims, eq, function, has_gradient, homogeneous, inner, real, survey, vector

n = dims("n")
p = real("p")
x = vector("x", n)
f, G = function("f", vector(n), real()), function("G", vector(n), vector(n))
radial = inner(G(x), x)

claim = Claim(
    title="The gradient of a positively homogeneous function, along its point, is the degree times the value",
    source=survey("III-D"),
    given=[homogeneous(f, p), has_gradient(f, G)],
    conclude=eq(radial, p * f(x)),
    proof="euler",
    covers={
        "pre.homogeneity.euler": "part: for any differentiable function of that degree; that a ReLU network is one, "
        "layer by layer and where it is differentiable, is not shown here"
    },
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("factor-too-large", conclude=eq(radial, (p + 1) * f(x)), near=True),
        Neighbour("not-homogeneous", given=[has_gradient(f, G)], near=True),
        Neighbour("any-direction", given=[homogeneous(f, p)], near=True),
    ],
)
