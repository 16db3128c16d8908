r"""Networks with one hidden layer and the activation z^2 represent polynomials of degree 2 only, however many units.

Meaning. g(x) = d + sum_i c_i (w_i x + b_i)^2 has third differences 0: g(x + 3 s) - 3 g(x + 2 s) + 3 g(x + s) - g(x) =
0. So no such network comes near |x| at four equally spaced points, whatever its size.
Proof idea. Each unit is a polynomial of degree 2.
Sharpness. False for z^3 and for ReLU units.
Source. Survey, §I-A; that exactly the polynomials must be excluded is Leshno et al. (1993).
The survey's words. "neural networks with a single hidden layer and sigmoidal activations are universal function
approximators".
How the formula differs. It is what fails for one activation that is not sigmoidal.
"""

from theorycheck import Claim, Neighbour, dims, eq, real, relu, summation, survey, vector

m = dims("m")
w, b, c = vector("w b c", m)
d, x, s = real("d x s")


def third_difference_vanishes(activation):
    def g(z):
        return d + summation(m, lambda i: c[i] * activation(w[i] * z + b[i]))

    return eq(g(x + 3 * s) - 3 * g(x + 2 * s) + 3 * g(x + s) - g(x), 0)


claim = Claim(
    title="Networks with a quadratic activation are quadratic",
    source=survey("I-A"),
    conclude=third_difference_vanishes(lambda z: z**2),
    proof="matrix",
    covers={"survey.I-A.universal-approximators": "part: that one polynomial activation, z^2, does not do"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("cubic", conclude=third_difference_vanishes(lambda z: z**3), near=True),
        Neighbour("relu", conclude=third_difference_vanishes(relu)),
    ],
)
