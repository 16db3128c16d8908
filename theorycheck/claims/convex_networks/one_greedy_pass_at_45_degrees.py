r"""One greedy pass over three units at 45 degrees misses the optimum by 3 sqrt(2)/200, about 0.0212.

Meaning. F(w) = 1/2 ||Y - H w||^2 + 1/10 ||w||_1 for the units (1, 0), (1, 1)/sqrt(2), (0, 1) and Y = (1, 1/2). A
greedy pass that adds the second, the first and the third unit, each with its best weight, ends with F = 3/100 + 3
sqrt(2)/40, about 0.1361; the least value is 3/100 + 3 sqrt(2)/50, about 0.1149.
Proof idea. As in `convex_networks.one_greedy_pass`; the residual at the optimum is (1/10, sqrt(2)/10 - 1/10).
Sharpness. The optimum is missed (neighbour `one-pass-is-optimal`), and its value is no higher (neighbour `higher`).
Source. Survey, §III-B; the instance of the project's catalogue, mut.cvx.one-pass, with its margin in exact numbers.
The survey's words. "problem (3) can be globally optimized by sequentially adding hidden units to the network until
one can no longer find a hidden unit whose addition will decrease the objective function".
How the formula differs. It is one instance of what these words do not say: that the earlier weights be trained again.
"""

from theorycheck import Claim, Neighbour, absolute, and_, eq, have, le, rational, real, sqrt, survey

s, x, y, z = real("s x y z")
tenth, half = rational("1/10"), rational("1/2")
c = sqrt(2) / 2
UNITS = [(1, 0), (c, c), (0, 1)]
Y = (1, half)
GREEDY = (rational("3/20") + c / 10, 3 * c / 2 - tenth, c / 10 - rational("3/20"))
BEST = (rational("3/10") + c / 5, 6 * c / 5 - rational("1/5"), 0)
value, least = rational("3/100") + 3 * c / 20, rational("3/100") + 3 * c / 25


def residual(weights):
    return [Y[a] - sum((w * unit[a] for w, unit in zip(weights, UNITS, strict=True)), 0) for a in range(2)]


def objective(*weights):
    p, q = residual(weights)
    return (p * p + q * q) / 2 + tenth * sum((absolute(w) for w in weights), 0)


def dearer(k):
    """What s costs more than the best weight of unit k."""
    return (s - GREEDY[k]) * (s - GREEDY[k]) / 2 + tenth * (absolute(s) + (s if k == 2 else -s))


p, q = residual((x, y, z))
u, v = p - tenth, q - (c / 5 - tenth)
excess = (
    (u * u + v * v) / 2
    + tenth * (absolute(x) - x)
    + tenth * (absolute(y) - y)
    + (c / 5 - tenth) * (absolute(z) - z)
    + (rational("1/5") - c / 5) * absolute(z)
)
steps = and_(
    le(objective(0, GREEDY[1], 0), objective(0, s, 0)),
    le(objective(GREEDY[0], GREEDY[1], 0), objective(s, GREEDY[1], 0)),
    le(objective(*GREEDY), objective(GREEDY[0], GREEDY[1], s)),
)

claim = Claim(
    title="One greedy pass over three units at 45 degrees misses the optimum by 3 sqrt(2)/200",
    source=survey("III-B"),
    conclude=and_(steps, eq(objective(*GREEDY), value), eq(objective(*BEST), least), le(least, objective(x, y, z))),
    lemmas=[
        have(eq(c * c, half), by="quotients_and_roots, ideal"),
        have(and_(le(rational("7/10"), c), le(c, rational("71/100"))), by="auto"),
        have(eq(absolute(GREEDY[0]), GREEDY[0]), by="split, auto"),
        have(eq(absolute(GREEDY[1]), GREEDY[1]), by="split, auto"),
        have(eq(absolute(GREEDY[2]), -GREEDY[2]), by="split, auto"),
        have(eq(absolute(BEST[0]), BEST[0]), by="split, auto"),
        have(eq(absolute(BEST[1]), BEST[1]), by="split, auto"),
        have(eq(absolute(0), 0), by="auto"),
        have(eq(objective(*GREEDY), value), by="ideal"),
        have(eq(objective(*BEST), least), by="ideal"),
        have(and_(le(s, absolute(s)), le(-s, absolute(s))), by="auto"),
        *[have(le(0, dearer(k)), by="auto") for k in (1, 0, 2)],
        have(eq(objective(0, s, 0) - objective(0, GREEDY[1], 0), dearer(1)), by="ideal"),
        have(eq(objective(s, GREEDY[1], 0) - objective(GREEDY[0], GREEDY[1], 0), dearer(0)), by="ideal"),
        have(eq(objective(GREEDY[0], GREEDY[1], s) - objective(*GREEDY), dearer(2)), by="ideal"),
        have(steps, by="auto"),
        have(and_(le(x, absolute(x)), le(y, absolute(y)), le(z, absolute(z)), le(-z, absolute(z))), by="auto"),
        have(le(0, u * u + v * v), by="auto"),
        have(le(0, (rational("1/5") - c / 5) * absolute(z)), by="auto"),
        have(le(0, (c / 5 - tenth) * (absolute(z) - z)), by="auto"),
        have(eq(objective(x, y, z) - least, excess), by="ideal"),
        have(le(0, excess), by="auto"),
        have(le(least, objective(x, y, z)), by="auto"),
    ],
    proof="auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("one-pass-is-optimal", conclude=le(value, objective(x, y, z)), near=True),
        Neighbour("higher", conclude=le(least + rational("1/1000"), objective(x, y, z)), near=True),
    ],
)
