r"""Weight decay turns the origin of a two-layer linear net from a strict saddle into the global minimum, at strength 1.

Meaning. f(a, b) = (1 - a b)^2 + lam (a^2 + b^2), lam >= 0, is the regularised loss of the smallest linear network with
one hidden unit.  Its origin is a strict saddle if and only if lam < 1, and a global minimum if and only if lam >= 1.
Proof idea. The second derivative at 0 along (x, y) is 2 lam (x^2 + y^2) - 4 x y: negative at (1, 1) if lam < 1, and a
sum of squares if lam >= 1.  For lam >= 1, f - 1 = a^2 b^2 + (lam - 1)(a^2 + b^2) + (a - b)^2; for lam < 1 the point
(1 - lam, 1 - lam) is better than the origin.
Sharpness. The threshold is exact (neighbours `saddle-a-little-longer`, `minimum-a-little-early`).
Source. Survey, §III-B and §III-D: weight decay for networks with one hidden layer; the scalar case, worked out.
How the formula differs. It is the smallest instance, D = C = p = N = 1 with X = Y = 1; lam >= 0 is assumed, below it
there is no minimum at all.  That every local minimum is global is `optimality.weight_decay_no_spurious_minima`.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    curvature,
    global_minimum,
    have,
    implies,
    le,
    lt,
    nonnegative,
    or_,
    rational,
    real,
    strict_saddle,
    substitute,
    survey,
    symbol,
)

lam = symbol("lam", nonnegative)
a, b, x, y = real("a b x y")
f = (1 - a * b) ** 2 + lam * (a**2 + b**2)
at_origin = substitute(f, {a: 0, b: 0})
t = 1 - lam
better = substitute(f, {a: t, b: t})
saddle = strict_saddle(f, [a, b], at=[0, 0])
minimum = global_minimum(f, [a, b], at=[0, 0])

claim = Claim(
    title="Weight decay of strength 1 or more makes the origin of a two-layer linear net the best point",
    source=survey("III-B, III-D"),
    conclude=and_(
        and_(implies(lt(lam, 1), saddle), implies(saddle, lt(lam, 1))),
        and_(implies(le(1, lam), minimum), implies(minimum, le(1, lam))),
    ),
    lemmas=[
        have(implies(lt(lam, 1), lt(curvature(f, [a, b], [1, 1], at=[0, 0]), 0)), by="derive"),
        have(implies(le(1, lam), le(0, (lam - 1) * (a * a))), by="auto"),
        have(implies(le(1, lam), le(0, (lam - 1) * (b * b))), by="auto"),
        have(le(0, (a * b) * (a * b)), by="auto"),
        have(implies(le(1, lam), le(at_origin, f)), by="auto"),
        have(implies(lt(lam, 1), lt(0, t * t * t * (1 + lam))), by="auto"),
        have(or_(le(1, lam), lt(better, at_origin)), by="either"),
    ],
    proof="derive, exhibit, cases, derive, specialise",
    covers={"lin.wd.depth2-origin": "part: the threshold; that local minima are global is another file"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("saddle-a-little-longer", conclude=implies(lt(lam, rational("11/10")), saddle), near=True),
        Neighbour("minimum-a-little-early", conclude=implies(le(rational("9/10"), lam), minimum), near=True),
    ],
)
