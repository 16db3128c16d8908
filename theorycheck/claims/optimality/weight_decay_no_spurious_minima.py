r"""With weight decay, too, the smallest linear network with a hidden unit has no spurious local minimum.

Meaning. Every local minimum of f(a, b) = (1 - a b)^2 + lam (a^2 + b^2), lam >= 0, is a global one.
Proof idea. At a critical point lam a = b r and lam b = a r with r = 1 - a b, so f = 1 - (a b)^2, and a = b = 0 or
r^2 = lam^2.  Curvature along (1, 1) excludes a = b = 0 for lam < 1, hence a b >= 1 - lam and f <= 2 lam - lam^2.
That is least: f - (2 lam - lam^2) = (1 - a b - lam)^2 + lam (a - b)^2.  For lam >= 1 the least value is 1.
Sharpness. Critical points do not suffice: the origin is one for every lam (neighbour `critical`).
Source. Survey, §III-B and §III-D: weight decay for networks with one hidden layer; the scalar case, worked out.
How the formula differs. It is the smallest instance, D = C = p = N = 1 with X = Y = 1.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    critical,
    curvature,
    eq,
    global_minimum,
    have,
    implies,
    le,
    local_minimum,
    nonnegative,
    or_,
    real,
    substitute,
    survey,
    symbol,
)

lam = symbol("lam", nonnegative)
a, b, x, y = real("a b x y")
f = (1 - a * b) ** 2 + lam * (a**2 + b**2)
anywhere = substitute(f, {a: x, b: y})
s = a * b
balanced = eq((1 - s) ** 2, lam**2)
least = 2 * lam - lam**2

claim = Claim(
    title="Local minima of a two-layer scalar linear net with weight decay are global",
    source=survey("III-B, III-D"),
    given=[local_minimum(f, [a, b])],
    conclude=global_minimum(f, [a, b]),
    lemmas=[
        have(implies(le(1, lam), le(0, (lam - 1) * (x * x))), by="auto"),
        have(implies(le(1, lam), le(0, (lam - 1) * (y * y))), by="auto"),
        have(le(0, (x * y) * (x * y)), by="auto"),
        have(implies(le(1, lam), le(1, anywhere)), by="auto"),
        have(implies(and_(le(1, lam), le(f, 1)), le(f, anywhere)), by="auto"),
        have(le(0, (1 - x * y - lam) * (1 - x * y - lam)), by="auto"),
        have(le(0, lam * ((x - y) * (x - y))), by="auto"),
        have(le(least, anywhere), by="auto"),
        have(implies(le(f, least), le(f, anywhere)), by="auto"),
        have(critical(f, [a, b]), by="fermat"),
        have(eq(lam * a, b * (1 - s)), by="derive"),
        have(eq(lam * b, a * (1 - s)), by="derive"),
        have(le(0, curvature(f, [a, b], [1, 1])), by="fermat"),
        have(le(0, a * a + b * b + 2 * lam - 2 + 4 * s), by="derive"),
        have(eq((1 - s) ** 2 * a, lam**2 * a), by="ideal"),
        have(eq((1 - s) ** 2 * b, lam**2 * b), by="ideal"),
        have(eq(f, 1 - s * s), by="ideal"),
        have(le(0, s * s), by="auto"),
        have(or_(eq(a, 0), balanced), by="either, ideal"),
        have(or_(eq(b, 0), balanced), by="either, ideal"),
        have(or_(le(1, lam), balanced), by="either, cases, specialise"),
        have(or_(le(1, lam), le(1 - lam, s)), by="either, cases, contradict"),
        have(or_(le(1, lam), le(f, least)), by="either, cases"),
        have(le(f, 1), by="auto"),
        have(le(f, anywhere), by="cases, auto"),
    ],
    proof="specialise",
    example=dict(lam=0, a=1, b=1),
    covers={"lin.wd.depth2-origin": "part: local minima are global"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("critical", given=[critical(f, [a, b])], near=True)],
)
