"""C4. A hard fit: no ReLU network with 8 hidden units fits these 12 labels to one percent of their squared length.

Meaning. sum_j (<v, relu(W x_j + b)> - y_j)^2 > (sum_j y_j^2) / 100 for all weights.
Search idea. Nothing drawn comes near; descent from many starts fits, most starts end in worse local minima.
Source. Planted; points and labels are normal numbers, rounded to hundredths once.
How the formula differs. In nothing.
"""

from theorycheck import Claim, inner, lt, matrix, own, rational, relu, tabulate, vector

X = (
    (3, 68), (136, -14), (122, -38), (-51, 46), (-30, 82), (-53, -20),
    (57, -15), (-6, 69), (75, -87), (-185, -151), (157, 39), (-10, -67),
)  # fmt: skip
Y = (-192, -81, -47, -119, -149, 4, 90, -23, -74, 38, 72, -30)  # hundredths, like the points
WIDTH = 8
W, b, v = matrix("W", WIDTH, 2), vector("b", WIDTH), vector("v", WIDTH)
HUNDREDTH = rational("1/100")


def point(p, q):
    """The vector (p, q) / 100."""
    return tabulate(2, lambda k: (p + (q - p) * k) * HUNDREDTH)


def residual(p, q, y):
    return inner(v, relu(W @ point(p, q) + b)) - y * HUNDREDTH


claim = Claim(
    title="No ReLU network with 8 hidden units fits these 12 labels to 1 %",
    source=own("a planted conjecture"),
    conclude=lt(
        HUNDREDTH * sum((y * HUNDREDTH) ** 2 for y in Y),
        sum(residual(p, q, y) ** 2 for (p, q), y in zip(X, Y, strict=True)),
    ),
    expect="REFUTED",
)
