r"""A wide random ReLU layer keeps squared distances within a quarter and a half of what they were.

Meaning. For M with iid N(0, 1/m) entries, E|relu(Mx)|^2 = |x|^2 / 2 and E<relu(Mx), relu(My)> is the arc-cosine kernel
k(x, y) = |x| |y| (sin t + (pi - t) cos t) / (2 pi) at the angle t of x and y.  The expected squared distance after the
layer is therefore out = (|x|^2 + |y|^2)/2 - 2 k(x, y), and |x - y|^2 / 4 <= out <= |x - y|^2 / 2: an embedding whose
distortion does not depend on the data.
Proof idea. <x, y> <= 2 k(x, y) <= ((|x|^2 + |y|^2)/2 + <x, y>)/2, from t cos t <= sin t and from
2 (sin t - t cos t) <= pi (1 - cos t), both derived by the mean value theorem.
Sharpness. The upper bound is attained at t = 0, the lower one at y = -x.
Source. Survey, §V-A; Giryes, Sapiro and Bronstein 2016 ([56]), Theorem 3, with the sign of the correction term put
right (arXiv:1901.02182).
The survey says: "deep neural networks (with random Gaussian weights) perform a distance-preserving embedding of the
data".
How the formula differs. Distances are squared and in expectation over M; both expectations are taken in their closed
form, geometry.arccos_kernel: hence fidelity "looser".  Every dimension, every x and y, parallel or 0.
"""

from theorycheck import Claim, Neighbour, and_, arccos_kernel, dims, eq, have, le, squared_norm, survey, vector

d = dims("d")
x, y = vector("x y", d)
a, b, c = squared_norm(x), squared_norm(y), x @ y
distance = squared_norm(x - y)
out = (a + b) / 2 - 2 * arccos_kernel(a * b, c)

claim = Claim(
    title="A wide random ReLU layer keeps squared distances within a quarter and a half",
    source=survey("V-A"),
    conclude=and_(le(distance / 4, out), le(out, distance / 2)),
    lemmas=[
        have(eq(distance, a + b - 2 * c), by="matrix"),
        have(eq(squared_norm(x + y), a + b + 2 * c), by="matrix"),
        have(and_(le(0, distance), le(0, squared_norm(x + y))), by="auto"),
        have(and_(le(c, (a + b) / 2), le(-((a + b) / 2), c)), by="auto"),
        have(le(a * b, (a + b) / 2 * ((a + b) / 2)), by="auto"),
        have(
            and_(le(c, 2 * arccos_kernel(a * b, c)), le(2 * arccos_kernel(a * b, c), ((a + b) / 2 + c) / 2)),
            by="auto",
        ),
    ],
    proof="auto",
    uses=["structure.arccos_kernel_between"],
    covers={"gau.distance-sandwich": "whole"},
    closed_form={"geometry.arccos_kernel": "that out is the expected squared distance after the layer"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("fifty-five-hundredths-of-a-half", conclude=le(distance * 11 / 40, out), near=True),
        Neighbour("nine-tenths-of-a-half", conclude=le(out, distance * 9 / 20), near=True),
        Neighbour("isometry", conclude=eq(out, distance / 2)),
    ],
)
