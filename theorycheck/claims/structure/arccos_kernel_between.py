r"""The closed form of E relu(<u, x>) relu(<v, x>) lies between c/2 and (m + c)/4, for c = <u, v> and |u| |v| <= m.

Meaning. s stands for |u|^2 |v|^2.  Relu may only raise a correlation, and by no more than half of what is missing.
Proof idea. Vectors that are not parallel are structure.wide_kernel_between; for parallel ones the closed form is
max(0, c)/2.
Sharpness. Parallel vectors: of one direction they attain both bounds, of opposite directions the upper one.
Source. Own, after Cho and Saul 2009; used by structure.distance_sandwich.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, and_, arccos_kernel, le, own, real

s, c, m = real("s c m")
twice = 2 * arccos_kernel(s, c)
bounds = [le(s, m * m), le(-m, c), le(c, m)]

claim = Claim(
    title="The arc-cosine kernel between its bounds",
    source=own("after Cho and Saul 2009"),
    given=bounds,
    conclude=and_(le(c, twice), le(twice, (m + c) / 2)),
    proof="split",
    uses=["structure.wide_kernel_between"],
    expect="PROVED",
    neighbours=[
        Neighbour("nine-tenths-of-the-upper-bound", conclude=le(twice, (m + c) * 9 / 20), near=True),
        Neighbour("correlation-only", conclude=le(twice, c), near=True),
    ],
)
