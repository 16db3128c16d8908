r"""The arc-cosine kernel: the mean of relu(<w,x>) relu(<w,y>) over a Gaussian w.

Meaning. For inputs x, y != 0 at angle t in [0, pi] and a Gaussian random layer M with m rows of variance 1/m,
    E <relu(Mx), relu(My)> = |x| |y| (sin t + (pi - t) cos t) / (2 pi),     E |relu(Mx)|^2 = |x|^2 / 2.
This is the covariance after one random ReLU layer, on which mean-field theory, the neural tangent kernel and the
closed form of the teacher-student loss rest.
Proof idea. In the plane of x and y, w has polar coordinates r, phi, and the mean is
    |x| |y| / (2 pi) * int_0^oo r^3 exp(-r^2/2) dr * int relu(cos phi) relu(cos(phi - t)) dphi,
the angular integral over a full circle.  It is split where a unit switches: one of them is off on the first and the
last piece; between, SymPy's antiderivative is checked by the kernel.
Sharpness. An identity.
Source. Cho and Saul, Kernel methods for deep learning, 2009; survey, §V-A (Giryes et al.).
How the formula differs. Expectations are no part of the language.  Proved are the angular integral, for all angles,
and the radial one up to any radius R, whose limit 2 is geometry.gaussian_tail: the integrals of a calculation whose
other steps are standard and not in the formula, namely that each row of M contributes alike, that a Gaussian is
invariant under rotations (so that only the plane of x and y matters, for every dimension), and polar coordinates.
Hence fidelity "looser".  x, y != 0 is needed for the angle.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    cos,
    eq,
    exp,
    integral,
    interval,
    nonnegative,
    paper,
    pi,
    rational,
    real,
    relu,
    sin,
)

t = real("t", interval(0, pi))
x, y, R = real("x y R", nonnegative)  # the norms of the inputs, and a radius
phi, r = real("phi r")


def mean(x, y, angle):
    """The plane integral up to the radius R, over 2 pi, as one of r times one of phi."""
    circle = integral(relu(cos(phi)) * relu(cos(phi - angle)), (phi, -pi / 2, 3 * pi / 2))
    return x * y / (2 * pi) * radial * circle


def mean_where_both_are_on(x, y, angle):
    """The same, with the integral over the angles where neither unit is off."""
    return x * y / (2 * pi) * radial * integral(cos(phi) * cos(phi - angle), (phi, angle - pi / 2, pi / 2))


def kernel(x, y, angle, sign=-1):
    return x * y * (sin(angle) + (pi + sign * angle) * cos(angle)) / (2 * pi)


radial = integral(r**3 * exp(-(r**2) / 2), (r, 0, R))
inside = 1 - (R**2 / 2 + 1) * exp(-(R**2) / 2)  # tends to 1

claim = Claim(
    title="The arc-cosine kernel of a random ReLU layer",
    source=paper("Kernel methods for deep learning", "2009"),
    conclude=and_(eq(mean(x, y, t), kernel(x, y, t) * inside), eq(mean(x, x, 0), x**2 / 2 * inside)),
    proof="antiderivative(t - pi/2, pi/2)",
    uses=["structure.cosine_positive", "structure.cosine_negative", "structure.cosine_negative_below"],
    covers={"gau.arccos-kernel": "part: the integrals; the reduction of the mean to them is told, not stated"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("with-pi-plus-t", conclude=eq(mean_where_both_are_on(x, y, t), kernel(x, y, t, 1) * inside)),
        Neighbour("keeps-the-norm", conclude=eq(mean_where_both_are_on(x, x, 0), x**2 * inside)),
        Neighbour(
            "two-percent-more",
            conclude=eq(mean_where_both_are_on(x, y, t), rational("51/50") * kernel(x, y, t) * inside),
            near=True,
        ),
    ],
)
