r"""The third derivative of a network with one hidden layer is a sum of cubes of its directions.

Meaning. Let f(x) = sum_j a_j g(<A_j, x> + b_j) with k units, in any dimension d, and g a polynomial of degree 4 or
the exponential function.  The third derivative of f at x along u is sum_j a_j <A_j, u>^3 g'''(<A_j, x> + b_j): the
tensor of third derivatives is sum_j a_j g'''(z_j) A_j (x) A_j (x) A_j.  With Stein's identity, E[f S_3] is its
expectation.
Proof idea. The chain rule.
Sharpness. An identity.
Source. Survey, §III-C, on Janzamin et al. 2015 (arXiv:1506.08473).
The survey says: "the authors use tensor decomposition methods to estimate the network weights from high order
statistical moments of the network mapping".
How the formula differs. It is the step between Stein's identity and the tensor that is decomposed, for these units.
"""

from theorycheck import Claim, Neighbour, and_, dims, eq, exp, gradient, matrix, real, summation, survey, vector

k, d = dims("k d")
A, a, b = matrix("A", k, d), vector("a", k), vector("b", k)
x, u, c = vector("x", d), vector("u", d), vector("c", 5)
t = real("t")


def polynomial(z):
    return c[0] + c[1] * z + c[2] * z**2 + c[3] * z**3 + c[4] * z**4


def on_the_line(g):
    return summation(k, lambda j: a[j] * g((A @ x)[j] + b[j] + t * (A @ u)[j]))


def third(g):
    return gradient(gradient(gradient(on_the_line(g), t), t), t)


def cubes(g):
    return summation(k, lambda j: a[j] * (A @ u)[j] ** 3 * g((A @ x)[j] + b[j] + t * (A @ u)[j]))


squares = summation(k, lambda j: a[j] * (A @ u)[j] ** 2 * exp((A @ x)[j] + b[j] + t * (A @ u)[j]))

claim = Claim(
    title="The third derivative of a network is a sum of cubes of its directions",
    source=survey("III-C", "after Janzamin, Sedghi and Anandkumar 2015"),
    conclude=and_(
        eq(third(polynomial), cubes(lambda z: 6 * c[3] + 24 * c[4] * z)),
        eq(third(exp), cubes(exp)),
    ),
    proof="derive, matrix",
    example=dict(k=1, d=1, A=[[1]], a=[1], b=[0], x=[0], u=[1], c=[0, 0, 0, 1, 1], t=0),
    covers={"ten.moment-cp": "part: the chain rule, for polynomial and exponential units"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[Neighbour("squares", conclude=eq(third(exp), squares), near=True)],
)
