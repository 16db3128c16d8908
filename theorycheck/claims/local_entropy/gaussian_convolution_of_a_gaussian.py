r"""The Gaussian convolution of exp(-b c y^2/2): its integral over [-R, R] tends to the closed form as R grows.

Meaning.  The integral of exp(-b c y^2/2 - b (x - y)^2/(2 g)) over the whole line is
sqrt(2 pi g/(b (1 + c g))) exp(-b c x^2/(2 (1 + c g))), for 1 + c g > 0.  Divided by sqrt(2 pi g/b), the constant of the
normal law of variance g/b, it says that exp(-b f_{b,g}(x)) = (1 + c g)^(-1/2) exp(-b c x^2/(2 (1 + c g))) for
f(y) = c y^2/2; in d dimensions the integral is a product of d such.
Proof idea.  Complete the square; the integral of exp(-z^2/2) over the line is sqrt(2 pi).
Sharpness.  An equation; for 1 + c g <= 0 the integral diverges.
Source.  Textbook.
How the formula differs.  The integral over the line is written as a limit.  Not proved here: the integrand has no
elementary antiderivative, which is all that the kernel knows of integrals.
"""

from theorycheck import Claim, absolute, exists, exp, forall, implies, integral, le, lt, own, pi, positive, real, sqrt

x, y, c = real("x y c")
b, g = real("b g", positive)
closed_form = sqrt(2 * pi * g / (b * (1 + c * g))) * exp(-b * c * x**2 / (2 * (1 + c * g)))


def up_to(R):
    return integral(exp(-b * c * y**2 / 2 - b * (x - y) ** 2 / (2 * g)), (y, -R, R))


def within(e):
    return exists(positive, lambda r: forall(positive, lambda R: implies(le(r, R), close(R, e))))


def close(R, e):
    return le(absolute(up_to(R) - closed_form), e)


claim = Claim(
    title="The Gaussian convolution of a Gaussian",
    source=own("textbook"),
    given=[lt(0, 1 + c * g)],
    conclude=forall(positive, within),
    assumed="standard",
    expect="CITED",
)
